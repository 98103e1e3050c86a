// A table for a terminal: columns aligned as the terminal counts them, words wrapped, in bands or row by row where it
// is wider than the terminal.
#include <string.h>

#include "grammar/base/utf8.h"
#include "interp/report/grid.h"
#include "interp/report/page.h"
#include "interp/report/words.h"

#define GAP 2u
#define HEAD_LEAST 8u  // columns
#define WORDS_LEAST 12u
#define BANDS_MOST 3u

struct layout {
    const struct grid *t;
    size_t width;          // of a line
    const char **shown;    // [row * columns + column], the head as row 0
    size_t *least, *most;  // of each column: what cannot be broken, and what need not be
    size_t *widths;
};

static const char *cell(const struct layout *l, uint32_t row, uint32_t column) {
    return l->shown[(size_t)row * l->t->column_count + column];
}

// Broken into lines of that width.
static const char *wrapped(struct arena *a, const char *string, size_t width) {
    struct text t = {0};
    struct page p = {.out = &t, .width = width};
    page_wrap(&p, 0, string);
    return text_keep(&t, a);
}

static size_t line_length(const char *lines) { return strcspn(lines, "\n"); }

static const char *next_line(const char *lines) {
    size_t length = line_length(lines);
    return lines + length + (lines[length] != 0);
}

static size_t widest_line(const char *lines) {
    size_t widest = 0;
    for (; *lines; lines = next_line(lines)) {
        size_t width = utf8_columns(lines, line_length(lines));
        if (width > widest) widest = width;
    }
    return widest;
}

static size_t larger(size_t a, size_t b) { return a > b ? a : b; }

static const char *shown_figure(const struct layout *l, const struct figure *f, const struct figure_unit *unit) {
    struct text t = {0};
    figure_put(&t, f, unit);
    return text_keep(&t, l->t->arena);
}

static void show(struct layout *l) {
    const struct grid *t = l->t;
    struct figure_unit unit;
    grid_unit(t, &unit);
    l->shown = ARENA_ARRAY(t->arena, const char *, (size_t)(t->row_count + 1) * t->column_count);
    for (uint32_t c = 0; c < t->column_count; c++) {
        l->shown[c] = t->columns[c].title;
        for (uint32_t r = 0; r < t->row_count; r++)
            l->shown[(size_t)(r + 1) * t->column_count + c] = shown_figure(l, &t->rows[r].cells[c], &unit);
    }
}

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

// What a cell has to have. Numbers are not broken; words may be, but not into single characters.
static size_t least_of(const struct layout *l, uint32_t c, const char *s, size_t whole) {
    if (l->t->columns[c].is_number) return whole;
    return larger(smaller(whole, WORDS_LEAST), widest_line(wrapped(l->t->arena, s, 1)));
}

static void measure(struct layout *l) {
    for (uint32_t c = 0; c < l->t->column_count; c++) {
        const char *head = cell(l, 0, c);
        l->most[c] = utf8_columns(head, strlen(head));
        l->least[c] = widest_line(wrapped(l->t->arena, head, HEAD_LEAST));
        for (uint32_t r = 1; r <= l->t->row_count; r++) {
            const char *s = cell(l, r, c);
            size_t whole = utf8_columns(s, strlen(s));
            l->most[c] = larger(l->most[c], whole);
            l->least[c] = larger(l->least[c], least_of(l, c, s, whole));
        }
        l->widths[c] = l->most[c];
    }
}

static size_t total(const struct layout *l) {
    size_t sum = 0;
    for (uint32_t c = 0; c < l->t->column_count; c++) sum += l->widths[c] + (c ? GAP : 0);
    return sum;
}

// The column that has most to give.
static uint32_t widest_slack(const struct layout *l) {
    uint32_t best = 0;
    for (uint32_t c = 1; c < l->t->column_count; c++)
        if (l->widths[c] - l->least[c] > l->widths[best] - l->least[best]) best = c;
    return best;
}

static void shrink(struct layout *l) {
    while (total(l) > l->width) {
        uint32_t c = widest_slack(l);
        if (l->widths[c] == l->least[c]) return;
        l->widths[c]--;
    }
}

static void put_aligned(struct page *p, const struct layout *l, uint32_t c, size_t begin, const char *line) {
    size_t length = line_length(line), width = utf8_columns(line, length);
    if (!length) return;
    page_pad(p, begin + (l->t->columns[c].is_number ? l->widths[c] - width : 0));
    text_add(p->out, line, length);
    p->column += width;
}

// The next line of every cell; false: nothing was left of any.
static bool put_lines(struct page *p, const struct layout *l, const char **left, uint32_t from, uint32_t to) {
    size_t begin = 0;
    bool any = false;
    for (uint32_t c = 0; c < to; c = c + 1 == l->t->fixed ? from : c + 1) {
        any |= *left[c] != 0;
        put_aligned(p, l, c, begin, left[c]);
        left[c] = next_line(left[c]);
        begin += l->widths[c] + GAP;
    }
    return any;
}

static void put_row(struct page *p, const struct layout *l, uint32_t row, uint32_t from, uint32_t to) {
    const char **left = ARENA_ARRAY(l->t->arena, const char *, l->t->column_count);
    for (uint32_t c = 0; c < l->t->column_count; c++) left[c] = wrapped(l->t->arena, cell(l, row, c), l->widths[c]);
    while (put_lines(p, l, left, from, to)) page_line(p);
}

