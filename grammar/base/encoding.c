#include "grammar/base/encoding.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "grammar/base/utf8.h"

#define DAMAGE_SHARE 8  // UTF-8 of which a larger part than one character in so many is damaged is something else
#define ZERO_SHARE 8    // so many bytes hold a zero at least, for a text without a mark to be UTF-16

static bool has_mark(const char *bytes, size_t size) {
    return size >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
}

// A character of ASCII is a byte and a zero there: the zeros stand in every other place, and are many.
static bool is_utf16(const char *bytes, size_t size) {
    size_t zeros[2] = {0};
    if (has_mark(bytes, size)) return true;
    if (!size || !memchr(bytes, 0, size)) return false;
    for (size_t i = 0; i < size; i++) zeros[i & 1] += !bytes[i];
    size_t most = zeros[0] > zeros[1] ? zeros[0] : zeros[1], all = zeros[0] + zeros[1];
    return size % 2 == 0 && most == all && all > 1 && all >= size / ZERO_SHARE;
}

static bool is_mostly_utf8(const char *bytes, size_t size) {
    size_t good = 0, bad = 0;
    uint32_t c;
    for (size_t at = 0; at < size;) {
        size_t taken = utf8_decode(bytes + at, size - at, &c);
        good += taken > 1;
        bad += !taken;
        at += taken ? taken : 1;
    }
    return bad <= good / DAMAGE_SHARE;
}

static bool within(unsigned char c, unsigned char low, unsigned char high) { return c >= low && c <= high; }

size_t gb18030_step(const char *bytes, size_t left) {
    const unsigned char *b = (const unsigned char *)bytes;
    if (b[0] < 0x80) return 1;
    if (left < 2 || !within(b[0], 0x81, 0xFE)) return 0;
    if (within(b[1], 0x40, 0x7E) || within(b[1], 0x80, 0xFE)) return 2;
    bool four = left >= 4 && within(b[1], '0', '9') && within(b[2], 0x81, 0xFE) && within(b[3], '0', '9');
    return four ? 4 : 0;
}

// The characters that make up nearly all of Chinese texts: those of GB 2312.
static bool is_common(const char *bytes, size_t step) {
    const unsigned char *b = (const unsigned char *)bytes;
    return step == 2 && within(b[0], 0xB0, 0xF7) && within(b[1], 0xA1, 0xFE);
}

#define COMMON_LEAST 3  // a byte or two gone wrong in another text may look like a character as well

static bool is_gb18030(const char *bytes, size_t size) {
    size_t common = 0;
    for (size_t at = 0, step; at < size; at += step) {
        step = gb18030_step(bytes + at, size - at);
        if (!step) return false;
        common += is_common(bytes + at, step);
    }
    return common >= COMMON_LEAST;
}

enum encoding_found encoding_of(const char *bytes, size_t size) {
    if (is_utf16(bytes, size)) return ENCODING_FOUND_UTF16;
    // In this order: UTF-8 is no GB18030 after a few characters, and then all of it need not be decoded.
    bool other = is_gb18030(bytes, size) && !is_mostly_utf8(bytes, size);
    return other ? ENCODING_FOUND_GB18030 : ENCODING_FOUND_UTF8;
}
