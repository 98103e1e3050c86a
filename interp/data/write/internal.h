// What the formats share: names worked out beforehand, and what is said of an offer as text that stands ready.
//
// Rows are taken a strip at a time, in two steps. First every cell of the strip, which is one offer as one row has it,
// is given the number of the text that says what was decided and why (writer_strip.c, writer_missing.c); most rows of
// an offer say one of few things, so each text is made once and kept (writer_said.c). Then the rows are put together
// from the texts.
#ifndef POL_WRITE_INTERNAL_H
#define POL_WRITE_INTERNAL_H
#include <string.h>

#include "interp/data/write/writer.h"
#include "interp/value/value_text.h"

// Nearly all texts are shorter than this. So many bytes are copied whatever the length, which is a load and a store
// where a call of memcpy would be a dozen instructions and a jump hard to foretell. Both sides have room for them.
#define SHORT_COPY 32u
static inline char *copy_short(char *to, const char *from, size_t length) {
    memcpy(to, from, SHORT_COPY);
    if (length > SHORT_COPY) memcpy(to + SHORT_COPY, from + SHORT_COPY, length - SHORT_COPY);
    return to + length;
}

#define REASONS 3  // enum reason

// A name that may stand in a list of reasons. Sorted by code point, so that lists are sorted by index.
struct reason_word {
    struct name name, item;
    bool has_item;
    struct text text;
};
struct reason_words {
    struct reason_word *items;
    uint32_t count;
    uint32_t *slots, mask;     // by hash of the name, index + 1
    uint64_t *noted[REASONS];  // a bit a word: those to be told of the offer at hand
};
bool reason_words_init(struct reason_words *words, const struct plan *plan, enum lang lang);
void reason_words_free(struct reason_words *words);
// UINT32_MAX: there is none.
uint32_t reason_word_find(const struct reason_words *words, const struct name *name, const struct name *item);
void reason_word_note(struct reason_words *words, enum reason reason, uint32_t word);
// The words noted, in order, each once, as the format has them; none is noted any more.
void reason_words_join(struct reason_words *words, enum reason reason, bool json, struct text *out);

#define MASK_BITS 64u
// The columns that a condition or grant looks at, as bits of its offer.
#define NEEDED_COLUMNS 12
struct need {
    uint8_t count;  // 0: not known; the evaluated tree says what is missing
    uint8_t bits[NEEDED_COLUMNS];
};

struct offer_words {
    const struct planned_offer *planned;  // NULL: nothing is said of it; it stands in for a scheme without offers
    const struct scheme_words *scheme;
    uint32_t version, offer;                                        // its place in the plan
    struct text name;                                               // plain
    bool is_wide;                                                   // it has more rules and grants than a mask has bits
    uint32_t *rule_words;                                           // by rule, then by grant: its name
    struct need *needs;                                             // by rule, then by grant, then of `when`
    uint8_t *missing_bits;                                          // by field_place: its bit, plus one; 0: none as yet
    uint32_t missing_words[MASK_BITS], missing_columns[MASK_BITS];  // by bit: the field's name, its index
    uint32_t missing_count;
    struct text *grants;      // by grant: what the format makes of its name
    uint32_t *grant_columns;  // by grant: its column in the long format
};
struct scheme_words {
    struct text name;
    struct text heads[DECISION_COUNT];  // what the format makes of scheme and decision
    struct offer_words *offers;         // by offer, among all offers; at least one
    uint32_t first;                     // the first one's number
};

// What is said of an offer: `number` has offer and decision, the masks what failed, asks and is missing, a bit a name.
// Its text stands beside it, where the look for one has fetched the other, unless it is long.
#define SAID_SHORT 148u
struct said {
    uint64_t masks[REASONS];
    uint32_t number;
    uint32_t head, length;  // so much of the text stands before the limit; all of it
    union {
        char text[SAID_SHORT];  // with SHORT_COPY bytes to read from its end
        char *longer;           // likewise
    };
};
static inline bool is_long(size_t length) { return length > SAID_SHORT - SHORT_COPY; }
static inline const char *said_text(const struct said *said) {
    return is_long(said->length) ? said->longer : said->text;
}

#define IN_FULL 0u  // a cell whose text is not kept
struct said_texts {
    struct said *items;  // the first is for what is not kept
    uint32_t count, room, most;
    uint16_t *slots;            // by hash, the index of an item
    uint32_t slot_count, bits;  // 2 to the power of bits
    struct text text;           // the one being made
};

#define WRITER_STRIP 256u
struct strip {
    uint32_t number[WRITER_STRIP];  // of offer and decision
    uint64_t masks[REASONS][WRITER_STRIP];
    uint32_t slot[WRITER_STRIP];    // where to look for what is said
    uint8_t picked[WRITER_STRIP];   // UINT8_MAX where the offer at hand is the row's and gives reasons
    uint8_t open[WRITER_STRIP];     // not 0 where anything about it is not known
    uint8_t in_full[WRITER_STRIP];  // not 0 where the masks do not tell all
    int64_t limit[WRITER_STRIP];    // of the best offer, where granted is not 0
    uint8_t granted[WRITER_STRIP];
};

// Limits as text: whole yuan, and behind their digits a point and the fen.
#define LONG_LIMIT UINT8_MAX
struct limit_texts {
    uint64_t whole[WRITER_STRIP];
    uint32_t rest[WRITER_STRIP];
    uint8_t digits[WRITER_STRIP];  // of the whole yuan
    uint8_t length[WRITER_STRIP];  // of all; 0: no limit; LONG_LIMIT: it is too long for this
};

