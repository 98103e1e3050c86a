// A chain of × and ÷ as the one exact number that it is, rounded by nobody until its end.
#ifndef DIFFERENTIAL_NAIVE_RATIO_H
#define DIFFERENTIAL_NAIVE_RATIO_H
#include "tests/differential/naive_eval.h"

#define NAIVE_FACTORS_MOST 100

struct naive_factors {
    uint32_t count;
    __int128 factors[2 * NAIVE_FACTORS_MOST];
};
struct naive_ratio {
    value as_value;                     // where it is not known; a known one's number says nothing
    struct naive_factors above, below;  // those below are more than 0
    bool by_zero;                       // something is divided by zero: a fault once all factors are known
};

// Through names, definitions and params; what is rounded where it stands ends a chain. Of other expressions: their
// value.
struct naive_ratio naive_exact(const struct naive_env *v, const struct expr *e);
// The same where a value of the kind is meant: a count may stand for a number.
struct naive_ratio naive_exact_as(const struct naive_env *v, const struct expr *e, enum type_kind kind);
// The product or quotient of the node's two sides, without its own rounding.
struct naive_ratio naive_exact_product(const struct naive_env *v, const struct expr *e);
// The one divided by the other, of one type.
struct naive_ratio naive_exact_quotient(struct naive_ratio a, struct naive_ratio b);
// A whole number of the type's smallest unit.
value naive_rounded(const struct naive_ratio *r, enum rounding how);
// Less than 0, 0 or more than 0 as the number of a known value; a fault where a product does not fit 128 bits, what
// both have in common taken out.
value naive_order(const struct naive_ratio *a, const struct naive_ratio *b);
#endif
