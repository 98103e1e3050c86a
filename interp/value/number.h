// Exact arithmetic on scaled 64-bit integers. Every function says false where the result does not fit; then
// nothing is stored. Intermediate products have 128 bits.
#ifndef POL_VALUE_NUMBER_H
#define POL_VALUE_NUMBER_H
#include <stdbool.h>
#include <stdint.h>

#include "grammar/tree/ast.h"

// The largest magnitude of a number in a record or a policy: 18 digits. Sums of a few cannot overflow.
#define NUMBER_LIMIT INT64_C(999999999999999999)
#define PERCENT_SCALE INT64_C(1000000)

static inline bool number_add(int64_t a, int64_t b, int64_t *result) { return !__builtin_add_overflow(a, b, result); }
static inline bool number_subtract(int64_t a, int64_t b, int64_t *result) {
    return !__builtin_sub_overflow(a, b, result);
}

// dividend / divisor as a whole number: half up (away from zero), down (towards minus infinity) or up (towards
// plus infinity). The divisor must not be 0.
__int128 number_round(__int128 dividend, __int128 divisor, enum rounding rounding);
// The same where it fits 64 bits; stored only then. False for a divisor of 0 too.
bool number_divide(__int128 dividend, __int128 divisor, enum rounding rounding, int64_t *result);
int64_t number_common_divisor(int64_t a, int64_t b);  // of magnitudes; of 0 and 0 it is 1
#endif