struct writer {
    const struct plan *plan;
    const struct policy *policy;
    enum result_format format;
    enum lang lang;
    struct text as_of;  // empty where each record has its own
    struct reason_words reasons;
    struct text joined[REASONS];
    struct scheme_words *schemes;  // by version
    struct offer_words *offers;    // of all schemes
    uint32_t offer_count;
    uint32_t *group_first;  // by group: its first version
    struct said_texts said;
    uint16_t *cells;                // [place * WRITER_STRIP + row of the strip]: index among what is said
    struct limit_texts *limits;     // by place, where it has the best offer
    const uint8_t **column_states;  // by field: the bytes of the block's column that tell whether a row is missing
    struct strip strip;
    struct text *columns;  // long: names of the grants beside the limit
    uint32_t column_count;
    struct text scratch;
    bool no_memory;  // for a text of the writer's own: the output is not whole
};

// Where a row's output is being put together.
struct row_out {
    struct writer *w;
    const struct block *block;
    const struct workspace *work;
    const struct decisions *decisions;
    uint32_t first, count;  // the strip
    uint32_t row;
    struct text *out;
};

static inline void put_fragment(struct text *out, const char *text, size_t length) {
    if (out->capacity - out->length <= length && !text_reserve(out, length)) return;
    memcpy(out->bytes + out->length, text, length);
    out->length += length;
}
static inline void put_text(struct text *out, const struct text *t) { put_fragment(out, t->bytes, t->length); }
#define put_literal(out, literal) put_fragment((out), (literal), sizeof(literal) - 1)
static inline void put_money(struct text *out, int64_t fen) {
    char room[VALUE_DIGITS];
    put_fragment(out, room, (size_t)(money_digits(room, fen) - room));
}
static inline bool decided_alone(uint8_t decision) { return decision >= DECISION_NOT_APPLICABLE; }
static inline bool may_grant(uint8_t decision) { return decision <= DECISION_REFER; }
static inline uint32_t said_number(uint32_t offer, uint8_t decision) { return offer * DECISION_COUNT + decision; }

// writer_strip.c: says all of the strip.
void say_strip(const struct row_out *r);
// writer_missing.c: columns and bits ahead of the first block; and of a block.
bool prepare_needs(struct writer *w);
void missing_block(struct writer *w, const struct block *b);
// Of row i of the strip: the fields that are missing and the grants that are silent, into the strip's masks.
void find_missing(const struct row_out *r, struct strip *s, uint32_t i);
// writer_said.c
bool said_init(struct writer *w);
void said_free(struct said_texts *said);
void said_make_room(struct said_texts *said);  // before a strip: forgets what is kept where there is no more room
void say_cells(struct writer *w, struct strip *s, uint16_t *cells, uint32_t count);
// writer_limits.c
void limit_texts(struct limit_texts *t, const int64_t *fen, const uint8_t *granted, uint32_t n);
// What the row at hand says at a place; NULL: it is not kept, and may be had from said_in_full until that is next
// called.
static inline const struct said *said_at(const struct row_out *r, uint32_t place) {
    uint32_t cell = r->w->cells[(size_t)place * WRITER_STRIP + (r->row - r->first)];
    return cell == IN_FULL ? NULL : &r->w->said.items[cell];
}
const struct said *said_in_full(const struct row_out *r, const struct offer_words *words, uint8_t decision);

static inline const struct slice *row_keys(const struct row_out *r) {
    return r->block->columns[r->w->policy->key->index].data;
}
static inline struct slice row_key(const struct row_out *r) { return row_keys(r)[r->row]; }
// The rows of a strip that have no fault. Ids lie where their records were read from, each in a place of its own: they
// are fetched before they are wanted.
#define IDS_AHEAD 24u
static inline void each_row(struct row_out *r, void (*row)(const struct row_out *)) {
    for (r->row = r->first; r->row < r->first + r->count; r->row++) {
        if (r->row + IDS_AHEAD < r->decisions->rows) __builtin_prefetch(row_keys(r)[r->row + IDS_AHEAD].text);
        if (!r->decisions->fault[r->row]) row(r);
    }
}
void put_as_of(const struct row_out *r);
// Appends a granted value, or `silent` where it has none.
void put_grant(const struct row_out *r, const struct planned_grant *g, const char *silent);
// Three cells behind the limit's, each with the comma before it.
void csv_reasons(struct text *out, const struct text joined[REASONS]);
// A cell of CSV: quoted where it must be.
void put_csv_cell(struct text *out, const char *text, size_t length);
const char *decision_word(const struct writer *w, uint8_t decision);

struct writer_format {
    bool (*prepare)(struct writer *w);  // heads and grants, may be NULL; false: out of memory
    void (*head)(const struct writer *w, struct text *out);
    void (*rows)(struct row_out *r);  // of the strip, by each_row
    // What a cell says, the reasons being joined; how much of it stands before the limit. NULL: reasons are not told.
    uint32_t (*say)(const struct writer *w, const struct offer_words *words, uint8_t decision, struct text *out);
    bool tells_best;  // a cell a group of versions, for its best offer; else one for every offer
};
const struct writer_format *format_of(const struct writer *w);
extern const struct writer_format writer_jsonl, writer_csv, writer_long, writer_table;
#endif
