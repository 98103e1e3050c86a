// What eval says on standard error when it is done, and check in part.
#ifndef POL_CLI_EVAL_SUMMARY_H
#define POL_CLI_EVAL_SUMMARY_H
#include "interp/cli/inputs.h"
#include "interp/run/run.h"

void summary_print(struct cli *cli, const struct inputs *in, const struct plan *plan,
                   const struct run_summary *summary);
// Of so many records those that '--where' took.
void summary_where(struct cli *cli, const struct where_counts *where, uint64_t records);
// That there were warnings, where with --strict they count.
void summary_strict(struct cli *cli, uint64_t warnings);
void summary_print_timing(struct cli *cli, const struct run_summary *summary);
// How many faults were not printed; `rejects` is where they can be read, or NULL.
void summary_unprinted(struct cli *cli, uint64_t count, const char *rejects);
#endif
