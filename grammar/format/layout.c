// Pieces to lines. Where a line is broken must not depend on the language that is shown, or a file would not come
// back from the other language unchanged: so lines are measured as if every piece stood in its wider spelling.
#include "grammar/format/piece.h"

struct bracket {
    uint32_t close;   // index of the piece that ends it
    uint32_t outer;   // indent of the line that holds its opening piece
    bool block;       // around statements
    bool open_break;  // a line break behind the opening and before the closing piece
    bool item_break;  // and before every entry
};

struct layout {
    const struct pieces *pieces;
    struct text *out;
    struct bracket *stack;
    uint32_t depth;
    uint32_t statement;    // indent of the statement being written
    uint32_t line_indent;  // of the line being written
    uint32_t column;       // measured, where the next piece would stand
    uint32_t body_break;   // index of the piece that begins a line because what it begins does not fit
    bool head_broken;
};

static const struct piece *piece_of(const struct layout *l, uint32_t i) { return &l->pieces->items[i]; }
static bool has(const struct layout *l, uint32_t i, uint32_t flags) { return (piece_of(l, i)->flags & flags) != 0; }
static const struct bracket *innermost(const struct layout *l) { return l->depth ? &l->stack[l->depth - 1] : NULL; }

static bool opens(const struct piece *p) {
    return p->glyph == GLYPH_OPEN || p->glyph == GLYPH_BRACE || p->glyph == GLYPH_BRACKET;
}

static bool closes(const struct piece *p) {
    return p->glyph == GLYPH_CLOSE || p->glyph == GLYPH_UNBRACE || p->glyph == GLYPH_UNBRACKET;
}

// A break of the author's is kept where a blank could stand, and behind an opening bracket. Before a closing one
// there is a break exactly where there is one behind its opening.
static bool keeps_break(const struct layout *l, uint32_t i) {
    const struct piece *before = piece_of(l, i - 1), *p = piece_of(l, i);
    if (!p->lines || !has(l, i, PIECE_BODY | PIECE_FILL) || closes(p)) return false;
    return opens(before) || before->glyph == GLYPH_COMMA || piece_gap(before, p, LANG_EN);
}

static bool in_blocks(const struct piece *before, const struct piece *p) {
    if (before->flags & p->flags & PIECE_BLOCK && opens(before) && closes(p)) return false;  // nothing between them
    return before->flags & PIECE_BLOCK || (closes(p) && p->flags & (PIECE_BLOCK | PIECE_TABLE));
}

// Whether piece i begins a line however long the one before it is.
static bool begins_line(const struct layout *l, uint32_t i) {
    const struct piece *before = piece_of(l, i - 1), *p = piece_of(l, i);
    if (before->flags & PIECE_COMMENT) return true;
    if (p->flags & PIECE_COMMENT) return p->lines > 0;
    return p->flags & (PIECE_STATEMENT | PIECE_ROW | PIECE_WAIVER) || in_blocks(before, p) || keeps_break(l, i);
}

// Index behind the run that begins with piece i and offers no place to break the line.
static uint32_t run_end(const struct layout *l, uint32_t i) {
    uint32_t end = i + 1;
    while (end < l->pieces->count && !has(l, end, PIECE_FILL) && !begins_line(l, end)) end++;
    return end;
}

// The body that begins with piece i: index behind it, or 0 where it has line breaks of its own.
static uint32_t unbroken_body(const struct layout *l, uint32_t i) {
    uint32_t end = i;
    if (begins_line(l, i)) return 0;
    for (end = i + 1; end < l->pieces->count && has(l, end, PIECE_BODY) && !has(l, end, PIECE_STATEMENT); end++)
        if (!(piece_of(l, end)->flags & PIECE_COMMENT && !piece_of(l, end)->lines) && begins_line(l, end)) return 0;
    return end < l->pieces->count && has(l, end, PIECE_WAIVER) ? 0 : end;
}

// Behind the colon of a rule the condition goes on a line of its own unless all fits on one line.
static void colon_written(struct layout *l, uint32_t body) {
    uint32_t end = unbroken_body(l, body);
    if (end && !l->head_broken && l->column + 1 + pieces_width(l->pieces, body, end) <= FORMAT_COLUMNS) return;
    l->body_break = body;
}

// Behind the `=` of a definition only where that makes it fit.
static void equals_written(struct layout *l, uint32_t body) {
    uint32_t end = unbroken_body(l, body);
    if (!end) return;
    uint32_t width = pieces_width(l->pieces, body, end);
    if (l->column + 1 + width <= FORMAT_COLUMNS) return;
    if ((l->statement + 1) * FORMAT_INDENT + width <= FORMAT_COLUMNS) l->body_break = body;
}

static bool has_broken_item(const struct layout *l, uint32_t open) {
    for (uint32_t i = open + 1; i < piece_of(l, open)->partner; i++) {
        if (has(l, i, PIECE_ITEM) && piece_of(l, i)->lines) return true;
        if (opens(piece_of(l, i)) && piece_of(l, i)->partner > i) i = piece_of(l, i)->partner;
    }
    return false;
}

static void bracket_opened(struct layout *l, uint32_t i) {
    const struct piece *p = piece_of(l, i);
    struct bracket b = {.close = p->partner, .outer = l->line_indent, .block = (p->flags & PIECE_BLOCK) != 0};
    if (p->partner <= i) return;
    if (b.block) b.outer = l->statement;
    bool record = p->flags & PIECE_SPACED;
    uint32_t width = piece_gap(p, piece_of(l, i + 1), LANG_EN) + pieces_width(l->pieces, i + 1, run_end(l, p->partner));
    b.item_break = record && l->column + width > FORMAT_COLUMNS && !has_broken_item(l, i);
    b.open_break = !b.block && (b.item_break || keeps_break(l, i + 1) || (record && has_broken_item(l, i)));
    l->stack[l->depth++] = b;
}

