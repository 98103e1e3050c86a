// A temporary file without a name: it is gone with its descriptor. Written from front to back, then read at any place
// by any thread.
#ifndef POL_LIST_FILE_H
#define POL_LIST_FILE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct list_file {
    int fd;
    int error;          // errno of the first failure; ENOMEM where there was no memory
    char *buffer;       // not yet written; none once the file is finished
    size_t used;
    uint64_t size;      // with what is in the buffer
};

// False: `error` says why. To be closed either way.
bool list_file_open(struct list_file *f, const char *folder);
void list_file_close(struct list_file *f);
bool list_file_append(struct list_file *f, const void *bytes, size_t length);
// All is written; from now on the file is read.
bool list_file_finish(struct list_file *f);
// As many bytes as there are from `offset` on, `length` at most; -1: `error` of errno is the caller's to keep.
ssize_t list_file_read(const struct list_file *f, uint64_t offset, void *room, size_t length);
#endif
