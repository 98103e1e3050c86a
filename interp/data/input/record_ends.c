#include "interp/data/input/record_ends.h"

#include <string.h>

#include "interp/data/jsonl/jsonl.h"

#define WINDOW ((size_t)4 << 10)  // bytes, mostly more than enough to tell where quotes are open

const char *csv_close_quote(const char *p, const char *end) {
    while ((p = memchr(p, '"', (size_t)(end - p)))) {
        if (p + 1 == end || p[1] != '"') return p + 1;
        p += 2;
    }
    return NULL;
}

typedef bool blank_rule(const char *from, const char *to);

static bool is_blank_csv(const char *from, const char *to) { return to == from || (to == from + 1 && *from == '\r'); }
static bool is_blank_jsonl(const char *from, const char *to) {
    return jsonl_is_blank((struct slice){from, (uint32_t)(to - from)});
}

// Of a stretch where every line feed ends a record: the last of them, and where the record before it begins, blank
// lines passed over.
static void note_ends(const char *bytes, const char *from, const char *to, struct record_cut *cut,
                      blank_rule *is_blank) {
    const char *newline = memrchr(from, '\n', (size_t)(to - from));
    if (!newline) return;
    size_t before = cut->end;
    bool none = cut->last == before;
    cut->end = (size_t)(newline - bytes) + 1;
    if (none) cut->last = cut->end;
    for (const char *stop = newline;;) {
        const char *earlier = memrchr(from, '\n', (size_t)(stop - from));
        const char *start = earlier ? earlier + 1 : bytes + before;
        if (!is_blank(start, stop)) cut->last = (size_t)(start - bytes);
        if (!earlier || !is_blank(start, stop)) return;
        stop = earlier;
    }
}

// Whether a quote that is not within quotes opens a cell that is.
static bool opens_cell(const char *quote) { return quote[-1] == ',' || quote[-1] == '\n'; }

// A quote at the very end may be the first of two.
static const char *pass_quoted(const char *bytes, const char *p, const char *end, struct record_cut *cut) {
    const char *closed = csv_close_quote(p, end);
    cut->open = !closed || closed == end;
    cut->seen = (size_t)(end - bytes) - (closed == end);
    return cut->open ? NULL : closed;
}

static struct record_cut csv_cut(const char *bytes, struct record_cut cut, size_t length) {
    const char *p = bytes + cut.seen, *end = bytes + length, *quote;
    for (;;) {
        if (cut.open && !(p = pass_quoted(bytes, p, end, &cut))) return cut;
        quote = memchr(p, '"', (size_t)(end - p));
        note_ends(bytes, p, quote ? quote : end, &cut, is_blank_csv);
        if (!quote) break;
        cut.open = quote == bytes + cut.end || opens_cell(quote);
        p = quote + 1;
    }
    cut.seen = length;
    cut.open = false;
    return cut;
}

// Outside of quotes from `at` on, up to the next one; no quote: up to the end.
struct walk {
    const char *at, *quote;
};

static bool walk_on(struct walk *w, const char *at, const char *end) {
    const char *quote = at ? memchr(at, '"', (size_t)(end - at)) : NULL;
    *w = (struct walk){at, quote ? quote : end};
    return at != NULL;
}

// Past the quotes that open there, or a stray one. False: they stay open.
static bool pass_quote(struct walk *w, const char *end) {
    const char *behind = w->quote + 1;
    return walk_on(w, opens_cell(w->quote) ? csv_close_quote(behind, end) : behind, end);
}

// A place outside of quotes whichever way the bytes begin: since a quote within a cell opens nothing, whoever takes
// quoted text for unquoted or the other way round is put right by the next quotes or so. NULL: there is no such place.
static const char *meet(const char *bytes, const char *end) {
    struct walk a, b;
    while (bytes < end && *bytes == '"') bytes++;
    bool good = walk_on(&a, bytes, end) && walk_on(&b, csv_close_quote(bytes, end), end);
    while (good) {
        if (a.quote == b.quote) return a.at > b.at ? a.at : b.at;
        good = pass_quote(a.quote < b.quote ? &a : &b, end);
    }
    return NULL;
}

// A record that begins where the bytes do may have begun before them.
static bool is_told(const struct record_cut *cut, size_t from) { return cut->last > from && cut->last < cut->end; }

static bool cut_window(const char *bytes, size_t from, size_t length, struct record_cut *cut) {
    const char *place = meet(bytes + from, bytes + length);
    if (!place) return false;
    *cut = csv_cut(bytes, record_cut_from((size_t)(place - bytes)), length);
    return is_told(cut, (size_t)(place - bytes));
}

// The last records tell enough, nearly always.
static enum cut_ahead csv_ahead(const char *bytes, size_t from, size_t length, bool has_quotes,
                                struct record_cut *cut) {
    *cut = record_cut_from(from);
    if (!has_quotes) note_ends(bytes, bytes + from, bytes + length, cut, is_blank_csv);
    cut->seen = length;
    if (!has_quotes) return is_told(cut, from) ? CUT_UNLESS_OPEN : CUT_UNKNOWN;
    for (size_t size = WINDOW;; size *= 8) {
        size_t start = length - from > size ? length - size : from;
        if (cut_window(bytes, start, length, cut)) return CUT_SURE;
        if (start == from) return CUT_UNKNOWN;
    }
}

static struct record_cut jsonl_cut(const char *bytes, struct record_cut cut, size_t length) {
    note_ends(bytes, bytes + cut.seen, bytes + length, &cut, is_blank_jsonl);
    cut.seen = length;
    return cut;
}

static enum cut_ahead jsonl_ahead(const char *bytes, size_t from, size_t length, bool has_quotes,
                                  struct record_cut *cut) {
    (void)has_quotes;
    *cut = jsonl_cut(bytes, record_cut_from(from), length);
    return is_told(cut, from) ? CUT_SURE : CUT_UNKNOWN;
}

const struct record_cutter csv_cutter = {csv_cut, csv_ahead};
const struct record_cutter jsonl_cutter = {jsonl_cut, jsonl_ahead};
