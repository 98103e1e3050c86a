// What is usual of an applicant: no amount, count or period below zero, no date long past or far ahead.
#include "grammar/base/calendar.h"
#include "interp/solve/search.h"

#define EARLIEST DATE_PACK(1940, 1, 1)
#define MONTHS_AHEAD 120
#define MONTHS_BACK 1012  // from the usual as-of date to the earliest one, or thereabouts

static bool is_amount(const struct field *f) {
    return f->type.kind == TYPE_MONEY || f->type.kind == TYPE_COUNT || f->type.kind == TYPE_PERIOD;
}

static void cut_to(struct range *r, int64_t low, int64_t high) {
    if (r->low < low) r->low = low;
    if (r->high > high) r->high = high;
    if (r->low > r->high) r->outcomes &= OUTCOMES_OPEN;
}

// Dates that are seen from the as-of date lie as far behind it.
void usual_range(const struct solver *s, const struct field *f, struct range *r) {
    bool date = f->type.kind == TYPE_DATE, seen = s->box.views[f->index] != VIEW_PLAIN;
    int64_t unit = date ? 32 : 1, as_of = date ? s->options.as_of : date_month(s->options.as_of);
    if (is_amount(f)) cut_to(r, 0, r->high);
    if (!date && f->type.kind != TYPE_MONTH) return;
    if (seen) cut_to(r, -MONTHS_AHEAD * unit, MONTHS_BACK * unit);
    else cut_to(r, date ? EARLIEST : date_month(EARLIEST), as_of + MONTHS_AHEAD * unit);
}

#define MONTHS_USUAL 600  // of the as-of date, from the usual one on

void usual_as_of(const struct solver *s, int32_t as_of[2]) {
    if (as_of[0] < EARLIEST) as_of[0] = EARLIEST;
    if (as_of[1] > s->options.as_of + MONTHS_USUAL * 32) as_of[1] = s->options.as_of + MONTHS_USUAL * 32;
}

bool is_usual_as_of(const struct solver *s) {
    int32_t as_of = s->block->as_of[0];
    return as_of >= EARLIEST && as_of <= s->options.as_of + MONTHS_USUAL * 32;
}

static bool is_odd(const struct solver *s, const struct field *f, int64_t value) {
    int32_t as_of = s->block->as_of[0];
    switch (f->type.kind) {
    case TYPE_DATE: return value < EARLIEST || value > as_of + MONTHS_AHEAD * 32;
    case TYPE_MONTH: return value < date_month(EARLIEST) || value > date_month(as_of) + MONTHS_AHEAD;
    default: return is_amount(f) && value < 0;
    }
}

const struct field *odd_field(const struct solver *s) {
    for (uint32_t i = 0; i < s->variable_count; i++) {
        const struct field *f = variable_field(s, s->variables[i]);
        if (!f || f->type.kind == TYPE_LIST || f->type.kind == TYPE_TEXT) continue;
        struct node_value v = vector_value(&s->block->columns[f->index], column_lane(f), 0);
        if (v.state == STATE_KNOWN && is_odd(s, f, v.value)) return f;
    }
    return NULL;
}

// ---- as a box has it

// What stands in the box is this much behind the as-of date.
static int64_t origin_of(const struct field *f, enum view view, int32_t as_of) {
    if (f->type.kind == TYPE_MONTH) return date_month(as_of);
    return view == VIEW_TOP ? date_top(as_of) : as_of;
}

int64_t seen_value(const struct solver *s, const struct field *f, int64_t value, int32_t as_of) {
    enum view view = (enum view)s->box.views[f->index];
    return view == VIEW_PLAIN ? value : origin_of(f, view, as_of) - value;
}

int64_t usual_in_box(const struct solver *s, const struct field *f) {
    return seen_value(s, f, s->usual[f->index], s->options.as_of);
}

// ---- as somebody known is

static void take_value(struct range *r, const struct field *f, int64_t value) {
    switch (f->type.kind) {
    case TYPE_TRUTH: r->outcomes = value == TRUTH_YES ? OUTCOME_YES : OUTCOME_NO; return;
    case TYPE_SET: r->may = r->must = (uint64_t)value; break;
    case TYPE_CHOICE:
        if (value < 64) r->may = UINT64_C(1) << value;
        r->low = r->high = value;
        break;
    default: r->low = r->high = value;
    }
    r->outcomes = OUTCOME_KNOWN;
}

void near_range(const struct solver *s, const struct field *f, struct range *r) {
    int64_t usual = usual_in_box(s, f);
    if (s->along) take_value(r, f, usual < r->low ? r->low : usual > r->high ? r->high : usual);
    if (s->along || f->type.kind == TYPE_LIST || f->type.kind == TYPE_TEXT) return;
    struct node_value v = vector_value(&s->near->columns[f->index], column_lane(f), 0);
    if (v.state == STATE_KNOWN) take_value(r, f, seen_value(s, f, v.value, s->near->as_of[0]));
    else r->outcomes &= OUTCOMES_OPEN;
}
