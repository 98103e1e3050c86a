#include "interp/data/sqlite/sqlite.h"

#include <string.h>

#include "interp/data/record/source.h"

static bool knows(struct slice head) { return head.length >= 16 && !memcmp(head.text, "SQLite format 3", 16); }

static const char *const endings[] = {".db", ".sqlite", ".sqlite3", NULL};

#ifdef POL_SQLITE
#include <stdlib.h>

#include "interp/data/record/row_chunk.h"
#include "interp/data/sqlite/database.h"
#include "interp/value/digits.h"
#include "interp/value/field_names.h"

struct column {
    const struct field *field;  // NULL: none, and what it holds is read by nobody
    bool is_money, was_fen;     // whole numbers of it were met
};

struct reading {
    struct database database;
    sqlite3_stmt *rows;  // behind each row's rowid its columns
    struct column *columns;
    uint32_t column_count;
    bool has_rowid, began, ended;  // the header was told
    uint64_t count;                // of rows
};

static const char *name_of(const struct reading *s, uint32_t column) {
    const char *name = s->database.lib.sqlite3_column_name(s->rows, (int)column + 1);
    return name ? name : "";
}

static struct record_fault *add(const struct reading *s, enum diag_id id, const char *first, const char *second,
                                struct record_faults *faults) {
    struct slice args[2] = {slice_of(first), slice_of(second)};
    struct record_fault *fault = record_fault_add(faults, id, args, 2);
    if (fault) fault->path = s->database.options->path;
    return fault;
}

static bool holds(const struct reading *s, const char *type, const char *word) {
    return s->database.lib.sqlite3_strlike(word, type, 0) == 0;
}

// SQLite makes of 300000.00 a whole number in such columns, and of 300000.50 a binary fraction: nobody could tell fen
// from yuan. The rules are its own: a type with INT in it is whole, one with CHAR, CLOB or TEXT is text.
static bool mixes_units(const struct reading *s, const char *type) {
    bool whole = holds(s, type, "%INT%"),
         text = holds(s, type, "%CHAR%") || holds(s, type, "%CLOB%") || holds(s, type, "%TEXT%");
    return !whole && !text && !holds(s, type, "%BLOB%") && !holds(s, type, "ANY") && *type;
}

static bool bind_column(struct reading *s, uint32_t column, struct record_faults *faults) {
    struct column *c = &s->columns[column];
    struct slice name = blanks_cut(slice_of(name_of(s, column)));
    const char *type = s->database.lib.sqlite3_column_decltype(s->rows, (int)column + 1);
    c->field = field_find(s->database.options->policy, name.text, name.length);
    const struct field *value = c->field && c->field->plain ? c->field->items : c->field;
    c->is_money = value && value->type.kind == TYPE_MONEY;
    if (!c->is_money || !type || !mixes_units(s, type)) return true;
    struct record_fault *fault = add(s, DIAG_DATABASE_MONEY, name_of(s, column), type, faults);
    record_fault_hint(faults, fault, DIAG_HINT_MONEY_VIEW, name_of(s, column));
    return false;
}

static bool bind_columns(struct reading *s, struct record_faults *faults) {
    bool good = true;
    s->column_count = (uint32_t)s->database.lib.sqlite3_column_count(s->rows) - 1;
    s->columns = calloc(s->column_count + 1, sizeof *s->columns);
    if (!s->columns) return record_faults_no_memory(faults);
    for (uint32_t i = 0; i < s->column_count; i++) good &= bind_column(s, i, faults);
    return good;
}

static void close_source(void *source) {
    struct reading *s = source;
    if (s->rows) s->database.lib.sqlite3_finalize(s->rows);
    database_close(&s->database);
    free(s->columns);
    free(s);
}

static bool open_rows(struct reading *s, const struct records_options *options, struct record_faults *faults) {
    if (!database_open(&s->database, options, faults)) return false;
    s->rows = database_rows(&s->database, &s->has_rowid, faults);
    return s->rows && bind_columns(s, faults);
}

static void *open_source(const struct records_options *options, struct record_faults *faults) {
    struct reading *s = calloc(1, sizeof *s);
    if (!s) return record_faults_no_memory(faults), NULL;
    if (open_rows(s, options, faults)) return s;
    close_source(s);
    return NULL;
}

static enum record_place place(const void *source) {
    return ((const struct reading *)source)->has_rowid ? PLACE_ROWID : PLACE_ROW;
}

static void put_whole(struct reading *s, struct row_chunk *rows, uint32_t column, int64_t value) {
    char room[PRINTED_DIGITS];
    struct column *c = &s->columns[column];
    char *end = c->is_money ? print_money(room, value) : print_whole(room, value);
    c->was_fen |= c->is_money;
    row_chunk_cell(rows, room, (size_t)(end - room));
}

static void put_string(const struct reading *s, struct row_chunk *rows, sqlite3_value *value) {
    const char *text = (const char *)s->database.lib.sqlite3_value_text(value);
    int length = s->database.lib.sqlite3_value_bytes(value);
    rows->text.failed |= !text;
    if (text) row_chunk_cell(rows, text, (size_t)length);
}

