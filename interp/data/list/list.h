// A list field's items from a file of their own (--list overdue=overdue.csv): CSV with the key column and one row per
// item. A short file is kept in memory; a long one goes to temporary files, so that memory does not grow with it. Found
// by key. Shared by threads once loaded.
#ifndef POL_LIST_LIST_H
#define POL_LIST_LIST_H
#include "interp/data/list/hash.h"
#include "interp/data/record/faults.h"
#include "interp/data/record/options.h"
#include "interp/value/block.h"

// What the lists of a run may take together.
struct list_limits {
    const char *folder;     // for temporary files; must outlive the lists
    size_t memory;          // bytes of memory that are left; lists that keep within it take them
    size_t sorting;         // bytes of memory for a list whose keys do not rise, while it is put in order
    uint32_t jobs;          // threads that read a list; 0: one
    struct hash_seed seed;  // of hashes of keys: another in every run, whatever it is
    size_t chunk_size;      // of a list file, as in records_options
    enum record_encoding encoding;
    bool digests;  // what is in a list file is to be told by its digest
};
#define LIST_MEMORY ((size_t)16 << 20)
#define LIST_SORTING ((size_t)16 << 20)

struct list_index;  // made by list_load of run/list_load.h
void list_free(struct list_index *index);
const struct field *list_field(const struct list_index *index);
// The file, where its last line has no line feed; else NULL.
const char *list_bare_path(const struct list_index *index);
const char *list_path(const struct list_index *index);
const char *list_digest(const struct list_index *index);  // SHA-256 in hexadecimal; "" where it was not asked for

// Whether no row of this applicant was refused.
bool list_is_good(struct list_index *index, struct slice key);

// Each thread looks for items with a reader of its own.
struct list_reader;
struct list_reader *list_reader_new(struct list_index *index);  // NULL: out of memory
void list_reader_free(struct list_reader *r);
struct list_index *list_reader_index(const struct list_reader *r);
// Gives `count` rows of the block from `row` on, which are its last ones with items of this list so far, the items of
// the applicants of these keys, and marks them as known. False: out of memory, or a temporary file can't be read.
bool list_fill(struct list_reader *r, struct block *b, uint32_t row, const struct slice *keys, uint32_t count);
// Marks the applicant as known, for a record that is refused.
bool list_pass(struct list_reader *r, struct slice key);
// Why one of these failed, where it was not memory. False: no such fault was there to add.
bool list_add_failure(const struct list_index *index, struct record_faults *faults);

// Applicants of the file that no record asked for: how many, and the one that comes first. False: as above.
bool list_unclaimed(struct list_reader *r, uint64_t *count, struct text *example);
void list_warn_unclaimed(struct list_index *index, struct record_faults *faults);  // where there are any
#endif
