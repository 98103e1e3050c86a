#include "interp/run/key_set.h"

#include <stdlib.h>

#define FIRST_BITS 12u
#define LINE_BITS 19u   // of marks: 2 to the power of it
#define LINE_MARKS 32u  // that are looked at together: 64 bytes
#define MOST_MARKS (((uint64_t)LINE_MARKS << LINE_BITS) / 10 * 9)

void key_set_open(struct key_set *s, struct hash_seed seed, bool bounded, bool trusting) {
    *s = (struct key_set){.seed = seed, .bounded = bounded, .rises = trusting};
}

void key_set_close(struct key_set *s) {
    free(s->slots);
    free(s->marks);
    text_free(&s->kept);
    *s = (struct key_set){0};
}

static struct slice key_at(const struct key_set *s, size_t at) {
    struct slice key;
    memcpy(&key.length, s->kept.bytes + at, sizeof key.length);
    key.text = s->kept.bytes + at + sizeof key.length;
    return key;
}

bool key_set_next(const struct key_set *s, size_t *at, struct slice *key) {
    if (*at >= s->kept.length) return false;
    *key = key_at(s, *at);
    *at += sizeof key->length + key->length;
    return true;
}

static void keep(struct key_set *s, struct slice key) {
    s->last = s->kept.length;
    text_add(&s->kept, (const char *)&key.length, sizeof key.length);
    text_add(&s->kept, key.text, key.length);
    s->failed |= s->kept.failed || s->kept.length > UINT32_MAX;
    s->count++;
}

static uint64_t first_half(uint64_t hash) { return hash >> 32 << 32; }

static uint64_t *slot_of(const struct key_set *s, uint64_t at) {
    return &s->slots[at & ((UINT64_C(1) << s->slot_bits) - 1)];
}

static bool is_key(const struct key_set *s, uint64_t slot, uint64_t hash, struct slice key) {
    if (first_half(slot ^ hash)) return false;
    struct slice kept = key_at(s, (uint32_t)slot - 1u);
    return kept.length == key.length && !memcmp(kept.text, key.text, key.length);
}

// The slot of the key, or the empty one where it belongs.
static uint64_t *find_slot(const struct key_set *s, uint64_t hash, const struct slice *key) {
    uint64_t at = hash >> (64 - s->slot_bits), *slot;
    for (; *(slot = slot_of(s, at)); at++)
        if (key && is_key(s, *slot, hash, *key)) break;
    return slot;
}

static bool make_slots(struct key_set *s, unsigned bits) {
    uint64_t *old = s->slots, count = old ? UINT64_C(1) << s->slot_bits : 0;
    uint64_t *wider = calloc((size_t)1 << bits, sizeof *wider);
    if (!wider) return !(s->failed = true);
    s->slots = wider;
    s->slot_bits = bits;
    for (uint64_t i = 0; i < count; i++)
        if (old[i]) *find_slot(s, old[i], NULL) = old[i];
    free(old);
    return true;
}

static bool is_crowded(const struct key_set *s) {
    return !s->slots || s->count >= (UINT64_C(1) << s->slot_bits) / 4 * 3;
}

// Keys no longer rise: those that are kept get their slots.
static void stop_trusting(struct key_set *s) {
    unsigned bits = FIRST_BITS;
    s->rises = false;
    while ((UINT64_C(1) << bits) / 2 <= s->count) bits++;
    if (!make_slots(s, bits)) return;
    struct slice key;
    for (size_t at = 0, from = 0; key_set_next(s, &at, &key); from = at) {
        uint64_t hash = list_hash(s->seed, key);
        *find_slot(s, hash, NULL) = first_half(hash) | (uint32_t)(from + 1);
    }
}

static uint16_t *line_of(const struct key_set *s, uint64_t line) {
    return s->marks + (line & ((UINT64_C(1) << LINE_BITS) - 1)) * LINE_MARKS;
}

// Whether the mark stands in the line; and how many marks do, which stand side by side.
static bool find_mark(const uint16_t *line, uint16_t mark, uint32_t *used) {
    uint16_t hit = 0, count = 0;
    for (uint32_t i = 0; i < LINE_MARKS; i++) {
        hit = (uint16_t)(hit | (line[i] == mark));
        count = (uint16_t)(count + (line[i] != 0));
    }
    *used = count;
    return hit;
}

static enum key_answer add_mark(struct key_set *s, uint64_t hash) {
    uint16_t mark = (uint16_t)hash ? (uint16_t)hash : 1;
    uint32_t used = LINE_MARKS;
    for (uint64_t at = hash >> (64 - LINE_BITS); used == LINE_MARKS; at++) {
        uint16_t *line = line_of(s, at);
        if (find_mark(line, mark, &used)) return KEY_SEEMS_AGAIN;
        if (used < LINE_MARKS) line[used] = mark;
    }
    s->full = ++s->count >= MOST_MARKS;
    return KEY_NEW;
}

// From now on fingerprints take the place of the keys.
static void give_up_keys(struct key_set *s) {
    size_t size = sizeof *s->marks * LINE_MARKS << LINE_BITS;
    s->marks = aligned_alloc(sizeof *s->marks * LINE_MARKS, size);
    s->failed |= !s->marks;
    if (s->failed) return;
    memset(s->marks, 0, size);
    free(s->slots);
    s->slots = NULL;
    s->count = 0;
    struct slice key;
    for (size_t at = 0; key_set_next(s, &at, &key);) add_mark(s, list_hash(s->seed, key));
    text_free(&s->kept);
    s->kept = (struct text){0};
}

static bool is_beyond_limit(const struct key_set *s) { return s->bounded && s->kept.length > KEY_SET_KEPT; }

static enum key_answer add_key(struct key_set *s, struct slice key, uint64_t hash) {
    if (is_crowded(s) && !make_slots(s, s->slots ? s->slot_bits + 1 : FIRST_BITS)) return KEY_NEW;
    uint64_t *slot = find_slot(s, hash, &key);
    if (*slot) return KEY_AGAIN;
    keep(s, key);
    *slot = first_half(hash) | (uint32_t)(s->last + 1);
    if (is_beyond_limit(s)) give_up_keys(s);
    return KEY_NEW;
}

static bool is_above_last(const struct key_set *s, struct slice key) {
    if (!s->count) return true;
    struct slice last = key_at(s, s->last);
    return key.length != last.length ? key.length > last.length : slice_order(key, last) > 0;
}

static void add_rising(struct key_set *s, struct slice key) {
    s->forgot |= is_beyond_limit(s);
    if (s->forgot) text_clear(&s->kept);
    keep(s, key);
}

enum key_answer key_set_add(struct key_set *s, struct slice key, uint64_t hash) {
    if (s->failed || s->full || s->blind) return KEY_NEW;
    if (s->rises && is_above_last(s, key)) return add_rising(s, key), KEY_NEW;
    s->blind = s->rises && s->forgot;
    if (s->blind) return KEY_NEW;
    if (s->rises) stop_trusting(s);
    if (s->failed) return KEY_NEW;
    if (!hash) hash = list_hash(s->seed, key);
    return s->marks ? add_mark(s, hash) : add_key(s, key, hash);
}

uint64_t key_set_prefetch(const struct key_set *s, struct slice key) {
    if (s->rises) return 0;
    uint64_t hash = list_hash(s->seed, key);
    if (s->marks) __builtin_prefetch(line_of(s, hash >> (64 - LINE_BITS)));
    else if (s->slots) __builtin_prefetch(slot_of(s, hash >> (64 - s->slot_bits)));
    return hash;
}
