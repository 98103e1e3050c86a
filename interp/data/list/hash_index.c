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

void list_places_open(struct list_places *p, const char *folder, size_t room) {
    *p = (struct list_places){.count = 0};
    list_file_open(&p->file, folder, room);
}

bool list_places_make(struct list_places *p, struct list_sorter *sorter) {
    p->bits = bits_for(sorter->total, MOST_BITS, PLACES_A_BUCKET);
    p->filter_bits = bits_for(sorter->total, MOST_FILTER_BITS, PLACES_A_WORD);
    // Too many for memory go to the file at once: the sorter has much memory too, as long as it gives them.
    if (sorter->total > p->file.room / sizeof(uint64_t)) p->file.room = 0;
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
    return (((size_t)1 << p->bits) + ((size_t)1 << p->filter_bits)) * sizeof(uint64_t) + list_file_memory(&p->file);
}

static uint32_t entry_mark(uint64_t entry) { return (uint32_t)(entry >> PLACE_BITS); }

static bool read_entry(struct list_walk *w, uint64_t at, uint64_t *entry) {
    const char *bytes = list_window_show(&w->window, &w->places->file, at * sizeof *entry, sizeof *entry);
    if (bytes) memcpy(entry, bytes, sizeof *entry);
    return bytes != NULL;
}

// A bucket is short unless very many places share a key: then what comes before the mark is not read through.
static bool narrow(struct list_walk *w) {
    uint64_t low = w->next, high = w->end, entry;
    while (high - low > READ_THROUGH) {
        uint64_t middle = low + (high - low) / 2;
        if (!read_entry(w, middle, &entry)) return false;
        if (entry_mark(entry) < w->mark) low = middle + 1;
        else high = middle;
    }
    w->next = low;
    size_t size = (size_t)(w->end - low) * sizeof entry;
    return !size || list_window_show(&w->window, &w->places->file, low * sizeof entry, size) != NULL;
}

bool list_walk_start(struct list_walk *w, const struct list_places *places, uint64_t hash) {
    uint64_t bucket = bucket_of(places, hash);
    w->places = places;
    w->mark = mark_of(places, hash);
    w->next = places->starts[bucket];
    w->end = places->starts[bucket + 1];
    if (bits_of(hash) & ~*word_of(places, hash)) w->next = w->end;
    return narrow(w);
}

void list_walk_close(struct list_walk *w) { list_window_close(&w->window); }

enum list_step list_walk_next(struct list_walk *w, uint64_t *place) {
    uint64_t entry;
    for (;; w->next++) {
        if (w->next >= w->end) return LIST_STEP_END;
        if (!read_entry(w, w->next, &entry)) return LIST_STEP_FAILED;
        if (entry_mark(entry) > w->mark) return LIST_STEP_END;
        if (entry_mark(entry) == w->mark) break;
    }
    w->next++;
    *place = entry & LIST_PLACE_MAX;
    return LIST_STEP_PLACE;
}
