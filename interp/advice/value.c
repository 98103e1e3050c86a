// The values of a field that are worth trying, and how far they are from what it is.
#include "grammar/base/calendar.h"
#include "interp/advice/internal.h"

#define STEPS 8          // of a ladder, in either direction
#define VALUES_MOST 96u  // of a field
#define ITEMS_TRIED 16   // of a list
#define WHOLE 1000       // the distance of what has no numbers between
#define DECADE 3650      // days, or as many months as make ten years: WHOLE

static bool is_date(const struct field *f) { return f->type.kind == TYPE_DATE; }

static int64_t unit_of(const struct field *f) {
    return f->type.kind == TYPE_NUMBER ? number_step(f->type.decimals) : 1;
}

int64_t value_place(const struct field *f, int64_t value) {
    return is_date(f) ? date_number((int32_t)value) : value / unit_of(f);
}

#define DIGITS_MOST INT64_C(999999999999999999)  // of any number, as data can give it
bool value_from_place(const struct adviser *a, const struct field *f, int64_t place, int64_t *value) {
    int32_t date;
    if (is_date(f)) {
        if (!date_from_number(place, &date)) return false;
        *value = date;
    } else if (__builtin_mul_overflow(place, unit_of(f), value) || *value > DIGITS_MOST || *value < -DIGITS_MOST)
        return false;
    if (f->type.kind == TYPE_MONTH && (*value < date_month(DATE_MIN) || *value > date_month(DATE_MAX))) return false;
    return range_holds(&f->range, f->type.kind, *value, a->as_of);
}

int64_t value_origin(const struct adviser *a, const struct advice_change *c) {
    if (!c->was_missing) return c->from;
    if (is_date(c->field)) return a->as_of;
    return c->field->type.kind == TYPE_MONTH ? date_month(a->as_of) : 0;
}

static int64_t share_of(__int128 from, __int128 to) {
    __int128 gap = to > from ? to - from : from - to, size = 1;
    if (from < 0) from = -from;
    if (to < 0) to = -to;
    size = from > to ? from : to > size ? to : size;
    return (int64_t)(gap * WHOLE / size);
}

static int64_t ordered_cost(const struct adviser *a, const struct advice_change *c) {
    int64_t from = value_place(c->field, value_origin(a, c)), to = value_place(c->field, c->to);
    int64_t gap = to > from ? to - from : from - to, years = is_date(c->field) ? DECADE : DECADE / 30;
    if (is_date(c->field) || c->field->type.kind == TYPE_MONTH) return gap < years ? gap * WHOLE / years : WHOLE;
    return share_of(from, to);
}

int64_t value_cost(const struct adviser *a, const struct advice_change *c) {
    if (c->kind == ADVICE_DROP) return WHOLE;
    if (c->kind == ADVICE_EMPTY) return WHOLE + c->from;
    if (field_is_ordered(c->field)) return ordered_cost(a, c);
    if (c->field->type.kind == TYPE_SET) return WHOLE / 2 * __builtin_popcountll((uint64_t)(c->from ^ c->to));
    return WHOLE;
}

struct filling {
    struct adviser *a;
    struct lever *l;
};

static bool is_there(const struct lever *l, int64_t value) {
    for (uint32_t i = 0; i < l->count; i++)
        if (l->values[i].kind == ADVICE_VALUE && l->values[i].to == value) return true;
    return false;
}

static void add(const struct filling *f, enum advice_kind kind, int64_t value) {
    struct lever *l = f->l;
    struct advice_change c = {.field = l->field, .kind = kind, .was_missing = l->missing, .from = l->from, .to = value};
    if (l->count < VALUES_MOST) ARENA_PUSH(f->a->arena, l->values, l->count, c);
}

static void add_value(const struct filling *f, int64_t value) {
    if ((f->l->missing || value != f->l->from) && !is_there(f->l, value)) add(f, ADVICE_VALUE, value);
}

static void add_place(const struct filling *f, int64_t place) {
    int64_t value;
    if (value_from_place(f->a, f->l->field, place, &value)) add_value(f, value);
}

// A bound that is no day is taken for the first of its month; a day beside is tried as well.
static int64_t day_of(int64_t packed) {
    if (packed < DATE_MIN || packed > DATE_MAX) return packed < DATE_MIN ? DATE_MIN : DATE_MAX;
    int32_t month = date_month((int32_t)packed), day = date_day((int32_t)packed), last = month_days(month);
    return (int64_t)month * 32 + (day < 1 ? 1 : day > last ? last : day);
}

