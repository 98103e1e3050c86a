#include "interp/data/csv/split.h"

#include <stdlib.h>
#include <string.h>

#include "interp/data/record/blanks.h"
#include "interp/value/vectorised.h"

#define WINDOW 32u  // blocks scanned ahead

bool csv_rows_init(struct csv_rows *rows, uint32_t capacity, uint32_t columns) {
    *rows = (struct csv_rows){.capacity = capacity, .columns = columns, .separator = ','};
    uint32_t width = columns ? columns : CSV_MAX_COLUMNS;
    rows->end_capacity = (capacity + SCAN_BLOCK) * width + 2 * SCAN_BLOCK;
    rows->items = malloc((capacity + SCAN_BLOCK + 1) * sizeof *rows->items);
    rows->ends = malloc((rows->end_capacity + width) * sizeof *rows->ends);
    rows->empty = rows->end_capacity;
    for (uint32_t i = 0; rows->ends && i < columns; i++) rows->ends[rows->empty + i] = i;
    return rows->items && rows->ends;
}

void csv_rows_free(struct csv_rows *rows) {
    free(rows->items);
    free(rows->ends);
    *rows = (struct csv_rows){0};
}

const char *csv_close_quote(const char *p, const char *end) {
    while ((p = memchr(p, '"', (size_t)(end - p)))) {
        if (p + 1 == end || p[1] != '"') return p + 1;
        p += 2;
    }
    return NULL;
}

static const char *next_separator(const char *p, char separator) {
    while (*p != separator && *p != '\n') p++;
    return p;
}

static bool ends_cell(const char *p, char separator) {
    return *p == separator || *p == '\n' || (*p == '\r' && p[1] == '\n');
}

static void mark(struct csv_row *row, enum csv_quality quality, size_t at) {
    if (row->quality != CSV_GOOD) return;
    row->quality = quality;
    row->at = (uint32_t)at;
}

static const char *end_of_line(const char *p, const char *end) {
    const char *newline = memchr(p, '\n', (size_t)(end - p));
    return newline ? newline : end - 1;
}

// Something behind the closing quote: where there are line feeds between the two, the opening one is the stray one.
static void mark_after_quote(struct csv_row *row, const char *bytes, const char *open, const char *closed) {
    bool lines = memchr(open, '\n', (size_t)(closed - open)) != NULL;
    mark(row, lines ? CSV_STRAY_QUOTE : CSV_AFTER_QUOTE, (size_t)((lines ? open : closed) - bytes));
}

// From the beginning of a cell to the separator behind it.
static const char *walk_cell(const char *bytes, const char *p, const char *end, char separator, struct csv_row *row) {
    if (*p == '"') {
        const char *closed = csv_close_quote(p + 1, end);
        if (!closed) mark(row, CSV_OPEN_QUOTE, (size_t)(p - bytes));
        if (!closed) return end_of_line(p, end);
        if (!ends_cell(closed, separator)) mark_after_quote(row, bytes, p, closed);
        return next_separator(closed, separator);
    }
    const char *stop = next_separator(p, separator), *quote = memchr(p, '"', (size_t)(stop - p));
    if (quote) mark(row, CSV_BARE_QUOTE, (size_t)(quote - bytes));
    return stop;
}

static inline void finish_row(const struct csv_rows *rows, const char *bytes, struct csv_row *row, uint32_t newline) {
    bool returned = newline > row->start && bytes[newline - 1] == '\r';
    row->finish = newline - returned;
    if (!rows->columns) return;
    if (row->cells == rows->columns) rows->ends[row->first + row->cells - 1] = row->finish;
    else mark(row, CSV_CELLS, row->start);
}

// Whether the record has nothing but blanks in its cells, which may be quoted.
static __attribute__((noinline, cold)) bool has_blank_cells(const char *bytes, const struct csv_row *row,
                                                            char separator) {
    return csv_is_blank(bytes + row->start, bytes + row->finish, separator);
}

