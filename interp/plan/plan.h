// A policy made ready for a run: definitions inlined, params and the as-of date put in, constants folded,
// equal subtrees shared, every node given its lane, its handler and its place in the workspace.
// The plan is immutable and shared by threads; a workspace belongs to one thread.
#ifndef POL_PLAN_PLAN_H
#define POL_PLAN_PLAN_H
#include "interp/eval/node.h"

struct planned_name {  // a defined name used in a rule, for explain: `age` and what it came to
    const struct definition *def;
    const struct node *node;
    const struct planned_table *table;  // of a table or a result of one, else NULL
    const struct expr *dated;           // `lpr on signed`, of a param on another date than the run's; else NULL
};

struct planned_row {               // of a table, for explain
    const struct node *condition;  // NULL: of `otherwise`, and where no row holds
    const struct node **cells;     // by column; NULL for `-`
    const struct node *result;     // where rows are put together, what this one gives; NULL: it is counted
    const struct node *part;       // of a band: what of the amount lies in it; then `result` is its rate. Else NULL
    struct planned_name *names;    // in the columns it asks about, in its cells and in its result
    uint32_t name_count;
};

struct planned_table {  // as one of its results has it
    const struct table *table;
    uint32_t result, world;
    struct planned_row *rows;  // as decl->rows, and one more for where none holds
};

struct planned_rows {  // of a table, one by one
    const struct table *table;
    const struct node **columns;
    const struct node **conditions;  // of all but `otherwise`
    uint32_t count;
};

struct planned_rule {
    const struct rule *rule;
    const struct node *condition;  // with `when`: it speaks for the applicant where that is no
    const struct node *when;       // where it is asked; NULL: everywhere
    const struct node *own;        // the condition without `when`, for explain
    uint8_t bad;                   // the condition's truth that speaks against the applicant
    bool decides;                  // where it is bad and not waived; else it asks for a person
    const struct node *waiver;   // asked for only where the condition is bad; NULL: none, or there is never need to ask
    struct planned_name *names;  // defined names, params, tables and fields in it, in order of appearance, each once
    uint32_t name_count;
    uint32_t when_name_count;  // as many of them, the first, stand in `when`
};

struct planned_place {  // an offer of a plan
    uint32_t scheme, offer;
};
static inline bool planned_at(struct planned_place p, uint32_t scheme, uint32_t offer) {
    return p.scheme == scheme && p.offer == offer;
}

struct planned_plane {  // up to eight rules side by side, as decide/planes.c takes them
    uint32_t count;
    const struct node *conditions[8];
    const struct node *waivers[8];  // NULL where there is none
    uint8_t bad[8];                 // as planned_rule has it
    uint8_t hard;                   // bits of those that decide
    uint8_t waivable;               // bits of those with a waiver
    uint8_t referable;              // bits of those whose condition may be referred
    struct planned_place owner;     // the offer that works it out: this one, or one before with just these rules here
};

struct planned_fault {  // what may fault, and so the whole record
    const struct node *node;
    const struct node *condition;  // of a waiver: it is asked for only where this is bad; else NULL
    uint8_t bad;
};

struct planned_grant {
    const struct grant *grant;
    const struct node *value;
    const struct node *written;  // as the policy has it; `value` is silent where a limit comes to nothing above zero
    struct planned_name *names;
    uint32_t name_count;
    bool is_limit;  // named `limit`, money: counts for the scheme's limit
};

struct planned_note {
    const struct note *note;
    const struct node *condition;  // or NULL
};

struct planned_offer {
    const struct offer *offer;
    const struct node *when;  // or NULL
    struct planned_name *when_names;
    uint32_t when_name_count;
    struct planned_rule *rules;  // as offer->rules
    uint32_t rule_count;
    struct planned_plane *planes;  // (rule_count + 7) / 8
    struct planned_grant *grants;
    uint32_t grant_count;
    const struct node
        *limit;  // the value of the grant that counts for the scheme's limit; NULL: none, or it never has one
    struct planned_fault *faults;
    uint32_t fault_count;
    struct planned_note *manuals, *documents;
    uint32_t manual_count, document_count;
    struct planned_place owner;  // that is decided: this one, or one of a scheme before that comes to the same
};

// What an offer is decided by, in the order in which it is asked: `when`, the rules, the grants. A place is a number in
// that order.
enum part_kind { PART_WHEN, PART_RULE, PART_GRANT };
struct planned_part {
    enum part_kind kind;
    uint32_t index;             // of the rule, or of the grant
    const struct node *node;    // NULL: there is no `when`
    const struct node *waiver;  // of a rule, asked for only where the node is `bad`; else NULL
    uint8_t bad;
    const struct node *when;  // of a rule that has one: it stands in the node, but its faults count by themselves
    const struct name *name;  // NULL: of `when`
    const struct planned_name *names;
    uint32_t name_count;
};
static inline uint32_t planned_part_count(const struct planned_offer *o) { return 1 + o->rule_count + o->grant_count; }
static inline uint32_t rule_place(uint32_t rule) { return 1 + rule; }
static inline uint32_t grant_place(const struct planned_offer *o, uint32_t grant) { return 1 + o->rule_count + grant; }
struct planned_part planned_part(const struct planned_offer *o, uint32_t place);

