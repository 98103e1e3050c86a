// Text that stands elsewhere, its order, and copies of it.
#ifndef POL_SLICE_H
#define POL_SLICE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct slice {
    const char *text;
    uint32_t length;
};
int slice_order(struct slice a, struct slice b);  // by bytes; below, at or above 0

// Copies that do not move until all are dropped: slices may point into them.
struct kept_text {
    struct kept_page *pages;  // newest first
    size_t size;              // of all pages together
};
// Makes the slice point to a copy of its text. False: out of memory.
bool kept_text_add(struct kept_text *kept, struct slice *text);
void kept_text_drop(struct kept_text *kept);
#endif
