#include "grammar/notice/lines.h"

#include "grammar/base/utf8.h"
#include "grammar/diag/diag.h"

static bool ends_line(uint32_t c) { return c == '\n' || c == '\r' || c == '\f' || c == 0x2028 || c == 0x2029; }

// What is written is never longer than what was read.
struct cleaning {
    struct arena *arena;
    struct lines *lines;
    char *start, *end;  // of the line being written
    bool gap;           // blanks were passed since its last character
};

// 12, - 12 -, — 12 —: what a printed page leaves between two lines.
static bool is_page_number(struct slice line) {
    uint32_t digits = 0;
    while (line.length) {
        bool digit = is_digit(*line.text);
        uint32_t taken = digit || *line.text == ' ' ? 1 : slice_sign(line, "- — – ─ －");
        if (!taken) return false;
        digits += digit;
        line = slice_from(line, taken);
    }
    return digits > 0;
}

static void end_line(struct cleaning *w) {
    struct slice line = {w->start, (uint32_t)(w->end - w->start)};
    if (line.length && !is_page_number(line)) ARENA_PUSH(w->arena, w->lines->items, w->lines->count, line);
    w->start = w->end;
    w->gap = false;
}

static void keep(struct cleaning *w, const char *character, size_t length) {
    if (w->gap && w->end > w->start) *w->end++ = ' ';
    w->gap = false;
    memmove(w->end, character, length);
    w->end += length;
}

struct lines notice_lines(struct arena *a, const char *bytes, size_t size) {
    struct lines lines = {0};
    char *room = arena_alloc(a, size + 1);
    struct cleaning w = {.arena = a, .lines = &lines, .start = room, .end = room};
    for (size_t at = 0; at < size;) {
        uint32_t c;
        size_t step = utf8_decode(bytes + at, size - at, &c);
        if (step && ends_line(c)) end_line(&w);
        else if (step && utf8_is_blank(c)) w.gap = true;
        else if (step && diag_may_show(c)) keep(&w, bytes + at, step);
        at += step ? step : 1;
    }
    end_line(&w);
    return lines;
}
