// What is paid back each month. Exact: rounded once, half up to the fen.
#ifndef POL_VALUE_INSTALMENT_H
#define POL_VALUE_INSTALMENT_H
#include <stdbool.h>
#include <stdint.h>

// What a loan costs a month, of one fen: for all principals of a rate and a number of months. Made by hand it is all 0.
struct instalment_factor {
    int64_t rate, months;
    uint64_t whole, part;  // and `part` in 2^64ths: rounded down
};

// False where principal (fen) or yearly rate (millionths) lie below 0, the principal has more than 18 digits, the rate
// lies above the most, or the months are not 1 to the most; then nothing is stored.
// `factor` is what is known from before, of whatever rate and months, and is made to fit.
bool instalment_level(int64_t principal, int64_t rate, int64_t months, struct instalment_factor *factor,
                      int64_t *result);
// The first of equal parts of the principal, with a month's interest on all of it.
bool instalment_first(int64_t principal, int64_t rate, int64_t months, int64_t *result);
#endif
