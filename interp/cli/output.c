#include "interp/cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "grammar/base/path.h"
#include "interp/cli/interrupt.h"

#define BUFFER_SIZE ((size_t)1 << 16)
#define PIPE_SIZE (1 << 20)  // what a user may ask of the system without privileges
#define TEMPORARY_TRIES 100

struct output {
    int fd;
    int error;        // errno of the first failure
    bool borrowed;    // standard output: not ours to close
    bool is_new;      // nothing may stand in its place
    bool is_wide;     // a pipe has been widened, or cannot be
    char *place;      // where the file belongs; NULL: written directly
    char *temporary;  // its name meanwhile; NULL while it has none
    struct interrupt *interrupt;
    mode_t mode;  // for the file, 0: as new files are
    size_t used;
    char buffer[];  // BUFFER_SIZE bytes
};

static bool fail(struct output *o, int error) {
    if (!o->error) o->error = error ? error : EIO;
    return false;
}

static bool write_all(struct output *o, const char *bytes, size_t length) {
    while (length) {
        ssize_t put = write(o->fd, bytes, length);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return fail(o, put < 0 ? errno : ENOSPC);
        bytes += put;
        length -= (size_t)put;
    }
    return true;
}

// Into a pipe goes as much at once as may be, for each time that it is full whoever writes waits for whoever reads.
// What is none, or may not grow, stays as it is.
static void widen_pipe(struct output *o) {
    int size = o->is_wide ? 0 : fcntl(o->fd, F_GETPIPE_SZ);
    o->is_wide = true;
    if (size > 0 && size < PIPE_SIZE) fcntl(o->fd, F_SETPIPE_SZ, PIPE_SIZE);
}

bool output_flush(struct output *o) {
    if (o->error) return false;
    size_t used = o->used;
    o->used = 0;
    return write_all(o, o->buffer, used);
}

static bool keep(struct output *o, const char *bytes, size_t length) {
    memcpy(o->buffer + o->used, bytes, length);
    o->used += length;
    return true;
}

bool output_write(struct output *o, const char *bytes, size_t length) {
    if (o->error) return false;
    if (length <= BUFFER_SIZE - o->used) return keep(o, bytes, length);
    widen_pipe(o);
    if (!output_flush(o)) return false;
    if (length >= BUFFER_SIZE) return write_all(o, bytes, length);
    return keep(o, bytes, length);
}

bool output_put(struct output *o, const char *string) { return output_write(o, string, strlen(string)); }
int output_file(const struct output *o) { return o->place ? o->fd : -1; }
void output_fail(struct output *o, int error) { fail(o, error); }
int output_error(const struct output *o) { return o->error; }

static void note_temporary(struct output *o, char *name) {
    o->temporary = name;
    if (name) interrupt_note(o->interrupt, name);
}

static void forget_temporary(struct output *o) {
    interrupt_forget(o->interrupt, o->temporary);
    free(o->temporary);
    o->temporary = NULL;
}

static void release(struct output *o) {
    if (o->fd >= 0 && !o->borrowed) close(o->fd);
    forget_temporary(o);
    free(o->place);
    free(o);
}

// The folder that holds `place`, for the caller to free.
static char *folder_of(const char *place) {
    size_t length = path_folder_length(place);
    return length ? strndup(place, length) : strdup(".");
}

static char *temporary_name(const char *place, unsigned attempt) {
    char *name = NULL;
    if (asprintf(&name, "%s.%ld-%u.part", place, (long)getpid(), attempt) < 0) return NULL;
    return name;
}

// A file without a name vanishes by itself if the program is killed. It can only be used where /proc gives it one
// later.
static int open_nameless(const char *place) {
    char *folder = folder_of(place);
    if (!folder) return -1;
    int fd = access("/proc/self/fd", X_OK) == 0 ? open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666) : -1;
    free(folder);
    return fd;
}

