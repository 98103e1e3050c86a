// What a chain of × and ÷ came to before it was rounded, for explanations.
#ifndef POL_EVAL_RATIO_H
#define POL_EVAL_RATIO_H
#include "interp/eval/workspace.h"
#include "interp/value/ratio.h"

// False where `n` is no fraction, or not known in that row. `under` may be negative, never 0.
bool node_ratio(const struct workspace *w, const struct node *n, uint32_t row, struct ratio *r);
#endif
