// What a chain of × and ÷ came to before it was rounded, for explanations.
#ifndef POL_EVAL_RATIO_H
#define POL_EVAL_RATIO_H
#include "interp/eval/workspace.h"
#include "interp/value/ratio.h"

// False where `n` is no fraction, or not known in that row. `under` may be negative, never 0.
bool node_ratio(const struct workspace *w, const struct node *n, uint32_t row, struct ratio *r);
// What RATIO or RATIO_COMPARE, a truth, comes to where its kids have these values. False: a fault.
bool ratio_of_values(const struct node *n, const int64_t *values, int64_t *result);
#define RATIO_KIDS_MOST (8 * CHAIN_MOST + 4)  // factors and divisors of two chains, constants
#endif
