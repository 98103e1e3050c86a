#include "grammar/syntax/load.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "grammar/base/utf8.h"
#include "grammar/syntax/build.h"
#include "grammar/syntax/parser.h"

#define MAX_USE_DEPTH 32

void compilation_init(struct compilation *c, jmp_buf *out_of_memory) {
    *c = (struct compilation){0};
    arena_init(&c->arena, out_of_memory);
    intern_init(&c->names, &c->arena);
    c->sources.arena = &c->arena;
    c->diags.arena = &c->arena;
}

void compilation_free(struct compilation *c) {
    intern_free(&c->names);
    arena_free(&c->arena);
}

struct tree *parse_source(struct compilation *c, uint32_t source) {
    const struct source *text = c->sources.items[source];
    struct parser *p = ARENA_NEW(&c->arena, struct parser);
    *p = (struct parser){.arena = &c->arena, .names = &c->names, .diags = &c->diags, .bytes = text->bytes};
    p->source = source;
    p->size = (uint32_t)text->size;
    p->tree = ARENA_NEW(&c->arena, struct tree);
    p->tree->source = source;
    p->lexer = lexer_open(&c->arena, &c->sources, source, &c->diags);
    pol_yyparse(p);
    return p->tree;
}

// A file on its way: those that use one another form a chain, newest first.
struct visit {
    const struct visit *user;
    const char *real;  // its path without links or dots; NULL for text in memory
    int depth;
};

struct loader {
    struct compilation *c;
    const char *root;   // with a slash behind
    const char **seen;  // real paths of files that were loaded or are being loaded
    uint32_t seen_count;
};

static void load_uses(struct loader *l, const struct visit *visit, const char *path, const struct tree *tree);

static const char *real_path(struct arena *a, const char *path) {
    char room[PATH_MAX];
    return realpath(path, room) ? arena_copy(a, room, strlen(room)) : NULL;
}

// "a/b" of "a/b/c"; "." where there is no slash.
static char *folder_of(struct arena *a, const char *path) {
    const char *slash = strrchr(path, '/');
    if (!slash) return arena_copy(a, ".", 1);
    return arena_copy(a, path, slash == path ? 1 : (size_t)(slash - path));
}

static const char *joined(struct arena *a, const char *folder, const char *path) {
    if (path[0] == '/' || !strcmp(folder, ".")) return arena_copy(a, path, strlen(path));
    size_t length = strlen(folder);
    char *out = arena_alloc(a, length + strlen(path) + 2);
    memcpy(out, folder, length);
    if (out[length - 1] != '/') out[length++] = '/';
    memcpy(out + length, path, strlen(path));
    return out;
}

static bool holds(struct arena *a, const char *folder, const char *name) {
    struct stat st;
    return stat(joined(a, folder, name), &st) == 0;
}

static const char *with_slash(struct arena *a, const char *folder) { return joined(a, folder, ""); }

static const char *root_of(struct arena *a, const char *real) {
    char *first = folder_of(a, real);
    for (char *folder = first;; folder = folder_of(a, folder)) {
        if (holds(a, folder, ".pol-root") || holds(a, folder, ".git")) return with_slash(a, folder);
        if (!strcmp(folder, "/")) break;
    }
    return with_slash(a, folder_of(a, first));
}

// A place to point at: the `use` that asked for the file, or none.
static const struct span nowhere = {UINT32_MAX, 0, 0};

static void refuse(struct loader *l, enum source_status status, const char *path, struct span at) {
    static const enum diag_id ids[] = {
        [SOURCE_NOT_FOUND] = DIAG_FILE_NOT_FOUND,     [SOURCE_DIRECTORY] = DIAG_FILE_IS_FOLDER,
        [SOURCE_NOT_REGULAR] = DIAG_FILE_NOT_REGULAR, [SOURCE_TOO_LARGE] = DIAG_FILE_TOO_LARGE,
        [SOURCE_UNREADABLE] = DIAG_FILE_UNREADABLE,
    };
    diag(&l->c->diags, ids[status], at, A(path), A(status == SOURCE_UNREADABLE ? strerror(errno) : ""));
}

static bool on_the_way(const struct visit *visit, const char *real) {
    for (; visit; visit = visit->user)
        if (visit->real && !strcmp(visit->real, real)) return true;
    return false;
}

