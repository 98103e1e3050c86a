#include "interp/data/list_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_SIZE ((size_t)128 << 10)

static bool fail(struct list_file *f, int error) {
    if (!f->error) f->error = error;
    return false;
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

bool list_file_open(struct list_file *f, const char *folder) {
    *f = (struct list_file){.fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600)};
    if (f->fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) f->fd = open_and_unlink(folder);
    if (f->fd < 0) return fail(f, errno);
    f->buffer = malloc(BUFFER_SIZE);
    return f->buffer || fail(f, ENOMEM);
}

void list_file_close(struct list_file *f) {
    if (f->fd >= 0) close(f->fd);
    free(f->buffer);
    *f = (struct list_file){.fd = -1};
}

static bool put(struct list_file *f, const char *bytes, size_t length) {
    while (length && !f->error) {
        ssize_t done = write(f->fd, bytes, length);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return fail(f, done ? errno : ENOSPC);
        bytes += done;
        length -= (size_t)done;
    }
    return !f->error;
}

static bool flush(struct list_file *f) {
    bool done = put(f, f->buffer, f->used);
    f->used = 0;
    return done;
}

bool list_file_append(struct list_file *f, const void *bytes, size_t length) {
    f->size += length;
    if (length > BUFFER_SIZE - f->used && !flush(f)) return false;
    if (length > BUFFER_SIZE) return put(f, bytes, length);
    if (length) memcpy(f->buffer + f->used, bytes, length);
    f->used += length;
    return !f->error;
}

bool list_file_finish(struct list_file *f) {
    bool done = flush(f);
    free(f->buffer);
    f->buffer = NULL;
    return done;
}

ssize_t list_file_read(const struct list_file *f, uint64_t offset, void *room, size_t length) {
    size_t have = 0;
    while (have < length) {
        ssize_t got = pread(f->fd, (char *)room + have, length - have, (off_t)(offset + have));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return -1;
        if (!got) break;
        have += (size_t)got;
    }
    return (ssize_t)have;
}
