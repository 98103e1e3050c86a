// Digits are parted in vectors, a row to a lane.
#include "interp/data/write/limits.h"

#include "interp/value/vectorised.h"

// Four digits below 10^4, the first in the lowest byte; n * 10486 >> 20 is n / 100 and n * 103 >> 10 is n / 10 for what
// a half or a quarter of the word can hold.
static inline uint32_t four_digits(uint32_t value) {
    uint32_t over = value * 10486 >> 20, word = over | (value - over * 100) << 16;
    over = (word * 103 >> 10) & UINT32_C(0x000F000F);
    return (over | (word - over * 10) << 8) + UINT32_C(0x30303030);
}

static inline uint32_t digits_of(uint32_t value) {
    return 1u + (value >= 10) + (value >= 100) + (value >= 1000) + (value >= 10000) + (value >= 100000) +
           (value >= 1000000) + (value >= 10000000);
}

VECTORISED static void part_yuan(uint32_t *restrict yuan, uint32_t *restrict rest, const int64_t *restrict fen,
                                 uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint32_t value = (uint32_t)fen[i], whole = value / 100, over = value - whole * 100, tens = over * 103 >> 10;
        yuan[i] = whole;
        rest[i] = (uint32_t)'.' | ('0' + tens) << 8 | ('0' + over - tens * 10) << 16;
    }
}
VECTORISED static void part_digits(uint32_t *restrict high, uint32_t *restrict low, uint32_t *restrict yuan,
                                   uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint32_t over = yuan[i] / 10000;
        high[i] = four_digits(over);
        low[i] = four_digits(yuan[i] - over * 10000);
        yuan[i] = digits_of(yuan[i]);
    }
}
VECTORISED static void join_digits(uint64_t *restrict whole, const uint32_t *restrict high,
                                   const uint32_t *restrict low, const uint32_t *restrict digits, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) whole[i] = ((uint64_t)low[i] << 32 | high[i]) >> (64 - 8 * digits[i]);
}
VECTORISED static void count_digits(uint8_t *restrict length, uint8_t *restrict count, const uint32_t *restrict digits,
                                    const uint8_t *restrict granted, const int64_t *restrict fen, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint8_t all = (uint64_t)fen[i] >> 32 ? LONG_LIMIT : (uint8_t)(digits[i] + 3);
        length[i] = granted[i] ? all : 0;
        count[i] = (uint8_t)digits[i];
    }
}

void limit_texts(struct limit_texts *t, const int64_t *fen, const uint8_t *granted, uint32_t n) {
    uint32_t yuan[WRITE_STRIP], high[WRITE_STRIP], low[WRITE_STRIP];
    part_yuan(yuan, t->rest, fen, n);
    part_digits(high, low, yuan, n);
    join_digits(t->whole, high, low, yuan, n);
    count_digits(t->length, t->digits, yuan, granted, fen, n);
}
