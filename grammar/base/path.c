#include "grammar/base/path.h"

#include <stdbool.h>
#include <string.h>

size_t path_folder_length(const char *path) {
    const char *slash = strrchr(path, '/');
    if (!slash) return 0;
    return slash == path ? 1 : (size_t)(slash - path);
}

char *path_folder(struct arena *a, const char *path) {
    size_t length = path_folder_length(path);
    return length ? arena_copy(a, path, length) : arena_copy(a, ".", 1);
}

const char *path_last(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *path_below(struct arena *a, const char *folder, const char *name) {
    size_t left = strlen(folder), right = strlen(name);
    while (left > 1 && folder[left - 1] == '/') left--;
    char *path = arena_alloc(a, left + right + 2);
    memcpy(path, folder, left);
    if (path[left - 1] != '/') path[left++] = '/';
    memcpy(path + left, name, right);
    return path;
}

const char *path_join(struct arena *a, const char *folder, const char *path) {
    bool alone = path[0] == '/' || !strcmp(folder, ".");
    return alone ? arena_copy(a, path, strlen(path)) : path_below(a, folder, path);
}
