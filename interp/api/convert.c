// The embedding program's structs become a block: integers moved and checked, nothing parsed.
#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/api/api.h"
#include "interp/data/record/cell_fast.h"
#include "interp/value/truth.h"

int32_t api_pack(struct pol_date date) {
    int32_t packed;
    return date_make(date.year, date.month, date.day, &packed) ? packed : 0;
}

int64_t api_unpack(enum type_kind kind, int64_t value) {
    if (kind == TYPE_MONTH) return value / 12 * 100 + value % 12 + 1;
    if (kind == TYPE_TRUTH) return value == 2;
    if (kind != TYPE_DATE) return value;
    int32_t date = (int32_t)value, month = date_month(date);
    return (int64_t)date_year(date) * 10000 + (month % 12 + 1) * 100 + date_day(date);
}

// The bits of an integer member, its sign carried up.
static int64_t load(const char *at, enum pol_c_type type) {
    union {
        uint8_t u8;
        int8_t i8;
        uint16_t u16;
        int16_t i16;
        uint32_t u32;
        int32_t i32;
        int64_t i64;
    } v;
    switch (type) {
    case POL_UINT8: return *(const uint8_t *)at;
    case POL_INT8: return *(const int8_t *)at;
    case POL_UINT16: return memcpy(&v, at, 2), v.u16;
    case POL_INT16: return memcpy(&v, at, 2), v.i16;
    case POL_UINT32: return memcpy(&v, at, 4), v.u32;
    case POL_INT32: return memcpy(&v, at, 4), v.i32;
    case POL_UINT64:
    case POL_INT64: return memcpy(&v, at, 8), v.i64;
    case POL_DATE:
    case POL_TEXT:
    case POL_LIST: break;
    }
    return 0;
}

static bool month_of(int64_t year, int64_t month, int64_t *out) {
    if (year < 1 || year > 9999 || month < 1 || month > 12) return false;
    *out = year * 12 + month - 1;
    return true;
}

static bool date_of(int64_t year, int64_t month, int64_t day, int64_t *out) {
    int32_t packed;
    int64_t ordinal;
    if (!month_of(year, month, &ordinal) || day < 1 || day > 31) return false;
    if (!date_make((int32_t)year, (int32_t)month, (int32_t)day, &packed)) return false;
    *out = packed;
    return true;
}

static bool from_date(enum type_kind kind, const char *at, int64_t *out) {
    struct pol_date d;
    memcpy(&d, at, sizeof d);
    return kind == TYPE_MONTH ? month_of(d.year, d.month, out) : date_of(d.year, d.month, d.day, out);
}

// False where the member holds nothing that is a value of the field.
static bool from_integer(const struct bound *m, int64_t v, int64_t *out) {
    *out = v;
    if (m->kind == TYPE_TRUTH) *out = v ? TRUTH_YES : TRUTH_NO;
    if (m->kind == TYPE_TRUTH) return true;
    if (m->kind == TYPE_DATE) return v > 0 && date_of(v / 10000, v / 100 % 100, v % 100, out);
    if (m->kind == TYPE_MONTH) return v > 0 && month_of(v / 100, v % 100, out);
    bool parts = m->kind == TYPE_NUMBER && v % number_step(m->field->type.decimals);  // more decimals than it has
    return v >= m->least && v <= m->most && !parts;
}

static bool is_missing(const struct pol_member *m, const char *record) {
    if (m->missing == POL_NEVER_MISSING) return false;
    if (m->missing == POL_FLAG) return record[m->flag_offset] == 0;
    if (m->type != POL_DATE) return load(record + m->offset, m->type) == m->missing_value;
    struct pol_date d;
    memcpy(&d, record + m->offset, sizeof d);
    return d.year == 0;
}

static bool read_value(const struct bound *m, const char *record, int64_t *out) {
    const char *at = record + m->member.offset;
    if (m->member.type == POL_DATE) return from_date(m->kind, at, out);
    return from_integer(m, load(at, m->member.type), out);
}

