// Arithmetic on 64-bit lanes. Where the plan has shown that no value can overflow, the loop is plain; else each row
// is checked, and the ones that overflow (or divide by zero) become faults.
#include "interp/eval/handlers.h"
#include "interp/value/number.h"
#include "interp/value/vectorised.h"

// Sign extension; says whether some number is beyond.
VECTORISED static bool widen_rows(int64_t *restrict out, const int32_t *restrict in, uint32_t n) {
    uint32_t beyond = 0;
    for (uint32_t i = 0; i < n; i++) {
        out[i] = in[i];
        beyond |= number_is_beyond(in[i]);
    }
    return beyond;
}

// The states are the column's own.
void eval_widen(struct workspace *w, const struct node *n) {
    const struct vector *column = kid_vector(w, n, 0);
    struct vector *v = &w->vectors[n->id];
    int64_t *out = v->data;
    v->state = column->state;
    v->all_known = column->all_known;
    if (!widen_rows(out, column->data, rows_of(w, n))) return;
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++) out[i] = vector_number(column, i);
}

typedef bool checked_step(int64_t a, int64_t b, int64_t *result);

// Row by row, only where both operands are known: what stands behind a missing one means nothing.
static void checked_rows(struct workspace *w, const struct node *n, checked_step *step) {
    const int64_t *a = kid_vector(w, n, 0)->data, *b = kid_vector(w, n, 1)->data;
    int64_t *out = result_of(w, n);
    bool known;
    uint8_t *states = states_to_check(w, n, &known);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++) {
        if (states[i] != STATE_KNOWN || step(a[i], b[i], &out[i])) continue;
        states[i] = STATE_FAULT;
        known = false;
    }
    w->vectors[n->id].all_known = known;
}

// Unsigned, for a row that is not known may hold anything.
VECTORISED static void add_rows(int64_t *restrict out, const int64_t *a, const int64_t *b, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = (int64_t)((uint64_t)a[i] + (uint64_t)b[i]);
}
VECTORISED static void subtract_rows(int64_t *restrict out, const int64_t *a, const int64_t *b, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = (int64_t)((uint64_t)a[i] - (uint64_t)b[i]);
}
VECTORISED static void multiply_rows(int64_t *restrict out, const int64_t *a, const int64_t *b, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = (int64_t)((uint64_t)a[i] * (uint64_t)b[i]);
}

static bool may_overflow(const struct node *n) {
    return n->may_fault && n->low == INT64_MIN;  // kept apart from a fault that a kid brings along
}

void eval_add(struct workspace *w, const struct node *n) {
    if (may_overflow(n)) {
        checked_rows(w, n, number_add);
        return;
    }
    add_rows(result_of(w, n), kid_vector(w, n, 0)->data, kid_vector(w, n, 1)->data, rows_of(w, n));
    result_states(w, n);
}

void eval_subtract(struct workspace *w, const struct node *n) {
    if (may_overflow(n)) {
        checked_rows(w, n, number_subtract);
        return;
    }
    subtract_rows(result_of(w, n), kid_vector(w, n, 0)->data, kid_vector(w, n, 1)->data, rows_of(w, n));
    result_states(w, n);
}

void eval_multiply(struct workspace *w, const struct node *n) {
    multiply_rows(result_of(w, n), kid_vector(w, n, 0)->data, kid_vector(w, n, 1)->data, rows_of(w, n));
    result_states(w, n);
}

#define EXTREME_LOOP(name, type, comparison)                                                    \
    VECTORISED static void name(type *restrict out, const type *a, const type *b, uint32_t n) { \
        for (uint32_t i = 0; i < n; i++) out[i] = a[i] comparison b[i] ? a[i] : b[i];           \
    }
EXTREME_LOOP(larger_wide, int64_t, >)
EXTREME_LOOP(smaller_wide, int64_t, <)
EXTREME_LOOP(larger_date, int32_t, >)
EXTREME_LOOP(smaller_date, int32_t, <)
#undef EXTREME_LOOP

void eval_extreme_wide(struct workspace *w, const struct node *n) {
    const int64_t *a = kid_vector(w, n, 0)->data, *b = kid_vector(w, n, 1)->data;
    if (n->op == 0) larger_wide(result_of(w, n), a, b, rows_of(w, n));
    else smaller_wide(result_of(w, n), a, b, rows_of(w, n));
    result_states(w, n);
}

void eval_extreme_date(struct workspace *w, const struct node *n) {
    const int32_t *a = kid_vector(w, n, 0)->data, *b = kid_vector(w, n, 1)->data;
    if (n->op == 0) larger_date(result_of(w, n), a, b, rows_of(w, n));
    else smaller_date(result_of(w, n), a, b, rows_of(w, n));
    result_states(w, n);
}

VECTORISED static uint8_t silence_rows(uint8_t *restrict out, const uint8_t *restrict state,
                                       const int64_t *restrict value, uint32_t n) {
    uint8_t any = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint8_t none = (value[i] <= 0) & (state[i] == STATE_KNOWN);
        out[i] = none ? (uint8_t)STATE_SILENT : state[i];
        any |= out[i];
    }
    return any;
}

// The value is its kid's as it stands.
void eval_above_zero(struct workspace *w, const struct node *n) {
    const struct vector *x = kid_vector(w, n, 0);
    uint8_t *states = own_states(w, n), any;
    w->vectors[n->id].data = x->data;
    any = silence_rows(states, x->all_known ? w->zeros : x->state, x->data, rows_of(w, n));
    w->vectors[n->id].all_known = !any;
}
