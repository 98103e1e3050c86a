// A list file's items in temporary files. Items of one applicant that come in turn make a run: a head, the key and the
// items, one behind the other; an index by the key's hash tells where the runs stand.
#ifndef POL_LIST_SPILL_H
#define POL_LIST_SPILL_H
#include "interp/data/list_places.h"
#include "interp/data/list_waiting.h"
#include "interp/data/records.h"

#define LIST_MARK_EVERY 4096u

// Some items of one applicant, as they stand in the file. Slices last until the next run is looked at.
struct list_run {
    uint64_t number, offset;   // from 0, in the order of the list file; in the file of runs
    uint32_t size, items;      // size: with head and padding
    bool bad;                  // an item that is not valid stood here; then there are none
    struct slice key;
    const char *bytes;         // of the items
};

struct list_reader;
#define LIST_READERS 64u

struct list_spill {
    const struct field *field;
    const char *folder;
    struct list_file runs;
    struct list_sorter sorter;       // while writing
    struct list_places places;       // from then on
    struct list_waiting waiting;
    uint64_t run_count;
    uint64_t *marks;                 // by number / LIST_MARK_EVERY: where that run begins
    size_t mark_capacity;
    struct text key, items, before;  // the run being made: its key, its items; the key of the run before
    uint32_t item_count;
    bool bad;
    bool grouped, ascending;         // no two runs share a key, or its hash; keys rise
    struct list_reader *_Atomic readers[LIST_READERS];
    atomic_int error;                // errno of a look-up
};

// Writing, one thread. False: list_spill_error says why. sort_room: bytes for sorting places.
struct list_spill *list_spill_new(const struct field *field, const char *folder, size_t sort_room);  // NULL: out of memory
void list_spill_free(struct list_spill *s);
bool list_spill_add(struct list_spill *s, struct slice key, const struct vector *columns, size_t item);
bool list_spill_add_bad(struct list_spill *s, struct slice key);
bool list_spill_finish(struct list_spill *s);
size_t list_spill_size(const struct list_spill *s);  // bytes of memory, once finished
int list_spill_error(struct list_spill *s);  // errno of what went wrong first; 0: nothing did, or there was no memory

// list_lookup.c: reading, any thread.
bool list_spill_is_good(struct list_spill *s, struct slice key);   // true after a failure too, which list_spill_fill tells
bool list_spill_fill(struct list_spill *s, struct block *b, struct slice key);
// As in list.h; `example` lasts until the next look-up of this thread.
uint64_t list_spill_strangers(struct list_spill *s, struct slice *example);
void list_readers_free(struct list_spill *s);

// list_run.c: a run's bytes.
struct list_run_head {
    uint64_t number;
    uint32_t size, key_length, items, bad;
};
#define LIST_RUN_UNIT 8u   // runs begin at multiples of it
struct list_run list_run_of(const struct list_run_head *head, const char *bytes, uint64_t offset);
void list_run_put_item(struct text *out, const struct field *list, const struct vector *columns, size_t item);
// Gives the last row of the block the run's items. False: out of memory.
bool list_run_fill(const struct list_run *run, struct block *b, const struct field *list);
#endif
