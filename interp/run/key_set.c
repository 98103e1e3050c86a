#include "interp/run/key_set.h"

#include <stdlib.h>

#define FIRST_BITS 9u   // of lines: 2 to the power of it
#define BITS_MORE 2u    // each time: few keys are put into lines again
#define LAST_BITS 19u   // where keys are not kept
#define LINE_MARKS 32u  // that are looked at together: 64 bytes

void key_set_open(struct key_set *s, struct hash_seed seed, bool bounded, bool trusting) {
    *s = (struct key_set){.seed = seed, .bounded = bounded, .rises = trusting};
}

static void free_lines(struct key_set *s) {
    free(s->marks);
    free(s->places);
    s->marks = NULL;
    s->places = NULL;
}

void key_set_close(struct key_set *s) {
    free_lines(s);
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

// The first of a line is how many it holds, with itself; no mark is as small.
static uint16_t mark_of(uint64_t hash) {
    uint16_t mark = (uint16_t)hash;
    return mark > LINE_MARKS ? mark : (uint16_t)(mark + LINE_MARKS + 1);
}

static uint64_t line_of(const struct key_set *s, uint64_t hash) { return hash >> (64 - s->line_bits); }

static uint64_t line_behind(const struct key_set *s, uint64_t line) {
    return (line + 1) & ((UINT64_C(1) << s->line_bits) - 1);
}

// Whether the line has the mark, four of its marks at a time: one that is alike leaves zero, and a zero borrows.
static bool has_mark(const uint16_t *line, uint16_t mark) {
    const uint64_t ones = UINT64_C(0x0001000100010001), highs = ones << 15;
    uint64_t hit = 0, wanted = ones * mark;
    for (uint32_t i = 0; i < LINE_MARKS; i += 4) {
        uint64_t four;
        memcpy(&four, line + i, sizeof four);
        four ^= wanted;
        hit |= (four - ones) & ~four;
    }
    return hit & highs;
}

static bool is_key(const struct key_set *s, uint64_t slot, struct slice key) {
    struct slice kept = key_at(s, s->places[slot]);
    return kept.length == key.length && (!key.length || !memcmp(kept.text, key.text, key.length));
}

// Whether one of the line that has the mark is the key. Where keys are not kept nothing speaks against it.
static bool holds_key(const struct key_set *s, uint64_t line, uint16_t mark, struct slice key) {
    uint64_t from = line * LINE_MARKS;
    if (!s->places) return true;
    for (uint64_t slot = from; slot < from + LINE_MARKS; slot++)
        if (s->marks[slot] == mark && is_key(s, slot, key)) return true;
    return false;
}

// Whether the key is there, if one is given; else the slot where it belongs: lines are filled from their beginning, and
// what a full one can't take stands in the one behind.
static bool find_key(const struct key_set *s, uint64_t hash, const struct slice *key, uint64_t *slot) {
    uint16_t mark = mark_of(hash);
    for (uint64_t line = line_of(s, hash);; line = line_behind(s, line)) {
        const uint16_t *marks = s->marks + line * LINE_MARKS;
        if (key && has_mark(marks, mark) && holds_key(s, line, mark, *key)) return true;
        *slot = line * LINE_MARKS + marks[0];
        if (marks[0] < LINE_MARKS) return false;
    }
}

static void put_mark(struct key_set *s, uint64_t slot, uint64_t hash, size_t place) {
    s->marks[slot] = mark_of(hash);
    s->marks[slot / LINE_MARKS * LINE_MARKS]++;
    if (s->places) s->places[slot] = (uint32_t)place;
}

static bool make_lines(struct key_set *s, unsigned bits, bool placed) {
    size_t count = (size_t)LINE_MARKS << bits;
    free_lines(s);
    s->line_bits = bits;
    s->marks = aligned_alloc(sizeof *s->marks * LINE_MARKS, sizeof *s->marks * count);
    if (placed) s->places = malloc(sizeof *s->places * count);
    s->failed |= !s->marks || (placed && !s->places);
    if (s->failed) return false;
    memset(s->marks, 0, sizeof *s->marks * count);
    for (size_t i = 0; i < count; i += LINE_MARKS) s->marks[i] = 1;
    return true;
}

// New lines, with what is kept.
static void fill_lines(struct key_set *s, unsigned bits, bool placed) {
    struct slice key;
    if (!make_lines(s, bits, placed)) return;
    for (size_t at = 0, from = 0; key_set_next(s, &at, &key); from = at) {
        uint64_t hash = list_hash(s->seed, key), slot;
        find_key(s, hash, NULL, &slot);
        put_mark(s, slot, hash, from);
    }
}

// So full that more and more lines are.
static bool is_crowded(const struct key_set *s) { return s->count >= ((uint64_t)LINE_MARKS << s->line_bits) / 8 * 7; }

// Keys no longer rise: those that are kept get their marks.
static void make_first_lines(struct key_set *s) {
    unsigned bits = FIRST_BITS;
    s->rises = false;
    while ((uint64_t)LINE_MARKS << bits >> 1 <= s->count) bits += BITS_MORE;
    fill_lines(s, bits, true);
}

// From now on fingerprints take the place of the keys.
static void give_up_keys(struct key_set *s) {
    fill_lines(s, LAST_BITS, false);
    text_free(&s->kept);
    s->kept = (struct text){0};
}

static bool is_beyond_limit(const struct key_set *s) { return s->bounded && s->kept.length > KEY_SET_KEPT; }

static void make_room(struct key_set *s) {
    if (is_beyond_limit(s)) give_up_keys(s);
    else if (!is_crowded(s)) return;
    else if (s->places) fill_lines(s, s->line_bits + BITS_MORE, true);
    else s->full = true;
}

static enum key_answer add_key(struct key_set *s, struct slice key, uint64_t hash) {
    uint64_t slot;
    if (find_key(s, hash, &key, &slot)) return s->places ? KEY_AGAIN : KEY_SEEMS_AGAIN;
    put_mark(s, slot, hash, s->kept.length);
    if (s->places) keep(s, key);
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
    else make_first_lines(s);
    return !s->blind && !s->failed;
}

// A flag is written only where it changes: the next key reads all of them at once, and such a load waits until every
// store before it has reached the cache, which took more time than all else.
enum key_answer key_set_add(struct key_set *s, struct slice key, uint64_t hash) {
    if (s->failed || s->full || s->blind) return KEY_NEW;
    if (s->rises && is_above_last(s, key)) return add_rising(s, key), KEY_NEW;
    if (!s->marks && !stop_trusting(s)) return KEY_NEW;
    return add_key(s, key, hash ? hash : list_hash(s->seed, key));
}

void key_set_prefetch(const struct key_set *s, uint64_t hash) {
    if (!s->marks) return;
    uint64_t from = line_of(s, hash) * LINE_MARKS;
    __builtin_prefetch(s->marks + from, 1);
    if (!s->places) return;
    __builtin_prefetch(s->places + from, 1);
    __builtin_prefetch(s->places + from + LINE_MARKS / 2, 1);
}
