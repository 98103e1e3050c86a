// Blanks around a text, which are not part of it: ASCII white space, no-break and ideographic spaces, the spaces of
// U+2000 and what follows, and the characters that take no room (zero width, marks of direction, byte order marks).
#ifndef POL_RECORD_BLANKS_H
#define POL_RECORD_BLANKS_H
#include "interp/value/slice.h"

struct slice blanks_cut(struct slice text);

// The first bytes of blanks.
static inline bool may_begin_blank(unsigned char byte) {
    return byte <= ' ' || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF;
}
// Whether a text that is not empty may have blanks around it. Quick, and hardly ever true for what has none.
static inline bool may_have_blanks(struct slice t) {
    const unsigned char *text = (const unsigned char *)t.text, *end = text + t.length;
    if (may_begin_blank(text[0]) || end[-1] <= ' ') return true;
    return end[-1] >= 0x80 && t.length >= 3 && (may_begin_blank(end[-3]) || end[-2] == 0xC2);
}
#endif
