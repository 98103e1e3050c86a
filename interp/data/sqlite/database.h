// The room's own: a database that is open, and which of its tables is read.
#ifndef POL_SQLITE_DATABASE_H
#define POL_SQLITE_DATABASE_H
#include "grammar/base/text.h"
#include "interp/data/record/faults.h"
#include "interp/data/record/options.h"
#include "interp/data/sqlite/library.h"

struct database {
    struct sqlite_library lib;
    const struct records_options *options;
    sqlite3 *db;
    struct text table;  // its name as the database has it
    bool is_view;
};
// False: faults says why, or there is no memory. database_close all the same.
bool database_open(struct database *d, const struct records_options *options, struct record_faults *faults);
void database_close(struct database *d);
// The fault of what SQLite answered; `code` is its own. Answers false.
bool database_fault(const struct database *d, int code, struct record_faults *faults);
// All of the table, behind the rowid of each row; NULL in its place where there is none. NULL: as above.
sqlite3_stmt *database_rows(const struct database *d, bool *has_rowid, struct record_faults *faults);
#endif
