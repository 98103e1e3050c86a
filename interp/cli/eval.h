// Records through the policies, with everything that is said of them: what `eval` does, and the commands that only
// write something else of it.
#ifndef POL_CLI_EVAL_H
#define POL_CLI_EVAL_H
#include "interp/cli/cli.h"
#include "interp/data/write/writer.h"

// For a command's `options`: --output, --rejects, --jobs and whatever else any results have.
extern const struct option results_options[];

struct eval_kind {
    const enum result_format *formats;  // by choice of --format
    size_t format_count;
    enum result_format watched, piped;   // where none is chosen: on a terminal, elsewhere
    bool rows;                           // results may be files of rows, as the name of --output has it
    bool notes;                          // papers and what a person looks at are told
    bool advice;                         // what would help is told
    int (*rank)(const struct cli *cli);  // enum rank_by, where the formats rank
};
// The exit code, after all messages.
int eval_records(struct cli *cli, const struct eval_kind *kind);
#endif
