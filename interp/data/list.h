// A list field's items from a file of their own (--list overdue=overdue.csv): CSV with the key column and one row per
// item. A short file is kept in memory; a long one goes to temporary files, so that memory does not grow with it. Found
// by key. Shared by threads once loaded.
#ifndef POL_LIST_H
#define POL_LIST_H
#include "interp/data/records.h"

// What the lists of a run may take together.
struct list_room {
    const char *folder;   // for temporary files; must outlive the lists
    size_t memory;        // bytes of memory that are left; lists that keep within it take them
    size_t sorting;       // bytes of memory for a list that does not, while it is read
};
#define LIST_MEMORY ((size_t)16 << 20)
#define LIST_SORTING ((size_t)16 << 20)

struct list_index;
// NULL after a fatal fault or out of memory (faults->failed). A bad cell is a fault too, and its applicant's record will
// be rejected when it comes.
struct list_index *list_load(const struct policy *policy, const struct field *list, const char *path, struct list_room *room,
                             struct record_faults *faults);
void list_free(struct list_index *index);

// Whether the items of this applicant are good; marks the applicant as known.
bool list_is_good(struct list_index *index, struct slice key);
// Gives the last row of the block the items of its applicant. False: out of memory, or a temporary file can't be read.
bool list_fill(struct list_index *index, struct block *b, struct slice key);
// Why list_fill failed, where it was not memory. False: no such fault was there to add.
bool list_add_failure(const struct list_index *index, struct record_faults *faults);
// Applicants of the file that no record asked for: how many, and one of them.
uint64_t list_strangers(const struct list_index *index, struct slice *example);
void list_warn_strangers(const struct list_index *index, struct record_faults *faults);  // where there are any
const struct field *list_field(const struct list_index *index);
const char *list_path(const struct list_index *index);
#endif
