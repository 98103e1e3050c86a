// What lies in bands and what is paid back may come to: both grow, or fall, with each end of what they hang on.
#include "interp/solve/payments.h"

#include "interp/eval/marginal.h"
#include "interp/solve/internal.h"
#include "interp/value/instalment.h"

bool payment_of(const struct node *n, const int64_t *values, int64_t *result) {
    struct instalment_factor factor = {.rate = 0};
    if (n->operation == OPERATION_MARGINAL) return marginal_of_values(n, values, result);
    if (n->op == 0) return instalment_level(values[0], values[1], values[2], &factor, result);
    return instalment_first(values[0], values[1], values[2], result);
}

bool bands_are_known(const struct finder *f, const struct node *n, int64_t *values, bool *grows) {
    *grows = true;
    for (uint32_t k = 1; k < n->count; k++) {
        const struct range *r = kid_range(f, n, k);
        if (r->low != r->high || n->count > PAYMENT_KIDS_MOST) return false;
        values[k] = r->low;
        *grows = *grows && (k % 2 || values[k] >= 0);
    }
    return true;
}

static struct range any_number(const struct finder *f, const struct node *n, int64_t low, int64_t high) {
    struct range r = number_range(f, n, low, high);
    if (may_be_known(&r)) r.outcomes |= OUTCOME_FAULT;
    return r;
}

// Where no rate is below zero the more, the more lies in bands. Of an amount below all of them nothing does.
struct range range_of_marginal(const struct finder *f, const struct node *n) {
    int64_t values[PAYMENT_KIDS_MOST], low = 0, high = 0;
    const struct range *amount = kid_range(f, n, 0);
    bool grows, point = amount->low == amount->high;
    if (!bands_are_known(f, n, values, &grows) || !(grows || point)) return any_number(f, n, INT64_MIN, INT64_MAX);
    values[0] = amount->low;
    bool good = payment_of(n, values, &low);
    values[0] = amount->high;
    good = payment_of(n, values, &high) && good;
    return good ? number_range(f, n, low, high) : any_number(f, n, INT64_MIN, INT64_MAX);
}

// More of the principal and of interest, less the more months there are. What has a payment at both ends has one in
// between.
struct range range_of_instalment(const struct finder *f, const struct node *n) {
    const struct range *principal = kid_range(f, n, 0), *rate = kid_range(f, n, 1), *months = kid_range(f, n, 2);
    int64_t least[] = {principal->low, rate->low, months->high}, most[] = {principal->high, rate->high, months->low};
    int64_t low, high;
    if (payment_of(n, least, &low) && payment_of(n, most, &high)) return number_range(f, n, low, high);
    return any_number(f, n, n->low, n->high);
}
