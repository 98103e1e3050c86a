// A few hundred words at most, each standing for a number: the values of a choice, the names of columns. Looked up by
// the word's first and last eight bytes and its length, so that finding one is a multiplication and three comparisons;
// what is longer than that by all of its bytes, for names may begin and end alike.
#ifndef POL_RECORD_DICTIONARY_H
#define POL_RECORD_DICTIONARY_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "interp/value/block.h"

#define DICTIONARY_NONE UINT32_MAX
struct dictionary_entry {
    uint64_t head, tail;
    const char *text;        // NULL: free
    uint32_t length, value;  // the length of what is free: DICTIONARY_NONE
};

struct dictionary {
    struct dictionary_entry *entries;
    uint32_t mask, shift, count, room;
    uint64_t factor;
};

// Room for `words` words; false: out of memory. Texts are not copied and must outlive the dictionary.
bool dictionary_init(struct dictionary *d, uint32_t words);
void dictionary_free(struct dictionary *d);
// The first meaning of a word stays.
void dictionary_add(struct dictionary *d, const char *text, size_t length, uint32_t value);
// Both spellings of a name.
void dictionary_add_name(struct dictionary *d, const struct policy *policy, const struct name *name, uint32_t value);
// Chooses a factor under which few words collide; call once all are in.
void dictionary_tune(struct dictionary *d);

// All bytes of a word of more than sixteen but the first eight, as one number.
uint64_t dictionary_fold(const char *text, uint32_t length);
// Of a word its first eight bytes, and its last eight where there are more, or what stands for all the others. Reads up
// to eight bytes beyond a short word: the text must be padded.
static inline uint64_t word_head(const char *text, uint32_t length) {
    uint64_t first = load_word(text);
    return length >= 8 ? first : first & ((UINT64_C(1) << (8 * length)) - 1);
}
static inline uint64_t word_tail(const char *text, uint32_t length) {
    if (length > 16) return dictionary_fold(text, length);
    return length > 8 ? load_word(text + length - 8) : 0;
}

static inline uint32_t dictionary_slot(const struct dictionary *d, uint64_t head, uint64_t tail) {
    return (uint32_t)(((head ^ (tail << 29 | tail >> 35)) * d->factor) >> d->shift);
}

static inline uint32_t dictionary_probe(const struct dictionary *d, const char *text, uint32_t length, uint64_t head,
                                        uint64_t tail) {
    for (uint32_t i = dictionary_slot(d, head, tail);; i = (i + 1) & d->mask) {
        const struct dictionary_entry *e = &d->entries[i];
        bool same = e->head == head && e->length == length && e->tail == tail;
        if (same && (length <= 16 || !memcmp(e->text, text, length))) return e->value;
        if (!e->text) return DICTIONARY_NONE;
    }
}

// A short word is put in on its own, so that the compiler leaves out what it does not need.
static inline uint32_t dictionary_find(const struct dictionary *d, const char *text, uint32_t length) {
    uint64_t head = word_head(text, length);
    return length <= 8 ? dictionary_probe(d, text, length, head, 0)
                       : dictionary_probe(d, text, length, head, word_tail(text, length));
}
// The same for text that is not padded.
uint32_t dictionary_find_unpadded(const struct dictionary *d, const char *text, size_t length);
#endif
