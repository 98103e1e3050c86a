// A list file through worker threads: each makes segments of the rows it has parsed, and the store takes them in turn.
#ifndef POL_RUN_LIST_LOAD_H
#define POL_RUN_LIST_LOAD_H
#include "interp/data/list/list.h"

// Where a list's items are, as of records_options.
struct list_file {
    const char *path, *file, *table;
};
// `as_of` is that of all records, 0 where each has its own: items may have ranges that end there. NULL after a fatal
// fault or out of memory (faults->failed). A bad cell is a fault too, and its applicant's record will be rejected when
// it comes.
struct list_index *list_load(const struct policy *policy, const struct field *list, const struct list_file *file,
                             int32_t as_of, struct list_limits *limits, struct record_faults *faults);
#endif
