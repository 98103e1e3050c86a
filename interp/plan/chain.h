// A chain of × and ÷ while it is being made: factors over divisors, times a constant fraction. It comes from a node
// that is still open (see is_fraction) and becomes one again.
#ifndef POL_PLAN_CHAIN_H
#define POL_PLAN_CHAIN_H
#include "interp/plan/builder.h"

#define TERMS_MOST (2 * CHAIN_MOST)  // with constants that did not fit: no × or ÷ leaves more than one

struct chain {
    int64_t times, over;  // over > 0, in lowest terms
    uint32_t factor_count, divisor_count;
    const struct node *factors[TERMS_MOST], *divisors[TERMS_MOST];
};

struct chain chain_of(struct builder *b, const struct node *x);
void chain_multiply(struct builder *b, struct chain *c, const struct chain *by);
void chain_divide(struct builder *b, struct chain *c, const struct chain *by);
void chain_multiply_constant(struct builder *b, struct chain *c, int64_t times);
void chain_divide_constant(struct builder *b, struct chain *c, int64_t over);
// Of `n` the type and the rounding count.
const struct node *make_chain(struct builder *b, struct node n, const struct chain *c);
// x times the fraction, rounded as `n` says, where that cannot overflow; else NULL.
const struct node *make_scaled(struct builder *b, struct node n, const struct node *x, int64_t times, int64_t over);
struct node numeric_node(enum operation operation, struct type type);
#endif
