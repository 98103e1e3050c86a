// Names of files and folders as text; nothing is looked up.
#ifndef POL_BASE_PATH_H
#define POL_BASE_PATH_H
#include "grammar/base/arena.h"

// "a/b" of "a/b/c", "/" of "/c", "." where there is no slash.
char *path_folder(struct arena *a, const char *path);
// "c" of "a/b/c".
const char *path_last(const char *path);
// `path` as seen from `folder`: itself where it is absolute or the folder is ".".
const char *path_join(struct arena *a, const char *folder, const char *path);
#endif
