// The common spellings of values, read quickly. What these accept means what cell_parse says; whatever they refuse is left
// to it. Texts must be padded.
#ifndef POL_QUICK_CELL_H
#define POL_QUICK_CELL_H
#include "grammar/calendar.h"
#include "interp/data/cell.h"
#include "interp/truth.h"

#define ASCII_ZEROS UINT64_C(0x3030303030303030)

// Of eight digits, the first in the lowest byte: the numbers that two at a time make, in lanes of 16 bits. False where a
// byte is no digit.
static inline bool digit_pairs(uint64_t word, uint64_t *pairs) {
    const uint64_t high = UINT64_C(0xF0F0F0F0F0F0F0F0);
    bool good = ((word & high) | ((word + UINT64_C(0x0606060606060606)) & high) >> 4) == UINT64_C(0x3333333333333333);
    word -= ASCII_ZEROS;
    *pairs = (word * 10 + (word >> 8)) & UINT64_C(0x00FF00FF00FF00FF);
    return good;
}

static inline bool eight_digits(uint64_t word, int64_t *value) {
    const uint64_t two = UINT64_C(0x000000FF000000FF);
    bool good = digit_pairs(word, &word);
    word = (word & two) * UINT64_C(0x000F424000000064) + (word >> 16 & two) * UINT64_C(0x0000271000000001);
    *value = (int64_t)(word >> 32);
    return good;
}

// 1 to 8 digits, as if zeros stood before them.
static inline bool few_digits(const char *text, uint32_t length, int64_t *value) {
    uint64_t zeros = ASCII_ZEROS >> (8 * length - 8) >> 8;
    return eight_digits(load_word(text) << (64 - 8 * length) | zeros, value);
}

static inline bool digits(const char *text, uint32_t length, int64_t *value) {
    int64_t low;
    if (length - 1 < 8) return few_digits(text, length, value);
    if (length - 1 >= 16 || !few_digits(text, length - 8, value)) return false;
    if (!eight_digits(load_word(text + length - 8), &low)) return false;
    *value = *value * 100000000 + low;
    return true;
}

typedef bool quick_parser(const struct cell_type *t, const char *text, uint32_t length, int64_t *value);

static inline bool quick_word(const struct cell_type *t, const char *text, uint32_t length, int64_t *value) {
    uint32_t found = dictionary_find(&t->words, text, length);
    *value = found;
    return found != DICTIONARY_NONE;
}

// Values with ';' between them.
static inline bool several_words(const struct cell_type *t, const char *text, uint32_t length, int64_t *value) {
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

static inline bool quick_set(const struct cell_type *t, const char *text, uint32_t length, int64_t *value) {
    uint32_t found = dictionary_find(&t->words, text, length);
    bool none = found == DICTIONARY_NONE && cell_is_empty_set(text, length);
    *value = none ? 0 : (int64_t)(UINT64_C(1) << (found & 63));
    return found != DICTIONARY_NONE || none || several_words(t, text, length, value);
}

static inline bool quick_count(const struct cell_type *t, const char *text, uint32_t length, int64_t *value) {
    (void)t;
    return digits(text, length, value);
}

static inline bool quick_percent(const struct cell_type *t, const char *text, uint32_t length, int64_t *value) {
    if (length > 8 || !quick_count(t, text, length, value)) return false;
    *value *= 10000;
    return true;
}

static inline bool quick_money(const struct cell_type *t, const char *text, uint32_t length, int64_t *value) {
    (void)t;
    int64_t fen = 0;
    if (length > 3 && text[length - 3] == '.') {
        length -= 3;
        if (!few_digits(text + length + 1, 2, &fen)) return false;
    }
    if (!digits(text, length, value)) return false;
    *value = *value * 100 + fen;
    return true;
}

static inline uint64_t load_pair(const char *text) { return load_word(text) & 0xFFFF; }

static inline bool quick_date(const struct cell_type *t, const char *text, uint32_t length, int64_t *value) {
    (void)t;
    uint64_t word = load_word(text), pairs;
    if (length != 10 || text[4] != '-' || text[7] != '-') return false;
    word = (word & 0xFFFFFFFF) | (word >> 40 & 0xFFFF) << 32 | load_pair(text + 8) << 48;
    if (!digit_pairs(word, &pairs)) return false;
    int32_t year = (int32_t)(pairs & 0xFF) * 100 + (int32_t)(pairs >> 16 & 0xFF), date;
    int32_t month = (int32_t)(pairs >> 32 & 0xFF), day = (int32_t)(pairs >> 48);
    bool common = (uint32_t)month - 1 < 12 && (uint32_t)day - 1 < 28 && year >= 1;
    if (!common && !date_make(year, month, day, &date)) return false;
    *value = DATE_PACK(year, month, day);
    return true;
}

static inline bool quick_month(const struct cell_type *t, const char *text, uint32_t length, int64_t *value) {
    (void)t;
    uint64_t word = load_word(text), pairs;
    if (length != 7 || text[4] != '-') return false;
    word = ASCII_ZEROS << 48 | (word & 0xFFFFFFFF) | (word >> 40 & 0xFFFF) << 32;
    if (!digit_pairs(word, &pairs)) return false;
    int32_t year = (int32_t)(pairs & 0xFF) * 100 + (int32_t)(pairs >> 16 & 0xFF), month = (int32_t)(pairs >> 32 & 0xFF);
    if ((uint32_t)month - 1 >= 12 || year < 1) return false;
    *value = year * 12 + month - 1;
    return true;
}

static inline void vector_store(struct vector *v, enum lane lane, uint32_t row, int64_t value) {
    if (lane == LANE_TRUTH || lane == LANE_CODE) ((uint8_t *)v->data)[row] = (uint8_t)value;
    if (lane == LANE_DATE) ((int32_t *)v->data)[row] = (int32_t)value;
    if (lane == LANE_WIDE) ((int64_t *)v->data)[row] = value;
    if (lane != LANE_TRUTH) v->state[row] = STATE_KNOWN;
}

static inline void vector_store_missing(struct vector *v, enum lane lane, uint32_t row) {
    if (lane == LANE_TRUTH) ((uint8_t *)v->data)[row] = TRUTH_UNKNOWN;
    else v->state[row] = STATE_UNKNOWN;
}

// For who has a value at a time; loops over columns name the function for their type.
static inline bool quick_value(const struct cell_type *t, const char *text, uint32_t length, int64_t *value) {
    switch (t->field->type.kind) {
    case TYPE_TRUTH:
    case TYPE_CHOICE: return quick_word(t, text, length, value);
    case TYPE_MONEY: return quick_money(t, text, length, value);
    case TYPE_DATE: return quick_date(t, text, length, value);
    case TYPE_MONTH: return quick_month(t, text, length, value);
    default: return false;
    }
}

// How many digits the word begins with, its lowest byte first.
static inline uint32_t leading_digits(uint64_t word) {
    const uint64_t tops = UINT64_C(0x8080808080808080);
    word ^= ASCII_ZEROS;
    word = ((word & ~tops) + UINT64_C(0x7676767676767676)) | word;
    return word & tops ? (uint32_t)__builtin_ctzll(word & tops) / 8 : 8;
}
#endif
