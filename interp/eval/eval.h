// The walk: every node of a plan over one block. What each node came to stays readable until the next walk.
#ifndef POL_EVAL_EVAL_H
#define POL_EVAL_EVAL_H
#include "interp/plan/plan.h"
#include "interp/value/block.h"

struct workspace;  // one per thread; eval_internal.h for handlers
struct workspace *workspace_new(const struct plan *plan, uint32_t capacity);  // NULL: out of memory
void workspace_free(struct workspace *w);
// False: out of memory (list items may need room). The block must be sealed and stay alive while results are read.
bool eval_block(struct workspace *w, const struct block *b);

// The vector of a node after eval_block; for constants too. For LANE_TRUTH, `state` is NULL or holds
// STATE_FAULT where an unknown is a fault.
const struct vector *node_vector(const struct workspace *w, const struct node *n);
struct node_value {
    enum state state;
    int64_t value;  // truth 0/2 where known
    struct slice text;
};
struct node_value vector_value(const struct vector *v, enum lane lane, uint32_t row);  // a block's columns too
struct node_value node_value_at(const struct workspace *w, const struct node *n, uint32_t row);

// The fields that left `n` unknown in `row`: only the operands that kept the result from being known
// (language reference, Decisions). Each field is reported once per call to `visit`'s owner's liking.
typedef void missing_visitor(void *context, const struct field *list,
                             const struct field *field);  // list: NULL, or the field is one of its items
void node_missing(const struct workspace *w, const struct node *n, uint32_t row, missing_visitor *visit, void *context);
// The node where a fault arose, for the message; NULL where there is none.
const struct node *node_fault(const struct workspace *w, const struct node *n, uint32_t row);
#endif
