// The commands by name.
#include <string.h>

#include "grammar/base/nearest.h"
#include "interp/cli/cli.h"

const struct command *command_find(const struct cli *cli, const char *name) {
    for (size_t i = 0; cli->commands[i]; i++)
        if (strcmp(cli->commands[i]->name, name) == 0) return cli->commands[i];
    return NULL;
}

int command_unknown(struct cli *cli, const char *word) {
    struct nearest near = nearest_to(word);
    for (size_t i = 0; cli->commands[i]; i++) nearest_offer(&near, cli->commands[i]->name);
    if (near.best) cli_complain_hint(cli, DIAG_UNKNOWN_COMMAND, DIAG_HINT_DID_YOU_MEAN, A(near.best), A(word));
    else cli_complain_hint(cli, DIAG_UNKNOWN_COMMAND, DIAG_HINT_HELP, {0}, A(word));
    return CLI_USAGE;
}
