// Choices: the value behind the first condition that is yes. Written from the last to the first, so that an earlier
// row lies over a later one; a condition that is unknown covers what stands below it.
#include <string.h>

#include "interp/eval/handlers.h"
#include "interp/value/vectorised.h"

static void copy_vector(struct workspace *w, const struct node *n, const struct vector *from) {
    uint32_t rows = rows_of(w, n);
    memcpy(result_of(w, n), from->data, rows * lane_size(n->lane));
    if (n->lane != LANE_TRUTH) memcpy(own_states(w, n), from->state, rows);
    else if (is_stateful(n)) {
        uint8_t *states = own_states(w, n);
        for (uint32_t i = 0; i < rows; i++) states[i] = (uint8_t)state_at(from, i);
    }
}

VECTORISED static void states_blend(uint8_t *restrict states, const uint8_t *restrict when,
                                    const uint8_t *restrict chosen, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint8_t there = chosen[i], below = states[i];  // both read in any case: a load under a condition is no vector's
        below = when[i] == TRUTH_UNKNOWN ? (uint8_t)STATE_UNKNOWN : below;
        states[i] = when[i] == TRUTH_YES ? there : below;
    }
}

// A condition that faults or is referred makes the choice so.
VECTORISED static void states_take(uint8_t *restrict states, const uint8_t *restrict when_states, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) states[i] = when_states[i] != STATE_KNOWN ? when_states[i] : states[i];
}

static void blend_states(struct workspace *w, const struct node *n, uint32_t k) {
    const struct vector *when = kid_vector(w, n, k);
    uint8_t *states = w->states[n->id];
    states_blend(states, when->data, kid_vector(w, n, k + 1)->state, rows_of(w, n));
    if (when->state && !when->all_known) states_take(states, when->state, rows_of(w, n));
}

// One choice over what lies below it: the default first, then the result so far.
struct layer {
    const uint8_t *when;
    const void *chosen, *below;
    bool is_constant, is_below_constant;  // then its first row says it all, and no memory is read for the others
};

#define BLEND_LOOPS(lane, type)                                                                                      \
    VECTORISED static void blend_##lane##_rows(type *out, const uint8_t *restrict when, const type *restrict chosen, \
                                               const type *below, uint32_t n) {                                      \
        for (uint32_t i = 0; i < n; i++) {                                                                           \
            type there = chosen[i], under = below[i];                                                                \
            out[i] = when[i] == TRUTH_YES ? there : under;                                                           \
        }                                                                                                            \
    }                                                                                                                \
    VECTORISED static void lay_##lane(type *out, const uint8_t *restrict when, type there, const type *below,        \
                                      uint32_t n) {                                                                  \
        for (uint32_t i = 0; i < n; i++) {                                                                           \
            type under = below[i];                                                                                   \
            out[i] = when[i] == TRUTH_YES ? there : under;                                                           \
        }                                                                                                            \
    }                                                                                                                \
    VECTORISED static void either_##lane(type *restrict out, const uint8_t *restrict when, type there, type under,   \
                                         uint32_t n) {                                                               \
        for (uint32_t i = 0; i < n; i++) out[i] = when[i] == TRUTH_YES ? there : under;                              \
    }                                                                                                                \
    static void blend_##lane(type *out, const struct layer *l, uint32_t n) {                                         \
        const type *there = l->chosen, *under = l->below;                                                            \
        if (l->is_constant && l->is_below_constant) either_##lane(out, l->when, *there, *under, n);                  \
        else if (l->is_constant) lay_##lane(out, l->when, *there, under, n);                                         \
        else blend_##lane##_rows(out, l->when, there, under, n);                                                     \
    }
BLEND_LOOPS(code, uint8_t)
BLEND_LOOPS(date, int32_t)
BLEND_LOOPS(wide, int64_t)
BLEND_LOOPS(text, struct slice)
#undef BLEND_LOOPS

