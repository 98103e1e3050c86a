#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/base/utf8.h"
#include "interp/data/input/internal.h"

bool input_check_start(struct input *in, const struct chunk *chunk, struct piece *piece, struct record_faults *faults) {
    const unsigned char *b = (const unsigned char *)chunk->buffer + piece->start;
    size_t length = piece->length;
    bool wide = length >= 2 && ((b[0] == 0xFF && b[1] == 0xFE) || (b[0] == 0xFE && b[1] == 0xFF) || (!b[0]) != (!b[1]));
    if (wide) return input_fault(in, faults, DIAG_INPUT_UTF16, "");
    if (length < 3 || memcmp(b, "\xEF\xBB\xBF", 3) != 0) return true;
    piece->start += 3;
    piece->length -= 3;
    in->encoding = ENCODING_UTF8;
    return true;
}

// Chinese text in GB18030 is hardly ever valid UTF-8; damaged UTF-8 is mostly valid.
static enum encoding guess_encoding(const char *bytes, size_t length) {
    size_t good = 0, bad = 0;
    uint32_t c;
    for (size_t at = 0; at < length;) {
        at += scan_plain(bytes + at, length - at);
        if (at == length) break;
        size_t taken = utf8_decode(bytes + at, length - at, &c);
        good += taken > 1;
        bad += taken == 0;
        at += taken ? taken : 1;
    }
    if (bad > good / 8) return ENCODING_GB18030;
    return good ? ENCODING_UTF8 : ENCODING_OPEN;
}

// Whether all of it converts.
static bool converts(iconv_t convert, char *bytes, size_t length) {
    char scratch[4096];
    size_t done = 0;
    while (length) {
        char *to = scratch;
        size_t room = sizeof scratch;
        done = iconv(convert, &bytes, &length, &to, &room);
        if (done == (size_t)-1 && errno != E2BIG) break;
    }
    iconv(convert, NULL, NULL, NULL, NULL);
    return !length;
}

// Text that is neither is damaged UTF-8: its records are refused one by one.
void input_find_encoding(struct input *in, const struct chunk *chunk, size_t end, struct record_faults *faults) {
    char *bytes = chunk->buffer + chunk->start;
    size_t length = end - chunk->start;
    if (in->encoding != ENCODING_OPEN || chunk->plain) return;
    in->encoding = guess_encoding(bytes, length);
    if (in->encoding != ENCODING_GB18030) return;
    in->encoding = ENCODING_UTF8;
    in->convert = iconv_open("UTF-8", "GB18030");
    if (in->convert == (iconv_t)-1) return;
    if (converts(in->convert, bytes, length)) {
        in->encoding = ENCODING_GB18030;
        input_fault(in, faults, DIAG_INPUT_GB18030, "");
    } else {
        iconv_close(in->convert);
    }
}

// Two bytes become three at most, one becomes one, four become four at most.
bool input_convert(struct input *in, const struct chunk *raw, size_t end, struct chunk *made,
                   struct record_faults *faults) {
    size_t kept = raw->start - raw->previous, left = end - raw->start, room = left / 2 * 3 + 4;
    made->previous = 0;
    made->start = kept;
    if (!input_room(&made->buffer, &made->capacity, kept + room + 1 + SCAN_PADDING))
        return record_faults_no_memory(faults);
    if (kept) memcpy(made->buffer, raw->buffer + raw->previous, kept);
    char *from = raw->buffer + raw->start, *to = made->buffer + kept;
    bool good = iconv(in->convert, &from, &left, &to, &room) != (size_t)-1 && !left;
    made->end = (size_t)(to - made->buffer);
    return good || input_fault(in, faults, DIAG_INPUT_ENCODING, "");
}
