#include "grammar/format.h"

#include <string.h>

#include "grammar/format_parts.h"
#include "grammar/same.h"

struct pieces format_pieces(struct compilation *c, const struct tree *t) {
    struct pieces ps = format_scan(c, t->source);
    pieces_pair(&ps);
    format_names(c, t, &ps);
    format_mark(t, &ps);
    format_spell(&ps, c->sources.items[t->source]);
    return ps;
}

void format_tree(struct compilation *c, const struct tree *t, enum format_spelling spelling, struct text *out) {
    struct pieces ps = format_pieces(c, t);
    for (uint32_t i = 0; i < ps.count && spelling != FORMAT_KEEP; i++) ps.items[i].shown = (enum lang)spelling;
    format_layout(&ps, out);
}

static bool has_word(const struct compilation *c, symbol s, const char *word) {
    return s && strcmp(intern_name(&c->names, s), word) == 0;
}

// Two words are one name where some definition gives both.
static bool declares_both(const struct compilation *c, const struct decl *d, const char *a, const char *b) {
    const struct name *n = &d->name;
    if (has_word(c, n->en, a) && has_word(c, n->zh, b)) return true;
    if (has_word(c, n->en, b) && has_word(c, n->zh, a)) return true;
    for (uint32_t i = 0; i < d->member_count; i++)
        if (declares_both(c, d->members[i], a, b)) return true;
    for (uint32_t i = 0; d->type && i < d->type->member_count; i++)
        if (declares_both(c, d->type->members[i], a, b)) return true;
    return false;
}

static bool one_name(const void *context, const char *a, const char *b) {
    const struct compilation *c = context;
    for (uint32_t i = 0; i < c->tree_count; i++)
        for (uint32_t k = 0; k < c->trees[i]->count; k++)
            if (declares_both(c, c->trees[i]->decls[k], a, b)) return true;
    return false;
}

static bool checks(struct compilation *c) {
    const struct check_options options = {0};
    check_policy(&c->arena, &c->names, &c->sources, c->trees, c->tree_count, &options, &c->diags);
    return c->diags.errors == 0;
}

bool format_is_faithful(struct compilation *c, const struct tree *t, const struct text *formatted,
                        jmp_buf *out_of_memory, struct span *where) {
    *where = (struct span){.source = t->source};
    struct compilation again;
    compilation_init(&again, out_of_memory);
    compilation_load_text(&again, c->sources.items[t->source]->path, text_string(formatted), formatted->length);
    const struct same_names names = {&c->names, &again.names, one_name, c, where};
    bool clean = again.tree_count && checks(&again);
    bool faithful = again.tree_count && same_tree(&names, t, again.trees[again.tree_count - 1]);
    compilation_free(&again);
    return clean && faithful;
}
