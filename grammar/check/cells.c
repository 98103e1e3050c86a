#include "grammar/check/cells.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/base/calendar.h"

// Dates are counted in days, so that neighbours are neighbours. A span may lie between two whole months, and a chain of
// × and ÷ between two whole numbers.
static bool lies_between(const struct expr *column) {
    return column->type.kind == TYPE_SPAN || may_be_fraction(column);
}

static bool place_of(const struct column *column, const struct expr *e, int64_t *place) {
    bool minus = e && e->kind == NODE_NEGATE;
    if (minus) e = e->kids[0];
    if (!e) return false;
    *place = minus ? -e->value : e->value;
    bool halves = column->halves && !(e->type.kind == TYPE_PERIOD && e->type.unit == UNIT_DAYS);
    if (e->kind == NODE_NAME) {
        if (!e->ref || e->ref->kind != DEF_VALUE) return false;
        *place = ((const struct value *)e->ref)->index;
        return true;
    }
    if (e->kind == NODE_DATE) *place = date_number((int32_t)e->value);
    if (halves) *place *= 2;
    return e->kind == NODE_NUMBER || e->kind == NODE_DATE || e->kind == NODE_MONTH || e->kind == NODE_TRUTH;
}

struct marks {
    struct checker *c;
    struct column *column;
    int64_t *places;  // where a class begins
    uint32_t count;
    const char **texts;
    uint32_t text_count;
};

static void mark(struct marks *m, const struct expr *e) {
    int64_t place;
    if (e && e->kind == NODE_STRING) {
        ARENA_PUSH(m->c->arena, m->texts, m->text_count, e->text);
    } else if (place_of(m->column, e, &place)) {
        ARENA_PUSH(m->c->arena, m->places, m->count, place);
        ARENA_PUSH(m->c->arena, m->places, m->count, place + 1);
    } else m->column->opaque = true;
}

static void mark_cell(struct marks *m, const struct expr *cell) {
    if (!cell) return;
    if (cell->kind == NODE_COMPARE) mark(m, cell->kids[1]);
    else if (cell->kind != NODE_LIST && cell->kind != NODE_RANGE) mark(m, cell);
    else
        for (uint32_t i = 0; i < cell->count; i++) mark(m, cell->kids[i]);
}

static int compare_places(const void *a, const void *b) {
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static void push_class(struct checker *c, struct column *column, int64_t example, const char *text) {
    struct cell_class value = {example, text};
    ARENA_PUSH(c->arena, column->classes, column->class_count, value);
}

// Before the first mark, then from each mark to the next.
static void classes_of_marks(struct marks *m) {
    if (m->count) qsort(m->places, m->count, sizeof *m->places, compare_places);
    push_class(m->c, m->column, m->count ? m->places[0] - 1 : 0, NULL);
    for (uint32_t i = 0; i < m->count; i++)
        if (!i || m->places[i] != m->places[i - 1]) push_class(m->c, m->column, m->places[i], NULL);
}

static int compare_texts(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void classes_of_texts(struct marks *m) {
    if (m->text_count) qsort(m->texts, m->text_count, sizeof *m->texts, compare_texts);
    for (uint32_t i = 0; i < m->text_count; i++)
        if (!i || strcmp(m->texts[i], m->texts[i - 1]) != 0) push_class(m->c, m->column, 0, m->texts[i]);
    push_class(m->c, m->column, 0, NULL);
}

struct column column_of(struct checker *c, const struct decl *table, uint32_t index) {
    struct column column = {.expr = table->columns[index], .halves = lies_between(table->columns[index])};
    struct marks m = {.c = c, .column = &column};
    const struct type *t = &column.expr->type;
    for (uint32_t i = 0; i < table->row_count; i++)
        if (!table->rows[i].otherwise) mark_cell(&m, table->rows[i].cells[index]);
    if (t->kind == TYPE_CHOICE)
        for (uint32_t i = 0; i < t->domain->value_count; i++) push_class(c, &column, i, NULL);
    else if (t->kind == TYPE_TRUTH)
        for (int i = 0; i < 2; i++) push_class(c, &column, 2 * i, NULL);
    else if (t->kind == TYPE_TEXT) classes_of_texts(&m);
    else classes_of_marks(&m);
    return column;
}

static enum holds truth(bool yes) { return yes ? HOLDS_YES : HOLDS_NO; }

static bool ordered(uint8_t op, int64_t left, int64_t right) {
    switch ((enum compare_op)op) {
    case OP_EQ: return left == right;
    case OP_NE: return left != right;
    case OP_LT: return left < right;
    case OP_LE: return left <= right;
    case OP_GT: return left > right;
    case OP_GE: return left >= right;
    }
    return false;
}

static enum holds compare_holds(const struct column *column, uint8_t op, const struct expr *e,
                                const struct cell_class *value) {
    int64_t place;
    if (e && e->kind == NODE_STRING) {
        bool same = value->text && !strcmp(value->text, e->text);
        return truth(same == (op == OP_EQ));
    }
    if (!place_of(column, e, &place)) return HOLDS_MAYBE;
    return truth(ordered(op, value->example, place));
}

// The classes rise, by their examples or by their texts; any other text comes last.
static int compare_class(const struct column *column, const struct expr *e, const struct cell_class *value) {
    int64_t place;
    if (e->kind == NODE_STRING) return value->text ? strcmp(e->text, value->text) : -1;
    place_of(column, e, &place);
    return (place > value->example) - (place < value->example);
}

// An item of a list is in one class, all alone; a list of thousands is gone through once, not for each class.
static void item_holds(const struct column *column, const struct expr *item, uint8_t *holds) {
    uint32_t low = 0, high = column->class_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = compare_class(column, item, &column->classes[middle]);
        if (!order) holds[middle] = HOLDS_YES;
        if (!order) return;
        if (order < 0) high = middle;
        else low = middle + 1;
    }
}

static void list_holds(const struct column *column, const struct expr *list, uint8_t *holds) {
    uint8_t otherwise = HOLDS_NO;
    int64_t place;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct expr *item = list->kids[i];
        bool is_told = item && (item->kind == NODE_STRING || place_of(column, item, &place));
        if (is_told) item_holds(column, item, holds);
        else otherwise = HOLDS_MAYBE;
    }
    for (uint32_t i = 0; i < column->class_count; i++)
        if (holds[i] != HOLDS_YES) holds[i] = otherwise;
}

