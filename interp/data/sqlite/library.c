#ifdef POL_SQLITE
#include "interp/data/sqlite/library.h"

#include <stddef.h>

bool sqlite_load(struct sqlite_library *lib) {
    static const char *const names[] = {SQLITE_FUNCTIONS(LIBRARY_NAME) NULL};
    return library_load(POL_SQLITE, names, lib);
}

const char *sqlite_missing(void) {
    struct sqlite_library lib;
    return sqlite_load(&lib) ? NULL : POL_SQLITE;
}
#endif
