// The making of a plan, bottom up: range.c and make.c make nodes (shared, folded, with flags and ranges), chain.c and
// select.c chains of × and ÷ and choices; lower.c turns expressions into them, with a file for each kind: compare.c,
// chain_compare.c, time.c, arith.c, list.c, table.c, collect.c, marginal.c, lookup.c, meets.c; mentions.c finds what a
// rule speaks of; plan.c lays out offers. Ownership: all is drawn from the plan's arena; the builder's hash tables
// are freed when the plan is made.
#ifndef POL_PLAN_BUILDER_H
#define POL_PLAN_BUILDER_H
#include "interp/plan/plan.h"

struct memo;
struct node_slot;
struct argument {              // what a definition's parameter stands for in one call
    const struct node *node;   // a value
    const struct field *list;  // or a list
    uint64_t is_field;         // the value is a field's as it stands; so wide for a key without padding
};

struct builder {
    struct plan *plan;
    struct arena *arena;
    const struct policy *policy;
    const struct plan_options *options;
    uint32_t world;        // being planned, with its settings and schemes
    int32_t as_of;         // of the world, packed; 0: a date per row
    bool looks_elsewhere;  // some scheme asks about an offer of another one
    const struct setting *settings;
    size_t setting_count;
    struct scheme *const *schemes;
    uint32_t scheme_count;
    const struct plan_world *patched;  // whose patches stand in the tree
    struct memo *memo;                 // definitions by what they are called with
    struct node_slot *slots;           // nodes by what they compute; a power of two
    uint32_t slot_count;
    struct node **nodes;  // all made so far, in order of their ids
    uint32_t node_count;
    const struct argument *arguments;  // of the definition being lowered
    const struct field *list;          // whose items are being walked, or NULL
    const struct node *passed;         // the filter that the item passes of which something is asked, or NULL
    const struct expr *origin;         // what is being lowered
    struct watched *watched;           // conditions and their operands; NULL: nothing is to be told of them
    struct planned_use *use;           // the watched condition that is being lowered, or NULL
};

// A node but for what make_node works out, its kids among it.
struct node node_of(enum operation operation, enum lane lane);
// Shares an equal node, folds constants; `n` and its kids are copied.
const struct node *make_node(struct builder *b, struct node n, const struct node **kids, uint32_t count);
const struct node *make1(struct builder *b, struct node n, const struct node *x);
const struct node *make2(struct builder *b, struct node n, const struct node *x, const struct node *y);
const struct node *make_constant(struct builder *b, struct type type, enum state state, int64_t value,
                                 const char *text);
const struct node *make_truth(struct builder *b, uint8_t truth);
const struct node *make_number(struct builder *b, int64_t value);
const struct node *make_and(struct builder *b, const struct node **kids, uint32_t count);
const struct node *make_or(struct builder *b, const struct node **kids, uint32_t count);
const struct node *make_and2(struct builder *b, const struct node *x, const struct node *y);
const struct node *make_not(struct builder *b, const struct node *x);
// Whether any item of the list meets the condition, or all do.
const struct node *make_quantified(struct builder *b, enum operation operation, const struct field *list,
                                   const struct node *condition);
// A column as it stands in the block, for whoever needs no more of it.
static inline const struct node *as_stored(const struct node *n) {
    return n->operation == OPERATION_WIDEN ? n->kids[0] : n;
}
static inline bool is_known_constant(const struct node *n) { return n->constant && n->constant_state == STATE_KNOWN; }

// What a definition comes to in the world being planned; `part` of it, where it has several.
struct world_key {
    const void *what;
    uint32_t world, part;
};
static inline struct world_key world_key(const struct builder *b, const void *what, uint32_t part) {
    return (struct world_key){what, b->world, part};
}
const struct node *memo_find(struct builder *b, const void *key, size_t size);
void memo_add(struct builder *b, const void *key, size_t size, const struct node *n);
void memo_free(struct builder *b);

// uses.c: from now on what is lowered is looked at, as options.watched asks; `watch_end`: no longer
void watch_begin(struct builder *b);
void watch_end(struct builder *b);
// Around the lowering of an expression; `outer`: what b->use was before. NULL: it is not watched.
const struct watched *use_begin(struct builder *b, const struct expr *e);
void use_end(struct builder *b, const struct watched *w, struct planned_use *outer, const struct node *n);

// plan.c: gives what the plan, and so many further expressions of it, asks for its place in it
void plan_number(struct builder *b, size_t extra_count);
// planned.c: in the world being planned
struct planned_scheme plan_scheme(struct builder *b, uint32_t index);  // of its schemes
// worlds.c: the policy as it stands; then the others, after which nothing of it can be lowered any more
void plan_first_world(struct builder *b);
void plan_further_worlds(struct builder *b);
void lower_assumed(struct builder *b);     // what the vocabulary takes every record for, as the policy stands
void lower_asked_rows(struct builder *b);  // of the tables whose rows are asked for, likewise
void lower_extra(struct builder *b);       // the further expressions, in the world being planned
// Takes the patches that stand in the tree out of it.
void unpatch(struct builder *b);
// twins.c: of a scheme that is planned, which offers come to the same as others before
void find_owners(struct plan *p, uint32_t scheme);
// Whether versions from this one on come to the same as those of a group before them, and which it is.
bool find_same_group(const struct plan *p, uint32_t first, uint32_t *group);

