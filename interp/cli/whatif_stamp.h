// What made a report of `pol whatif`: the command, what was read, and what was asked.
#ifndef POL_CLI_WHATIF_STAMP_H
#define POL_CLI_WHATIF_STAMP_H
#include "interp/cli/cli.h"
#include "interp/data/write/stamp.h"
#include "interp/whatif/ask.h"
#include "interp/whatif/result.h"

// For a command that asks nothing more than what the policies are.
void whatif_tell_made(struct cli *cli, const struct stamp *from, const struct whatif_ask *ask, struct whatif_stamp *s);
void whatif_tell_stamp(struct cli *cli, const struct stamp *from, const struct whatif_ask *ask, struct whatif_stamp *s);
#endif
