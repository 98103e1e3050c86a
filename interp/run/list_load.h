// A list file through worker threads: each makes segments of the rows it has parsed, and the store takes them in turn.
#ifndef POL_RUN_LIST_LOAD_H
#define POL_RUN_LIST_LOAD_H
#include "interp/data/list/index.h"

// False: faults says why, or index->store or index->refused failed.
bool list_load_file(struct list_index *index, const struct policy *policy, struct record_faults *faults);
#endif
