// The walk: every node over one block. What each node came to stays readable until the next walk.
#ifndef POL_EVAL_EVAL_H
#define POL_EVAL_EVAL_H
#include "interp/eval/workspace.h"

// False: out of memory (list items may need room). The block must be sealed and stay alive while results are read.
bool eval_block(struct workspace *w, const struct block *b);
// What works the node out, by its operation and its or its first kid's lane. NULL: there is nothing to do.
handler *node_handler(const struct node *n);
#endif
