// Comparisons of chains of × and ÷, exact. A number beside another one times a constant fraction, and so beside a
// constant, is compared with what the fraction is rounded to, up or down as the comparison wants it; all else is
// multiplied crosswise.
#include "interp/plan/chain.h"
#include "interp/value/number.h"

struct bounds {  // the whole numbers on either side of a fraction, or the fraction itself, twice
    const struct node *down, *up;
};

static const struct node *compare_bounded(struct builder *b, enum compare_op op, const struct node *x,
                                          const struct bounds *beside) {
    switch (op) {
    case OP_LE:
    case OP_GT: return make_compare(b, op, x, beside->down);
    case OP_LT:
    case OP_GE: return make_compare(b, op, x, beside->up);
    case OP_EQ:
    case OP_NE: break;
    }
    const struct node *equal = make_between(b, x, beside->up, beside->down);
    return op == OP_EQ ? equal : make_not(b, equal);
}

static bool bounds_of_constant(struct builder *b, const struct node *x, __int128 over, __int128 under,
                               struct bounds *out) {
    int64_t down, up;
    if (!number_divide(over, under, ROUND_DOWN, &down) || !number_divide(over, under, ROUND_UP, &up)) return false;
    out->down = make_constant(b, x->type, STATE_KNOWN, down, NULL);
    out->up = make_constant(b, x->type, STATE_KNOWN, up, NULL);
    return true;
}

static bool bounds_of_scaled(struct builder *b, const struct node *x, const struct node *y, __int128 over,
                             __int128 under, struct bounds *out) {
    if (over < INT64_MIN || over > INT64_MAX || under > INT64_MAX) return false;
    struct node n = numeric_node(OPERATION_SCALE, x->type);
    n.op = ROUND_DOWN;
    out->down = make_scaled(b, n, y, (int64_t)over, (int64_t)under);
    n.op = ROUND_UP;
    out->up = make_scaled(b, n, y, (int64_t)over, (int64_t)under);
    return out->down != NULL && out->up != NULL;
}

static bool is_single(const struct chain *c) {
    return c->factor_count == 1 && !c->divisor_count && c->times != 0 && !c->factors[0]->constant;
}

static __int128 greatest_common(__int128 a, __int128 b) {
    for (__int128 rest; b != 0; b = rest) rest = a % b, a = b;
    return a < 0 ? -a : a;
}

// x · a/b beside y · c/d is x beside y · (c·b)/(a·d). NULL: the right is no constant and no such number, or does not
// fit.
static const struct node *compare_single(struct builder *b, enum compare_op op, const struct chain *left,
                                         const struct chain *right) {
    bool constant = !right->factor_count && !right->divisor_count;
    if (!is_single(left) || (!constant && !is_single(right))) return NULL;
    __int128 over = (__int128)right->times * left->over, under = (__int128)left->times * right->over;
    __int128 common = greatest_common(over, under);
    over /= common, under /= common;
    if (under < 0) over = -over, under = -under, op = mirrored(op);
    const struct node *x = left->factors[0];
    struct bounds beside;
    bool found = constant ? bounds_of_constant(b, x, over, under, &beside)
                          : bounds_of_scaled(b, x, right->factors[0], over, under, &beside);
    return found ? compare_bounded(b, op, x, &beside) : NULL;
}

static uint32_t put_kids(const struct node **kids, uint32_t at, const struct chain *c) {
    for (uint32_t i = 0; i < c->factor_count; i++) kids[at++] = c->factors[i];
    for (uint32_t i = 0; i < c->divisor_count; i++) kids[at++] = c->divisors[i];
    return at;
}

// Where the constants of both do not fit together, one of them is a factor of its own.
static int64_t joined(struct builder *b, struct chain *c, int64_t over) {
    int64_t product;
    if (!__builtin_mul_overflow(c->times, over, &product)) return product;
    c->factors[c->factor_count++] = make_number(b, over);
    return c->times;
}

static const struct node *compare_crosswise(struct builder *b, enum compare_op op, struct chain *left,
                                            struct chain *right) {
    const struct node *kids[4 * TERMS_MOST];
    struct node n = node_of(OPERATION_RATIO_COMPARE, LANE_TRUTH);
    n.value = joined(b, left, right->over), n.second = joined(b, right, left->over);
    uint32_t count = put_kids(kids, 0, left);
    count = put_kids(kids, count, right);
    n.op = (uint8_t)op;
    n.sides = (struct sides){{left->factor_count, right->factor_count}, {left->divisor_count, right->divisor_count}};
    return make_node(b, n, kids, count);
}

// The chain that was written is the one that is scaled; a fault is one of the chain that divides.
const struct node *compare_chains(struct builder *b, enum compare_op op, const struct node *x, const struct node *y) {
    struct chain left = chain_of(b, x), right = chain_of(b, y);
    const struct expr *outer = b->origin;
    const struct node *made = is_fraction(y) ? NULL : compare_single(b, mirrored(op), &right, &left);
    if (!made) made = compare_single(b, op, &left, &right);
    if (!made && is_fraction(y)) made = compare_single(b, mirrored(op), &right, &left);
    if (made) return made;
    b->origin = is_fraction(x) && (left.divisor_count || !right.divisor_count) ? x->origin : y->origin;
    made = compare_crosswise(b, op, &left, &right);
    b->origin = outer;
    return made;
}
