// A summary, from its file.
#ifndef POL_TALLY_READ_H
#define POL_TALLY_READ_H
#include "interp/data/record/faults.h"
#include "interp/tally/json_tree.h"

// "-": standard input. NULL: a fault was added, or there is no memory (faults->failed).
struct json_value *tally_read(struct arena *a, const char *path, struct record_faults *faults);
#endif
