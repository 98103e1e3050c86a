// The header line: which column is which field.
#include <stdlib.h>

#include "interp/data/csv/parser.h"
#include "interp/value/field_names.h"

static bool is_given(const struct csv_table *t) { return t->options->header.line.length > 0; }

static uint64_t first_line(const struct records_options *o) { return o->first_line ? o->first_line : 1; }

static struct record_fault *place(const struct csv_table *t, struct record_fault *fault) {
    const struct records_options *o = t->options;
    bool given = is_given(t);
    if (!fault) return NULL;
    fault->path = given ? o->header.path : o->path;
    fault->line = given ? o->header.at : o->place == PLACE_LINE ? first_line(o) : 0;
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
    if (cell_type_init(&c->type, t->policy, f->plain ? f->items : f, &t->truths)) return true;
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

// The line as the data's would be: the given one may be parted by something else, which then needs no quotes where the
// data's separator does.
static void join_header(struct csv_table *t, const struct csv_rows *rows, const char *bytes) {
    char separator = t->options->separator, *to = t->header;
    for (uint32_t i = 0; i < rows->items[0].cells; i++) {
        struct slice raw = csv_raw_cell(rows, bytes, &rows->items[0], i);
        bool bare = raw.length && raw.text[0] != '"' && memchr(raw.text, separator, raw.length);
        if (i) *to++ = separator;
        if (bare) *to++ = '"';
        memcpy(to, raw.text, raw.length);
        to += raw.length;
        if (bare) *to++ = '"';
    }
    t->header_line = (struct slice){t->header, (uint32_t)(to - t->header)};
}

// The table keeps its own copy: the chunk goes on to other uses.
static bool copy_header(struct csv_table *t, const struct csv_rows *rows, const char *bytes,
                        struct record_faults *faults) {
    const struct csv_row *row = &rows->items[0];
    size_t length = row->finish - row->start + 2 * row->cells + SCAN_PADDING;
    t->header = calloc(2, length);
    t->columns = calloc(row->cells, sizeof *t->columns);
    if (!t->header || !t->columns) return record_faults_no_memory(faults);
    join_header(t, rows, bytes);
    char *room = t->header + length;
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
    const char *path = is_given(t) ? t->options->header.path : t->options->path;
    if (!rows->count) return add(t, faults, DIAG_INPUT_EMPTY, slice_of(path)) && false;
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

static bool find_header(struct csv_table *t, struct chunk *in, char separator, struct record_faults *faults) {
    struct csv_rows rows;
    bool good = csv_rows_init(&rows, 1, 0) || record_faults_no_memory(faults);
    rows.separator = separator;
    if (good && in->end > in->start) in->at = csv_find_rows(&rows, in->buffer, in->start, in->end);
    good = good && bind_header(t, &rows, in->buffer, faults);
    csv_rows_free(&rows);
    return good;
}

static bool names_columns(const struct csv_table *t, const struct csv_rows *rows, const char *bytes, char *room) {
    const struct csv_row *row = &rows->items[0];
    bool same = rows->count && row->quality == CSV_GOOD && row->cells == t->column_count;
    for (uint32_t i = 0; same && i < t->column_count; i++) {
        struct slice text = blanks_cut(csv_cell_text(csv_raw_cell(rows, bytes, row, i), room));
        same = slice_order(text, t->columns[i].name) == 0;
    }
    return same;
}

// The header is given, and the data begin with it all the same.
static bool warn_header(const struct csv_table *t, const struct chunk *first, struct record_faults *faults) {
    struct csv_rows rows;
    char *room = malloc(first->end - first->start + 1);
    bool good = csv_rows_init(&rows, 1, 0) && room;
    rows.separator = t->options->separator;
    if (good && first->end > first->start) csv_find_rows(&rows, first->buffer, first->start, first->end);
    struct slice path = slice_of(t->options->path);
    bool there = good && names_columns(t, &rows, first->buffer, room);
    struct record_fault *fault = there ? record_fault_add(faults, DIAG_HEADER_IN_DATA, &path, 1) : NULL;
    if (fault) fault->path = t->options->path;
    if (fault) fault->line = first_line(t->options);
    record_fault_hint(faults, fault, DIAG_HINT_HEADER_IN_DATA, "");
    csv_rows_free(&rows);
    free(room);
    return good || record_faults_no_memory(faults);
}

static bool take_given(struct csv_table *t, const struct chunk *first, struct record_faults *faults) {
    struct slice line = t->options->header.line;
    struct chunk alone = {.end = line.length + 1};
    bool good = chunk_room(&alone.buffer, &alone.capacity, alone.end + SCAN_PADDING) || record_faults_no_memory(faults);
    if (good) memcpy(alone.buffer, line.text, line.length);
    if (good) memset(alone.buffer + line.length, 0, 1 + SCAN_PADDING);
    if (good) alone.buffer[line.length] = '\n';
    good = good && find_header(t, &alone, csv_separator(line), faults) && warn_header(t, first, faults);
    chunk_free(&alone);
    return good;
}

static bool read_header(struct csv_table *t, struct chunk *first, struct record_faults *faults) {
    if (is_given(t)) return take_given(t, first, faults);
    if (!find_header(t, first, t->options->separator, faults)) return false;
    pass_header(first);
    return true;
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
    if (read_header(t, first, faults) && bind_ranges(t, faults)) return t;
    csv_table_free(t);
    return NULL;
}

void csv_table_free(struct csv_table *t) {
    for (uint32_t i = 0; t->columns && i < t->column_count; i++) cell_type_free(&t->columns[i].type);
    dictionary_free(&t->truths);
    free(t->columns);
    free(t->ranged);
    free(t->late);
    free(t->header);
    free(t);
}
