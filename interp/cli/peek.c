#include "interp/cli/peek.h"

#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PEEK_SIZE 64

// tee copies from one pipe to another and leaves the bytes in the first.
static ssize_t peek_pipe(int fd, char *bytes, size_t size) {
    int copy[2];
    if (pipe2(copy, O_CLOEXEC) != 0) return -1;
    ssize_t got = tee(fd, copy[1], size, 0);
    if (got > 0) got = read(copy[0], bytes, size);
    close(copy[0]);
    close(copy[1]);
    return got;
}

static ssize_t peek_descriptor(int fd, char *bytes, size_t size) {
    struct stat st;
    if (fstat(fd, &st) != 0) return -1;
    if (S_ISFIFO(st.st_mode)) return peek_pipe(fd, bytes, size);
    return S_ISREG(st.st_mode) ? pread(fd, bytes, size, lseek(fd, 0, SEEK_CUR)) : -1;
}

static ssize_t peek_path(const char *path, char *bytes, size_t size) {
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode)) return -1;  // a pipe with a name can be opened only once
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return -1;
    ssize_t got = peek_descriptor(fd, bytes, size);
    close(fd);
    return got;
}

int peek_first_character(const char *path) {
    char bytes[PEEK_SIZE];
    bool from_stdin = strcmp(path, "-") == 0;
    ssize_t got = from_stdin ? peek_descriptor(STDIN_FILENO, bytes, sizeof bytes)
                             : peek_path(path, bytes, sizeof bytes);
    ssize_t at = got >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < got && strchr(" \t\r\n", bytes[at]) && bytes[at]) at++;
    return at < got ? (unsigned char)bytes[at] : -1;
}
