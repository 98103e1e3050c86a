// What eval was given, for --stamp to put into the results.
#ifndef POL_CLI_STAMP_H
#define POL_CLI_STAMP_H
#include "interp/cli/inputs.h"
#include "interp/data/write/stamp.h"

// Once all inputs are open, which were told by their digests. What the stamp points to lives in cli->arena or with the
// inputs.
void stamp_gather(struct cli *cli, struct inputs *in, enum lang lang, struct stamp *stamp);
// The digest of the data, where it is to be told, which takes no reading of its own once they were read with
// in->hashes. CLI_OK, or an exit code after its message.
int stamp_digest(struct cli *cli, struct inputs *in, struct stamp *stamp);
#endif
