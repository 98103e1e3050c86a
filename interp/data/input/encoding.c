// Whether text beyond ASCII is UTF-8 or GB18030, and the latter as UTF-8.
#include "grammar/base/encoding.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "grammar/base/utf8.h"
#include "interp/data/input/internal.h"

// What speaks for either. Chinese text in UTF-8 is made of characters of three bytes, which GB18030 hardly ever looks
// like; its pairs look like the characters of two bytes now and then, and else like nothing in UTF-8.
struct evidence {
    size_t three, two, bad;     // as UTF-8: characters of three bytes or more, of two; bytes that are none
    size_t strange;             // of those of two: beyond Latin, such as no Chinese text has
    size_t pairs, common, odd;  // as GB18030: characters, those of GB 2312's first level, bytes that are none
};

static void weigh_utf8(const char *bytes, size_t length, struct evidence *e) {
    uint32_t c;
    for (size_t at = 0; at < length;) {
        at += scan_plain(bytes + at, length - at);
        if (at == length) break;
        size_t taken = utf8_decode(bytes + at, length - at, &c);
        e->three += taken >= 3;
        e->two += taken == 2;
        e->strange += taken == 2 && c > 0xFF;
        e->bad += taken == 0;
        at += taken ? taken : 1;
    }
}

static bool is_common(const unsigned char *pair) {
    return pair[0] >= 0xB0 && pair[0] <= 0xD7 && pair[1] >= 0xA1 && pair[1] <= 0xFE;
}

static void weigh_gb18030(const char *bytes, size_t length, struct evidence *e) {
    for (size_t at = 0; at < length;) {
        size_t taken = gb18030_step(bytes + at, length - at);
        e->pairs += taken > 1;
        e->common += taken == 2 && is_common((const unsigned char *)bytes + at);
        e->odd += taken == 0;
        at += taken ? taken : 1;
    }
}

#define WHOLE_FILE ((size_t)16 << 20)  // bytes of it that are weighed, at most
#define WINDOW ((size_t)64 << 10)

// Up to the last line that is whole, so that no character is cut.
static size_t weigh_window(const struct input *in, size_t from, char *bytes, struct evidence *e) {
    ssize_t got = pread(in->fd, bytes, WINDOW, (off_t)from);
    if (got <= 0) return 0;
    const char *newline = memrchr(bytes, '\n', (size_t)got);
    size_t length = newline ? (size_t)(newline - bytes) + 1 : (size_t)got;
    weigh_utf8(bytes, length, e);
    weigh_gb18030(bytes, length, e);
    return length;
}

// A file can be looked at as a whole before its first line is taken for anything.
static void weigh_file(const struct input *in, struct evidence *e) {
    char *bytes = malloc(WINDOW);
    if (!bytes) return;
    *e = (struct evidence){0};
    for (size_t at = 0, step; at < WHOLE_FILE && (step = weigh_window(in, at, bytes, e)); at += step) continue;
    free(bytes);
}

static bool is_gb18030(const struct evidence *e) {
    return e->bad > 10 * e->three && e->bad >= e->two && 4 * e->odd <= e->pairs;
}

// Short words of GB18030 may all look like characters of two bytes.
static bool may_be_gb18030(const struct evidence *e) {
    return e->strange && !e->three && !e->bad && !e->odd && e->common == e->pairs;
}

bool input_open_gb18030(struct input *in) {
    in->convert = iconv_open("UTF-8", "GB18030");
    if (in->convert == (iconv_t)-1) return false;
    in->encoding = ENCODING_GB18030;
    return true;
}

static void warn_either(const struct input *in, struct record_faults *faults) {
    uint32_t before = faults->count;
    input_fault(in, faults, DIAG_INPUT_EITHER, "");
    if (faults->count > before) record_fault_hint(faults, &faults->items[before], DIAG_HINT_ENCODING, "");
}

// Text that is neither is damaged UTF-8: its records are refused one by one.
void input_find_encoding(struct input *in, const struct chunk *chunk, size_t end, struct record_faults *faults) {
    struct evidence e = {0};
    if (in->encoding != ENCODING_OPEN || chunk->plain) return;
    weigh_utf8(chunk->buffer + chunk->start, end - chunk->start, &e);
    if (!e.three && !e.two && !e.bad) return;
    bool doubtful = e.bad || !e.three;
    if (doubtful) weigh_gb18030(chunk->buffer + chunk->start, end - chunk->start, &e);
    if (doubtful && in->seekable) weigh_file(in, &e);
    in->encoding = ENCODING_UTF8;
    if (may_be_gb18030(&e)) warn_either(in, faults);
    if (is_gb18030(&e) && input_open_gb18030(in)) input_fault(in, faults, DIAG_INPUT_GB18030, "");
}

// Where in a line that says what it says in UTF-8 too its first character of three bytes stands; NULL: it is no such
// line, or the user said what the input is.
static char *find_either(const struct input *in, char *line, size_t length) {
    struct evidence e = {0};
    size_t plain = scan_plain(line, length);
    if (in->asked || plain == length) return NULL;
    weigh_utf8(line + plain, length - plain, &e);
    if (e.bad || !e.three) return NULL;
    while ((unsigned char)*line < 0xE0) line++;
    return line;
}

struct conversion {
    char *to;
    size_t room;
    bool marked;
};

static void mark(struct conversion *c, char byte) {
    *c->to++ = byte;
    c->room--;
    c->marked = true;
}

static void convert_line(struct input *in, char *line, size_t length, struct conversion *c) {
    while (length && iconv(in->convert, &line, &length, &c->to, &c->room) == (size_t)-1) {
        mark(c, CHUNK_NO_CHARACTER);
        line++;
        length--;
    }
    iconv(in->convert, NULL, NULL, NULL, NULL);
}

// A line that may be either is kept as it is, but for the mark.
static void keep_line(const char *line, size_t length, const char *either, struct conversion *c) {
    size_t before = (size_t)(either - line);
    memcpy(c->to, line, length);
    c->to[before] = CHUNK_EITHER_ENCODING;
    c->to += length;
    c->room -= length;
    c->marked = true;
}

static void convert_lines(struct input *in, char *from, char *end, struct conversion *c) {
    while (from < end) {
        char *newline = memchr(from, '\n', (size_t)(end - from)), *next = newline ? newline + 1 : end;
        size_t length = (size_t)(next - from);
        const char *either = find_either(in, from, length);
        if (either) keep_line(from, length, either, c);
        else convert_line(in, from, length, c);
        from = next;
    }
}

// Two bytes become three at most, one becomes one, four become four at most.
bool input_convert(struct input *in, const struct chunk *raw, size_t end, struct chunk *made,
                   struct record_faults *faults) {
    size_t room = (end - raw->start) / 2 * 3 + 4;
    made->start = 0;
    if (!chunk_room(&made->buffer, &made->capacity, room + 1 + SCAN_PADDING)) return record_faults_no_memory(faults);
    struct conversion c = {made->buffer, room, false};
    convert_lines(in, raw->buffer + raw->start, raw->buffer + end, &c);
    made->end = (size_t)(c.to - made->buffer);
    made->marked = c.marked;
    return true;
}
