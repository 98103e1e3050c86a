// What dates, months and the time between them may come to: all of it grows, or falls, with each end of what it is
// worked out from.
#include "grammar/base/calendar.h"
#include "interp/solve/internal.h"

// date_top grows with the date.
static int32_t top_least(const struct range *r) { return date_top(first_day(r->low)); }
static int32_t top_most(const struct range *r) { return date_top(last_day(r->high)); }

// ---- spans compared with a number of months

struct span_ends {
    bool may_reach, may_fall_short;  // at least so many months have passed
    bool may_exceed, may_keep;       // more than so many have
};

static struct span_ends ends_of(const struct range *from, const struct range *to, const struct range *months) {
    __int128 early = (__int128)from->low + (__int128)months->low * 32;
    __int128 late = (__int128)from->high + (__int128)months->high * 32;
    return (struct span_ends){.may_reach = early <= top_most(to),
                              .may_fall_short = late > top_least(to),
                              .may_exceed = to->high > early,
                              .may_keep = to->low <= late};
}

// The same from how far behind the as-of date it began: of the top the first two are exact, of the date the others.
static struct span_ends ends_seen(const struct range *seen, const struct range *months) {
    int64_t least = months->low * 32, most = months->high * 32;
    return (struct span_ends){.may_reach = seen->high >= least,
                              .may_fall_short = seen->low<most, .may_exceed = seen->high> least,
                              .may_keep = seen->low <= most};
}

static struct span_ends span_ends(const struct finder *f, const struct node *n) {
    bool top = n->op == OP_GE || n->op == OP_LT, exact = n->op == OP_LE || n->op == OP_GT;
    const struct range *months = kid_range(f, n, 2);
    const struct range *seen = seen_range(f, n->kids[0], n->kids[1], top ? VIEW_TOP : VIEW_DIFFERENCE);
    bool fits = months->low > -INT32_MAX && months->high < INT32_MAX;
    if (seen && fits && (top || exact)) return ends_seen(seen, months);
    return ends_of(kid_range(f, n, 0), kid_range(f, n, 1), months);
}

struct range range_of_span_compare(const struct finder *f, const struct node *n) {
    struct span_ends e = span_ends(f, n);
    bool apart = e.may_fall_short || e.may_exceed, equal = e.may_reach && e.may_keep;
    switch ((enum compare_op)n->op) {
    case OP_GE: return condition_range(f, n, e.may_reach, e.may_fall_short);
    case OP_LT: return condition_range(f, n, e.may_fall_short, e.may_reach);
    case OP_LE: return condition_range(f, n, e.may_keep, e.may_exceed);
    case OP_GT: return condition_range(f, n, e.may_exceed, e.may_keep);
    case OP_EQ: return condition_range(f, n, equal, apart);
    case OP_NE: break;
    }
    return condition_range(f, n, apart, equal);
}

// ---- time between

static int64_t whole(int64_t months, int64_t unit) { return months / unit - (months % unit < 0); }

struct range range_of_passed(const struct finder *f, const struct node *n) {
    const struct range *from = kid_range(f, n, 0), *to = kid_range(f, n, 1);
    int64_t unit = n->operation == OPERATION_SPAN ? 1 : n->value;
    const struct range *seen = seen_range(f, n->kids[0], n->kids[1], VIEW_TOP);
    if (seen) return number_range(f, n, whole(seen->low >> 5, unit), whole(seen->high >> 5, unit));
    return number_range(f, n, whole((top_least(to) - from->high) >> 5, unit),
                        whole((top_most(to) - from->low) >> 5, unit));
}

struct range range_of_days_between(const struct finder *f, const struct node *n) {
    const struct range *a = kid_range(f, n, 0), *b = kid_range(f, n, 1);
    return number_range(f, n, date_number(first_day(b->low)) - date_number(last_day(a->high)),
                        date_number(last_day(b->high)) - date_number(first_day(a->low)));
}

struct range range_of_months_between(const struct finder *f, const struct node *n) {
    const struct range *a = kid_range(f, n, 0), *b = kid_range(f, n, 1);
    const struct range *seen = seen_range(f, n->kids[0], n->kids[1], VIEW_DIFFERENCE);
    if (seen) return number_range(f, n, seen->low, seen->high);
    return number_range(f, n, (__int128)b->low - a->high, (__int128)b->high - a->low);
}

struct range range_of_month_of(const struct finder *f, const struct node *n) {
    const struct range *x = kid_range(f, n, 0);
    return number_range(f, n, x->low >> 5, x->high >> 5);
}

// ---- dates moved

typedef bool shift(int32_t from, int64_t by, int32_t *result);

// Clamped to what can be, and a fault where an end lies outside.
static struct range shifted(const struct finder *f, const struct node *n, shift *move, int32_t least, int32_t most) {
    const struct range *from = kid_range(f, n, 0), *by = kid_range(f, n, 1);
    int32_t low = least, high = most;
    bool inside = move((int32_t)from->low, by->low, &low);
    inside &= move((int32_t)from->high, by->high, &high);
    struct range r = number_range(f, n, low, high);
    if (!inside && may_be_known(&r)) r.outcomes |= OUTCOME_FAULT;
    return r;
}

static bool month_shift(int32_t from, int64_t by, int32_t *result) {
    int64_t month;
    if (__builtin_add_overflow((int64_t)from, by, &month)) return false;
    if (month < date_month(DATE_MIN) || month > date_month(DATE_MAX)) return false;
    *result = (int32_t)month;
    return true;
}

struct range range_of_date_plus(const struct finder *f, const struct node *n) {
    return shifted(f, n, date_add_months, DATE_MIN, DATE_MAX);
}
struct range range_of_date_plus_days(const struct finder *f, const struct node *n) {
    return shifted(f, n, date_add_days, DATE_MIN, DATE_MAX);
}
struct range range_of_month_plus(const struct finder *f, const struct node *n) {
    return shifted(f, n, month_shift, date_month(DATE_MIN), date_month(DATE_MAX));
}

struct range range_of_birth_date(const struct finder *f, const struct node *n) {
    struct range r = number_range(f, n, DATE_MIN, DATE_MAX);
    if (may_be_known(&r)) r.outcomes |= OUTCOME_FAULT;
    return r;
}
