// The terminal that results are shown on.
#ifndef POL_CLI_TERMINAL_H
#define POL_CLI_TERMINAL_H
#include "interp/cli/cli.h"

// Columns of a line on standard output: what COLUMNS says, else how wide the terminal is, and never less than 40; 0:
// it is no terminal, and nobody says.
size_t terminal_width(const struct cli *cli);
// The same for results that --output, or whichever option, may put into a file: 0 there.
size_t terminal_width_for(const struct cli *cli, const char *path);
// The same for text that is laid out in lines wherever it goes: 100 where there is no terminal.
size_t terminal_page_width(const struct cli *cli, const char *path);
// Whether signs are coloured: by --color, which the command has, else on a terminal, as NO_COLOR, CLICOLOR,
// CLICOLOR_FORCE and TERM say.
bool terminal_colours(const struct cli *cli);
// A text in which nothing steers the terminal, with the signs that begin its lines coloured.
void terminal_put_coloured(struct text *out, const struct text *shown);
#endif
