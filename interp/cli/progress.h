// A line on the terminal that says how far a run has come, once it has taken longer than a second.
#ifndef POL_CLI_PROGRESS_H
#define POL_CLI_PROGRESS_H
#include "interp/cli/cli.h"

struct progress {
    struct cli *cli;
    uint64_t began, shown;  // nanoseconds; shown: when the line was last drawn
    uint64_t size;          // bytes of the input; 0: not known
    bool visible;
};

// `path` is the input's file, for its size.
void progress_start(struct progress *p, struct cli *cli, const char *path);
void progress_show(struct progress *p, uint64_t records, uint64_t bytes);
void progress_hide(struct progress *p);
#endif
