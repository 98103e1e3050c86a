// Applicants known in part, before anything is known of them.
#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "interp/solve/range.h"
#include "interp/value/number.h"

static struct range whole_range(int64_t low, int64_t high) {
    return (struct range){OUTCOME_KNOWN | OUTCOME_UNKNOWN, low, high, UINT64_MAX, 0};
}

static uint64_t first_bits(uint32_t count) { return count >= 64 ? UINT64_MAX : (UINT64_C(1) << count) - 1; }

struct range range_of_type(struct type type) {
    struct range r = whole_range(-NUMBER_LIMIT, NUMBER_LIMIT);
    switch (type.kind) {
    case TYPE_TRUTH: r.outcomes |= OUTCOME_YES; break;
    case TYPE_DATE: return whole_range(DATE_MIN, DATE_MAX);
    case TYPE_MONTH: return whole_range(date_month(DATE_MIN), date_month(DATE_MAX));
    case TYPE_CHOICE: r.low = 0, r.high = (int64_t)type.choices->value_count - 1; /* fall through */
    case TYPE_SET: r.may = first_bits(type.choices->value_count); break;
    default: break;
    }
    return r;
}

bool box_make(struct box *box, const struct policy *policy) {
    *box = (struct box){.fields = calloc(policy->field_count + 1, sizeof *box->fields),
                        .views = calloc(policy->field_count + 1, sizeof *box->views),
                        .as_of = {DATE_MIN, DATE_MAX}};
    for (uint32_t i = 0; box->fields && i < policy->field_count; i++)
        box->fields[i] = range_of_type(policy->fields[i].type);
    return box->fields && box->views;
}

void box_free(struct box *box) {
    free(box->fields);
    free(box->views);
}
