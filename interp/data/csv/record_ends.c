// Where CSV may be cut: behind the line feeds that are not within quotes.
#include <string.h>

#include "interp/data/csv/csv.h"
#include "interp/data/csv/split.h"

#define WINDOW ((size_t)4 << 10)  // bytes, mostly more than enough to tell where quotes are open

// Whether a quote that is not within quotes opens a cell that is.
static bool opens_cell(const char *quote, char separator) { return quote[-1] == separator || quote[-1] == '\n'; }

// A quote at the very end may be the first of two.
static const char *pass_quoted(const char *bytes, const char *p, const char *end, struct record_ends *cut) {
    const char *closed = csv_close_quote(p, end);
    cut->open = !closed || closed == end;
    cut->seen = (size_t)(end - bytes) - (closed == end);
    return cut->open ? NULL : closed;
}

static struct record_ends cut_on(char separator, const char *bytes, struct record_ends cut, size_t length) {
    const char *p = bytes + cut.seen, *end = bytes + length, *quote;
    for (;;) {
        if (cut.open && !(p = pass_quoted(bytes, p, end, &cut))) return cut;
        quote = memchr(p, '"', (size_t)(end - p));
        record_ends_note(bytes, p, quote ? quote : end, &cut);
        if (!quote) break;
        cut.open = quote == bytes + cut.end || opens_cell(quote, separator);
        cut.quote = (size_t)(quote - bytes);
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
static bool pass_quote(struct walk *w, const char *end, char separator) {
    const char *behind = w->quote + 1;
    return walk_on(w, opens_cell(w->quote, separator) ? csv_close_quote(behind, end) : behind, end);
}

// A place outside of quotes whichever way the bytes begin: since a quote within a cell opens nothing, whoever takes
// quoted text for unquoted or the other way round is put right by the next quotes or so. NULL: there is no such place.
static const char *meet(const char *bytes, const char *end, char separator) {
    struct walk a, b;
    while (bytes < end && *bytes == '"') bytes++;
    bool good = walk_on(&a, bytes, end) && walk_on(&b, csv_close_quote(bytes, end), end);
    while (good) {
        if (a.quote == b.quote) return a.at > b.at ? a.at : b.at;
        good = pass_quote(a.quote < b.quote ? &a : &b, end, separator);
    }
    return NULL;
}

static bool cut_window(char separator, const char *bytes, size_t from, size_t length, struct record_ends *cut) {
    const char *place = meet(bytes + from, bytes + length, separator);
    if (!place) return false;
    *cut = cut_on(separator, bytes, record_ends_from((size_t)(place - bytes)), length);
    return cut->end > (size_t)(place - bytes);
}

// The last records tell enough, nearly always.
static enum cut_ahead cut_ahead(char separator, const char *bytes, size_t from, size_t length, bool has_quotes,
                                struct record_ends *cut) {
    *cut = record_ends_from(from);
    if (!has_quotes) record_ends_note(bytes, bytes + from, bytes + length, cut);
    cut->seen = length;
    if (!has_quotes) return cut->end > from ? CUT_UNLESS_OPEN : CUT_UNKNOWN;
    for (size_t size = WINDOW;; size *= 8) {
        size_t start = length - from > size ? length - size : from;
        if (cut_window(separator, bytes, start, length, cut)) return CUT_SURE;
        if (start == from) return CUT_UNKNOWN;
    }
}

#define CUTTER(name, sign)                                                                             \
    static struct record_ends name##_cut(const char *bytes, struct record_ends cut, size_t length) {   \
        return cut_on(sign, bytes, cut, length);                                                       \
    }                                                                                                  \
    static enum cut_ahead name##_ahead(const char *bytes, size_t from, size_t length, bool has_quotes, \
                                       struct record_ends *cut) {                                      \
        return cut_ahead(sign, bytes, from, length, has_quotes, cut);                                  \
    }
CUTTER(comma, ',')
CUTTER(semicolon, ';')
CUTTER(tab, '\t')
#undef CUTTER

const struct record_cutter csv_cutter = {comma_cut, comma_ahead},
                           csv_semicolon_cutter = {semicolon_cut, semicolon_ahead},
                           csv_tab_cutter = {tab_cut, tab_ahead};

const struct record_cutter *csv_cutter_for(char separator) {
    return separator == ';' ? &csv_semicolon_cutter : separator == '\t' ? &csv_tab_cutter : &csv_cutter;
}
