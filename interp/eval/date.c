// Dates, months and the time between them.
#include "grammar/base/calendar.h"
#include "interp/eval/handlers.h"
#include "interp/value/vectorised.h"

#define MONTH_FIRST (DATE_MIN >> 5)
#define MONTH_LAST (DATE_MAX >> 5)

typedef bool shift_step(int32_t from, int64_t by, int32_t *result);

static bool month_shift(int32_t from, int64_t by, int32_t *result) {
    int64_t month;
    if (__builtin_add_overflow((int64_t)from, by, &month) || month < MONTH_FIRST || month > MONTH_LAST) return false;
    *result = (int32_t)month;
    return true;
}

// A date outside the calendar is a fault.
static void shifted(struct workspace *w, const struct node *n, shift_step *step) {
    const int32_t *from = kid_vector(w, n, 0)->data;
    const int64_t *by = kid_vector(w, n, 1)->data;
    int32_t *out = result_of(w, n);
    bool known;
    uint8_t *states = states_to_check(w, n, &known);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++) {
        if (states[i] != STATE_KNOWN || step(from[i], by[i], &out[i])) continue;
        states[i] = STATE_FAULT;
        known = false;
    }
    w->vectors[n->id].all_known = known;
}

void eval_date_plus(struct workspace *w, const struct node *n) { shifted(w, n, date_add_months); }
void eval_date_plus_days(struct workspace *w, const struct node *n) { shifted(w, n, date_add_days); }
void eval_month_plus(struct workspace *w, const struct node *n) { shifted(w, n, month_shift); }

VECTORISED static void months_of(int32_t *restrict out, const int32_t *restrict dates, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = dates[i] >> 5;
}

void eval_month_of(struct workspace *w, const struct node *n) {
    months_of(result_of(w, n), kid_vector(w, n, 0)->data, rows_of(w, n));
    result_states(w, n);
}

static int32_t whole(int32_t months, int32_t unit) { return months / unit - (months % unit < 0); }

VECTORISED static void passed_until(int64_t *restrict out, const int32_t *restrict from, int32_t to_top, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = months_passed(from[i], to_top);
}
VECTORISED static void years_until(int64_t *restrict out, const int32_t *restrict from, int32_t to_top, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = whole(months_passed(from[i], to_top), 12);
}

// A cell that is not known may hold no date at all, which date_top must not be asked about.
static void passed_rows(struct workspace *w, const struct node *n, int32_t unit) {
    const struct vector *to = kid_vector(w, n, 1);
    const int32_t *from = kid_vector(w, n, 0)->data, *until = to->data;
    int64_t *out = result_of(w, n);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++)
        out[i] = state_at(to, i) ? 0 : whole(months_passed(from[i], date_top(until[i])), unit);
}

void eval_passed(struct workspace *w, const struct node *n) {
    int32_t unit = n->operation == OPERATION_SPAN ? 1 : (int32_t)n->value;
    const struct node *to = n->kids[1];
    if (!to->constant || to->constant_state != STATE_KNOWN) passed_rows(w, n, unit);
    else if (unit == 1)
        passed_until(result_of(w, n), kid_vector(w, n, 0)->data, date_top((int32_t)to->value), rows_of(w, n));
    else years_until(result_of(w, n), kid_vector(w, n, 0)->data, date_top((int32_t)to->value), rows_of(w, n));
    result_states(w, n);
}

void eval_days_between(struct workspace *w, const struct node *n) {
    const struct vector *from = kid_vector(w, n, 0), *to = kid_vector(w, n, 1);
    const int32_t *a = from->data, *b = to->data;
    int64_t *out = result_of(w, n);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++)
        out[i] = state_at(from, i) || state_at(to, i) ? 0 : date_number(b[i]) - date_number(a[i]);
    result_states(w, n);
}

VECTORISED static void months_apart(int64_t *restrict out, const int32_t *restrict a, const int32_t *restrict b,
                                    uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = (int64_t)b[i] - a[i];
}

void eval_months_between(struct workspace *w, const struct node *n) {
    months_apart(result_of(w, n), kid_vector(w, n, 0)->data, kid_vector(w, n, 1)->data, rows_of(w, n));
    result_states(w, n);
}
