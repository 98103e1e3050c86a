// The memory that nodes are evaluated in: a vector for each of them, and what handlers need beside it. One per thread.
// Ownership: a workspace owns the vectors of computed nodes; those of columns are the block's.
// Every vector with states has them valid for all its rows, `all_known` or not.
#ifndef POL_EVAL_WORKSPACE_H
#define POL_EVAL_WORKSPACE_H
#include "interp/eval/node.h"
#include "interp/value/truth.h"

struct run_item {  // scratch of longest_run: one item that passed its filter
    uint32_t item;
    int32_t month;
};

struct workspace {
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
// The vector of a node after eval_block; for constants too. For LANE_TRUTH, `state` is NULL or says of what is unknown
// whether it is a fault or referred.
static inline const struct vector *node_vector(const struct workspace *w, const struct node *n) {
    return &w->vectors[n->id];
}
static inline const struct vector *kid_vector(const struct workspace *w, const struct node *n, uint32_t kid) {
    return &w->vectors[n->kids[kid]->id];
}
static inline void *result_of(struct workspace *w, const struct node *n) { return w->vectors[n->id].data; }
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

struct node_value {
    enum state state;
    int64_t value;  // truth 0/2 where known
    struct slice text;
};
struct node_value vector_value(const struct vector *v, enum lane lane, uint32_t row);  // a block's columns too
struct node_value node_value_at(const struct workspace *w, const struct node *n, uint32_t row);

// Nodes stand in the order of their ids, kids before parents, and outlive the workspace. NULL: out of memory.
struct workspace *workspace_new(const struct policy *policy, const struct node *const *nodes, uint32_t node_count,
                                uint32_t capacity);
void workspace_free(struct workspace *w);
// The same where the workspace stands in memory of the caller's; to be dropped even if it could not be made.
bool workspace_make(struct workspace *w, const struct policy *policy, const struct node *const *nodes,
                    uint32_t node_count, uint32_t capacity);
void workspace_drop(struct workspace *w);
// Room for the items of its block's lists, and whose they are. False: out of memory.
bool workspace_make_items(struct workspace *w);
#endif
