#include "interp/data/input/record_ends.h"

#include <string.h>

void record_ends_note(const char *bytes, const char *from, const char *to, struct record_ends *cut,
                      blank_rule *is_blank) {
    const char *newline = memrchr(from, '\n', (size_t)(to - from));
    if (!newline) return;
    size_t before = cut->end;
    bool none = cut->last == before;
    cut->end = (size_t)(newline - bytes) + 1;
    if (none) cut->last = cut->end;
    for (const char *stop = newline;;) {
        const char *earlier = memrchr(from, '\n', (size_t)(stop - from));
        const char *start = earlier ? earlier + 1 : bytes + before;
        if (!is_blank(start, stop)) cut->last = (size_t)(start - bytes);
        if (!earlier || !is_blank(start, stop)) return;
        stop = earlier;
    }
}
