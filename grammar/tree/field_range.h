// The values that a field can have at all: a range, whose ends may be the as-of date. What lies outside is no value of
// the field, wherever it comes from.
#ifndef POL_TREE_FIELD_RANGE_H
#define POL_TREE_FIELD_RANGE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "grammar/base/calendar.h"
#include "grammar/tree/type.h"

struct range_end {  // both ends are part of the range: `< 3` ends at 2
    bool given;
    bool at_as_of;  // `value` is counted from the as-of date, for a month from its month
    int64_t value;  // as type.h keeps the field's values
};

struct field_range {
    struct range_end least, most;
    const char *words;  // as it is written: "0..150", "<= as_of"; NULL: the field has no range
};

struct range_span {  // from low to high, both included
    int64_t low, high;
};

static inline bool range_asks_as_of(const struct field_range *r) { return r->least.at_as_of || r->most.at_as_of; }

static inline int64_t range_end_value(const struct range_end *end, enum type_kind kind, int32_t as_of) {
    if (!end->at_as_of) return end->value;
    return end->value + (kind == TYPE_MONTH ? date_month(as_of) : as_of);
}

// What the range comes to on a date. Without one (0) an end at the as-of date is none.
static inline struct range_span range_on(const struct field_range *r, enum type_kind kind, int32_t as_of) {
    struct range_span span = {INT64_MIN, INT64_MAX};
    if (r->least.given && (as_of || !r->least.at_as_of)) span.low = range_end_value(&r->least, kind, as_of);
    if (r->most.given && (as_of || !r->most.at_as_of)) span.high = range_end_value(&r->most, kind, as_of);
    return span;
}

static inline bool range_holds(const struct field_range *r, enum type_kind kind, int64_t value, int32_t as_of) {
    struct range_span span = range_on(r, kind, as_of);
    return value >= span.low && value <= span.high;
}
#endif
