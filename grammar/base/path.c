#include "grammar/base/path.h"

#include <string.h>
#include <strings.h>

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

static bool ends_in(const char *path, const char *ending) {
    size_t length = strlen(path), tail = strlen(ending);
    return length >= tail && strcasecmp(path + length - tail, ending) == 0;
}

bool path_ends_in(const char *path, const char *const *endings) {
    while (*endings && !ends_in(path, *endings)) endings++;
    return *endings != NULL;
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

static bool is_dots(const char *name, size_t length) { return length && length <= 2 && !strncmp(name, "..", length); }

// Takes the last name of a path away, where it is one that ".." leads out of again.
static bool leave(char *path, path_may_leave *may_leave) {
    const char *last = path_last(path);
    if (!*last || is_dots(last, strlen(last)) || !may_leave(path)) return false;
    path[path_folder_length(path)] = '\0';
    return true;
}

static void enter(char *path, const char *name, size_t length) {
    size_t end = strlen(path);
    if (end && path[end - 1] != '/') path[end++] = '/';
    memcpy(path + end, name, length);
    path[end + length] = '\0';
}

static void follow_names(char *path, const char *names, path_may_leave *may_leave) {
    while (*(names += strspn(names, "/"))) {
        size_t length = strcspn(names, "/");
        bool here = length == 1 && is_dots(names, length), up = length == 2 && is_dots(names, length);
        if (!here && !(up && leave(path, may_leave))) enter(path, names, length);
        names += length;
    }
}

// Of two that are joined; "./" stays where whoever gave the folder wrote it.
static const char *beginning(const char *folder, const char *path) {
    if (path[0] == '/' || folder[0] == '/') return "/";
    return strncmp(folder, "./", 2) ? "" : ".";
}

const char *path_join_readable(struct arena *a, const char *folder, const char *path, path_may_leave *may_leave) {
    char *readable = arena_alloc(a, strlen(folder) + strlen(path) + 2);
    strcpy(readable, beginning(folder, path));
    if (path[0] != '/') follow_names(readable, folder, may_leave);
    follow_names(readable, path, may_leave);
    return *readable ? readable : ".";
}

// How much of two paths is the same, up to behind a slash of both.
static size_t common_folder(const char *a, const char *b) {
    size_t common = 0;
    for (size_t i = 0; a[i] == b[i] && a[i]; i++)
        if (a[i] == '/') common = i + 1;
    return common;
}

const char *path_from(struct arena *a, const char *folder, const char *path) {
    const char *inside = path_below(a, folder, "");  // with a slash behind
    size_t common = common_folder(inside, path), ups = 0;
    for (const char *rest = inside + common; *rest; rest++) ups += *rest == '/';
    char *way = arena_alloc(a, 3 * ups + strlen(path + common) + 1), *end = way;
    while (ups--) end = stpcpy(end, "../");
    strcpy(end, path + common);
    return way;
}
