// SQLite's functions, for whoever reads or writes its databases.
#ifndef POL_SQLITE_LIBRARY_H
#define POL_SQLITE_LIBRARY_H
#include <sqlite3.h>

#include "grammar/base/library.h"

#define SQLITE_FUNCTIONS(F)    \
    F(sqlite3_bind_int64)      \
    F(sqlite3_bind_null)       \
    F(sqlite3_bind_text)       \
    F(sqlite3_busy_timeout)    \
    F(sqlite3_close)           \
    F(sqlite3_column_count)    \
    F(sqlite3_column_decltype) \
    F(sqlite3_column_int)      \
    F(sqlite3_column_int64)    \
    F(sqlite3_column_name)     \
    F(sqlite3_column_text)     \
    F(sqlite3_column_value)    \
    F(sqlite3_errmsg)          \
    F(sqlite3_exec)            \
    F(sqlite3_finalize)        \
    F(sqlite3_free)            \
    F(sqlite3_mprintf)         \
    F(sqlite3_open_v2)         \
    F(sqlite3_prepare_v2)      \
    F(sqlite3_reset)           \
    F(sqlite3_step)            \
    F(sqlite3_stricmp)         \
    F(sqlite3_strlike)         \
    F(sqlite3_strnicmp)        \
    F(sqlite3_value_bytes)     \
    F(sqlite3_value_int64)     \
    F(sqlite3_value_text)      \
    F(sqlite3_value_type)      \
    F(sqlite3_vfs_find)        \
    F(sqlite3_vfs_register)    \
    F(sqlite3_vfs_unregister)

struct sqlite_library {
    SQLITE_FUNCTIONS(LIBRARY_FUNCTION)
};
bool sqlite_load(struct sqlite_library *lib);
const char *sqlite_missing(void);  // its file, if it can't be loaded; else NULL
#endif
