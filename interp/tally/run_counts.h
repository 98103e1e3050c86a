// What a run came to, as JSON: counts that add up over the parts of some data, and the stamp that says what has to be
// the same for them to.
#ifndef POL_TALLY_RUN_COUNTS_H
#define POL_TALLY_RUN_COUNTS_H
#include "interp/data/write/stamp.h"
#include "interp/run/run.h"

struct tally_faults {
    uint64_t counts[DIAG_COUNT];  // of what records were refused for
};
void tally_note_fault(struct tally_faults *faults, const struct record_fault *fault);
// An object on a line of its own. The stamp tells no more of the data than it was given.
void tally_put_run(struct text *out, const struct policy *p, const struct run_summary *summary,
                   const struct tally_faults *faults, const struct stamp *stamp);
#endif
