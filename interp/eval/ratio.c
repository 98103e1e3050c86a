// Chains of × and ÷ that are more than a number times a constant: worked out in one piece, exactly, and rounded at the
// end or, in a comparison, not at all.
#include "interp/eval/ratio.h"

#include "interp/eval/handlers.h"
#include "interp/value/number.h"

#define SIDE_MOST (4 * CHAIN_MOST + 2)  // factors of one chain, divisors of the other, constants

// The columns of the kids. A ratio is its left side's factors over its divisors; of two that are compared, what divides
// the one multiplies the other.
struct terms {
    const int64_t *over[SIDE_MOST], *under[SIDE_MOST], *divisors[SIDE_MOST];
    uint32_t over_count, under_count, divisor_count;
};

static void take(const int64_t *const *columns, uint32_t count, const int64_t **to, uint32_t *to_count) {
    for (uint32_t k = 0; k < count; k++) to[(*to_count)++] = columns[k];
}

static struct terms terms_from(const struct node *n, const int64_t *const *kids) {
    const struct sides *s = &n->sides;
    struct terms t = {.over_count = 0};
    for (int side = 0; side < 2; side++) {
        bool left = side == 0;
        take(kids, s->factors[side], left ? t.over : t.under, left ? &t.over_count : &t.under_count);
        kids += s->factors[side];
        take(kids, s->divisors[side], left ? t.under : t.over, left ? &t.under_count : &t.over_count);
        take(kids, s->divisors[side], t.divisors, &t.divisor_count);
        kids += s->divisors[side];
    }
    return t;
}

static struct terms terms_of(const struct workspace *w, const struct node *n) {
    const int64_t *kids[RATIO_KIDS_MOST];
    for (uint32_t k = 0; k < n->count; k++) kids[k] = kid_vector(w, n, k)->data;
    return terms_from(n, kids);
}

// False where one of the divisors is 0. `negative`: an odd number of them is below.
static bool can_divide(const struct terms *t, uint32_t row, bool *negative) {
    *negative = false;
    for (uint32_t i = 0; i < t->divisor_count; i++) {
        if (t->divisors[i][row] == 0) return false;
        *negative ^= t->divisors[i][row] < 0;
    }
    return true;
}

static void fetch(const int64_t *const *columns, uint32_t count, uint32_t row, int64_t constant, int64_t *out) {
    out[0] = constant;
    for (uint32_t i = 0; i < count; i++) out[i + 1] = columns[i][row];
}

static bool ratio_at(const struct node *n, const struct terms *t, uint32_t row, struct ratio *r) {
    int64_t over[SIDE_MOST], under[SIDE_MOST];
    fetch(t->over, t->over_count, row, n->value, over);
    fetch(t->under, t->under_count, row, n->second, under);
    return ratio_of(over, t->over_count + 1, under, t->under_count + 1, r);
}

static bool quotient_at(const struct node *n, const struct terms *t, uint32_t row, int64_t *out) {
    struct ratio r;
    bool negative;
    return can_divide(t, row, &negative) && ratio_at(n, t, row, &r) &&
           number_divide(r.over, r.under, (enum rounding)n->op, out);
}

void eval_ratio(struct workspace *w, const struct node *n) {
    struct terms t = terms_of(w, n);
    int64_t *out = result_of(w, n);
    bool known;
    uint8_t *states = states_to_check(w, n, &known);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++) {
        if (states[i] != STATE_KNOWN || quotient_at(n, &t, i, &out[i])) continue;
        states[i] = STATE_FAULT;
        known = false;
    }
    w->vectors[n->id].all_known = known;
}

static bool order_holds(const struct ratio *r, bool turned, enum compare_op op) {
    bool less = turned ? r->over > r->under : r->over < r->under, equal = r->over == r->under;
    switch (op) {
    case OP_EQ: return equal;
    case OP_NE: return !equal;
    case OP_LT: return less;
    case OP_LE: return less || equal;
    case OP_GT: return !less && !equal;
    case OP_GE: break;
    }
    return !less;
}

static bool compared_at(const struct node *n, const struct terms *t, uint32_t row, uint8_t *out) {
    struct ratio r;
    bool turned;
    if (!can_divide(t, row, &turned) || !ratio_at(n, t, row, &r)) return false;
    *out = truth_of(order_holds(&r, turned, (enum compare_op)n->op));
    return true;
}

void eval_ratio_compare(struct workspace *w, const struct node *n) {
    struct terms t = terms_of(w, n);
    uint8_t *out = result_of(w, n);
    bool known;
    uint8_t *states = states_to_check(w, n, &known);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++) {
        if (states[i] == STATE_KNOWN && compared_at(n, &t, i, &out[i])) continue;
        if (states[i] == STATE_KNOWN) states[i] = STATE_FAULT;
        out[i] = TRUTH_UNKNOWN;
        known = false;
    }
    w->vectors[n->id].all_known = known;
}

static bool kid_ratio(const struct workspace *w, const struct node *n, uint32_t row, struct ratio *r) {
    struct node_value kid = node_value_at(w, n->kids[0], row);
    int64_t over[] = {n->value, kid.value}, under[] = {n->second};
    return kid.state == STATE_KNOWN && ratio_of(over, 2, under, 1, r);
}

bool node_ratio(const struct workspace *w, const struct node *n, uint32_t row, struct ratio *r) {
    if (!is_fraction(n) || node_value_at(w, n, row).state != STATE_KNOWN) return false;
    if (n->operation == OPERATION_SCALE) return kid_ratio(w, n, row, r);
    struct terms t = terms_of(w, n);
    return ratio_at(n, &t, row, r);
}

bool ratio_of_values(const struct node *n, const int64_t *values, int64_t *result) {
    const int64_t *kids[RATIO_KIDS_MOST];
    uint8_t truth;
    for (uint32_t k = 0; k < n->count; k++) kids[k] = &values[k];
    struct terms t = terms_from(n, kids);
    if (n->operation == OPERATION_RATIO) return quotient_at(n, &t, 0, result);
    if (!compared_at(n, &t, 0, &truth)) return false;
    *result = truth;
    return true;
}
