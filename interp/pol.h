/* pol: lending policies as rules, for programs that decide applications in C. The only header that is installed.
 *
 *     pol_policy      compiled policy files            made once, immutable
 *       pol_binding   how a C struct becomes a record  made once, immutable
 *         pol_evaluator  room to evaluate in           one per thread
 *
 * Compile, bind your own struct to the policy's fields, then evaluate: no text is made or parsed on the way, and
 * nothing is allocated. See examples/embed.c.
 *
 * Threads: a policy, a binding and a report may be read by any number of threads at once. An evaluator belongs to one
 * thread at a time. There is no global state; nothing here prints, exits, or reads the clock or the environment.
 *
 * Ownership: what a function returns through a `**` argument is the caller's, to be freed by the function named beside
 * it. A binding must not outlive its policy, nor an evaluator its binding. A `const char *` that comes back belongs to
 * the object it was asked of and lives as long.
 *
 * Names may be given in either spelling (growth or 成长型), always UTF-8.
 *
 * Errors: functions that can fail answer with a pol_status and change nothing then, save setting `**` arguments to
 * NULL. Indices must come from the same policy; an index out of range is answered like a name that does not exist.
 */
#ifndef POL_POL_H
#define POL_POL_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define POL_API __attribute__((visibility("default")))
#else
#define POL_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

enum pol_status {
    POL_OK = 0,
    POL_ERROR_POLICY,   /* the files have errors: the report says which */
    POL_ERROR_ARGUMENT, /* the call makes no sense: the report says why where there is one */
    POL_ERROR_MEMORY
};

enum pol_lang { POL_ENGLISH, POL_CHINESE };

/* In order of preference: a scheme's decision is the least of its offers'. */
enum pol_decision {
    POL_ELIGIBLE,
    POL_REFER,      /* a person decides */
    POL_INCOMPLETE, /* fields are missing */
    POL_INELIGIBLE,
    POL_NOT_APPLICABLE,
    POL_NOT_IN_FORCE,
    POL_NO_DECISION /* the record could not be evaluated: pol_evaluator_fault tells why */
};

enum pol_kind {                 /* of a field or a granted value, and its unit as a 64-bit integer */
                POL_KIND_NONE,  /* no such field or grant */
                POL_KIND_TRUTH, /* 0 no, 1 yes */
                POL_KIND_COUNT,
                POL_KIND_MONEY,   /* fen: 10万元 is 10000000 */
                POL_KIND_PERCENT, /* millionths: 3.75% is 37500 */
                POL_KIND_DATE,    /* year * 10000 + month * 100 + day: 20240701 */
                POL_KIND_MONTH,   /* year * 100 + month: 202407 */
                POL_KIND_MONTHS,  /* a period in whole months */
                POL_KIND_DAYS,    /* a period in whole days */
                POL_KIND_CHOICE,  /* the value's code, see pol_choice_code */
                POL_KIND_SET,     /* bit i stands for the value of code i */
                POL_KIND_TEXT,
                POL_KIND_LIST,
                POL_KIND_NUMBER /* millionths: 3.25 is 3250000 */
};

typedef struct pol_policy pol_policy;
typedef struct pol_report pol_report;
typedef struct pol_binding pol_binding;
typedef struct pol_evaluator pol_evaluator;

struct pol_date {
    int16_t year;       /* 1 to 9999 */
    uint8_t month, day; /* from 1 */
};

/* The version of the library, "0.1.0". */
POL_API const char *pol_version(void);

/* ---- Compiling -------------------------------------------------------------------------------------------------- */

/* One policy file. Its `use` clauses are followed on disk, relative to `path`, save those that name an earlier file of
 * the same call. */
struct pol_file {
    const char *path; /* to be read, or what messages call the text below */
    const char *text; /* NULL: read the file; else `size` bytes, copied */
    size_t size;
};

