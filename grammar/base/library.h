// Shared libraries that are loaded when they are wanted, for most runs want none of them. The functions of one stand in
// a struct of nothing else, typed as the library's own header has them:
//
//     #define ZIP_FUNCTIONS(F) F(zip_open) F(zip_discard)
//     struct zip_library { ZIP_FUNCTIONS(LIBRARY_FUNCTION) };
//     static const char *const names[] = {ZIP_FUNCTIONS(LIBRARY_NAME) NULL};
//     library_load("libzip.so.4", names, &zip)  // then zip.zip_open(…)
#ifndef POL_BASE_LIBRARY_H
#define POL_BASE_LIBRARY_H
#include <stdbool.h>

#define LIBRARY_FUNCTION(name) __typeof__(name) *name;
#define LIBRARY_NAME(name) #name,

// Fills such a struct. False: the library is not there, can't be loaded, or lacks one of the functions. Once loaded it
// stays until the program ends, and costs little to load again.
bool library_load(const char *file, const char *const *names, void *functions);
#endif