static inline bool is_blank_row(const char *bytes, const struct csv_row *row, char separator) {
    bool bare = row->finish - row->start == row->cells - 1;
    return bare || (may_begin_blank_row(bytes[row->start], separator) && has_blank_cells(bytes, row, separator));
}

// A row of nothing is no record.
static inline void keep_row(struct csv_rows *rows, const char *bytes, const struct csv_row *row) {
    rows->items[rows->count] = *row;
    rows->count += !is_blank_row(bytes, row, rows->separator);
}

// One record with quotes in it, cell by cell; answers where the next begins. `end` is behind a line feed.
static size_t walk_row(struct csv_rows *rows, const char *bytes, size_t at, size_t end) {
    uint32_t width = rows->columns ? rows->columns : CSV_MAX_COLUMNS;
    struct csv_row row = {.start = (uint32_t)at, .first = rows->end_count};
    const char *p = bytes + at;
    for (;; p++) {
        p = walk_cell(bytes, p, bytes + end, rows->separator, &row);
        if (row.cells < width) rows->ends[rows->end_count++] = (uint32_t)(p - bytes);
        row.cells++;
        if (*p == '\n') break;
    }
    finish_row(rows, bytes, &row, (uint32_t)(p - bytes));
    rows->broken += memchr(bytes + row.start, '\n', row.finish - row.start) != NULL;
    keep_row(rows, bytes, &row);
    return (size_t)(p - bytes) + 1;
}

// The state between two blocks of the fast way. Nothing else knows where it is, so that it can stay in registers.
struct splitter {
    struct csv_rows rows;
    const char *bytes;
    struct csv_row open;  // the record that is being found
};

static inline void open_row(struct splitter *s, uint32_t start, uint32_t first) {
    s->open = (struct csv_row){.start = start, .first = first};
}

static inline void close_row(struct splitter *s, uint32_t newline, uint32_t past) {
    s->open.cells = past - s->open.first;
    finish_row(&s->rows, s->bytes, &s->open, newline);
    keep_row(&s->rows, s->bytes, &s->open);
    open_row(s, newline + 1, past);
}

static inline void take_block(struct splitter *s, uint32_t base, uint64_t separators, uint64_t newlines) {
    uint32_t past = s->rows.end_count;
    scan_places(separators, base, s->rows.ends + past);
    for (; newlines; newlines &= newlines - 1) {
        uint64_t through = newlines ^ (newlines - 1);
        close_row(s, base + (uint32_t)__builtin_ctzll(newlines),
                  past + (uint32_t)__builtin_popcountll(separators & through));
    }
    s->rows.end_count = past + (uint32_t)__builtin_popcountll(separators);
}

static inline uint64_t below(uint64_t mask) { return mask ? (mask & -mask) - 1 : ~UINT64_C(0); }

// A record whose cells would not fit is walked, which counts but does not keep them.
static inline bool is_crowded(const struct csv_rows *rows) { return rows->end_count + SCAN_BLOCK > rows->end_capacity; }

static inline void drop_excess(struct csv_rows *rows, size_t *at) {
    if (rows->count <= rows->capacity) return;
    *at = rows->items[rows->capacity].start;
    rows->count = rows->capacity;
}

static size_t restart(struct splitter *s, size_t end) {
    struct csv_rows rows = s->rows;
    rows.end_count = s->open.first;
    size_t at = walk_row(&rows, s->bytes, s->open.start, end);
    s->rows = rows;
    open_row(s, (uint32_t)at, rows.end_count);
    return at;
}

// The blocks that are scanned together.
struct scan_window {
    size_t base, end;  // they stand for bytes[base .. end)
    struct scan_masks masks[WINDOW];
};

static void scan_window(struct scan_window *w, const char *bytes, size_t at, size_t end, char separator) {
    size_t blocks = (end - at + SCAN_BLOCK - 1) / SCAN_BLOCK;
    blocks = blocks < WINDOW ? blocks : WINDOW;
    scan_csv(bytes + at, blocks, separator, w->masks);
    w->base = at;
    w->end = at + blocks * SCAN_BLOCK;
}

