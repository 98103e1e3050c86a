// What two editions of a policy decide of some records: the effect that `pol diff --data` tells.
#ifndef POL_CLI_EFFECT_H
#define POL_CLI_EFFECT_H
#include "interp/cli/results.h"
#include "interp/cli/run_talk.h"
#include "interp/whatif/whatif.h"

extern const struct option effect_options[];

struct effect {
    struct cli *cli;
    struct inputs *in;  // of both editions
    struct whatif_options how;
    struct stamp stamp;
    struct results results;  // for refused records
    struct run_talk talk;
    struct whatif_result result;
    struct run_summary summary;
};

// CLI_USAGE, after its message, where an option makes no sense without records.
int effect_check(struct cli *cli);
// Through the records; CLI_OK, CLI_REJECTED, or the exit code of what failed, after its message. effect_free always.
int effect_run(struct effect *e, struct cli *cli, struct inputs *in, enum lang lang);
// What shows only at the end, and the refused records: the exit code with it.
int effect_end(struct effect *e, int code);
void effect_free(struct effect *e);
#endif
