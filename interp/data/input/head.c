// What an input begins with, looked at before anything is read: its encoding, where that is plain, and its first line.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "interp/data/input/internal.h"

#define HEAD ((size_t)64 << 10)  // bytes that are looked at, at most
#define ZERO_SHARE 32u           // of the bytes of UTF-16 so many hold a zero at least

static ssize_t look(const struct input *in, char *room, size_t size) {
    ssize_t got;
    do got = in->seekable ? pread(in->fd, room, size, (off_t)in->head.length) : read(in->fd, room, size);
    while (got < 0 && errno == EINTR);
    return got;
}

// A line feed of UTF-16 is not whole before its second byte is there.
static bool has_line(const struct input_head *h) {
    const char *newline = memchr(h->bytes, '\n', h->length);
    return newline && (newline + 1 < h->bytes + h->length || !memchr(h->bytes, '\0', h->length));
}

// Of a file, one more than it has, so that its end is seen.
static size_t head_size(const struct input *in) { return in->size && in->size < HEAD ? (size_t)in->size + 1 : HEAD; }

// Up to the first line feed, if that comes soon. A pipe's bytes are there only once and are kept.
static bool read_head(struct input *in, struct record_faults *faults) {
    struct input_head *h = &in->head;
    size_t size = head_size(in);
    h->bytes = malloc(size + SCAN_PADDING);
    if (!h->bytes) return record_faults_no_memory(faults);
    while (!h->ended && h->length < size && !has_line(h)) {
        ssize_t got = look(in, h->bytes + h->length, size - h->length);
        if (got < 0) return input_fault(in, faults, DIAG_INPUT_READ, strerror(errno));
        h->ended = got == 0;
        h->length += (size_t)got;
    }
    return true;
}

static bool begins(const struct input_head *h, const char *mark, size_t length) {
    return h->length >= length && !memcmp(h->bytes, mark, length);
}

static bool has_mark(const struct input_head *h) { return begins(h, "\xFE\xFF", 2) || begins(h, "\xFF\xFE", 2); }

// How many bytes are zero, by whether they are the first or the second of two.
struct zeros {
    size_t first, second;
};
static struct zeros count_zeros(const struct input_head *h) {
    struct zeros z = {0};
    for (size_t i = 0; i < h->length; i++) *(i & 1 ? &z.second : &z.first) += !h->bytes[i];
    return z;
}

static bool has_line_feed(const struct input_head *h, bool big) {
    for (size_t i = 0; i + 1 < h->length; i += 2)
        if (h->bytes[i + !big] == '\0' && h->bytes[i + big] == '\n') return true;
    return false;
}

static bool is_big_endian(const struct input_head *h) {
    struct zeros z = count_zeros(h);
    return has_mark(h) ? h->bytes[0] == '\xFE' : has_line_feed(h, true) || z.first > z.second;
}

// Chinese has hardly any zeros, but signs, digits and line ends have one in every unit. A line feed stands in one order
// of bytes alone.
static bool looks_wide(const struct input_head *h) {
    struct zeros z = count_zeros(h);
    size_t zeros = z.first + z.second;
    if (has_mark(h) || zeros < 2 || zeros < h->length / ZERO_SHARE) return has_mark(h);
    return has_line_feed(h, false) != has_line_feed(h, true);
}

// Units of UTF-16 are read in turn and decoded as they come.
static bool open_wide(struct input *in, struct record_faults *faults) {
    struct input_head *h = &in->head;
    in->wide = iconv_open("UTF-8", is_big_endian(h) ? "UTF-16BE" : "UTF-16LE");
    if (in->wide == (iconv_t)-1) return record_faults_no_memory(faults);
    in->is_wide = true;
    in->encoding = ENCODING_UTF8;
    h->taken = has_mark(h) ? 2 : 0;
    if (in->seekable) lseek(in->fd, (off_t)h->length, SEEK_SET);
    in->seekable = false;
    if (in->piece_size < INPUT_WIDE_LEAST) in->piece_size = INPUT_WIDE_LEAST;
    return true;
}

// The first line as UTF-8, for those who look at it.
static bool decode_head(struct input *in, struct record_faults *faults) {
    struct input_head *h = &in->head;
    size_t left = h->length - h->taken, room = left / 2 * 3 + 4;
    char *from = h->bytes + h->taken, *to = malloc(room + SCAN_PADDING);
    if (!to) return record_faults_no_memory(faults);
    h->line.text = h->decoded = to;
    iconv(in->wide, &from, &left, &to, &room);
    iconv(in->wide, NULL, NULL, NULL, NULL);
    h->line.length = (uint32_t)(to - h->decoded);
    return true;
}

static bool is_wide(const struct input *in) {
    if (input_is_foreign(&in->head)) return false;
    if (in->asked) return in->asked == RECORD_ENCODING_UTF16;
    return looks_wide(&in->head);
}

bool input_look(struct input *in, struct record_faults *faults) {
    struct input_head *h = &in->head;
    if (!read_head(in, faults)) return false;
    if (is_wide(in)) {
        if (!in->asked) input_fault(in, faults, DIAG_INPUT_WIDE, "");
        return open_wide(in, faults) && decode_head(in, faults);
    }
    if (in->asked == RECORD_ENCODING_GB18030 && !input_open_gb18030(in)) return record_faults_no_memory(faults);
    in->mark = begins(h, "\xEF\xBB\xBF", 3) ? 3 : 0;
    if (in->mark || in->asked == RECORD_ENCODING_UTF8) in->encoding = ENCODING_UTF8;
    h->taken = in->seekable ? h->length : in->mark;
    h->line = (struct slice){h->bytes + in->mark, (uint32_t)(h->length - in->mark)};
    return true;
}

struct slice input_first_line(const struct input *in) {
    struct slice line = in->head.line;
    const char *newline = memchr(line.text, '\n', line.length);
    return newline ? (struct slice){line.text, (uint32_t)(newline - line.text)} : line;
}

struct slice input_head(const struct input *in) {
    return (struct slice){in->head.bytes, (uint32_t)in->head.length};
}

const char *input_encoding_name(const struct input *in) {
    return in->is_wide ? "UTF-16" : in->encoding == ENCODING_GB18030 ? "GB18030" : NULL;
}
