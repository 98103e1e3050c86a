// Where chains of × and ÷, bands and instalments turn: along the widest of what they hang on, the others being what
// they are in the middle.
#include "interp/eval/ratio.h"
#include "interp/solve/cut.h"
#include "interp/solve/payments.h"

#define KIDS_MOST (RATIO_KIDS_MOST > PAYMENT_KIDS_MOST ? RATIO_KIDS_MOST : PAYMENT_KIDS_MOST)

struct turning {
    const struct node *n;
    int64_t values[KIDS_MOST];
    uint32_t kid;
    int64_t at;  // of a number: whether it lies above
    bool weak;   // another one is not known either
};

// Whether it is beyond; a fault is not.
static bool is_beyond(struct turning *t, int64_t value) {
    int64_t result;
    t->values[t->kid] = value;
    bool chain = t->n->operation == OPERATION_RATIO || t->n->operation == OPERATION_RATIO_COMPARE;
    if (!(chain ? ratio_of_values : payment_of)(t->n, t->values, &result)) return false;
    return t->n->operation == OPERATION_RATIO_COMPARE ? result == TRUTH_YES : result > t->at;
}

static void take_middles(const struct cutter *c, struct turning *t) {
    uint64_t widest = 0;
    for (uint32_t k = 0; k < t->n->count; k++) {
        const struct range *r = kid_range(&c->f, t->n, k);
        t->values[k] = range_middle(r);
        t->weak = t->weak || (!is_point(r) && widest);
        if (range_width(r) <= widest) continue;
        widest = range_width(r);
        t->kid = k;
    }
}

// Whether as much is wanted of it already: the first counts.
static bool is_aimed_before(const struct cutter *c, const struct node *kid, bool weak) {
    const struct aim *own = &c->aims[kid->id];
    return own->kind != AIM_NOTHING && (weak || !own->weak);
}

// The last value before it turns; where both ends are alike it turns elsewhere, or not at all.
static void cut_turning(struct cutter *c, struct turning *t) {
    take_middles(c, t);
    const struct node *kid = t->n->kids[t->kid];
    if (is_aimed_before(c, kid, t->weak)) return;
    const struct range *r = &c->f.ranges[kid->id];
    int64_t low = r->low, high = r->high;
    bool first = is_beyond(t, low);
    if (is_beyond(t, high) == first) {
        want_middle(c, kid);
        return;
    }
    while ((uint64_t)high - (uint64_t)low > 1) {
        int64_t middle = low + (int64_t)(((uint64_t)high - (uint64_t)low) / 2);
        if (is_beyond(t, middle) == first) low = middle;
        else high = middle;
    }
    want_value(c, kid, low, t->weak);
}

// A divisor that may be 0 is taken in parts first.
static bool cut_divisors(struct cutter *c, const struct node *n) {
    uint32_t kid = 0;
    for (int side = 0; side < 2; side++) {
        kid += n->sides.factors[side];
        for (uint32_t i = 0; i < n->sides.divisors[side]; i++, kid++) {
            const struct range *r = kid_range(&c->f, n, kid);
            if (r->low > 0 || r->high < 0 || is_point(r)) continue;
            want_value(c, n->kids[kid], r->low < 0 ? -1 : 0, false);
            return true;
        }
    }
    return false;
}

void cut_of_ratio(struct cutter *c, const struct node *n, struct aim aim) {
    struct turning t = {.n = n, .at = aim.at};
    if (want_kids(c, n) || cut_divisors(c, n)) return;
    if (n->operation == OPERATION_RATIO && (aim.kind != AIM_VALUE || aim.weak)) cut_of_any(c, n, aim);
    else cut_turning(c, &t);
}

// Where bands are not known it turns anywhere.
void cut_of_payment(struct cutter *c, const struct node *n, struct aim aim) {
    struct turning t = {.n = n, .at = aim.at};
    bool grows, aimed = aim.kind == AIM_VALUE && !aim.weak && n->count <= KIDS_MOST;
    if (want_kids(c, n)) return;
    bool bands = n->operation != OPERATION_MARGINAL || (aimed && bands_are_known(&c->f, n, t.values, &grows));
    if (aimed && bands) cut_turning(c, &t);
    else cut_of_any(c, n, aim);
}
