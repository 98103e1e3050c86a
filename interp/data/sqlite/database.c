#ifdef POL_SQLITE
#include "interp/data/sqlite/database.h"

#include <string.h>

#define PATIENCE 5000  // milliseconds that another program may keep the file locked

static const char *file_of(const struct database *d) { return d->options->file ? d->options->file : d->options->path; }

static struct record_fault *add(const struct database *d, enum diag_id id, const char *second, const char *third,
                                struct record_faults *faults) {
    struct slice args[3] = {slice_of(file_of(d)), slice_of(second), slice_of(third)};
    struct record_fault *fault = record_fault_add(faults, id, args, 3);
    if (fault) fault->path = d->options->path;
    return fault;
}

static struct diag_arg reason_of(int code) {
    switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return (struct diag_arg)A2("another program keeps it locked", "另一程序正锁定该文件");
    case SQLITE_CORRUPT: return (struct diag_arg)A2("it is damaged", "文件已损坏");
    case SQLITE_NOTADB: return (struct diag_arg)A2("it is no SQLite database", "它不是 SQLite 数据库");
    case SQLITE_CANTOPEN: return (struct diag_arg)A2("it can't be opened", "打不开");
    case SQLITE_IOERR: return (struct diag_arg)A2("reading it failed", "读取出错");
    default: return (struct diag_arg){NULL, NULL};
    }
}

bool database_fault(const struct database *d, int code, struct record_faults *faults) {
    if (code == SQLITE_NOMEM) return record_faults_no_memory(faults);
    struct record_fault *fault = add(d, DIAG_DATABASE_READ, d->lib.sqlite3_errmsg(d->db), "", faults);
    struct diag_arg reason = reason_of(code & 0xFF);
    if (fault && reason.en) fault->args[1] = reason;
    return false;
}

static sqlite3_stmt *prepare(const struct database *d, const char *sql, struct record_faults *faults) {
    sqlite3_stmt *rows = NULL;
    int code = d->lib.sqlite3_prepare_v2(d->db, sql, -1, &rows, NULL);
    if (code != SQLITE_OK) database_fault(d, code, faults);
    return rows;
}

// Names are told in a message, with commas between them.
static void put_name(struct text *names, const char *name) {
    if (names->length) text_put(names, ", ");
    text_put(names, name);
}

struct tables {
    struct text names, found;  // all of them; the one that is asked for, or the only one
    bool is_view;              // that one
    uint32_t count;
};

static void take_table(const struct database *d, struct tables *t, const char *name, bool is_view) {
    const char *asked = d->options->table;
    t->count++;
    put_name(&t->names, name);
    if (asked && d->lib.sqlite3_stricmp(asked, name) != 0) return;
    text_clear(&t->found);
    text_put(&t->found, name);
    t->is_view = is_view;
}

static bool list_tables(const struct database *d, struct tables *t, struct record_faults *faults) {
    sqlite3_stmt *rows = prepare(d,
                                 "SELECT name, type = 'view' FROM sqlite_master WHERE type IN ('table', 'view') "
                                 "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
                                 faults);
    int code = rows ? d->lib.sqlite3_step(rows) : SQLITE_ERROR;
    for (; code == SQLITE_ROW; code = d->lib.sqlite3_step(rows)) {
        const char *name = (const char *)d->lib.sqlite3_column_text(rows, 0);
        if (name) take_table(d, t, name, d->lib.sqlite3_column_int(rows, 1));
    }
    bool good = rows && (code == SQLITE_DONE || database_fault(d, code, faults));
    d->lib.sqlite3_finalize(rows);
    return good;
}

static bool choose_table(struct database *d, const struct tables *t, struct record_faults *faults) {
    const char *asked = d->options->table;
    if (!t->count) return add(d, DIAG_DATABASE_EMPTY, "", "", faults) && false;
    if (asked && !t->found.length)
        return add(d, DIAG_DATABASE_NO_TABLE, asked, text_string(&t->names), faults) && false;
    if (!asked && t->count > 1) {
        struct record_fault *fault = add(d, DIAG_DATABASE_WHICH, text_string(&t->names), "", faults);
        record_fault_hint(faults, fault, DIAG_HINT_TABLE, file_of(d));
        return false;
    }
    text_put(&d->table, text_string(&t->found));
    d->is_view = t->is_view;
    return !d->table.failed || record_faults_no_memory(faults);
}

static bool find_table(struct database *d, struct record_faults *faults) {
    struct tables t = {.count = 0};
    bool good = list_tables(d, &t, faults);
    if (t.names.failed || t.found.failed) good = record_faults_no_memory(faults);
    good = good && choose_table(d, &t, faults);
    text_free(&t.names);
    text_free(&t.found);
    return good;
}

// Nothing is written, whatever a view of the file would have done; all is as it was at one moment.
static bool begin(struct database *d, struct record_faults *faults) {
    d->lib.sqlite3_busy_timeout(d->db, PATIENCE);
    int code = d->lib.sqlite3_exec(
        d->db, "PRAGMA trusted_schema=OFF; PRAGMA query_only=ON; PRAGMA cell_size_check=ON; BEGIN", NULL, NULL, NULL);
    return code == SQLITE_OK || database_fault(d, code, faults);
}

bool database_open(struct database *d, const struct records_options *options, struct record_faults *faults) {
    d->options = options;
    if (!sqlite_load(&d->lib)) return record_faults_no_memory(faults);
    int code = d->lib.sqlite3_open_v2(file_of(d), &d->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    if (!d->db) return record_faults_no_memory(faults);
    if (code != SQLITE_OK) return database_fault(d, code, faults);
    return begin(d, faults) && find_table(d, faults);
}

void database_close(struct database *d) {
    if (d->db) d->lib.sqlite3_close(d->db);
    text_free(&d->table);
}

// Views have no rowid, nor have some tables: that is told by asking.
sqlite3_stmt *database_rows(const struct database *d, bool *has_rowid, struct record_faults *faults) {
    char *ordered = d->lib.sqlite3_mprintf("SELECT t._rowid_, t.* FROM \"%w\" AS t ORDER BY 1", text_string(&d->table));
    char *plain = d->lib.sqlite3_mprintf("SELECT NULL, t.* FROM \"%w\" AS t", text_string(&d->table));
    sqlite3_stmt *rows = NULL;
    if (!ordered || !plain) record_faults_no_memory(faults);
    else {
        *has_rowid = !d->is_view && d->lib.sqlite3_prepare_v2(d->db, ordered, -1, &rows, NULL) == SQLITE_OK;
        if (!*has_rowid) rows = prepare(d, plain, faults);
    }
    d->lib.sqlite3_free(ordered);
    d->lib.sqlite3_free(plain);
    return rows;
}
#endif
