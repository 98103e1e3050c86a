// Bytes that are kept in memory while they are few and in a temporary file once they are many. The file has no name: it
// is gone with its descriptor. Written from front to back, then read at any place by any thread.
#ifndef POL_LIST_SPILL_FILE_H
#define POL_LIST_SPILL_FILE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct spill_file {
    const char *folder;     // for the temporary file; must outlive this
    size_t room;            // as many bytes as may stay in memory
    int fd;                 // -1: all is in memory
    int error;              // errno of the first failure; ENOMEM where there was no memory
    char *buffer;           // all of it; of a file, what is not yet written
    size_t used, capacity;  // of the buffer
    uint64_t size;
};

void spill_file_open(struct spill_file *f, const char *folder, size_t room);
void spill_file_close(struct spill_file *f);
// False: `error` says why, here and below.
bool spill_file_append(struct spill_file *f, const void *bytes, size_t length);
// All is written; from now on the file is read.
bool spill_file_finish(struct spill_file *f);
// Bytes of a finished file. False: errno says why, EIO where the file is shorter.
bool spill_file_read(const struct spill_file *f, uint64_t offset, void *room, size_t length);
size_t spill_file_memory(const struct spill_file *f);  // bytes of memory, once finished

static inline bool spill_file_is_resident(const struct spill_file *f) { return f->fd < 0; }

// What one thread looks at: bytes of the file, read ahead where it goes through them in turn.
struct spill_window {
    char *bytes;
    size_t capacity, length, want;
    uint64_t at;
};
void spill_window_close(struct spill_window *w);
// `length` bytes from `offset` on, which last until the next look (those of a file that is in memory: as long as it
// does). NULL: errno says why, EIO where the file is shorter.
const char *spill_window_show(struct spill_window *w, const struct spill_file *f, uint64_t offset, size_t length);
#endif