/* Compiles `count` files together. POL_OK: `*policy` is set (pol_policy_free). In any case `*report` is set to what
 * there is to say, warnings too (pol_report_free), save where memory ran out. `report` may be NULL. */
POL_API enum pol_status pol_policy_compile(const struct pol_file *files, size_t count, pol_policy **policy,
                                           pol_report **report);
POL_API void pol_policy_free(pol_policy *policy); /* NULL is fine, as for every _free */

POL_API unsigned pol_report_errors(const pol_report *report);
POL_API unsigned pol_report_warnings(const pol_report *report);
/* For people: each with its line and a mark under the place. Empty where there is nothing to say. */
POL_API const char *pol_report_text(const pol_report *report, enum pol_lang lang);
/* A JSON array of objects with code, severity, file, line, column, message … */
POL_API const char *pol_report_json(const pol_report *report, enum pol_lang lang);
POL_API void pol_report_free(pol_report *report);

/* ---- Looking at a policy ---------------------------------------------------------------------------------------- */

POL_API size_t pol_field_count(const pol_policy *policy);
POL_API int pol_field_find(const pol_policy *policy, const char *name);                      /* its index, or -1 */
POL_API const char *pol_field_name(const pol_policy *policy, int field, enum pol_lang lang); /* NULL: no such field */
POL_API enum pol_kind pol_field_kind(const pol_policy *policy, int field);

/* The code of a value of a choice or set field, e.g. pol_choice_code(policy, "type", "growth"), which counts from 0 as
 * the values are written; -1: no such field or value. The value may be given as data may call it too: "977" where the
 * policy says other = "977". For an item of a list, `field` is written "overdue.kind". */
POL_API int pol_choice_code(const pol_policy *policy, const char *field, const char *value);
POL_API size_t pol_choice_count(const pol_policy *policy, const char *field); /* codes are below it */
POL_API const char *pol_choice_name(const pol_policy *policy, const char *field, int code, enum pol_lang lang);

/* A scheme and an offer are the same through all periods for which files define them, and whatever amends them: which
 * period's rules apply is settled by the date of each evaluation. */
POL_API size_t pol_scheme_count(const pol_policy *policy);
POL_API int pol_scheme_find(const pol_policy *policy, const char *name); /* its index, or -1 */
POL_API const char *pol_scheme_name(const pol_policy *policy, int scheme, enum pol_lang lang);

POL_API size_t pol_offer_count(const pol_policy *policy); /* of all schemes */
POL_API int pol_offer_find(const pol_policy *policy, const char *scheme, const char *offer);
POL_API const char *pol_offer_name(const pol_policy *policy, int offer, enum pol_lang lang);
POL_API int pol_offer_scheme(const pol_policy *policy, int offer);

POL_API size_t pol_grant_count(const pol_policy *policy); /* of all offers */
POL_API int pol_grant_find(const pol_policy *policy, const char *scheme, const char *offer, const char *grant);
POL_API const char *pol_grant_name(const pol_policy *policy, int grant, enum pol_lang lang);
POL_API int pol_grant_offer(const pol_policy *policy, int grant);
POL_API enum pol_kind pol_grant_kind(const pol_policy *policy, int grant);
/* What a code stands for that is granted, of a grant that is a choice; NULL: it is none, or has no such value. */
POL_API const char *pol_grant_choice_name(const pol_policy *policy, int grant, int code, enum pol_lang lang);

/* ---- Proving ---------------------------------------------------------------------------------------------------- */

typedef struct pol_proof pol_proof;

enum pol_answer {
    POL_PROVED, /* nobody of whom the claim speaks: proved for every applicant and, where none is asked for, every date
                 */
    POL_FOUND,  /* somebody, shown as a record */
    POL_OPEN    /* not settled */
};

