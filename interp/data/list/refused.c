#include "interp/data/list/refused.h"

#include <stdlib.h>

void list_refused_open(struct list_refused *r) {
    *r = (struct list_refused){.count = 0};
    pthread_mutex_init(&r->lock, NULL);
}

void list_refused_close(struct list_refused *r) {
    pthread_mutex_destroy(&r->lock);
    kept_text_drop(&r->texts);
    free(r->items);
}

static bool grow(struct list_refused *r) {
    if (r->count < r->capacity) return true;
    uint32_t capacity = r->capacity ? r->capacity * 2 : 16;
    struct list_refusal *items = realloc(r->items, capacity * sizeof *items);
    if (!items) return false;
    r->items = items;
    r->capacity = capacity;
    return true;
}

static bool add(struct list_refused *r, struct slice key, uint64_t chunk, uint32_t record) {
    if (!grow(r) || !kept_text_add(&r->texts, &key)) return false;
    r->items[r->count++] = (struct list_refusal){.key = key, .chunk = chunk, .record = record};
    return true;
}

void list_refused_add(struct list_refused *r, struct slice key, uint64_t chunk, uint32_t record) {
    pthread_mutex_lock(&r->lock);
    if (!add(r, key, chunk, record)) r->failed = true;
    pthread_mutex_unlock(&r->lock);
}

static int by_key_and_place(const void *a, const void *b) {
    const struct list_refusal *x = a, *y = b;
    int order = slice_order(x->key, y->key);
    if (order) return order;
    if (x->chunk != y->chunk) return x->chunk < y->chunk ? -1 : 1;
    return (x->record > y->record) - (x->record < y->record);
}

// In order, the first of each key alone.
void list_refused_settle(struct list_refused *r) {
    uint32_t kept = 0;
    if (r->count) qsort(r->items, r->count, sizeof *r->items, by_key_and_place);
    for (uint32_t i = 0; i < r->count; i++)
        if (!kept || slice_order(r->items[kept - 1].key, r->items[i].key) != 0) r->items[kept++] = r->items[i];
    r->count = kept;
}

struct list_refusal *list_refused_find(const struct list_refused *r, struct slice key) {
    uint32_t low = 0, high = r->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = slice_order(r->items[middle].key, key);
        if (!order) return &r->items[middle];
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return NULL;
}
