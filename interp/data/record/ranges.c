#include "interp/data/record/ranges.h"

#include <stdio.h>
#include <stdlib.h>

#include "interp/value/vectorised.h"

bool ranged_column_init(struct ranged_column *c, const struct field *f, int32_t as_of) {
    bool by_row = range_asks_as_of(&f->range) && !as_of;
    *c = (struct ranged_column){f, range_on(&f->range, f->type.kind, as_of), by_row};
    return f->range.words != NULL;
}

#define MARK_LOOP(name, type)                                                                     \
    VECTORISED static void name(uint8_t *restrict bad, uint8_t flag, const type *restrict value,  \
                                const uint8_t *restrict state, type low, type high, uint32_t n) { \
        for (uint32_t i = 0; i < n; i++) {                                                        \
            bool outside = (value[i] < low) | (value[i] > high);                                  \
            bad[i] = (uint8_t)(bad[i] | ((outside & (state[i] == STATE_KNOWN)) ? flag : 0));      \
        }                                                                                         \
    }
MARK_LOOP(mark_narrow, int32_t)
MARK_LOOP(mark_wide, int64_t)
#undef MARK_LOOP

int64_t ranged_value(const struct field *f, const struct vector *v, uint32_t row) {
    switch (column_lane(f)) {
    case LANE_DATE: return ((const int32_t *)v->data)[row];
    case LANE_NUMBER: return vector_number(v, row);
    default: return ((const int64_t *)v->data)[row];
    }
}

static void mark_one_by_one(const struct ranged_column *c, const struct vector *v, const int32_t *as_of, uint32_t rows,
                            uint8_t flag, uint8_t *bad) {
    for (uint32_t i = 0; i < rows; i++) {
        if (v->state[i] != STATE_KNOWN) continue;
        int64_t value = ranged_value(c->field, v, i);
        bool holds = as_of ? range_holds(&c->field->range, c->field->type.kind, value, as_of[i])
                           : value >= c->span.low && value <= c->span.high;
        if (!holds) bad[i] |= flag;
    }
}

// A clamped number compares with what lies in between as it would itself; an end beyond is none.
static int32_t narrow(int64_t end) { return number_clamped(end); }

// Whether the narrow loop tells: no number that was clamped could lie on the other side of an end.
static bool is_narrow(const struct ranged_column *c) {
    bool low = c->span.low == INT64_MIN || !number_is_beyond(narrow(c->span.low));
    bool high = c->span.high == INT64_MAX || !number_is_beyond(narrow(c->span.high));
    return low && high;
}

void ranged_column_mark(const struct ranged_column *c, const struct vector *v, const int32_t *as_of, uint32_t rows,
                        uint8_t flag, uint8_t *bad) {
    enum lane lane = column_lane(c->field);
    if (!c->by_row) as_of = NULL;
    if (as_of || (lane == LANE_NUMBER && !is_narrow(c))) mark_one_by_one(c, v, as_of, rows, flag, bad);
    else if (lane == LANE_WIDE) mark_wide(bad, flag, v->data, v->state, c->span.low, c->span.high, rows);
    else mark_narrow(bad, flag, v->data, v->state, narrow(c->span.low), narrow(c->span.high), rows);
}

bool ranged_items(const struct policy *policy, struct ranged_item **items, uint32_t *count) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < policy->field_count; i++) most += policy->fields[i].item_count;
    *count = 0;
    *items = calloc(most + 1, sizeof **items);
    for (uint32_t i = 0; *items && i < policy->field_count; i++) {
        const struct field *list = &policy->fields[i];
        for (uint32_t k = 0; k < list->item_count; k++) {
            if (!range_asks_as_of(&list->items[k].range)) continue;
            struct ranged_item *item = &(*items)[(*count)++];
            item->list = list;
            ranged_column_init(&item->column, &list->items[k], 0);
        }
    }
    return *items != NULL;
}

void ranged_value_text(const struct field *f, int64_t value, char text[16]) {
    if (f->type.kind == TYPE_MONTH) month_format((int32_t)value, text);
    else date_format((int32_t)value, text);
}

static void tell(const struct ranged_item *item, const struct policy *p, int64_t value, struct ranged_words *words) {
    const struct field *f = item->column.field;
    snprintf(words->name, sizeof words->name, "%s.%s", name_text(p, &item->list->def.name, LANG_EN),
             name_text(p, &f->def.name, LANG_EN));
    ranged_value_text(f, value, words->value);
    words->range = f->range.words;
}

static bool is_outside(const struct ranged_item *item, const struct block *b, uint32_t row,
                       struct ranged_words *words) {
    const struct list_column *l = &b->lists[item->list->index];
    const struct field *f = item->column.field;
    const struct vector *v = &l->items[f->index];
    for (uint32_t i = l->offsets[row]; l->state[row] == STATE_KNOWN && i < l->offsets[row + 1]; i++) {
        if (v->state[i] != STATE_KNOWN) continue;
        int64_t value = ranged_value(f, v, i);
        if (range_holds(&f->range, f->type.kind, value, b->as_of[row])) continue;
        if (words) tell(item, b->policy, value, words);
        return true;
    }
    return false;
}

bool ranged_item_outside(const struct ranged_item *items, uint32_t count, const struct block *b, uint32_t row,
                         struct ranged_words *words) {
    for (uint32_t i = 0; i < count; i++)
        if (is_outside(&items[i], b, row, words)) return true;
    return false;
}
