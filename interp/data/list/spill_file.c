#include "interp/data/list/spill_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_SIZE ((size_t)128 << 10)
#define NARROW_WINDOW ((size_t)1 << 10)
#define WIDE_WINDOW ((size_t)64 << 10)

static bool fail(struct spill_file *f, int error) {
    if (!f->error) f->error = error;
    return false;
}

void spill_file_open(struct spill_file *f, const char *folder, size_t room) {
    *f = (struct spill_file){.folder = folder, .room = room, .fd = -1};
}

void spill_file_close(struct spill_file *f) {
    if (f->fd >= 0) close(f->fd);
    free(f->buffer);
    *f = (struct spill_file){.fd = -1};
}

// For file systems that cannot make a file without a name.
static int open_and_unlink(const char *folder) {
    size_t size = strlen(folder) + sizeof "/pol-XXXXXX";
    char *path = malloc(size);
    if (!path) return -1;
    snprintf(path, size, "%s/pol-XXXXXX", folder);
    int fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0) unlink(path);
    free(path);
    return fd;
}

static bool put(struct spill_file *f, const char *bytes, size_t length) {
    while (length && !f->error) {
        ssize_t done = write(f->fd, bytes, length);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return fail(f, done ? errno : ENOSPC);
        bytes += done;
        length -= (size_t)done;
    }
    return !f->error;
}

static bool flush(struct spill_file *f) {
    bool done = put(f, f->buffer, f->used);
    f->used = 0;
    return done;
}

static bool resize(struct spill_file *f, size_t capacity) {
    char *buffer = realloc(f->buffer, capacity);
    if (!buffer) return fail(f, ENOMEM);
    f->buffer = buffer;
    f->capacity = capacity;
    return true;
}

// What was in memory goes to the file, and its memory back.
static bool leave_memory(struct spill_file *f) {
    f->fd = open(f->folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (f->fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) f->fd = open_and_unlink(f->folder);
    if (f->fd < 0) return fail(f, errno);
    return flush(f) && resize(f, BUFFER_SIZE);
}

static bool append_to_memory(struct spill_file *f, const void *bytes, size_t length) {
    size_t capacity = f->capacity ? f->capacity : 4096;
    while (capacity < f->used + length) capacity *= 2;
    if (capacity > f->capacity && !resize(f, capacity)) return false;
    memcpy(f->buffer + f->used, bytes, length);
    f->used += length;
    return true;
}

bool spill_file_append(struct spill_file *f, const void *bytes, size_t length) {
    if (f->error) return false;
    f->size += length;
    if (!length) return true;
    if (f->fd < 0 && f->size <= f->room) return append_to_memory(f, bytes, length);
    if (f->fd < 0 && !leave_memory(f)) return false;
    if (length > f->capacity - f->used && !flush(f)) return false;
    if (length > f->capacity) return put(f, bytes, length);
    memcpy(f->buffer + f->used, bytes, length);
    f->used += length;
    return true;
}

bool spill_file_finish(struct spill_file *f) {
    if (f->fd < 0 || f->error) return !f->error;
    bool done = flush(f);
    free(f->buffer);
    f->buffer = NULL;
    return done;
}

size_t spill_file_memory(const struct spill_file *f) { return f->fd < 0 ? f->used : 0; }

void spill_window_close(struct spill_window *w) {
    free(w->bytes);
    *w = (struct spill_window){0};
}

// As many bytes as there are from `offset` on, `length` at most; -1: errno.
static ssize_t read_some(const struct spill_file *f, uint64_t offset, char *room, size_t length) {
    size_t have = 0;
    while (have < length) {
        ssize_t got = pread(f->fd, room + have, length - have, (off_t)(offset + have));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return -1;
        if (!got) break;
        have += (size_t)got;
    }
    return (ssize_t)have;
}

bool spill_file_read(const struct spill_file *f, uint64_t offset, void *room, size_t length) {
    ssize_t got = read_some(f, offset, room, length);
    if (got >= 0 && (size_t)got < length) errno = EIO;
    return got == (ssize_t)length;
}

static const char *too_short(void) {
    errno = EIO;
    return NULL;
}

// Further ahead each time that the next bytes are wanted.
static void choose_width(struct spill_window *w, uint64_t offset) {
    bool in_turn = w->length && offset >= w->at && offset <= w->at + w->length;
    w->want = !in_turn ? NARROW_WINDOW : w->want < WIDE_WINDOW ? w->want * 2 : WIDE_WINDOW;
}

static bool read_window(struct spill_window *w, const struct spill_file *f, uint64_t offset, size_t length) {
    choose_width(w, offset);
    size_t want = length > w->want ? length : w->want;
    w->length = 0;
    if (want > w->capacity) {
        free(w->bytes);
        w->bytes = malloc(want);
        w->capacity = w->bytes ? want : 0;
    }
    ssize_t got = w->bytes ? read_some(f, offset, w->bytes, want) : -1;
    if (got < 0) return false;
    w->at = offset;
    w->length = (size_t)got;
    return true;
}

const char *spill_window_show(struct spill_window *w, const struct spill_file *f, uint64_t offset, size_t length) {
    if (offset > f->size || length > f->size - offset) return too_short();
    if (f->fd < 0) return f->buffer + offset;
    bool here = offset >= w->at && offset + length <= w->at + w->length;
    if (!here && !read_window(w, f, offset, length)) return NULL;
    return length <= w->length - (offset - w->at) ? w->bytes + (offset - w->at) : too_short();
}
