// Why an applicant got a decision: the evaluated tree, read for people. A `struct explanation` is built once from
// a workspace after eval_block and decide; nothing is evaluated again. Text and JSON are written from it, so that
// both say the same.
// Ownership: everything an explanation points to lives in its arena, save names, titles and quotes, which are the
// policy's; it must not outlive the policy.
#ifndef POL_EXPLAIN_EXPLAIN_H
#define POL_EXPLAIN_EXPLAIN_H
#include "grammar/format/one_line.h"
#include "interp/decide/decide.h"

struct explained_name {  // both spellings; each the other's where only one is given
    const char *en, *zh;
};

struct explained_place {  // where in the policy files; file NULL: nowhere
    const char *file;
    uint32_t line, column;
};

// Where something is written, if not in its scheme's own notice.
enum origin_kind { ORIGIN_AMENDMENT, ORIGIN_STANDARD, ORIGIN_KIND_COUNT };
struct explained_origin {
    enum origin_kind kind;
    const char *title;            // of a standard without one its name
    const char *document_number;  // NULL where none
    const char *since;            // "2025-01-01": from when an amendment is in force; NULL of a standard
    const char *text;             // all of it in words
};

struct explained_citation {
    const char *clause;  // NULL where none
    const char *const *quotes;
    uint32_t quote_count;
    const struct explained_origin *origin;  // NULL: the scheme's own notice, or none
};

struct explained_row;

struct explained_value {  // a name that a rule uses and what it came to
    struct explained_name name;
    enum definition_kind kind;  // FIELD, DEFINE, PARAM, TABLE …
    enum state state;           // KNOWN, REFERRED, UNKNOWN, SILENT
    bool said;                  // `text` describes rather than names a value: a span, a list, something missing
    const char *text;           // as a person writes it
    const char *json;           // the value as the data contract writes it, or NULL where it has none; like the text
                                // with more digits where a chain of × and ÷ was compared with more
    const char **items;         // a list field's items, each on a line
    uint32_t item_count;
    bool nothing;                               // SILENT for being the largest or the smallest of no items
    const struct explained_row *row;            // of a table where it is first spoken of; else NULL
    const struct explained_citation *citation;  // of a definition or a param that has one; else NULL
    // Of a table that puts rows together: those that hold or may, or the one for where none does.
    struct explained_row *rows;
    uint32_t row_count;
    bool said_above;  // it stands above with the same value, in what is told of the same scheme
    bool told_above;  // its row or rows stand in full above, in what is told of the same offer: a text need but name
                      // them
};

enum told_truth { TOLD_NO, TOLD_UNKNOWN, TOLD_YES, TOLD_REFERRED };  // referred: a person decides

enum rule_outcome {
    RULE_FAILED,
    RULE_UNKNOWN,
    RULE_ASKS,
    RULE_MET,
    RULE_NOT_ASKED,
    RULE_OUTCOME_COUNT
};  // worst first

struct explained_part {  // a condition or an operand of one that decided
    const char *text;    // as written in the policy
    uint8_t truth;       // enum told_truth
    // Operands of `and` and `or` that decided, what a definition stands for, and of `meets` the other offer's rules.
    struct explained_part *parts;
    uint32_t part_count;
    const char *verdict;  // of another offer's rule, what it came to in words; else NULL
    enum rule_outcome outcome;
};

struct explained_row {  // of a table: the one that held, or that left open which does; or one of several
    const char *text;   // "cap: row 2 holds"
    uint32_t number;    // from 1; 0: no row holds
    bool otherwise;
    uint8_t truth;                       // YES: it holds; NO: no row does
    struct explained_place place;        // the row's; the table's where no row holds
    struct explained_citation citation;  // its own, or the table's
    const char *gives, *gives_json;      // with other rows; NULL: nothing, or it is counted
    struct explained_part *cells;        // "type: growth"; none of `otherwise`
    uint32_t cell_count;
    // Where only `otherwise` holds, or none does: the first of the rows that the fewest cells rule out, and those.
    const char *nearest;  // "row 2 comes nearest, but for:"; NULL: there is none
    uint32_t nearest_number;
    struct explained_part *against;
    uint32_t against_count;
};

struct explained_rule {
    enum rule_kind kind;
    struct explained_name name;
    const char *label;  // NULL where none
    struct explained_place place;
    enum rule_outcome outcome;
    const char *verdict;  // the outcome in words: "not met, but may be waived: a person decides"
    bool replaces;        // stands in the place of the scheme's rule of that name
    struct explained_citation citation;
    bool has_when;
    struct explained_part when;       // meaningful where has_when
    struct explained_part condition;  // of itself, whatever `when` says
    struct explained_value *values;   // those in `when` alone where the rule is not asked
    uint32_t value_count;
    bool has_waiver;
    struct explained_citation waiver_citation;
    struct explained_part waiver;  // meaningful where has_waiver
};

