// The order of texts that stand elsewhere, and copies of them.
#ifndef POL_VALUE_SLICE_H
#define POL_VALUE_SLICE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "grammar/base/slice.h"

// Eight bytes as a number, the first in its lowest byte.
static inline uint64_t load_word(const char *text) {
    uint64_t word;
    memcpy(&word, text, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

// Puts them down again.
static inline void store_word(char *to, uint64_t word) {
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    memcpy(to, &word, sizeof word);
}

// Four likewise.
static inline void store_half(char *to, uint32_t half) {
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    half = __builtin_bswap32(half);
#endif
    memcpy(to, &half, sizeof half);
}

// Eight bytes as a number that orders them.
static inline uint64_t slice_word(const char *text) { return __builtin_bswap64(load_word(text)); }

static inline int slice_order_bytes(const char *a, const char *b, uint32_t length) {
    for (uint32_t i = 0; i < length; i++)
        if (a[i] != b[i]) return (unsigned char)a[i] < (unsigned char)b[i] ? -1 : 1;
    return 0;
}

// By bytes: below, at or above 0. Texts are mostly short, so this is a few words each; the last may overlap the one
// before.
static inline int slice_order(struct slice a, struct slice b) {
    const uint32_t size = sizeof(uint64_t), shorter = a.length < b.length ? a.length : b.length;
    int order = shorter < size ? slice_order_bytes(a.text, b.text, shorter) : 0;
    for (uint32_t at = 0; at < shorter && shorter >= size && !order; at += size) {
        uint32_t from = at + size <= shorter ? at : shorter - size;
        uint64_t x = slice_word(a.text + from), y = slice_word(b.text + from);
        order = (x > y) - (x < y);
    }
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

// Copies that do not move until all are dropped: slices may point into them.
struct kept_text {
    struct kept_page *pages;  // newest first
    size_t size;              // of all pages together
};
// Makes the slice point to a copy of its text. False: out of memory.
bool kept_text_add(struct kept_text *kept, struct slice *text);
void kept_text_drop(struct kept_text *kept);
#endif