static bool value_of(const struct pol_evaluator *e, uint32_t row, const struct bound *m, const char *record,
                     int64_t *out) {
    bool is_value = read_value(m, record, out);
    if (!m->dated || !is_value) return is_value;
    int32_t as_of = e->block->as_of ? e->block->as_of[row] : e->binding->as_of;
    return range_holds(&m->field->range, m->kind, *out, as_of);
}

static struct slice text_of(const struct bound *m, const char *record) {
    struct slice s = {0};
    memcpy(&s.text, record + m->member.offset, sizeof s.text);
    size_t length = s.text ? strnlen(s.text, UINT32_MAX) : 0;
    s.length = (uint32_t)length;
    return s;
}

static void bad(struct pol_evaluator *e, uint32_t row, const struct field *list, const struct field *f) {
    if (e->bad_field[row]) return;
    e->bad_field[row] = f;
    e->bad_list[row] = list;
}

static void put_item(struct pol_evaluator *e, uint32_t row, const struct bound *list, int64_t item,
                     const struct bound *m, const char *from) {
    int64_t value;
    if (is_missing(&m->member, from)) return;
    if (m->member.type == POL_TEXT) {
        struct slice text = text_of(m, from);
        if (text.text) block_set_item_text(e->block, list->field, item, m->field, text);
    } else if (value_of(e, row, m, from, &value)) block_set_item(e->block, list->field, item, m->field, value);
    else bad(e, row, list->field, m->field);
}

// False only where it finds no room.
static bool put_list(struct pol_evaluator *e, uint32_t row, const struct bound *list, const char *record) {
    const char *items;
    size_t count;
    block_set_missing(e->block, row, list->field);
    if (is_missing(&list->member, record)) return true;
    memcpy(&items, record + list->member.offset, sizeof items);
    memcpy(&count, record + list->member.count_offset, sizeof count);
    block_set_list_known(e->block, row, list->field);
    for (size_t i = 0; i < count; i++) {
        int64_t item = block_add_item(e->block, list->field);
        if (item < 0) return false;
        const char *from = items + i * list->member.item_size;
        for (uint32_t k = 0; k < list->item_count; k++) put_item(e, row, list, item, &list->items[k], from);
    }
    return true;
}

// A column is all known until some row is not; its first says so anew.
static void note_known(struct vector *column, uint32_t row, bool known) {
    column->all_known = known && (row == 0 || column->all_known);
}

static void put_value(struct pol_evaluator *e, uint32_t row, const struct bound *m, const char *record) {
    struct vector *column = &e->block->columns[m->column];
    int64_t value;
    bool missing = is_missing(&m->member, record), known = !missing && value_of(e, row, m, record, &value);
    if (known) vector_store(column, m->lane, row, value);
    else vector_store_missing(column, m->lane, row);
    note_known(column, row, known);
    if (!known && !missing) bad(e, row, NULL, m->field);
}

static void put_text(struct pol_evaluator *e, uint32_t row, const struct bound *m, const char *record) {
    struct slice text = is_missing(&m->member, record) ? (struct slice){0} : text_of(m, record);
    if (text.text) block_set_text(e->block, row, m->field, text);
    else block_set_missing(e->block, row, m->field);
    note_known(&e->block->columns[m->column], row, text.text != NULL);
}

static bool put_record(struct pol_evaluator *e, uint32_t row, const char *record, bool last) {
    const struct bound *end = e->binding->members + e->binding->count;
    for (const struct bound *m = e->binding->members; m < end; m++) {
        if (m->member.type < POL_TEXT) put_value(e, row, m, record);
        else if (m->member.type == POL_TEXT) put_text(e, row, m, record);
        else if (!put_list(e, row, m, record)) return false;
        else if (last) block_seal_field(e->block, m->field);
    }
    return true;
}

bool api_convert(struct pol_evaluator *e, const char *records, size_t count, int32_t as_of) {
    block_clear(e->block);
    for (uint32_t row = 0; row < count; row++) {
        e->block->rows = row + 1;  // a list takes items for the last row
        if (e->block->as_of) e->block->as_of[row] = as_of;
        e->bad_field[row] = NULL;
        if (!put_record(e, row, records + row * e->binding->record_size, row + 1 == count)) return false;
    }
    return true;
}
