// A database in a file that is open already, and may have no name as yet: what SQLite asks of it, and no more than a
// database takes that is made from nothing, without a journal and with nobody else looking.
#ifndef POL_WRITE_SQLITE_FILE_H
#define POL_WRITE_SQLITE_FILE_H
#include "interp/data/sqlite/library.h"

struct sqlite_file {
    const struct sqlite_library *lib;
    sqlite3_vfs vfs;
    char name[32];  // of the vfs
    int fd, error;  // errno of the first write that failed
};
// The connection, which is closed by sqlite3_close and sqlite_file_close after it. NULL: out of memory. The library
// must outlive it.
sqlite3 *sqlite_file_open(struct sqlite_file *f, const struct sqlite_library *lib, int fd);
void sqlite_file_close(struct sqlite_file *f);
#endif
