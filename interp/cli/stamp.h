// What eval was given, for --stamp to put into the results.
#ifndef POL_CLI_STAMP_H
#define POL_CLI_STAMP_H
#include "interp/cli/inputs.h"
#include "interp/data/write/stamp.h"

// Once all inputs are open, which were told by their digests. CLI_OK, or an exit code after its message. What the stamp
// points to lives in cli->arena or with the inputs.
int stamp_gather(struct cli *cli, struct inputs *in, enum lang lang, struct stamp *stamp);
#endif
