// Time: spans compared with periods, completed months and years, `within`. With one end constant (one as-of date for
// the run, mostly) they come down to comparing a date with a constant.
#include "grammar/base/calendar.h"
#include "interp/plan/builder.h"
#include "interp/value/truth.h"

static struct node timed(enum operation operation, enum type_kind kind) {
    struct type type = {.kind = kind};
    struct node n = node_of(operation, lane_of(type));
    n.type = type;
    return n;
}

const struct node *make_passed(struct builder *b, const struct node *from, const struct node *to, int64_t unit) {
    struct node n = timed(OPERATION_PASSED, TYPE_COUNT);
    n.value = unit;
    return make2(b, n, from, to);
}

const struct node *make_days(struct builder *b, const struct node *from, const struct node *to) {
    return make2(b, timed(OPERATION_DAYS_BETWEEN, TYPE_COUNT), from, to);
}

const struct node *make_months(struct builder *b, const struct node *from, const struct node *to) {
    return make2(b, timed(OPERATION_MONTHS_BETWEEN, TYPE_COUNT), from, to);
}

const struct node *make_month_of(struct builder *b, const struct node *date) {
    return make1(b, timed(OPERATION_MONTH_OF, TYPE_MONTH), date);
}

static int64_t clamped(__int128 date) {
    return date < INT32_MIN ? INT32_MIN : date > INT32_MAX ? INT32_MAX : (int64_t)date;
}

static const struct node *compare_date(struct builder *b, enum compare_op op, const struct node *x, __int128 date) {
    return make_compare(b, op, x, make_constant(b, (struct type){.kind = TYPE_DATE}, STATE_KNOWN, clamped(date), NULL));
}

// from + n months, clamped, <= to: the day `from` may be is the packed top of `to` less n months.
static const struct node *begun_by(struct builder *b, enum compare_op op, const struct node *from,
                                   const struct node *to, int64_t months) {
    return compare_date(b, op, from, (__int128)date_top((int32_t)to->value) - (__int128)months * 32);
}

static const struct node *span_months(struct builder *b, enum compare_op op, const struct node *from,
                                      const struct node *to, const struct node *months) {
    struct node n = node_of(OPERATION_SPAN_COMPARE, LANE_TRUTH);
    n.op = (uint8_t)op;
    const struct node *kids[] = {from, to, months};
    if (!is_known_constant(to) || !is_known_constant(months) || from->constant) return make_node(b, n, kids, 3);
    __int128 exact = (__int128)to->value - (__int128)months->value * 32;
    switch (op) {
    case OP_GE: return begun_by(b, OP_LE, from, to, months->value);
    case OP_LT: return begun_by(b, OP_GT, from, to, months->value);
    case OP_LE: return compare_date(b, OP_GE, from, exact);
    case OP_GT: return compare_date(b, OP_LT, from, exact);
    case OP_EQ:
    case OP_NE: break;
    }
    const struct node *begun = begun_by(b, OP_LE, from, to, months->value);
    const struct node *equal = make_and2(b, begun, compare_date(b, OP_GE, from, exact));
    return op == OP_EQ ? equal : make_not(b, equal);
}

// A choice between spans is compared span by span.
static const struct node *span_select(struct builder *b, enum compare_op op, const struct node *span,
                                      const struct node *period) {
    const struct node **kids = ARENA_ARRAY(b->arena, const struct node *, span->count);
    for (uint32_t i = 0; i < span->count; i++) {
        bool is_condition = i % 2 == 0 && i + 1 < span->count;
        kids[i] = is_condition ? span->kids[i] : compare_span(b, op, span->kids[i], period);
    }
    return make_select(b, (struct type){.kind = TYPE_TRUTH}, kids, span->count);
}

