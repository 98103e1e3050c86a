// The key that was meant: one that differs in nothing but what spreadsheets and other systems do to numbers.
#ifndef POL_RUN_ALIKE_H
#define POL_RUN_ALIKE_H
#include "interp/data/record/faults.h"
#include "interp/run/key_set.h"

// Of the keys that the set keeps, one that differs from `key` in leading zeros, blanks, width or case alone: `found`,
// and the hint that says in what they differ. DIAG_NONE: there is none.
enum diag_id run_alike(const struct key_set *set, struct slice key, struct slice *found);
// What is left of a key where none of these make a difference: alike are keys of which this is the same. False: nothing
// is, or too much.
bool run_alike_form(struct slice key, struct text *form);
// Such a one becomes the hint of the fault.
void run_hint_alike(const struct key_set *set, struct slice key, struct record_faults *faults,
                    struct record_fault *fault);
#endif
