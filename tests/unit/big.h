// Whole numbers of any size, as slow and as plain as they are written on paper: what exact arithmetic is held against.
#ifndef BIG_H
#define BIG_H
#include <stdbool.h>
#include <stdint.h>

#ifndef BIG_LIMBS
#define BIG_LIMBS 96
#endif
struct big {
    bool negative;
    uint32_t limbs[BIG_LIMBS];  // the lowest first
};

static inline struct big big_of(int64_t n) {
    uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    return (struct big){n < 0, {(uint32_t)size, (uint32_t)(size >> 32)}};
}

static inline struct big big_times(struct big a, struct big b) {
    struct big product = {.negative = a.negative != b.negative};
    for (uint32_t i = 0; i < BIG_LIMBS; i++) {
        uint64_t carry = 0;
        for (uint32_t j = 0; a.limbs[i] != 0 && i + j < BIG_LIMBS; j++) {
            carry += (uint64_t)a.limbs[i] * b.limbs[j] + product.limbs[i + j];
            product.limbs[i + j] = (uint32_t)carry;
            carry >>= 32;
        }
    }
    return product;
}

// Of two that are not negative.
static inline struct big big_plus(struct big a, struct big b) {
    uint64_t carry = 0;
    for (uint32_t i = 0; i < BIG_LIMBS; i++) {
        carry += (uint64_t)a.limbs[i] + b.limbs[i];
        a.limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    return a;
}

// Of two that are not negative, the second no more than the first.
static inline struct big big_minus(struct big a, struct big b) {
    int64_t borrow = 0;
    for (uint32_t i = 0; i < BIG_LIMBS; i++) {
        borrow += (int64_t)a.limbs[i] - b.limbs[i];
        a.limbs[i] = (uint32_t)borrow;
        borrow >>= 32;
    }
    return a;
}

static inline bool big_is_zero(const struct big *a) {
    for (uint32_t i = 0; i < BIG_LIMBS; i++)
        if (a->limbs[i]) return false;
    return true;
}

static inline int big_order_of_sizes(const struct big *a, const struct big *b) {
    for (uint32_t i = BIG_LIMBS; i-- > 0;)
        if (a->limbs[i] != b->limbs[i]) return a->limbs[i] < b->limbs[i] ? -1 : 1;
    return 0;
}

static inline int big_order(const struct big *a, const struct big *b) {
    bool below = a->negative && !big_is_zero(a), other_below = b->negative && !big_is_zero(b);
    if (below != other_below) return below ? -1 : 1;
    return below ? -big_order_of_sizes(a, b) : big_order_of_sizes(a, b);
}

// Whether its size is below 2^bits, bits a multiple of 32 less one.
static inline bool big_fits(const struct big *a, uint32_t bits) {
    for (uint32_t i = bits / 32 + 1; i < BIG_LIMBS; i++)
        if (a->limbs[i]) return false;
    return a->limbs[bits / 32] >> 31 == 0;
}
#endif
