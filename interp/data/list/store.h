// A list file's items, segment by segment in the order of the file, and how an applicant's are found. Where the keys
// rise through the whole list the first key of every segment is kept in memory; else an index by the keys' hashes is
// made. Written by one thread, then read by any.
#ifndef POL_LIST_STORE_H
#define POL_LIST_STORE_H
#include "interp/data/list/hash.h"
#include "interp/data/list/hash_index.h"
#include "interp/data/list/segment.h"

struct list_mark {
    struct slice key;  // the segment's first
    uint64_t offset;
    bool continues;  // it goes on from the segment before
};

struct list_store {
    const struct field *field;
    struct spill_file file;
    uint64_t runs;     // those that go on in another segment are one
    struct text held;  // the last segment, until the next shows whether its last run goes on
    bool ordered;      // keys rise, and there are not too many marks
    struct list_mark *marks;
    uint32_t mark_count, mark_capacity;
    struct kept_text mark_keys;
    struct hash_index places;  // where they do not
    key_hash *hash;            // list_hash; tests put one that collides
    struct hash_seed seed;     // set before list_store_finish
    bool grouped;              // no two runs have keys of one hash
};

void list_store_open(struct list_store *s, const struct field *field, const char *folder, size_t room);
void list_store_close(struct list_store *s);
// False here and below: list_store_error says why. `bytes` are whole segments.
bool list_store_append(struct list_store *s, const char *bytes, size_t length);
// sorting: bytes of memory for sorting places.
bool list_store_finish(struct list_store *s, size_t sorting);
int list_store_error(const struct list_store *s);      // errno of what went wrong; 0: there was no memory
size_t list_store_memory(const struct list_store *s);  // bytes of memory, once finished

// A place is a segment and a run in it.
#define LIST_PLACE_RUN_BITS 8
static inline uint64_t list_place_offset(uint64_t place) { return (place >> LIST_PLACE_RUN_BITS) * LIST_SEGMENT_UNIT; }
static inline uint32_t list_place_run(uint64_t place) { return (uint32_t)(place & ((1u << LIST_PLACE_RUN_BITS) - 1)); }

// The segment at an offset, as long as the window is not moved. False: errno says why.
bool list_store_show(const struct list_store *s, struct spill_window *w, uint64_t offset, struct list_segment *segment);
// Each segment in turn; `take` may answer false to give up. False then too.
bool list_store_each(const struct list_store *s,
                     bool (*take)(void *context, const struct list_segment *segment, uint64_t offset), void *context);
// In an ordered list that has any: the number of the segment in which a key is, if it is there at all.
uint32_t list_store_mark(const struct list_store *s, struct slice key);
#endif
