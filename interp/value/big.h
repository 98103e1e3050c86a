// Whole numbers far beyond 64 bits and never below zero: what powers need that nobody may round. They live on the
// stack.
#ifndef POL_VALUE_BIG_H
#define POL_VALUE_BIG_H
#include <stdbool.h>
#include <stdint.h>

#define BIG_LIMBS 256  // 16384 bits: what does not fit is for the caller to rule out

struct big {
    uint32_t count;  // limbs in use; the highest of them is not 0
    uint64_t limbs[BIG_LIMBS];
};

void big_set(struct big *a, uint64_t n);
void big_multiply(struct big *a, uint64_t by);
void big_power(struct big *a, uint64_t base, uint32_t exponent);
void big_subtract(struct big *a, const struct big *b);  // b is no more than a
void big_double(struct big *a);
int big_order(const struct big *a, const struct big *b);  // below, at or above 0
#endif
