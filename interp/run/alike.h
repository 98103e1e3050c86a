// The key that was meant: one that differs in nothing but what spreadsheets and other systems do to numbers.
#ifndef POL_RUN_ALIKE_H
#define POL_RUN_ALIKE_H
#include "interp/data/record/faults.h"
#include "interp/run/key_set.h"

// Of the keys that the set keeps, one that differs from `key` in leading zeros, blanks, width or case alone becomes the
// hint of the fault, which says in what they differ.
void run_hint_alike(const struct key_set *set, struct slice key, struct record_faults *faults,
                    struct record_fault *fault);
#endif
