// Pairs of a key's hash and a place, any number of them, put in order by hash within bounded memory: sorted as many at
// a time as fit, written to a temporary file, and merged. Equal hashes stay in the order they came.
#ifndef POL_LIST_EXTERNAL_SORT_H
#define POL_LIST_EXTERNAL_SORT_H
#include "interp/data/list/spill_file.h"

struct hash_place {
    uint64_t hash, place;
};

struct external_sort {
    struct spill_file file;  // stretches of `capacity` sorted pairs; the last may be shorter
    struct hash_place *pairs, *scratch;
    size_t count, capacity;  // of `pairs`
    uint64_t total;
};
// False: file.error says why, here and below. To be closed either way.
bool external_sort_open(struct external_sort *s, const char *folder, size_t capacity);
void external_sort_close(struct external_sort *s);
bool external_sort_add(struct external_sort *s, struct hash_place pair);
// Every pair in order, once; `take` may answer false to give up.
bool external_sort_each(struct external_sort *s, bool (*take)(void *context, struct hash_place pair), void *context);
#endif
