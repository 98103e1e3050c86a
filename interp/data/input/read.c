#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "interp/data/input/internal.h"

// False: there is nothing left to read.
static bool claim(struct input *in, struct piece *piece) {
    pthread_mutex_lock(&in->order);
    bool more = !in->done && !in->drained;
    if (more) piece->number = in->claimed++;
    pthread_mutex_unlock(&in->order);
    return more;
}

static ssize_t read_some(const struct input *in, const struct piece *piece, char *room, size_t size) {
    off_t place = (off_t)(piece->number * in->piece_size + piece->length);
    ssize_t got;
    do got = in->seekable ? pread(in->fd, room, size, place) : read(in->fd, room, size);
    while (got < 0 && errno == EINTR);
    return got;
}

// A writer at the other end of a pipe that pauses should not hold back what it has written already.
static bool is_waiting(const struct input *in, const struct piece *piece) {
    struct pollfd poller = {.fd = in->fd, .events = POLLIN};
    if (in->regular || (piece->number == 0 && piece->length < INPUT_START)) return false;
    return poll(&poller, 1, 0) == 0;
}

// Reads until the piece is full, the input ends or would have to be waited for. At least one read.
static void fill(const struct input *in, struct chunk *chunk, struct piece *piece) {
    // One byte more for the line feed that a last line may lack.
    piece->start = INPUT_FRONT;
    piece->failed = !input_room(&chunk->buffer, &chunk->capacity, INPUT_FRONT + in->piece_size + 1 + SCAN_PADDING);
    if (piece->failed) return;
    do {
        char *room = chunk->buffer + piece->start + piece->length;
        ssize_t got = read_some(in, piece, room, in->piece_size - piece->length);
        if (got < 0) piece->error = errno;
        if (got < 0) return;
        piece->end = got == 0;
        piece->length += (size_t)got;
    } while (!piece->end && piece->length < in->piece_size && !is_waiting(in, piece));
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
