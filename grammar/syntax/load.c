#include "grammar/syntax/load.h"

#include <errno.h>
#include <string.h>

#include "grammar/base/project.h"

#define MAX_USE_DEPTH 32

// A file on its way: those that use one another form a chain, newest first.
struct visit {
    const struct visit *user;
    const char *real;  // its path without links or dots; NULL for text in memory
    int depth;
};

static void load_uses(struct compilation *c, const struct visit *visit, const struct tree *tree);

// A place to point at: the `use` that asked for the file, or none.
static const struct span nowhere = {UINT32_MAX, 0, 0};

void compilation_refuse(struct compilation *c, enum source_status status, const char *path, const char *root,
                        struct span at) {
    static const enum diag_id ids[] = {
        [SOURCE_NOT_FOUND] = DIAG_FILE_NOT_FOUND,     [SOURCE_DIRECTORY] = DIAG_FILE_IS_FOLDER,
        [SOURCE_NOT_REGULAR] = DIAG_FILE_NOT_REGULAR, [SOURCE_TOO_LARGE] = DIAG_FILE_TOO_LARGE,
        [SOURCE_UNREADABLE] = DIAG_FILE_UNREADABLE,   [SOURCE_OUTSIDE] = DIAG_FILE_OUTSIDE,
        [SOURCE_HIDDEN] = DIAG_FILE_HIDDEN,           [SOURCE_UTF16] = DIAG_FILE_ENCODING,
        [SOURCE_GB18030] = DIAG_FILE_ENCODING,
    };
    const char *more = status == SOURCE_UNREADABLE ? strerror(errno) : status == SOURCE_OUTSIDE ? root : "";
    if (ids[status] == DIAG_FILE_ENCODING) more = source_encoding_name(status);
    diag(&c->diags, ids[status], at, A(path), A(more));
}

static bool on_the_way(const struct visit *visit, const char *real) {
    for (; visit; visit = visit->user)
        if (visit->real && !strcmp(visit->real, real)) return true;
    return false;
}

static bool is_known(const struct compilation *c, const char *real) {
    return intern_find(&c->files, real, strlen(real)) != SYMBOL_NONE;
}

static void know(struct compilation *c, const char *real) { intern_text(&c->files, real, strlen(real)); }

static void take_tree(struct compilation *c, const struct visit *visit, uint32_t source) {
    struct tree *tree = parse_source(c, source);
    load_uses(c, visit, tree);
    ARENA_PUSH(&c->arena, c->trees, c->tree_count, tree);  // used before user
}

static void load_file(struct compilation *c, const struct visit *user, const struct project_file *file,
                      struct span at) {
    struct visit visit = {user, file->real, user ? user->depth + 1 : 1};
    uint32_t source;
    enum source_status status = project_read(&c->sources, file, &source);
    if (status != SOURCE_OK) {
        c->sources.unread |= !user && status == SOURCE_NOT_FOUND;
        compilation_refuse(c, status, file->path, file->root, at);
        return;
    }
    know(c, file->real);
    take_tree(c, &visit, source);
}

static void load_use(struct compilation *c, const struct visit *user, const struct tree *tree, const struct decl *use) {
    struct project_file file;
    struct span at = use->text_at;
    enum source_status status = project_find(&c->sources, c->sources.items[tree->source], use->text, &file);
    bool shows_itself = status == SOURCE_OUTSIDE || status == SOURCE_HIDDEN;
    if (status == SOURCE_NOT_FOUND && is_known(c, file.path)) return;
    if (status != SOURCE_OK) compilation_refuse(c, status, shows_itself ? use->text : file.path, file.root, at);
    else if (on_the_way(user, file.real)) diag(&c->diags, DIAG_USE_CYCLE, at, A(use->text));
    else if (is_known(c, file.real)) return;
    else if (user->depth >= MAX_USE_DEPTH) diag(&c->diags, DIAG_USE_TOO_DEEP, at, A("32"));
    else load_file(c, user, &file, at);
}

static void load_uses(struct compilation *c, const struct visit *visit, const struct tree *tree) {
    for (uint32_t i = 0; i < tree->count; i++)
        if (tree->decls[i]->kind == DECL_USE) load_use(c, visit, tree, tree->decls[i]);
}

void compilation_load(struct compilation *c, const char *path) {
    struct project_file file;
    enum source_status status = project_open(&c->sources, path, &file);
    if (status != SOURCE_OK) {
        compilation_refuse(c, status, path, file.root, nowhere);
        return;
    }
    if (!is_known(c, file.real)) load_file(c, NULL, &file, nowhere);
}

void compilation_next_edition(struct compilation *c) {
    c->earlier = c->trees, c->earlier_count = c->tree_count;
    c->trees = NULL, c->tree_count = 0;
    intern_free(&c->files);
    intern_init(&c->files, &c->arena);
}

void compilation_load_condition(struct compilation *c, const char *path, const char *condition) {
    uint32_t source = source_add(&c->sources, path, condition, strlen(condition));
    c->sources.items[source]->is_condition = true;
    c->condition = parse_source(c, source);
}

void compilation_load_text(struct compilation *c, const char *path, const char *bytes, size_t size) {
    enum source_status status = size > SOURCE_MAX_SIZE ? SOURCE_TOO_LARGE : source_encoding(bytes, size);
    if (status != SOURCE_OK) {
        compilation_refuse(c, status, path, NULL, nowhere);
        return;
    }
    uint32_t source = source_add(&c->sources, path, bytes, size);
    struct source *text = c->sources.items[source];
    project_place(&c->arena, text);
    struct visit visit = {NULL, text->real, 1};
    know(c, path);  // there may be no such file
    if (text->real) know(c, text->real);
    take_tree(c, &visit, source);
}
