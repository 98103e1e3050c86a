#ifdef POL_XLSX
#include "interp/data/xlsx/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "interp/data/record/blanks.h"
#include "interp/data/xlsx/number.h"
#include "interp/value/field_names.h"

#define SHEET_LIMIT (UINT64_C(4) << 30)
#define MAX_ROWS 1048576u
#define MAX_COLUMNS 16384u

static bool damaged(struct sheet *s) {
    archive_refuse(&s->book->archive, DIAG_XLSX_READ,
                   (struct diag_arg)A2("its rows and cells are not in order", "行或单元格的编号有误"));
    part_fail(&s->part);
    return false;
}

static bool no_memory(struct sheet *s) {
    archive_no_memory(&s->book->archive);
    part_fail(&s->part);
    return false;
}

static void begin_row(struct sheet *s, const char *number) {
    uint64_t row = number ? strtoull(number, NULL, 10) : s->row + 1;
    if (row <= s->row || row > MAX_ROWS) {
        damaged(s);
        return;
    }
    s->row = row;
    s->next = s->count = 0;
    text_clear(&s->text);
}

// Of a reference such as AB12, from 0.
static uint32_t column_of(const char *reference) {
    uint32_t column = 0;
    for (; *reference >= 'A' && *reference <= 'Z' && column <= MAX_COLUMNS; reference++)
        column = column * 26 + (uint32_t)(*reference - 'A') + 1;
    return column - 1;
}

static void begin_cell(struct sheet *s, const char **attributes) {
    const char *reference = attribute(attributes, "r"), *kind = attribute(attributes, "t"),
               *style = attribute(attributes, "s");
    s->column = reference ? column_of(reference) : s->next;
    if (s->column < s->next || s->column >= MAX_COLUMNS) {
        damaged(s);
        return;
    }
    s->next = s->column + 1;
    s->kind[0] = '\0';
    if (kind) strncat(s->kind, kind, sizeof s->kind - 1);
    s->style = style ? (uint32_t)strtoul(style, NULL, 10) : 0;
    s->has_value = s->has_formula = false;
    text_clear(&s->value);
}

static void begin(void *context, const char *name, const char **attributes) {
    struct sheet *s = context;
    if (!strcmp(name, "row")) begin_row(s, attribute(attributes, "r"));
    else if (!strcmp(name, "c")) begin_cell(s, attributes);
    else if (!strcmp(name, "f")) s->has_formula = true;
    else if (!strcmp(name, "rPh")) s->phonetic++;
    else if (!strcmp(name, "v") || (!strcmp(name, "t") && !s->phonetic)) s->in_value = s->has_value = true;
}

static void take_text(void *context, const char *text, int length) {
    struct sheet *s = context;
    if (s->in_value) text_add(&s->value, text, (size_t)length);
}

static bool add_cell(struct sheet *s, size_t from, char refused) {
    if (s->count == s->room) {
        uint32_t room = s->room ? 2 * s->room : 64;
        struct sheet_cell *cells = realloc(s->cells, room * sizeof *cells);
        if (!cells) return no_memory(s);
        s->cells = cells;
        s->room = room;
    }
    s->cells[s->count++] = (struct sheet_cell){s->column, from, s->text.length - from, refused};
    return true;
}

static bool is_text_column(const struct sheet *s) {
    return s->began && s->column < s->columns && s->is_text[s->column];
}

// A day in a column of texts, such as a number 1-2 that became the first of February, is refused.
static void end_number(struct sheet *s, struct slice value) {
    size_t from = s->text.length;
    enum looks looks = styles_looks(&s->styles, s->style);
    struct sheet_number n;
    bool known = sheet_number_read(value, &n), day = false;
    if (!known) text_add(&s->text, value.text, value.length);
    else if (looks == LOOKS_DATE) day = sheet_number_put_date(&s->text, &n, s->book->date1904);
    else if (looks == LOOKS_PERCENT) sheet_number_put_percent(&s->text, &n);
    if (known && looks != LOOKS_PERCENT && !day) sheet_number_put(&s->text, &n);
    add_cell(s, from, day && is_text_column(s) ? CELL_DAY : '\0');
}

static bool end_shared(struct sheet *s, struct slice value) {
    struct sheet_number n;
    uint32_t index = 0;
    size_t from = s->text.length;
    if (!sheet_number_read(value, &n) || n.negative || n.exponent < 0 || n.count + n.exponent > 9) return damaged(s);
    for (uint32_t i = 0; i < value.length; i++) index = index * 10 + (uint32_t)(value.text[i] - '0');
    if (index >= s->shared.count) return damaged(s);
    struct slice text = shared_at(&s->shared, index);
    text_add(&s->text, text.text, text.length);
    return add_cell(s, from, '\0');
}

static void end_truth(struct sheet *s, struct slice value) {
    size_t from = s->text.length;
    text_put(&s->text, value.length == 1 && *value.text == '1' ? "true" : "false");
    add_cell(s, from, '\0');
}

static void end_text(struct sheet *s, struct slice value) {
    size_t from = s->text.length;
    text_add(&s->text, value.text, value.length);
    cell_text_settle(&s->text, from);
    add_cell(s, from, '\0');
}

