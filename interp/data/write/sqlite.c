// Results as an SQLite database: a table of it for each table of rows, made in one transaction. Amounts are whole fen,
// in columns that say so; what else is no whole number, a percentage for one, is its decimals as text, for SQLite has
// no other numbers than binary fractions. Dates are 2024-07-01.
#include "interp/data/write/rows.h"

static const char *const endings[] = {".db", ".sqlite", ".sqlite3", NULL};

#ifdef POL_SQLITE
#include <errno.h>
#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "interp/data/write/sqlite_file.h"

struct sqlite_sink {
    struct sqlite_library lib;
    struct sqlite_file file;
    enum lang lang;
    sqlite3 *db;
    sqlite3_stmt *rows[ROW_TABLES];
};

static int error_of(const struct sqlite_sink *s, int code) {
    if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return 0;
    if (s->file.error) return s->file.error;
    return code == SQLITE_NOMEM ? ENOMEM : code == SQLITE_FULL || code == SQLITE_TOOBIG ? EFBIG : EIO;
}

static int say(const struct sqlite_sink *s, const char *sql) {
    return error_of(s, s->lib.sqlite3_exec(s->db, sql, NULL, NULL, NULL));
}

static void close_sink(void *sink) {
    struct sqlite_sink *s = sink;
    for (uint32_t i = 0; i < ROW_TABLES; i++)
        if (s->rows[i]) s->lib.sqlite3_finalize(s->rows[i]);
    if (s->db) s->lib.sqlite3_close(s->db);
    if (s->db) sqlite_file_close(&s->file);
    free(s);
}

static void *open_sink(int fd, enum lang lang) {
    struct sqlite_sink *s = calloc(1, sizeof *s);
    if (!s) return NULL;
    s->lang = lang;
    if (sqlite_load(&s->lib)) s->db = sqlite_file_open(&s->file, &s->lib, fd);
    // The file takes its place when it is whole, so there is nothing to go back to.
    if (s->db && !say(s, "PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
                         "PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-16384; BEGIN"))
        return s;
    close_sink(s);
    return NULL;
}

static const char *type_of(enum row_kind kind) { return kind == ROW_WHOLE || kind == ROW_MONEY ? "INTEGER" : "TEXT"; }

static void put_name(struct text *out, struct slice name, const char *unit, uint32_t number) {
    text_char(out, '"');
    for (uint32_t i = 0; i < name.length; i++) {
        if (name.text[i] == '"') text_char(out, '"');
        text_char(out, name.text[i]);
    }
    text_put(out, unit);
    if (number > 1) text_format(out, "_%u", number);
    text_char(out, '"');
}

// Names of columns that differ in nothing but the case of their letters are the same to SQLite.
static uint32_t count_alike(const struct sqlite_sink *s, const struct row_column *columns, uint32_t column) {
    struct slice name = columns[column].name;
    uint32_t count = 1;
    for (uint32_t i = 0; i < column; i++)
        count += columns[i].name.length == name.length &&
                 s->lib.sqlite3_strnicmp(columns[i].name.text, name.text, (int)name.length) == 0;
    return count;
}

static void put_columns(const struct sqlite_sink *s, struct text *out, const struct row_table *t) {
    for (uint32_t i = 0; i < t->count; i++) {
        const char *unit = t->columns[i].kind != ROW_MONEY ? "" : s->lang == LANG_ZH ? "_分" : "_fen";
        text_put(out, i ? ", " : " (");
        put_name(out, t->columns[i].name, unit, count_alike(s, t->columns, i));
        text_format(out, " %s", type_of(t->columns[i].kind));
    }
    text_char(out, ')');
}

static void put_places(struct text *out, uint32_t count) {
    text_put(out, " VALUES (?");
    for (uint32_t i = 1; i < count; i++) text_put(out, ",?");
    text_char(out, ')');
}

static int make_table(void *sink, uint32_t table, const struct row_table *t) {
    struct sqlite_sink *s = sink;
    struct text make = {0}, insert = {0};
    text_put(&make, "CREATE TABLE ");
    text_put(&insert, "INSERT INTO ");
    put_name(&make, t->name, "", 1);
    put_name(&insert, t->name, "", 1);
    put_columns(s, &make, t);
    put_places(&insert, t->count);
    int error = make.failed || insert.failed ? ENOMEM : say(s, text_string(&make));
    if (!error) error = error_of(s, s->lib.sqlite3_prepare_v2(s->db, text_string(&insert), -1, &s->rows[table], NULL));
    text_free(&make);
    text_free(&insert);
    return error;
}

static int bind_printed(const struct sqlite_sink *s, sqlite3_stmt *row, int place, const char *text, const char *end) {
    return s->lib.sqlite3_bind_text(row, place, text, (int)(end - text), SQLITE_TRANSIENT);
}

static int bind_cell(const struct sqlite_sink *s, sqlite3_stmt *row, int place, const struct row_cell *cell) {
    char room[PRINTED_DIGITS];
    switch (cell->kind) {
    case ROW_NOTHING: return s->lib.sqlite3_bind_null(row, place);
    case ROW_TEXT: return s->lib.sqlite3_bind_text(row, place, cell->text.text, (int)cell->text.length, SQLITE_STATIC);
    case ROW_WHOLE:
    case ROW_MONEY: return s->lib.sqlite3_bind_int64(row, place, cell->value);
    case ROW_PERCENT: return bind_printed(s, row, place, room, print_percent(room, cell->value));
    case ROW_NUMBER: return bind_printed(s, row, place, room, print_number(room, cell->value));
    case ROW_DATE: date_format((int32_t)cell->value, room); return bind_printed(s, row, place, room, room + 10);
    }
    return SQLITE_OK;
}

static int put_row(void *sink, uint32_t table, const struct row_cell *cells, uint32_t count) {
    struct sqlite_sink *s = sink;
    sqlite3_stmt *row = s->rows[table];
    int code = SQLITE_OK;
    for (uint32_t i = 0; i < count && code == SQLITE_OK; i++) code = bind_cell(s, row, (int)i + 1, &cells[i]);
    if (code == SQLITE_OK) code = s->lib.sqlite3_step(row);
    s->lib.sqlite3_reset(row);
    return error_of(s, code);
}

static int finish(void *sink) { return say(sink, "COMMIT"); }
#endif

static const struct row_sink_format sink = {
    .endings = endings,
#ifdef POL_SQLITE
    .missing = sqlite_missing,
    .open = open_sink,
    .table = make_table,
    .row = put_row,
    .finish = finish,
    .close = close_sink,
#endif
};

const struct writer_format writer_sqlite = ROWS_WRITER(sink);
