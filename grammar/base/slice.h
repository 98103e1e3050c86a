// Text that stands elsewhere, and what it begins and ends with.
#ifndef POL_BASE_SLICE_H
#define POL_BASE_SLICE_H
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct slice {
    const char *text;
    uint32_t length;
};

static inline struct slice slice_of(const char *text) { return (struct slice){text, (uint32_t)strlen(text)}; }

bool slice_begins(struct slice text, const char *with);
bool slice_ends(struct slice text, const char *with);
// How long the sign is that the text begins with, of some that are parted by blanks: "（ ("; 0: it is none of them.
uint32_t slice_sign(struct slice text, const char *signs);
struct slice slice_from(struct slice text, uint32_t offset);  // what stands from there on
#endif
