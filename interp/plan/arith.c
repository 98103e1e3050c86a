// Sums and products.
#include "interp/plan/chain.h"
#include "interp/value/number.h"

const struct node *make_negated(struct builder *b, const struct node *x) {
    if (is_fraction(x)) return make_negated_chain(b, x);
    const struct node *zero = make_constant(b, x->type, STATE_KNOWN, 0, NULL);
    return make2(b, numeric_node(OPERATION_SUBTRACT, x->type), zero, x);
}

static enum operation shift_of(const struct node *from, const struct node *by) {
    if (from->type.kind == TYPE_MONTH) return OPERATION_MONTH_PLUS;
    return by->type.unit == UNIT_DAYS ? OPERATION_DATE_PLUS_DAYS : OPERATION_DATE_PLUS;
}

static const struct node *add_term(struct builder *b, const struct node *sum, const struct node *term, bool minus) {
    if (sum->lane == LANE_DATE) {
        term = as_type(b, term, (struct type){.kind = TYPE_PERIOD, .unit = UNIT_MONTHS});
        return make2(b, numeric_node(shift_of(sum, term), sum->type), sum, minus ? make_negated(b, term) : term);
    }
    return make2(b, numeric_node(minus ? OPERATION_SUBTRACT : OPERATION_ADD, sum->type), sum,
                 as_type(b, term, sum->type));
}

const struct node *lower_sum(struct builder *b, const struct expr *e) {
    const struct node *sum = as_type(b, lower(b, e->kids[0]), e->type);
    if (e->minus && e->minus[0]) sum = make_negated(b, sum);
    for (uint32_t i = 1; i < e->count; i++) sum = add_term(b, sum, lower(b, e->kids[i]), e->minus && e->minus[i]);
    return sum;
}

static void multiply_by(struct builder *b, struct chain *c, const struct node *x, const struct node *y,
                        struct type result) {
    struct chain by = chain_of(b, y);
    int64_t scale = type_scale(x->type.kind) * type_scale(y->type.kind) / type_scale(result.kind);
    chain_multiply(b, c, &by);
    if (scale > 1) chain_divide_constant(b, c, scale);
}

static void divide_by(struct builder *b, struct chain *c, const struct node *x, const struct node *y,
                      struct type result) {
    struct chain by = chain_of(b, y);
    int64_t over = type_scale(y->type.kind) * type_scale(result.kind), under = type_scale(x->type.kind);
    chain_divide(b, c, &by);
    if (over > under) chain_multiply_constant(b, c, over / under);
    if (over < under) chain_divide_constant(b, c, under / over);
}

// Silent or unknown, whatever it is multiplied with.
static const struct node *unknown_constant(const struct node *x, const struct node *y) {
    if (!x->constant || !y->constant) return NULL;
    const struct node *weaker = x->constant_state > y->constant_state ? x : y;
    return weaker->constant_state == STATE_KNOWN ? NULL : weaker;
}

const struct node *lower_product(struct builder *b, const struct expr *e) {
    const struct node *x = lower(b, e->kids[0]), *y = lower(b, e->kids[1]), *none = unknown_constant(x, y);
    if (none) return make_constant(b, e->type, none->constant_state, 0, NULL);
    struct node n = numeric_node(OPERATION_RATIO, e->type);
    struct chain c = chain_of(b, x);
    n.op = e->op;
    if (e->kind == NODE_MULTIPLY) multiply_by(b, &c, x, y, e->type);
    else divide_by(b, &c, x, y, e->type);
    return make_chain(b, n, &c);
}

// So many units, as whole as the rounding makes them.
static const struct node *count_units(struct builder *b, const struct node *x, const struct node *unit, uint8_t how) {
    struct node n = numeric_node(OPERATION_RATIO, (struct type){.kind = TYPE_COUNT});
    struct chain c = chain_of(b, x), by = chain_of(b, unit);
    n.op = how;
    chain_divide(b, &c, &by);
    return make_chain(b, n, &c);
}

// Without a unit what is rounded is the end of a chain; else the units make a chain that ends here as well.
const struct node *lower_round(struct builder *b, const struct expr *e) {
    const struct node *x = lower(b, e->kids[0]), *unit = e->count > 1 ? lower(b, e->kids[1]) : NULL;
    struct node n = numeric_node(OPERATION_RATIO, e->type);
    bool whole = x->type.kind == TYPE_NUMBER && e->type.kind == TYPE_COUNT;
    if (x->constant && x->constant_state != STATE_KNOWN) return as_type(b, x, e->type);
    if (!unit && !whole && !is_fraction(x)) return x;
    if (unit) x = as_type(b, x, e->type), unit = as_type(b, unit, e->type);
    n.op = unit ? ROUND_HALF_UP : e->op;
    struct chain c = chain_of(b, unit ? count_units(b, x, unit, e->op) : x);
    if (whole) chain_divide_constant(b, &c, type_scale(TYPE_NUMBER));
    if (unit) {
        struct chain by = chain_of(b, unit);
        chain_multiply(b, &c, &by);
    }
    return make_chain(b, n, &c);
}

const struct node *make_extreme(struct builder *b, bool smallest, const struct node *x, const struct node *y) {
    x = as_type(b, x, y->type), y = as_type(b, y, x->type);
    struct node n = numeric_node(OPERATION_EXTREME, x->type);
    n.op = smallest;
    return make2(b, n, x, y);
}
