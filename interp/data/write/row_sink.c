#include "interp/data/write/row_sink.h"

#include <errno.h>
#include <stdlib.h>

#include "interp/data/record/put.h"

#define TABLE 'T'  // before a table; before a row stands ROW
#define ROW 'R'

void row_put_nothing(struct text *out) { put_fragment(out, &(char){ROW_NOTHING}, 1); }

static void put_count(struct text *out, uint32_t count) { put_fragment(out, (const char *)&count, sizeof count); }

void row_put_text(struct text *out, const char *text, size_t length) {
    put_fragment(out, &(char){ROW_TEXT}, 1);
    put_count(out, (uint32_t)length);
    if (length) put_fragment(out, text, length);
}

void row_put_value(struct text *out, enum row_kind kind, int64_t value) {
    put_fragment(out, &(char){(char)kind}, 1);
    put_fragment(out, (const char *)&value, sizeof value);
}

void row_put(struct text *out, uint32_t table) {
    char head[2] = {ROW, (char)table};
    put_fragment(out, head, sizeof head);
}

void row_put_table(struct text *out, uint32_t table, const char *name, const struct row_column *columns,
                   uint32_t count) {
    char head[2] = {TABLE, (char)table};
    put_fragment(out, head, sizeof head);
    put_count(out, count);
    row_put_text(out, name, strlen(name));
    for (uint32_t i = 0; i < count; i++) {
        put_fragment(out, &(char){(char)columns[i].kind}, 1);
        row_put_text(out, columns[i].name.text, columns[i].name.length);
    }
}

struct row_sink {
    const struct row_sink_format *format;
    void *sink;
    uint32_t columns[ROW_TABLES];
    struct row_cell *cells;  // of the row at hand
    uint32_t room;
    int error;
};

void row_sink_close(struct row_sink *s) {
    if (!s) return;
    if (s->sink) s->format->close(s->sink);
    free(s->cells);
    free(s);
}

struct row_sink *row_sink_open(const struct row_sink_format *format, int fd, enum lang lang) {
    struct row_sink *s = calloc(1, sizeof *s);
    if (!s) return NULL;
    s->format = format;
    s->sink = format->open(fd, lang);
    if (s->sink) return s;
    row_sink_close(s);
    return NULL;
}

int row_sink_error(const struct row_sink *s) { return s->error; }

static bool note(struct row_sink *s, int error) {
    if (!s->error) s->error = error;
    return !s->error;
}

static const char *take_count(const char *at, uint32_t *count) {
    memcpy(count, at, sizeof *count);
    return at + sizeof *count;
}

static const char *take_text(const char *at, struct slice *text) {
    at = take_count(at, &text->length);
    text->text = at;
    return at + text->length;
}

static const char *take_cell(const char *at, struct row_cell *cell) {
    cell->kind = (enum row_kind) * at++;
    if (cell->kind == ROW_NOTHING) return at;
    if (cell->kind == ROW_TEXT) return take_text(at, &cell->text);
    memcpy(&cell->value, at, sizeof cell->value);
    return at + sizeof cell->value;
}

static bool make_room(struct row_sink *s, uint32_t columns) {
    if (columns <= s->room) return true;
    struct row_cell *cells = realloc(s->cells, columns * sizeof *cells);
    if (!cells) return note(s, ENOMEM);
    s->cells = cells;
    s->room = columns;
    return true;
}

static const char *take_columns(const char *at, struct row_column *columns, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        columns[i].kind = (enum row_kind) * at++;
        at = take_text(at + 1, &columns[i].name);
    }
    return at;
}

static const char *take_table(struct row_sink *s, const char *at) {
    uint32_t number = (unsigned char)*at++;
    struct row_table table;
    at = take_count(at, &table.count);
    at = take_text(at + 1, &table.name);
    struct row_column *columns = calloc(table.count + 1, sizeof *columns);
    s->columns[number] = table.count;
    if (!columns || !make_room(s, table.count)) return free(columns), note(s, ENOMEM), at;
    at = take_columns(at, columns, table.count);
    table.columns = columns;
    note(s, s->format->table(s->sink, number, &table));
    free(columns);
    return at;
}

static const char *take_row(struct row_sink *s, const char *at) {
    uint32_t number = (unsigned char)*at++, count = s->columns[number];
    for (uint32_t i = 0; i < count; i++) at = take_cell(at, &s->cells[i]);
    note(s, s->format->row(s->sink, number, s->cells, count));
    return at;
}

bool row_sink_write(struct row_sink *s, const char *bytes, size_t length) {
    const char *end = bytes + length;
    while (!s->error && bytes < end) bytes = (*bytes == TABLE ? take_table : take_row)(s, bytes + 1);
    return !s->error;
}

bool row_sink_finish(struct row_sink *s) { return !s->error && note(s, s->format->finish(s->sink)); }
