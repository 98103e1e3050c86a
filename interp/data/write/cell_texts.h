// What is said of offers, each text once: most rows of an offer say one of few things.
#ifndef POL_WRITE_CELL_TEXTS_H
#define POL_WRITE_CELL_TEXTS_H
#include "interp/data/record/put.h"
#include "interp/data/write/strip.h"

// What is said of an offer: `number` has offer and decision, the masks what failed, asks and is missing, a bit a name.
// A short text stands beside it, so that whoever compared the masks has it in the cache.
#define CELL_SHORT 148u
struct cell_text {
    uint64_t masks[REASONS];
    uint32_t number;
    uint32_t head, length;  // so much of the text stands before the limit; all of it
    union {
        char text[CELL_SHORT];  // with SHORT_COPY bytes to read from its end
        char *longer;           // likewise
    };
};
static inline bool is_long(size_t length) { return length > CELL_SHORT - SHORT_COPY; }
static inline const char *cell_bytes(const struct cell_text *said) {
    return is_long(said->length) ? said->longer : said->text;
}
static inline uint32_t cell_number(uint32_t offer, uint8_t decision) { return offer * DECISION_COUNT + decision; }

#define IN_FULL 0u  // a cell whose text is not kept
struct cell_texts {
    struct cell_text *items;  // the first is for what is not kept
    uint32_t count, room, most;
    uint16_t *slots;  // by hash, 2 to the power of `bits`: the index of an item
    uint32_t bits;
    struct text text;  // the one being made
};
// False: out of memory; cell_texts_free all the same.
bool cell_texts_init(struct cell_texts *texts, uint32_t offer_count);
void cell_texts_free(struct cell_texts *texts);
void cell_texts_make_room(
    struct cell_texts *texts);  // before a strip: forgets what is kept where there is no more room

struct writer;
struct offer_words;
// The cells of the strip's first `count` rows: for each the index of its text.
void word_cells(struct writer *w, struct strip *s, uint16_t *cells, uint32_t count);
// What the row at hand says of an offer, whose text is not kept; it lasts until the next call.
const struct cell_text *cell_in_full(const struct row_out *r, const struct offer_words *words, uint8_t decision);
#endif
