// The parts of an amount that lie in its bands, each times the band's rate: added up exactly and rounded once.
#include "interp/eval/handlers.h"
#include "interp/value/number.h"

// Bands begin at no less than 0, the first kids behind the amount's, and each ends where the next begins.
static bool total_at(const struct workspace *w, const struct node *n, uint32_t row, int64_t *out) {
    int64_t amount = ((const int64_t *)kid_vector(w, n, 0)->data)[row];
    __int128 total = 0;
    for (uint32_t k = 1; k < n->count; k += 2) {
        int64_t from = ((const int64_t *)kid_vector(w, n, k)->data)[row], to = amount;
        if (amount <= from) break;
        if (k + 2 < n->count) to = ((const int64_t *)kid_vector(w, n, k + 2)->data)[row];
        int64_t part = (to < amount ? to : amount) - from, rate = ((const int64_t *)kid_vector(w, n, k + 1)->data)[row];
        if (__builtin_add_overflow(total, (__int128)part * rate, &total)) return false;
    }
    return number_divide(total, n->second, ROUND_HALF_UP, out);
}

void eval_marginal(struct workspace *w, const struct node *n) {
    int64_t *out = result_of(w, n);
    bool known;
    uint8_t *states = states_to_check(w, n, &known);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++) {
        if (states[i] != STATE_KNOWN || total_at(w, n, i, &out[i])) continue;
        states[i] = STATE_FAULT;
        known = false;
    }
    w->vectors[n->id].all_known = known;
}