// A value is looked up once and then asked, where the row would be asked three times: a quarter of all that an
// evaluation takes. It may be, for the database is asked by one thread at a time and was opened without a mutex.
static void put_cell(struct reading *s, struct row_chunk *rows, uint32_t column) {
    const struct column *c = &s->columns[column];
    sqlite3_value *value = s->database.lib.sqlite3_column_value(s->rows, (int)column + 1);
    switch (s->database.lib.sqlite3_value_type(value)) {
    case SQLITE_INTEGER: put_whole(s, rows, column, s->database.lib.sqlite3_value_int64(value)); return;
    case SQLITE_TEXT: put_string(s, rows, value); return;
    case SQLITE_FLOAT:
        if (c->is_money) row_chunk_refuse(rows, CELL_BINARY, (const char *)s->database.lib.sqlite3_value_text(value));
        else put_string(s, rows, value);
        return;
    case SQLITE_BLOB:
        if (c->field) row_chunk_refuse(rows, CELL_BLOB, "");
        else row_chunk_cell(rows, "", 0);
        return;
    default: row_chunk_cell(rows, "", 0); return;
    }
}

static void put_header(struct reading *s, struct row_chunk *rows) {
    row_chunk_header(rows);
    for (uint32_t i = 0; i < s->column_count; i++) row_chunk_cell(rows, name_of(s, i), strlen(name_of(s, i)));
    row_chunk_end(rows);
    s->began = true;
}

static void put_row(struct reading *s, struct row_chunk *rows) {
    s->count++;
    row_chunk_row(rows, s->has_rowid ? s->database.lib.sqlite3_column_int64(s->rows, 0) : (int64_t)s->count);
    for (uint32_t i = 0; i < s->column_count; i++) put_cell(s, rows, i);
    row_chunk_end(rows);
}

static bool is_too_long(const struct reading *s, const struct row_chunk *rows, struct record_faults *faults) {
    char digits[RECORD_FAULT_DIGITS];
    size_t limit = s->database.options->record_limit;
    if (row_chunk_length(rows) <= limit) return false;
    struct slice arg = record_fault_number(digits, limit);
    struct record_fault *fault = record_fault_add(faults, DIAG_RECORD_TOO_LONG, &arg, 1);
    if (!fault) return true;
    fault->path = s->database.options->path;
    fault->place = place(s);
    fault->line = (uint64_t)rows->chunk->rows.numbers[rows->chunk->rows.count - 1];
    return true;
}

// What the last step came to.
static int put_rows(struct reading *s, struct row_chunk *rows, struct record_faults *faults) {
    int code = SQLITE_ROW;
    while (rows->text.length < s->database.options->chunk_size && !rows->text.failed) {
        code = s->database.lib.sqlite3_step(s->rows);
        s->ended = code != SQLITE_ROW;
        if (s->ended) return code;
        put_row(s, rows);
        if (!rows->text.failed && is_too_long(s, rows, faults)) return SQLITE_TOOBIG;
    }
    return code;
}

static enum records_status next(void *source, struct chunk *chunk, struct record_faults *faults) {
    struct reading *s = source;
    struct row_chunk rows;
    bool first = !s->began;
    if (s->ended) return RECORDS_END;  // a statement that is done would begin anew
    row_chunk_open(&rows, chunk);
    if (first) put_header(s, &rows);
    int code = put_rows(s, &rows, faults);
    bool good = row_chunk_close(&rows) || record_faults_no_memory(faults);
    if (good && code != SQLITE_ROW && code != SQLITE_DONE)
        good = code != SQLITE_TOOBIG && database_fault(&s->database, code, faults);
    if (!good) return RECORDS_FAILED;
    return first || chunk->rows.count ? RECORDS_MORE : RECORDS_END;
}

static void put_reading(const void *source, enum lang lang, struct text *out) {
    const struct reading *s = source;
    text_format(out, lang == LANG_ZH ? " SQLite 数据库的“%s”" : "'%s' of an SQLite database",
                text_string(&s->database.table));
}

static void warn(const void *source, struct record_faults *faults) {
    const struct reading *s = source;
    struct text names = {0};
    for (uint32_t i = 0; i < s->column_count; i++) {
        if (!s->columns[i].was_fen) continue;
        if (names.length) text_put(&names, ", ");
        text_put(&names, name_of(s, i));
    }
    if (names.length) add(s, DIAG_DATABASE_FEN, text_string(&names), "", faults);
    faults->failed |= names.failed;
    text_free(&names);
}

static const struct record_source source = {.missing = sqlite_missing,
                                            .open = open_source,
                                            .close = close_source,
                                            .place = place,
                                            .next = next,
                                            .put_reading = put_reading,
                                            .warn = warn};
#endif

const struct record_reader sqlite_reader = {
    .endings = endings,
    .knows = knows,
#ifdef POL_SQLITE
    .source = &source,
#endif
};
