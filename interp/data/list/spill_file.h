// Bytes that are kept in memory while they are few and in a temporary file once they are many. The file has no name: it
// is gone with its descriptor. Written from front to back, then read at any place by any thread.
#ifndef POL_LIST_SPILL_FILE_H
#define POL_LIST_SPILL_FILE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct list_file {
    const char *folder;     // for the temporary file; must outlive this
    size_t room;            // as many bytes as may stay in memory
    int fd;                 // -1: all is in memory
    int error;              // errno of the first failure; ENOMEM where there was no memory
    char *buffer;           // all of it; of a file, what is not yet written
    size_t used, capacity;  // of the buffer
    uint64_t size;
};

void list_file_open(struct list_file *f, const char *folder, size_t room);
void list_file_close(struct list_file *f);
// False: `error` says why, here and below.
bool list_file_append(struct list_file *f, const void *bytes, size_t length);
// All is written; from now on the file is read.
bool list_file_finish(struct list_file *f);
// Bytes of a finished file. False: errno says why, EIO where the file is shorter.
bool list_file_read(const struct list_file *f, uint64_t offset, void *room, size_t length);
size_t list_file_memory(const struct list_file *f);  // bytes of memory, once finished

static inline bool list_file_is_resident(const struct list_file *f) { return f->fd < 0; }

// What one thread looks at: bytes of the file, read ahead where it goes through them in turn.
struct list_window {
    char *bytes;
    size_t capacity, length, want;
    uint64_t at;
};
void list_window_close(struct list_window *w);
// `length` bytes from `offset` on, which last until the next look (those of a file that is in memory: as long as it
// does). NULL: errno says why, EIO where the file is shorter.
const char *list_window_show(struct list_window *w, const struct list_file *f, uint64_t offset, size_t length);
#endif
