#include "grammar/base/intern.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/base/arena.h"

#define SLOTS_LEAST 64u

struct intern_entry {
    const char *text;
    uint32_t length, hash;
};

void intern_init(struct intern *in, struct arena *arena) { *in = (struct intern){.arena = arena, .count = 1}; }

void intern_free(struct intern *in) {
    free(in->entries);
    free(in->slots);
    *in = (struct intern){.arena = in->arena, .count = 1};
}

// FNV-1a, with the low bits made to depend on the high ones.
static uint32_t hash_text(const char *text, size_t length) {
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < length; i++) h = (h ^ (unsigned char)text[i]) * 16777619u;
    return h ^ h >> 15;
}

// The slot where such a text stands, or would.
static uint32_t *find_slot(const struct intern *in, const char *text, size_t length, uint32_t hash) {
    uint32_t at = hash & (in->slot_count - 1);
    for (; in->slots[at]; at = (at + 1) & (in->slot_count - 1)) {
        const struct intern_entry *e = &in->entries[in->slots[at]];
        if (e->hash == hash && e->length == length && !memcmp(e->text, text, length)) break;
    }
    return &in->slots[at];
}

symbol intern_find(const struct intern *in, const char *text, size_t length) {
    return in->slots ? *find_slot(in, text, length, hash_text(text, length)) : SYMBOL_NONE;
}

// At most half of the slots are taken, and there are as many entries as half the slots.
static void make_room(struct intern *in) {
    uint32_t slot_count = in->slot_count ? in->slot_count * 2 : SLOTS_LEAST;
    struct intern_entry *entries = realloc(in->entries, slot_count / 2 * sizeof *entries);
    if (!entries) arena_exhausted(in->arena);
    in->entries = entries;
    uint32_t *slots = calloc(slot_count, sizeof *slots);
    if (!slots) arena_exhausted(in->arena);
    free(in->slots);
    in->slots = slots;
    in->slot_count = slot_count;
    for (symbol s = 1; s < in->count; s++) *find_slot(in, entries[s].text, entries[s].length, entries[s].hash) = s;
}

symbol intern_text(struct intern *in, const char *text, size_t length) {
    symbol known = intern_find(in, text, length);
    if (known) return known;
    const char *copy = arena_copy(in->arena, text, length);
    if (in->count == in->slot_count / 2 || !in->slots) make_room(in);
    uint32_t hash = hash_text(text, length);
    in->entries[in->count] = (struct intern_entry){copy, (uint32_t)length, hash};
    *find_slot(in, text, length, hash) = in->count;
    return in->count++;
}

const char *intern_name(const struct intern *in, symbol s) { return s ? in->entries[s].text : ""; }
