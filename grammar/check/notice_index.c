#include "grammar/check/notice_index.h"

#include <string.h>

#define FEW 16u     // searches for which putting the text in order is not worth its while
#define LETTERS 6u  // bytes that are looked up together: two Chinese characters

static bool begins_character(const char *at) { return ((unsigned char)*at & 0xC0) != 0x80; }

static uint32_t hash_at(const struct phrases_in *t, const char *at) {
    uint64_t letters = 0;
    memcpy(&letters, at, LETTERS);
    return (uint32_t)(letters * UINT64_C(0x9E3779B97F4A7C15) >> (64 - t->bits));
}

// A counting sort: how many places a hash has, where they end, then each put before the one that was put there last.
static void put_in_order(struct phrases_in *t) {
    size_t last = t->size - LETTERS;
    for (t->bits = 8; t->bits < 26 && (UINT32_C(1) << t->bits) < t->size / 8;) t->bits++;
    uint32_t *starts = ARENA_ARRAY(t->arena, uint32_t, (size_t)(UINT32_C(1) << t->bits) + 1), sum = 0;
    for (size_t i = 0; i <= last; i++)
        if (begins_character(t->bytes + i)) starts[hash_at(t, t->bytes + i)]++;
    for (uint32_t h = 0; h <= UINT32_C(1) << t->bits; h++) sum = starts[h] += sum;
    t->places = ARENA_ARRAY(t->arena, uint32_t, sum);
    for (size_t i = last + 1; i-- > 0;)
        if (begins_character(t->bytes + i)) t->places[--starts[hash_at(t, t->bytes + i)]] = (uint32_t)i;
    t->starts = starts;
}

// The offset in the phrase of the letters that the text has least often; `count` is how often, hashes that clash
// included.
static size_t rarest_letters(const struct phrases_in *t, const char *phrase, size_t length, uint32_t *count) {
    size_t rarest = 0;
    *count = UINT32_MAX;
    for (size_t i = 0; i + LETTERS <= length && *count; i++) {
        if (!begins_character(phrase + i)) continue;
        uint32_t h = hash_at(t, phrase + i), places = t->starts[h + 1] - t->starts[h];
        if (places >= *count) continue;
        *count = places;
        rarest = i;
    }
    return rarest;
}

static bool stands_at(const struct phrases_in *t, size_t place, size_t offset, const char *phrase, size_t length) {
    if (place < offset || t->size - (place - offset) < length) return false;
    return memcmp(t->bytes + place - offset, phrase, length) == 0;
}

bool phrase_occurs(struct phrases_in *t, const char *phrase, size_t length) {
    if (length > t->size) return false;
    if (length < LETTERS || t->searches++ < FEW) return memmem(t->bytes, t->size, phrase, length) != NULL;
    if (!t->starts) put_in_order(t);
    uint32_t count;
    size_t offset = rarest_letters(t, phrase, length, &count);
    if (count > t->size / 16)
        return memmem(t->bytes, t->size, phrase, length) != NULL;  // all of it is said over and over
    const uint32_t *places = t->places + t->starts[hash_at(t, phrase + offset)];
    for (uint32_t i = 0; i < count; i++)
        if (stands_at(t, places[i], offset, phrase, length)) return true;
    return false;
}