struct planned_scheme {
    const struct scheme *scheme;
    struct planned_offer *offers;
    uint32_t offer_count;
    uint32_t group;  // of versions of which one is chosen: scheme->group, and further ones of other worlds
    int32_t as_of;   // packed, of a world that has a date of its own; 0: the run's
    bool rejects;    // a record that faults here is rejected; else it is but left out here
};

struct setting {  // --set scheme.param=value, parsed and typed by plan_parse_setting
    const struct param *param;
    int64_t value;
    const char *text;
};

// Bytes of the policy's tree that are others in a world: they change places while it is planned, and back.
struct plan_patch {
    void *at, *bytes;
    size_t size;
};

// A condition of which it is to be told what it came to be.
struct watched_condition {
    const struct expr *root;
    const struct expr *const *operands;  // what `and`, `or` and `not` put together, in order; or the root alone
    uint32_t operand_count;
    const uint8_t *shown;  // by operand, bits of truths that are to be shown, see planned_use; NULL: none
};

// Where a watched condition is asked: a definition with parameters has it for each thing that it is called with.
struct planned_use {
    uint32_t condition;              // as options.watched
    const struct field *list;        // of whose items it is asked; NULL: of the applicant
    const struct node *passed;       // … and then only of those of which this is yes; NULL: of all
    const struct node **operands;    // what they came to
    const struct node *(*shown)[3];  // of one that is asked of items, by operand and truth: yes where some item has it
                                     // so and turning it over would turn the condition; NULL where that was not wanted
};

// A world beside the policy as it stands with the settings of the run.
struct plan_world {
    const struct world *of;  // NULL: reforms change nothing
    const struct setting *settings;
    size_t setting_count;
    bool rejects;   // as planned_scheme has it
    int32_t as_of;  // packed: this date whatever the run's is; 0: the run's
    const struct plan_patch *patches;
    size_t patch_count;
    const uint8_t *groups;  // by the policy's groups, 1 where its patches may change something; NULL: everywhere
};

struct plan_part {  // of a scheme: those of its offers that are planned, in order
    const struct offer *const *offers;
    uint32_t count;
};

struct plan_options {
    int32_t as_of;  // packed; 0: a date per row
    const struct setting *settings;
    size_t setting_count;
    const struct expr **extra;            // further expressions to evaluate (a test's `expect`), see plan.extra
    const struct scheme **extra_schemes;  // whose params and tables they may name; entries may be NULL
    size_t extra_count;
    const struct watched_condition *watched;  // see plan.uses
    uint32_t watched_count;
    const struct table *const *rows;  // tables whose rows are asked for, see plan.rows
    size_t row_count;
    const struct plan_world *worlds;  // further ones: the first is number 1
    uint32_t world_count;
    // By the policy's schemes; NULL: all offers of all. In no world may anything be of reforms.
    const struct plan_part *parts;
    bool extra_by_world;  // the further expressions are asked in each world
    bool keep_names;      // fill in planned_name lists (explain, tests); not needed for batch runs
    bool notes;           // plan manuals' and documents' conditions
    bool assumed;         // fill in plan.assumed, and work out all that is worked out in full: for the solver
};

struct plan {
    const struct policy *policy;
    int32_t as_of;
    struct planned_scheme *schemes;  // as policy->schemes, then those of other worlds that come to something else
    uint32_t scheme_count;
    uint32_t group_count;       // of schemes
    const uint32_t **worlds;    // of each world, by the policy's groups, the group of its schemes
    uint32_t world_count;       // with the policy as it stands
    const struct node **nodes;  // in order of evaluation
    uint32_t node_count;
    const struct node **extra;    // as options.extra; those of further worlds behind them, where asked for
    const struct node **assumed;  // where asked for: as policy->assumptions
    uint32_t assumed_count;
    struct planned_use *uses;  // of the watched conditions, as the policy stands
    uint32_t use_count;
    struct planned_rows *rows;            // as options.rows, as the policy stands
    const struct planned_table **tables;  // those that names speak of
    uint32_t table_count;
    uint8_t *used_fields;  // by field index: 1 where some node reads it
    struct arena arena;    // holds all of it; not to be drawn from once the plan is made
};

// NULL: out of memory. The policy must have been checked without errors and must outlive the plan.
struct plan *plan_new(const struct policy *policy, const struct plan_options *options);
void plan_free(struct plan *p);
// To evaluate its nodes in, so many rows at a time; freed with workspace_free. NULL: out of memory.
struct workspace *plan_workspace_new(const struct plan *p, uint32_t capacity);
// "ccb.min_revenue=12万元": faults are said in `message` (a registry id with arguments), false then.
bool plan_parse_setting(const struct policy *policy, const char *text, struct setting *out, struct diag *message);
// The same, as one more behind `count` others, which must not speak of the same param.
bool plan_add_setting(const struct policy *policy, const char *text, struct setting *settings, size_t count,
                      struct diag *message);
// A value of that type, as a setting gives it. False: it is none, or there was no memory to tell.
bool plan_parse_value(const struct policy *policy, const struct type *type, struct slice text, int64_t *value,
                      bool *no_memory);
struct diag_arg plan_value_wanted(const struct type *type);  // "an amount such as 10万元 or 500 yuan"
// The one that speaks for the param, in whichever version of its scheme; NULL: none does.
const struct setting *plan_setting_of(const struct setting *settings, size_t count, const struct param *param);
#endif
