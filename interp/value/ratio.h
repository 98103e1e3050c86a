// Exact products and quotients of many whole numbers: what a chain of × and ÷ comes to.
#ifndef POL_VALUE_RATIO_H
#define POL_VALUE_RATIO_H
#include <stdbool.h>
#include <stdint.h>

struct ratio {
    __int128 over, under;
};

// The product of the numbers in `over`, and that of those in `under`, both of a size below 2^127. What the two have in
// common is taken out where they do not fit otherwise; the arrays are written to then. False: they still don't fit,
// whatever the order of the numbers.
bool ratio_of(int64_t *over, uint32_t over_count, int64_t *under, uint32_t under_count, struct ratio *ratio);
#endif
