#include "grammar/base/library.h"

#include <dlfcn.h>
#include <string.h>

// Kept: some libraries have things to do at the program's end, and would be gone by then.
bool library_load(const char *file, const char *const *names, void *functions) {
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    for (char *to = functions; library && *names; names++, to += sizeof(void *)) {
        void *function = dlsym(library, *names);
        if (!function) return false;
        memcpy(to, &function, sizeof function);
    }
    return library != NULL;
}
