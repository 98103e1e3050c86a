#include "tests/differential/naive_ratio.h"

#include <stdlib.h>

#define MILLION 1000000

static void push(struct naive_factors *to, __int128 factor) {
    if (to->count == 2 * NAIVE_FACTORS_MOST) abort();
    to->factors[to->count++] = factor;
}

static void push_all(struct naive_factors *to, const struct naive_factors *from) {
    for (uint32_t i = 0; i < from->count; i++) push(to, from->factors[i]);
}

static struct naive_ratio whole(value k) {
    struct naive_ratio r = {.as_value = k};
    push(&r.above, k.number);
    return r;
}

static void multiply(struct naive_ratio *a, const struct naive_ratio *b) {
    push_all(&a->above, &b->above);
    push_all(&a->below, &b->below);
}

// A sign goes above.
static void divide(struct naive_ratio *a, const struct naive_ratio *b) {
    push_all(&a->above, &b->below);
    for (uint32_t i = 0; i < b->above.count; i++) {
        __int128 factor = b->above.factors[i];
        a->by_zero |= factor == 0;
        if (factor < 0) push(&a->above, -1);
        push(&a->below, factor < 0 ? -factor : factor);
    }
}

static __int128 common_factor(__int128 a, __int128 b) {
    if (a < 0) a = -a;
    while (b != 0) {
        __int128 rest = a % b;
        a = b, b = rest;
    }
    return a;
}

static bool product_of(const struct naive_factors *f, __int128 *product) {
    bool fits = true, zero = false;
    *product = 1;
    for (uint32_t i = 0; i < f->count; i++) {
        zero |= f->factors[i] == 0;
        fits = fits && !__builtin_mul_overflow(*product, f->factors[i], product);
    }
    if (zero) *product = 0;
    return fits || zero;
}

// Both products in lowest terms. Taken out factor by factor, so that only what is left has to fit.
static bool lowest_terms(struct naive_factors a, struct naive_factors b, __int128 *above, __int128 *below) {
    for (uint32_t i = 0; i < a.count; i++)
        for (uint32_t j = 0; j < b.count; j++) {
            if (a.factors[i] == 0 && b.factors[j] == 0) continue;
            __int128 common = common_factor(a.factors[i], b.factors[j]);
            if (common < 0) common = -common;
            a.factors[i] /= common, b.factors[j] /= common;
        }
    return product_of(&a, above) && product_of(&b, below);
}

// Percents and numbers are kept in millionths, all else whole.
static __int128 parts(enum type_kind kind) { return kind == TYPE_PERCENT || kind == TYPE_NUMBER ? MILLION : 1; }

// A count where a number is meant, or a number where a count is.
static void lift(struct naive_ratio *r, const struct expr *from, enum type_kind to) {
    if (from->type.kind == TYPE_COUNT && to == TYPE_NUMBER) push(&r->above, MILLION);
    if (from->type.kind == TYPE_NUMBER && to == TYPE_COUNT) push(&r->below, MILLION);
}

struct naive_ratio naive_exact_product(const struct naive_env *v, const struct expr *e) {
    struct naive_ratio a = naive_exact(v, e->kids[0]), b = naive_exact(v, e->kids[1]);
    enum type_kind x = e->kids[0]->type.kind, y = e->kids[1]->type.kind;
    a.as_value = naive_both(&a.as_value, &b.as_value);
    a.by_zero |= b.by_zero;
    if (e->kind == NODE_MULTIPLY) multiply(&a, &b);
    else divide(&a, &b);
    push(&a.above, parts(e->type.kind));
    push(e->kind == NODE_MULTIPLY ? &a.below : &a.above, parts(y));
    push(&a.below, parts(x));
    return a;
}

struct naive_ratio naive_exact_quotient(struct naive_ratio a, struct naive_ratio b) {
    a.as_value = naive_both(&a.as_value, &b.as_value);
    a.by_zero |= b.by_zero;
    divide(&a, &b);
    return a;
}

static struct naive_ratio exact_name(const struct naive_env *v, const struct expr *e) {
    struct naive_frame frame;
    struct naive_env inner;
    const struct expr *body = naive_stands_for(v, e, &inner, &frame);
    struct naive_ratio r = body ? naive_exact(&inner, body) : whole(naive_eval(v, e));
    if (body) lift(&r, body, e->type.kind);
    return r;
}

static struct naive_ratio exact_on_date(const struct naive_env *v, const struct expr *e) {
    value date;
    const struct expr *body = naive_on_date(v, e, &date);
    if (!body) return whole(naive_eval(v, e));
    struct naive_ratio r = naive_exact(v, body);
    lift(&r, body, e->type.kind);
    return r;
}

static struct naive_ratio exact_negative(const struct naive_env *v, const struct expr *e) {
    struct naive_ratio r = naive_exact(v, e->kids[0]);
    push(&r.above, -1);
    return r;
}

static bool is_months(const struct expr *e) {
    bool built_in = e->ref->kind == DEF_BUILTIN;
    return built_in && ((const struct builtin_def *)(const void *)e->ref)->id == BUILTIN_MONTHS_IN;
}

struct naive_ratio naive_exact(const struct naive_env *v, const struct expr *e) {
    switch (e->kind) {
    case NODE_NEGATE: return exact_negative(v, e);
    case NODE_MULTIPLY:
    case NODE_DIVIDE: return e->op == ROUND_DEFAULT ? naive_exact_product(v, e) : whole(naive_eval(v, e));
    case NODE_CALL:
        if (is_months(e)) return naive_exact(v, e->kids[0]);
        return exact_name(v, e);
    case NODE_NAME: return exact_name(v, e);
    case NODE_ON_DATE: return exact_on_date(v, e);
    default: return whole(naive_eval(v, e));
    }
}

static __int128 divide_rounded(__int128 a, __int128 b, enum rounding how) {
    __int128 down = a / b - (a % b < 0);
    __int128 rest = a - down * b;  // 0 <= rest < b
    if (rest == 0 || how == ROUND_DOWN) return down;
    if (how == ROUND_UP) return down + 1;
    if (rest == b - rest) return a < 0 ? down : down + 1;  // the half goes away from zero
    return rest > b - rest ? down + 1 : down;
}

struct naive_ratio naive_exact_as(const struct naive_env *v, const struct expr *e, enum type_kind kind) {
    struct naive_ratio r = naive_exact(v, e);
    lift(&r, e, kind);
    return r;
}

value naive_rounded(const struct naive_ratio *r, enum rounding how) {
    __int128 above, below;
    if (r->as_value.state != NAIVE_KNOWN) return r->as_value;
    if (r->by_zero || !lowest_terms(r->above, r->below, &above, &below)) return naive_bare(NAIVE_FAULT);
    return naive_fit(divide_rounded(above, below, how));
}

value naive_order(const struct naive_ratio *a, const struct naive_ratio *b) {
    value both = naive_both(&a->as_value, &b->as_value);
    struct naive_factors left = a->above, right = b->above;
    __int128 x, y;
    if (both.state != NAIVE_KNOWN) return both;
    push_all(&left, &b->below);
    push_all(&right, &a->below);
    if (a->by_zero || b->by_zero || !lowest_terms(left, right, &x, &y)) return naive_bare(NAIVE_FAULT);
    return naive_known(x < y ? -1 : x > y);
}
