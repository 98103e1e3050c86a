#include "interp/data/input.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "grammar/utf8.h"
#include "interp/data/scan.h"

// All ASCII so far, until a character tells.
enum encoding { ENCODING_OPEN, ENCODING_UTF8, ENCODING_GB18030 };

struct input {
    const char *path;          // the caller's
    int fd;
    bool regular, end, started;
    record_cutter *cut;
    size_t chunk_size, limit;
    char *saved;               // the last record handed out (as UTF-8), then the raw bytes of the first not handed out
    size_t saved_last, saved_length, saved_capacity;
    uint64_t next_number, next_line;
    enum encoding encoding;
    iconv_t convert;
};

static struct slice text_slice(const char *text) { return (struct slice){text, (uint32_t)strlen(text)}; }

static bool add_fault(const struct input *in, struct record_faults *faults, enum diag_id id, const char *more) {
    struct slice args[2] = {text_slice(in->path), text_slice(more)};
    struct record_fault *fault = record_fault_add(faults, id, args, 2);
    if (fault) fault->path = in->path;
    return false;
}

static bool no_memory(struct record_faults *faults) {
    faults->failed = true;
    return false;
}

void chunk_free(struct chunk *chunk) {
    free(chunk->buffer);
    *chunk = (struct chunk){0};
}

void input_close(struct input *in) {
    if (!in) return;
    if (in->fd > STDIN_FILENO) close(in->fd);
    if (in->encoding == ENCODING_GB18030) iconv_close(in->convert);
    free(in->saved);
    free(in);
}

