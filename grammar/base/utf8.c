#include "grammar/base/utf8.h"

static size_t decode_long(const char *bytes, size_t size, uint32_t *c) {
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    for (size_t i = 1; i < size; i++) {
        if (!utf8_continues(bytes[i])) return 0;
        *c = *c << 6 | ((unsigned char)bytes[i] & 0x3Fu);
    }
    bool surrogate = *c >= 0xD800 && *c <= 0xDFFF;
    return *c < least[size] || *c > 0x10FFFF || surrogate ? 0 : size;
}

size_t utf8_decode(const char *bytes, size_t length, uint32_t *c) {
    const unsigned char *s = (const unsigned char *)bytes;
    if (!length) return 0;
    *c = s[0];
    if (s[0] < 0x80) return 1;
    size_t size = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 2;
    if (s[0] < 0xC2 || s[0] > 0xF4 || size > length) return 0;
    *c = s[0] & (0xFFu >> (size + 1));
    size_t taken = decode_long(bytes, size, c);
    if (!taken) *c = s[0];
    return taken;
}

size_t utf8_floor(const char *bytes, size_t length) {
    while (length && utf8_continues(bytes[length])) length--;
    return length;
}

struct range {
    uint32_t first, last;
};

// Unicode 15: East_Asian_Width W and F, in runs (unassigned code points between them included).
static const struct range wide[] = {
    {0x1100, 0x115F}, {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x2E80, 0x303E},
    {0x3041, 0x33FF}, {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};
static const struct range marks[] = {
    {0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
};

static bool within(uint32_t c, const struct range *ranges, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i].first && c <= ranges[i].last) return true;
    return false;
}

// “ ” and … are "ambiguous" in Unicode; beside Chinese, terminals show them narrow or wide by their
// own setting, and most set them narrow.
int utf8_width(uint32_t c) {
    if (c < 0x300) return 1;
    if (within(c, marks, sizeof marks / sizeof *marks)) return 0;
    return within(c, wide, sizeof wide / sizeof *wide) ? 2 : 1;
}

size_t utf8_columns(const char *bytes, size_t length) {
    size_t at = 0, columns = 0;
    uint32_t c;
    while (at < length) {
        size_t taken = utf8_decode(bytes + at, length - at, &c);
        columns += taken ? (size_t)utf8_width(c) : 1;
        at += taken ? taken : 1;
    }
    return columns;
}

size_t utf8_characters(const char *bytes, size_t length) {
    size_t at = 0, count = 0;
    uint32_t c;
    while (at < length) {
        size_t taken = utf8_decode(bytes + at, length - at, &c);
        at += taken ? taken : 1;
        count++;
    }
    return count;
}

bool utf8_is_blank(uint32_t c) {
    if (c <= 0x20) return true;
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}
