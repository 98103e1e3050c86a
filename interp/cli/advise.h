// What would help an applicant, for a command that tells of records one by one.
#ifndef POL_CLI_ADVISE_H
#define POL_CLI_ADVISE_H
#include "interp/advice/advice.h"
#include "interp/cli/inputs.h"

// Of one scheme alone, unless NULL. NULL: out of memory.
struct adviser *advise_ready(const struct inputs *in, const struct scheme *only);
// As text that fits the terminal, else as a line of JSON. False: out of memory; `out` may have failed as well.
bool advise_put(struct cli *cli, struct text *out, struct adviser *a, const struct block *b, uint32_t row,
                int32_t as_of, bool as_text);
#endif
