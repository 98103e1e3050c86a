// An applicant from a box: as usual as the box lets be, with days that exist.
#include "grammar/base/calendar.h"
#include "interp/solve/search.h"
#include "interp/value/number.h"

#define NEAR 64         // days that are tried around the usual one
#define AS_OF_TRIES 40  // as-of dates likewise

static bool is_day(int64_t date) {
    return date >= DATE_MIN && date <= DATE_MAX && date_day((int32_t)date) >= 1 &&
           date_day((int32_t)date) <= month_days(date_month((int32_t)date));
}

static bool is_value(const struct field *f, int64_t value, int32_t as_of) {
    if (f->type.kind == TYPE_DATE && !is_day(value)) return false;
    if (f->type.kind == TYPE_MONTH && (value < date_month(DATE_MIN) || value > date_month(DATE_MAX))) return false;
    if (f->type.kind == TYPE_NUMBER && value % number_step(f->type.decimals)) return false;
    return range_holds(&f->range, f->type.kind, value, as_of);
}

static int64_t clamp(int64_t value, const struct range *r) {
    return value < r->low ? r->low : value > r->high ? r->high : value;
}

// The usual one, or the nearest to it that lies in the box and in the field's own range.
static int64_t start_of(const struct solver *s, const struct field *f, int32_t as_of) {
    const struct range_span own = range_on(&f->range, f->type.kind, as_of);
    const struct range range = {.low = own.low, .high = own.high};
    int64_t usual = usual_in_box(s, f);
    if (s->box.views[f->index] == VIEW_PLAIN) usual = clamp(usual, &range);
    return clamp(usual, &s->box.fields[f->index]);
}

// The nearest to the usual one that the field can have.
static bool draw_number(const struct solver *s, const struct field *f, int32_t as_of, int64_t *value) {
    const struct range *r = &s->box.fields[f->index];
    int64_t start = start_of(s, f, as_of);
    int64_t step = f->type.kind == TYPE_NUMBER ? number_step(f->type.decimals) : 1;
    start -= start % step;
    for (int64_t by = 0; by <= NEAR * step; by += step)
        for (int64_t side = -1; side <= 1; side += 2) {
            int64_t in_box = start + side * by;
            if (in_box < r->low || in_box > r->high) continue;
            *value = seen_value(s, f, in_box, as_of);
            if (is_value(f, *value, as_of)) return true;
        }
    return false;
}

static int64_t draw_code(const struct solver *s, const struct field *f) {
    const struct range *r = &s->box.fields[f->index];
    int64_t usual = s->usual[f->index];
    if (f->type.kind == TYPE_SET) return (int64_t)(((uint64_t)usual & r->may) | r->must);
    if (usual >= 64 || r->may >> usual & 1) return usual;
    return r->may ? __builtin_ctzll(r->may) : 64;
}

// A list or a text that nothing is asked of is as usual: a text the plain applicant's, a list has no items.
static bool draw_whole(struct solver *s, const struct field *f, int32_t as_of) {
    struct specimens *of = &s->specimens[f->index];
    const struct block *plain = s->options.plain;
    const struct specimen *one = of->trait_count ? specimen_in_box(s, of) : NULL;
    if (of->trait_count) return one && specimen_put(s, of, one, s->block, 0, as_of);
    bool list = f->type.kind == TYPE_LIST, there = plain && plain->rows && s->plain_states[f->index] == STATE_KNOWN;
    if (list) block_set_list_known(s->block, 0, f);
    else
        block_set_text(s->block, 0, f,
                       there ? vector_value(&plain->columns[f->index], LANE_TEXT, 0).text : slice_of("某某"));
    return true;
}

static bool is_missing(const struct solver *s, const struct field *f) {
    uint8_t outcomes = s->box.fields[f->index].outcomes;
    if (!(outcomes & OUTCOMES_KNOWN)) return true;
    return (outcomes & OUTCOME_UNKNOWN) && s->plain_states[f->index] == STATE_UNKNOWN;
}

static bool draw_field(struct solver *s, const struct field *f, int32_t as_of) {
    uint8_t outcomes = s->box.fields[f->index].outcomes;
    int64_t value = 0;
    if (is_missing(s, f)) return true;
    switch (f->type.kind) {
    case TYPE_LIST:
    case TYPE_TEXT: return draw_whole(s, f, as_of);
    case TYPE_TRUTH:
        value = outcomes & OUTCOME_YES ? TRUTH_YES : TRUTH_NO;
        if ((outcomes & OUTCOMES_KNOWN) == OUTCOMES_KNOWN) value = s->usual[f->index];
        break;
    case TYPE_CHOICE:
    case TYPE_SET: value = draw_code(s, f); break;
    default:
        if (!draw_number(s, f, as_of, &value)) return false;
    }
    block_set(s->block, 0, f, value);
    return true;
}

static bool draw_on(struct solver *s, int32_t as_of) {
    const struct policy *p = s->plan->policy;
    block_clear(s->block);
    block_add_row(s->block);
    s->block->as_of[0] = as_of;
    for (uint32_t i = 0; i < p->field_count; i++)
        if (!draw_field(s, &p->fields[i], as_of)) return false;
    block_seal(s->block);
    return true;
}

bool draw(struct solver *s) {
    const struct range dates = {.low = s->box.as_of[0], .high = s->box.as_of[1]};
    int64_t start = clamp(s->options.as_of, &dates);
    for (int64_t by = 0; by < AS_OF_TRIES; by++)
        for (int64_t side = 1; side >= -1; side -= 2) {
            int64_t as_of = start + side * by;
            if (as_of >= dates.low && as_of <= dates.high && is_day(as_of) && draw_on(s, (int32_t)as_of)) return true;
        }
    return false;
}
