// Colours of signs: words say the same without them.
#include <stdlib.h>
#include <string.h>

#include "interp/cli/terminal.h"

enum colour_choice { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

static bool is_set(const char *name) {
    const char *value = getenv(name);
    return value && *value;
}

static bool says(const char *name, const char *wanted) {
    const char *value = getenv(name);
    return value && strcmp(value, wanted) == 0;
}

bool terminal_colours(const struct cli *cli) {
    int choice = option_choice(cli, "color", COLOUR_AUTO);
    if (choice != COLOUR_AUTO) return choice == COLOUR_ALWAYS;
    if (is_set("NO_COLOR")) return false;
    if (is_set("CLICOLOR_FORCE") && !says("CLICOLOR_FORCE", "0")) return true;
    return cli->terminal_out && !says("CLICOLOR", "0") && !says("TERM", "dumb");
}

static const char *colour_of(const char *line, size_t *length) {
    static const struct {
        const char *sign, *colour;
    } signs[] = {{"✓ ", "32"}, {"✗ ", "31"}, {"! ", "33"}, {"? ", "36"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        *length = strlen(signs[i].sign);
        if (strncmp(line, signs[i].sign, *length) == 0) return signs[i].colour;
    }
    return NULL;
}

static void put_line(struct text *out, const char *line, size_t length) {
    size_t blanks = strspn(line, " "), sign;
    const char *colour = colour_of(line + blanks, &sign);
    text_add(out, line, blanks);
    if (colour) text_format(out, "\033[1;%sm%.*s\033[0m ", colour, (int)sign - 1, line + blanks);
    size_t done = blanks + (colour ? sign : 0);
    text_add(out, line + done, length - done);
}

void terminal_put_coloured(struct text *out, const struct text *shown) {
    out->failed |= shown->failed;
    for (const char *line = text_string(shown), *end; *line; line = end) {
        end = strchrnul(line, '\n');
        end += *end == '\n';
        put_line(out, line, (size_t)(end - line));
    }
}
