// Text of cells that cannot be taken from the chunk as it stands: without its quotes, with its escapes resolved.
#ifndef POL_RECORD_SPILL_H
#define POL_RECORD_SPILL_H
#include <stdbool.h>
#include <stddef.h>

struct spill {
    char *bytes;
    size_t capacity;
};
// Room for `size` bytes and SCAN_PADDING more. What was there is gone. False: out of memory.
bool spill_make(struct spill *s, size_t size);
void spill_free(struct spill *s);
#endif
