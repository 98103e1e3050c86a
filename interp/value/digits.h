// Digits of numbers, eight bytes at a time: parse_… reads them, print_… writes them. Texts to be read must be padded:
// up to eight bytes from their beginning are loaded whatever their length.
#ifndef POL_VALUE_DIGITS_H
#define POL_VALUE_DIGITS_H
#include <stdbool.h>
#include <stdint.h>

#include "interp/value/slice.h"

#define ASCII_ZEROS UINT64_C(0x3030303030303030)

// Not zero where of eight bytes, '0' taken from each, one is no digit.
static inline uint64_t odd_digits(uint64_t word) {
    return ((word + UINT64_C(0x7676767676767676)) | word) & UINT64_C(0x8080808080808080);
}

// How many digits the word begins with, its lowest byte first.
static inline uint32_t leading_digits(uint64_t word) {
    const uint64_t tops = UINT64_C(0x8080808080808080);
    word ^= ASCII_ZEROS;
    word = ((word & ~tops) + UINT64_C(0x7676767676767676)) | word;
    return word & tops ? (uint32_t)__builtin_ctzll(word & tops) / 8 : 8;
}

// Of eight digits, the first in the lowest byte: the numbers that two at a time make, in lanes of 16 bits.
static inline uint64_t digit_pairs(uint64_t word) { return (word * 10 + (word >> 8)) & UINT64_C(0x00FF00FF00FF00FF); }

static inline int64_t parse_eight(uint64_t word) {
    const uint64_t low = UINT64_C(0x000000FF000000FF);
    uint64_t pairs = digit_pairs(word), fours = (pairs & low) * 100 + (pairs >> 16 & low);
    return (int64_t)((fours & UINT32_MAX) * 10000 + (fours >> 32));
}

// 1 to 8 digits, as if zeros stood before them. False, here and below: they are not all digits, or too many.
static inline bool parse_few(const char *text, uint32_t length, int64_t *value) {
    uint64_t word = (load_word(text) - ASCII_ZEROS) << (64 - 8 * length);
    *value = parse_eight(word);
    return !odd_digits(word);
}

static inline bool parse_two(const char *text, int64_t *value) {
    uint32_t tens = (uint32_t)text[0] - '0', ones = (uint32_t)text[1] - '0';
    *value = tens * 10 + ones;
    return tens <= 9 && ones <= 9;
}

// 1 to 16 digits.
static inline bool parse_digits(const char *text, uint32_t length, int64_t *value) {
    int64_t low;
    if (length - 1 < 8) return parse_few(text, length, value);
    if (length - 1 >= 16 || !parse_few(text, length - 8, value) || !parse_few(text + length - 8, 8, &low)) return false;
    *value = *value * 100000000 + low;
    return true;
}

// Each writes at `to` and answers where it ended; no NUL.
#define PRINTED_DIGITS 24                        // room for the most that any of them writes
char *print_whole(char *to, int64_t value);      // -12
char *print_money(char *to, int64_t fen);        // 200000.00
char *print_percent(char *to, int64_t percent);  // 3.5
char *print_number(char *to, int64_t number);    // 3.25
// `value` in units of 10^-places, without trailing zeros.
char *print_decimal(char *to, int64_t value, unsigned places);
#endif
