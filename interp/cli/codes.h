// What messages' codes mean: `pol check --explain`.
#ifndef POL_CLI_CODES_H
#define POL_CLI_CODES_H
#include "interp/cli/cli.h"

// Tells each code that --explain names, and those behind it, as --format says. CLI_OK, or CLI_USAGE after its message.
int codes_explain(struct cli *cli);
#endif
