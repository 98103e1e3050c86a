#include "interp/data/list_places.h"

#include <errno.h>
#include <stdlib.h>

#define MOST_BITS 18u
#define PLACES_A_BUCKET 64u
#define MOST_FILTER_BITS 20u
#define PLACES_A_WORD 4u
#define MARK_BITS 24u
#define PLACE_BITS 40u

static unsigned bits_for(uint64_t count, unsigned most, uint64_t each) {
    unsigned bits = 1;
    while (bits < most && count >> bits > each) bits++;
    return bits;
}

static uint64_t bucket_of(const struct list_places *p, uint64_t hash) { return hash >> (64 - p->bits); }

static uint32_t mark_of(const struct list_places *p, uint64_t hash) {
    return (uint32_t)(hash << p->bits >> (64 - MARK_BITS));
}

static uint64_t *word_of(const struct list_places *p, uint64_t hash) {
    return &p->filter[hash >> (64 - p->filter_bits)];
}

static uint64_t bits_of(uint64_t hash) { return UINT64_C(1) << (hash & 63) | UINT64_C(1) << (hash >> 6 & 63); }

static bool take(void *context, struct list_pair pair) {
    struct list_places *p = context;
    uint64_t entry = (uint64_t)mark_of(p, pair.hash) << PLACE_BITS | pair.place;
    for (uint64_t bucket = bucket_of(p, pair.hash); p->filled <= bucket;) p->starts[p->filled++] = p->count;
    if (p->count && p->last_hash == pair.hash) p->repeats++;
    p->last_hash = pair.hash;
    *word_of(p, pair.hash) |= bits_of(pair.hash);
    p->count++;
    return list_file_append(&p->file, &entry, sizeof entry);
}

bool list_places_make(struct list_places *p, struct list_sorter *sorter, const char *folder) {
    *p = (struct list_places){.bits = bits_for(sorter->total, MOST_BITS, PLACES_A_BUCKET),
                              .filter_bits = bits_for(sorter->total, MOST_FILTER_BITS, PLACES_A_WORD)};
    if (!list_file_open(&p->file, folder)) return false;
    uint32_t buckets = UINT32_C(1) << p->bits;
    p->starts = malloc((buckets + 1) * sizeof *p->starts);
    p->filter = calloc((size_t)1 << p->filter_bits, sizeof *p->filter);
    if (!p->starts || !p->filter) return p->file.error = ENOMEM, false;
    if (!list_sorter_each(sorter, take, p) || !list_file_finish(&p->file)) return false;
    while (p->filled <= buckets) p->starts[p->filled++] = p->count;
    return true;
}

void list_places_close(struct list_places *p) {
    list_file_close(&p->file);
    free(p->starts);
    free(p->filter);
}

size_t list_places_size(const struct list_places *p) {
    return (((size_t)1 << p->bits) + ((size_t)1 << p->filter_bits)) * sizeof(uint64_t);
}

static uint32_t entry_mark(uint64_t entry) { return (uint32_t)(entry >> PLACE_BITS); }

static bool read_entries(const struct list_places *p, uint64_t from, uint64_t *room, size_t count) {
    size_t size = count * sizeof *room;
    return list_file_read(&p->file, from * sizeof *room, room, size) == (ssize_t)size;
}

// A bucket is short unless very many places share a key: then what comes before the mark is not read through.
static bool narrow(struct list_walk *w) {
    uint64_t low = w->next, high = w->end, entry;
    while (high - low > LIST_WALK_ENTRIES) {
        uint64_t middle = low + (high - low) / 2;
        if (!read_entries(w->places, middle, &entry, 1)) return false;
        if (entry_mark(entry) < w->mark) low = middle + 1;
        else high = middle;
    }
    w->next = low;
    return true;
}

bool list_walk_start(struct list_walk *w, const struct list_places *places, uint64_t hash) {
    uint64_t bucket = bucket_of(places, hash);
    w->places = places;
    w->mark = mark_of(places, hash);
    w->next = places->starts[bucket];
    w->end = places->starts[bucket + 1];
    w->at = w->count = 0;
    if (bits_of(hash) & ~*word_of(places, hash)) w->next = w->end;
    return narrow(w);
}

static bool fill(struct list_walk *w) {
    uint64_t left = w->end - w->next;
    w->at = 0;
    w->count = left < LIST_WALK_ENTRIES ? (uint32_t)left : LIST_WALK_ENTRIES;
    if (w->count && !read_entries(w->places, w->next, w->buffer, w->count)) return false;
    w->next += w->count;
    return true;
}

enum list_step list_walk_next(struct list_walk *w, uint64_t *place) {
    for (;; w->at++) {
        if (w->at == w->count && !fill(w)) return LIST_STEP_FAILED;
        if (!w->count || entry_mark(w->buffer[w->at]) > w->mark) return LIST_STEP_END;
        if (entry_mark(w->buffer[w->at]) == w->mark) break;
    }
    *place = w->buffer[w->at++] & LIST_PLACE_MAX;
    return LIST_STEP_PLACE;
}
