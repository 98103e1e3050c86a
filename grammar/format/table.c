// The rows of a table, their bars one under the other.
#include "grammar/base/utf8.h"
#include "grammar/format/piece.h"
#include "grammar/syntax/parser.h"

#define MAX_COLUMNS 256  // wider tables are written, but not aligned beyond

struct row {
    uint32_t first, end;  // pieces, its trailing comment left out
};

struct grid {
    const struct pieces *pieces;
    struct text *out, cell;
    uint32_t indent;
    uint32_t left, right;       // columns on either side of ||
    size_t width[MAX_COLUMNS];  // of the left ones, then of the right ones
};

static bool begins_citation(const struct piece *p) {
    return (p->token == TOK_CITE || p->token == TOK_QUOTE) && !(p->flags & PIECE_NAME);
}

// Index behind the cell that begins with piece i. A row's citation is a cell of its own, without a bar.
static uint32_t cell_end(const struct pieces *ps, uint32_t i, uint32_t end) {
    for (bool citation = i < end && begins_citation(&ps->items[i]); i < end; i++) {
        const struct piece *p = &ps->items[i];
        if (p->glyph == GLYPH_BAR || p->glyph == GLYPH_BARS || (!citation && begins_citation(p))) return i;
        if (p->partner > i && p->partner < end) i = p->partner;
    }
    return end;
}

static void put_cell(struct grid *g, uint32_t first, uint32_t end) {
    text_clear(&g->cell);
    for (uint32_t i = first; i < end; i++) {
        const struct piece *p = &g->pieces->items[i];
        if (p->flags & PIECE_COMMENT) continue;
        if (i > first && piece_gap(p - 1, p, (p - 1)->shown)) text_char(&g->cell, ' ');
        text_put(&g->cell, p->text[p->shown]);
    }
}

static size_t cell_width(struct grid *g, uint32_t first, uint32_t end) {
    put_cell(g, first, end);
    return utf8_columns(text_string(&g->cell), g->cell.length);
}

// Calls back for every cell of a row: its column among its side's, whether it is left of ||, and whether it is its
// side's last.
struct cell {
    uint32_t first, end, column;
    bool left, last;
    bool cited;  // the row's citation stands behind it
};
typedef void cell_visitor(struct grid *g, const struct cell *c);

static bool is_cited(const struct grid *g, uint32_t first, const struct row *r) {
    return first < r->end && begins_citation(&g->pieces->items[first]);
}

static void each_cell(struct grid *g, const struct row *r, cell_visitor *visit) {
    struct cell c = {.first = r->first, .left = true};
    bool empty = false;  // before a citation stands no result
    while (c.first <= r->end) {
        c.end = empty ? c.first : cell_end(g->pieces, c.first, r->end);
        bool bars = c.end < r->end && g->pieces->items[c.end].glyph == GLYPH_BARS;
        c.last = bars || c.end >= r->end;
        c.cited = is_cited(g, c.end, r);
        visit(g, &c);
        c = (struct cell){.first = c.end + !c.cited, .column = bars ? 0 : c.column + 1, .left = c.left && !bars};
        empty = bars && is_cited(g, c.first, r);
    }
}

static void count_cell(struct grid *g, const struct cell *c) {
    uint32_t *count = c->left ? &g->left : &g->right;
    if (c->column + 1 > *count) *count = c->column + 1;
}

// A cell that is alone on a side of several columns (`otherwise`) is as wide as all of them together.
static bool spans(const struct grid *g, const struct cell *c) { return c->left && c->last && c->column + 1 < g->left; }

static size_t *column_width(struct grid *g, const struct cell *c) {
    uint32_t at = c->left ? c->column : g->left + c->column;
    return at < MAX_COLUMNS ? &g->width[at] : NULL;
}

static void measure_cell(struct grid *g, const struct cell *c) {
    size_t *width = column_width(g, c);
    if (!width || spans(g, c)) return;
    size_t wide = cell_width(g, c->first, c->end);
    if (wide > *width) *width = wide;
}