struct pol_prove_options { /* NULL or all 0: every as-of date, all data there, in English */
    struct pol_date as_of; /* on that date alone; year 0: on every date */
    bool missing;          /* data may be missing */
    enum pol_lang lang;    /* in which the record and the story are written */
    /* What a claim compares the policies with ("nobody worse", "same"): at most one of the three. */
    const char *const *reforms; /* titles: with what these make of them, one after the other */
    size_t reform_count;
    const struct pol_file *before; /* with an earlier edition, whose files these are; what has one name in both is one.
                                      Claims that do not compare are about the later edition, `files` */
    size_t before_count;
    struct pol_date then_as_of; /* with themselves: the same applicants, all data being what they were, on `as_of`,
                                   which is to be given, and on this later date; year 0: on no other */
};

/* Asks of all applicants, with no records of any: "nobody where age < 18 gets ccb", "凡 年龄 < 18岁 者 无人获得 ccb",
 * in the words of `pol prove --claim`. Compiles the files as pol_policy_compile does, with the claim: for that no
 * policy need be there. POL_OK, whatever the answer: `*proof` is set (pol_proof_free). POL_ERROR_ARGUMENT: the claim
 * can't be asked of these files, names a reform they don't have, compares where there is nothing to compare with; a
 * date is none, the second is not later than the first, or two comparisons are asked for at once. POL_ERROR_POLICY: the
 * files or those of the earlier edition have errors, a field is of another kind in the two, or they assume what no
 * record meets. In any case but POL_ERROR_MEMORY `*report` is set to what there is to say (pol_report_free), which is
 * empty where the options are at fault by themselves; `report` may be NULL. It ends after so many steps, the same ones
 * on every machine, in well under a minute; until then the thread is busy. See examples/prove.c. */
POL_API enum pol_status pol_prove(const struct pol_file *files, size_t count, const char *claim,
                                  const struct pol_prove_options *options, pol_proof **proof, pol_report **report);
POL_API void pol_proof_free(pol_proof *proof);

POL_API enum pol_answer pol_proof_answer(const pol_proof *proof);
/* Whether the claim holds: nobody was to be found and is not, or somebody was and is. False where it is not settled. */
POL_API bool pol_proof_holds(const pol_proof *proof);
/* Of POL_FOUND, else NULL. The record is an object of JSON on one line, as `pol eval` reads it; the date is written
 * "2024-07-01"; the story tells what is decided of it, as `pol explain` does. All are the proof's. */
POL_API const char *pol_proof_witness(const pol_proof *proof);
POL_API const char *pol_proof_as_of(const pol_proof *proof);
POL_API const char *pol_proof_story(const pol_proof *proof);
/* The story with the reforms, of the later edition or on the later date, of a claim that compares; else NULL. */
POL_API const char *pol_proof_story_after(const pol_proof *proof);
/* Of POL_FOUND where nobody usual was: the field that has an odd value (an amount below zero, a date before 1940 or far
 * ahead), in the language asked for; else NULL. */
POL_API const char *pol_proof_odd(const pol_proof *proof);
/* Whom the answer is about: "every applicant whose data are all there". */
POL_API const char *pol_proof_scope(const pol_proof *proof, enum pol_lang lang);

/* ---- Binding ---------------------------------------------------------------------------------------------------- */

enum pol_c_type {
    POL_UINT8, /* bool, codes, sets of up to 8 values */
    POL_INT8,
    POL_UINT16,
    POL_INT16,
    POL_UINT32,
    POL_INT32,
    POL_UINT64,
    POL_INT64,
    POL_DATE, /* struct pol_date, for a date or a month (the day is then not looked at) */
    POL_TEXT, /* const char *, UTF-8 ended by NUL; NULL is missing. Read until the results have been read */
    POL_LIST  /* const struct item *, with a size_t count beside it */
};

enum pol_missing {                    /* how the struct says that a value is not known */
                   POL_NEVER_MISSING, /* it does not, save NULL for a text */
                   POL_FLAG,          /* a uint8_t or bool at flag_offset: 0 where the value is missing */
                   POL_VALUE          /* the value missing_value; for POL_DATE: year 0 */
};

