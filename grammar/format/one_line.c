#include "grammar/format/one_line.h"

#include "grammar/format/stages.h"

struct line_writer {
    struct compilation *c;
    struct pieces *by_source;  // items NULL: not read yet
};

struct line_writer *line_writer_new(struct compilation *c) {
    struct line_writer *p = ARENA_NEW(&c->arena, struct line_writer);
    p->c = c;
    p->by_source = ARENA_ARRAY(&c->arena, struct pieces, c->sources.count);
    return p;
}

static const struct tree *tree_among(struct tree *const *trees, uint32_t count, uint32_t source) {
    for (uint32_t i = 0; i < count; i++)
        if (trees[i]->source == source) return trees[i];
    return NULL;
}

static const struct tree *tree_of(const struct compilation *c, uint32_t source) {
    const struct tree *t = tree_among(c->trees, c->tree_count, source);
    return t ? t : tree_among(c->earlier, c->earlier_count, source);
}

static const struct pieces *pieces_of(struct line_writer *p, uint32_t source) {
    struct pieces *ps = &p->by_source[source];
    const struct tree *t = tree_of(p->c, source);
    if (!ps->items && t) *ps = format_pieces(p->c, t);
    return ps;
}

void line_put(struct line_writer *p, struct span at, enum lang lang, struct text *out) {
    const struct pieces *ps = pieces_of(p, at.source);
    const struct piece *before = NULL;
    for (uint32_t i = pieces_lower(ps, at.offset); i < ps->count && ps->items[i].offset < at.offset + at.length; i++) {
        const struct piece *piece = &ps->items[i];
        if (piece->flags & PIECE_COMMENT) continue;
        if (before && piece_gap(before, piece, lang)) text_char(out, ' ');
        text_put(out, piece->text[lang]);
        before = piece;
    }
}
