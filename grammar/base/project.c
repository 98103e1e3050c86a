#include "grammar/base/project.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "grammar/base/path.h"

#define MAX_LINKS 32

static enum source_status why_not(void) {
    return errno == ENOENT || errno == ENOTDIR ? SOURCE_NOT_FOUND : SOURCE_UNREADABLE;
}

static const char *real_path(struct arena *a, const char *path) {
    char room[PATH_MAX];
    return realpath(path, room) ? arena_copy(a, room, strlen(room)) : NULL;
}

static bool holds(struct arena *a, const char *folder, const char *name) {
    struct stat st;
    return stat(path_join(a, folder, name), &st) == 0;
}

// Not the parent where that is "/": a policy in a folder of its own at the top of a container would own the container.
static const char *unmarked_root(struct arena *a, const char *folder) {
    const char *parent = path_folder(a, folder);
    return path_join(a, strcmp(parent, "/") ? parent : folder, "");
}

static const char *root_above(struct arena *a, const char *real_folder) {
    for (const char *folder = real_folder;; folder = path_folder(a, folder)) {
        if (holds(a, folder, ".pol-root") || holds(a, folder, ".git")) return path_join(a, folder, "");
        if (!strcmp(folder, "/")) return unmarked_root(a, real_folder);
    }
}

// A walk from folder to folder by the names on the way. The library's realpath would look at every place that a name
// leads through, and so tell what is there and what is not.
struct walk {
    const char *root;
    size_t root_length, length;  // of the folder so far, without the slash behind; "" stands for "/"
    unsigned links;
    bool may_hide;  // the next name may be a hidden one
    char at[PATH_MAX];
};

static enum source_status walk_along(struct walk *w, const char *names);

static enum source_status too_long(void) { return errno = ENAMETOOLONG, SOURCE_UNREADABLE; }

static enum source_status walk_up(struct walk *w) {
    if (w->length <= w->root_length) return SOURCE_OUTSIDE;
    while (w->at[--w->length] != '/') {}
    w->at[w->length] = '\0';
    return SOURCE_OK;
}

static enum source_status follow(struct walk *w, const char *target) {
    if (++w->links > MAX_LINKS) return errno = ELOOP, SOURCE_UNREADABLE;
    if (target[0] == '/') {
        if (strncmp(target, w->root, w->root_length + 1)) return SOURCE_OUTSIDE;
        w->length = w->root_length;
        target += w->root_length + 1;
    }
    return walk_along(w, target);
}

static enum source_status walk_down(struct walk *w, const char *name, size_t length) {
    char target[PATH_MAX];
    size_t before = w->length;
    struct stat st;
    if (name[0] == '.' && !w->may_hide) return SOURCE_HIDDEN;
    w->may_hide = false;
    if (length >= PATH_MAX - 1 - before) return too_long();
    w->at[w->length++] = '/';
    memcpy(w->at + w->length, name, length);
    w->at[w->length += length] = '\0';
    if (lstat(w->at, &st) != 0) return why_not();
    if (!S_ISLNK(st.st_mode)) return SOURCE_OK;
    ssize_t size = readlink(w->at, target, sizeof target);
    if (size < 0) return why_not();
    if (size == sizeof target) return too_long();
    target[size] = '\0';
    w->at[w->length = before] = '\0';
    return follow(w, target);
}

static enum source_status walk_step(struct walk *w, const char *name, size_t length) {
    if (length == 1 && name[0] == '.') return SOURCE_OK;
    if (length == 2 && name[0] == '.' && name[1] == '.') return walk_up(w);
    return walk_down(w, name, length);
}

static enum source_status walk_along(struct walk *w, const char *names) {
    while (*(names += strspn(names, "/"))) {
        size_t length = strcspn(names, "/");
        enum source_status status = walk_step(w, names, length);
        if (status != SOURCE_OK) return status;
        names += length;
    }
    return SOURCE_OK;
}

// `folder` is a real path within the root.
static enum source_status find(struct arena *a, const char *folder, const char *name, bool may_hide,
                               struct project_file *file) {
    struct walk w = {.root = file->root, .root_length = strlen(file->root) - 1, .may_hide = may_hide};
    w.length = strlen(folder);
    if (name[0] == '/') return SOURCE_OUTSIDE;
    if (w.length >= sizeof w.at) return too_long();
    memcpy(w.at, folder, w.length + 1);
    if (w.length == 1) w.length = 0;
    enum source_status status = walk_along(&w, name);
    file->real = arena_copy(a, w.at, w.length);
    return status;
}

