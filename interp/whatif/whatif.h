// A change, tried on a portfolio: what was asked for, through all records, to a result.
#ifndef POL_WHATIF_WHATIF_H
#define POL_WHATIF_WHATIF_H
#include "grammar/format/one_line.h"
#include "interp/run/run.h"
#include "interp/whatif/ask.h"
#include "interp/whatif/result.h"

struct whatif_options {
    struct whatif_ask ask;
    struct line_writer *lines;  // of the policy's compilation
    struct records *records;    // opened with the same policy
    uint32_t jobs;
    enum duplicates duplicates;
    struct hash_seed seed;           // of hashes of keys
    struct run_callbacks callbacks;  // its `write` is never called, its `keys` are the run's own
};
// The result lives in the arena and speaks of the policy. Without RUN_OK it is nothing. Unwinds through the arena where
// that has no memory.
// It has also a plan and a tally, which whatif_free frees.
// The summary is run's, but for what is asked of its writer; run_summary_free.
enum run_status whatif_run(const struct whatif_options *options, struct arena *arena, struct whatif_result *result,
                           struct run_summary *summary);
void whatif_free(struct whatif_result *result);
#endif