static bool seen(const struct loader *l, const char *real) {
    for (uint32_t i = 0; i < l->seen_count; i++)
        if (!strcmp(l->seen[i], real)) return true;
    return false;
}

static void take_tree(struct loader *l, const struct visit *visit, const char *path, uint32_t source) {
    struct compilation *c = l->c;
    struct tree *tree = parse_source(c, source);
    load_uses(l, visit, path, tree);
    ARENA_PUSH(&c->arena, c->trees, c->tree_count, tree);  // used before user
}

static void load_file(struct loader *l, const struct visit *user, const char *path, const char *real, struct span at) {
    struct visit visit = {user, real, user ? user->depth + 1 : 1};
    uint32_t source;
    enum source_status status = source_read(&l->c->sources, path, &source);
    if (status != SOURCE_OK) {
        refuse(l, status, path, at);
        return;
    }
    ARENA_PUSH(&l->c->arena, l->seen, l->seen_count, real);
    take_tree(l, &visit, path, source);
}

static bool inside(const struct loader *l, const char *real) { return !strncmp(real, l->root, strlen(l->root)); }

static void load_use(struct loader *l, const struct visit *user, const char *folder, const struct decl *use) {
    struct compilation *c = l->c;
    const char *path = joined(&c->arena, folder, use->text), *real = real_path(&c->arena, path);
    struct span at = use->text_at;
    if (!real && seen(l, path)) return;
    if (use->text[0] == '/') diag(&c->diags, DIAG_USE_OUTSIDE, at, A(use->text), A(l->root));
    else if (!real) refuse(l, errno == ENOENT || errno == ENOTDIR ? SOURCE_NOT_FOUND : SOURCE_UNREADABLE, path, at);
    else if (!inside(l, real)) diag(&c->diags, DIAG_USE_OUTSIDE, at, A(use->text), A(l->root));
    else if (on_the_way(user, real)) diag(&c->diags, DIAG_USE_CYCLE, at, A(use->text));
    else if (seen(l, real)) return;
    else if (user->depth >= MAX_USE_DEPTH) diag(&c->diags, DIAG_USE_TOO_DEEP, at, A("32"));
    else load_file(l, user, path, real, at);
}

static void load_uses(struct loader *l, const struct visit *visit, const char *path, const struct tree *tree) {
    const char *folder = folder_of(&l->c->arena, path);
    for (uint32_t i = 0; i < tree->count; i++)
        if (tree->decls[i]->kind == DECL_USE) load_use(l, visit, folder, tree->decls[i]);
}

// What an earlier call loaded is not loaded again.
static void know_loaded(struct loader *l) {
    const struct compilation *c = l->c;
    for (uint32_t i = 0; i < c->tree_count; i++) {
        const char *path = c->sources.items[c->trees[i]->source]->path, *real = real_path(&l->c->arena, path);
        // text in memory goes by its path as given
        ARENA_PUSH(&l->c->arena, l->seen, l->seen_count, real ? real : path);
    }
}

void compilation_load(struct compilation *c, const char *path) {
    struct loader l = {.c = c};
    const char *real = real_path(&c->arena, path);
    if (!real) {
        refuse(&l, errno == ENOENT || errno == ENOTDIR ? SOURCE_NOT_FOUND : SOURCE_UNREADABLE, path, nowhere);
        return;
    }
    know_loaded(&l);
    l.root = root_of(&c->arena, real);
    if (!seen(&l, real)) load_file(&l, NULL, path, real, nowhere);
}

void compilation_load_text(struct compilation *c, const char *path, const char *bytes, size_t size) {
    struct loader l = {.c = c};
    struct visit visit = {NULL, real_path(&c->arena, path), 1};
    const char *folder = real_path(&c->arena, folder_of(&c->arena, path));
    if (size > SOURCE_MAX_SIZE) {
        refuse(&l, SOURCE_TOO_LARGE, path, nowhere);
        return;
    }
    know_loaded(&l);
    l.root = root_of(&c->arena, joined(&c->arena, folder ? folder : "/", "x"));
    take_tree(&l, &visit, path, source_add(&c->sources, path, bytes, size));
}
