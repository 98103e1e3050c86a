// What is said of records while they are gone through, and when that is done: for all commands alike.
#ifndef POL_CLI_RUN_TALK_H
#define POL_CLI_RUN_TALK_H
#include "interp/cli/inputs.h"
#include "interp/cli/progress.h"
#include "interp/run/run.h"

// For a command's `options`: --rejects, --duplicates, --rejects-ok, --strict.
extern const struct option trouble_options[];

struct run_talk {
    struct cli *cli;
    struct inputs *in;
    struct progress progress;
    uint64_t printed, unprinted;  // faults
    bool too_long;                // a record is longer than any may be
};
// A fault as it comes; a file of the wrong kind has one on every line, so that only the first hundred are printed.
void run_talk_fault(struct run_talk *t, const struct record_fault *fault);
// How many more there were.
void run_talk_unprinted(const struct run_talk *t);
// Fields that nothing gives: before the records where a header tells, else by run_talk_end.
void run_talk_unfed(struct run_talk *t, const struct plan *plan);
// What shows only at the end; the exit code with it.
int run_talk_end(struct run_talk *t, const struct plan *plan, const struct run_summary *summary, int code);
#endif
