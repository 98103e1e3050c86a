// What no known value of a node lies outside: it shows where sums and products cannot overflow.
#include "interp/plan/builder.h"
#include "interp/value/number.h"

#define COUNT_MOST INT64_C(0xffffffff)  // items of a block
#define MONTHS_MOST INT64_C(200000)     // between any two dates
#define DAYS_MOST INT64_C(4000000)

static void bound(struct node *n, __int128 low, __int128 high) {
    bool fits = low > INT64_MIN && high <= INT64_MAX;
    n->low = fits ? (int64_t)low : INT64_MIN;
    n->high = fits ? (int64_t)high : INT64_MAX;
    n->named_low &= fits;
    n->named_high &= fits;
    n->may_fault |= !fits;
}

static void name_ends(struct node *n, bool low, bool high) { n->named_low = low, n->named_high = high; }

static void widen(struct node *n, const struct node *by) {
    n->low = by->low < n->low ? by->low : n->low;
    n->high = by->high > n->high ? by->high : n->high;
    name_ends(n, n->named_low && by->named_low, n->named_high && by->named_high);
}

// Every step-th kid from the first on.
static void bound_union(struct node *n, uint32_t first, uint32_t step) {
    n->low = INT64_MAX, n->high = INT64_MIN;
    name_ends(n, true, true);
    for (uint32_t i = first; i < n->count; i += step) widen(n, n->kids[i]);
}

// The words of ops.def. Each finds `low` and `high` as wide as they can be, and neither of them named.

static void range_any(struct node *n) { (void)n; }
static void range_fault(struct node *n) { n->may_fault = true; }  // divided by zero, or beyond the calendar
static void range_kid(struct node *n) { bound_union(n, 0, n->count); }
static void range_kids(struct node *n) { bound_union(n, 0, 1); }
static void range_lookup(struct node *n) { bound_union(n, n->lookup->column_count, 1); }
static void range_months(struct node *n) { n->low = -MONTHS_MOST, n->high = MONTHS_MOST; }
static void range_days(struct node *n) { n->low = -DAYS_MOST, n->high = DAYS_MOST; }
static void range_count(struct node *n) { n->low = 0, n->high = COUNT_MOST; }

static void range_constant(struct node *n) {
    n->low = n->high = n->constant_state == STATE_KNOWN ? n->value : 0;
    name_ends(n, !n->second, !n->second);
}

// The smallest is no larger than any of them, the largest no smaller.
static void range_extreme(struct node *n) {
    bound_union(n, 0, 1);
    for (uint32_t i = 0; i < n->count; i++) {
        const struct node *x = n->kids[i];
        if (n->op && x->high <= n->high) n->high = x->high, n->named_high = x->named_high;
        if (!n->op && x->low >= n->low) n->low = x->low, n->named_low = x->named_low;
    }
}

static void range_column(struct node *n) {
    if (n->type.kind != TYPE_SET) n->low = -NUMBER_LIMIT, n->high = NUMBER_LIMIT;
}

// A payment is no more than the principal and a year's interest; beyond its bounds there is none.
static void range_instalment(struct node *n) {
    n->low = 0, n->high = 2 * NUMBER_LIMIT;
    n->may_fault = true;
}

static void range_sum(struct node *n) {
    const struct node *a = n->kids[0], *b = n->kids[1];
    name_ends(n, a->named_low && b->named_low, a->named_high && b->named_high);
    bound(n, (__int128)a->low + b->low, (__int128)a->high + b->high);
}

static void range_difference(struct node *n) {
    const struct node *a = n->kids[0], *b = n->kids[1];
    name_ends(n, a->named_low && b->named_high, a->named_high && b->named_low);
    bound(n, (__int128)a->low - b->high, (__int128)a->high - b->low);
}

static void range_product(struct node *n) {
    const struct node *a = n->kids[0], *b = n->kids[1];
    __int128 corners[] = {(__int128)a->low * b->low, (__int128)a->low * b->high, (__int128)a->high * b->low,
                          (__int128)a->high * b->high};
    __int128 low = corners[0], high = corners[0];
    for (int i = 1; i < 4; i++) {
        low = corners[i] < low ? corners[i] : low;
        high = corners[i] > high ? corners[i] : high;
    }
    bool named = a->named_low && a->named_high && b->named_low && b->named_high;
    name_ends(n, named, named);
    bound(n, low, high);
}

static __int128 divided_down(__int128 a, int64_t by) { return a / by - (a % by < 0); }

// By a number that may be below zero, which turns the range round.
static void range_scaled(struct node *n) {
    const struct node *x = n->kids[0];
    __int128 a = (__int128)x->low * n->value, b = (__int128)x->high * n->value;
    bool turned = n->value < 0;
    name_ends(n, turned ? x->named_high : x->named_low, turned ? x->named_low : x->named_high);
    bound(n, divided_down(turned ? b : a, n->second), -divided_down(turned ? -a : -b, n->second));
}

// Of no items it is 0.
static void range_total(struct node *n) {
    __int128 low = (__int128)n->kids[0]->low * COUNT_MOST, high = (__int128)n->kids[0]->high * COUNT_MOST;
    bound(n, low < 0 ? low : 0, high > 0 ? high : 0);
}

static void range_select(struct node *n) {
    bound_union(n, 1, 2);
    widen(n, n->kids[n->count - 1]);
}

static void (*const ranges[OPERATION_COUNT])(struct node *n) = {
#define OP(id, takes, lane, cause, range, ...) [OPERATION_##id] = range_##range,
#include "interp/eval/ops.def"
#undef OP
};

void set_range(struct node *n) {
    n->low = INT64_MIN, n->high = INT64_MAX;
    name_ends(n, false, false);
    ranges[n->operation](n);
}
