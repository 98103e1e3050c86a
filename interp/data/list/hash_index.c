#include "interp/data/list/hash_index.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MOST_BITS 18u
#define PLACES_A_BUCKET 64u
#define MOST_FILTER_BITS 20u
#define PLACES_A_WORD 4u
#define MARK_BITS 24u
#define PLACE_BITS 40u
#define READ_THROUGH 512u

static unsigned bits_for(uint64_t count, unsigned most, uint64_t each) {
    unsigned bits = 1;
    while (bits < most && count >> bits > each) bits++;
    return bits;
}

static uint64_t bucket_of(const struct hash_index *p, uint64_t hash) { return hash >> (64 - p->bits); }

static uint32_t mark_of(const struct hash_index *p, uint64_t hash) {
    return (uint32_t)(hash << p->bits >> (64 - MARK_BITS));
}

static uint64_t *word_of(const struct hash_index *p, uint64_t hash) {
    return &p->filter[hash >> (64 - p->filter_bits)];
}

static uint64_t bits_of(uint64_t hash) { return UINT64_C(1) << (hash & 63) | UINT64_C(1) << (hash >> 6 & 63); }

static bool take(void *context, struct hash_place pair) {
    struct hash_index *p = context;
    uint64_t entry = (uint64_t)mark_of(p, pair.hash) << PLACE_BITS | pair.place;
    for (uint64_t bucket = bucket_of(p, pair.hash); p->filled <= bucket;) p->starts[p->filled++] = p->count;
    if (p->count && p->last_hash == pair.hash) p->repeats++;
    p->last_hash = pair.hash;
    *word_of(p, pair.hash) |= bits_of(pair.hash);
    p->count++;
    return spill_file_append(&p->file, &entry, sizeof entry);
}

void hash_index_open(struct hash_index *p, const char *folder, size_t room) {
    *p = (struct hash_index){.count = 0};
    spill_file_open(&p->file, folder, room);
}

bool hash_index_make(struct hash_index *p, struct external_sort *sorter) {
    p->bits = bits_for(sorter->total, MOST_BITS, PLACES_A_BUCKET);
    p->filter_bits = bits_for(sorter->total, MOST_FILTER_BITS, PLACES_A_WORD);
    // Too many for memory go to the file at once: the sorter has much memory too, as long as it gives them.
    if (sorter->total > p->file.room / sizeof(uint64_t)) p->file.room = 0;
    uint32_t buckets = UINT32_C(1) << p->bits;
    p->starts = malloc((buckets + 1) * sizeof *p->starts);
    p->filter = calloc((size_t)1 << p->filter_bits, sizeof *p->filter);
    if (!p->starts || !p->filter) return p->file.error = ENOMEM, false;
    if (!external_sort_each(sorter, take, p) || !spill_file_finish(&p->file)) return false;
    while (p->filled <= buckets) p->starts[p->filled++] = p->count;
    return true;
}

void hash_index_close(struct hash_index *p) {
    spill_file_close(&p->file);
    free(p->starts);
    free(p->filter);
}

size_t hash_index_size(const struct hash_index *p) {
    return (((size_t)1 << p->bits) + ((size_t)1 << p->filter_bits)) * sizeof(uint64_t) + spill_file_memory(&p->file);
}

static uint32_t entry_mark(uint64_t entry) { return (uint32_t)(entry >> PLACE_BITS); }

static bool read_entry(struct hash_walk *w, uint64_t at, uint64_t *entry) {
    const char *bytes = spill_window_show(&w->window, &w->places->file, at * sizeof *entry, sizeof *entry);
    if (bytes) memcpy(entry, bytes, sizeof *entry);
    return bytes != NULL;
}

// A bucket is short unless very many places share a key: then what comes before the mark is not read through.
static bool narrow(struct hash_walk *w) {
    uint64_t low = w->next, high = w->end, entry;
    while (high - low > READ_THROUGH) {
        uint64_t middle = low + (high - low) / 2;
        if (!read_entry(w, middle, &entry)) return false;
        if (entry_mark(entry) < w->mark) low = middle + 1;
        else high = middle;
    }
    w->next = low;
    size_t size = (size_t)(w->end - low) * sizeof entry;
    return !size || spill_window_show(&w->window, &w->places->file, low * sizeof entry, size) != NULL;
}

bool hash_walk_start(struct hash_walk *w, const struct hash_index *places, uint64_t hash) {
    uint64_t bucket = bucket_of(places, hash);
    w->places = places;
    w->mark = mark_of(places, hash);
    w->next = places->starts[bucket];
    w->end = places->starts[bucket + 1];
    if (bits_of(hash) & ~*word_of(places, hash)) w->next = w->end;
    return narrow(w);
}

void hash_walk_close(struct hash_walk *w) { spill_window_close(&w->window); }

enum hash_step hash_walk_next(struct hash_walk *w, uint64_t *place) {
    uint64_t entry;
    for (;; w->next++) {
        if (w->next >= w->end) return HASH_STEP_END;
        if (!read_entry(w, w->next, &entry)) return HASH_STEP_FAILED;
        if (entry_mark(entry) > w->mark) return HASH_STEP_END;
        if (entry_mark(entry) == w->mark) break;
    }
    w->next++;
    *place = entry & HASH_INDEX_MOST_PLACE;
    return HASH_STEP_PLACE;
}
