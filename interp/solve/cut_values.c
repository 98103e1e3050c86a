// Where numbers and dates turn: of what they are worked out from the one that may be more, where it makes them so much.
#include "grammar/base/calendar.h"
#include "interp/solve/cut.h"
#include "interp/value/number.h"

// What is left where no kid can be aimed at.
void cut_of_any(struct cutter *c, const struct node *n, struct aim aim) {
    (void)aim;
    if (want_kids(c, n)) return;
    for (uint32_t k = 0; k < n->count; k++) want_middle(c, n->kids[k]);
}

// A value that is known, but not yet whether it lies above `at`.
static bool is_aimed(struct cutter *c, const struct node *n, struct aim aim) {
    if (aim.kind == AIM_VALUE && !aim.weak) return true;
    cut_of_any(c, n, aim);
    return false;
}

struct pair {
    bool left;  // the first is the one that may be more
    const struct node *wide;
    int64_t other;  // the middle of what the other may be
    bool weak;      // it is not known
};

static struct pair pair_of(const struct cutter *c, const struct node *n) {
    const struct range *a = kid_range(&c->f, n, 0), *b = kid_range(&c->f, n, 1);
    bool left = range_width(a) >= range_width(b);
    const struct range *other = left ? b : a;
    return (struct pair){left, n->kids[left ? 0 : 1], range_middle(other), !is_point(other)};
}

void cut_of_add(struct cutter *c, const struct node *n, struct aim aim) {
    if (!is_aimed(c, n, aim) || cut_alone(c, n, aim.at)) return;
    struct pair p = pair_of(c, n);
    want_value(c, p.wide, (__int128)aim.at - p.other, p.weak);
}

void cut_of_subtract(struct cutter *c, const struct node *n, struct aim aim) {
    if (!is_aimed(c, n, aim) || cut_alone(c, n, aim.at)) return;
    struct pair p = pair_of(c, n);
    want_value(c, p.wide, p.left ? (__int128)aim.at + p.other : (__int128)p.other - aim.at - 1, p.weak);
}

static int64_t floor_of(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }

void cut_of_multiply(struct cutter *c, const struct node *n, struct aim aim) {
    if (!is_aimed(c, n, aim) || cut_alone(c, n, aim.at)) return;
    struct pair p = pair_of(c, n);
    if (p.other == 0) cut_of_any(c, n, aim);
    else if (p.other > 0) want_value(c, p.wide, floor_of(aim.at, p.other), p.weak);
    else want_value(c, p.wide, -(__int128)floor_of(aim.at, -(p.other + (p.other == INT64_MIN))) - 1, p.weak);
}

// The last x that comes to no more than `at`; where it falls with x, the one before the first that does.
void cut_of_scale(struct cutter *c, const struct node *n, struct aim aim) {
    if (!is_aimed(c, n, aim)) return;
    const struct range *x = kid_range(&c->f, n, 0);
    int64_t low = x->low, high = x->high;
    bool rises = n->value > 0;
    while (low < high) {
        int64_t mid = low + (int64_t)(((uint64_t)high - (uint64_t)low) / 2) + (high - low == 1);
        __int128 y = number_round((__int128)mid * n->value, n->second, (enum rounding)n->op);
        if ((y <= aim.at) == rises) low = mid;
        else high = mid - 1;
    }
    want_value(c, n->kids[0], low, false);
}

void cut_of_above_zero(struct cutter *c, const struct node *n, struct aim aim) {
    if (want_kids(c, n)) return;
    want_value(c, n->kids[0], aim.kind == AIM_VALUE ? aim.at : 0, aim.weak);
}

// Which of the two it is turns where the one meets what the other is known to be.
static bool cut_extremes(struct cutter *c, const struct node *n) {
    for (uint32_t k = 0; k < 2; k++) {
        const struct range *r = kid_range(&c->f, n, k), *other = kid_range(&c->f, n, 1 - k);
        if (!is_point(other) || r->low > other->low || r->high <= other->low) continue;
        want_value(c, n->kids[k], other->low, false);
        return true;
    }
    return false;
}

void cut_of_extreme(struct cutter *c, const struct node *n, struct aim aim) {
    if (aim.kind == AIM_VALUE && aim.weak && !want_kids(c, n) && cut_extremes(c, n)) return;
    if (!is_aimed(c, n, aim)) return;
    for (uint32_t k = 0; k < 2; k++) {
        const struct range *r = kid_range(&c->f, n, k);
        if (r->low <= aim.at && aim.at < r->high) want_value(c, n->kids[k], aim.at, false);
    }
}

