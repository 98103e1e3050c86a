// `pol check --fix`: what a hint says to write is written, where that is safe and makes things better.
#ifndef POL_CLI_FIX_H
#define POL_CLI_FIX_H
#include "interp/cli/policies.h"

extern const struct option fix_options[];  // --fix, --dry-run

struct fixes {
    struct source_draft *drafts;  // the files that change, as they are to be
    uint32_t count;
    uint32_t fixed, left;  // fixes that are put in; and those that would have made nothing better
    struct text told;      // a few lines for each that is put in; text_free
};
// Puts in what can be put into the checked policies, which are loaded anew for it: afterwards *p are others, as they
// are to be. CLI_OK, or an exit code after its message. The rest lives in cli->arena.
int fixes_find(struct cli *cli, struct policies **p, struct fixes *f);
// Writes the files, each whole or not at all, unless it is a rehearsal. CLI_OK, or an exit code after its message.
int fixes_write(struct cli *cli, const struct policies *p, const struct fixes *f);
void fixes_note(struct cli *cli, const struct fixes *f);  // how many there were
// The exit code where --fix is asked for and makes no sense, after its message; else CLI_OK.
int fixes_refuse(struct cli *cli);
#endif
