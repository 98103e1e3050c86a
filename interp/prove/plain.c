#include "interp/prove/plain.h"

#include "grammar/base/calendar.h"
#include "interp/eval/workspace.h"
#include "interp/value/truth.h"

#define USUAL_AS_OF DATE_PACK(2024, 7, 1)
#define YEARS_AGO 5  // of a date

static int64_t neutral(const struct field *f, int32_t as_of) {
    int32_t date = as_of;
    switch (f->type.kind) {
    case TYPE_DATE: return date_add_months(as_of, -12 * YEARS_AGO, &date) ? date : as_of;
    case TYPE_MONTH: return date_month(as_of) - 12 * YEARS_AGO;
    case TYPE_TRUTH: return TRUTH_NO;
    default: return 0;
    }
}

static void complete_list(struct block *b, const struct field *f) {
    if (b->lists[f->index].state[0] != STATE_KNOWN) block_set_list_known(b, 0, f);
}

static void complete(struct block *b, const struct field *f, int32_t as_of) {
    if (vector_value(&b->columns[f->index], column_lane(f), 0).state == STATE_KNOWN) return;
    int64_t value = neutral(f, as_of);
    if (f->type.kind == TYPE_TEXT) block_set_text(b, 0, f, slice_of("某某"));
    else if (range_holds(&f->range, f->type.kind, value, as_of)) block_set(b, 0, f, value);
}

void plain_complete(struct block *b, int32_t as_of) {
    block_seal(b);
    for (uint32_t i = 0; i < b->policy->field_count; i++) {
        const struct field *f = &b->policy->fields[i];
        if (f->type.kind == TYPE_LIST) complete_list(b, f);
        else complete(b, f, as_of ? as_of : USUAL_AS_OF);
    }
    block_seal(b);
}
