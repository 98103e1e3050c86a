// What chains of × and ÷ may come to, from the products of the ends of what stands in them.
#include "interp/eval/ratio.h"
#include "interp/solve/internal.h"
#include "interp/value/number.h"

// Of a product: an end of that size is one or lies beyond.
#define EXTENT_MOST ((__int128)1 << 126)
struct chains {
    struct extent over, under;  // as ratio.c has them, without what divides by a negative number
    bool may_be_zero;           // a divisor is
    bool turned, may_turn;      // an odd number of divisors is negative; perhaps
    bool nothing;               // all divisors that there may be are 0
};

static __int128 capped(__int128 a) { return a > EXTENT_MOST ? EXTENT_MOST : a < -EXTENT_MOST ? -EXTENT_MOST : a; }

static __int128 times(__int128 a, __int128 b) {
    __int128 product;
    if (!__builtin_mul_overflow(a, b, &product)) return capped(product);
    return (a < 0) == (b < 0) ? EXTENT_MOST : -EXTENT_MOST;
}

static struct extent multiply(struct extent a, struct extent b) {
    __int128 corners[] = {times(a.low, b.low), times(a.low, b.high), times(a.high, b.low), times(a.high, b.high)};
    return extent_of(corners);
}

// What is not 0, and which side of it that lies on.
static void take_divisor(struct chains *c, struct extent *s) {
    c->may_be_zero |= s->low <= 0 && s->high >= 0;
    c->nothing |= s->low == 0 && s->high == 0;
    if (s->low == 0) s->low = 1;
    if (s->high == 0) s->high = -1;
    c->may_turn |= s->low < 0 && s->high > 0;
    c->turned ^= s->high < 0;
}

static struct chains chains_of(const struct finder *f, const struct node *n) {
    struct chains c = {.over = {n->value, n->value}, .under = {n->second, n->second}};
    uint32_t kid = 0;
    for (int side = 0; side < 2; side++)
        for (uint32_t i = 0; i < n->sides.factors[side] + n->sides.divisors[side]; i++, kid++) {
            const struct range *r = kid_range(f, n, kid);
            struct extent s = {r->low, r->high};
            bool divides = i >= n->sides.factors[side];
            struct extent *to = (side == 0) != divides ? &c.over : &c.under;
            if (divides) take_divisor(&c, &s);
            *to = multiply(*to, s);
        }
    return c;
}

static bool may_not_fit(struct extent s) { return s.low <= -EXTENT_MOST || s.high >= EXTENT_MOST; }

static bool are_points(const struct finder *f, const struct node *n, int64_t *values) {
    for (uint32_t k = 0; k < n->count; k++) {
        const struct range *r = kid_range(f, n, k);
        if (r->low != r->high) return false;
        values[k] = r->low;
    }
    return true;
}

static struct range with_fault(struct range r, bool fault, bool only) {
    if (may_be_known(&r) && fault) r.outcomes |= OUTCOME_FAULT;
    if (only) r.outcomes &= (uint8_t)~OUTCOMES_KNOWN;
    return r;
}

// ---- compared

static bool may_be_less(struct extent a, struct extent b) {
    return a.low < b.high || a.low <= -EXTENT_MOST || b.high >= EXTENT_MOST;
}

static struct range compared(const struct finder *f, const struct node *n, bool less, bool equal, bool greater) {
    switch ((enum compare_op)n->op) {
    case OP_EQ: return condition_range(f, n, equal, less || greater);
    case OP_NE: return condition_range(f, n, less || greater, equal);
    case OP_LT: return condition_range(f, n, less, equal || greater);
    case OP_LE: return condition_range(f, n, less || equal, greater);
    case OP_GT: return condition_range(f, n, greater, less || equal);
    case OP_GE: break;
    }
    return condition_range(f, n, greater || equal, less);
}

struct range range_of_ratio_compare(const struct finder *f, const struct node *n) {
    int64_t values[RATIO_KIDS_MOST], truth = 0;
    if (are_points(f, n, values)) {
        bool good = ratio_of_values(n, values, &truth);
        return with_fault(condition_range(f, n, truth == TRUTH_YES, truth != TRUTH_YES), !good, !good);
    }
    struct chains c = chains_of(f, n);
    bool less = c.turned ? may_be_less(c.under, c.over) : may_be_less(c.over, c.under);
    bool greater = c.turned ? may_be_less(c.over, c.under) : may_be_less(c.under, c.over);
    bool equal = c.over.low <= c.under.high && c.under.low <= c.over.high;
    bool fault = c.may_be_zero || may_not_fit(c.over) || may_not_fit(c.under);
    if (c.may_turn) less = greater = less || greater;
    return with_fault(compared(f, n, less, equal, greater), fault, c.nothing);
}

// ---- a number

static __int128 quotient(__int128 over, __int128 under, enum rounding rounding) {
    int64_t value;
    if (number_divide(over, under, rounding, &value)) return value;
    return (over < 0) == (under < 0) ? (__int128)INT64_MAX + 1 : (__int128)INT64_MIN - 1;
}

static struct range between(const struct finder *f, const struct node *n, struct extent over, struct extent under) {
    enum rounding rounding = (enum rounding)n->op;
    __int128 corners[] = {quotient(over.low, under.low, rounding), quotient(over.low, under.high, rounding),
                          quotient(over.high, under.low, rounding), quotient(over.high, under.high, rounding)};
    struct extent s = extent_of(corners);
    return number_range(f, n, s.low, s.high);
}

struct range range_of_ratio(const struct finder *f, const struct node *n) {
    int64_t values[RATIO_KIDS_MOST], value = 0;
    if (are_points(f, n, values)) {
        bool good = ratio_of_values(n, values, &value);
        return with_fault(number_range(f, n, value, value), !good, !good);
    }
    struct chains c = chains_of(f, n);
    bool open = (c.under.low <= 0 && c.under.high >= 0) || may_not_fit(c.over) || may_not_fit(c.under);
    if (open) return with_fault(number_range(f, n, INT64_MIN, INT64_MAX), true, c.nothing);
    return with_fault(between(f, n, c.over, c.under), c.may_be_zero, c.nothing);
}