// ---- dates

static void want_months(struct cutter *c, const struct node *n, int64_t at, __int128 months, const struct pair *p) {
    want_value(c, p->wide, p->left ? (__int128)at - months : months, p->weak);
    (void)n;
}

void cut_of_date_plus(struct cutter *c, const struct node *n, struct aim aim) {
    if (!is_aimed(c, n, aim)) return;
    struct pair p = pair_of(c, n);
    if (p.left) want_months(c, n, aim.at, (__int128)p.other * 32, &p);
    else want_months(c, n, aim.at, (aim.at - p.other) >> 5, &p);
}

void cut_of_date_plus_days(struct cutter *c, const struct node *n, struct aim aim) {
    int32_t moved;
    if (!is_aimed(c, n, aim)) return;
    struct pair p = pair_of(c, n);
    int32_t day = last_day(aim.at);
    if (p.left && date_add_days(day, -p.other, &moved)) want_value(c, p.wide, moved, p.weak);
    else if (!p.left) want_value(c, p.wide, date_number(day) - date_number(last_day(p.other)), p.weak);
    else cut_of_any(c, n, aim);
}

void cut_of_month_plus(struct cutter *c, const struct node *n, struct aim aim) { cut_of_add(c, n, aim); }

void cut_of_month_of(struct cutter *c, const struct node *n, struct aim aim) {
    if (is_aimed(c, n, aim)) want_value(c, n->kids[0], (__int128)aim.at << 5 | 31, false);
}

// ---- time between

// The end that may be more where so many months lie between the two; `top`: whole ones, by date_top of the later.
static void cut_between(struct cutter *c, const struct node *n, __int128 months, bool top) {
    struct pair p = pair_of(c, n);
    if (p.left) want_value(c, p.wide, (top ? date_top(first_day(p.other)) : p.other) - months, p.weak);
    else want_value(c, p.wide, (__int128)p.other + months - 1, p.weak);
}

void cut_of_span_compare(struct cutter *c, const struct node *n, struct aim aim) {
    (void)aim;
    bool top = n->op == OP_GE || n->op == OP_LT;
    if (want_kids(c, n)) return;
    const struct range *months = kid_range(&c->f, n, 2);
    int64_t at = range_middle(months);
    if (at < -INT32_MAX || at > INT32_MAX) want_middle(c, n->kids[2]);
    else if (seen_range(&c->f, n->kids[0], n->kids[1], top ? VIEW_TOP : VIEW_DIFFERENCE))
        offer_seen(c, n->kids[0], at * 32 - top);
    else cut_between(c, n, (__int128)at * 32, top);
    if (!is_point(months)) want_middle(c, n->kids[2]);
}

void cut_of_passed(struct cutter *c, const struct node *n, struct aim aim) {
    if (!is_aimed(c, n, aim)) return;
    __int128 months = ((__int128)aim.at + 1) * (n->operation == OPERATION_SPAN ? 1 : n->value) * 32;
    bool seen = seen_range(&c->f, n->kids[0], n->kids[1], VIEW_TOP) != NULL;
    if (seen && months < INT64_MAX && months > INT64_MIN) offer_seen(c, n->kids[0], (int64_t)months - 1);
    else cut_between(c, n, months, true);
}

void cut_of_days_between(struct cutter *c, const struct node *n, struct aim aim) {
    int32_t moved;
    if (!is_aimed(c, n, aim)) return;
    struct pair p = pair_of(c, n);
    int32_t day = last_day(p.other);
    if (date_add_days(day, p.left ? -(aim.at + 1) : aim.at, &moved)) want_value(c, p.wide, moved, p.weak);
    else cut_of_any(c, n, aim);
}

void cut_of_months_between(struct cutter *c, const struct node *n, struct aim aim) {
    if (!is_aimed(c, n, aim)) return;
    struct pair p = pair_of(c, n);
    if (seen_range(&c->f, n->kids[0], n->kids[1], VIEW_DIFFERENCE)) offer_seen(c, n->kids[0], aim.at);
    else want_value(c, p.wide, p.left ? (__int128)p.other - aim.at - 1 : (__int128)p.other + aim.at, p.weak);
}
