#include "interp/cli/whatif_stamp.h"

#include <string.h>
#include <sys/stat.h>

static uint64_t size_of(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
}

static void add_input(struct cli *cli, struct whatif_stamp *s, const char *role, const struct stamp_file *file) {
    struct whatif_input input = {.role = role, .path = file->path, .bytes = size_of(file->path)};
    memcpy(input.sha256, file->digest, sizeof input.sha256);
    ARENA_PUSH(cli->arena, s->inputs, s->input_count, input);
}

static void add_inputs(struct cli *cli, struct whatif_stamp *s, const char *role, const struct stamp_files *files) {
    for (uint32_t i = 0; i < files->count; i++) add_input(cli, s, role, &files->items[i]);
}

// As the shell had it, parted by blanks; what has one in it is quoted. How it is run leaves no trace in what comes out.
static const char *command_line(struct cli *cli) {
    struct text t = {0};
    text_format(&t, "pol %s", cli->command->name);
    for (size_t i = 0; i < cli->operand_count; i++) text_format(&t, " %s", cli->operands[i]);
    for (size_t i = 0; i < cli->given_count; i++) {
        const struct given_option *g = &cli->given[i];
        if (!strcmp(g->option->name, "jobs") || !strcmp(g->option->name, "output")) continue;
        bool quoted = g->text && strpbrk(g->text, " \"'<>|&;()$`\\*?");
        text_format(&t, " --%s", g->option->name);
        if (g->text) text_format(&t, quoted ? " '%s'" : " %s", g->text);
    }
    return text_keep(&t, cli->arena);
}

static struct whatif_words words_of(const struct cli *cli, const char *option) {
    struct whatif_words words = {ARENA_ARRAY(cli->arena, const char *, option_count(cli, option) + 1), 0};
    for (; words.count < option_count(cli, option); words.count++)
        words.items[words.count] = option_at(cli, option, words.count);
    return words;
}

// With the values that part the groups, also where they were found in the records: others would make other groups.
static struct whatif_words groups_of(const struct cli *cli, const struct whatif_ask *ask) {
    struct whatif_words words = words_of(cli, "by");
    for (uint32_t i = 0; i < words.count; i++)
        if (ask->by[i].is_open) words.items[i] = by_text(cli->arena, ask->policy, &ask->by[i], ask->lang);
    return words;
}

static struct whatif_asked asked_of(const struct cli *cli, const struct whatif_ask *ask) {
    return (struct whatif_asked){.scheme = option_text(cli, "scheme"),
                                 .where = option_text(cli, "where"),
                                 .robustness = option_text(cli, "robustness"),
                                 .near = option_given(cli, "near") ? option_text(cli, "near") : "10%",
                                 .reforms = words_of(cli, "reform"),
                                 .set = words_of(cli, "set"),
                                 .base_set = words_of(cli, "base-set"),
                                 .by = groups_of(cli, ask),
                                 .sweeps = words_of(cli, "sweep"),
                                 .sample = ask->sample,
                                 .min_cell = ask->min_cell};
}

void whatif_tell_made(struct cli *cli, const struct stamp *from, const struct whatif_ask *ask, struct whatif_stamp *s) {
    *s = (struct whatif_stamp){.version = from->version,
                               .command = command_line(cli),
                               .as_of = from->as_of ? from->as_of : from->as_of_field,
                               .seed = ask->seed,
                               .asked = {.where = option_text(cli, "where"),
                                         .set = words_of(cli, "set"),
                                         .sample = ask->sample,
                                         .min_cell = ask->min_cell}};
    add_inputs(cli, s, "policy", &from->policies);
    add_inputs(cli, s, "notice", &from->notices);
    add_inputs(cli, s, "list", &from->lists);
    add_input(cli, s, "data", &from->data);
}

void whatif_tell_stamp(struct cli *cli, const struct stamp *from, const struct whatif_ask *ask,
                       struct whatif_stamp *s) {
    whatif_tell_made(cli, from, ask, s);
    s->asked = asked_of(cli, ask);
}
