#include <stdlib.h>
#include <string.h>

#include "tests/differential/naive_calendar.h"
#include "tests/differential/naive_eval.h"
#include "tests/differential/naive_ratio.h"

static bool holds(enum compare_op op, int order) {
    switch (op) {
    case OP_EQ: return order == 0;
    case OP_NE: return order != 0;
    case OP_LT: return order < 0;
    case OP_LE: return order <= 0;
    case OP_GT: return order > 0;
    case OP_GE: return order >= 0;
    }
    abort();
}

// The span from a to b against a period of n: where b lies beside a + n.
static value compare_span(const struct naive_env *v, const struct expr *span, enum compare_op op,
                          const struct expr *period) {
    while (span->kind == NODE_NAME) span = ((const struct define *)(const void *)span->ref)->expr;
    value a = naive_eval(v, span->kids[0]), b = naive_eval(v, span->kids[1]), n = naive_eval(v, period);
    value r = naive_both(&a, &b);
    r = naive_weaken(r, &n);
    if (r.state != NAIVE_KNOWN) return r;
    struct ymd from = naive_unpack(a.number), to = naive_unpack(b.number);
    if (period->type.unit == UNIT_DAYS) {
        __int128 days = naive_day_number(to) - naive_day_number(from);
        return naive_truth(holds(op, days < n.number ? -1 : days > n.number));
    }
    int64_t months = n.number > 9999999 ? 9999999 : n.number < -9999999 ? -9999999 : (int64_t)n.number;
    return naive_truth(holds(op, naive_compare_ymd(to, naive_plus_months(from, months))));
}

static value order_of_texts(const struct naive_env *v, const struct expr *left, const struct expr *right) {
    value a = naive_eval(v, left), b = naive_eval(v, right), r = naive_both(&a, &b);
    return r.state == NAIVE_KNOWN ? naive_known(strcmp(a.text, b.text)) : r;
}

static value order_of_numbers(const struct naive_env *v, const struct expr *left, const struct expr *right) {
    bool numbers = left->type.kind == TYPE_NUMBER || right->type.kind == TYPE_NUMBER;
    struct naive_ratio a = numbers ? naive_exact_as(v, left, TYPE_NUMBER) : naive_exact(v, left);
    struct naive_ratio b = numbers ? naive_exact_as(v, right, TYPE_NUMBER) : naive_exact(v, right);
    return naive_order(&a, &b);
}

value naive_compare(const struct naive_env *v, const struct expr *left, enum compare_op op, const struct expr *right) {
    if (left->type.kind == TYPE_SPAN) return compare_span(v, left, op, right);
    value order = (left->type.kind == TYPE_TEXT ? order_of_texts : order_of_numbers)(v, left, right);
    if (order.state != NAIVE_KNOWN) return order;
    return naive_truth(holds(op, order.number < 0 ? -1 : order.number > 0));
}

// A range lies between its ends; each belongs to it unless it is said to be left out.
static value lies_within(const struct naive_env *v, const struct expr *x, const struct expr *range) {
    enum compare_op low = range->op & RANGE_WITHOUT_LOW ? OP_GT : OP_GE;
    enum compare_op high = range->op & RANGE_WITHOUT_HIGH ? OP_LT : OP_LE;
    return naive_and(naive_compare(v, x, low, range->kids[0]), naive_compare(v, x, high, range->kids[1]));
}

value naive_among(const struct naive_env *v, const struct expr *x, const struct expr *set) {
    value result = naive_truth(false);
    if (set->kind == NODE_RANGE) return lies_within(v, x, set);
    if (set->kind == NODE_COMPARE && !set->kids[0]) return naive_compare(v, x, set->op, set->kids[1]);
    if (set->kind != NODE_LIST) return naive_compare(v, x, OP_EQ, set);
    for (uint32_t i = 0; i < set->count; i++) result = naive_or(result, naive_among(v, x, set->kids[i]));
    return result;
}

__int128 naive_bits_of(const struct naive_env *v, const struct expr *list) {
    __int128 bits = 0;
    for (uint32_t i = 0; i < list->count; i++) bits |= (__int128)1 << (int)naive_eval(v, list->kids[i]).number;
    return bits;
}

value naive_has(const struct naive_env *v, const struct expr *e) {
    value s = naive_eval(v, e->kids[0]);
    if (s.state != NAIVE_KNOWN) return s;
    __int128 wanted = naive_bits_of(v, e->kids[1]), got = (__int128)(uint64_t)s.number & wanted;
    return naive_truth(e->op == HAS_ANY ? got != 0 : got == wanted);
}
