#include "interp/data/record/blanks.h"

static bool is_space(unsigned char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Of the characters U+2000 to U+206F, by their last two bytes.
static bool is_thin(unsigned char second, unsigned char third) {
    bool spaces = third <= 0x8F || third == 0xA8 || third == 0xA9 || third == 0xAF;
    return (second == 0x80 && spaces) || (second == 0x81 && (third == 0x9F || third == 0xA0));
}

// The length of the blank that a text of so many bytes is, or begins with; 0: none.
static uint32_t blank_at(const char *text, uint32_t length) {
    const unsigned char *t = (const unsigned char *)text;
    if (length && is_space(t[0])) return 1;
    if (length >= 2 && t[0] == 0xC2 && t[1] == 0xA0) return 2;
    if (length < 3) return 0;
    bool wide = t[0] == 0xE3 && t[1] == 0x80 && t[2] == 0x80, mark = t[0] == 0xEF && t[1] == 0xBB && t[2] == 0xBF;
    return wide || mark || (t[0] == 0xE2 && is_thin(t[1], t[2])) ? 3 : 0;
}

static uint32_t blank_before(struct slice text) {
    for (uint32_t size = 1; size <= 3 && size <= text.length; size++)
        if (blank_at(text.text + text.length - size, size) == size) return size;
    return 0;
}

struct slice blanks_cut(struct slice text) {
    for (uint32_t size; (size = blank_at(text.text, text.length));)
        text = (struct slice){text.text + size, text.length - size};
    for (uint32_t size; (size = blank_before(text));) text.length -= size;
    return text;
}
