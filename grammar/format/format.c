#include "grammar/format/format.h"

#include "grammar/check/check.h"
#include "grammar/format/known_names.h"
#include "grammar/format/stages.h"
#include "grammar/format/tree_equal.h"

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

static bool one_name(const void *context, const char *a, const char *b) { return known_pair(context, a, b); }

static bool checks(struct compilation *c) {
    const struct check_options options = {0};
    check_policy(c, &options);
    return c->diags.errors == 0;
}

// The formatted text has the file's words in the file's order, so a place in the one is a place in the other.
static struct span place_before(struct compilation *c, const struct tree *t, struct compilation *again,
                                struct span at) {
    struct pieces before = format_scan(c, t->source), after = format_scan(again, at.source);
    uint32_t i = pieces_lower(&after, at.offset);
    if (before.count != after.count || i >= before.count) return (struct span){.source = t->source};
    return (struct span){t->source, before.items[i].offset, before.items[i].length};
}

// The first fault in the formatted file itself.
static const struct diag *first_error(const struct compilation *again, uint32_t source) {
    for (uint32_t i = 0; i < again->diags.count; i++) {
        const struct diag *d = again->diags.items[i];
        if (diag_info(d->id)->severity == SEVERITY_ERROR && d->at.source == source) return d;
    }
    return NULL;
}

static bool is_same(struct compilation *c, const struct tree *t, struct compilation *again, struct span *where) {
    const struct tree_words words = {&c->names, &again->names, one_name, known_names_new(c), where};
    if (!again->tree_count) return false;
    const struct tree *formatted = again->trees[again->tree_count - 1];
    bool clean = checks(again), same = tree_equal(&words, t, formatted);
    const struct diag *wrong = clean ? NULL : first_error(again, formatted->source);
    if (wrong && !where->length) *where = place_before(c, t, again, wrong->at);
    return clean && same;
}

bool format_is_faithful(struct compilation *c, const struct tree *t, const struct text *formatted,
                        jmp_buf *out_of_memory, struct span *where) {
    *where = (struct span){.source = t->source};
    struct compilation again;
    compilation_init(&again, out_of_memory);
    compilation_load_text(&again, c->sources.items[t->source]->path, text_string(formatted), formatted->length);
    bool faithful = is_same(c, t, &again, where);
    compilation_free(&again);
    return faithful;
}
