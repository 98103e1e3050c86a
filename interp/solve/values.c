// What numbers, choices, sets and texts may come to.
#include "interp/solve/internal.h"
#include "interp/value/number.h"

#define ITEMS_MOST INT64_C(0xffffffff)

static struct range closed(uint8_t outcomes) { return (struct range){.outcomes = outcomes, .may = UINT64_MAX}; }

// ---- what stands there

static struct range constant_value(const struct node *n) {
    struct range r = {OUTCOME_KNOWN, n->value, n->value, UINT64_MAX, 0};
    if (n->type.kind == TYPE_TRUTH) r.outcomes = n->value == TRUTH_YES ? OUTCOME_YES : OUTCOME_NO;
    if (n->type.kind == TYPE_CHOICE && n->value < 64) r.may = UINT64_C(1) << n->value;
    if (n->type.kind == TYPE_SET) r.may = r.must = (uint64_t)n->value;
    return r;
}

struct range range_of_constant(const struct finder *f, const struct node *n) {
    (void)f;
    if (n->constant_state != STATE_KNOWN) return closed(outcome_of(n->constant_state));
    if (n->type.kind == TYPE_TRUTH && n->value == TRUTH_UNKNOWN) return closed(OUTCOME_UNKNOWN);
    return constant_value(n);
}

struct range range_of_as_of(const struct finder *f, const struct node *n) {
    (void)n;
    return (struct range){OUTCOME_KNOWN, f->box->as_of[0], f->box->as_of[1], UINT64_MAX, 0};
}

struct range range_of_same(const struct finder *f, const struct node *n) {
    return *kid_range(f, n, 0);
}

// ---- numbers

struct range number_range(const struct finder *f, const struct node *n, __int128 low, __int128 high) {
    bool known;
    struct range r = closed(open_outcomes(f, n, 0, &known));
    if (!known) return r;
    if (low <= INT64_MAX && high >= INT64_MIN) r.outcomes |= OUTCOME_KNOWN;
    if (low < INT64_MIN || high > INT64_MAX) r.outcomes |= OUTCOME_FAULT;
    r.low = low < INT64_MIN ? INT64_MIN : low > INT64_MAX ? INT64_MAX : (int64_t)low;
    r.high = high > INT64_MAX ? INT64_MAX : high < INT64_MIN ? INT64_MIN : (int64_t)high;
    return r;
}

struct extent extent_of(const __int128 corners[4]) {
    struct extent s = {corners[0], corners[0]};
    for (int i = 1; i < 4; i++) {
        s.low = corners[i] < s.low ? corners[i] : s.low;
        s.high = corners[i] > s.high ? corners[i] : s.high;
    }
    return s;
}

struct range range_of_add(const struct finder *f, const struct node *n) {
    const struct range *a = kid_range(f, n, 0), *b = kid_range(f, n, 1);
    return number_range(f, n, (__int128)a->low + b->low, (__int128)a->high + b->high);
}

struct range range_of_subtract(const struct finder *f, const struct node *n) {
    const struct range *a = kid_range(f, n, 0), *b = kid_range(f, n, 1);
    return number_range(f, n, (__int128)a->low - b->high, (__int128)a->high - b->low);
}

struct range range_of_multiply(const struct finder *f, const struct node *n) {
    const struct range *a = kid_range(f, n, 0), *b = kid_range(f, n, 1);
    __int128 corners[] = {(__int128)a->low * b->low, (__int128)a->low * b->high, (__int128)a->high * b->low,
                          (__int128)a->high * b->high};
    struct extent s = extent_of(corners);
    return number_range(f, n, s.low, s.high);
}

struct range range_of_scale(const struct finder *f, const struct node *n) {
    const struct range *x = kid_range(f, n, 0);
    __int128 a = number_round((__int128)x->low * n->value, n->second, (enum rounding)n->op);
    __int128 b = number_round((__int128)x->high * n->value, n->second, (enum rounding)n->op);
    return number_range(f, n, a < b ? a : b, a < b ? b : a);
}

