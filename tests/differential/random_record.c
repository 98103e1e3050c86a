#include "tests/differential/random_record.h"

#include <stdlib.h>

#include "interp/value/number.h"

static int64_t pack(uint32_t y, uint32_t mo, uint32_t d) { return (int64_t)(y * 12 + mo - 1) << 5 | d; }

static int64_t some_date(struct random_source *r) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    uint32_t y = 2020 + random_below(r, 6), m = 1 + random_below(r, 12),
             last = (uint32_t)days[m - 1] + (m == 2 && y % 4 == 0);
    uint32_t day = random_below(r, 3) ? 1 + random_below(r, last) : last - random_below(r, 2);
    return random_below(r, 40) ? pack(y, m, day) : random_below(r, 2) ? pack(1, 1, 1) : pack(9999, 12, 31);
}

static int64_t some_money(struct random_source *r) {
    static const int64_t edges[] = {0,
                                    1,
                                    49999,
                                    50000,
                                    50001,
                                    9999999,
                                    10000000,
                                    10000001,
                                    30000000,
                                    NUMBER_LIMIT,
                                    NUMBER_LIMIT - 1,
                                    -5,
                                    -NUMBER_LIMIT,
                                    333333333,
                                    INT32_MAX - 1,
                                    INT32_MAX,
                                    INT64_C(1) + INT32_MAX,
                                    INT32_MIN + 1,
                                    INT32_MIN,
                                    INT64_C(-1) + INT32_MIN};
    if (random_below(r, 3)) return (int64_t)random_below(r, 40000000);
    return edges[random_below(r, sizeof edges / sizeof *edges)];
}

static int64_t some_number(struct random_source *r, int64_t step) {
    static const int64_t edges[] = {0, 1, -1, 2500000, 3000000, INT32_MAX, INT32_MAX - 1, INT32_MIN, NUMBER_LIMIT};
    if (random_below(r, 4)) return (int64_t)random_below(r, 400) * 250000 / step * step;
    return edges[random_below(r, sizeof edges / sizeof *edges)] / step * step;
}

static int64_t some_value(struct random_source *r, const struct type *t) {
    switch (t->kind) {
    case TYPE_TRUTH: return random_below(r, 2) * 2;
    case TYPE_COUNT:
        return random_below(r, 20)  ? random_below(r, 12)
               : random_below(r, 2) ? NUMBER_LIMIT
                                    : INT32_MAX - 1 + (int64_t)random_below(r, 3);
    case TYPE_MONEY: return some_money(r);
    case TYPE_PERCENT: return random_below(r, 8) * 12345;
    case TYPE_NUMBER: return some_number(r, number_step(t->decimals));
    case TYPE_DATE: return some_date(r);
    case TYPE_MONTH: return 2024 * 12 + 6 - (int64_t)random_below(r, random_below(r, 30) ? 30 : 120) + 3;
    case TYPE_PERIOD: return random_below(r, 40);
    case TYPE_CHOICE: return random_below(r, 3);
    case TYPE_SET: return random_below(r, 1u << t->choices->value_count);
    default: return 0;
    }
}

// Letters mostly, for accounts to have items in common; numbers of people and firms, and such as are none.
static const char *some_text(struct random_source *r) {
    if (random_below(r, 3)) return PICK(r, "A", "B", "C");
    return PICK(r, "11010519491231002X", "11010519491231002x", "110105194912310021", "440308202002290017", "太原", "AB",
                "91350100M000100Y43", "91350100m000100y43", "91350100M000100Y44", "110105194902310020");
}

static struct naive_cell some_cell(struct random_source *r, const struct type *t, uint32_t missing_in) {
    struct naive_cell c = {.known = random_below(r, missing_in) != 0};
    if (!c.known) return c;
    c.value = some_value(r, t);
    if (t->kind == TYPE_TEXT) c.text = some_text(r);
    return c;
}

static void fill_cell(struct random_source *r, const struct type *t, struct naive_cell *c) {
    while (!c->known) *c = some_cell(r, t, 1000);
}

static void some_items(struct random_source *r, const struct field *f, struct naive_list *l) {
    *l = (struct naive_list){.known = random_below(r, 6) != 0};
    if (!l->known) return;
    l->count = random_below(r, 20) ? random_below(r, 6) : 10 + random_below(r, 30);
    l->cells = calloc((size_t)l->count * f->item_count + 1, sizeof *l->cells);
    for (uint32_t i = 0; i < l->count * f->item_count; i++)
        l->cells[i] = some_cell(r, &f->items[i % f->item_count].type, 15);
}

struct naive_record random_record(struct random_source *r, const struct policy *p) {
    struct naive_record record = {.as_of = (int32_t)pack(2024, 7, 1)};
    record.cells = calloc(p->field_count, sizeof *record.cells);
    record.lists = calloc(p->field_count, sizeof *record.lists);
    uint32_t missing_in = random_below(r, 4) ? 2 + random_below(r, 20) : 1000;
    for (uint32_t i = 0; i < p->field_count; i++) {
        if (p->fields[i].type.kind == TYPE_LIST) some_items(r, &p->fields[i], &record.lists[i]);
        else record.cells[i] = some_cell(r, &p->fields[i].type, missing_in);
    }
    return record;
}

void random_record_free(struct naive_record *record, const struct policy *p) {
    for (uint32_t i = 0; i < p->field_count; i++) free(record->lists[i].cells);
    free(record->lists);
    free(record->cells);
}

// One missing cell of a list's items, or the whole list.
static bool fill_list(struct random_source *r, const struct field *f, struct naive_list *l) {
    if (!l->known) {
        while (!l->known) some_items(r, f, l);
        return true;
    }
    for (uint32_t i = 0; i < l->count * f->item_count; i++) {
        if (l->cells[i].known) continue;
        fill_cell(r, &f->items[i % f->item_count].type, &l->cells[i]);
        return true;
    }
    return false;
}

bool random_fill_field(struct random_source *r, const struct field *f, struct naive_record *record) {
    if (f->type.kind == TYPE_LIST) return fill_list(r, f, &record->lists[f->index]);
    if (record->cells[f->index].known) return false;
    fill_cell(r, &f->type, &record->cells[f->index]);
    return true;
}

bool random_fill(struct random_source *r, const struct policy *p, struct naive_record *record) {
    uint32_t first = random_below(r, p->field_count);
    for (uint32_t i = 0; i < p->field_count; i++)
        if (random_fill_field(r, &p->fields[(first + i) % p->field_count], record)) return true;
    return false;
}