VECTORISED static void blend_truth(uint8_t *out, const uint8_t *restrict when, const uint8_t *restrict chosen,
                                   const uint8_t *below, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint8_t there = chosen[i], under = below[i];
        under = when[i] == TRUTH_UNKNOWN ? (uint8_t)TRUTH_UNKNOWN : under;
        out[i] = when[i] == TRUTH_YES ? there : under;
    }
}

static void blend_lane(enum lane lane, void *out, const struct layer *l, uint32_t n) {
    switch (lane) {
    case LANE_TRUTH: blend_truth(out, l->when, l->chosen, l->below, n); break;
    case LANE_CODE: blend_code(out, l, n); break;
    case LANE_DATE: blend_date(out, l, n); break;
    case LANE_WIDE: blend_wide(out, l, n); break;
    case LANE_TEXT: blend_text(out, l, n); break;
    case LANE_NUMBER:
    case LANE_LIST: break;
    }
}

static void select_rows(struct workspace *w, const struct node *n) {
    bool known = all_kids_known(w, n), stateful = n->lane != LANE_TRUTH && !known;
    const struct vector *otherwise = kid_vector(w, n, n->count - 1);
    struct layer l = {.below = otherwise->data, .is_below_constant = n->kids[n->count - 1]->constant};
    if (stateful) memcpy(own_states(w, n), otherwise->state, rows_of(w, n));
    for (uint32_t k = n->count - 1; k >= 2; k -= 2) {
        l.when = kid_vector(w, n, k - 2)->data, l.chosen = kid_vector(w, n, k - 1)->data,
        l.is_constant = n->kids[k - 1]->constant;
        blend_lane(n->lane, result_of(w, n), &l, rows_of(w, n));
        if (stateful) blend_states(w, n, k - 2);
        l.below = result_of(w, n), l.is_below_constant = false;
    }
    if (known) result_known(w, n);
    else w->vectors[n->id].all_known = false;
}

void eval_select_code(struct workspace *w, const struct node *n) { select_rows(w, n); }
void eval_select_date(struct workspace *w, const struct node *n) { select_rows(w, n); }
void eval_select_wide(struct workspace *w, const struct node *n) { select_rows(w, n); }
void eval_select_text(struct workspace *w, const struct node *n) { select_rows(w, n); }

// The state of one row: that of the condition which could not be told, or of what was chosen.
static enum state chosen_state(const struct workspace *w, const struct node *n, uint32_t row) {
    for (uint32_t k = 0; k + 1 < n->count; k += 2) {
        const struct vector *when = kid_vector(w, n, k);
        uint8_t truth = ((const uint8_t *)when->data)[row];
        if (truth == TRUTH_UNKNOWN) return state_at(when, row);
        if (truth == TRUTH_YES) return state_at(kid_vector(w, n, k + 1), row);
    }
    return state_at(kid_vector(w, n, n->count - 1), row);
}

void eval_select_truth(struct workspace *w, const struct node *n) {
    select_rows(w, n);
    if (!is_stateful(n) || w->vectors[n->id].all_known) return;
    uint8_t *states = own_states(w, n);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++) states[i] = (uint8_t)chosen_state(w, n, i);
}

// No default heals a fault, nor decides what a person does.
static bool is_replaced(const struct node *n, enum state state) {
    return state == STATE_SILENT || (state == STATE_UNKNOWN && replaces_missing(n));
}

static void else_states(struct workspace *w, const struct node *n) {
    const struct vector *x = kid_vector(w, n, 0), *otherwise = kid_vector(w, n, 1);
    uint8_t *states = own_states(w, n), any = 0;
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++) {
        enum state state = state_at(x, i);
        states[i] = (uint8_t)(is_replaced(n, state) ? state_at(otherwise, i) : state);
        any |= states[i];
    }
    w->vectors[n->id].all_known = any == 0;
}

// `least`: the first of the two states that are replaced.
#define ELSE_LOOP(name, type)                                                                                      \
    VECTORISED static void name(type *restrict out, const uint8_t *restrict state, const type *restrict otherwise, \
                                uint8_t least, uint32_t n) {                                                       \
        for (uint32_t i = 0; i < n; i++)                                                                           \
            out[i] = ((state[i] >= least) & (state[i] <= STATE_SILENT)) ? otherwise[i] : out[i];                   \
    }