// range.c: low, high and what faults of its own n may have
void set_range(struct node *n);

// lower.c
const struct node *lower(struct builder *b, const struct expr *e);
const struct node *as_of_node(struct builder *b);
// compare.c
enum compare_op mirrored(enum compare_op op);  // as the other side would ask
const struct node *make_compare(struct builder *b, enum compare_op op, const struct node *x, const struct node *y);
const struct node *make_between(struct builder *b, const struct node *x, const struct node *low,
                                const struct node *high);
const struct node *lower_in(struct builder *b, const struct expr *e);
const struct node *lower_has(struct builder *b, const struct expr *e);
// Whether x is what a cell, or the right side of `in`, names: a value, a range, a bound, or one of a list of such.
const struct node *lower_beside(struct builder *b, const struct node *x, const struct expr *e);
int64_t set_bits(const struct expr *list);
// time.c
const struct node *compare_span(struct builder *b, enum compare_op op, const struct node *span,
                                const struct node *period);
const struct node *compare_passed(struct builder *b, enum compare_op op, const struct node *passed, int64_t units);
const struct node *lower_within(struct builder *b, const struct expr *e);
const struct node *make_passed(struct builder *b, const struct node *from, const struct node *to, int64_t unit);
const struct node *make_days(struct builder *b, const struct node *from, const struct node *to);
const struct node *make_months(struct builder *b, const struct node *from, const struct node *to);
const struct node *make_month_of(struct builder *b, const struct node *date);
// text.c
const struct node *lower_starts_with(struct builder *b, const struct expr *e);
const struct node *lower_text_call(struct builder *b, enum builtin id, const struct expr *e);
// arith.c
const struct node *lower_sum(struct builder *b, const struct expr *e);
const struct node *lower_round(struct builder *b, const struct expr *e);
const struct node *lower_product(struct builder *b, const struct expr *e);
const struct node *make_negated(struct builder *b, const struct node *x);
const struct node *make_extreme(struct builder *b, bool smallest, const struct node *x, const struct node *y);
// chain.c
const struct node *make_negated_chain(struct builder *b, const struct node *x);
// The end of a chain: rounded, as it is for whatever passes it on.
const struct node *make_closed(struct builder *b, const struct node *x);
// x in the parts of another type, of which it has no fewer: months as a count, a count as a number.
const struct node *make_in_parts(struct builder *b, const struct node *x, struct type type);
// What says nothing but silent, or missing, takes the lane of what it stands beside; a count beside a number is one,
// and so is a number beside a percentage, where it may be.
const struct node *as_type(struct builder *b, const struct node *n, struct type type);
// x / y, whatever their types, as a chain that is still open.
const struct node *make_quotient(struct builder *b, struct type type, const struct node *x, const struct node *y);
// select.c
// Conditions and values in turn, and last the value where none is yes; the values are rounded.
const struct node *make_select(struct builder *b, struct type type, const struct node **kids, uint32_t count);
// chain_compare.c
const struct node *compare_chains(struct builder *b, enum compare_op op, const struct node *x, const struct node *y);
// list.c
const struct field *list_of(struct builder *b, const struct expr *e);
const struct node *lower_aggregate(struct builder *b, enum builtin id, const struct expr *e);
const struct node *count_of(struct builder *b, const struct field *list);
const struct node *run_beside(struct builder *b, const struct node *run, enum compare_op op, int64_t constant);
// table.c
const struct node *lower_table(struct builder *b, const struct table *t, uint32_t result);
struct planned_rows lower_rows(struct builder *b, const struct table *t);
const struct node *table_row_result(struct builder *b, const struct table_row *row, uint32_t result, struct type type);
const struct node *row_condition(struct builder *b, const struct node **columns, const struct table_row *row);
// collect.c: of a table that puts rows together. `results` as for make_lookup, `conditions` of `rows` without
// `otherwise`.
const struct node *collect_rows(struct builder *b, const struct decl *d, const struct node **conditions,
                                const struct node **results, uint32_t rows, struct type type);
// marginal.c: of a table of bands; for explanations where a band begins, and what of the amount lies in it
const struct node *lower_bands(struct builder *b, const struct decl *d, const struct node *amount,
                               const struct node **rates, struct type type);
const struct node *lower_band_start(struct builder *b, const struct node *amount, const struct table_row *row);
const struct node *lower_band_part(struct builder *b, const struct decl *d, const struct node *amount, uint32_t row);
// lookup.c
// `results` has one for each row, and one more for where none holds. NULL: the table has
// too few rows for it, or its columns too many values.
const struct node *make_lookup(struct builder *b, const struct decl *d, const struct node **columns,
                               const struct node **results, struct type type);
// meets.c
uint8_t bad_truth(enum rule_kind kind);  // of a rule's condition, where it is bad
// A rule's condition with its `when`: where it is not asked, what is not bad.
const struct node *lower_asked(struct builder *b, const struct rule *r);
const struct node *lower_meets(struct builder *b, const struct offer *o);
const struct node *lower_meets_elsewhere(struct builder *b, const struct expr *e);  // `meets scheme.offer`
// mentions.c
void collect_mentions(struct builder *b, const struct expr *const *exprs, uint32_t count, struct planned_name **names,
                      uint32_t *name_count);
#endif