static void end_cell(struct sheet *s) {
    struct slice value = {text_string(&s->value), (uint32_t)s->value.length};
    size_t from = s->text.length;
    if (!s->has_value && s->has_formula) add_cell(s, from, CELL_FORMULA);
    if (!value.length) return;
    if (!s->kind[0] || !strcmp(s->kind, "n")) end_number(s, blanks_cut(value));
    else if (!strcmp(s->kind, "s")) end_shared(s, blanks_cut(value));
    else if (!strcmp(s->kind, "b")) end_truth(s, blanks_cut(value));
    else end_text(s, value);
}

static struct slice cell_at(const struct sheet *s, uint32_t i) {
    return (struct slice){text_string(&s->text) + s->cells[i].from, (uint32_t)s->cells[i].length};
}

static bool is_blank(const struct sheet *s) {
    for (uint32_t i = 0; i < s->count; i++)
        if (s->cells[i].refused || blanks_cut(cell_at(s, i)).length) return false;
    return true;
}

static void refuse_cell(struct sheet *s, char why, struct slice holds) {
    text_clear(&s->value);
    text_add(&s->value, holds.text, holds.length);
    row_chunk_refuse(s->rows, (enum cell_refusal)why, text_string(&s->value));
}

// Those of the header, and beyond it those that hold something.
static void put_cells(struct sheet *s) {
    uint32_t at = 0, columns = s->columns;
    for (uint32_t i = 0; i < s->count; i++)
        if (s->cells[i].column >= columns && (s->cells[i].refused || blanks_cut(cell_at(s, i)).length))
            columns = s->cells[i].column + 1;
    for (uint32_t c = 0; c < columns; c++) {
        bool there = at < s->count && s->cells[at].column == c;
        struct slice text = there ? cell_at(s, at) : (struct slice){"", 0};
        if (there && s->cells[at].refused) refuse_cell(s, s->cells[at].refused, text);
        else row_chunk_cell(s->rows, text.text, text.length);
        at += there;
    }
}

static bool bind_columns(struct sheet *s) {
    for (uint32_t i = 0; i < s->count; i++)
        if (blanks_cut(cell_at(s, i)).length) s->columns = s->cells[i].column + 1;
    s->is_text = calloc(s->columns + 1, sizeof *s->is_text);
    if (!s->is_text) return no_memory(s);
    for (uint32_t i = 0; i < s->count; i++) {
        struct slice name = blanks_cut(cell_at(s, i));
        const struct field *f = field_find(s->book->archive.options->policy, name.text, name.length);
        if (f && s->cells[i].column < s->columns) s->is_text[s->cells[i].column] = f->type.kind == TYPE_TEXT;
    }
    return true;
}

static void put_header(struct sheet *s) {
    if (!bind_columns(s)) return;
    row_chunk_header(s->rows);
    put_cells(s);
    row_chunk_end(s->rows);
    s->began = true;
}

static void put_record(struct sheet *s) {
    row_chunk_row(s->rows, (int64_t)s->row);
    put_cells(s);
    row_chunk_end(s->rows);
}

static bool is_too_long(struct sheet *s) {
    const struct records_options *o = s->book->archive.options;
    char digits[RECORD_FAULT_DIGITS];
    if (s->text.length + s->value.length <= s->record_limit) return false;
    struct slice arg = record_fault_number(digits, s->record_limit);
    struct record_fault *fault = record_fault_add(s->book->archive.faults, DIAG_RECORD_TOO_LONG, &arg, 1);
    if (fault) fault->path = o->path, fault->place = PLACE_CELL, fault->line = s->row;
    part_fail(&s->part);
    return true;
}

static void end_row(struct sheet *s) {
    if (is_blank(s)) return;
    if (s->began) put_record(s);
    else put_header(s);
    if (s->text.failed || s->value.failed || s->rows->text.failed) no_memory(s);
    else if (!s->part.failed && s->rows->text.length >= s->chunk_size) part_pause(&s->part);
}

static void end(void *context, const char *name) {
    struct sheet *s = context;
    if (!strcmp(name, "v") || !strcmp(name, "t")) s->in_value = false;
    else if (!strcmp(name, "rPh")) s->phonetic--;
    else if (!strcmp(name, "c")) end_cell(s), is_too_long(s);
    else if (!strcmp(name, "row")) end_row(s);
}

static bool open_parts(struct sheet *s) {
    const struct archive *a = &s->book->archive;
    const char *styles = text_string(&s->book->styles), *shared = text_string(&s->book->shared);
    if (archive_has(a, styles) && !styles_read(&s->styles, a, styles)) return false;
    return !archive_has(a, shared) || shared_read(&s->shared, a, shared);
}

bool sheet_open(struct sheet *s) {
    static const struct part_reader reader = {begin, end, take_text};
    const struct archive *a = &s->book->archive;
    s->chunk_size = a->options->chunk_size;
    s->record_limit = a->options->record_limit;
    return open_parts(s) && part_open(&s->part, a, text_string(&s->book->path), SHEET_LIMIT, &reader, &s->context);
}

void sheet_close(struct sheet *s) {
    part_close(&s->part);
    shared_free(&s->shared);
    styles_free(&s->styles);
    text_free(&s->text);
    text_free(&s->value);
    free(s->cells);
    free(s->is_text);
}

bool sheet_read(struct sheet *s, struct row_chunk *rows) {
    s->rows = rows;
    return part_read(&s->part);
}
#endif
