#include "interp/eval/marginal.h"

#include "interp/eval/handlers.h"
#include "interp/value/number.h"

// Bands begin at no less than 0, the first kids behind the amount's, and each ends where the next begins.
typedef int64_t value_at(const void *from, const struct node *n, uint32_t kid, uint32_t row);

static inline bool total_at(const struct node *n, value_at *at, const void *from, uint32_t row, int64_t *out) {
    int64_t amount = at(from, n, 0, row);
    __int128 total = 0;
    for (uint32_t k = 1; k < n->count; k += 2) {
        int64_t start = at(from, n, k, row), to = amount;
        if (amount <= start) break;
        if (k + 2 < n->count) to = at(from, n, k + 2, row);
        int64_t part = (to < amount ? to : amount) - start, rate = at(from, n, k + 1, row);
        if (__builtin_add_overflow(total, (__int128)part * rate, &total)) return false;
    }
    return number_divide(total, n->second, ROUND_HALF_UP, out);
}

static int64_t in_columns(const void *from, const struct node *n, uint32_t kid, uint32_t row) {
    return ((const int64_t *)kid_vector(from, n, kid)->data)[row];
}

static int64_t in_values(const void *from, const struct node *n, uint32_t kid, uint32_t row) {
    (void)n;
    return ((const int64_t *)from)[kid + row];
}

bool marginal_of_values(const struct node *n, const int64_t *values, int64_t *result) {
    return total_at(n, in_values, values, 0, result);
}

void eval_marginal(struct workspace *w, const struct node *n) {
    int64_t *out = result_of(w, n);
    bool known;
    uint8_t *states = states_to_check(w, n, &known);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++) {
        if (states[i] != STATE_KNOWN || total_at(n, in_columns, w, i, &out[i])) continue;
        states[i] = STATE_FAULT;
        known = false;
    }
    w->vectors[n->id].all_known = known;
}
