#include "interp/data/record/dictionary.h"

#include <stdlib.h>

#define FIRST_FACTOR UINT64_C(0x9E3779B97F4A7C15)
#define FOLDING UINT64_C(0xD6E8FEB86659FD93)
#define TRIES 64

static void clear(struct dictionary *d) {
    for (uint32_t i = 0; i <= d->mask; i++) d->entries[i] = (struct dictionary_entry){.length = DICTIONARY_NONE};
}

bool dictionary_init(struct dictionary *d, uint32_t words) {
    uint32_t bits = 3;
    while ((UINT32_C(1) << bits) < words * 4) bits++;
    *d = (struct dictionary){
        .mask = (UINT32_C(1) << bits) - 1, .shift = 64 - bits, .factor = FIRST_FACTOR, .room = words};
    d->entries = calloc((size_t)d->mask + 1, sizeof *d->entries);
    if (d->entries) clear(d);
    return d->entries != NULL;
}

void dictionary_free(struct dictionary *d) {
    free(d->entries);
    *d = (struct dictionary){0};
}

uint64_t dictionary_fold(const char *text, uint32_t length) {
    uint64_t fold = load_word(text + length - 8);
    for (uint32_t at = 8; at + 8 < length; at += 8) fold = ((fold << 23 | fold >> 41) ^ load_word(text + at)) * FOLDING;
    return fold;
}

static void digest(struct dictionary_entry *e) {
    char padded[8] = {0};
    if (e->length && e->length < 8) memcpy(padded, e->text, e->length);
    e->head = word_head(e->length < 8 ? padded : e->text, e->length);
    e->tail = word_tail(e->text, e->length);
}

static struct dictionary_entry *place(const struct dictionary *d, struct dictionary_entry e, uint32_t *steps) {
    uint32_t i = dictionary_slot(d, e.head, e.tail);
    for (;; i = (i + 1) & d->mask, ++*steps) {
        struct dictionary_entry *at = &d->entries[i];
        bool same = at->text && at->length == e.length && (!e.length || !memcmp(at->text, e.text, e.length));
        if (!at->text || same) return at;
    }
}

void dictionary_add(struct dictionary *d, const char *text, size_t length, uint32_t value) {
    struct dictionary_entry e = {.text = text, .length = (uint32_t)length, .value = value};
    uint32_t steps = 0;
    if (d->count >= d->room || length > UINT32_MAX / 2) return;
    digest(&e);
    struct dictionary_entry *at = place(d, e, &steps);
    if (at->text) return;
    *at = e;
    d->count++;
}

static void add_symbol(struct dictionary *d, const struct policy *policy, symbol s, uint32_t value) {
    if (s == SYMBOL_NONE) return;
    const char *word = intern_name(policy->names, s);
    dictionary_add(d, word, strlen(word), value);
}

void dictionary_add_name(struct dictionary *d, const struct policy *policy, const struct name *name, uint32_t value) {
    add_symbol(d, policy, name->en, value);
    add_symbol(d, policy, name->zh, value);
}

// How many steps too many the words take; more than `most`: it was given up.
static uint32_t refill(struct dictionary *d, const struct dictionary_entry *words, uint32_t count, uint32_t most) {
    uint32_t steps = 0;
    clear(d);
    for (uint32_t i = 0; i < count && steps <= most; i++) *place(d, words[i], &steps) = words[i];
    return steps;
}

void dictionary_tune(struct dictionary *d) {
    struct dictionary_entry *words = calloc(d->count ? d->count : 1, sizeof *words);
    if (!words) return;  // merely slower
    uint32_t count = 0;
    for (uint32_t i = 0; i <= d->mask; i++)
        if (d->entries[i].text) words[count++] = d->entries[i];
    uint64_t best = d->factor;
    uint32_t least = UINT32_MAX;
    for (int i = 0; i < TRIES && least; i++) {
        uint32_t steps = refill(d, words, count, least);
        if (steps < least) {
            least = steps;
            best = d->factor;
        }
        d->factor = d->factor * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        d->factor |= 1;
    }
    d->factor = best;
    refill(d, words, count, UINT32_MAX);
    free(words);
}

uint32_t dictionary_find_unpadded(const struct dictionary *d, const char *text, size_t length) {
    char padded[16] = {0};
    if (length > UINT32_MAX / 2) return DICTIONARY_NONE;
    if (length >= 8) return dictionary_find(d, text, (uint32_t)length);
    if (length) memcpy(padded, text, length);
    return dictionary_find(d, padded, (uint32_t)length);
}