static bool open_file(struct input *in, struct record_faults *faults) {
    struct stat st;
    in->fd = strcmp(in->path, "-") ? open(in->path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
    if (in->fd < 0 || fstat(in->fd, &st) != 0) return add_fault(in, faults, DIAG_INPUT_OPEN, strerror(errno));
    if (S_ISDIR(st.st_mode)) return add_fault(in, faults, DIAG_INPUT_DIRECTORY, "");
    in->regular = S_ISREG(st.st_mode);
    return true;
}

struct input *input_open(const char *path, record_cutter *cut, size_t chunk_size, size_t record_limit, struct record_faults *faults) {
    struct input *in = calloc(1, sizeof *in);
    if (!in) {
        faults->failed = true;
        return NULL;
    }
    in->path = path;
    in->cut = cut;
    in->chunk_size = chunk_size;
    in->limit = record_limit;
    in->next_line = 1;
    if (open_file(in, faults)) return in;
    input_close(in);
    return NULL;
}

void input_forget_last(struct input *in) {
    if (!in->saved_last) return;
    memmove(in->saved, in->saved + in->saved_last, in->saved_length - in->saved_last);
    in->saved_length -= in->saved_last;
    in->saved_last = 0;
}

static bool make_room(char **buffer, size_t *capacity, size_t need) {
    if (need <= *capacity) return true;
    char *wider = realloc(*buffer, need);
    if (!wider) return false;
    *buffer = wider;
    *capacity = need;
    return true;
}

// A writer at the other end of a pipe that pauses should not hold back what it has written already.
static bool is_waiting(const struct input *in) {
    struct pollfd poller = {.fd = in->fd, .events = POLLIN};
    return !in->regular && poll(&poller, 1, 0) == 0;
}

static ssize_t read_some(const struct input *in, char *room, size_t size) {
    ssize_t got;
    do got = read(in->fd, room, size);
    while (got < 0 && errno == EINTR);
    return got;
}

// Reads until `target` bytes are there, the input ends or would have to be waited for. At least one read.
static bool fill(struct input *in, struct chunk *chunk, size_t target, struct record_faults *faults) {
    // One byte more for the line feed that a last line may lack.
    if (!make_room(&chunk->buffer, &chunk->capacity, target + 1 + SCAN_PADDING)) return no_memory(faults);
    do {
        ssize_t got = read_some(in, chunk->buffer + chunk->end, target - chunk->end);
        if (got < 0) return add_fault(in, faults, DIAG_INPUT_READ, strerror(errno));
        in->end = got == 0;
        chunk->end += (size_t)got;
    } while (!in->end && chunk->end < target && !is_waiting(in));
    return true;
}

// Looks at the first bytes once there are enough of them; a byte order mark is passed over.
static bool check_start(struct input *in, struct chunk *chunk, struct record_faults *faults) {
    const unsigned char *b = (const unsigned char *)chunk->buffer;
    size_t length = chunk->end;
    bool wide = length >= 2 && ((b[0] == 0xFF && b[1] == 0xFE) || (b[0] == 0xFE && b[1] == 0xFF) || (!b[0]) != (!b[1]));
    if (wide) return add_fault(in, faults, DIAG_INPUT_UTF16, "");
    if (length >= 3 && !memcmp(b, "\xEF\xBB\xBF", 3)) {
        memmove(chunk->buffer, chunk->buffer + 3, length - 3);
        chunk->end -= 3;
        in->encoding = ENCODING_UTF8;
    }
    in->started = true;
    return true;
}

static bool start(struct input *in, struct chunk *chunk, struct record_faults *faults) {
    while (!in->end && chunk->end < 4)
        if (!fill(in, chunk, in->chunk_size < 4 ? 4 : in->chunk_size, faults)) return false;
    return check_start(in, chunk, faults);
}

static bool load_saved(struct input *in, struct chunk *chunk) {
    size_t need = in->saved_length + in->chunk_size + 1 + SCAN_PADDING;
    if (!make_room(&chunk->buffer, &chunk->capacity, need)) return false;
    if (in->saved_length) memcpy(chunk->buffer, in->saved, in->saved_length);
    chunk->number = in->next_number;
    chunk->previous = 0;
    chunk->start = in->saved_last;
    chunk->end = in->saved_length;
    return true;
}

// Keeps the last record, and what comes behind the last whole one.
static bool save_rest(struct input *in, const struct chunk *chunk, const char *last, size_t last_length, struct record_cut cut) {
    size_t rest = chunk->end - cut.end;
    if (!make_room(&in->saved, &in->saved_capacity, last_length + rest)) return false;
    if (last_length) memcpy(in->saved, last, last_length);
    if (rest) memcpy(in->saved + last_length, chunk->buffer + cut.end, rest);
    in->saved_last = last_length;
    in->saved_length = last_length + rest;
    return true;
}

static bool too_long(const struct input *in, struct record_faults *faults) {
    char digits[24];
    snprintf(digits, sizeof digits, "%zu", in->limit);
    struct slice arg = text_slice(digits);
    struct record_fault *fault = record_fault_add(faults, DIAG_RECORD_TOO_LONG, &arg, 1);
    if (fault) fault->path = in->path;
    if (fault) fault->line = in->next_line;
    return false;
}

static struct record_cut cut_at_end(const struct input *in, struct chunk *chunk) {
    if (chunk->end > chunk->start && chunk->buffer[chunk->end - 1] != '\n') chunk->buffer[chunk->end++] = '\n';
    return (struct record_cut){chunk->end, chunk->end};
}

// Reads on until at least one record is whole.
static bool read_records(struct input *in, struct chunk *chunk, struct record_cut *cut, struct record_faults *faults) {
    size_t size = in->chunk_size;
    for (;; size *= 2) {
        size_t target = chunk->start + size;
        if (!in->end && chunk->end < target && !fill(in, chunk, target, faults)) return false;
        *cut = in->end ? cut_at_end(in, chunk) : in->cut(chunk->buffer, chunk->start, chunk->end);
        if (cut->end > chunk->start || in->end) return true;
        if (chunk->end - chunk->start >= in->limit) return too_long(in, faults);
    }
}

// Chinese text in GB18030 is hardly ever valid UTF-8; damaged UTF-8 is mostly valid.
static enum encoding guess_encoding(const char *bytes, size_t length) {
    size_t good = 0, bad = 0;
    uint32_t c;
    for (size_t at = 0; at < length;) {
        at += scan_plain(bytes + at, length - at);
        if (at == length) break;
        size_t taken = utf8_decode(bytes + at, length - at, &c);
        good += taken > 1;
        bad += taken == 0;
        at += taken ? taken : 1;
    }
    if (bad > good / 8) return ENCODING_GB18030;
    return good ? ENCODING_UTF8 : ENCODING_OPEN;
}

// Whether all of it converts.
static bool converts(iconv_t convert, char *bytes, size_t length) {
    char scratch[4096];
    size_t done = 0;
    while (length) {
        char *to = scratch;
        size_t room = sizeof scratch;
        done = iconv(convert, &bytes, &length, &to, &room);
        if (done == (size_t)-1 && errno != E2BIG) break;
    }
    iconv(convert, NULL, NULL, NULL, NULL);
    return !length;
}

// Text that is neither is damaged UTF-8: its records are refused one by one.
static void find_encoding(struct input *in, const struct chunk *chunk, size_t end, struct record_faults *faults) {
    char *bytes = chunk->buffer + chunk->start;
    size_t length = end - chunk->start;
    if (in->encoding != ENCODING_OPEN) return;
    in->encoding = guess_encoding(bytes, length);
    if (in->encoding != ENCODING_GB18030) return;
    in->encoding = ENCODING_UTF8;
    in->convert = iconv_open("UTF-8", "GB18030");
    if (in->convert == (iconv_t)-1) return;
    if (converts(in->convert, bytes, length)) {
        in->encoding = ENCODING_GB18030;
        add_fault(in, faults, DIAG_INPUT_GB18030, "");
    } else {
        iconv_close(in->convert);
    }
}

// The chunk's records as UTF-8, in a buffer that takes the place of its own. Two bytes become three at most, one becomes
// one, four become four at most.
static bool convert(struct input *in, struct chunk *chunk, size_t end, struct record_faults *faults) {
    size_t kept = chunk->start, room = (end - kept) / 2 * 3 + 4, capacity = kept + room + 1 + SCAN_PADDING;
    char *made = malloc(capacity);
    if (!made) return no_memory(faults);
    if (kept) memcpy(made, chunk->buffer, kept);
    char *from = chunk->buffer + kept, *to = made + kept;
    size_t left = end - kept;
    bool good = iconv(in->convert, &from, &left, &to, &room) != (size_t)-1 && !left;
    free(chunk->buffer);
    chunk->buffer = made;
    chunk->capacity = capacity;
    chunk->end = (size_t)(to - made);
    return good || add_fault(in, faults, DIAG_INPUT_ENCODING, "");
}

// Puts the last record of a converted chunk before the raw bytes that are set aside already.
static bool save_last(struct input *in, const struct chunk *chunk) {
    size_t last = in->cut(chunk->buffer, chunk->start, chunk->end).last, length = chunk->end - last;
    if (!make_room(&in->saved, &in->saved_capacity, length + in->saved_length)) return false;
    memmove(in->saved + length, in->saved, in->saved_length);
    memcpy(in->saved, chunk->buffer + last, length);
    in->saved_last = length;
    in->saved_length += length;
    return true;
}

// Gives the chunk its records alone and sets the next one's beginning aside.
static bool settle(struct input *in, struct chunk *chunk, struct record_cut cut, struct record_faults *faults) {
    find_encoding(in, chunk, cut.end, faults);
    uint64_t lines = scan_newlines(chunk->buffer + chunk->start, cut.end - chunk->start);
    if (in->encoding != ENCODING_GB18030) {
        if (!save_rest(in, chunk, chunk->buffer + cut.last, cut.end - cut.last, cut)) return no_memory(faults);
        chunk->end = cut.end;
    } else {
        if (!save_rest(in, chunk, NULL, 0, cut)) return no_memory(faults);
        if (!convert(in, chunk, cut.end, faults)) return false;
        if (!save_last(in, chunk)) return no_memory(faults);
    }
    in->next_number++;
    chunk->first_line = chunk->line = in->next_line;
    chunk->at = chunk->counted = chunk->start;
    chunk->records = 0;
    in->next_line += lines;
    return true;
}

enum records_status input_next(struct input *in, struct chunk *chunk, struct record_faults *faults) {
    struct record_cut cut;
    if (!load_saved(in, chunk)) {
        faults->failed = true;
        return RECORDS_FAILED;
    }
    if (!in->started && !start(in, chunk, faults)) return RECORDS_FAILED;
    if (!read_records(in, chunk, &cut, faults)) return RECORDS_FAILED;
    if (cut.end == chunk->start) return RECORDS_END;
    if (!settle(in, chunk, cut, faults)) return RECORDS_FAILED;
    memset(chunk->buffer + chunk->end, 0, SCAN_PADDING);
    return RECORDS_MORE;
}
