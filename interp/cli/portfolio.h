// Records decided in two worlds and compared: what `pol whatif` and `pol diff --data` share.
#ifndef POL_CLI_PORTFOLIO_H
#define POL_CLI_PORTFOLIO_H
#include "interp/cli/results.h"
#include "interp/cli/run_talk.h"
#include "interp/whatif/whatif.h"

struct portfolio {
    struct cli *cli;
    struct inputs *in;
    enum lang lang;             // of the report
    struct whatif_options how;  // its `ask` is the caller's
    struct stamp stamp;
    struct results results;  // opened by the caller, between portfolio_open and portfolio_run
    struct run_talk talk;
    struct whatif_result result;
    struct run_summary summary;
};

struct portfolio portfolio_of(struct cli *cli, struct inputs *in, enum lang lang);
// The records, and what made them. CLI_OK, or an exit code after its message, as below.
int portfolio_open(struct portfolio *p);
// Through the records: CLI_OK or CLI_REJECTED, and the result stands.
int portfolio_run(struct portfolio *p);
// Once the result is written, with the exit code of that: the files are put in their places, and what shows only at the
// end is said. The exit code with it.
int portfolio_end(struct portfolio *p, int code);
void portfolio_free(struct portfolio *p);  // not the inputs
#endif