static bool bracket_breaks(const struct layout *l, uint32_t i) {
    const struct bracket *b = innermost(l);
    if (!b || !b->open_break) return false;
    return i == b->close || piece_of(l, i - 1)->partner == b->close || (b->item_break && has(l, i, PIECE_ITEM));
}

static bool too_long(const struct layout *l, uint32_t i) {
    if (!has(l, i, PIECE_FILL)) return false;
    uint32_t gap = piece_gap(piece_of(l, i - 1), piece_of(l, i), LANG_EN);
    return l->column + gap + pieces_width(l->pieces, i, run_end(l, i)) > FORMAT_COLUMNS;
}

static bool breaks_before(const struct layout *l, uint32_t i) {
    return begins_line(l, i) || l->body_break == i || bracket_breaks(l, i) || too_long(l, i);
}

// A head's further lines stand one level deeper than its body, so that the two are told apart.
static uint32_t continuation(const struct layout *l, uint32_t i) {
    if (has(l, i, PIECE_WAIVER)) return l->statement + 1;
    return l->statement + (has(l, i, PIECE_BODY) ? 1 : 2);
}

static uint32_t indent_of(const struct layout *l, uint32_t i) {
    const struct bracket *b = innermost(l);
    if (b && i == b->close) return b->outer;
    if (b && !b->block) return b->outer + 1;
    if (has(l, i, PIECE_STATEMENT)) return b ? b->outer + 1 : 0;
    return continuation(l, i);
}

// A comment on a line of its own stands as what follows it, or as what a bracket holds.
static uint32_t comment_indent(const struct layout *l, uint32_t i) {
    uint32_t next = i;
    if (i > 1 && has(l, i - 1, PIECE_COMMENT) && begins_line(l, i - 1)) return l->line_indent;  // as the one before
    while (next < l->pieces->count && has(l, next, PIECE_COMMENT)) next++;
    if (next == l->pieces->count) return 0;
    const struct bracket *b = innermost(l);
    return b && next == b->close ? b->outer + 1 : indent_of(l, next);
}

static bool keeps_blank(const struct layout *l, uint32_t i) {
    const struct piece *before = piece_of(l, i - 1), *p = piece_of(l, i);
    if (p->lines < 2 || opens(before) || closes(p)) return false;
    return p->flags & (PIECE_STATEMENT | PIECE_ITEM | PIECE_COMMENT) || before->flags & PIECE_COMMENT;
}

static void write_break(struct layout *l, uint32_t i) {
    if (!has(l, i, PIECE_BODY | PIECE_STATEMENT | PIECE_WAIVER | PIECE_COMMENT)) l->head_broken = true;
    l->line_indent = has(l, i, PIECE_COMMENT) ? comment_indent(l, i) : indent_of(l, i);
    text_put(l->out, keeps_blank(l, i) ? "\n\n" : "\n");
    text_repeat(l->out, ' ', (size_t)l->line_indent * FORMAT_INDENT);
    l->column = l->line_indent * FORMAT_INDENT;
}

static void write_before(struct layout *l, uint32_t i) {
    const struct piece *before = piece_of(l, i - 1), *p = piece_of(l, i);
    if (p->flags & PIECE_COMMENT && !p->lines) text_put(l->out, "  ");
    else if (breaks_before(l, i)) write_break(l, i);
    else {
        if (piece_gap(before, p, before->shown)) text_char(l->out, ' ');
        l->column += piece_gap(before, p, LANG_EN);
    }
}

static void written(struct layout *l, uint32_t i) {
    const struct piece *p = piece_of(l, i);
    if (opens(p)) bracket_opened(l, i);
    if (i + 1 >= l->pieces->count) return;
    if (p->flags & PIECE_HEAD_COLON) colon_written(l, i + 1);
    if (p->flags & PIECE_HEAD_EQUALS) equals_written(l, i + 1);
}

static void write_piece(struct layout *l, uint32_t i) {
    const struct piece *p = piece_of(l, i);
    if (i) write_before(l, i);
    if (p->flags & (PIECE_STATEMENT | PIECE_WAIVER)) {
        l->statement = l->line_indent;
        l->head_broken = false;
    }
    if (innermost(l) && innermost(l)->close == i) l->depth--;
    text_put(l->out, p->text[p->shown]);
    if (!(p->flags & PIECE_COMMENT)) l->column += p->width;
    written(l, i);
}

// Everything between a table's braces; the answer is the index of the closing one.
static uint32_t write_table(struct layout *l, uint32_t open) {
    format_table(l->pieces, open, (l->statement + 1) * FORMAT_INDENT, l->out);
    l->stack[l->depth - 1].outer = l->statement;
    return piece_of(l, open)->partner;
}

void format_layout(const struct pieces *ps, struct text *out) {
    struct layout l = {.pieces = ps, .out = out, .body_break = UINT32_MAX};
    l.stack = ARENA_ARRAY(ps->arena, struct bracket, (size_t)ps->count + 1);
    for (uint32_t i = 0; i < ps->count; i++) {
        write_piece(&l, i);
        if (has(&l, i, PIECE_TABLE) && piece_of(&l, i)->partner > i) i = write_table(&l, i) - 1;
    }
    if (ps->count) text_char(out, '\n');
}