static const struct node *span_else(struct builder *b, enum compare_op op, const struct node *span,
                                    const struct node *period) {
    const struct node *missing = make1(b, node_of(OPERATION_IS_MISSING, LANE_TRUTH), span->kids[0]);
    const struct node *otherwise = compare_span(b, op, span->kids[1], period);
    const struct node *kids[] = {missing, otherwise, compare_span(b, op, span->kids[0], period)};
    return make_select(b, (struct type){.kind = TYPE_TRUTH}, kids, 3);
}

const struct node *compare_span(struct builder *b, enum compare_op op, const struct node *span,
                                const struct node *period) {
    if (span->operation == OPERATION_SELECT) return span_select(b, op, span, period);
    if (span->operation == OPERATION_OR_ELSE) return span_else(b, op, span, period);
    period = as_type(b, period, (struct type){.kind = TYPE_PERIOD, .unit = UNIT_MONTHS});
    if (span->operation != OPERATION_SPAN)
        return make_constant(b, (struct type){.kind = TYPE_TRUTH}, span->constant_state, 0, NULL);
    if (period->type.unit == UNIT_DAYS) return make_compare(b, op, make_days(b, span->kids[0], span->kids[1]), period);
    return span_months(b, op, span->kids[0], span->kids[1], period);
}

// Completed units are whole: more than n of them is at least n + 1.
const struct node *compare_passed(struct builder *b, enum compare_op op, const struct node *passed, int64_t units) {
    const struct node *from = passed->kids[0], *to = passed->kids[1];
    int64_t limit = INT32_MAX, n = units > limit ? limit : units < -limit ? -limit : units;
    int64_t months = n * passed->value, next = (n + 1) * passed->value;
    switch (op) {
    case OP_GE: return begun_by(b, OP_LE, from, to, months);
    case OP_LT: return begun_by(b, OP_GT, from, to, months);
    case OP_GT: return begun_by(b, OP_LE, from, to, next);
    case OP_LE: return begun_by(b, OP_GT, from, to, next);
    case OP_EQ:
    case OP_NE: break;
    }
    const struct node *begun = begun_by(b, OP_LE, from, to, months);
    const struct node *equal = make_and2(b, begun, begun_by(b, OP_GT, from, to, next));
    return op == OP_EQ ? equal : make_not(b, equal);
}

// Begun, and not yet over.
static const struct node *runs(struct builder *b, const struct node *passed, const struct node *period) {
    const struct node *begun = make_compare(b, OP_GE, passed, make_number(b, 0));
    return make_and2(b, begun, make_compare(b, OP_LT, passed, period));
}

static const struct node *within_days(struct builder *b, const struct node *x, const struct node *period) {
    return runs(b, make_days(b, x, as_of_node(b)), period);
}

static const struct node *within_months(struct builder *b, const struct node *month, const struct node *period) {
    return runs(b, make_months(b, month, make_month_of(b, as_of_node(b))), period);
}

// The n calendar months that end with the month of a constant date: between the first one's beginning and the last
// one's end.
static const struct node *within_constant(struct builder *b, const struct node *x, const struct node *period) {
    bool dates = x->type.kind == TYPE_DATE;
    int64_t last = date_month((int32_t)as_of_node(b)->value);
    __int128 first = (__int128)last - period->value + 1;
    const struct node *low = make_constant(b, x->type, STATE_KNOWN, clamped(dates ? first * 32 : first), NULL);
    const struct node *high = make_constant(b, x->type, STATE_KNOWN, dates ? last << 5 | 31 : last, NULL);
    return make_between(b, x, low, high);
}

const struct node *lower_within(struct builder *b, const struct expr *e) {
    const struct node *x = lower(b, e->kids[0]), *period = lower(b, e->kids[1]);
    if (period->type.unit == UNIT_DAYS && x->type.kind == TYPE_DATE) return within_days(b, x, period);
    if (is_known_constant(period) && is_known_constant(as_of_node(b))) return within_constant(b, x, period);
    return within_months(b, x->type.kind == TYPE_DATE ? make_month_of(b, x) : x, period);
}
