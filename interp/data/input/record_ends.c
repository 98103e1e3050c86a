#include "interp/data/input/record_ends.h"

#include <string.h>

void record_ends_note(const char *bytes, const char *from, const char *to, struct record_ends *cut) {
    const char *newline = memrchr(from, '\n', (size_t)(to - from));
    if (newline) cut->end = (size_t)(newline - bytes) + 1;
}