/* One member of the embedding program's struct, and the field it gives. Which C types fit:
 *   yes/no                      any integer type; 0 is no, anything else yes
 *   count, money, percent, period, choice   any integer type, in the units of pol_kind
 *   set                         any integer type, by its bits
 *   date, month                 POL_DATE, or POL_INT32 or wider in the form of pol_kind (20240701, 202407)
 *   text                        POL_TEXT
 *   list                        POL_LIST, whose items are structs bound by `items`; an item of a list of values
 *                               (`list of text`) has the one member "value", such as an array's element
 * Any member may stand for one field only. A field that is not bound is missing in every record. */
struct pol_member {
    const char *field;
    size_t offset;
    enum pol_c_type type;
    enum pol_missing missing;
    size_t flag_offset;             /* POL_FLAG */
    int64_t missing_value;          /* POL_VALUE; a POL_UINT64 is compared by its bits */
    size_t count_offset;            /* POL_LIST: of a size_t */
    const struct pol_member *items; /* POL_LIST: members of one item; `field` is the item field's own name */
    size_t item_count, item_size;   /* POL_LIST: how many members; sizeof one item */
};

#define POL_BIND(record, member, name, ctype) \
    { .field = (name), .offset = offsetof(record, member), .type = (ctype) }
#define POL_BIND_FLAG(record, member, flag, name, ctype)                                           \
    {                                                                                              \
        .field = (name), .offset = offsetof(record, member), .type = (ctype), .missing = POL_FLAG, \
        .flag_offset = offsetof(record, flag)                                                      \
    }
#define POL_BIND_VALUE(record, member, none, name, ctype)                                           \
    {                                                                                               \
        .field = (name), .offset = offsetof(record, member), .type = (ctype), .missing = POL_VALUE, \
        .missing_value = (none)                                                                     \
    }
#define POL_BIND_LIST(record, member, count, name, item_members, item_type)                         \
    {                                                                                               \
        .field = (name), .offset = offsetof(record, member), .type = POL_LIST,                      \
        .count_offset = offsetof(record, count), .items = (item_members),                           \
        .item_count = sizeof(item_members) / sizeof *(item_members), .item_size = sizeof(item_type) \
    }

struct pol_binding_options {
    struct pol_date as_of;       /* the date of every evaluation; year 0: given with each call */
    const char *const *settings; /* other values for params, "ccb.min_revenue=20万元" */
    size_t setting_count;
};

/* Binds `count` members of a struct of `record_size` bytes. The member tables are not needed afterwards. `options` may
 * be NULL; `report` may be NULL, and says in words why POL_ERROR_ARGUMENT came: an unknown field, a C type that does
 * not fit, a setting that is none. Free with pol_binding_free. */
POL_API enum pol_status pol_binding_new(const pol_policy *policy, const struct pol_member *members, size_t count,
                                        size_t record_size, const struct pol_binding_options *options,
                                        pol_binding **binding, pol_report **report);
POL_API void pol_binding_free(pol_binding *binding);

/* ---- Evaluating ------------------------------------------------------------------------------------------------- */

/* Room for up to `records` records (at least 1) at a time with up to `items` items in each of their lists together.
 * Longer lists work too, at the cost of an allocation the first time. POL_ERROR_ARGUMENT where `records` is 0 or beyond
 * 2^20. Free with pol_evaluator_free. */
POL_API enum pol_status pol_evaluator_new(const pol_binding *binding, size_t records, size_t items,
                                          pol_evaluator **evaluator);
POL_API void pol_evaluator_free(pol_evaluator *evaluator);

