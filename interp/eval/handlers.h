// What handlers share: the workspace and its vectors.
// Ownership: a workspace owns the vectors of computed nodes; those of columns are the block's.
// Every vector with states has them valid for all its rows, `all_known` or not.
#ifndef POL_EVAL_HANDLERS_H
#define POL_EVAL_HANDLERS_H
#include "interp/eval/eval.h"
#include "interp/value/truth.h"

struct run_item {  // scratch of longest_run: one item that passed its filter
    uint32_t item;
    int32_t month;
};

struct workspace {
    const struct plan *plan;
    const struct policy *policy;
    const struct block *block;
    uint32_t capacity, rows;
    struct vector *vectors;  // by node id; handlers write the one of their node
    uint8_t **states;        // by node id: a computed node's own states; NULL where all its rows are always known
    uint8_t *zeros;          // states of a vector that is all known, as long as the longest vector
    uint32_t zero_count;
    uint32_t *item_room;          // by field index: items that vectors in that list's space have room for
    uint32_t *lists, list_count;  // indices of the list fields, which are few among many
    uint32_t **owners;            // by field index: the row of each item of that list in the block
    struct run_item *scratch;     // as many as item_room's largest
    uint32_t scratch_count;
    void *row_memory, **item_memory;
    const struct node *const *nodes;
    uint32_t node_count;
};

static inline uint32_t items_of(const struct workspace *w, const struct field *list) {
    return w->block->lists[list->index].offsets[w->rows];
}
static inline const uint32_t *owners_of(const struct workspace *w, const struct field *list) {
    return w->owners[list->index];
}
static inline uint32_t rows_of(const struct workspace *w, const struct node *n) {
    return n->space ? items_of(w, n->space) : w->rows;
}
static inline const struct vector *vector_of(const struct workspace *w, const struct node *n) {
    return &w->vectors[n->id];
}
static inline const struct vector *kid_vector(const struct workspace *w, const struct node *n, uint32_t kid) {
    return &w->vectors[n->kids[kid]->id];
}
static inline void *result_of(struct workspace *w, const struct node *n) { return w->vectors[n->id].data; }
static inline bool is_aggregate(const struct node *n) { return n->operation >= OPERATION_COUNT_ITEMS; }
static inline bool is_stateful(const struct node *n) { return n->may_fault || n->may_be_silent; }
// The state of a row, whatever its lane.
static inline enum state state_at(const struct vector *v, uint32_t row) {
    if (v->all_known) return STATE_KNOWN;
    if (v->state) return (enum state)v->state[row];
    return ((const uint8_t *)v->data)[row] == TRUTH_UNKNOWN ? STATE_UNKNOWN : STATE_KNOWN;
}

static inline bool all_kids_known(const struct workspace *w, const struct node *n) {
    for (uint32_t k = 0; k < n->count; k++)
        if (!kid_vector(w, n, k)->all_known) return false;
    return true;
}
// The states of a value, from memory that is at hand where they say nothing.
static inline const uint8_t *states_of(const struct workspace *w, const struct vector *v) {
    return v->all_known ? w->zeros : v->state;
}

// Says that no row of n's result differs from known.
void result_known(struct workspace *w, const struct node *n);
// The states of a computed value: each row's largest among the kids'.
void result_states(struct workspace *w, const struct node *n);
// For a condition over values: unknown wherever a kid is not known.
void result_unknowns(struct workspace *w, const struct node *n);
// The same for a loop over the first kid alone that has seen to that itself.
static inline void result_masked(struct workspace *w, const struct node *n) {
    if (is_stateful(n)) result_states(w, n);
    else w->vectors[n->id].all_known = kid_vector(w, n, 0)->all_known;
}
// The states that n writes row by row; says that some may not be known.
uint8_t *own_states(struct workspace *w, const struct node *n);

// n's own states, each row's as its kids leave it, for a handler that turns some of the known ones into faults; and
// whether all are known so far.
uint8_t *states_to_check(struct workspace *w, const struct node *n, bool *known);

// Of a number per list: 0 and known where a row has no items, unknown where the list is; returns n's own states.
uint8_t *list_states(struct workspace *w, const struct node *n);

// What a LOOKUP came to in a row: the result chosen, and the bits of the columns that kept it from choosing.
const struct node *lookup_result(const struct workspace *w, const struct node *n, uint32_t row);
uint32_t lookup_culprits(const struct workspace *w, const struct node *n, uint32_t row);

// The handlers: eval_<operation>, with its lane where several have one.
#define HANDLER(name) void name(struct workspace *w, const struct node *n)
HANDLER(eval_column);
HANDLER(eval_as_of);
HANDLER(eval_widen);
HANDLER(eval_broadcast);
HANDLER(eval_and);
HANDLER(eval_or);
HANDLER(eval_not);
HANDLER(eval_truth_missing);
HANDLER(eval_is_missing);
HANDLER(eval_list_missing);
HANDLER(eval_list_empty);
HANDLER(eval_compare_truth);
HANDLER(eval_compare_code);
HANDLER(eval_compare_date);
HANDLER(eval_compare_wide);
HANDLER(eval_compare_text);
HANDLER(eval_between_date);
HANDLER(eval_between_wide);
HANDLER(eval_among);
HANDLER(eval_has_code);
HANDLER(eval_has_wide);
HANDLER(eval_span_compare);
HANDLER(eval_add);
HANDLER(eval_subtract);
HANDLER(eval_multiply);
HANDLER(eval_divide);
HANDLER(eval_scale);
HANDLER(eval_scale_number);
HANDLER(eval_extreme_date);
HANDLER(eval_extreme_wide);
HANDLER(eval_date_plus);
HANDLER(eval_date_plus_days);
HANDLER(eval_month_plus);
HANDLER(eval_month_of);
HANDLER(eval_passed);
HANDLER(eval_days_between);
HANDLER(eval_months_between);
HANDLER(eval_select_truth);
HANDLER(eval_select_code);
HANDLER(eval_select_date);
HANDLER(eval_select_wide);
HANDLER(eval_select_text);
HANDLER(eval_lookup_byte);
HANDLER(eval_lookup_date);
HANDLER(eval_lookup_wide);
HANDLER(eval_lookup_text);
HANDLER(eval_else_truth);
HANDLER(eval_else_code);
HANDLER(eval_else_date);
HANDLER(eval_else_wide);
HANDLER(eval_else_text);
HANDLER(eval_count_items);
HANDLER(eval_any_item);
HANDLER(eval_all_items);
HANDLER(eval_sum_items);
HANDLER(eval_extreme_item_date);
HANDLER(eval_extreme_item_wide);
HANDLER(eval_longest_run);
#undef HANDLER

handler *handler_of(enum operation operation, enum lane lane);
// A workspace over nodes that stand in order of their ids, outside of any plan.
bool workspace_make(struct workspace *w, const struct policy *policy, const struct node *const *nodes,
                    uint32_t node_count, uint32_t capacity);
void workspace_drop(struct workspace *w);
#endif
