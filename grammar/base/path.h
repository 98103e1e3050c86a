// Names of files and folders as text; nothing is looked up.
#ifndef POL_BASE_PATH_H
#define POL_BASE_PATH_H
#include <stdbool.h>

#include "grammar/base/arena.h"

// "a/b" of "a/b/c", "/" of "/c", "." where there is no slash.
char *path_folder(struct arena *a, const char *path);
// "c" of "a/b/c".
const char *path_last(const char *path);
// Whether the name ends in one of these, in letters of either case; NULL behind the last.
bool path_ends_in(const char *path, const char *const *endings);
// How long the folder's part of a path is, as path_folder has it; 0 where there is no slash.
size_t path_folder_length(const char *path);
// The name in the folder, "a/b" of "a" and "b", whatever they are.
char *path_below(struct arena *a, const char *folder, const char *name);
// `path` as seen from `folder`: itself where it is absolute or the folder is ".".
const char *path_join(struct arena *a, const char *folder, const char *path);
// The same as people read it: without the dots that say nothing, "a/c" of "a/b" and "./../c". The caller knows of which
// folders ".." is where they stand in the path: a link leads to another place, and stays with its dots.
typedef bool path_may_leave(const char *folder);
const char *path_join_readable(struct arena *a, const char *folder, const char *path, path_may_leave *may_leave);
// The way from a folder to a file: "../c" from "/a/b" to "/a/c". Both begin with "/" and have neither links nor dots.
const char *path_from(struct arena *a, const char *folder, const char *path);
#endif