static bool open_named(struct output *o) {
    for (unsigned i = 0; i < TEMPORARY_TRIES; i++) {
        note_temporary(o, temporary_name(o->place, i));
        if (!o->temporary) return false;
        o->fd = open(o->temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (o->fd >= 0) return true;
        int error = errno;
        forget_temporary(o);
        errno = error;
        if (error != EEXIST) return false;
    }
    return false;
}

// Links are followed, so that the file they lead to is replaced and not the link.
static char *real_place(const char *path) {
    char *place = realpath(path, NULL);
    return place || errno != ENOENT ? place : strdup(path);
}

static bool open_file(struct output *o, const char *path) {
    struct stat st;
    bool exists = stat(path, &st) == 0;
    if (o->is_new && lstat(path, &st) == 0) return errno = EEXIST, false;
    if (exists && S_ISDIR(st.st_mode)) return errno = EISDIR, false;
    if (exists && !S_ISREG(st.st_mode)) return (o->fd = open(path, O_WRONLY | O_CLOEXEC)) >= 0;
    if (exists && access(path, W_OK) != 0) return false;
    o->mode = exists ? st.st_mode & 0777 : 0;
    o->place = real_place(path);
    if (!o->place) return false;
    o->fd = open_nameless(o->place);
    return o->fd >= 0 || open_named(o);
}

static struct output *open_output(const char *path, struct interrupt *interrupt, bool is_new) {
    struct output *o = malloc(sizeof *o + BUFFER_SIZE);
    if (!o) return NULL;
    *o = (struct output){.fd = -1, .interrupt = interrupt, .is_new = is_new};
    if (!path || strcmp(path, "-") == 0) {
        o->fd = STDOUT_FILENO;
        o->borrowed = true;
        return o;
    }
    if (open_file(o, path)) return o;
    int error = errno;
    release(o);
    errno = error;
    return NULL;
}

struct output *output_open(const char *path, struct interrupt *interrupt) {
    return open_output(path, interrupt, false);
}

struct output *output_create(const char *path, struct interrupt *interrupt) {
    return open_output(path, interrupt, true);
}

static bool give_temporary_name(struct output *o) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", o->fd);
    for (unsigned i = 0; i < TEMPORARY_TRIES; i++) {
        note_temporary(o, temporary_name(o->place, i));
        if (!o->temporary) return false;
        if (linkat(AT_FDCWD, path, AT_FDCWD, o->temporary, AT_SYMLINK_FOLLOW) == 0) return true;
        int error = errno;
        forget_temporary(o);
        errno = error;
        if (error != EEXIST) return false;
    }
    return false;
}

// Without this a crash could leave the old name on a file whose bytes never reached the disk.
static bool sync_folder(const char *place) {
    char *folder = folder_of(place);
    int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    free(folder);
    if (fd < 0) return true;  // a folder that may be written but not read: the rename stands all the same
    bool done = fsync(fd) == 0 || errno == EINVAL;
    close(fd);
    return done;
}

static bool move(const struct output *o) {
    if (!o->is_new) return rename(o->temporary, o->place) == 0;
    return renameat2(AT_FDCWD, o->temporary, AT_FDCWD, o->place, RENAME_NOREPLACE) == 0;
}

static bool take_place(struct output *o) {
    if (o->mode && fchmod(o->fd, o->mode) != 0) return false;
    if (fsync(o->fd) != 0) return false;
    if (!o->temporary && !give_temporary_name(o)) return false;
    if (!move(o)) return false;
    forget_temporary(o);
    return sync_folder(o->place);
}

int output_commit(struct output *o) {
    output_flush(o);
    if (!o->error && o->place && !take_place(o)) fail(o, errno);
    int error = o->error;
    if (!error && !o->borrowed) {
        if (close(o->fd) != 0) error = errno;  // network file systems say it here
        o->fd = -1;
    }
    if (error) output_abandon(o);
    else release(o);
    return error;
}

void output_abandon(struct output *o) {
    if (!o) return;
    if (o->temporary) unlink(o->temporary);
    release(o);
}
