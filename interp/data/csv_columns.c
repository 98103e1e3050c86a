#include "grammar/calendar.h"
#include "interp/data/csv.h"
#include "interp/truth.h"
#include "interp/vectorised.h"

// Rows are read some at a time, so that their bytes are still at hand for the next column.
#define STRIP_ROWS 64u
struct csv_strip {
    uint32_t count;
    uint32_t rows[STRIP_ROWS];                           // those that are not bad in shape
    uint32_t starts[STRIP_ROWS], lengths[STRIP_ROWS];    // their cells of the column at hand
};

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

// What follows accepts the common spellings of a type; anything else is left to cell_parse.
typedef bool quick_parser(const struct cell_type *t, const char *text, uint32_t length, int64_t *value);

static inline bool quick_word(const struct cell_type *t, const char *text, uint32_t length, int64_t *value) {
    uint32_t found = dictionary_find(&t->words, text, length);
    *value = found;
    return found != DICTIONARY_NONE;
}

// Values with ';' between them.
static bool several_words(const struct cell_type *t, const char *text, uint32_t length, int64_t *value) {
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
    *value = (int64_t)(UINT64_C(1) << (found & 63));
    return found != DICTIONARY_NONE || several_words(t, text, length, value);
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

static inline void store(struct vector *v, enum lane lane, uint32_t row, int64_t value) {
    if (lane == LANE_TRUTH || lane == LANE_CODE) ((uint8_t *)v->data)[row] = (uint8_t)value;
    if (lane == LANE_DATE) ((int32_t *)v->data)[row] = (int32_t)value;
    if (lane == LANE_WIDE) ((int64_t *)v->data)[row] = value;
    if (lane != LANE_TRUTH) v->state[row] = STATE_KNOWN;
}

static inline void store_missing(struct vector *v, enum lane lane, uint32_t row) {
    if (lane == LANE_TRUTH) ((uint8_t *)v->data)[row] = TRUTH_UNKNOWN;
    else v->state[row] = STATE_UNKNOWN;
}

static void find_strip(const struct csv_parser *p, struct csv_strip *strip, uint32_t from) {
    uint32_t to = p->rows.count - from < STRIP_ROWS ? p->rows.count : from + STRIP_ROWS;
    strip->count = 0;
    for (uint32_t r = from; r < to; r++) {
        strip->rows[strip->count] = r;
        strip->count += !(p->bad[r] & BAD_SHAPE);
    }
}

// All rows have a cell in every column, and the ends of a row's cells lie side by side.
static inline void find_cells(const struct csv_parser *p, struct csv_strip *strip, uint32_t column) {
    const struct csv_row *items = p->rows.items;
    const uint32_t *ends = p->rows.ends + column;
    for (uint32_t i = 0; i < strip->count; i++) {
        const struct csv_row *row = &items[strip->rows[i]];
        const uint32_t *end = ends + row->first;
        uint32_t start = column ? end[-1] + 1 : row->start;
        strip->starts[i] = start;
        strip->lengths[i] = *end - start;
    }
}

static __attribute__((noinline, cold)) void read_slowly(struct csv_parser *p, uint32_t column, uint32_t row) {
    const struct cell_type *t = &p->table->columns[column].type;
    struct vector *v = &p->block->columns[t->field->index];
    struct slice text = csv_parser_cell(p, &p->rows.items[row], column);
    int64_t value;
    if (!text.length) store_missing(v, t->lane, row);
    else if (cell_parse(t, text, &value)) p->bad[row] |= BAD_CELL;
    else store(v, t->lane, row, value);
}

// `lane` and `quick` are constants wherever this is put in, so that each type has a loop of its own.
static inline __attribute__((always_inline)) void read_column(struct csv_parser *p, uint32_t column, const struct csv_strip *strip,
                                                              enum lane lane, quick_parser *quick) {
    const struct cell_type *t = &p->table->columns[column].type;
    struct vector v = p->block->columns[t->field->index];
    const char *bytes = p->bytes;
    for (uint32_t i = 0; i < strip->count; i++) {
        int64_t value;
        uint32_t row = strip->rows[i], length = strip->lengths[i];
        if (lane != LANE_TRUTH && !length) store_missing(&v, lane, row);
        else if (quick(t, bytes + strip->starts[i], length, &value)) store(&v, lane, row, value);
        else read_slowly(p, column, row);
    }
}

static void read_texts(struct csv_parser *p, uint32_t column, const struct csv_strip *strip) {
    struct vector v = p->block->columns[p->table->columns[column].field->index];
    struct slice *texts = v.data;
    for (uint32_t i = 0; i < strip->count; i++) {
        uint32_t row = strip->rows[i];
        struct slice text = {p->bytes + strip->starts[i], strip->lengths[i]};
        if (text.length && text.text[0] == '"') text = csv_parser_cell(p, &p->rows.items[row], column);
        texts[row] = text;
        v.state[row] = text.length ? STATE_KNOWN : STATE_UNKNOWN;
    }
}

VECTORISED static void read_strip(struct csv_parser *p, uint32_t column, struct csv_strip *strip) {
    find_cells(p, strip, column);
    switch (p->table->columns[column].field->type.kind) {
    case TYPE_TRUTH: read_column(p, column, strip, LANE_TRUTH, quick_word); break;
    case TYPE_CHOICE: read_column(p, column, strip, LANE_CODE, quick_word); break;
    case TYPE_SET: read_column(p, column, strip, LANE_WIDE, quick_set); break;
    case TYPE_COUNT:
    case TYPE_PERIOD: read_column(p, column, strip, LANE_WIDE, quick_count); break;
    case TYPE_MONEY: read_column(p, column, strip, LANE_WIDE, quick_money); break;
    case TYPE_PERCENT: read_column(p, column, strip, LANE_WIDE, quick_percent); break;
    case TYPE_DATE: read_column(p, column, strip, LANE_DATE, quick_date); break;
    case TYPE_MONTH: read_column(p, column, strip, LANE_DATE, quick_month); break;
    case TYPE_TEXT: read_texts(p, column, strip); break;
    case TYPE_NONE:
    case TYPE_SPAN:
    case TYPE_LIST: break;
    }
}

void csv_read_columns(struct csv_parser *p) {
    struct csv_strip strip;
    for (uint32_t from = 0; from < p->rows.count; from += STRIP_ROWS) {
        find_strip(p, &strip, from);
        for (uint32_t i = 0; i < p->table->column_count; i++)
            if (p->table->columns[i].field) read_strip(p, i, &strip);
    }
}
