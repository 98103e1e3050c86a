#include "grammar/base/few.h"

#include <stdlib.h>
#include <string.h>

static void *item_at(const struct few *f, uint32_t i) { return (char *)f->items + f->size * i; }

void few_free(struct few *f) {
    for (uint32_t i = 0; i < f->count; i++) f->drop(item_at(f, i));
    free(f->items);
    f->items = NULL;
    f->count = 0;
}

const void *few_last(const struct few *f) { return f->count == f->most ? item_at(f, f->last) : NULL; }

static void find_last(struct few *f) {
    f->last = 0;
    for (uint32_t i = 1; i < f->count; i++)
        if (f->compare(item_at(f, i), item_at(f, f->last)) > 0) f->last = i;
}

// Where it goes; NULL: nowhere.
static void *place_for(struct few *f, const void *item) {
    if (!f->items) f->items = calloc(f->most, f->size);
    if (!f->items) return NULL;
    if (f->count < f->most) return item_at(f, f->count++);
    void *last = item_at(f, f->last);
    if (f->compare(item, last) >= 0) return NULL;
    f->drop(last);
    return last;
}

bool few_put(struct few *f, void *item) {
    void *place = place_for(f, item);
    if (!place) f->drop(item);
    else memcpy(place, item, f->size);
    if (place && f->count == f->most) find_last(f);
    return f->items != NULL;
}

void few_sort(struct few *f) {
    if (f->count) qsort(f->items, f->count, f->size, f->compare);
    find_last(f);
}
