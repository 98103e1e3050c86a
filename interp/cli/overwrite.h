// Nothing that a run reads is ever written over, by whatever path, and no place is written to twice.
#ifndef POL_CLI_OVERWRITE_H
#define POL_CLI_OVERWRITE_H
#include "interp/cli/inputs.h"

// Looks at all that the run reads, from the command line and as far as policies were read, and at where it writes
// (`output`, `rejects`, `summary` and `stats` may be NULL). Before anything is opened for writing. CLI_OK, or CLI_USAGE
// after its message.
int overwrite_check(struct cli *cli, const struct inputs *in, const char *output, const char *rejects,
                    const char *summary, const char *stats);
// The same for a run that reads nothing but policies.
int overwrite_check_policies(struct cli *cli, const struct inputs *in, const char *output);
#endif
