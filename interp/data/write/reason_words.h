// The names that may stand in a list of reasons, sorted once, so that a row's list is sorted by being bits.
#ifndef POL_WRITE_REASON_WORDS_H
#define POL_WRITE_REASON_WORDS_H
#include "grammar/base/text.h"
#include "interp/decide/decide.h"

#define REASONS 3  // enum reason

// Sorted by code point, so that lists are sorted by index.
struct reason_word {
    symbol en, zh, item_en, item_zh;  // of a field and its item's; both of the latter SYMBOL_NONE: of no item
    struct slice text;
};
struct reason_words {
    struct reason_word *items;
    struct text joined;  // texts that are no name's own
    uint32_t count;
    uint32_t *slots, mask;     // by hash of the name, index + 1
    uint64_t *noted[REASONS];  // a bit a word: those to be told of the offer at hand
};
// False: out of memory; reason_words_free all the same.
bool reason_words_init(struct reason_words *words, const struct plan *plan, enum lang lang);
void reason_words_free(struct reason_words *words);
// `item`: of a list's item field, else NULL. UINT32_MAX: there is none.
uint32_t reason_word_find(const struct reason_words *words, const struct name *name, const struct name *item);
void reason_word_note(struct reason_words *words, enum reason reason, uint32_t word);
// The words noted, in order, each once, as the format has them; none is noted any more.
void reason_words_join(struct reason_words *words, enum reason reason, bool json, struct text *out);
#endif
