// What a file holds as a whole, and whether it is still that file once it was read.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "interp/data/input/internal.h"

#define STEP ((size_t)256 << 10)

static bool add_all(const struct input *in, struct sha256 *s, char *room) {
    for (off_t at = 0;;) {
        ssize_t got = pread(in->fd, room, STEP, at);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return got == 0;
        sha256_add(s, room, (size_t)got);
        at += got;
    }
}

void input_hash(struct input *in) {
    in->is_hashed = true;
    sha256_begin(&in->hash);
}

void input_hash_piece(struct input *in, const struct chunk *chunk, const struct piece *piece) {
    sha256_add(&in->hash, chunk->buffer + piece->start, piece->length);
    in->hashed += piece->length;
}

// Bytes of UTF-16 are no longer there when a piece is hashed, but that has no places.
static bool is_hashed_whole(const struct input *in) { return in->is_hashed && in->seekable && in->hashed == in->size; }

static bool digest_again(const struct input *in, char digits[SHA256_DIGITS + 1], struct record_faults *faults) {
    struct sha256 s;
    char *room = malloc(STEP);
    if (!room) return record_faults_no_memory(faults);
    sha256_begin(&s);
    bool good = add_all(in, &s, room) || input_fault(in, faults, DIAG_INPUT_READ, strerror(errno));
    sha256_end(&s, digits);
    free(room);
    return good;
}

bool input_digest(const struct input *in, char digits[SHA256_DIGITS + 1], struct record_faults *faults) {
    struct sha256 hash = in->hash;
    if (!in->regular || in->fd == STDIN_FILENO) return input_fault(in, faults, DIAG_INPUT_ONCE, "");
    if (!is_hashed_whole(in)) return digest_again(in, digits, faults);
    sha256_end(&hash, digits);
    return true;
}

bool input_is_kept(const struct input *in, struct record_faults *faults) {
    struct stat st;
    if (fstat(in->fd, &st) != 0) return input_fault(in, faults, DIAG_INPUT_READ, strerror(errno));
    bool same = st.st_mtim.tv_sec == in->modified.tv_sec && st.st_mtim.tv_nsec == in->modified.tv_nsec;
    return (same && (uint64_t)st.st_size == in->size) || input_fault(in, faults, DIAG_INPUT_CHANGED, "");
}
