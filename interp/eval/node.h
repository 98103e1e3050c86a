// A node of the evaluation tree: what it works out, of which kids, and what is known of it beforehand. Nodes are made
// by a plan and do not change afterwards; what they came to stands in a workspace.
#ifndef POL_EVAL_NODE_H
#define POL_EVAL_NODE_H
#include "grammar/tree/model.h"
#include "interp/value/block.h"

struct workspace;
struct node;
typedef void handler(struct workspace *w, const struct node *n);

enum operation {
#define OP(id, ...) OPERATION_##id,
#include "interp/eval/ops.def"
#undef OP
    OPERATION_COUNT
};

enum cause {        // where an unknown of an operation comes from
    CAUSE_NONE,     // it is never unknown
    CAUSE_FIELD,    // its field's cell
    CAUSE_LIST,     // its field, a list that is missing
    CAUSE_ITEMS,    // the list likewise, or items of it: of what goes from them back to the applicant
    CAUSE_OWNER,    // its kid, in the row that the item belongs to
    CAUSE_KIDS,     // those of its kids that are unknown
    CAUSE_DEFAULT,  // the first where that is kept, else likewise
    CAUSE_CHOSEN,   // a condition that could not be told, or the value chosen
    CAUSE_LOOKUP,   // the same of a lookup
    CAUSE_RULE,     // its condition, or where that is bad its waiver; or it asks for a person
};
extern const enum cause operation_causes[OPERATION_COUNT];

#define LOOKUP_MAX_ENTRIES 256
#define LOOKUP_MAX_COLUMNS 8  // each has two digits or more

// Of LOOKUP: what the columns' values lead to. They are digits of a number, the first column's the highest: a truth
// as it stands, a choice's code, and one more for an unknown choice.
struct lookup {
    uint32_t column_count;               // the first kids; behind them stand the results
    uint32_t radix[LOOKUP_MAX_COLUMNS];  // digits of each column
    uint32_t count;                      // of entries: one for each number
    uint8_t *chosen;                     // by number: which of the results
    uint8_t *culprits;                   // by number: bits of the columns that leave the row to choose open
};

// Of RATIO and RATIO_COMPARE: what its kids are, the factors and then the divisors of the left side, likewise of the
// right side.
struct sides {
    uint32_t factors[2], divisors[2];
};

#define SILENT_NOTHING 1  // the value of a silent constant that is nothing

struct node {         // of the evaluation tree
    handler *eval;    // NULL: a constant or a column, nothing to do
    uint32_t id;      // index of its vector in the workspace; kids come before parents
    uint32_t column;  // of a column: its field's index
    enum operation operation;
    enum lane lane;
    struct type type;
    uint8_t op;                // compare op, rounding, … as the handler reads it
    bool constant;             // the same for every row; value (or text) and state below
    bool has_filter, has_key;  // LONGEST_RUN
    bool may_fault, may_be_unknown, may_be_silent, may_be_referred;  // silent: or nothing
    enum state constant_state;
    int64_t value, second;
    const char *text;
    int64_t low, high;            // LANE_WIDE: no known value lies outside; what cannot overflow is not checked for it
    bool named_low, named_high;   // these follow from what the policy writes, not from how large a number may be
    const struct field *field;    // of a column; the list of an aggregate
    const struct node *only;      // the one column it depends on, in the same space; NULL: several or none
    const struct field *space;    // NULL: a row per applicant; else a list, a row per item
    const struct lookup *lookup;  // LOOKUP
    const struct rule *rule;      // RULE
    struct sides sides;
    const struct decl *table;   // UNIQUE: whose rows the kids are
    const struct expr *origin;  // where a message points
    uint32_t count;
    const struct node **kids;
};

static inline enum cause node_cause(const struct node *n) { return operation_causes[n->operation]; }
// From the items of a list back to the applicant.
static inline bool is_aggregate(const struct node *n) { return node_cause(n) == CAUSE_ITEMS; }
// Whether a row can be a fault, silent or referred, which a truth alone does not say.
static inline bool is_stateful(const struct node *n) { return n->may_fault || n->may_be_silent || n->may_be_referred; }
// A chain of × and ÷ that may come to no whole number. It is still open: what multiplies, divides or compares it takes
// it as it is; its own value is rounded, half up. One that says how it is rounded is closed.
static inline bool is_fraction(const struct node *n) {
    bool scaled = n->operation == OPERATION_SCALE && n->second != 1;
    return n->op == ROUND_DEFAULT && (scaled || n->operation == OPERATION_RATIO);
}
// Of OR_ELSE: whether the default takes the place of what is missing too, not of what is silent or nothing alone.
static inline bool replaces_missing(const struct node *n) { return n->op != 0; }
// Whether its vector has states of its own to write.
static inline bool has_states(const struct node *n) {
    return n->operation != OPERATION_WIDEN && (n->lane != LANE_TRUTH || is_stateful(n));
}
#endif
