// Files in a folder of their own, whole together or not there at all. Whatever is in a folder already stays.
#ifndef POL_CLI_FOLDER_H
#define POL_CLI_FOLDER_H
#include "interp/cli/cli.h"

struct folder_file {
    const char *name;
    struct text bytes;
};
// Whether the folder can be made there, or is there and empty: CLI_OK, or an exit code after its message.
int folder_check(struct cli *cli, const char *path);
// The same for having written them. No signal ends the program meanwhile.
int folder_write(struct cli *cli, const char *path, const struct folder_file *files, size_t count);
#endif