static size_t span_width(const struct grid *g, uint32_t column) {
    size_t total = 0;
    for (uint32_t i = column; i < g->left && i < MAX_COLUMNS; i++) total += g->width[i] + (i > column ? 3 : 0);
    return total;
}

static void widen_for_span(struct grid *g, const struct cell *c) {
    if (!spans(g, c) || g->left > MAX_COLUMNS) return;
    size_t wide = cell_width(g, c->first, c->end), have = span_width(g, c->column);
    if (wide > have) g->width[g->left - 1] += wide - have;
}

static void write_cell(struct grid *g, const struct cell *c) {
    size_t *width = column_width(g, c), room = width ? *width : 0;
    size_t wide = cell_width(g, c->first, c->end);
    if (spans(g, c)) room = span_width(g, c->column);
    if (!c->left && c->column == 0 && (wide || c->cited)) text_char(g->out, ' ');
    text_put(g->out, text_string(&g->cell));
    if (!c->left && c->last) return;
    if (room > wide) text_repeat(g->out, ' ', room - wide);
    if (c->cited) text_put(g->out, room ? " " : "");
    else text_put(g->out, c->last ? " ||" : " | ");
}

static bool own_line(const struct piece *p) { return p->flags & PIECE_COMMENT && p->lines; }

static struct row row_at(const struct pieces *ps, uint32_t first, uint32_t close) {
    struct row r = {first, first + 1};
    while (r.end < close && !(ps->items[r.end].flags & PIECE_ROW) && !own_line(&ps->items[r.end]))
        r.end = ps->items[r.end].partner > r.end ? ps->items[r.end].partner : r.end + 1;
    return r;
}

static struct row without_comments(const struct pieces *ps, struct row r) {
    while (r.end > r.first && ps->items[r.end - 1].flags & PIECE_COMMENT) r.end--;
    return r;
}

static void each_row(struct grid *g, uint32_t open, cell_visitor *visit) {
    const struct pieces *ps = g->pieces;
    uint32_t close = ps->items[open].partner;
    for (uint32_t i = open + 1; i < close;) {
        struct row whole = row_at(ps, i, close), cells = without_comments(ps, whole);
        if (!(ps->items[i].flags & PIECE_COMMENT)) each_cell(g, &cells, visit);
        i = whole.end;
    }
}

static void write_comments(struct grid *g, const struct row *r) {
    for (uint32_t i = r->first; i < r->end; i++) {
        const struct piece *p = &g->pieces->items[i];
        if (!(p->flags & PIECE_COMMENT)) continue;
        if (i > r->first) text_put(g->out, "  ");
        text_put(g->out, p->text[p->shown]);
    }
}

static void write_row(struct grid *g, uint32_t open, const struct row *r) {
    const struct piece *p = &g->pieces->items[r->first];
    text_put(g->out, p->lines > 1 && r->first > open + 1 ? "\n\n" : "\n");
    text_repeat(g->out, ' ', g->indent);
    struct row cells = without_comments(g->pieces, *r);
    if (!(p->flags & PIECE_COMMENT)) each_cell(g, &cells, write_cell);
    write_comments(g, r);
}

// A comment behind the opening brace stays there.
static uint32_t write_first_comment(struct grid *g, uint32_t open) {
    const struct piece *p = &g->pieces->items[open + 1];
    if (!(p->flags & PIECE_COMMENT) || p->lines) return open + 1;
    text_put(g->out, "  ");
    text_put(g->out, p->text[p->shown]);
    return open + 2;
}

void format_table(const struct pieces *ps, uint32_t open, uint32_t indent, struct text *out) {
    struct grid g = {.pieces = ps, .out = out, .indent = indent};
    each_row(&g, open, count_cell);
    each_row(&g, open, measure_cell);
    each_row(&g, open, widen_for_span);
    uint32_t close = ps->items[open].partner;
    for (uint32_t i = write_first_comment(&g, open); i < close;) {
        struct row r = row_at(ps, i, close);
        write_row(&g, open, &r);
        i = r.end;
    }
    out->failed |= g.cell.failed;
    text_free(&g.cell);
}
