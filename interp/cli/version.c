#include "interp/cli/cli.h"

static int run(struct cli *cli) {
    output_put(cli->out, "pol " POL_VERSION "\n");
    return CLI_OK;
}

static const struct example examples[] = {{"pol version", {"the version", "版本号"}}, {0}};

const struct command command_version = {
    .name = "version",
    .about = {"say which version this is", "显示版本"},
    .operands = {"", ""},
    .most = 0,
    .examples = examples,
    .run = run,
};
