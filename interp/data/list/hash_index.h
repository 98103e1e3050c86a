// Where the runs of a key may stand: places in order of the hashes of their keys, in a temporary file where they are
// many, found through a small directory in memory. A hash is kept in part only, so whoever looks compares the keys.
#ifndef POL_LIST_HASH_INDEX_H
#define POL_LIST_HASH_INDEX_H
#include "interp/data/list/external_sort.h"

struct list_places {
    struct list_file file;
    uint64_t *starts;  // by the hash's first `bits` bits: the first place; one more at the end
    uint64_t *filter;  // by its first `filter_bits` bits, two of 64 bits set: most that are absent are seen here
    unsigned bits, filter_bits;
    uint64_t count, repeats;  // places; those whose hash is that of the place before
    uint64_t last_hash;
    uint32_t filled;  // entries of `starts`
};
#define LIST_PLACE_MAX ((UINT64_C(1) << 40) - 1)

void list_places_open(struct list_places *p, const char *folder, size_t room);
// Takes all pairs of the sorter. False: file.error says why (or the sorter's).
bool list_places_make(struct list_places *p, struct list_sorter *sorter);
void list_places_close(struct list_places *p);
size_t list_places_size(const struct list_places *p);  // bytes of memory

// Places of keys that may have some hash, in the order they were added as far as the hash is the same.
struct list_walk {
    const struct list_places *places;
    struct list_window window;
    uint32_t mark;       // the part of the hash that is kept
    uint64_t next, end;  // places not yet looked at
};
bool list_walk_start(struct list_walk *w, const struct list_places *places, uint64_t hash);  // false: can't be read
void list_walk_close(struct list_walk *w);
enum list_step { LIST_STEP_END, LIST_STEP_PLACE, LIST_STEP_FAILED };
enum list_step list_walk_next(struct list_walk *w, uint64_t *place);
#endif
