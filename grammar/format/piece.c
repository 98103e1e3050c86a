#include "grammar/format/piece.h"

#include <string.h>

#include "grammar/base/utf8.h"

void piece_measure(struct piece *p) {
    size_t en = utf8_columns(p->text[LANG_EN], strlen(p->text[LANG_EN]));
    size_t zh = utf8_columns(p->text[LANG_ZH], strlen(p->text[LANG_ZH]));
    p->width = (uint32_t)(en > zh ? en : zh);
}

static bool opens(enum glyph g) { return g == GLYPH_OPEN || g == GLYPH_BRACE || g == GLYPH_BRACKET; }
static bool closes(enum glyph g) { return g == GLYPH_CLOSE || g == GLYPH_UNBRACE || g == GLYPH_UNBRACKET; }

// A brace holds plain values as long as no colon stands directly in it.
static void mark_brace(struct pieces *ps, uint32_t open, uint32_t close, uint32_t flag) {
    if (ps->items[open].glyph != GLYPH_BRACE || ps->items[open].flags & (PIECE_BLOCK | PIECE_TABLE)) return;
    ps->items[open].flags |= flag;
    ps->items[close].flags |= flag;
    for (uint32_t i = open + 1; flag == PIECE_LIST && i < close; i++)
        if (opens(ps->items[i].glyph)) i = ps->items[i].partner;
        else if (ps->items[i].glyph == GLYPH_COMMA) ps->items[i].flags |= PIECE_LIST;
}

struct open_bracket {
    uint32_t at;
    bool has_colon;
};

void pieces_pair(struct pieces *ps) {
    struct open_bracket *stack = ARENA_ARRAY(ps->arena, struct open_bracket, (size_t)ps->count + 1);
    uint32_t depth = 0;
    for (uint32_t i = 0; i < ps->count; i++) {
        struct piece *p = &ps->items[i];
        p->partner = i;
        if (opens(p->glyph)) stack[depth++] = (struct open_bracket){i, false};
        else if (p->glyph == GLYPH_COLON && depth) stack[depth - 1].has_colon = true;
        else if (closes(p->glyph) && depth) {
            struct open_bracket b = stack[--depth];
            p->partner = b.at;
            ps->items[b.at].partner = i;
            mark_brace(ps, b.at, i, b.has_colon ? PIECE_SPACED : PIECE_LIST);
        }
    }
}

static bool tight_behind(const struct piece *p) {
    return p->glyph == GLYPH_OPEN || p->glyph == GLYPH_BRACKET || p->glyph == GLYPH_POINT || p->glyph == GLYPH_RANGE ||
           (p->glyph == GLYPH_BRACE && !(p->flags & PIECE_SPACED)) || p->flags & PIECE_SIGN;
}

static bool tight_before(const struct piece *p) {
    return p->glyph == GLYPH_CLOSE || p->glyph == GLYPH_UNBRACKET || p->glyph == GLYPH_POINT ||
           p->glyph == GLYPH_RANGE || (p->glyph == GLYPH_UNBRACE && !(p->flags & PIECE_SPACED)) ||
           p->flags & PIECE_GLUED;
}

bool piece_gap(const struct piece *before, const struct piece *piece, enum lang lang) {
    if (piece->glyph == GLYPH_COMMA) return false;
    if (piece->glyph == GLYPH_COLON) return false;
    if (tight_before(piece) || tight_behind(before)) return false;
    bool parting = before->glyph == GLYPH_COMMA || before->glyph == GLYPH_COLON;
    return !(parting && lang == LANG_ZH);  // the full-width signs bring their own room
}

uint32_t pieces_width(const struct pieces *ps, uint32_t first, uint32_t last) {
    uint32_t width = 0;
    for (uint32_t i = first; i < last; i++) {
        const struct piece *p = &ps->items[i];
        if (p->flags & PIECE_COMMENT) continue;
        if (i > first) width += piece_gap(&ps->items[i - 1], p, LANG_EN);
        width += p->width;
    }
    return width;
}
