// The header line: which column is which field.
#include <stdlib.h>

#include "interp/data/csv/parser.h"
#include "interp/value/field_names.h"

static struct record_fault *place(const struct csv_table *t, struct record_fault *fault) {
    if (!fault) return NULL;
    fault->path = t->options->path;
    fault->line = 1;
    return fault;
}

static struct record_fault *add(const struct csv_table *t, struct record_faults *faults, enum diag_id id,
                                struct slice arg) {
    return place(t, record_fault_add(faults, id, &arg, 1));
}

// Spreadsheets leave columns of nothing behind, and pandas gives its row numbers no name.
static void warn_unnamed(const struct csv_table *t, struct record_faults *faults) {
    char count[RECORD_FAULT_DIGITS], column[RECORD_FAULT_DIGITS];
    uint32_t unnamed = 0, first = 0;
    for (uint32_t i = t->column_count; i--;) {
        if (t->columns[i].name.length) continue;
        unnamed++;
        first = i + 1;
    }
    struct slice args[2] = {record_fault_number(count, unnamed), record_fault_number(column, first)};
    struct record_fault *fault = unnamed ? record_fault_add(faults, DIAG_HEADER_UNNAMED, args, 2) : NULL;
    place(t, fault);
}

static void warn_unknown(const struct csv_table *t, struct slice name, struct record_faults *faults) {
    struct record_fault *fault = add(t, faults, DIAG_HEADER_UNKNOWN, name);
    if (!fault) return;
    const char *near = field_nearest(t->policy, fault->args[0].en);
    if (near) record_fault_hint(faults, fault, DIAG_HINT_DID_YOU_MEAN, near);
}

static const struct csv_column *column_of(const struct csv_table *t, const struct field *f, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (t->columns[i].field == f) return &t->columns[i];
    return NULL;
}

// Every fault of the header is said before it is refused.
static bool bind_column(struct csv_table *t, uint32_t i, struct record_faults *faults) {
    struct csv_column *c = &t->columns[i];
    const struct field *f = field_find(t->policy, c->name.text, c->name.length);
    enum diag_id fault = DIAG_NONE;
    if (!f && c->name.length) warn_unknown(t, c->name, faults);
    if (!f) return true;
    if (f->plain && t->lists && t->lists[f->index]) fault = DIAG_HEADER_LIST_TWICE;
    if (f->type.kind == TYPE_LIST && !f->plain) fault = DIAG_HEADER_LIST;
    if (column_of(t, f, i)) fault = DIAG_HEADER_DUPLICATE;
    if (fault) add(t, faults, fault, c->name);
    if (fault) return false;
    c->field = f;
    if (cell_type_init(&c->type, t->policy, f->plain ? f->items : f)) return true;
    return record_faults_no_memory(faults);
}

static bool require_column(const struct csv_table *t, const struct field *f, enum diag_id id,
                           struct record_faults *faults) {
    if (!f || column_of(t, f, t->column_count)) return true;
    add(t, faults, id, slice_of(name_text(t->policy, &f->def.name, LANG_EN)));
    return false;
}

static bool bind_columns(struct csv_table *t, struct record_faults *faults) {
    bool good = true;
    warn_unnamed(t, faults);
    for (uint32_t i = 0; i < t->column_count; i++) good &= bind_column(t, i, faults);
    if (!good) return false;
    good = require_column(t, t->policy->key, DIAG_HEADER_NO_KEY, faults);
    good &= require_column(t, t->as_of_field, DIAG_HEADER_NO_AS_OF, faults);
    for (uint32_t i = 0; good && i < t->column_count; i++)
        if (t->columns[i].field == t->policy->key) t->key_column = i;
    return good;
}

// The table keeps its own copy: the chunk goes on to other uses.
static bool copy_header(struct csv_table *t, const struct csv_rows *rows, const char *bytes,
                        struct record_faults *faults) {
    const struct csv_row *row = &rows->items[0];
    uint32_t length = row->finish - row->start;
    t->header = calloc(2, length + SCAN_PADDING);
    t->columns = calloc(row->cells, sizeof *t->columns);
    if (!t->header || !t->columns) return record_faults_no_memory(faults);
    memcpy(t->header, bytes + row->start, length);
    t->header_line = (struct slice){t->header, length};
    char *room = t->header + length + SCAN_PADDING;
    for (uint32_t i = 0; i < row->cells; i++) {
        struct slice raw = csv_raw_cell(rows, bytes, row, i), text = blanks_cut(csv_cell_text(raw, room));
        memmove(room, text.text, text.length);
        t->columns[i].name = (struct slice){room, text.length};
        room += text.length;
    }
    t->column_count = row->cells;
    return true;
}

// A NUL, or a carriage return alone: lines that end so are all in the header, and no record would be left.
static bool is_odd(const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (!bytes[i] || (bytes[i] == '\r' && (i + 1 == length || bytes[i + 1] != '\n'))) return true;
    return false;
}

static bool bind_header(struct csv_table *t, const struct csv_rows *rows, const char *bytes,
                        struct record_faults *faults) {
    if (!rows->count) return add(t, faults, DIAG_INPUT_EMPTY, slice_of(t->options->path)) && false;
    const struct csv_row *row = &rows->items[0];
    if (row->quality != CSV_GOOD || row->cells > CSV_MAX_COLUMNS ||
        is_odd(bytes + row->start, row->finish - row->start))
        return add(t, faults, DIAG_HEADER_BAD, slice_of("")) && false;
    return copy_header(t, rows, bytes, faults) && bind_columns(t, faults);
}

// Behind the header the records begin.
static void pass_header(struct chunk *first) {
    first->first_line += scan_newlines(first->buffer + first->start, first->at - first->start);
    first->line = first->first_line;
    first->start = first->counted = first->at;
}

static bool read_header(struct csv_table *t, struct chunk *first, struct record_faults *faults) {
    struct csv_rows rows;
    bool good = csv_rows_init(&rows, 1, 0) || record_faults_no_memory(faults);
    rows.separator = t->options->separator;
    if (good && first->end > first->start) first->at = csv_find_rows(&rows, first->buffer, first->start, first->end);
    good = good && bind_header(t, &rows, first->buffer, faults);
    csv_rows_free(&rows);
    return good;
}

static bool bind_ranges(struct csv_table *t, struct record_faults *faults) {
    t->ranged = calloc(t->column_count, sizeof *t->ranged);
    if (!t->ranged) return record_faults_no_memory(faults);
    for (uint32_t i = 0; i < t->column_count; i++) {
        const struct field *f = t->columns[i].field;
        if (f && ranged_column_init(&t->ranged[t->ranged_count], f, t->options->as_of)) t->ranged_count++;
    }
    if (!t->as_of_field || !t->lists) return true;
    return ranged_items(t->policy, &t->late, &t->late_count) || record_faults_no_memory(faults);
}

struct csv_table *csv_table_new(const struct records_options *options, struct chunk *first,
                                struct record_faults *faults) {
    struct csv_table *t = calloc(1, sizeof *t);
    if (!t) return record_faults_no_memory(faults), NULL;
    *t = (struct csv_table){
        .options = options, .policy = options->policy, .as_of_field = options->as_of_field, .lists = options->lists};
    if (!read_header(t, first, faults) || !bind_ranges(t, faults)) return csv_table_free(t), NULL;
    pass_header(first);
    return t;
}

void csv_table_free(struct csv_table *t) {
    for (uint32_t i = 0; t->columns && i < t->column_count; i++) cell_type_free(&t->columns[i].type);
    free(t->columns);
    free(t->ranged);
    free(t->late);
    free(t->header);
    free(t);
}
