#include "grammar/base/path.h"

#include <string.h>

char *path_folder(struct arena *a, const char *path) {
    const char *slash = strrchr(path, '/');
    if (!slash) return arena_copy(a, ".", 1);
    return arena_copy(a, path, slash == path ? 1 : (size_t)(slash - path));
}

const char *path_last(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *path_join(struct arena *a, const char *folder, const char *path) {
    if (path[0] == '/' || !strcmp(folder, ".")) return arena_copy(a, path, strlen(path));
    size_t length = strlen(folder);
    char *out = arena_alloc(a, length + strlen(path) + 2);
    memcpy(out, folder, length);
    if (out[length - 1] != '/') out[length++] = '/';
    memcpy(out + length, path, strlen(path));
    return out;
}
