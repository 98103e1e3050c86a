#include "interp/cli/data_place.h"

#include <string.h>
#include <unistd.h>

static bool is_there(const char *path) { return access(path, F_OK) == 0; }

struct data_place data_place(struct cli *cli, const char *text) {
    struct data_place place = {text, text, NULL};
    if (is_there(text)) return place;
    for (size_t at = strlen(text); at-- > 1;) {
        if (text[at] != ':' || !text[at + 1]) continue;
        const char *file = arena_copy(cli->arena, text, at);
        if (is_there(file)) return (struct data_place){text, file, text + at + 1};
    }
    return place;
}

struct data_place data_place_of(struct cli *cli, const char *text, const char *table) {
    struct data_place place = {text, text, table};
    struct text path = {0};
    if (!table) return data_place(cli, text);
    text_format(&path, "%s:%s", text, table);
    place.path = text_keep(&path, cli->arena);
    return place;
}
