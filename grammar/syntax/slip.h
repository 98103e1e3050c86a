// A fault of the text, and what the text might have been without it. One slip should give one message: so the text is
// parsed once more as if it had been repaired, and the repair that leaves the fewest faults behind is the one taken.
#ifndef POL_SYNTAX_SLIP_H
#define POL_SYNTAX_SLIP_H
#include "grammar/syntax/unexpected.h"

struct slip {
    struct diag *said;
    struct token current, prior, before;  // the last three tokens, newest first
    struct bracket opener;                // the innermost open bracket before the current token; length 0: none
    struct expected expected;             // none where the current token can't be read
};

#define SLIP_MAX_REPAIRS 64
// What may be tried, likelier first; at most SLIP_MAX_REPAIRS.
uint32_t slip_repairs(struct parser *p, const struct slip *s, struct repair *out);
#endif