static void add_met(const struct filling *f) {
    for (uint32_t i = 0; i < f->l->met_count; i++) {
        int64_t value = is_date(f->l->field) ? day_of(f->l->met[i]) : f->l->met[i];
        int64_t place = value_place(f->l->field, value);
        add_place(f, place);
        add_place(f, place - 1);
        add_place(f, place + 1);
    }
}

static int64_t laddered(int64_t place, bool up, unsigned step) {
    int64_t factor = INT64_C(1) << 2 * step, raised;
    if (!up) return place / factor;
    if (!place) return factor;
    return __builtin_mul_overflow(place, factor, &raised) ? INT64_MAX : raised;
}

static void add_ladder(const struct filling *f) {
    struct advice_change origin = {.field = f->l->field, .was_missing = f->l->missing, .from = f->l->from};
    bool counted = !is_date(f->l->field) && f->l->field->type.kind != TYPE_MONTH;
    int64_t unit = is_date(f->l->field) ? 30 : 1;
    int64_t place = value_place(f->l->field, value_origin(f->a, &origin));
    add_place(f, counted ? 0 : place);
    if (counted && place <= INT64_MAX / 2) add_place(f, 2 * place);
    for (unsigned i = 1; i <= STEPS; i++) {
        add_place(f, counted ? laddered(place, true, i) : place + (unit << i));
        add_place(f, counted ? laddered(place, false, i) : place - (unit << i));
    }
    for (int64_t ten = 1; counted && ten <= DIGITS_MOST / 1000; ten *= 10) add_place(f, ten);
}

static void add_numbers(const struct filling *f) {
    add_met(f);
    if (f->l->is_computed || f->l->missing) add_ladder(f);
}

static void add_set(const struct filling *f) {
    for (uint32_t i = 0; i < f->l->field->type.choices->value_count; i++) add_value(f, f->l->from ^ INT64_C(1) << i);
    for (uint32_t i = 0; i < f->l->met_count; i++) add_value(f, f->l->met[i]);
    add_value(f, 0);
}

static void add_list(const struct filling *f) {
    if (f->l->missing || f->l->from) add(f, ADVICE_EMPTY, 0);
    for (int64_t i = 0; i < f->l->from && i < ITEMS_TRIED && f->l->from > 1; i++) add(f, ADVICE_DROP, i);
}

static void add_plain(const struct filling *f) {
    const struct field *field = f->l->field;
    uint32_t count = field->type.kind == TYPE_CHOICE ? field->type.choices->value_count : 0;
    if (field->type.kind == TYPE_TRUTH) add_value(f, TRUTH_YES), add_value(f, TRUTH_NO);
    for (uint32_t i = 0; i < count; i++) add_value(f, i);
}

static uint64_t distance(const struct adviser *a, const struct advice_change *c) {
    if (!field_is_ordered(c->field)) return 0;
    int64_t from = value_place(c->field, value_origin(a, c)), to = value_place(c->field, c->to);
    return to > from ? (uint64_t)to - (uint64_t)from : (uint64_t)from - (uint64_t)to;
}

static bool is_nearer(const struct adviser *a, const struct advice_change *x, const struct advice_change *y) {
    int64_t of_x = value_cost(a, x), of_y = value_cost(a, y);
    return of_x != of_y ? of_x < of_y : distance(a, x) < distance(a, y);
}

// Stable, so that what is as near stays in order.
static void sort(const struct filling *f) {
    struct advice_change *v = f->l->values;
    for (uint32_t i = 1; i < f->l->count; i++)
        for (uint32_t k = i; k > 0 && is_nearer(f->a, &v[k], &v[k - 1]); k--) {
            struct advice_change kept = v[k];
            v[k] = v[k - 1];
            v[k - 1] = kept;
        }
}

void lever_fill(struct adviser *a, struct lever *l) {
    struct filling f = {a, l};
    switch (l->field->type.kind) {
    case TYPE_LIST: add_list(&f); break;
    case TYPE_SET: add_set(&f); break;
    case TYPE_TRUTH:
    case TYPE_CHOICE: add_plain(&f); break;
    default: add_numbers(&f);
    }
    sort(&f);
}
