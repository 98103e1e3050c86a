#include "tests/differential/naive_eval.h"

static __int128 divide_rounded(__int128 a, __int128 b, enum rounding how) {
    if (b < 0) a = -a, b = -b;
    __int128 down = a / b - (a % b < 0);
    __int128 rest = a - down * b;  // 0 <= rest < b
    if (rest == 0 || how == ROUND_DOWN) return down;
    if (how == ROUND_UP) return down + 1;
    if (2 * rest == b) return a < 0 ? down : down + 1;  // the half goes away from zero
    return 2 * rest > b ? down + 1 : down;
}

#define MILLION 1000000

value naive_product(const struct naive_env *v, const struct expr *e) {
    value a = naive_eval(v, e->kids[0]), b = naive_eval(v, e->kids[1]), r = naive_both(&a, &b);
    if (r.state != NAIVE_KNOWN) return r;
    enum type_kind x = e->kids[0]->type.kind, y = e->kids[1]->type.kind;
    bool scaled = (x == TYPE_PERCENT && y != TYPE_COUNT) || (y == TYPE_PERCENT && x != TYPE_COUNT);
    if (e->kind == NODE_MULTIPLY) return naive_fit(divide_rounded(a.number * b.number, scaled ? MILLION : 1, e->op));
    if (b.number == 0) return naive_bare(NAIVE_FAULT);
    bool ratio = x == TYPE_MONEY && y == TYPE_MONEY;
    return naive_fit(divide_rounded(a.number * (ratio ? MILLION : 1), b.number, e->op));
}

value naive_sum(const struct naive_env *v, const struct expr *e) {
    enum type_kind kind = e->kids[0]->type.kind;
    value total = naive_eval(v, e->kids[0]);
    for (uint32_t i = 1; i < e->count; i++) {
        value k = naive_eval(v, e->kids[i]), r = naive_both(&total, &k);
        if (r.state == NAIVE_KNOWN) {
            if (e->minus && e->minus[i]) k.number = -k.number;
            bool calendar = kind == TYPE_DATE || kind == TYPE_MONTH;
            r = calendar ? naive_add_period(total, e->kids[i], k, kind == TYPE_MONTH)
                         : naive_fit(total.number + k.number);
        }
        total = r;
    }
    return total;
}

value naive_extreme(const struct naive_env *v, const struct expr *e, bool most) {
    value r = naive_eval(v, e->kids[0]);
    for (uint32_t i = 1; i < e->count; i++) {
        value k = naive_eval(v, e->kids[i]), s = naive_both(&r, &k);
        if (s.state == NAIVE_KNOWN) s = (most ? k.number > r.number : k.number < r.number) ? k : r;
        r = s;
    }
    return r;
}

value naive_negative(value x) { return x.state == NAIVE_KNOWN ? naive_fit(-x.number) : x; }
