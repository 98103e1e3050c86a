// A notice as lines: what a scan, a web page or a word processor left in it is put in order.
#ifndef POL_NOTICE_LINES_H
#define POL_NOTICE_LINES_H
#include "grammar/base/arena.h"
#include "grammar/base/slice.h"

struct lines {
    struct slice *items;
    uint32_t count;
};

// The lines that say something (a page's number does not), without blanks around them and with one between words.
// Whatever may not be shown (control characters, bytes that are no UTF-8) is left out, so that each may stand in a
// comment. Texts and array are the arena's.
struct lines notice_lines(struct arena *a, const char *bytes, size_t size);
#endif
