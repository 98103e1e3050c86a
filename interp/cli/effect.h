// What two editions of a policy decide of some records: the effect that `pol diff --data` tells.
#ifndef POL_CLI_EFFECT_H
#define POL_CLI_EFFECT_H
#include "interp/cli/portfolio.h"

extern const struct option effect_options[];

// CLI_USAGE, after its message, where an option makes no sense without records.
int effect_check(struct cli *cli);
// Through the records, with the inputs of both editions: CLI_OK, CLI_REJECTED, or the exit code of what failed, after
// its message. portfolio_free always.
int effect_run(struct portfolio *p);
#endif