struct range range_of_above_zero(const struct finder *f, const struct node *n) {
    struct range r = *kid_range(f, n, 0);
    if (!may_be_known(&r)) return r;
    if (r.low <= 0) r.outcomes |= OUTCOME_SILENT;
    if (r.high <= 0) r.outcomes &= (uint8_t)~OUTCOMES_KNOWN;
    if (r.low <= 0) r.low = 1;
    return r;
}

struct range range_of_extreme(const struct finder *f, const struct node *n) {
    const struct range *a = kid_range(f, n, 0), *b = kid_range(f, n, 1);
    bool low_first = a->low < b->low, high_first = a->high < b->high, largest = n->op == 0;
    return number_range(f, n, low_first == largest ? b->low : a->low, high_first == largest ? b->high : a->high);
}

struct range range_of_length(const struct finder *f, const struct node *n) {
    return number_range(f, n, 0, INT32_MAX);
}

struct range range_of_set_size(const struct finder *f, const struct node *n) {
    const struct range *x = kid_range(f, n, 0);
    return number_range(f, n, __builtin_popcountll(x->must), __builtin_popcountll(x->may));
}

// ---- what is chosen

// The value where the condition is yes, what stands below where it is no, and what leaves it open.
static struct range chosen(const struct range *when, const struct range *there, struct range below) {
    struct range r = closed(when->outcomes & OUTCOMES_OPEN);
    if (may_be(when, OUTCOME_YES)) r = range_join(r, *there);
    if (may_be(when, OUTCOME_NO)) r = range_join(r, below);
    return r;
}

struct range range_of_select(const struct finder *f, const struct node *n) {
    struct range r = *kid_range(f, n, n->count - 1);
    for (uint32_t k = n->count - 1; k >= 2; k -= 2) r = chosen(kid_range(f, n, k - 2), kid_range(f, n, k - 1), r);
    return r;
}

// Any of the results, or as open as a column.
struct range range_of_lookup(const struct finder *f, const struct node *n) {
    uint32_t columns = n->lookup->column_count;
    struct range r = closed(0);
    for (uint32_t k = 0; k < n->count; k++) {
        struct range kid = *kid_range(f, n, k);
        if (k < columns) kid.outcomes &= OUTCOMES_OPEN;
        r = range_join(r, kid);
    }
    return r;
}

struct range range_of_or_else(const struct finder *f, const struct node *n) {
    uint8_t replaced = (uint8_t)(OUTCOME_SILENT | (replaces_missing(n) ? OUTCOME_UNKNOWN : 0));
    struct range r = *kid_range(f, n, 0);
    bool is_replaced = may_be(&r, replaced);
    r.outcomes &= (uint8_t)~replaced;
    return is_replaced ? range_join(r, *kid_range(f, n, 1)) : r;
}

// ---- lists, of which nothing is known but whether they are there

static struct range of_items(const struct finder *f, const struct node *n, int64_t low, int64_t high) {
    const struct range *list = &f->box->fields[n->field->index];
    struct range r = {list->outcomes & OUTCOME_UNKNOWN, low, high, UINT64_MAX, 0};
    if (!may_be_known(list)) return r;
    r.outcomes |= OUTCOME_KNOWN;
    for (uint32_t k = 0; k < n->count; k++) r.outcomes |= kid_range(f, n, k)->outcomes & OUTCOMES_OPEN;
    return r;
}

struct range range_of_count_items(const struct finder *f, const struct node *n) {
    return of_items(f, n, 0, ITEMS_MOST);
}

struct range range_of_sum_items(const struct finder *f, const struct node *n) {
    struct range r = of_items(f, n, INT64_MIN, INT64_MAX);
    if (may_be_known(&r)) r.outcomes |= OUTCOME_FAULT;
    return r;
}

// Of no items there is none.
struct range range_of_extreme_item(const struct finder *f, const struct node *n) {
    const struct range *x = kid_range(f, n, 0);
    struct range r = of_items(f, n, x->low, x->high);
    if (may_be_known(&r)) r.outcomes |= OUTCOME_SILENT;
    return r;
}
