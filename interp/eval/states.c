#include "interp/eval/states.h"

#include <string.h>

#include "interp/value/vectorised.h"

void result_known(struct workspace *w, const struct node *n) {
    struct vector *v = &w->vectors[n->id];
    v->all_known = true;
    v->state = has_states(n) ? w->zeros : NULL;
}

uint8_t *own_states(struct workspace *w, const struct node *n) {
    struct vector *v = &w->vectors[n->id];
    v->all_known = false;
    v->state = w->states[n->id];
    return v->state;
}

VECTORISED static void largest_bytes(uint8_t *out, const uint8_t *a, const uint8_t *b, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = a[i] > b[i] ? a[i] : b[i];
}

static uint8_t *larger_states(struct workspace *w, const struct node *n, const uint8_t *a, const uint8_t *b) {
    uint8_t *states = w->states[n->id];
    largest_bytes(states, a, b, rows_of(w, n));
    return states;
}

// The states of a single kid that is not all known are the result's as they stand.
void result_states(struct workspace *w, const struct node *n) {
    struct vector *v = &w->vectors[n->id];
    result_known(w, n);
    for (uint32_t k = 0; k < n->count; k++) {
        const struct vector *kid = kid_vector(w, n, k);
        if (kid->all_known) continue;
        if (v->all_known) v->state = kid->state;
        else v->state = larger_states(w, n, v->state, kid->state);
        v->all_known = false;
    }
}

uint8_t *states_to_check(struct workspace *w, const struct node *n, bool *known) {
    result_states(w, n);
    *known = w->vectors[n->id].all_known;
    const uint8_t *found = w->vectors[n->id].state;
    uint8_t *states = own_states(w, n);
    if (found != states) memcpy(states, found, rows_of(w, n));
    return states;
}

VECTORISED static void unknown_bytes(uint8_t *restrict out, const uint8_t *restrict state, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = state[i] ? TRUTH_UNKNOWN : out[i];
}

void result_unknowns(struct workspace *w, const struct node *n) {
    if (all_kids_known(w, n)) {
        result_known(w, n);
        return;
    }
    uint32_t rows = rows_of(w, n);
    uint8_t *out = result_of(w, n);
    if (is_stateful(n)) result_states(w, n);
    else w->vectors[n->id].all_known = false;
    for (uint32_t k = 0; k < n->count; k++)
        if (!kid_vector(w, n, k)->all_known) unknown_bytes(out, kid_vector(w, n, k)->state, rows);
}

// Then only rows with items need a look.
uint8_t *list_states(struct workspace *w, const struct node *n) {
    const struct list_column *l = &w->block->lists[n->field->index];
    memset(result_of(w, n), 0, w->rows * sizeof(int64_t));
    uint8_t *states = own_states(w, n);
    memcpy(states, l->state, w->rows);
    w->vectors[n->id].all_known = l->all_known;
    return states;
}
