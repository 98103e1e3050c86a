#include "interp/value/ratio.h"

#include "interp/value/number.h"

static uint64_t magnitude(int64_t a) { return a < 0 ? -(uint64_t)a : (uint64_t)a; }

// False where the product would reach 2^127. By halves: not every compiler brings a check of 128 bits along.
static bool multiply(unsigned __int128 *size, uint64_t by) {
    unsigned __int128 low = (unsigned __int128)(uint64_t)*size * by;
    unsigned __int128 high = (*size >> 64) * by + (low >> 64);
    if (high >> 63) return false;
    *size = high << 64 | (uint64_t)low;
    return true;
}

// Nothing is too large beside a zero.
static bool product_of(const int64_t *numbers, uint32_t count, __int128 *product) {
    unsigned __int128 size = 1;
    bool fits = true, negative = false;
    for (uint32_t i = 0; i < count; i++) {
        *product = 0;
        if (numbers[i] == 0) return true;
        negative ^= numbers[i] < 0;
        fits = fits && multiply(&size, magnitude(numbers[i]));
    }
    *product = negative ? -(__int128)size : (__int128)size;
    return fits;
}

// Afterwards no number of one array shares a factor with one of the other.
static void take_out_common(int64_t *over, uint32_t over_count, int64_t *under, uint32_t under_count) {
    for (uint32_t i = 0; i < over_count; i++)
        for (uint32_t j = 0; j < under_count; j++) {
            int64_t common = number_common_divisor(over[i], under[j]);
            over[i] /= common;
            under[j] /= common;
        }
}

static bool products_of(const int64_t *over, uint32_t over_count, const int64_t *under, uint32_t under_count,
                        struct ratio *ratio) {
    return product_of(over, over_count, &ratio->over) && product_of(under, under_count, &ratio->under);
}

bool ratio_of(int64_t *over, uint32_t over_count, int64_t *under, uint32_t under_count, struct ratio *ratio) {
    if (products_of(over, over_count, under, under_count, ratio)) return true;
    take_out_common(over, over_count, under, under_count);
    return products_of(over, over_count, under, under_count, ratio);
}
