#include "interp/value/number.h"

__int128 number_round(__int128 dividend, __int128 divisor, enum rounding rounding) {
    if (divisor < 0) dividend = -dividend, divisor = -divisor;
    __int128 quotient = dividend / divisor, rest = dividend % divisor;
    if (rest == 0) return quotient;
    switch (rounding) {
    case ROUND_DOWN: return rest < 0 ? quotient - 1 : quotient;
    case ROUND_UP: return rest > 0 ? quotient + 1 : quotient;
    case ROUND_DEFAULT:
    case ROUND_HALF_UP: break;
    }
    __int128 size = rest < 0 ? -rest : rest;
    if (size < divisor - size) return quotient;
    return rest < 0 ? quotient - 1 : quotient + 1;
}

bool number_divide(__int128 dividend, __int128 divisor, enum rounding rounding, int64_t *result) {
    if (divisor == 0) return false;
    __int128 quotient = number_round(dividend, divisor, rounding);
    if (quotient < INT64_MIN || quotient > INT64_MAX) return false;
    *result = (int64_t)quotient;
    return true;
}

static uint64_t magnitude(int64_t a) { return a < 0 ? -(uint64_t)a : (uint64_t)a; }

int64_t number_common_divisor(int64_t a, int64_t b) {
    uint64_t x = magnitude(a), y = magnitude(b);
    while (y != 0) {
        uint64_t rest = x % y;
        x = y;
        y = rest;
    }
    return x == 0 || x > INT64_MAX ? 1 : (int64_t)x;
}
