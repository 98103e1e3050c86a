// The walk: every node over one block. What each node came to stays readable until the next walk.
#ifndef POL_EVAL_EVAL_H
#define POL_EVAL_EVAL_H
#include "interp/eval/workspace.h"

// False: out of memory (list items may need room). The block must be sealed and stay alive while results are read.
bool eval_block(struct workspace *w, const struct block *b);
// The same of some nodes, which stand in order, as do all of whose kids there are; what others came to stays as it was.
bool eval_some(struct workspace *w, const struct block *b, const struct node *const *nodes, uint32_t count);
// What works the node out, by its operation and its or its first kid's lane. NULL: there is nothing to do.
handler *node_handler(const struct node *n);
#endif