struct explained_grant {
    struct explained_name name;
    struct explained_place place;
    struct explained_citation citation;
    const char *expression;  // as written
    struct explained_value value;
    bool not_above_zero;  // a limit, and so none: its state is silent
    struct explained_value *values;
    uint32_t value_count;
};

struct explained_note {          // a manual item or a document that is needed, or perhaps needed
    struct explained_name name;  // en NULL where it has none
    const char *text;
    struct explained_place place;
    struct explained_citation citation;
    const char *condition;  // NULL: always
    uint8_t truth;          // 1 or 2
};

struct explained_missing {       // a stored field without a value that kept something from being known
    struct explained_name name;  // "overdue.amount" for an item's field
    const char *type;            // what to bring: "date", "one of a, b"
    struct explained_name *needed_by;
    uint32_t needed_by_count;
};

struct explained_figure {  // a param in effect
    struct explained_name name;
    const char *value, *json;
    const char *since;  // "2024-05-06"; NULL from the beginning
    bool set;           // by a setting of the run
};

struct explained_offer {
    struct explained_name name;
    const char *title;  // NULL where none
    struct explained_place place;
    enum decision decision;
    const char *summary;  // "not eligible: trading fails"
    bool has_when;
    struct explained_part when;
    struct explained_value *when_values;
    uint32_t when_value_count;
    struct explained_rule *rules;  // its own, worst outcome first; the scheme's stand in the scheme
    uint32_t rule_count;
    struct explained_missing *missing;
    uint32_t missing_count;
    struct explained_grant *grants;  // empty unless eligible, refer or incomplete
    uint32_t grant_count;
    struct explained_note *manuals, *documents;  // its own
    uint32_t manual_count, document_count;
};

struct explained_scheme {
    struct explained_name name;
    const char *title, *issuer, *document_number;  // NULL where none
    const char *period;                            // "in force from 2024-05-06"
    struct explained_origin *amendments;           // that hold on the date, in order
    uint32_t amendment_count;
    enum decision decision;
    const char *summary;
    struct explained_name best;    // the offer the decision comes from; en NULL where not in force
    struct explained_rule *rules;  // those that all offers share, where there are several; worst outcome first
    uint32_t rule_count;
    struct explained_note *manuals, *documents;  // likewise
    uint32_t manual_count, document_count;
    struct explained_figure *figures;
    uint32_t figure_count;
    struct explained_offer *offers;
    uint32_t offer_count;
};

struct explanation {
    struct arena arena;
    enum lang lang;
    const char *id;              // as the data have it, controls and all
    const char *as_of;           // "2024-07-01"
    const char *const *reforms;  // applied, in this order
    size_t reform_count;
    bool duplicate;  // the id occurs again in the data; false until the caller says so
    struct explained_scheme *schemes;
    uint32_t scheme_count;
    const char **rule_names;  // of all rules told, in its language, for lines not to break
    uint32_t rule_name_count;
};

// The operands of all conditions: a plan that is to be explained evaluates them as extra expressions, so that each has
// a result to read whatever the plan folded and shared.
struct explain_operands;
struct explain_operands *explain_operands_new(const struct policy *p);  // NULL: out of memory
void explain_operands_free(struct explain_operands *o);
const struct expr **explain_operands_exprs(const struct explain_operands *o, size_t *count);  // for plan_options.extra

struct explain_options {
    enum lang lang;
    struct line_writer *lines;  // puts conditions in that language; of the policy's compilation
    const struct explain_operands *operands;
    size_t operands_at;          // where they begin in plan->extra
    const char *id;              // what the applicant is called; NULL: the key's value
    int32_t as_of;               // packed; of this row
    const char *const *reforms;  // applied, in this order; their titles are the caller's
    size_t reform_count;
    const struct setting *settings;  // those of the plan
    size_t setting_count;
    const struct offer *only;          // NULL: all schemes and offers; else that offer and its scheme alone
    uint32_t world;                    // of the plan, whose decisions are told
    const struct scheme *only_scheme;  // NULL: all; else what holds of that scheme's versions
};

// What row `row` of the block came to. The plan must have been made with keep_names and notes. NULL: out of memory.
struct explanation *explain_build(const struct decisions *d, const struct workspace *w, const struct block *b,
                                  uint32_t row, const struct explain_options *options);
void explain_free(struct explanation *e);

struct explain_looks {
    size_t width;  // columns that a line may take; 0: those of a page
    bool brief;    // what was decided, and what decided it
};
// Both may set out->failed; nothing else goes wrong.
void explain_write_text(struct text *out, const struct explanation *e, const struct explain_looks *looks);
void explain_write_json(struct text *out, const struct explanation *e);
#endif