ELSE_LOOP(else_code, uint8_t)
ELSE_LOOP(else_date, int32_t)
ELSE_LOOP(else_wide, int64_t)
ELSE_LOOP(else_text, struct slice)
#undef ELSE_LOOP

static void else_lane(const struct node *n, void *out, const uint8_t *state, const void *otherwise, uint32_t rows) {
    uint8_t least = replaces_missing(n) ? STATE_UNKNOWN : STATE_SILENT;
    switch (n->lane) {
    case LANE_CODE: else_code(out, state, otherwise, least, rows); break;
    case LANE_DATE: else_date(out, state, otherwise, least, rows); break;
    case LANE_WIDE: else_wide(out, state, otherwise, least, rows); break;
    case LANE_TEXT: else_text(out, state, otherwise, least, rows); break;
    case LANE_TRUTH:
    case LANE_NUMBER:
    case LANE_LIST: break;
    }
}

static void else_rows(struct workspace *w, const struct node *n) {
    const struct vector *x = kid_vector(w, n, 0);
    copy_vector(w, n, x);
    if (x->all_known) {
        result_known(w, n);
        return;
    }
    else_lane(n, result_of(w, n), x->state, kid_vector(w, n, 1)->data, rows_of(w, n));
    else_states(w, n);
}

void eval_else_code(struct workspace *w, const struct node *n) { else_rows(w, n); }
void eval_else_date(struct workspace *w, const struct node *n) { else_rows(w, n); }
void eval_else_wide(struct workspace *w, const struct node *n) { else_rows(w, n); }
void eval_else_text(struct workspace *w, const struct node *n) { else_rows(w, n); }

VECTORISED static void else_truths(uint8_t *restrict out, const uint8_t *restrict a, const uint8_t *restrict b,
                                   uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = a[i] == TRUTH_UNKNOWN ? b[i] : a[i];
}

// A condition is never silent: it is a field that is missing.
void eval_else_truth(struct workspace *w, const struct node *n) {
    const struct vector *x = kid_vector(w, n, 0), *otherwise = kid_vector(w, n, 1);
    uint8_t *out = result_of(w, n);
    else_truths(out, x->data, otherwise->data, rows_of(w, n));
    if (!is_stateful(n)) {
        w->vectors[n->id].all_known = x->all_known || otherwise->all_known;
        return;
    }
    else_states(w, n);
}

#define REPEAT_LOOP(name, type)                                                                                     \
    VECTORISED static void name(type *restrict out, const type *restrict in, const uint32_t *offsets, uint32_t n) { \
        for (uint32_t row = 0; row < n; row++)                                                                      \
            for (uint32_t i = offsets[row]; i < offsets[row + 1]; i++) out[i] = in[row];                            \
    }
REPEAT_LOOP(repeat_byte, uint8_t)
REPEAT_LOOP(repeat_date, int32_t)
REPEAT_LOOP(repeat_wide, int64_t)
REPEAT_LOOP(repeat_text, struct slice)
#undef REPEAT_LOOP

static void repeat_lane(enum lane lane, void *out, const void *in, const uint32_t *offsets, uint32_t n) {
    switch (lane) {
    case LANE_TRUTH:
    case LANE_CODE: repeat_byte(out, in, offsets, n); break;
    case LANE_DATE: repeat_date(out, in, offsets, n); break;
    case LANE_WIDE: repeat_wide(out, in, offsets, n); break;
    case LANE_TEXT: repeat_text(out, in, offsets, n); break;
    case LANE_NUMBER:
    case LANE_LIST: break;
    }
}

void eval_broadcast(struct workspace *w, const struct node *n) {
    const struct vector *v = kid_vector(w, n, 0);
    const uint32_t *offsets = w->block->lists[n->space->index].offsets;
    repeat_lane(n->lane, result_of(w, n), v->data, offsets, w->rows);
    if (v->all_known) result_known(w, n);
    else if (v->state) repeat_byte(own_states(w, n), v->state, offsets, w->rows);
    else w->vectors[n->id].all_known = false;
}
