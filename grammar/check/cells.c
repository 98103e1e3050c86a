#include "grammar/check/cells.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/base/calendar.h"

bool table_has_otherwise(const struct decl *decl) {
    return decl->row_count && decl->rows[decl->row_count - 1].otherwise;
}

bool table_is_sound(const struct decl *decl) {
    for (uint32_t i = 0; i < decl->column_count; i++)
        if (!decl->columns[i] || decl->columns[i]->type.kind == TYPE_NONE) return false;
    for (uint32_t r = 0; r < decl->row_count; r++)
        for (uint32_t i = 0; i < decl->rows[r].cell_count; i++) {
            const struct expr *cell = decl->rows[r].cells[i];
            if (cell && cell->type.kind == TYPE_NONE) return false;
        }
    return true;
}

#define MAX_STEPS 100  // from name to name; definitions that go round are told elsewhere

static const struct expr *value_on(const struct param *p, int32_t date) {
    uint32_t i = p->value_count;
    while (i > 1 && p->values[i - 1].from > date) i--;
    return i ? p->values[i - 1].value : NULL;
}

// What a name stands for, through definitions and params, as far as that is written out.
static const struct expr *resolve(const struct expr *e, int32_t date) {
    for (int i = 0; i < MAX_STEPS && e && e->kind == NODE_NAME && e->ref; i++) {
        const struct define *d = (const struct define *)e->ref;
        if (e->ref->kind == DEF_DEFINE && !d->param_count) e = d->expr;
        else if (e->ref->kind == DEF_PARAM && date != PARAMS_UNKNOWN) e = value_on((const struct param *)e->ref, date);
        else break;
    }
    return e;
}

