// Where records or a list's items are: in a file, or in a table of one, as in `a.db:applicants`.
#ifndef POL_CLI_DATA_PLACE_H
#define POL_CLI_DATA_PLACE_H
#include "interp/cli/cli.h"

struct data_place {
    const char *path;  // as messages call it
    const char *file;
    const char *table;  // or sheet; NULL: it was not said
};
// A name with a colon is a file's own where there is such a file. What is made lives in cli->arena.
struct data_place data_place(struct cli *cli, const char *text);
// The same with the table that an option names, which may be NULL.
struct data_place data_place_of(struct cli *cli, const char *text, const char *table);
#endif