// A name that is too long or leads in a ring is a mistake of whoever wrote it.
static bool is_failure(enum source_status status) {
    return status == SOURCE_UNREADABLE && errno != ENAMETOOLONG && errno != ELOOP;
}

static bool is_own_folder(const char *path) {
    struct stat st;
    return lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool is_link(const char *path) {
    struct stat st;
    return lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
}

// A name is relative to where the text of its user stands, not to where a link to that does.
static const char *readable(struct arena *a, const struct source *user, const char *name) {
    const char *place = is_link(user->path) ? user->real : user->path;
    return path_join_readable(a, path_folder(a, place), name, is_own_folder);
}

enum source_status project_find(struct source_set *set, const struct source *user, const char *name,
                                struct project_file *file) {
    struct arena *a = set->arena;
    *file = (struct project_file){.path = path_join(a, path_folder(a, user->path), name), .root = user->root};
    if (!user->root) return SOURCE_NOT_FOUND;
    enum source_status status = find(a, path_folder(a, user->real), name, false, file);
    set->unread |= is_failure(status);
    if (status == SOURCE_OK || status == SOURCE_NOT_FOUND) file->path = readable(a, user, name);
    return status;
}

static bool names_folder(const char *name) { return !*name || !strcmp(name, ".") || !strcmp(name, ".."); }

static enum source_status open_named(struct arena *a, const char *path, struct project_file *file) {
    const char *folder = real_path(a, path_folder(a, path)), *name = path_last(path);
    if (!folder) return why_not();
    if (names_folder(name)) return SOURCE_DIRECTORY;
    file->root = root_above(a, folder);
    return find(a, folder, name, true, file);
}

enum source_status project_open(struct source_set *set, const char *path, struct project_file *file) {
    *file = (struct project_file){.path = path};
    enum source_status status = open_named(set->arena, path, file);
    set->unread |= status == SOURCE_NOT_FOUND || is_failure(status);
    return status;
}

void project_place(struct arena *a, struct source *text) {
    const char *folder = real_path(a, path_folder(a, text->path));
    if (!folder) return;
    text->root = root_above(a, folder);
    text->real = path_join(a, folder, path_last(text->path));
}

static int open_at(int folder, const char *name, size_t length, int flags) {
    char room[NAME_MAX + 1];
    int fd = -1;
    if (length < sizeof room) {
        memcpy(room, name, length);
        room[length] = '\0';
        fd = openat(folder, room, flags | O_NOFOLLOW | O_CLOEXEC);
    } else errno = ENAMETOOLONG;
    int error = errno;
    close(folder);
    errno = error;
    return fd;
}

// Folder by folder, so that a link put there since the walk leads nowhere. A FIFO must not hang the open.
static int open_real(const struct project_file *file) {
    int at = open(file->root, O_PATH | O_DIRECTORY | O_CLOEXEC);
    const char *rest = file->real + strlen(file->root);
    for (const char *slash; at >= 0 && (slash = strchr(rest, '/')); rest = slash + 1)
        at = open_at(at, rest, (size_t)(slash - rest), O_PATH | O_DIRECTORY);
    return at < 0 ? at : open_at(at, rest, strlen(rest), O_RDONLY | O_NONBLOCK);
}

static const struct source_draft *draft_of(const struct source_set *set, const struct project_file *file) {
    for (uint32_t i = 0; i < set->draft_count; i++)
        if (!strcmp(set->drafts[i].real, file->real)) return &set->drafts[i];
    return NULL;
}

static enum source_status read_file(struct source_set *set, const struct project_file *file, uint32_t *index) {
    int fd = open_real(file);
    enum source_status status = fd < 0 ? why_not() : source_read(set, fd, file->path, index);
    int error = errno;
    if (fd >= 0) close(fd);
    errno = error;
    return status;
}

enum source_status project_read(struct source_set *set, const struct project_file *file, uint32_t *index) {
    const struct source_draft *draft = draft_of(set, file);
    enum source_status status = SOURCE_OK;
    if (draft) *index = source_add(set, file->path, draft->bytes, draft->size);
    else status = read_file(set, file, index);
    set->unread |= is_failure(status);
    if (status != SOURCE_OK) return status;
    set->items[*index]->real = file->real;
    set->items[*index]->root = file->root;
    return SOURCE_OK;
}
