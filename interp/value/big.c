#include "interp/value/big.h"

void big_set(struct big *a, uint64_t n) {
    a->limbs[0] = n;
    a->count = n != 0;
}

static void carry_into(struct big *a, uint64_t carry) {
    if (carry) a->limbs[a->count++] = carry;
}

static void trim(struct big *a) {
    while (a->count && !a->limbs[a->count - 1]) a->count--;
}

void big_multiply(struct big *a, uint64_t by) {
    uint64_t carry = 0;
    for (uint32_t i = 0; i < a->count; i++) {
        unsigned __int128 product = (unsigned __int128)a->limbs[i] * by + carry;
        a->limbs[i] = (uint64_t)product;
        carry = (uint64_t)(product >> 64);
    }
    carry_into(a, carry);
    trim(a);
}

// Of small bases several factors go into a limb, and are multiplied at once.
void big_power(struct big *a, uint64_t base, uint32_t exponent) {
    uint64_t factor = 1, next;
    big_set(a, 1);
    for (; exponent; exponent--) {
        if (!__builtin_mul_overflow(factor, base, &next)) {
            factor = next;
            continue;
        }
        big_multiply(a, factor);
        factor = base;
    }
    big_multiply(a, factor);
}

void big_subtract(struct big *a, const struct big *b) {
    uint64_t borrow = 0;
    for (uint32_t i = 0; i < a->count && (i < b->count || borrow); i++) {
        uint64_t part = i < b->count ? b->limbs[i] : 0, left = a->limbs[i] - part;
        bool below = a->limbs[i] < part || left < borrow;
        a->limbs[i] = left - borrow;
        borrow = below;
    }
    trim(a);
}

void big_double(struct big *a) {
    uint64_t carry = 0;
    for (uint32_t i = 0; i < a->count; i++) {
        uint64_t limb = a->limbs[i];
        a->limbs[i] = limb << 1 | carry;
        carry = limb >> 63;
    }
    carry_into(a, carry);
}

int big_order(const struct big *a, const struct big *b) {
    if (a->count != b->count) return a->count < b->count ? -1 : 1;
    for (uint32_t i = a->count; i-- > 0;)
        if (a->limbs[i] != b->limbs[i]) return a->limbs[i] < b->limbs[i] ? -1 : 1;
    return 0;
}
