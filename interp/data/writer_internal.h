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
#define MASK_CACHE 16u
// The names behind a mask of rules, joined; the masks that came up last are kept.
struct mask_text {
    uint64_t mask;
    bool used;
    struct text text;
};

struct offer_words {
    const struct planned_offer *planned;
    struct text name;                    // plain
    uint32_t *rule_words;                // by rule
    struct mask_text cache[2][MASK_CACHE];  // failed, refer
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
    struct scheme_words *schemes;        // by version
    uint32_t *group_first;               // by group: its first version
    struct text *columns;                // long: names of the grants beside the limit
    uint32_t column_count;
    struct text scratch;
};

// Where a row's output is being put together.
struct row_out {
    struct writer *w;
    const struct block *block;
    const struct workspace *work;
    const struct decisions *decisions;
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
static inline bool decided_alone(uint8_t decision) { return decision == DECISION_NOT_APPLICABLE || decision == DECISION_NOT_IN_FORCE; }
static inline bool may_grant(uint8_t decision) { return decision == DECISION_ELIGIBLE || decision == DECISION_REFER; }

// Failed, refer and missing names by enum reason, joined as the format wants them. Valid until the next call.
void row_reasons(const struct row_out *r, uint32_t scheme, uint32_t offer, struct fragment reasons[REASONS]);
struct slice row_key(const struct row_out *r);
void put_as_of(const struct row_out *r);
// Appends a granted value, or `silent` where it has none.
void put_grant(const struct row_out *r, const struct planned_grant *g, const char *silent);
// A cell of CSV: quoted where it must be.
void put_csv_cell(struct text *out, const char *text, size_t length);
const char *decision_word(const struct writer *w, uint8_t decision);

struct writer_format {
    bool (*prepare)(struct writer *w);   // heads and grants; false: out of memory
    void (*head)(const struct writer *w, struct text *out);
    void (*row)(const struct row_out *r);
};
extern const struct writer_format writer_jsonl, writer_csv, writer_long, writer_table;
#endif
