// Sums and products.
#include "interp/plan/builder.h"
#include "interp/value/number.h"

static struct node numeric(enum operation operation, struct type type) {
    struct node n = node_of(operation, lane_of(type));
    n.type = type;
    return n;
}

const struct node *make_negated(struct builder *b, const struct node *x) {
    const struct node *zero = make_constant(b, x->type, STATE_KNOWN, 0, NULL);
    return make2(b, numeric(OPERATION_SUBTRACT, x->type), zero, x);
}

static enum operation shift_of(const struct node *from, const struct node *by) {
    if (from->type.kind == TYPE_MONTH) return OPERATION_MONTH_PLUS;
    return by->type.unit == UNIT_DAYS ? OPERATION_DATE_PLUS_DAYS : OPERATION_DATE_PLUS;
}

static const struct node *add_term(struct builder *b, const struct node *sum, const struct node *term, bool minus) {
    if (sum->lane == LANE_DATE) {
        term = as_type(b, term, (struct type){.kind = TYPE_PERIOD, .unit = UNIT_MONTHS});
        return make2(b, numeric(shift_of(sum, term), sum->type), sum, minus ? make_negated(b, term) : term);
    }
    return make2(b, numeric(minus ? OPERATION_SUBTRACT : OPERATION_ADD, sum->type), sum, as_type(b, term, sum->type));
}

const struct node *lower_sum(struct builder *b, const struct expr *e) {
    const struct node *sum = as_type(b, lower(b, e->kids[0]), e->type);
    if (e->minus && e->minus[0]) sum = make_negated(b, sum);
    for (uint32_t i = 1; i < e->count; i++) sum = add_term(b, sum, lower(b, e->kids[i]), e->minus && e->minus[i]);
    return sum;
}

// A number of 32 bits can be scaled so in vectors: see scale_numbers in eval/scale.c.
static bool is_narrow(int64_t times, int64_t over) {
    return times > 0 && over > 1 && (__int128)times * over <= INT32_MAX;
}

// Times a constant: a small fraction in lowest terms, exact in 64 bits where the range allows.
static const struct node *make_scaled(struct builder *b, struct node n, const struct node *x, int64_t times,
                                      int64_t over) {
    int64_t common = number_common_divisor(times, over);
    times /= common, over /= common;
    __int128 low = (__int128)x->low * times, high = (__int128)x->high * times;
    if (low > high) {
        __int128 swap = low;
        low = high, high = swap;
    }
    if (low - over <= INT64_MIN || high + over > INT64_MAX) return NULL;
    n.operation = OPERATION_SCALE;
    n.value = times, n.second = over;
    return make1(b, n, is_narrow(times, over) ? as_stored(x) : x);
}

static int64_t scale_of(struct type t) { return t.kind == TYPE_PERCENT ? PERCENT_SCALE : 1; }

static const struct node *product(struct builder *b, struct node n, const struct node *x, const struct node *y) {
    n.value = scale_of(x->type) * scale_of(y->type) / scale_of(n.type);
    if (n.value < 1) n.value = 1;
    if (is_known_constant(x) && !y->constant) return product(b, n, y, x);
    const struct node *scaled = is_known_constant(y) && !x->constant ? make_scaled(b, n, x, y->value, n.value) : NULL;
    n.operation = OPERATION_MULTIPLY;
    return scaled ? scaled : make2(b, n, x, y);
}

static const struct node *quotient(struct builder *b, struct node n, const struct node *x, const struct node *y) {
    n.value = scale_of(y->type) * scale_of(n.type) / scale_of(x->type);
    if (n.value < 1) n.value = 1;
    bool plain = is_known_constant(y) && y->value > 0 && !x->constant;
    const struct node *scaled = plain ? make_scaled(b, n, x, n.value, y->value) : NULL;
    n.operation = OPERATION_DIVIDE;
    return scaled ? scaled : make2(b, n, x, y);
}

const struct node *lower_product(struct builder *b, const struct expr *e) {
    const struct node *x = lower(b, e->kids[0]), *y = lower(b, e->kids[1]);
    struct node n = numeric(OPERATION_MULTIPLY, e->type);
    n.op = e->op == ROUND_DEFAULT ? ROUND_HALF_UP : e->op;
    return e->kind == NODE_MULTIPLY ? product(b, n, x, y) : quotient(b, n, x, y);
}

const struct node *make_extreme(struct builder *b, bool smallest, const struct node *x, const struct node *y) {
    x = as_type(b, x, y->type), y = as_type(b, y, x->type);
    struct node n = numeric(OPERATION_EXTREME, x->type);
    n.op = smallest;
    return make2(b, n, x, y);
}
