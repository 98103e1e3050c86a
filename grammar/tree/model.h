// What the checker makes of all files together: every name resolved, every expression typed, every offer's
// rules in effect laid out. Immutable once built; the interpreter reads this and the expressions in it.
#ifndef POL_TREE_MODEL_H
#define POL_TREE_MODEL_H
#include "grammar/diag/diag.h"
#include "grammar/tree/ast.h"
#include "grammar/tree/claim.h"
#include "grammar/tree/field_range.h"

enum definition_kind {
    DEF_FIELD,       // of the vocabulary, list fields too
    DEF_ITEM_FIELD,  // of a list's items
    DEF_CHOICES,     // named; in a scope of their own
    DEF_VALUE,       // of a choice or a set
    DEF_DEFINE,
    DEF_DEFINE_PARAM,
    DEF_PARAM,
    DEF_TABLE,  // with one result: its value; with more: table.result
    DEF_TABLE_RESULT,
    DEF_SCHEME,
    DEF_OFFER,
    DEF_GRANT,
    DEF_RULE,
    DEF_SAMPLE,
    DEF_STANDARD,
    DEF_BUILTIN,
};

enum builtin {
#define BUILTIN(id, en, zh, takes) BUILTIN_##id,
#include "grammar/tree/builtins.def"
#undef BUILTIN
    BUILTIN_COUNT_
};
extern const char *const builtin_words[BUILTIN_COUNT_][2];  // by enum lang

// What a name stands for. Every named thing below begins with one, so a cast by `kind` is sound.
struct definition {
    enum definition_kind kind;
    struct name name;
};

// The typed tree, as check_policy leaves it:
// - Every expression reached from a rule, grant, define, param, table, sample or test has `type`; every NAME, MEMBER,
//   CALL, MEETS and ASSIGN has `ref`. Each expression is typed in place, once; a reform's schemes are clones, so no
//   tree serves two scopes.
// - NAME refs: &field->def (also the list of an aggregate), &value->def (a choice's or set's value; type CHOICE, its
//   choices those that bear the value), &define->def, &define_param->def, &param->def, &table->def (a table of one
//   result), &builtin_def->def (as_of alone), and inside a filter &item->def of the list that is being walked. In a
//   test's expectation also &grant->def.
// - MEMBER: kids[0] is a NAME of a list field, of a parameter that stands for a list, or of a table; ref is the item
//   field or the table_result. An item field's ref says its `index` in the items; the list is that of the enclosing
//   aggregate, since a definition's body is shared by calls with lists of the same items.
// - CALL: ref is &builtin_def->def or &define->def. kids: the arguments, then the filter if has_filter, then the key
//   if has_key. count, any: [list]. all: [list, condition]; the condition is walked over the items too. sum, max, min
//   of items, longest_run: [MEMBER of the list]. max, min of values: two or more kids, none of them of a list. The
//   key is a NAME or MEMBER of the list's items. A list is a NAME of a list field or of a parameter that stands for
//   one. No aggregate stands inside a filter, a key or the condition of `all`, nor does a call of a definition with
//   parameters that holds one; a definition without parameters may.
// - A definition with parameters: its body carries the types of the call that was checked last. Kind, unit, choices
//   and domain (of lists: the shared items) are the same for all calls; counter and may_be_silent may differ. One that
//   is never called may be untyped.
// - A definition without parameters is meant to be lowered once, not once per use. Everything inlined, an expression
//   is at most EXPANDED_MAX_DEPTH deep and EXPANDED_MAX_SIZE nodes large.
// - COMPARE: both kids of one kind; or SPAN on the left and PERIOD on the right; CHOICE, TEXT, TRUTH and SET only
//   with OP_EQ, OP_NE. A set literal is a LIST of type SET whose kids are NAMEs of values. IN: kids[1] is a RANGE or a
//   LIST of alternatives: scalars, RANGEs, COMPAREs whose kids[0] is NULL, their type that of the operand (PERIOD
//   beside a SPAN). HAS: kids[1] is a LIST of values.
// - Table cells: NULL; a value of the column's type; a RANGE; a COMPARE whose kids[0] is NULL; a LIST of such. Beside
//   a SPAN column only RANGE and COMPARE, of periods. No column is a set, a list or a text with an order.
// - ADD: all kids of the sum's type; or the first a DATE (MONTH) and the others PERIODs (in months).
// - may_be_silent: silent, or nothing, which the largest and the smallest of a list's items may be.
// - OR_ELSE: kids[0] may be silent or nothing, or names a field.
// - SILENT takes the type of what it stands beside. What can be nothing but silent keeps kind TYPE_NONE with
//   may_be_silent: it is silent for every row, whatever lane. TRUTH never may be silent.
// - `sum(amounts)` of a list of values is typed as `sum(amounts.value)`: the MEMBER stands where the NAME did.
// - The kids of RECORDS are RECORDs, or, of a list of values, literals and MISSING.
// - Values in samples, expectations' wanted values and the cells of lists in samples are literals: NUMBER, NEGATE of
//   NUMBER, DATE, MONTH, TRUTH, STRING, NAME of a value, LIST of values (a set), RECORDS, MISSING (and SILENT where
//   wanted). A param's values are constant: literals, NAME of a value, NEGATE, ADD, MULTIPLY, DIVIDE over literals.
// - A chain of × and ÷, with definitions put in, has no more than CHAIN_MOST factors and divisors.
#define CHAIN_MOST 32
// - An instalment of a literal rate or number of months is one that can be worked out.
#define INSTALMENT_MONTHS_MOST 600
#define INSTALMENT_RATE_MOST INT64_C(1000000)  // 100%, in millionths
#define EXPANDED_MAX_DEPTH 1000
#define EXPANDED_MAX_SIZE 1000000