static int compare_texts(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int64_t text_place(const struct column *column, const char *text) {
    const char *const *found = NULL;
    if (column->text_count)
        found = bsearch(&text, column->texts, column->text_count, sizeof *column->texts, compare_texts);
    return found ? found - (const char *const *)column->texts : (int64_t)column->text_count;
}

// Dates are counted in days, so that neighbours are neighbours. A span may lie between two whole months, and a chain of
// × and ÷ between two whole numbers.
static bool lies_between(const struct expr *column) {
    return column->type.kind == TYPE_SPAN || may_be_fraction(column);
}

// Beside a number a count is one too.
static int64_t parts_of(const struct expr *column, const struct expr *e, int64_t value) {
    if (column->type.kind != TYPE_NUMBER || e->type.kind != TYPE_COUNT) return value;
    bool beyond = __builtin_mul_overflow(value, type_scale(TYPE_NUMBER), &value);
    return !beyond ? value : value < 0 ? PLACE_LEAST : PLACE_MOST;
}

static int64_t scaled(const struct column *column, const struct expr *e, int64_t value) {
    bool days = e->type.kind == TYPE_PERIOD && e->type.unit == UNIT_DAYS;
    if (e->kind == NODE_DATE) return date_number((int32_t)value);
    if (e->kind == NODE_TRUTH) return value / 2;
    value = parts_of(column->expr, e, value) / column->step;
    return column->halves && !days ? 2 * value : value;
}

// False where what stands there is not written out.
static bool place_of(const struct column *column, const struct expr *e, int32_t date, int64_t *place) {
    e = resolve(e, date);
    bool minus = e && e->kind == NODE_NEGATE;
    if (minus) e = e->kids[0];
    if (!e) return false;
    bool value = e->kind == NODE_NAME && e->ref && e->ref->kind == DEF_VALUE;
    if (value) *place = ((const struct value *)e->ref)->index;
    else if (e->kind == NODE_STRING) *place = text_place(column, e->text);
    else *place = scaled(column, e, minus ? -e->value : e->value);
    return value || e->kind == NODE_STRING || e->kind == NODE_NUMBER || e->kind == NODE_DATE || e->kind == NODE_MONTH ||
           e->kind == NODE_TRUTH;
}

// The stretches that compare so with a place; how many.
static uint32_t compared(uint8_t op, int64_t place, struct stretch out[2]) {
    struct stretch below = {PLACE_LEAST, place - 1}, above = {place + 1, PLACE_MOST};
    switch ((enum compare_op)op) {
    case OP_EQ: return out[0] = (struct stretch){place, place}, 1;
    case OP_NE: return out[0] = below, out[1] = above, 2;
    case OP_LT: return out[0] = below, 1;
    case OP_LE: return out[0] = (struct stretch){PLACE_LEAST, place}, 1;
    case OP_GT: return out[0] = above, 1;
    case OP_GE: return out[0] = (struct stretch){place, PLACE_MOST}, 1;
    }
    return 0;
}

static void push(struct checker *c, const struct column *column, struct places *p, struct stretch s) {
    if (s.low < column->domain.low) s.low = column->domain.low;
    if (s.high > column->domain.high) s.high = column->domain.high;
    if (s.low <= s.high) ARENA_PUSH(c->arena, p->items, p->count, s);
}

static void lay_compared(const struct grid *g, const struct column *column, struct places *p, uint8_t op,
                         const struct expr *e) {
    struct stretch parts[2];
    int64_t place;
    bool known = place_of(column, e, g->date, &place);
    uint32_t count = known ? compared(op, place, parts) : 0;
    for (uint32_t i = 0; i < count; i++) push(g->c, column, p, parts[i]);
    if (known) return;
    p->opaque = true;
    p->base = e && e->kind == NODE_NAME ? e->ref : NULL;
    if (p->base) p->relative_count = compared(op, 0, p->relative);
}

static void lay_range(const struct grid *g, const struct column *column, struct places *p, const struct expr *range) {
    struct stretch from[2], to[2];
    int64_t low, high;
    bool known = place_of(column, range->kids[0], g->date, &low) && place_of(column, range->kids[1], g->date, &high);
    p->opaque = p->opaque || !known;
    if (!known) return;
    compared((uint8_t)range_low_op(range), low, from);
    compared((uint8_t)range_high_op(range), high, to);
    push(g->c, column, p, (struct stretch){from->low, to->high});
}

static int64_t larger(int64_t a, int64_t b) { return a > b ? a : b; }

static int compare_stretches(const void *left, const void *right) {
    const struct stretch *a = left, *b = right;
    return (a->low > b->low) - (a->low < b->low);
}

static void lay_one(const struct grid *g, const struct column *column, struct places *p, const struct expr *cell) {
    if (expr_is_bound(cell)) lay_compared(g, column, p, cell->op, cell->kids[1]);
    else if (cell->kind == NODE_RANGE) lay_range(g, column, p, cell);
    else lay_compared(g, column, p, OP_EQ, cell);
}

static void lay_list(const struct grid *g, const struct column *column, struct places *p, const struct expr *list) {
    uint32_t merged = 0;
    for (uint32_t i = 0; i < list->count; i++) lay_one(g, column, p, list->kids[i]);
    p->base = NULL;
    if (p->count) qsort(p->items, p->count, sizeof *p->items, compare_stretches);
    for (uint32_t i = 0; i < p->count; i++) {
        struct stretch *last = merged ? &p->items[merged - 1] : NULL;
        if (last && p->items[i].low <= last->high + 1) last->high = larger(last->high, p->items[i].high);
        else p->items[merged++] = p->items[i];
    }
    p->count = merged;
}

static void lay_cell(const struct grid *g, struct column *column, struct places *p, const struct expr *cell) {
    if (!cell) push(g->c, column, p, column->domain);
    else if (cell->kind == NODE_LIST) lay_list(g, column, p, cell);
    else lay_one(g, column, p, cell);
    column->opaque = column->opaque || p->opaque;
}

static void note_text(const struct grid *g, struct column *column, const struct expr *e) {
    e = resolve(e && expr_is_bound(e) ? e->kids[1] : e, g->date);
    if (e && e->kind == NODE_STRING) ARENA_PUSH(g->c->arena, column->texts, column->text_count, e->text);
}

static void note_texts(const struct grid *g, struct column *column, uint32_t index) {
    uint32_t kept = 0;
    for (uint32_t r = 0; r < g->row_count; r++) {
        const struct expr *cell = g->decl->rows[r].cells[index];
        bool several = cell && cell->kind == NODE_LIST;
        for (uint32_t i = 0; several && i < cell->count; i++) note_text(g, column, cell->kids[i]);
        if (!several) note_text(g, column, cell);
    }
    if (column->text_count) qsort(column->texts, column->text_count, sizeof *column->texts, compare_texts);
    for (uint32_t i = 0; i < column->text_count; i++)
        if (!kept || strcmp(column->texts[i], column->texts[kept - 1]) != 0) column->texts[kept++] = column->texts[i];
    column->text_count = kept;
}

// A field's own range is all that a cell need hold for.
static struct stretch field_domain(const struct expr *e, int64_t step) {
    struct stretch all = {PLACE_LEAST, PLACE_MOST};
    if (e->kind != NODE_NAME || !e->ref || e->ref->kind != DEF_FIELD || e->type.kind == TYPE_DATE) return all;
    struct range_span span = range_on(&((const struct field *)e->ref)->range, e->type.kind, 0);
    if (span.low / step > all.low) all.low = span.low / step;
    if (span.high / step < all.high) all.high = span.high / step;
    return all;
}

static bool is_whole(const struct expr *column, const struct expr *cell, int64_t step, int32_t date) {
    const struct expr *e = cell ? resolve(cell, date) : NULL;
    if (!e || e->kind == NODE_NUMBER) return !e || parts_of(column, e, e->value) % step == 0;
    for (uint32_t i = 0; i < e->count; i++)
        if (!is_whole(column, e->kids[i], step, date)) return false;
    return true;
}

// A field of two decimals has no value between 79.99 and 80.
static int64_t step_of(const struct grid *g, uint32_t index) {
    const struct expr *e = g->decl->columns[index];
    int64_t step = number_step(e->type.decimals);
    if (e->type.kind != TYPE_NUMBER || e->kind != NODE_NAME || e->ref->kind != DEF_FIELD) return 1;
    for (uint32_t r = 0; r < g->row_count; r++)
        if (!is_whole(e, g->decl->rows[r].cells[index], step, g->date)) return 1;
    return step;
}

static void open_column(const struct grid *g, uint32_t index) {
    struct column *column = &g->columns[index];
    column->expr = g->decl->columns[index];
    column->halves = lies_between(column->expr);
    const struct type *t = &column->expr->type;
    column->step = step_of(g, index);
    column->domain = field_domain(column->expr, column->step);
    if (t->kind == TYPE_CHOICE) column->domain = (struct stretch){0, (int64_t)t->choices->value_count - 1};
    if (t->kind == TYPE_TRUTH) column->domain = (struct stretch){0, 1};
    if (t->kind != TYPE_TEXT) return;
    note_texts(g, column, index);
    column->domain = (struct stretch){0, column->text_count};
}

struct grid grid_of(struct checker *c, const struct decl *decl, int32_t date) {
    uint32_t columns = decl->column_count;
    struct grid g = {.c = c, .decl = decl, .date = date, .row_count = decl->row_count - table_has_otherwise(decl)};
    g.columns = ARENA_ARRAY(c->arena, struct column, columns);
    g.cells = ARENA_ARRAY(c->arena, struct places, (size_t)g.row_count * columns);
    for (uint32_t i = 0; i < columns; i++) open_column(&g, i);
    for (uint32_t r = 0; r < g.row_count; r++)
        for (uint32_t i = 0; i < columns; i++)
            lay_cell(&g, &g.columns[i], &g.cells[(size_t)r * columns + i], decl->rows[r].cells[i]);
    return g;
}

int64_t stretch_example(int64_t low, int64_t high) {
    if (low != PLACE_LEAST) return low;
    return high == PLACE_MOST ? 0 : high;
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

// 79.99
static void put_broken(struct text *t, int64_t value) {
    int64_t scale = type_scale(TYPE_NUMBER);
    int digits = NUMBER_DECIMALS;
    for (; digits && value % 10 == 0; digits--) value /= 10, scale /= 10;
    put_decimal(t, value, scale, digits);
}

static void put_number(struct checker *c, struct text *t, const struct type *type, int64_t value) {
    switch (type->kind) {
    case TYPE_MONEY:
        if (value % 1000000 == 0) text_format(t, "%lld%s", (long long)(value / 1000000), value ? "万元" : "元");
        else put_decimal(t, value, 100, 2), text_put(t, "元");
        break;
    case TYPE_PERCENT: put_decimal(t, value, 10000, 4), text_char(t, '%'); break;
    case TYPE_NUMBER: put_broken(t, value); break;
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
    struct diag_arg name = name_words(c, &column->expr->type.choices->values[index].def.name);
    put_both(en, zh, name.en, name.zh);
}

static void put_text(const struct column *column, int64_t place, struct text *en, struct text *zh) {
    const char *text = place < (int64_t)column->text_count ? column->texts[place] : "…";
    put_both(en, zh, text, text);
}

static void put_value(struct checker *c, const struct column *column, int64_t place, struct text *en, struct text *zh) {
    const struct type *t = &column->expr->type;
    char month[8];
    switch (t->kind) {
    case TYPE_CHOICE: put_choice(c, column, place, en, zh); break;
    case TYPE_TRUTH: put_both(en, zh, place ? "yes" : "no", place ? "是" : "否"); break;
    case TYPE_TEXT: put_text(column, place, en, zh); break;
    case TYPE_DATE:
        put_date(en, place);
        put_date(zh, place);
        break;
    case TYPE_MONTH:
        month_format((int32_t)place, month);
        put_both(en, zh, month, month);
        break;
    default: put_number(c, en, t, place * column->step); put_number(c, zh, t, place * column->step);
    }
}

// "type = growth"
static void put_place(const struct grid *g, const struct column *column, int64_t place, struct text *en,
                      struct text *zh) {
    const struct expr *e = column->expr;
    const char *written = g->c->sources->items[e->at.source]->bytes + e->at.offset;
    text_add(en, written, e->at.length);
    text_add(zh, written, e->at.length);
    bool between = column->halves && place % 2 != 0;
    if (column->halves) place = (place - between) / 2;
    put_both(en, zh, between ? " > " : " = ", between ? " > " : " = ");
    bool span = e->type.kind == TYPE_SPAN, period = e->type.kind == TYPE_PERIOD;
    if ((span || period) && e->type.unit != UNIT_DAYS) put_months(en, zh, place);
    else put_value(g->c, column, place, en, zh);
}

struct diag_arg places_words(const struct grid *g, const int64_t *places) {
    struct text en = {0}, zh = {0};
    for (uint32_t i = 0; i < g->decl->column_count; i++) {
        if (places[i] == PLACE_ANY) continue;
        if (en.length) put_both(&en, &zh, ", ", "、");
        put_place(g, &g->columns[i], places[i], &en, &zh);
    }
    if (!en.length) put_both(&en, &zh, "anything", "任何情形");
    struct diag_arg words = {text_words(g->c, &en).en, NULL};
    words.zh = text_words(g->c, &zh).en;
    return words;
}