/* Evaluates an array of `count` records, at most as many as the evaluator has room for: all schemes, all offers.
 * `as_of` is the date, needed where the binding has none and NULL where it has. Results are read by the functions below
 * until the next call; `row` is the record's index in the array. Nothing is allocated within the room asked for.
 * POL_ERROR_ARGUMENT: too many records, a wrong date, or a date too many or too few. POL_ERROR_MEMORY: no room for long
 * lists. A record that can't be evaluated is no error of the call: its decisions are POL_NO_DECISION. */
POL_API enum pol_status pol_evaluator_run(pol_evaluator *evaluator, const void *records, size_t count,
                                          const struct pol_date *as_of);

/* What a scheme came to: the best of its offers. */
POL_API enum pol_decision pol_scheme_decision(const pol_evaluator *evaluator, size_t row, int scheme);
/* The index of that offer, or -1 where the scheme is not in force. */
POL_API int pol_scheme_best(const pol_evaluator *evaluator, size_t row, int scheme);
/* The scheme's limit, in fen; false (and *fen as it was) where there is none. */
POL_API bool pol_scheme_limit(const pol_evaluator *evaluator, size_t row, int scheme, int64_t *fen);

/* What an offer came to. POL_NOT_IN_FORCE also where the scheme in force has no such offer. */
POL_API enum pol_decision pol_offer_decision(const pol_evaluator *evaluator, size_t row, int offer);

enum pol_reason {
    POL_REASON_FAILED, /* requirements that failed, vetoes that hold */
    POL_REASON_REFER,  /* what asks for a person: rules that are unmet in principle, waived, referred or hang on what
                          a person decides about another offer, silent grants; where the offer's `when` hangs on such
                          an offer, the rules of that offer which ask */
    POL_REASON_MISSING /* fields without a value that kept something from being known; "overdue.amount" of an item */
};
/* The names behind an offer's decision, each once, sorted by their bytes: fills in up to `capacity` of them and answers
 * how many there are. `names` may be NULL where capacity is 0. The names are the policy's. */
POL_API size_t pol_offer_reasons(const pol_evaluator *evaluator, size_t row, int offer, enum pol_reason reason,
                                 enum pol_lang lang, const char **names, size_t capacity);

enum pol_granted {
    POL_GRANT_NONE,   /* the decision is neither POL_ELIGIBLE nor POL_REFER, or the offer has no such grant */
    POL_GRANT_SILENT, /* the notice gives no value: a person decides */
    POL_GRANT_KNOWN,
    POL_GRANT_REFERRED /* it hangs on what a person decides about another offer */
};
struct pol_value {
    int64_t number;   /* in the unit of pol_grant_kind */
    const char *text; /* POL_KIND_TEXT: `length` bytes, not ended by NUL; else NULL */
    size_t length;
};
POL_API enum pol_granted pol_grant_value(const pol_evaluator *evaluator, size_t row, int grant,
                                         struct pol_value *value);

enum pol_fault_kind {
    POL_FAULT_NONE,
    POL_FAULT_VALUE, /* a member holds no value of its field: no such code, no such date, a number beyond 18 digits, one
                        that the field's range leaves out */
    POL_FAULT_ARITHMETIC, /* an overflow or a division by zero in a rule */
    POL_FAULT_ROWS,       /* two rows of a table of unique rows hold */
    POL_FAULT_ARGUMENT    /* a function of a rule can't be asked of this: the birth date of no valid ID number, an
                             instalment of 601 months */
};
struct pol_fault {
    enum pol_fault_kind kind;
    const char *field; /* POL_FAULT_VALUE: its English name; of an item "overdue.amount" */
    const char *file;  /* POL_FAULT_ARITHMETIC, _ARGUMENT: the place in the policy; _ROWS: that of the first row */
    unsigned line, column;
    unsigned other_line; /* POL_FAULT_ROWS: where the other row stands */
};
POL_API struct pol_fault pol_evaluator_fault(const pol_evaluator *evaluator, size_t row);

#ifdef __cplusplus
}
#endif
#endif
