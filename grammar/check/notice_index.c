#include "grammar/check/notice_index.h"

#include <string.h>

#include "grammar/base/utf8.h"

#define FEW 16u     // searches for which putting the text in order is not worth its while
#define LETTERS 6u  // bytes that are looked up together: two Chinese characters

static uint32_t hash_at(const struct notice_index *n, const char *at) {
    uint64_t letters = 0;
    memcpy(&letters, at, LETTERS);
    return (uint32_t)(letters * UINT64_C(0x9E3779B97F4A7C15) >> (64 - n->bits));
}

// A counting sort of all places by their hash. Counted, the hashes' sums say where each one's places end; every place,
// from the last to the first, then goes right before the one of its hash that was put down last, so that in the end
// starts[h] is where the places of h begin, and starts[h + 1] where they end.
static void put_in_order(struct notice_index *n) {
    size_t last = n->size - LETTERS;
    for (n->bits = 8; n->bits < 26 && (UINT32_C(1) << n->bits) < n->size / 32;) n->bits++;
    uint32_t *starts = ARENA_ARRAY(n->arena, uint32_t, (size_t)(UINT32_C(1) << n->bits) + 1), sum = 0;
    for (size_t i = 0; i <= last; i++)
        if (!utf8_continues(n->bytes[i])) starts[hash_at(n, n->bytes + i)]++;
    for (uint32_t h = 0; h <= UINT32_C(1) << n->bits; h++) sum = starts[h] += sum;
    n->places = ARENA_ARRAY(n->arena, uint32_t, sum);
    for (size_t i = last + 1; i-- > 0;)
        if (!utf8_continues(n->bytes[i])) n->places[--starts[hash_at(n, n->bytes + i)]] = (uint32_t)i;
    n->starts = starts;
}

// The offset in the words of the letters that the text has least often; `count` is how often, hashes that clash
// included.
static size_t rarest_letters(const struct notice_index *n, const char *words, size_t length, uint32_t *count) {
    size_t rarest = 0;
    *count = UINT32_MAX;
    for (size_t i = 0; i + LETTERS <= length && *count; i++) {
        if (utf8_continues(words[i])) continue;
        uint32_t h = hash_at(n, words + i), places = n->starts[h + 1] - n->starts[h];
        if (places >= *count) continue;
        *count = places;
        rarest = i;
    }
    return rarest;
}

static bool stands_at(const struct notice_index *n, size_t place, size_t offset, const char *words, size_t length) {
    if (place < offset || n->size - (place - offset) < length) return false;
    return memcmp(n->bytes + place - offset, words, length) == 0;
}

bool notice_has(struct notice_index *n, const char *words, size_t length) {
    if (length > n->size) return false;
    if (length < LETTERS || n->searches++ < FEW) return memmem(n->bytes, n->size, words, length) != NULL;
    if (!n->starts) put_in_order(n);
    uint32_t count;
    size_t offset = rarest_letters(n, words, length, &count);
    if (count > n->size / 16)
        return memmem(n->bytes, n->size, words, length) != NULL;  // all of it is said over and over
    const uint32_t *places = n->places + n->starts[hash_at(n, words + offset)];
    for (uint32_t i = 0; i < count; i++)
        if (stands_at(n, places[i], offset, words, length)) return true;
    return false;
}
