// Instalments as the reference has them: one fraction of whole numbers, however large.
#define BIG_LIMBS 64  // enough for MONTHS_FIT
#include <check.h>

#include "tests/differential/naive_eval.h"
#include "tests/unit/big.h"

#define MONTHS_FIT 70  // the random policies ask for no more that would be within bounds

#define YEAR 12000000  // millionths of a rate, and months

static struct big power(int64_t base, int64_t exponent) {
    struct big result = big_of(1);
    while (exponent--) result = big_times(big_of(base), result);
    return result;
}

// P * R * (YEAR + R)^n over YEAR * ((YEAR + R)^n - YEAR^n)
static void level(int64_t principal, int64_t rate, int64_t months, struct big *over, struct big *under) {
    struct big grown = power(YEAR + rate, months), plain = power(YEAR, months);
    *over = big_times(big_of(principal), big_times(big_of(rate), grown));
    *under = big_times(big_of(YEAR), big_minus(grown, plain));
}

// P / n + P * R / YEAR
static void first(int64_t principal, int64_t rate, int64_t months, struct big *over, struct big *under) {
    *over = big_plus(big_times(big_of(principal), big_of(YEAR)),
                     big_times(big_of(months), big_times(big_of(rate), big_of(principal))));
    *under = big_times(big_of(YEAR), big_of(months));
}

// The largest m with m - 1/2 <= over / under.
static int64_t half_up(const struct big *over, const struct big *under) {
    int64_t low = 0, high = INT64_C(4000000000000000000);
    struct big twice = big_times(big_of(2), *over);
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        struct big half = big_times(big_of(2 * middle - 1), *under);
        if (big_order(&half, &twice) <= 0) low = middle;
        else high = middle;
    }
    return low;
}

static int64_t worked_out(int64_t principal, int64_t rate, int64_t months, bool is_level) {
    struct big over, under;
    if (is_level && rate > 0) level(principal, rate, months, &over, &under);
    else first(principal, rate, months, &over, &under);
    return half_up(&over, &under);
}

value naive_instalment(const struct naive_env *v, const struct expr *e, bool is_level) {
    value principal = naive_eval(v, e->kids[0]), rate = naive_eval(v, e->kids[1]), months = naive_eval(v, e->kids[2]);
    value r = naive_both(&principal, &rate);
    r = naive_weaken(r, &months);
    if (r.state != NAIVE_KNOWN) return r;
    if (principal.number < 0 || principal.number > INT64_C(999999999999999999)) return naive_bare(NAIVE_FAULT);
    if (rate.number < 0 || rate.number > 1000000) return naive_bare(NAIVE_FAULT);
    if (months.number < 1 || months.number > 600) return naive_bare(NAIVE_FAULT);
    if (months.number > MONTHS_FIT) ck_abort_msg("an instalment of %d months", (int)months.number);
    return naive_known(worked_out((int64_t)principal.number, (int64_t)rate.number, (int64_t)months.number, is_level));
}