struct builtin_def {        // static, by enum builtin
    struct definition def;  // name: both SYMBOL_NONE, for a symbol belongs to one compilation
    enum builtin id;
};

struct value {  // of a choice or set
    struct definition def;
    uint32_t index;
    const char *code;  // by which data may call it as well; NULL: none
};

struct choices {            // the values of choices and sets
    struct definition def;  // the field's or item's, where they stand at it and bear no name of their own
    struct value *values;
    uint32_t value_count;
};

struct field {
    struct definition def;
    struct type type;  // LIST: domain is the field itself, or the one whose items it shares
    bool fixed, key;
    bool plain;  // LIST: of values; its items have one field, the value
    struct field_range range;
    uint32_t index;       // in policy.fields; of an item field: in list->items
    struct field *items;  // LIST
    uint32_t
        item_count;  // of `list of overdue`: copies, so that each knows its own list; domains are those of the first
    const struct field *list;  // item field: its list
};

struct define {
    struct definition def;
    const struct decl *decl;
    struct expr *expr;            // typed where it takes no parameters
    struct define_param *params;  // inlined at each call: the body is typed once for the calls' types
    uint32_t param_count;
};
struct define_param {
    struct definition def;
    uint32_t index;
    struct type type;  // as the call that was checked last says; a list for a parameter that stands for a list
    bool has_default;  // an `else` of the body stands behind it
};

struct param {
    struct definition def;
    const struct decl *decl;
    struct type type;
    struct dated_value *values;  // ascending; values[0].from is 0
    uint32_t value_count;
    bool is_shared;  // stands outside the schemes, or is what a reform made of such a one for a scheme
    uint32_t group;  // of its scheme; of no meaning where it is shared
    bool is_unit;    // something is rounded to it: it is above zero
};

struct table {
    struct definition def;
    const struct decl *decl;  // columns, rows, hit
    bool is_apart;            // of unique rows: no two can hold at once, as long as params have their own values
    struct table_result *results;
    uint32_t result_count;
};
struct table_result {
    struct definition def;
    const struct table *table;
    uint32_t index;
    struct type type;
};

enum rule_kind { RULE_REQUIRE, RULE_IN_PRINCIPLE, RULE_VETO, RULE_REFER };
// A rule is bad where its condition is known and speaks against the applicant: a requirement by no, a veto by yes.
static inline bool rule_is_bad_by_yes(enum rule_kind kind) { return kind == RULE_VETO || kind == RULE_REFER; }
// Whether it decides where it is bad and not waived; the others ask for a person then, waived or not.
static inline bool rule_decides(enum rule_kind kind) { return kind == RULE_REQUIRE || kind == RULE_VETO; }
struct rule {
    struct definition def;
    enum rule_kind kind;
    const struct decl *decl;      // condition in decl->expr, decl->waiver, citations, label
    const struct rule *replaced;  // what an offer's `replace require` took the place of
};

struct note {                 // manual item, document
    const struct decl *decl;  // decl->text; condition in decl->expr or NULL
};

struct grant {
    struct definition def;
    const struct decl *decl;
    bool is_limit;   // named limit or 额度: money, and counts for the scheme's limit
    bool is_shared;  // the scheme's, of every offer that does not replace it
};

struct scheme;
struct offer {
    struct definition def;
    const struct decl *decl;  // title in text
    const struct scheme *scheme;
    uint32_t index;     // in scheme->offers
    struct expr *when;  // NULL: always
    const struct decl *when_decl;
    const struct rule **rules;  // those in effect: the scheme's, replaced ones exchanged in place, then its own
    uint32_t rule_count;
    struct note *manuals;  // scheme's, then its own
    uint32_t manual_count;
    struct note *documents;
    uint32_t document_count;
    const struct grant **grants;  // its own, then the scheme's, replaced ones exchanged in place
    uint32_t grant_count;
};

