// What the formats share: names worked out beforehand, the reasons of an offer as text, fragments put together.
#ifndef POL_WRITER_INTERNAL_H
#define POL_WRITER_INTERNAL_H
#include <string.h>

#include "interp/data/writer.h"
#include "interp/value_text.h"

// Text that stands ready to be copied.
struct fragment {
    const char *text;
    uint32_t length;
};

// Nearly all fragments are shorter than this. So many bytes are copied whatever the length, which is a load and a store
// where a call of memcpy would be a dozen instructions and a jump hard to foretell. Both sides have room for them.
#define SHORT_COPY 32u
static inline char *copy_short(char *to, const char *from, size_t length) {
    memcpy(to, from, SHORT_COPY);
    if (length > SHORT_COPY) memcpy(to + SHORT_COPY, from + SHORT_COPY, length - SHORT_COPY);
    return to + length;
}

// A name that may stand in a list of reasons. Sorted by code point, so that lists are sorted by index.
struct reason_word {
    struct name name, item;
    bool has_item;
    struct text text;
};
struct reason_words {
    struct reason_word *items;
    uint32_t count;
    uint32_t *slots, mask;  // by hash of the name, index + 1
};
bool reason_words_init(struct reason_words *words, const struct plan *plan, enum lang lang);
void reason_words_free(struct reason_words *words);
uint32_t reason_word_find(const struct reason_words *words, const struct name *name, const struct name *item);  // UINT32_MAX: none

#define REASONS 3
#define MASK_CACHE_BITS 9
#define MASK_CACHE (1u << MASK_CACHE_BITS)
// What failed, asks and is missing, a bit a name; and that as text, as the format has it. What came up last is kept.
struct reason_text {
    uint64_t masks[REASONS];
    bool used;
    struct text text;
};

#define WRITER_STRIP 256u  // rows whose offers are looked at together
struct offer_words {
    const struct planned_offer *planned;
    struct text name;                    // plain
    uint32_t *rule_words;                // by rule, then by grant: its name
    uint32_t missing_words[64];          // by bit of a mask: the fields in the order in which they were found missing
    uint8_t *missing_bits;               // by field_place: its bit there, plus one; 0: none as yet
    uint32_t missing_count;
    struct reason_text *cache;           // MASK_CACHE of them, by hash
    uint8_t open[WRITER_STRIP];          // by row of the strip: whether anything about the offer is not known
    struct text heads[DECISION_COUNT];   // what the format makes of offer and decision
    struct text *grants;                 // by grant: likewise
    uint32_t *grant_columns;             // by grant: its column in the long format
};
struct scheme_words {
    struct text name;
    struct text heads[DECISION_COUNT];
    struct offer_words *offers;          // by offer
};

struct writer {
    const struct plan *plan;
    const struct policy *policy;
    enum result_format format;
    enum lang lang;
    struct text as_of;                   // empty where each record has its own
    struct reason_words reasons;
    uint32_t *found[REASONS];            // reason words of the offer at hand, sorted
    uint32_t found_count[REASONS];
    struct text joined[REASONS];
    struct text reasons_text;            // reasons that are not kept
    struct scheme_words *schemes;        // by version
    uint32_t *group_first;               // by group: its first version
    struct text *columns;                // long: names of the grants beside the limit
    uint32_t column_count;
    struct text scratch;
    bool no_memory;                // for a text of the writer's own: the output is not whole
};

// Where a row's output is being put together.
struct row_out {
    struct writer *w;
    const struct block *block;
    const struct workspace *work;
    const struct decisions *decisions;
    uint32_t row, strip;                 // the strip it is in begins at row `strip`
    struct text *out;
};

static inline void put_fragment(struct text *out, const char *text, size_t length) {
    if (out->capacity - out->length <= length && !text_reserve(out, length)) return;
    memcpy(out->bytes + out->length, text, length);
    out->length += length;
}
static inline void put_whole(struct text *out, struct fragment f) { put_fragment(out, f.text, f.length); }
static inline void put_text(struct text *out, const struct text *t) { put_fragment(out, t->bytes, t->length); }
#define put_literal(out, literal) put_fragment((out), (literal), sizeof(literal) - 1)
static inline void put_money(struct text *out, int64_t fen) {
    char room[VALUE_DIGITS];
    put_fragment(out, room, (size_t)(money_digits(room, fen) - room));
}
static inline bool decided_alone(uint8_t decision) { return decision == DECISION_NOT_APPLICABLE || decision == DECISION_NOT_IN_FORCE; }
static inline bool may_grant(uint8_t decision) { return decision == DECISION_ELIGIBLE || decision == DECISION_REFER; }

// For all offers: which rows from `first` on have anything unknown about them.
void find_open_rows(const struct row_out *r, uint32_t first, uint32_t count);
// Failed, refer and missing names, put together by the format; SHORT_COPY bytes from its beginning may be read. Valid until
// the next call.
struct fragment row_reasons(const struct row_out *r, uint32_t scheme, uint32_t offer);
struct slice row_key(const struct row_out *r);
void put_as_of(const struct row_out *r);
// Appends a granted value, or `silent` where it has none.
void put_grant(const struct row_out *r, const struct planned_grant *g, const char *silent);
// Three cells behind the limit's, each with the comma before it.
void csv_reasons(struct text *out, const struct text joined[REASONS]);
// A cell of CSV: quoted where it must be.
void put_csv_cell(struct text *out, const char *text, size_t length);
const char *decision_word(const struct writer *w, uint8_t decision);

struct writer_format {
    bool (*prepare)(struct writer *w);   // heads and grants; false: out of memory
    void (*head)(const struct writer *w, struct text *out);
    void (*row)(const struct row_out *r);
    void (*reasons)(struct text *out, const struct text joined[REASONS]);  // by enum reason; NULL where none are told
};
const struct writer_format *format_of(const struct writer *w);
extern const struct writer_format writer_jsonl, writer_csv, writer_long, writer_table;
#endif
