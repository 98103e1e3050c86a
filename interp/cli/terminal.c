#include "interp/cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_LEAST 40u
#define WIDTH_MOST 1000u

// 0: it says none.
static size_t said(const char *text) {
    size_t width = 0;
    if (!text || !*text) return 0;
    for (; *text >= '0' && *text <= '9' && width <= WIDTH_MOST; text++) width = width * 10 + (size_t)(*text - '0');
    return *text ? 0 : width;
}

static size_t measured(const struct cli *cli) {
    struct winsize size = {0};
    return cli->terminal_out && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

size_t terminal_width(const struct cli *cli) {
    size_t width = said(getenv("COLUMNS"));
    if (!width) width = measured(cli);
    if (!width) return 0;
    return width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : width;
}

size_t terminal_width_for(const struct cli *cli, const char *path) {
    return !path || strcmp(path, "-") == 0 ? terminal_width(cli) : 0;
}

size_t terminal_page_width(const struct cli *cli, const char *path) {
    size_t width = terminal_width_for(cli, path);
    return width ? width : 100;
}
