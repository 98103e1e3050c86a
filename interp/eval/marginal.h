// The parts of an amount that lie in its bands, each times the band's rate: added up exactly and rounded once.
#ifndef POL_EVAL_MARGINAL_H
#define POL_EVAL_MARGINAL_H
#include "interp/eval/node.h"

// What MARGINAL comes to where its kids have these values. False: a fault.
bool marginal_of_values(const struct node *n, const int64_t *values, int64_t *result);
#endif
