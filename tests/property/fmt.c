// What must hold of the formatter for every policy file: it changes no meaning, its output is a fixed point, and a
// file comes back unchanged from the other language. Files are named on the command line; those that don't check
// are passed over.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/check/check.h"
#include "grammar/format/format.h"

static const char *const spelling_names[] = {"en", "zh", "as it is"};

static bool checks(struct compilation *c) {
    const struct check_options options = {0};
    check_policy(c, &options);
    return c->tree_count && c->diags.errors == 0;
}

// Formats `bytes` as the file at `path` (NULL: what stands there); false where it does not check or changes meaning.
static bool format(const char *path, const struct text *bytes, enum format_spelling spelling, struct text *out) {
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) abort();
    struct compilation c;
    compilation_init(&c, &out_of_memory);
    if (bytes) compilation_load_text(&c, path, text_string(bytes), bytes->length);
    else compilation_load(&c, path);
    bool good = checks(&c);
    const struct tree *t = good ? c.trees[c.tree_count - 1] : NULL;
    text_clear(out);
    if (good) format_tree(&c, t, spelling, out);
    struct span where;
    good = good && format_is_faithful(&c, t, out, &out_of_memory, &where);
    compilation_free(&c);
    return good;
}

static bool fail(const char *path, const char *what, enum format_spelling spelling, const struct text *a,
                 const struct text *b) {
    printf("%s: %s (%s)\n", path, what, spelling_names[spelling]);
    printf("%s\n", text_string(a));
    if (b) printf("---- became\n%s\n", text_string(b));
    return false;
}

static bool same(const struct text *a, const struct text *b) { return strcmp(text_string(a), text_string(b)) == 0; }

static bool holds(const char *path, enum format_spelling spelling, struct text room[3]) {
    struct text *once = &room[0], *again = &room[1], *back = &room[2];
    enum format_spelling other = spelling == FORMAT_ZH ? FORMAT_EN : FORMAT_ZH;
    if (!format(path, NULL, spelling, once)) return fail(path, "is not written faithfully", spelling, once, NULL);
    if (!format(path, once, spelling, again)) return fail(path, "its output is refused", spelling, once, NULL);
    if (!same(once, again)) return fail(path, "its output is no fixed point", spelling, once, again);
    if (!format(path, once, FORMAT_KEEP, again) || !same(once, again))
        return fail(path, "its output changes when spellings are kept", spelling, once, again);
    if (spelling == FORMAT_KEEP) return true;
    if (!format(path, once, other, again))
        return fail(path, "it is refused in the other language", spelling, once, NULL);
    if (!format(path, again, spelling, back) || !same(once, back))
        return fail(path, "it does not come back from the other language", spelling, once, back);
    return true;
}

static bool is_clean(const char *path) {
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) abort();
    struct compilation c;
    compilation_init(&c, &out_of_memory);
    compilation_load(&c, path);
    bool clean = checks(&c);
    compilation_free(&c);
    return clean;
}

int main(int argc, char **argv) {
    int failed = 0, clean = 0;
    struct text room[3] = {{0}};
    for (int i = 1; i < argc; i++) {
        if (!is_clean(argv[i])) continue;
        clean++;
        for (int spelling = FORMAT_EN; spelling <= FORMAT_KEEP; spelling++)
            failed += !holds(argv[i], (enum format_spelling)spelling, room);
    }
    for (int i = 0; i < 3; i++) text_free(&room[i]);
    printf("%d files, %d of them clean, %d failures\n", argc - 1, clean, failed);
    return failed > 0 || clean == 0;
}
