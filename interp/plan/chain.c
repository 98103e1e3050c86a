#include "interp/plan/chain.h"

#include "interp/value/number.h"

struct node numeric_node(enum operation operation, struct type type) {
    struct node n = node_of(operation, lane_of(type));
    n.type = type;
    return n;
}

static bool is_open(const struct node *n) {
    return is_fraction(n) || n->operation == OPERATION_MULTIPLY || (n->operation == OPERATION_SCALE && n->second == 1);
}

// A column that is scaled may be taken as it is stored, clamped.
static const struct node *as_wide(struct builder *b, const struct node *n) {
    if (n->lane != LANE_NUMBER) return n;
    struct node widened = numeric_node(OPERATION_WIDEN, n->type);
    return make1(b, widened, n);
}

static void push_factor(struct chain *c, const struct node *n) { c->factors[c->factor_count++] = n; }
static void push_divisor(struct chain *c, const struct node *n) { c->divisors[c->divisor_count++] = n; }

struct chain chain_of(struct builder *b, const struct node *x) {
    struct chain c = {.times = 1, .over = 1};
    bool open = is_open(x), scaled = open && x->operation == OPERATION_SCALE;
    if (is_known_constant(x)) c.times = x->value;
    else if (!open) push_factor(&c, x);
    if (!open) return c;
    if (x->operation != OPERATION_MULTIPLY) c.times = x->value, c.over = x->second;
    uint32_t factors = x->operation == OPERATION_RATIO ? x->sides.factors[0] : x->count;
    for (uint32_t i = 0; i < factors; i++) push_factor(&c, scaled ? as_wide(b, x->kids[i]) : x->kids[i]);
    for (uint32_t i = factors; i < x->count; i++) push_divisor(&c, x->kids[i]);
    return c;
}

// Times a fraction; false where its terms would not fit, nothing is changed then.
static bool scale_chain(struct chain *c, int64_t times, int64_t over) {
    int64_t first = number_common_divisor(c->times, over), second = number_common_divisor(times, c->over);
    int64_t new_times, new_over;
    if (__builtin_mul_overflow(c->times / first, times / second, &new_times)) return false;
    if (__builtin_mul_overflow(c->over / second, over / first, &new_over)) return false;
    c->times = new_times, c->over = new_over;
    return true;
}

void chain_multiply_constant(struct builder *b, struct chain *c, int64_t times) {
    if (!scale_chain(c, times, 1)) push_factor(c, make_number(b, times));
}

// By 0 it is divided when it is reached: that is a fault of the record.
void chain_divide_constant(struct builder *b, struct chain *c, int64_t over) {
    int64_t sign = over < 0 ? -1 : 1;
    bool kept = over == 0 || over == INT64_MIN || c->times == INT64_MIN;
    if (kept || !scale_chain(c, sign, over * sign)) push_divisor(c, make_number(b, over));
}

void chain_multiply(struct builder *b, struct chain *c, const struct chain *by) {
    chain_multiply_constant(b, c, by->times);
    chain_divide_constant(b, c, by->over);
    for (uint32_t i = 0; i < by->factor_count; i++) push_factor(c, by->factors[i]);
    for (uint32_t i = 0; i < by->divisor_count; i++) push_divisor(c, by->divisors[i]);
}

void chain_divide(struct builder *b, struct chain *c, const struct chain *by) {
    chain_multiply_constant(b, c, by->over);
    chain_divide_constant(b, c, by->times);
    for (uint32_t i = 0; i < by->factor_count; i++) push_divisor(c, by->factors[i]);
    for (uint32_t i = 0; i < by->divisor_count; i++) push_factor(c, by->divisors[i]);
}

// A number of 32 bits can be scaled so in vectors: see scale_numbers in eval/scale.c.
static bool is_narrow(int64_t times, int64_t over) {
    return times > 0 && over > 1 && (__int128)times * over <= INT32_MAX;
}

const struct node *make_scaled(struct builder *b, struct node n, const struct node *x, int64_t times, int64_t over) {
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

static const struct node *make_whole_product(struct builder *b, struct node n, const struct chain *c) {
    if (c->factor_count != 2 || c->divisor_count || c->times != 1 || c->over != 1) return NULL;
    n.operation = OPERATION_MULTIPLY;
    const struct node *product = make2(b, n, c->factors[0], c->factors[1]);
    return product->low == INT64_MIN ? NULL : product;
}

static const struct node *make_ratio(struct builder *b, struct node n, const struct chain *c) {
    const struct node *kids[2 * TERMS_MOST];
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->factor_count; i++) kids[count++] = c->factors[i];
    for (uint32_t i = 0; i < c->divisor_count; i++) kids[count++] = c->divisors[i];
    n.operation = OPERATION_RATIO;
    n.value = c->times, n.second = c->over;
    n.sides = (struct sides){.factors = {c->factor_count}, .divisors = {c->divisor_count}};
    return make_node(b, n, kids, count);
}

const struct node *make_chain(struct builder *b, struct node n, const struct chain *c) {
    int64_t constant;
    const struct node *made = NULL;
    if (!c->factor_count && !c->divisor_count && (c->over == 1 || n.op != ROUND_DEFAULT) &&
        number_divide(c->times, c->over, (enum rounding)n.op, &constant))
        return make_constant(b, n.type, STATE_KNOWN, constant, NULL);
    if (c->factor_count == 1 && !c->divisor_count) made = make_scaled(b, n, c->factors[0], c->times, c->over);
    if (!made) made = make_whole_product(b, n, c);
    return made ? made : make_ratio(b, n, c);
}

const struct node *make_negated_chain(struct builder *b, const struct node *x) {
    struct chain c = chain_of(b, x);
    chain_multiply_constant(b, &c, -1);
    return make_chain(b, numeric_node(OPERATION_RATIO, x->type), &c);
}

const struct node *make_closed(struct builder *b, const struct node *x) {
    if (!is_fraction(x)) return x;
    struct chain c = chain_of(b, x);
    struct node n = numeric_node(OPERATION_RATIO, x->type);
    n.op = ROUND_HALF_UP;
    const struct expr *outer = b->origin;
    b->origin = x->origin;  // a fault is told where the chain stands, not where its value goes
    const struct node *closed = make_chain(b, n, &c);
    b->origin = outer;
    return closed;
}

const struct node *make_in_parts(struct builder *b, const struct node *x, struct type type) {
    struct chain c = chain_of(b, x);
    if (x->constant && x->constant_state != STATE_KNOWN) return make_constant(b, type, x->constant_state, 0, NULL);
    chain_multiply_constant(b, &c, type_scale(type.kind) / type_scale(x->type.kind));
    return make_chain(b, numeric_node(OPERATION_RATIO, type), &c);
}

const struct node *as_type(struct builder *b, const struct node *n, struct type type) {
    bool number = n->type.kind == TYPE_COUNT && type.kind == TYPE_NUMBER;
    bool percent = n->type.kind == TYPE_NUMBER && type.kind == TYPE_PERCENT;
    if (number || percent) return make_in_parts(b, n, type);
    if (!n->constant || n->constant_state == STATE_KNOWN || n->lane == lane_of(type)) return n;
    return make_constant(b, type, n->constant_state, 0, NULL);
}

const struct node *make_quotient(struct builder *b, struct type type, const struct node *x, const struct node *y) {
    struct chain c = chain_of(b, x), by = chain_of(b, y);
    chain_divide(b, &c, &by);
    return make_chain(b, numeric_node(OPERATION_RATIO, type), &c);
}