static enum holds one_holds(const struct column *column, const struct expr *cell, const struct cell_class *value) {
    if (!cell) return HOLDS_YES;
    if (cell->kind == NODE_COMPARE) return compare_holds(column, cell->op, cell->kids[1], value);
    if (cell->kind != NODE_RANGE) return compare_holds(column, OP_EQ, cell, value);
    enum holds low = compare_holds(column, OP_GE, cell->kids[0], value);
    enum holds high = compare_holds(column, OP_LE, cell->kids[1], value);
    return low < high ? low : high;
}

void cell_holds(const struct column *column, const struct expr *cell, uint8_t *holds) {
    if (cell && cell->kind == NODE_LIST) list_holds(column, cell, holds);
    else
        for (uint32_t i = 0; i < column->class_count; i++)
            holds[i] = (uint8_t)one_holds(column, cell, &column->classes[i]);
}

static void put_both(struct text *en, struct text *zh, const char *english, const char *chinese) {
    text_put(en, english);
    text_put(zh, chinese);
}

static void put_decimal(struct text *t, int64_t value, int64_t scale, int digits) {
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    if (value < 0) text_char(t, '-');
    text_format(t, "%llu", (unsigned long long)(size / (uint64_t)scale));
    if (size % (uint64_t)scale) text_format(t, ".%0*llu", digits, (unsigned long long)(size % (uint64_t)scale));
}

static void put_number(struct checker *c, struct text *t, const struct type *type, int64_t value) {
    switch (type->kind) {
    case TYPE_MONEY:
        if (value % 1000000 == 0) text_format(t, "%lld%s", (long long)(value / 1000000), value ? "万元" : "元");
        else put_decimal(t, value, 100, 2), text_put(t, "元");
        break;
    case TYPE_PERCENT: put_decimal(t, value, 10000, 4), text_char(t, '%'); break;
    default:
        text_int(t, value);
        if (type->counter) text_put(t, intern_name(c->names, type->counter));
    }
}

static void put_date(struct text *t, int64_t number) {
    char date[11] = "";
    int32_t packed;
    if (date_from_number(number, &packed)) date_format(packed, date);
    text_put(t, date);
}

static void put_months(struct text *en, struct text *zh, int64_t value) {
    text_format(en, "%lld months", (long long)value);
    text_format(zh, "%lld个月", (long long)value);
}

static void put_choice(struct checker *c, const struct column *column, int64_t index, struct text *en,
                       struct text *zh) {
    struct diag_arg name = name_words(c, &column->expr->type.domain->values[index].def.name);
    put_both(en, zh, name.en, name.zh);
}

static void put_value(struct checker *c, const struct column *column, const struct cell_class *v, struct text *en,
                      struct text *zh) {
    const struct type *t = &column->expr->type;
    char month[8];
    switch (t->kind) {
    case TYPE_CHOICE: put_choice(c, column, v->example, en, zh); break;
    case TYPE_TRUTH: put_both(en, zh, v->example ? "yes" : "no", v->example ? "是" : "否"); break;
    case TYPE_TEXT: put_both(en, zh, v->text ? v->text : "…", v->text ? v->text : "…"); break;
    case TYPE_DATE:
        put_date(en, v->example);
        put_date(zh, v->example);
        break;
    case TYPE_MONTH:
        month_format((int32_t)v->example, month);
        put_both(en, zh, month, month);
        break;
    default: put_number(c, en, t, v->example); put_number(c, zh, t, v->example);
    }
}

void class_words(struct checker *c, const struct column *column, const struct cell_class *value, struct text *en,
                 struct text *zh) {
    const struct expr *e = column->expr;
    const char *written = c->sources->items[e->at.source]->bytes + e->at.offset;
    text_add(en, written, e->at.length);
    text_add(zh, written, e->at.length);
    struct cell_class shown = *value;
    bool between = column->halves && value->example % 2 != 0;
    if (column->halves) shown.example = (value->example - between) / 2;
    put_both(en, zh, between ? " > " : " = ", between ? " > " : " = ");
    bool span = e->type.kind == TYPE_SPAN, period = e->type.kind == TYPE_PERIOD;
    if ((span || period) && e->type.unit != UNIT_DAYS) put_months(en, zh, shown.example);
    else put_value(c, column, &shown, en, zh);
}
