// The operands of `pol check`, with all that is found in them.
#ifndef POL_CLI_CHECKED_H
#define POL_CLI_CHECKED_H
#include "interp/cli/policies.h"

// As policies_load_drafts, and what is proved of what compiles; what the policies accept is marked.
int checked_load(struct cli *cli, const struct source_draft *drafts, uint32_t count, struct policies *p);
#endif