struct scheme {  // one version: the period in which one file's definition holds, or what an amendment made of it
    struct definition def;
    const struct decl *decl;
    const char *title, *issuer, *source_path, *document_number;
    uint32_t notice;       // the notice in the source set, for quotes; UINT32_MAX where none
    int32_t from, until;   // packed dates, until included; 0 where open
    int32_t begins, ends;  // of the scheme as it is written, whose period amendments divide among versions; likewise
    const struct decl **amendments;  // that were put in, in order of date
    uint32_t amendment_count;
    struct param **params;  // those that reforms made for it of shared ones, its own, then those of its offers
    uint32_t param_count;
    struct offer **offers;
    uint32_t offer_count;
    uint32_t group;  // versions of one scheme share a group
};

struct sample {
    struct definition def;
    const struct decl *decl;
};
struct policy_test {
    const struct decl *decl;
    const struct sample *base;  // NULL where it gives everything itself
    const char *title;
};

struct reform {
    const struct decl *decl;
};

#define EDITS_EXACT 6  // of so many the worlds of all their sets are made
static inline uint64_t edit_bits(uint32_t count) { return count < 64 ? (UINT64_C(1) << count) - 1 : UINT64_MAX; }
// What a rule, or whatever else, says of where it comes from.
struct cited {
    const struct decl *decl;  // not of a reform, which stands for no notice
    const struct citation *citation;
    const struct scheme *scheme;  // a version that has it; NULL: it stands in a standard
    uint32_t notice;              // that it is held to, in the source set
};
struct edit {  // a clause of a reform of the scenario that can be put in by itself
    const struct decl *reform, *decl;
    const struct decl *offer;  // the reform's block of an offer that it stands in; NULL: in none
};
// What reforms make of the schemes beside the policy as it stands.
struct world {
    uint64_t edits;           // bits of those that are put in
    struct scheme **schemes;  // of the groups that it changes all versions, as policy->schemes; of the others none
    uint32_t scheme_count;
    bool whole;  // they are all that there are: it is another edition of the policy
};

struct policy_claim {
    const struct claim_text *written;
    bool given;                      // for the run; else it stands in a policy's file
    const struct decl *decl;         // the block with its title; NULL: it stands in none
    int32_t as_of;                   // packed, as the block says; 0: of every date
    const struct world *world;       // what the reforms that it names make of the policy; NULL: it names none
    const struct expr *who, *then;   // conditions as policy.asked is one; NULL: it has none
    const struct scheme *scheme;     // any version of it; NULL: it names none
    const struct definition *offer;  // of any version; NULL: any offer
};

// Says itself what the policy is held against, or what it is asked of.
static inline bool claim_is_paired(const struct policy_claim *c) { return c->world || c->written->then_as_of; }

struct policy {
    struct arena *arena;
    struct intern *names;
    struct source_set *sources;
    struct field *fields;
    uint32_t field_count;
    const struct field *key;    // NULL only where no vocabulary was found
    struct decl **assumptions;  // `assume`: conditions that every record is taken to meet
    uint32_t assumption_count;
    struct scheme **schemes;  // versions, in order of group, then of `from`
    uint32_t scheme_count, group_count;
    struct define **defines;
    uint32_t define_count;
    const struct table **tables;  // of all versions too
    uint32_t table_count;
    struct param **params;  // of files; a scheme's stand in it
    uint32_t param_count;
    struct sample **samples;
    uint32_t sample_count;
    struct policy_test **tests;  // in order of file and place
    uint32_t test_count;
    struct reform **reforms;
    uint32_t reform_count;
    struct cited *cited;  // of all citations, each once: where their notices can be read
    uint32_t cited_count;
    struct edit *edits;  // where a scenario was asked for
    uint32_t edit_count;
    const struct expr *asked;     // of records by the run, typed; NULL: all of them
    struct policy_claim *claims;  // that a run is to prove, then those of files
    uint32_t claim_count;
    struct world *worlds;  // that of all edits first; none where there are no edits
    uint32_t world_count;
};

// A name for people or output; the other spelling where that one is not given.
const char *name_text(const struct policy *p, const struct name *n, enum lang lang);
// Is the text one of its spellings?
bool name_has_text(const struct policy *p, const struct name *n, const char *text, size_t length);
// Is the text what data may call the value: one of its spellings, or its code?
bool value_is_called(const struct policy *p, const struct value *v, const char *text, size_t length);
// The name of a scheme, from any of its versions.
const char *scheme_group_name(const struct policy *p, uint32_t group, enum lang lang);
const struct offer *scheme_offer_named(const struct scheme *s, symbol name);  // NULL: it has none of that name
// What a name, typed, stands for, by whatever definitions that lead on to another name: never a DEF_DEFINE. NULL: e is
// an expression of its own.
const struct definition *expr_stands_for(const struct expr *e);
#endif
