#include "interp/cli/overwrite.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "interp/cli/data_place.h"

// Where a path leads: to a file, whichever name it goes by; or, where there is none as yet, to a name in a folder.
struct place {
    const char *path;  // as the caller has it; NULL: nowhere
    bool is_standard;  // standard input or output
    bool is_known;
    struct stat at;    // of the file, else of the folder
    const char *name;  // in the folder; NULL: the file is there
};

static bool look_at_folder(struct cli *cli, struct place *p) {
    const char *slash = strrchr(p->path, '/');
    const char *folder = !slash ? "." : arena_copy(cli->arena, p->path, (size_t)(slash - p->path) + 1);
    p->name = slash ? slash + 1 : p->path;
    return stat(folder, &p->at) == 0;
}

static struct place place_of(struct cli *cli, const char *path, int standard) {
    struct place p = {.path = path};
    if (!path) return p;
    p.is_standard = strcmp(path, "-") == 0;
    if (p.is_standard) p.is_known = fstat(standard, &p.at) == 0;
    else p.is_known = stat(path, &p.at) == 0 || look_at_folder(cli, &p);
    return p;
}

static bool is_same(const struct place *a, const struct place *b) {
    if (!a->is_known || !b->is_known || !a->name != !b->name) return false;
    bool named_alike = !a->name || strcmp(a->name, b->name) == 0;
    return named_alike && a->at.st_dev == b->at.st_dev && a->at.st_ino == b->at.st_ino;
}

// A terminal, a socket or a pipe is not what came through it before.
static bool keeps_bytes(const struct place *p) { return S_ISREG(p->at.st_mode) || S_ISBLK(p->at.st_mode); }

static bool swallows_bytes(const struct place *p) {
    return !p->name && S_ISCHR(p->at.st_mode) && p->at.st_rdev == makedev(1, 3);  // /dev/null
}

#define WRITTEN 4

// Where the run writes, and what messages call it.
struct written {
    struct place place;
    struct diag_arg name;
};

static int refuse(struct cli *cli, const struct written *w, struct diag_arg what, const char *path) {
    const struct diag_arg args[] = {w->name, what, {path, NULL}};
    cli_complain_with(cli, DIAG_SAME_FILE, args, 3, DIAG_NONE, NULL, 0);
    return CLI_USAGE;
}

static int check_read(struct cli *cli, const struct written *written, struct place read, struct diag_arg what) {
    for (size_t i = 0; i < WRITTEN; i++)
        if (is_same(&read, &written[i].place) && !read.name && keeps_bytes(&read))
            return refuse(cli, &written[i], what, written[i].place.is_standard ? read.path : written[i].place.path);
    return CLI_OK;
}

static int check_sources(struct cli *cli, const struct inputs *in, const struct written *written) {
    const struct source_set *sources = &in->policies.compilation.sources;
    for (uint32_t i = 0; i < sources->count; i++) {
        struct place read = place_of(cli, sources->items[i]->real, STDIN_FILENO);
        int code = check_read(cli, written, read,
                              (struct diag_arg){"a policy or notice that is read", "所读的政策或文件"});
        if (code != CLI_OK) return code;
    }
    return CLI_OK;
}

static int check_option(struct cli *cli, const struct written *written, const char *path, struct diag_arg what) {
    return check_read(cli, written, place_of(cli, data_place(cli, path).file, STDIN_FILENO), what);
}

static int check_data(struct cli *cli, const struct written *written) {
    int code = check_option(cli, written, option_text(cli, "data"),
                            (struct diag_arg){"option '--data'", "选项“--data”"});
    if (code == CLI_OK && option_given(cli, "header"))
        code = check_option(cli, written, option_text(cli, "header"),
                            (struct diag_arg){"option '--header'", "选项“--header”"});
    for (size_t i = 0; code == CLI_OK && i < option_count(cli, "list"); i++)
        code = check_option(cli, written, strchr(option_at(cli, "list", i), '=') + 1,
                            (struct diag_arg){"option '--list'", "选项“--list”"});
    for (size_t i = 0; code == CLI_OK && i < cli->operand_count; i++)
        if (strcmp(cli->operands[i], "-") == 0)
            code = check_option(cli, written, "-", (struct diag_arg){"standard input", "标准输入"});
    return code;
}

static int check_two(struct cli *cli, const struct written *one, const struct written *other) {
    if (!is_same(&one->place, &other->place) || swallows_bytes(&one->place)) return CLI_OK;
    if (one->place.is_standard) return cli_complain(cli, DIAG_STDOUT_TWICE, {0}), CLI_USAGE;
    return refuse(cli, one, other->name, one->place.path);
}

static int check_written(struct cli *cli, const struct written *written) {
    int code = CLI_OK;
    for (size_t i = 0; i < WRITTEN; i++)
        for (size_t k = i + 1; code == CLI_OK && k < WRITTEN; k++) code = check_two(cli, &written[i], &written[k]);
    return code;
}

// Standard output where no file is named.
static struct written written_by_output(struct cli *cli, const char *output) {
    bool to_file = output && strcmp(output, "-") != 0;
    const struct diag_arg option = {"option '--output'", "选项“--output”"}, standard = {"standard output", "标准输出"};
    return (struct written){place_of(cli, to_file ? output : "-", STDOUT_FILENO), to_file ? option : standard};
}

int overwrite_check_policies(struct cli *cli, const struct inputs *in, const char *output) {
    const struct written written[WRITTEN] = {written_by_output(cli, output)};
    return check_sources(cli, in, written);
}

int overwrite_check(struct cli *cli, const struct inputs *in, const char *output, const char *rejects,
                    const char *summary, const char *stats) {
    const struct written written[] = {
        written_by_output(cli, output),
        {place_of(cli, rejects, STDOUT_FILENO), {"option '--rejects'", "选项“--rejects”"}},
        {place_of(cli, summary, STDOUT_FILENO), {"option '--summary'", "选项“--summary”"}},
        {place_of(cli, stats, STDOUT_FILENO), {"option '--stats'", "选项“--stats”"}},
    };
    int code = check_written(cli, written);
    if (code == CLI_OK) code = check_data(cli, written);
    return code == CLI_OK ? check_sources(cli, in, written) : code;
}