// The block that `at` lies in, up to the first quote in it; answers where to go on.
static inline size_t split_block(struct splitter *s, const struct scan_window *w, size_t at, size_t end) {
    size_t block = (at - w->base) / SCAN_BLOCK, block_at = w->base + block * SCAN_BLOCK;
    uint64_t wanted = ~UINT64_C(0) << (at - block_at);
    if (end - block_at < SCAN_BLOCK) wanted &= (UINT64_C(1) << (end - block_at)) - 1;
    uint64_t quotes = w->masks[block].quotes & wanted;
    wanted &= below(quotes);
    take_block(s, (uint32_t)block_at, w->masks[block].separators & wanted, w->masks[block].newlines & wanted);
    return quotes && s->rows.count < s->rows.capacity ? restart(s, end) : block_at + SCAN_BLOCK;
}

VECTORISED static size_t find_rows(struct csv_rows *rows, const char *bytes, size_t at, size_t end) {
    struct splitter s = {.rows = *rows, .bytes = bytes};
    struct scan_window w = {.end = at};
    s.rows.count = s.rows.end_count = s.rows.broken = 0;
    open_row(&s, (uint32_t)at, 0);
    while (at < end && s.rows.count < s.rows.capacity) {
        if (at >= w.end) scan_window(&w, bytes, at, end, rows->separator);
        bool crowded = is_crowded(&s.rows);
        if (crowded && s.rows.count) break;
        at = crowded ? restart(&s, end) : split_block(&s, &w, at, end);
    }
    size_t next = s.open.start;
    drop_excess(&s.rows, &next);
    *rows = s.rows;
    return next;
}

size_t csv_find_rows(struct csv_rows *rows, const char *bytes, size_t at, size_t end) {
    return find_rows(rows, bytes, at, end);
}

// Blanks, and pairs of quotes around them. The record of one quote is bad, and has something in it.
static bool is_blank_cell(struct slice cell) {
    cell = blanks_cut(cell);
    bool quoted = cell.length >= 2 && cell.text[0] == '"' && cell.text[cell.length - 1] == '"';
    return !(quoted ? blanks_cut((struct slice){cell.text + 1, cell.length - 2}) : cell).length;
}

bool csv_is_blank(const char *from, const char *to, char separator) {
    while (from < to) {
        const char *next = memchr(from, separator, (size_t)(to - from)), *end = next ? next : to;
        if (!is_blank_cell((struct slice){from, (uint32_t)(end - from)})) return false;
        from = end + 1;
    }
    return true;
}

// Names in quotes do not count.
static uint32_t count_outside(struct slice line, char separator) {
    uint32_t count = 0;
    bool open = false;
    for (uint32_t i = 0; i < line.length; i++) {
        open ^= line.text[i] == '"';
        count += !open && line.text[i] == separator;
    }
    return count;
}

static const char separators[] = ",;\t";

char csv_separator(struct slice header) {
    char found = ',';
    uint32_t most = 0;
    for (const char *s = separators; *s; s++) {
        uint32_t count = count_outside(header, *s);
        if (count > most) found = *s;
        if (count > most) most = count;
    }
    return found;
}

char csv_separator_under(struct slice header, struct slice line) {
    char own = csv_separator(header);
    uint32_t wanted = count_outside(header, own);
    if (!line.length || count_outside(line, own) == wanted) return own;
    for (const char *s = separators; *s; s++)
        if (count_outside(line, *s) == wanted) return *s;
    return csv_separator(line);
}

struct slice csv_cell_text(struct slice raw, char *room) {
    if (!raw.length || raw.text[0] != '"') return raw;
    struct slice inner = {raw.text + 1, raw.length >= 2 ? raw.length - 2 : 0};
    if (!inner.length || !memchr(inner.text, '"', inner.length)) return inner;
    uint32_t made = 0;
    for (uint32_t i = 0; i < inner.length; i++) {
        room[made++] = inner.text[i];
        if (inner.text[i] == '"' && i + 1 < inner.length) i++;
    }
    return (struct slice){room, made};
}
