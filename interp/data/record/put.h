// Appending bytes where much is appended: inline, with nothing but a look at how much room there is.
#ifndef POL_RECORD_PUT_H
#define POL_RECORD_PUT_H
#include <string.h>

#include "grammar/base/text.h"

// Nearly all texts are shorter than this. So many bytes are copied whatever the length, which is a load and a store
// where a call of memcpy would be a dozen instructions and a jump hard to foretell. Both sides have room for them.
#define SHORT_COPY 32u
static inline char *copy_short(char *to, const char *from, size_t length) {
    memcpy(to, from, SHORT_COPY);
    if (length > SHORT_COPY) memcpy(to + SHORT_COPY, from + SHORT_COPY, length - SHORT_COPY);
    return to + length;
}

static inline void put_fragment(struct text *out, const char *text, size_t length) {
    if (out->capacity - out->length <= length && !text_reserve(out, length)) return;
    memcpy(out->bytes + out->length, text, length);
    out->length += length;
}
static inline void put_text(struct text *out, const struct text *t) { put_fragment(out, t->bytes, t->length); }
#define put_literal(out, literal) put_fragment((out), (literal), sizeof(literal) - 1)
#endif
