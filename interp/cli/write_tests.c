// Tests are checked in memory before a file is made of them, and formatted as `pol fmt` would; the file uses whatever
// they speak of, so that it can be run alone.
#include "interp/cli/write_tests.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "grammar/base/path.h"
#include "grammar/format/format.h"
#include "interp/cli/output.h"
#include "interp/study/sample.h"

const struct option write_tests_options[] = {
    {.name = "write-tests",
     .kind = OPTION_TEXT,
     .argument = {"FILE", "文件"},
     .about = {"write the tests that are missing to this new file, for a person to confirm",
               "把缺少的测试写入此新文件，供人工核对"}},
    {0},
};

static const char *path_asked(const struct cli *cli) { return option_text(cli, "write-tests"); }
bool write_tests_asked(const struct cli *cli) { return path_asked(cli) != NULL; }

static int refuse_existing(struct cli *cli) {
    return cli_complain(cli, DIAG_WRITE_TESTS_EXISTS, A(path_asked(cli))), CLI_USAGE;
}

int write_tests_check(struct cli *cli) {
    const char *path = path_asked(cli);
    struct stat st;
    if (!path) return CLI_OK;
    if (strcmp(path, "-") == 0) return cli_complain(cli, DIAG_WRITE_TESTS_STDOUT, {0}), CLI_USAGE;
    if (lstat(path, &st) == 0) return refuse_existing(cli);
    return stat(path_folder(cli->arena, path), &st) == 0 ? CLI_OK : cli_cant_write(cli, path, errno);
}

struct shown_list write_tests_begin(struct cli *cli, const struct policy *policy) {
    struct shown_list l = {.arena = cli->arena, .policy = policy, .as_of = shown_usual_date(policy)};
    bool no_memory = false;
    l.plain = sample_first(policy, l.as_of, &no_memory);
    if (no_memory) arena_exhausted(cli->arena);
    return l;
}

void write_tests_end(struct shown_list *list) {
    shown_free(list);
    if (list->plain) block_free((struct block *)list->plain);
    list->plain = NULL;
}

// ---- what the file uses

struct uses {
    struct cli *cli;
    struct text *out;
    const struct source_set *sources;
    bool *used;          // by source
    const char *folder;  // the file's, without links or dots
    enum lang lang;
};

static void use_source(struct uses *u, uint32_t source) {
    const char *real = u->sources->items[source]->real;
    if (u->used[source] || !real || !u->folder) return;
    u->used[source] = true;
    text_format(u->out, u->lang == LANG_ZH ? "引用 “%s”\n" : "use \"%s\"\n", path_from(u->cli->arena, u->folder, real));
}

static void use_scheme(struct uses *u, const struct scheme *s) {
    use_source(u, s->decl->at.source);
    for (uint32_t i = 0; i < s->amendment_count; i++) use_source(u, s->amendments[i]->at.source);
}

static bool is_spoken_of(const struct shown_list *l, uint32_t group) {
    for (uint32_t i = 0; i < l->count; i++)
        if (l->items[i].groups[group]) return true;
    return false;
}

static void put_uses(struct uses *u, const struct shown_list *l) {
    for (uint32_t i = 0; i < l->policy->scheme_count; i++)
        if (is_spoken_of(l, l->policy->schemes[i]->group)) use_scheme(u, l->policy->schemes[i]);
    if (l->plain) use_source(u, l->policy->samples[0]->decl->at.source);
    text_char(u->out, '\n');
}

static const char *real_folder(struct cli *cli, const char *path) {
    char *real = realpath(path_folder(cli->arena, path), NULL);
    const char *kept = real ? arena_copy(cli->arena, real, strlen(real)) : NULL;
    free(real);
    return kept;
}

// ---- the file

struct job {
    struct cli *cli;
    struct policies *p;
    const char *path;
    enum lang lang;
};

// As it is to be written; false: what it speaks of is not there. `beside`: with all that was read, which no file can
// use that stands in another project.
static bool format_tests(struct job *j, const struct text *t, bool beside, struct text *formatted) {
    const struct check_options nothing = {0};
    struct compilation c;
    compilation_init(&c, j->cli->out_of_memory);
    const struct compilation *read = &j->p->compilation;
    for (uint32_t i = 0; beside && i < read->tree_count; i++) {
        const struct source *s = read->sources.items[read->trees[i]->source];
        if (s->real) compilation_load(&c, s->path);
        else compilation_load_text(&c, s->path, s->bytes, s->size);
    }
    compilation_load_text(&c, j->path, text_string(t), t->length);
    check_policy(&c, &nothing);
    bool done = !c.diags.errors;
    if (done) format_tree(&c, c.trees[c.tree_count - 1], j->lang == LANG_ZH ? FORMAT_ZH : FORMAT_EN, formatted);
    compilation_free(&c);
    return done;
}

static bool make_text(struct job *j, const struct shown_list *l, const struct text *tests, struct text *formatted) {
    struct text t = {0};
    struct uses u = {j->cli, &t, &j->p->compilation.sources, NULL, real_folder(j->cli, j->path), j->lang};
    u.used = ARENA_ARRAY(j->cli->arena, bool, u.sources->count);
    put_uses(&u, l);
    text_put(&t, text_string(tests));
    bool done = !t.failed && (format_tests(j, &t, false, formatted) || format_tests(j, tests, true, formatted));
    done &= !t.failed && !formatted->failed;
    text_free(&t);
    return done;
}

static int put_file(struct job *j, const struct text *formatted) {
    struct output *o = output_create(j->path, j->cli->interrupt);
    if (o) output_write(o, text_string(formatted), formatted->length);
    int error = o ? output_commit(o) : errno;
    if (error == EEXIST) return refuse_existing(j->cli);
    return error ? cli_cant_write(j->cli, j->path, error) : CLI_OK;
}

int write_tests(struct cli *cli, struct policies *p, const struct shown_list *list, const struct text *tests,
                enum lang lang) {
    struct job j = {cli, p, path_asked(cli), lang};
    struct text formatted = {0};
    int code = CLI_OK;
    if (!list->count) cli_note(cli, DIAG_WRITE_TESTS_NONE, A(j.path));
    else if (!make_text(&j, list, tests, &formatted)) code = cli_out_of_memory(cli);
    else code = put_file(&j, &formatted);
    text_free(&formatted);
    if (code == CLI_OK && list->count) cli_note(cli, DIAG_WRITE_TESTS_DONE, A(j.path), A(cli_count(cli, list->count)));
    if (code == CLI_OK && list->open) cli_note(cli, DIAG_WRITE_TESTS_OPEN, A(cli_count(cli, list->open)));
    return code;
}
