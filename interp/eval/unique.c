// Rows of a decision table of which at most one may hold: yes where that is so, a fault where two hold. Where one holds
// and another is not known to, nobody knows: one more fact could make it a second.
#include <string.h>

#include "interp/eval/causes.h"
#include "interp/eval/handlers.h"
#include "interp/value/vectorised.h"

#define MANY 2u

VECTORISED static void count_yes(uint8_t *restrict count, const uint8_t *restrict truth, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint8_t more = (uint8_t)(count[i] + (truth[i] == TRUTH_YES));
        count[i] = more > MANY ? MANY : more;
    }
}

static void note_open(uint8_t *states, const struct vector *when, uint32_t n) {
    const uint8_t *truth = when->data;
    for (uint32_t i = 0; i < n; i++) {
        uint8_t state = truth[i] == TRUTH_UNKNOWN ? (uint8_t)state_at(when, i) : STATE_KNOWN;
        if (state > states[i]) states[i] = state;
    }
}

// From how many rows hold, and the largest state of those that may, to what that comes to. False: all is known.
static bool conclude(uint8_t *out, uint8_t *states, uint32_t n) {
    bool any = false;
    for (uint32_t i = 0; i < n; i++) {
        if (out[i] == MANY) states[i] = STATE_FAULT;
        else if (!out[i]) states[i] = STATE_KNOWN;
        out[i] = states[i] == STATE_KNOWN ? TRUTH_YES : TRUTH_UNKNOWN;
        any |= states[i] != STATE_KNOWN;
    }
    return any;
}

void eval_unique(struct workspace *w, const struct node *n) {
    uint32_t rows = rows_of(w, n);
    uint8_t *out = result_of(w, n), *states = own_states(w, n);
    memset(out, 0, rows);
    memset(states, STATE_KNOWN, rows);
    for (uint32_t k = 0; k < n->count; k++) {
        const struct vector *when = kid_vector(w, n, k);
        count_yes(out, when->data, rows);
        if (!when->all_known) note_open(states, when, rows);
    }
    w->vectors[n->id].all_known = !conclude(out, states, rows);
}

static bool holds(const struct workspace *w, const struct node *when, uint32_t row) {
    return ((const uint8_t *)w->vectors[when->id].data)[row] == TRUTH_YES;
}

bool unique_rows(const struct workspace *w, const struct node *n, uint32_t row, struct span rows[2]) {
    uint32_t found = 0;
    if (n->operation != OPERATION_UNIQUE) return false;
    for (uint32_t k = 0; k < n->count && found < 2; k++)
        if (holds(w, n->kids[k], row)) rows[found++] = n->table->rows[k].at;
    return found == 2;
}
