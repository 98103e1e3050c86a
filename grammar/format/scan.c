// A source's text to pieces: the lexer's tokens, and the comments in the gaps between them.
#include <string.h>

#include "grammar/base/order.h"
#include "grammar/format/stages.h"
#include "grammar/syntax/lexer.h"
#include "grammar/syntax/parser.h"

struct scan {
    struct pieces pieces;
    const char *bytes;
    uint8_t lines;  // line breaks since the last piece, at most 2
};

static enum glyph glyph_of(int token) {
    switch (token) {
    case TOK_LPAREN: return GLYPH_OPEN;
    case TOK_RPAREN: return GLYPH_CLOSE;
    case TOK_LBRACE: return GLYPH_BRACE;
    case TOK_RBRACE: return GLYPH_UNBRACE;
    case TOK_LBRACKET: return GLYPH_BRACKET;
    case TOK_RBRACKET: return GLYPH_UNBRACKET;
    case TOK_COMMA: return GLYPH_COMMA;
    case TOK_COLON: return GLYPH_COLON;
    case TOK_POINT: return GLYPH_POINT;
    case TOK_RANGE:
    case TOK_RANGE_ABOVE:
    case TOK_RANGE_BELOW:
    case TOK_RANGE_BETWEEN: return GLYPH_RANGE;
    case TOK_BAR: return GLYPH_BAR;
    case TOK_BARS: return GLYPH_BARS;
    case TOK_MINUS: return GLYPH_MINUS;
    case TOK_EQ: return GLYPH_EQUALS;
    default: return GLYPH_NONE;
    }
}

static void add_piece(struct scan *s, uint32_t offset, uint32_t length, int token) {
    struct piece p = {.offset = offset, .length = length, .token = token, .glyph = glyph_of(token), .lines = s->lines};
    p.text[LANG_EN] = arena_copy(s->pieces.arena, s->bytes + offset, length);
    p.text[LANG_ZH] = p.text[LANG_EN];
    ARENA_PUSH(s->pieces.arena, s->pieces.items, s->pieces.count, p);
    s->lines = 0;
}

// From the `#` to the line's end, the blanks there left out; the answer is where the line ends.
static uint32_t add_comment(struct scan *s, uint32_t offset, uint32_t end) {
    uint32_t line_end = offset;
    while (line_end < end && s->bytes[line_end] != '\n') line_end++;
    uint32_t last = line_end;
    while (strchr(" \t\r", s->bytes[last - 1])) last--;
    add_piece(s, offset, last - offset, 0);
    s->pieces.items[s->pieces.count - 1].flags = PIECE_COMMENT;
    return line_end;
}

// Between tokens there are blanks, line ends and comments only.
static void scan_gap(struct scan *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        if (s->bytes[i] == '#') i = add_comment(s, i, to);
        if (i < to && s->bytes[i] == '\n' && s->lines < 2) s->lines++;
    }
}

struct pieces format_scan(struct compilation *c, uint32_t source) {
    const struct source *text = c->sources.items[source];
    struct diags said = {.arena = &c->arena};  // a file with faults never comes here
    struct lexer *lx = lexer_open(c, &c->arena, source, &said, (struct repairs){0});
    struct scan s = {.pieces = {.arena = &c->arena}, .bytes = text->bytes};
    uint32_t behind = 0;
    for (struct token t; (t = lexer_next(lx)).kind;) {
        if (t.kind == TOK_NEWLINE) continue;
        scan_gap(&s, behind, t.at.offset);
        behind = t.at.offset + t.at.length;
        add_piece(&s, t.at.offset, t.at.length, t.kind);
    }
    lexer_close(c);
    scan_gap(&s, behind, (uint32_t)text->size);
    return s.pieces;
}

uint32_t pieces_lower(const struct pieces *ps, uint32_t offset) {
    return ps->count ? numbers_below(&ps->items->offset, sizeof *ps->items, ps->count, offset) : 0;
}

struct piece *piece_at(const struct pieces *ps, uint32_t offset) {
    uint32_t i = pieces_lower(ps, offset);
    return i < ps->count && ps->items[i].offset == offset ? &ps->items[i] : NULL;
}

struct piece *piece_before(const struct pieces *ps, uint32_t offset) {
    uint32_t i = pieces_lower(ps, offset);
    return i && ps->items[i - 1].offset + ps->items[i - 1].length == offset ? &ps->items[i - 1] : NULL;
}
