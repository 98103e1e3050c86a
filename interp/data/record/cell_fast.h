// The common spellings of values, read quickly. What these accept means what cell_parse says; whatever they refuse is
// left to it. Texts must be padded.
#ifndef POL_RECORD_CELL_FAST_H
#define POL_RECORD_CELL_FAST_H
#include "grammar/base/calendar.h"
#include "interp/data/record/cell.h"
#include "interp/value/digits.h"

typedef bool fast_parser(const struct cell_type *t, const char *text, uint32_t length, int64_t *value);

static inline bool fast_word(const struct cell_type *t, const char *text, uint32_t length, int64_t *value) {
    uint32_t found = dictionary_find(&t->words, text, length);
    *value = found;
    return found != DICTIONARY_NONE;
}

// Values with ';' between them.
static __attribute__((noinline, unused)) bool several_words(const struct cell_type *t, const char *text,
                                                            uint32_t length, int64_t *value) {
    uint64_t bits = 0;
    for (const char *end = text + length;;) {
        const char *stop = memchr(text, ';', (size_t)(end - text));
        uint32_t found = dictionary_find(&t->words, text, (uint32_t)((stop ? stop : end) - text));
        if (found == DICTIONARY_NONE) return false;
        bits |= UINT64_C(1) << (found & 63);
        if (!stop) break;
        text = stop + 1;
    }
    *value = (int64_t)bits;
    return true;
}

static inline __attribute__((always_inline)) bool fast_set(const struct cell_type *t, const char *text, uint32_t length,
                                                           int64_t *value) {
    uint32_t found = dictionary_find(&t->words, text, length);
    bool none = found == DICTIONARY_NONE && cell_is_empty_set(text, length);
    *value = none ? 0 : (int64_t)(UINT64_C(1) << (found & 63));
    return found != DICTIONARY_NONE || none || several_words(t, text, length, value);
}

static inline bool fast_percent(const struct cell_type *t, const char *text, uint32_t length, int64_t *value) {
    if (length - 1 >= 8 || !parse_few(text, length, value)) return false;
    *value *= 10000;
    cell_note_bare(t, *value);
    return true;
}

static inline bool fast_money(const struct cell_type *t, const char *text, uint32_t length, int64_t *value) {
    (void)t;
    int64_t fen = 0;
    if (length > 3 && text[length - 3] == '.') {
        length -= 3;
        if (!parse_two(text + length + 1, &fen)) return false;
    }
    if (!parse_digits(text, length, value)) return false;
    *value = *value * 100 + fen;
    return true;
}

// A whole number of at most eight digits, or so many before the point and decimals of the field's behind it.
static inline bool fast_decimal(const struct cell_type *t, const char *text, uint32_t length, int64_t *value) {
    int64_t parts = 0;
    const char *point = length <= 15 ? (const char *)memchr(text, '.', length) : NULL;
    uint32_t whole = point ? (uint32_t)(point - text) : length, behind = point ? length - whole - 1 : 0;
    if (whole - 1 >= 8 || !parse_few(text, whole, value)) return false;
    if (point && (behind - 1 >= t->field->type.decimals || !parse_few(point + 1, behind, &parts))) return false;
    *value = *value * type_scale(TYPE_NUMBER) + parts * number_step(behind);
    return true;
}

// 1 to 4 digits, in lanes of 32 bits and without a branch, so that a loop over many becomes vector code. `odd` is not
// zero where they are none, or more.
struct fast_few {
    uint32_t value, odd;
};
static inline struct fast_few fast_few(uint32_t head, uint32_t length) {
    uint32_t word = (head - UINT32_C(0x30303030)) << ((32 - 8 * length) & 31);
    uint32_t pairs = (word * 10 + (word >> 8)) & UINT32_C(0x00FF00FF);
    uint32_t odd = ((word + UINT32_C(0x76767676)) | word | (length - 1) | (4 - length)) & UINT32_C(0x80808080);
    return (struct fast_few){(pairs & 0xFF) * 100 + (pairs >> 16), odd};
}

// Its top bit where a number below 2^63 is less than `least` or greater than `most`.
static inline uint64_t outside(uint64_t value, uint64_t least, uint64_t most) {
    return ((value - least) | (most - value)) & UINT64_C(0x8000000000000000);
}

// "2024-05-06": its bytes from the first and from the third on. In lanes of 64 bits and without a branch, so that a
// loop over many becomes vector code. `odd` is not zero where it is no date, or a 29th of February, which is left to
// others.
struct fast_date {
    uint64_t value, odd;
};
static inline struct fast_date fast_date(uint64_t head, uint64_t tail, uint64_t length) {
    const uint64_t dashes = UINT64_C(0x2D00002D00000000), places = UINT64_C(0xFF0000FF00000000);
    uint64_t word = ((head & UINT32_MAX) | (head >> 40 & 0xFFFF) << 32 | tail >> 48 << 48) - ASCII_ZEROS,
             pairs = digit_pairs(word);
    uint64_t year = (pairs & 0xFF) * 100 + (pairs >> 16 & 0xFF), month = pairs >> 32 & 0xFF, day = pairs >> 48;
    uint64_t february = ((month ^ 2) - 1) >> 63, days = 30 + ((month ^ month >> 3) & 1) - 2 * february;
    uint64_t odd = odd_digits(word) | ((head & places) ^ dashes) | (length ^ 10);
    odd |= outside(year, 1, 9999) | outside(month, 1, 12) | outside(day, 1, days);
    return (struct fast_date){(year * 12 + month - 1) << 5 | day, odd};
}

static inline bool fast_month(const struct cell_type *t, const char *text, uint32_t length, int64_t *value) {
    (void)t;
    uint64_t head = load_word(text),
             word = ((head & UINT32_MAX) | (head >> 40 & 0xFFFF) << 32 | ASCII_ZEROS << 48) - ASCII_ZEROS;
    uint64_t pairs = digit_pairs(word), year = (pairs & 0xFF) * 100 + (pairs >> 16 & 0xFF), month = pairs >> 32 & 0xFF;
    *value = (int64_t)(year * 12 + month - 1);
    return length == 7 && text[4] == '-' && !odd_digits(word) && year >= 1 && month - 1 < 12;
}

// For who has a value at a time; loops over columns name the function for their type.
static inline bool fast_value(const struct cell_type *t, const char *text, uint32_t length, int64_t *value) {
    struct fast_date date;
    switch (t->field->type.kind) {
    case TYPE_TRUTH:
    case TYPE_CHOICE: return fast_word(t, text, length, value);
    case TYPE_MONEY: return fast_money(t, text, length, value);
    case TYPE_MONTH: return fast_month(t, text, length, value);
    case TYPE_DATE:
        date = fast_date(load_word(text), load_word(text + 2), length);
        *value = (int64_t)date.value;
        return !date.odd;
    default: return false;
    }
}
#endif
