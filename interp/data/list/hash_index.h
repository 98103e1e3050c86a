// Where the runs of a key may stand: places in order of the hashes of their keys, in a temporary file where they are
// many, found through a small directory in memory. A hash is kept in part only, so whoever looks compares the keys.
#ifndef POL_LIST_HASH_INDEX_H
#define POL_LIST_HASH_INDEX_H
#include "interp/data/list/external_sort.h"

struct hash_index {
    struct spill_file file;
    uint64_t *starts;  // by the hash's first `bits` bits: the first place; one more at the end
    uint64_t *filter;  // by its first `filter_bits` bits, two of 64 bits set: most that are absent are seen here
    unsigned bits, filter_bits;
    uint64_t count, repeats;  // places; those whose hash is that of the place before
    uint64_t last_hash;
    uint32_t filled;  // entries of `starts`
};
#define HASH_INDEX_MOST_PLACE ((UINT64_C(1) << 40) - 1)

void hash_index_open(struct hash_index *p, const char *folder, size_t room);
// Takes all pairs of the sorter. False: file.error says why (or the sorter's).
bool hash_index_make(struct hash_index *p, struct external_sort *sorter);
void hash_index_close(struct hash_index *p);
size_t hash_index_size(const struct hash_index *p);  // bytes of memory

// Places of keys that may have some hash, in the order they were added as far as the hash is the same.
struct hash_walk {
    const struct hash_index *places;
    struct spill_window window;
    uint32_t mark;       // the part of the hash that is kept
    uint64_t next, end;  // places not yet looked at
};
bool hash_walk_start(struct hash_walk *w, const struct hash_index *places, uint64_t hash);  // false: can't be read
void hash_walk_close(struct hash_walk *w);
enum hash_step { HASH_STEP_END, HASH_STEP_PLACE, HASH_STEP_FAILED };
enum hash_step hash_walk_next(struct hash_walk *w, uint64_t *place);
#endif
