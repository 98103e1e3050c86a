// Conditions over conditions, and questions about values.
#include <string.h>

#include "interp/eval/handlers.h"
#include "interp/value/vectorised.h"

VECTORISED static void smaller_bytes(uint8_t *restrict out, const uint8_t *a, const uint8_t *b, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = truth_and(a[i], b[i]);
}
VECTORISED static void larger_bytes(uint8_t *restrict out, const uint8_t *a, const uint8_t *b, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = truth_or(a[i], b[i]);
}
VECTORISED static void fold_smaller(uint8_t *restrict out, const uint8_t *restrict in, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = truth_and(out[i], in[i]);
}
VECTORISED static void fold_larger(uint8_t *restrict out, const uint8_t *restrict in, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = truth_or(out[i], in[i]);
}

VECTORISED static void raise_states(uint8_t *restrict states, const uint8_t *restrict out, const uint8_t *restrict kid,
                                    uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint8_t state = out[i] == TRUTH_UNKNOWN ? kid[i] : (uint8_t)STATE_KNOWN;
        states[i] = state > states[i] ? state : states[i];
    }
}
VECTORISED static void raise_unknowns(uint8_t *restrict states, const uint8_t *restrict out,
                                      const uint8_t *restrict kid, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        bool open = (out[i] == TRUTH_UNKNOWN) & (kid[i] == TRUTH_UNKNOWN);
        uint8_t state = open ? (uint8_t)STATE_UNKNOWN : (uint8_t)STATE_KNOWN;
        states[i] = state > states[i] ? state : states[i];
    }
}

// Of an unknown result, the largest state among the operands that are unknown themselves: the others, had they
// mattered, would have decided it.
static void unknown_states(struct workspace *w, const struct node *n) {
    const uint8_t *out = result_of(w, n);
    uint32_t rows = rows_of(w, n);
    uint8_t *states = own_states(w, n);
    memset(states, STATE_KNOWN, rows);
    for (uint32_t k = 0; k < n->count; k++) {
        const struct vector *kid = kid_vector(w, n, k);
        if (kid->all_known) continue;
        if (kid->state) raise_states(states, out, kid->state, rows);
        else raise_unknowns(states, out, kid->data, rows);
    }
}

static void connected(struct workspace *w, const struct node *n) {
    bool known = all_kids_known(w, n);
    if (!is_stateful(n)) w->vectors[n->id].all_known = known;
    else if (known) result_known(w, n);
    else unknown_states(w, n);
}

void eval_and(struct workspace *w, const struct node *n) {
    uint32_t rows = rows_of(w, n);
    smaller_bytes(result_of(w, n), kid_vector(w, n, 0)->data, kid_vector(w, n, 1)->data, rows);
    for (uint32_t k = 2; k < n->count; k++) fold_smaller(result_of(w, n), kid_vector(w, n, k)->data, rows);
    connected(w, n);
}

void eval_or(struct workspace *w, const struct node *n) {
    uint32_t rows = rows_of(w, n);
    larger_bytes(result_of(w, n), kid_vector(w, n, 0)->data, kid_vector(w, n, 1)->data, rows);
    for (uint32_t k = 2; k < n->count; k++) fold_larger(result_of(w, n), kid_vector(w, n, k)->data, rows);
    connected(w, n);
}

VECTORISED static void mirror_bytes(uint8_t *restrict out, const uint8_t *restrict in, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = truth_not(in[i]);
}

void eval_not(struct workspace *w, const struct node *n) {
    mirror_bytes(result_of(w, n), kid_vector(w, n, 0)->data, rows_of(w, n));
    connected(w, n);
}

VECTORISED static void asked_bytes(uint8_t *restrict out, const uint8_t *restrict state, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = truth_of(state[i] == STATE_UNKNOWN);
}
VECTORISED static void asked_truths(uint8_t *restrict out, const uint8_t *restrict in, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = truth_of(in[i] == TRUTH_UNKNOWN);
}

// A fault is neither a value nor a missing one: the answer faults too.
static void asked_faults(struct workspace *w, const struct node *n) {
    uint32_t rows = rows_of(w, n);
    const struct vector *v = kid_vector(w, n, 0);
    uint8_t *out = result_of(w, n);
    if (!is_stateful(n) || v->all_known) {
        result_known(w, n);
        return;
    }
    uint8_t *states = own_states(w, n);
    for (uint32_t i = 0; i < rows; i++) {
        enum state state = state_at(v, i);
        out[i] = state == STATE_FAULT ? TRUTH_UNKNOWN : truth_of(state == STATE_UNKNOWN);
        states[i] = state == STATE_FAULT ? STATE_FAULT : STATE_KNOWN;
    }
}

void eval_is_missing(struct workspace *w, const struct node *n) {
    const struct vector *v = kid_vector(w, n, 0);
    if (v->all_known) memset(result_of(w, n), TRUTH_NO, rows_of(w, n));
    else asked_bytes(result_of(w, n), v->state, rows_of(w, n));
    asked_faults(w, n);
}

// What a person decides is unknown, but nothing of it is missing.
void eval_truth_missing(struct workspace *w, const struct node *n) {
    const struct vector *v = kid_vector(w, n, 0);
    if (v->state && !v->all_known) asked_bytes(result_of(w, n), v->state, rows_of(w, n));
    else asked_truths(result_of(w, n), v->data, rows_of(w, n));
    asked_faults(w, n);
}

void eval_list_missing(struct workspace *w, const struct node *n) {
    asked_bytes(result_of(w, n), w->block->lists[n->field->index].state, w->rows);
    result_known(w, n);
}

void eval_list_empty(struct workspace *w, const struct node *n) {
    const struct list_column *l = &w->block->lists[n->field->index];
    uint8_t *out = result_of(w, n);
    for (uint32_t i = 0; i < w->rows; i++)
        out[i] = l->state[i] ? TRUTH_UNKNOWN : truth_of(l->offsets[i] == l->offsets[i + 1]);
    w->vectors[n->id].all_known = l->all_known;
}
