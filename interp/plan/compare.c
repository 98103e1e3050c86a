// Comparisons, ranges and lists of values.
#include "interp/plan/builder.h"
#include "interp/value/number.h"
#include "interp/value/truth.h"

enum compare_op mirrored(enum compare_op op) {
    switch (op) {
    case OP_LT: return OP_GT;
    case OP_LE: return OP_GE;
    case OP_GT: return OP_LT;
    case OP_GE: return OP_LE;
    case OP_EQ:
    case OP_NE: break;
    }
    return op;
}

// `x = yes` is x itself.
static const struct node *compare_truth(struct builder *b, enum compare_op op, const struct node *x,
                                        const struct node *constant) {
    return (constant->value == TRUTH_YES) == (op == OP_EQ) ? x : make_not(b, x);
}

// With a constant that no number is clamped to, clamped numbers compare as they would themselves. Of a run no more is
// asked than on which side of the constant it is.
static const struct node *compared_with(struct builder *b, enum compare_op op, int64_t constant, const struct node *x) {
    if (x->operation == OPERATION_LONGEST_RUN) return run_beside(b, x, op, constant);
    return constant > NUMBER_LEAST && constant < NUMBER_MOST ? as_stored(x) : x;
}

const struct node *make_compare(struct builder *b, enum compare_op op, const struct node *x, const struct node *y) {
    if (x->type.kind == TYPE_SPAN) return compare_span(b, op, x, y);
    if (y->type.kind == TYPE_SPAN) return compare_span(b, mirrored(op), y, x);
    x = as_type(b, x, y->type), y = as_type(b, y, x->type);
    if (is_fraction(x) || is_fraction(y)) return compare_chains(b, op, x, y);
    if (is_known_constant(x) && !is_known_constant(y)) return make_compare(b, mirrored(op), y, x);
    if (is_known_constant(y) && x->lane == LANE_TRUTH) return compare_truth(b, op, x, y);
    if (is_known_constant(y) && x->operation == OPERATION_PASSED && is_known_constant(x->kids[1]))
        return compare_passed(b, op, x, y->value);
    if (is_known_constant(y)) x = compared_with(b, op, y->value, x);
    struct node n = node_of(OPERATION_COMPARE, LANE_TRUTH);
    n.op = (uint8_t)op;
    return make2(b, n, x, y);
}

// The closed range that a comparison with a constant leaves open, false where it is none.
static bool range_of(const struct node *n, int64_t *low, int64_t *high) {
    if (n->operation != OPERATION_COMPARE || !is_known_constant(n->kids[1])) return false;
    enum lane lane = n->kids[0]->lane;
    if (lane != LANE_DATE && lane != LANE_NUMBER && lane != LANE_WIDE) return false;
    int64_t value = n->kids[1]->value;
    *low = lane == LANE_WIDE ? INT64_MIN : INT32_MIN, *high = lane == LANE_WIDE ? INT64_MAX : INT32_MAX;
    switch ((enum compare_op)n->op) {
    case OP_GE: *low = value; return true;
    case OP_LE: *high = value; return true;
    case OP_GT: *low = value == INT64_MAX ? value : value + 1; return value < *high;
    case OP_LT: *high = value == INT64_MIN ? value : value - 1; return value > *low;
    case OP_EQ:
    case OP_NE: break;
    }
    return false;
}

// Two bounds of one value make one comparison.
static const struct node *join_bounds(struct builder *b, const struct node *x, const struct node *y) {
    int64_t low, high, other_low, other_high;
    if (!range_of(x, &low, &high) || !range_of(y, &other_low, &other_high) || x->kids[0] != y->kids[0])
        return make_and2(b, x, y);
    struct node n = node_of(OPERATION_BETWEEN, LANE_TRUTH);
    n.value = low > other_low ? low : other_low;
    n.second = high < other_high ? high : other_high;
    return n.value > n.second ? make_and2(b, x, y) : make1(b, n, x->kids[0]);
}

const struct node *make_between(struct builder *b, const struct node *x, const struct node *low,
                                const struct node *high) {
    const struct node *above = make_compare(b, OP_GE, x, low);
    return join_bounds(b, above, make_compare(b, OP_LE, x, high));
}

int64_t set_bits(const struct expr *list) {
    uint64_t bits = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct definition *def = list->kids[i]->ref;
        if (def && def->kind == DEF_VALUE) bits |= UINT64_C(1) << ((const struct value *)def)->index;
    }
    return (int64_t)bits;
}

static bool are_small_codes(const struct node **values, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (!is_known_constant(values[i]) || values[i]->value > 63) return false;
    return true;
}

static const struct node *among_codes(struct builder *b, const struct node *x, const struct node **values,
                                      uint32_t count) {
    struct node n = node_of(OPERATION_AMONG, LANE_TRUTH);
    uint64_t bits = 0;
    for (uint32_t i = 0; i < count; i++) bits |= UINT64_C(1) << values[i]->value;
    n.value = (int64_t)bits;
    return make1(b, n, x);
}

static bool are_values(const struct expr *list) {
    for (uint32_t i = 0; i < list->count; i++)
        if (list->kids[i]->kind == NODE_RANGE || expr_is_bound(list->kids[i])) return false;
    return true;
}

static const struct node *among_choices(struct builder *b, const struct node *x, const struct expr *list) {
    const struct node **values = ARENA_ARRAY(b->arena, const struct node *, list->count);
    for (uint32_t i = 0; i < list->count; i++) values[i] = lower(b, list->kids[i]);
    return are_small_codes(values, list->count) ? among_codes(b, x, values, list->count) : NULL;
}

static const struct node *lower_among(struct builder *b, const struct node *x, const struct expr *list) {
    bool choices = x->type.kind == TYPE_CHOICE && list->count > 1 && are_values(list);
    const struct node *coded = choices ? among_choices(b, x, list) : NULL;
    if (coded) return coded;
    const struct node **values = ARENA_ARRAY(b->arena, const struct node *, list->count);
    for (uint32_t i = 0; i < list->count; i++) values[i] = lower_beside(b, x, list->kids[i]);
    return make_or(b, values, list->count);
}

static const struct node *lower_range(struct builder *b, const struct node *x, const struct expr *range) {
    const struct node *low = lower(b, range->kids[0]), *high = lower(b, range->kids[1]);
    const struct node *above = make_compare(b, range_low_op(range), x, low);
    return join_bounds(b, above, make_compare(b, range_high_op(range), x, high));
}

const struct node *lower_beside(struct builder *b, const struct node *x, const struct expr *e) {
    if (expr_is_bound(e)) return make_compare(b, (enum compare_op)e->op, x, lower(b, e->kids[1]));
    if (e->kind == NODE_RANGE) return lower_range(b, x, e);
    return e->kind == NODE_LIST ? lower_among(b, x, e) : make_compare(b, OP_EQ, x, lower(b, e));
}

const struct node *lower_in(struct builder *b, const struct expr *e) {
    const struct node *found = lower_beside(b, lower(b, e->kids[0]), e->kids[1]);
    return e->negated ? make_not(b, found) : found;
}

const struct node *lower_has(struct builder *b, const struct expr *e) {
    struct node n = node_of(OPERATION_HAS, LANE_TRUTH);
    n.op = e->op;
    n.value = set_bits(e->kids[1]);
    return make1(b, n, lower(b, e->kids[0]));
}
