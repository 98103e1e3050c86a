#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "interp/data/input/internal.h"

// False: there is nothing left to read.
static bool claim(struct input *in, struct piece *piece) {
    pthread_mutex_lock(&in->order);
    bool more = !in->done && (!in->drained || in->is_pending);
    if (more) piece->number = in->claimed++;
    pthread_mutex_unlock(&in->order);
    return more;
}

// The bytes that were looked at come first.
static ssize_t read_next(struct input *in, char *room, size_t size) {
    struct input_head *h = &in->head;
    size_t left = h->length - h->taken;
    ssize_t got = 0;
    if (left) {
        size = size < left ? size : left;
        memcpy(room, h->bytes + h->taken, size);
        h->taken += size;
        return (ssize_t)size;
    }
    if (h->ended) return 0;
    do got = read(in->fd, room, size);
    while (got < 0 && errno == EINTR);
    return got;
}

// What is no character becomes a mark, for its record to be refused.
static size_t decode_wide(struct input *in, char *bytes, size_t length, bool end, char *room, size_t size) {
    char *from = bytes, *to = room;
    size_t left = length;
    while (left) {
        if (iconv(in->wide, &from, &left, &to, &size) != (size_t)-1 || errno == E2BIG) break;
        if (errno == EINVAL && !end) break;
        size_t step = left < 2 ? left : 2;
        *to++ = CHUNK_NO_CHARACTER;
        size--;
        from += step;
        left -= step;
    }
    memmove(in->wide_rest, from, left);
    in->wide_left = left;
    return (size_t)(to - room);
}

// A unit of two bytes takes three at most.
static ssize_t read_wide(struct input *in, char *room, size_t size) {
    char bytes[4096];
    for (;;) {
        size_t most = size / 3 * 2 < sizeof bytes ? size / 3 * 2 : sizeof bytes;
        memcpy(bytes, in->wide_rest, in->wide_left);
        ssize_t got = read_next(in, bytes + in->wide_left, most - in->wide_left);
        if (got < 0) return got;
        size_t made = decode_wide(in, bytes, in->wide_left + (size_t)got, got == 0, room, size);
        if (made || !got) return (ssize_t)made;
    }
}

static ssize_t read_place(const struct input *in, const struct piece *piece, char *room, size_t size) {
    off_t place = (off_t)(piece->number * in->piece_size + piece->length);
    ssize_t got;
    do got = pread(in->fd, room, size, place);
    while (got < 0 && errno == EINTR);
    return got;
}

static ssize_t read_some(struct input *in, const struct piece *piece, char *room, size_t size) {
    if (in->seekable) return read_place(in, piece, room, size);
    return in->is_wide ? read_wide(in, room, size) : read_next(in, room, size);
}

// A writer at the other end of a pipe that pauses should not hold back what it has written already.
static bool is_waiting(const struct input *in) {
    struct pollfd poller = {.fd = in->fd, .events = POLLIN};
    if (in->regular || in->head.taken < in->head.length || in->head.ended) return false;
    return poll(&poller, 1, 0) == 0;
}

// The last few bytes of a piece may be too few for a character of UTF-16.
static bool is_full(const struct input *in, const struct piece *piece) {
    return piece->length + (in->is_wide ? INPUT_WIDE_LEAST / 4 : 0) >= in->piece_size;
}

// Whether the file has been cut short since it was opened: what was read is not all there was to read.
static bool is_cut_off(const struct input *in, const struct piece *piece) {
    struct stat st;
    if (in->seekable && piece->number * in->piece_size + piece->length < in->size) return true;
    return in->regular && fstat(in->fd, &st) == 0 && (uint64_t)st.st_size < in->size;
}

// Reads until the piece is full, the input ends or would have to be waited for. At least one read.
static void fill(struct input *in, struct chunk *chunk, struct piece *piece) {
    // One byte more for the line feed that a last line may lack.
    piece->start = INPUT_FRONT;
    piece->failed = !chunk_room(&chunk->buffer, &chunk->capacity, INPUT_FRONT + in->piece_size + 1 + SCAN_PADDING);
    piece->end = in->drained;
    if (piece->failed || piece->end) return;
    do {
        char *room = chunk->buffer + piece->start + piece->length;
        ssize_t got = read_some(in, piece, room, in->piece_size - piece->length);
        if (got < 0) piece->error = errno;
        if (got < 0) return;
        piece->end = got == 0;
        piece->length += (size_t)got;
    } while (!piece->end && !is_full(in, piece) && !is_waiting(in));
    piece->cut_off = piece->end && is_cut_off(in, piece);
}

// What is not at a place of its own is there only once, and what comes next must be read after it.
static bool read_in_turn(struct input *in, struct chunk *chunk, struct piece *piece) {
    pthread_mutex_lock(&in->reading);
    bool more = claim(in, piece);
    if (more) fill(in, chunk, piece);
    in->drained |= piece->end || piece->failed || piece->error;
    pthread_mutex_unlock(&in->reading);
    return more;
}

static bool read_in_place(struct input *in, struct chunk *chunk, struct piece *piece) {
    bool more = claim(in, piece);
    if (more) fill(in, chunk, piece);
    return more;
}

bool input_read(struct input *in, struct chunk *chunk, struct piece *piece) {
    *piece = (struct piece){0};
    if (!(in->seekable ? read_in_place : read_in_turn)(in, chunk, piece)) return false;
    if (piece->failed || piece->error) return true;
    size_t end = piece->start + piece->length;
    piece->found = scan_summary(chunk->buffer + piece->start, piece->length);
    piece->certainty = in->cutter->ahead(chunk->buffer, piece->start, end, piece->found.quotes, &piece->cut);
    return true;
}
