// Instalments. Few rates and numbers of months make up most blocks, so what was worked out for some is kept beside.
#include "interp/value/instalment.h"

#include "interp/eval/handlers.h"

#define FACTORS_KEPT 64u

struct factors {
    struct instalment_factor items[FACTORS_KEPT];  // by rate and months
};

static bool instalment_at(struct factors *f, const struct node *n, int64_t principal, int64_t rate, int64_t months,
                          int64_t *out) {
    struct instalment_factor *kept = &f->items[((uint64_t)rate * 31 + (uint64_t)months) % FACTORS_KEPT];
    if (n->op == 0) return instalment_level(principal, rate, months, kept, out);
    return instalment_first(principal, rate, months, out);
}

void eval_instalment(struct workspace *w, const struct node *n) {
    const int64_t *principal = kid_vector(w, n, 0)->data, *rate = kid_vector(w, n, 1)->data,
                  *months = kid_vector(w, n, 2)->data;
    struct factors factors = {.items = {{.rate = 0}}};
    int64_t *out = result_of(w, n);
    bool known;
    uint8_t *states = states_to_check(w, n, &known);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++) {
        if (states[i] != STATE_KNOWN || instalment_at(&factors, n, principal[i], rate[i], months[i], &out[i])) continue;
        states[i] = STATE_FAULT;
        known = false;
    }
    w->vectors[n->id].all_known = known;
}
