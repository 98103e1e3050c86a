// A level payment of a principal P at the monthly rate R / D over n months is P × R × N^n / (D × (N^n - D^n)), with
// N = D + R. What it is of one fen is worked out in whole numbers to 64 bits behind the point, once for a rate and a
// number of months. That leaves the payment between two bounds which mostly are rounded alike; where they are not,
// whole numbers of any size tell on which side of the half it lies.
#include "interp/value/instalment.h"

#include "grammar/tree/model.h"
#include "interp/value/big.h"
#include "interp/value/number.h"

#define MONTHS_OF_YEAR 12
#define DIVISOR (PERCENT_SCALE * MONTHS_OF_YEAR)

// The payment of one fen as a fraction.
struct fraction {
    struct big over, under;
};

static void factor_fraction(int64_t rate, int64_t months, struct fraction *f) {
    struct big unit;
    big_power(&f->over, (uint64_t)(DIVISOR + rate), (uint32_t)months);
    big_power(&unit, (uint64_t)DIVISOR, (uint32_t)months);
    f->under = f->over;
    big_subtract(&f->under, &unit);
    big_multiply(&f->under, (uint64_t)DIVISOR);
    big_multiply(&f->over, (uint64_t)rate);
}

// No more than 1 and a twelfth is to be divided, bit by bit.
static struct instalment_factor make_factor(int64_t rate, int64_t months) {
    struct instalment_factor made = {.rate = rate, .months = months};
    struct fraction f;
    factor_fraction(rate, months, &f);
    made.whole = big_order(&f.over, &f.under) >= 0;
    if (made.whole) big_subtract(&f.over, &f.under);
    for (int bit = 63; bit >= 0; bit--) {
        big_double(&f.over);
        if (big_order(&f.over, &f.under) < 0) continue;
        big_subtract(&f.over, &f.under);
        made.part |= UINT64_C(1) << bit;
    }
    return made;
}

// Whether the payment is no less than the half above `below`.
static bool reaches_half(int64_t principal, int64_t below, const struct instalment_factor *factor) {
    struct fraction f;
    factor_fraction(factor->rate, factor->months, &f);
    big_multiply(&f.over, 2 * (uint64_t)principal);
    big_multiply(&f.under, 2 * (uint64_t)below + 1);
    return big_order(&f.over, &f.under) >= 0;
}

static int64_t rounded(unsigned __int128 parts) { return (int64_t)((parts + ((unsigned __int128)1 << 63)) >> 64); }

static int64_t payment(int64_t principal, const struct instalment_factor *factor) {
    unsigned __int128 least = (unsigned __int128)(uint64_t)principal * factor->part;
    int64_t whole = principal * (int64_t)factor->whole, below = rounded(least),
            above = rounded(least + (uint64_t)principal);
    if (below == above) return whole + below;
    return whole + below + reaches_half(principal, whole + below, factor);
}

static bool is_within(int64_t principal, int64_t rate, int64_t months) {
    return principal >= 0 && principal <= NUMBER_LIMIT && rate >= 0 && rate <= INSTALMENT_RATE_MOST && months >= 1 &&
           months <= INSTALMENT_MONTHS_MOST;
}

bool instalment_level(int64_t principal, int64_t rate, int64_t months, struct instalment_factor *factor,
                      int64_t *result) {
    if (!is_within(principal, rate, months)) return false;
    if (rate == 0) return number_divide(principal, months, ROUND_HALF_UP, result);
    if (factor->rate != rate || factor->months != months) *factor = make_factor(rate, months);
    *result = payment(principal, factor);
    return true;
}

bool instalment_first(int64_t principal, int64_t rate, int64_t months, int64_t *result) {
    if (!is_within(principal, rate, months)) return false;
    __int128 parts = (__int128)principal * (DIVISOR + rate * months);
    return number_divide(parts, (__int128)DIVISOR * months, ROUND_HALF_UP, result);
}