static size_t band_width(const struct layout *l, uint32_t from, uint32_t to) {
    size_t sum = 0;
    for (uint32_t c = 0; c < l->t->fixed; c++) sum += l->widths[c] + (c ? GAP : 0);
    for (uint32_t c = from; c < to; c++) sum += GAP + l->widths[c];
    return sum;
}

// Columns from `from` on that stand beside the fixed ones: at least one, lest there be no end.
static uint32_t band_end(const struct layout *l, uint32_t from) {
    uint32_t to = from + 1;
    while (to < l->t->column_count && band_width(l, from, to + 1) <= l->width) to++;
    return to < l->t->column_count ? to : l->t->column_count;
}

static void put_band(struct page *p, const struct layout *l, uint32_t from, uint32_t to) {
    put_row(p, l, 0, from, to);
    text_repeat(p->out, '-', band_width(l, from, to));
    page_line(p);
    for (uint32_t r = 1; r <= l->t->row_count; r++) put_row(p, l, r, from, to);
}

static void put_title(struct page *p, const struct grid *t) {
    struct figure_unit unit;
    struct text said = {0};
    if (t->title) page_wrap(p, 0, t->title);
    if (grid_unit(t, &unit)) {
        words_put(&said, t->lang, WORDS_TABLE_UNIT, figure_unit_name(t->lang), NULL);
        bool fits = p->column + GAP + utf8_columns(text_string(&said), said.length) <= p->width;
        if (t->title && !fits) page_line(p);
        if (t->title && fits) page_put(p, "  ");
        page_wrap(p, 0, text_string(&said));
    }
    if (p->column) page_line(p);
    p->out->failed |= said.failed;
    text_free(&said);
}

// Not too many, and each within the line.
static bool fits_in_bands(const struct layout *l) {
    uint32_t bands = 0;
    for (uint32_t from = l->t->fixed, to; from < l->t->column_count; from = to, bands++) {
        to = band_end(l, from);
        if (band_width(l, from, to) > l->width) return false;
    }
    return bands <= BANDS_MOST;
}

// What room is left goes to those that gave some.
static struct layout widened(const struct layout *l, uint32_t from, uint32_t to) {
    struct layout wide = *l;
    size_t width = band_width(l, from, to), room = width < l->width ? l->width - width : 0;
    wide.widths = ARENA_ARRAY(l->t->arena, size_t, l->t->column_count);
    memcpy(wide.widths, l->widths, l->t->column_count * sizeof *wide.widths);
    for (uint32_t c = 0; c < to; c = c + 1 == l->t->fixed ? from : c + 1) {
        size_t given = smaller(room, l->most[c] - l->widths[c]);
        wide.widths[c] += given, room -= given;
    }
    return wide;
}

static void put_bands(struct page *p, const struct layout *l) {
    const struct grid *t = l->t;
    if (t->column_count <= t->fixed) put_band(p, l, t->column_count, t->column_count);
    for (uint32_t from = t->fixed, to; from < t->column_count; from = to) {
        to = band_end(l, from);
        const struct layout wide = widened(l, from, to);
        put_band(p, &wide, from, to);
    }
}

// ---- row by row

static size_t widest_head(const struct layout *l) {
    size_t widest = 0;
    for (uint32_t c = l->t->fixed; c < l->t->column_count; c++)
        widest = larger(widest, utf8_columns(cell(l, 0, c), strlen(cell(l, 0, c))));
    return smaller(widest, l->width / 2);
}

// What the row is of.
static void put_heading(struct page *p, const struct layout *l, uint32_t row) {
    for (uint32_t c = 0; c < l->t->fixed; c++) {
        if (c) page_put(p, " ");
        page_wrap(p, 0, cell(l, row, c));
    }
    page_line(p);
}

// Behind its head, or below it where it has no room there.
static void put_value(struct page *p, const struct layout *l, size_t head, const char *value) {
    size_t hang = 2 * GAP + head;
    if (hang + widest_line(wrapped(l->t->arena, value, 1)) > l->width) hang = 2 * GAP;
    if (p->column + GAP > hang) page_line(p);
    page_pad(p, hang);
    page_wrap(p, hang, value);
    page_line(p);
}

// Nothing is said of blank cells.
static void put_stacked(struct page *p, const struct layout *l, uint32_t row) {
    size_t head = widest_head(l);
    put_heading(p, l, row);
    for (uint32_t c = l->t->fixed; c < l->t->column_count; c++) {
        const struct figure *f = &l->t->rows[row - 1].cells[c];
        if (f->kind == FIGURE_NONE || !*cell(l, row, c)) continue;
        page_pad(p, GAP);
        page_wrap(p, GAP, cell(l, 0, c));
        put_value(p, l, head, cell(l, row, c));
    }
}

static void put_table(struct page *p, const struct layout *l) {
    if (fits_in_bands(l)) {
        put_bands(p, l);
        return;
    }
    for (uint32_t r = 1; r <= l->t->row_count; r++) put_stacked(p, l, r);
}

void grid_write_text(struct text *out, const struct grid *t, size_t width) {
    struct layout l = {.t = t, .width = width};
    struct page p = {.out = out, .width = width};
    l.least = ARENA_ARRAY(t->arena, size_t, 3 * (size_t)t->column_count);
    l.most = l.least + t->column_count, l.widths = l.most + t->column_count;
    show(&l);
    measure(&l);
    shrink(&l);
    put_title(&p, t);
    if (t->column_count) put_table(&p, &l);
    if (t->note) page_wrap(&p, 0, t->note);
    if (t->note) page_line(&p);
}
