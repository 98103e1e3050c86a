#include "interp/run/key_set.h"

#include <stdlib.h>
#include <sys/mman.h>

#define FIRST_BITS 12u  // of slots: 2 to the power of it
#define BITS_MORE 2u    // each time: few keys are put into slots again, and little memory is touched twice
#define HUGE_PAGE ((size_t)2 << 20)
#define LAST_BITS 24u  // where keys are not kept

void key_set_open(struct key_set *s, struct hash_seed seed, bool bounded, bool trusting) {
    *s = (struct key_set){.seed = seed, .bounded = bounded, .rises = trusting};
}

static void free_slots(struct key_set *s) {
    free(s->slots);
    s->slots = NULL;
}

void key_set_close(struct key_set *s) {
    free_slots(s);
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

static bool has_room(struct key_set *s, size_t more) {
    return text_reserve(&s->kept, more) && s->kept.length <= UINT32_MAX;
}

static void keep(struct key_set *s, struct slice key) {
    if (!has_room(s, sizeof key.length + key.length)) {
        s->failed = true;
        return;
    }
    char *to = s->kept.bytes + s->kept.length;
    memcpy(to, &key.length, sizeof key.length);
    if (key.length) memcpy(to + sizeof key.length, key.text, key.length);
    s->last = s->kept.length;
    s->kept.length += sizeof key.length + key.length;
}

// No mark is zero, which stands for an empty slot.
static uint32_t mark_of(uint64_t hash) { return (uint32_t)hash ? (uint32_t)hash : 1; }

// A slot is a mark, and where keys are kept the place of its key beside it, so that both are in one line of the cache.
static uint32_t *slot_at(const struct key_set *s, uint64_t slot) { return s->slots + (slot << s->placed); }

static uint64_t slot_behind(const struct key_set *s, uint64_t slot) {
    return (slot + 1) & ((UINT64_C(1) << s->bits) - 1);
}

// Where a key is looked for first. Kept keys are compared themselves, so that their marks may tell the slot as well,
// and more slots need no hash again; else what tells the slot is no part of the mark.
static uint64_t first_slot(const struct key_set *s, uint64_t hash) {
    return s->placed ? mark_of(hash) >> (32 - s->bits) : hash >> (64 - s->bits);
}

// Where keys are not kept nothing speaks against it.
static bool is_key(const struct key_set *s, const uint32_t *slot, struct slice key) {
    if (!s->placed) return true;
    struct slice kept = key_at(s, slot[1]);
    return kept.length == key.length && (!key.length || !memcmp(kept.text, key.text, key.length));
}

// The slot of the key, or the empty one where it belongs.
static uint32_t *find_key(const struct key_set *s, uint64_t hash, struct slice key) {
    for (uint64_t at = first_slot(s, hash);; at = slot_behind(s, at)) {
        uint32_t *slot = slot_at(s, at);
        if (!*slot || (*slot == mark_of(hash) && is_key(s, slot, key))) return slot;
    }
}

static void put_mark(const struct key_set *s, uint64_t hash, size_t place) {
    uint64_t at = first_slot(s, hash);
    while (*slot_at(s, at)) at = slot_behind(s, at);
    *slot_at(s, at) = mark_of(hash);
    if (s->placed) slot_at(s, at)[1] = (uint32_t)place;
}

// Many of them are spread over pages as large as the system has, for with 200,000 keys in no order most of the time
// went into touching small ones. Where there are none it is memory all the same.
static uint32_t *new_slots(size_t size) {
    if (size < HUGE_PAGE) return calloc(1, size);
    uint32_t *slots = aligned_alloc(HUGE_PAGE, size);
    if (!slots) return NULL;
    madvise(slots, size, MADV_HUGEPAGE);
    return memset(slots, 0, size);
}

static bool make_slots(struct key_set *s, unsigned bits, bool placed) {
    s->slots = new_slots(sizeof *s->slots << bits << placed);
    s->bits = bits;
    s->placed = placed;
    s->failed |= !s->slots;
    return s->slots != NULL;
}

// New slots, with what is kept.
static void fill_slots(struct key_set *s, unsigned bits, bool placed) {
    struct slice key;
    free_slots(s);
    if (!make_slots(s, bits, placed)) return;
    for (size_t at = 0, from = 0; key_set_next(s, &at, &key); from = at) put_mark(s, list_hash(s->seed, key), from);
}

// More of them, with what stood in the old ones: in nearly the same order, so that memory is gone through once.
static void add_slots(struct key_set *s) {
    const struct key_set old = *s;
    if (make_slots(s, old.bits + BITS_MORE, true))
        for (uint64_t i = 0; i < UINT64_C(1) << old.bits; i++)
            if (*slot_at(&old, i)) put_mark(s, *slot_at(&old, i), slot_at(&old, i)[1]);
    free(old.slots);
}

// So full that looking for a slot takes long.
static bool is_crowded(const struct key_set *s) { return s->count >= (UINT64_C(1) << s->bits) / 8 * 7; }

// Keys no longer rise: those that are kept get their marks.
static void make_first_slots(struct key_set *s) {
    unsigned bits = FIRST_BITS;
    s->rises = false;
    while (UINT64_C(1) << bits >> 1 <= s->count) bits += BITS_MORE;
    fill_slots(s, bits, true);
}

// From now on fingerprints take the place of the keys.
static void give_up_keys(struct key_set *s) {
    fill_slots(s, LAST_BITS, false);
    text_free(&s->kept);
    s->kept = (struct text){0};
}

static bool is_beyond_limit(const struct key_set *s) { return s->bounded && s->kept.length > KEY_SET_KEPT; }

static void make_room(struct key_set *s) {
    if (s->placed && is_beyond_limit(s)) give_up_keys(s);
    else if (!is_crowded(s)) return;
    else if (s->placed) add_slots(s);
    else s->full = true;
}

static enum key_answer add_key(struct key_set *s, struct slice key, uint64_t hash) {
    uint32_t *slot = find_key(s, hash, key);
    if (*slot) return s->placed ? KEY_AGAIN : KEY_SEEMS_AGAIN;
    *slot = mark_of(hash);
    if (s->placed) slot[1] = (uint32_t)s->kept.length;
    if (s->placed) keep(s, key);
    s->count++;
    make_room(s);
    return KEY_NEW;
}

static bool is_above_last(const struct key_set *s, struct slice key) {
    if (!s->count) return true;
    struct slice last = key_at(s, s->last);
    return key.length != last.length ? key.length > last.length : slice_order(key, last) > 0;
}

static void add_rising(struct key_set *s, struct slice key) {
    if (is_beyond_limit(s)) s->forgot = true;
    if (s->forgot) text_clear(&s->kept);
    keep(s, key);
    s->count++;
}

// The first key that does not rise. False: nothing can be told of it.
static bool stop_trusting(struct key_set *s) {
    if (s->forgot) s->blind = true;
    else make_first_slots(s);
    return !s->blind && !s->failed;
}

// A flag is written only where it changes: the next key reads all of them at once, and such a load waits until every
// store before it has reached the cache, which took more time than all else.
enum key_answer key_set_add(struct key_set *s, struct slice key, uint64_t hash) {
    if (s->failed || s->full || s->blind) return KEY_NEW;
    if (s->rises && is_above_last(s, key)) return add_rising(s, key), KEY_NEW;
    if (!s->slots && !stop_trusting(s)) return KEY_NEW;
    return add_key(s, key, hash ? hash : list_hash(s->seed, key));
}

bool key_set_has(const struct key_set *s, struct slice key) {
    return s->slots && *find_key(s, list_hash(s->seed, key), key);
}

void key_set_prefetch(const struct key_set *s, uint64_t hash) {
    if (s->slots) __builtin_prefetch(slot_at(s, first_slot(s, hash)), 1);
}
