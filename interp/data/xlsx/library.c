#ifdef POL_XLSX
#include "interp/data/xlsx/library.h"

#include <stddef.h>

bool zip_load(struct zip_library *lib) {
    static const char *const names[] = {ZIP_FUNCTIONS(LIBRARY_NAME) NULL};
    return library_load(POL_ZIP, names, lib);
}

bool expat_load(struct expat_library *lib) {
    static const char *const names[] = {EXPAT_FUNCTIONS(LIBRARY_NAME) NULL};
    return library_load(POL_EXPAT, names, lib);
}

const char *zip_missing(void) {
    struct zip_library lib;
    return zip_load(&lib) ? NULL : POL_ZIP;
}

const char *expat_missing(void) {
    struct expat_library lib;
    return expat_load(&lib) ? NULL : POL_EXPAT;
}
#endif
