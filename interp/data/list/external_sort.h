// Pairs of a key's hash and a place, any number of them, put in order by hash within bounded memory: sorted as many at
// a time as fit, written to a temporary file, and merged. Equal hashes stay in the order they came.
#ifndef POL_LIST_EXTERNAL_SORT_H
#define POL_LIST_EXTERNAL_SORT_H
#include "interp/data/list/spill_file.h"

struct list_pair {
    uint64_t hash, place;
};

struct list_sorter {
    struct list_file file;  // stretches of `capacity` sorted pairs; the last may be shorter
    struct list_pair *pairs, *scratch;
    size_t count, capacity;  // of `pairs`
    uint64_t total;
};
// False: file.error says why, here and below. To be closed either way.
bool list_sorter_open(struct list_sorter *s, const char *folder, size_t capacity);
void list_sorter_close(struct list_sorter *s);
bool list_sorter_add(struct list_sorter *s, struct list_pair pair);
// Every pair in order, once; `take` may answer false to give up.
bool list_sorter_each(struct list_sorter *s, bool (*take)(void *context, struct list_pair pair), void *context);
#endif
