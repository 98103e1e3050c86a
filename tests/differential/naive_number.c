#include "tests/differential/naive_eval.h"
#include "tests/differential/naive_ratio.h"

value naive_product(const struct naive_env *v, const struct expr *e) {
    struct naive_ratio r = naive_exact_product(v, e);
    return naive_rounded(&r, e->op);
}

// So many whole units, each as large as the unit.
value naive_round(const struct naive_env *v, const struct expr *e) {
    struct naive_ratio x = naive_exact_as(v, e->kids[0], e->type.kind);
    if (e->count == 1) return naive_rounded(&x, e->op);
    struct naive_ratio unit = naive_exact_as(v, e->kids[1], e->type.kind), units = naive_exact_quotient(x, unit);
    value n = naive_rounded(&units, e->op), size = naive_eval_as(v, e->kids[1], e->type.kind);
    return n.state == NAIVE_KNOWN ? naive_fit(n.number * size.number) : n;
}

value naive_sum(const struct naive_env *v, const struct expr *e) {
    enum type_kind kind = e->kids[0]->type.kind;
    value total = naive_eval_as(v, e->kids[0], e->type.kind);
    for (uint32_t i = 1; i < e->count; i++) {
        value k = naive_eval_as(v, e->kids[i], e->type.kind), r = naive_both(&total, &k);
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
    value r = naive_eval_as(v, e->kids[0], e->type.kind);
    for (uint32_t i = 1; i < e->count; i++) {
        value k = naive_eval_as(v, e->kids[i], e->type.kind), s = naive_both(&r, &k);
        if (s.state == NAIVE_KNOWN) s = (most ? k.number > r.number : k.number < r.number) ? k : r;
        r = s;
    }
    return r;
}

value naive_negative(value x) { return x.state == NAIVE_KNOWN ? naive_fit(-x.number) : x; }
