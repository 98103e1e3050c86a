#include "interp/cli/policies.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "grammar/base/path.h"
#include "grammar/check/editions.h"
#include "interp/findings/findings.h"

const struct option reform_options[] = {
    {.name = "reform",
     .kind = OPTION_TEXT,
     .repeats = true,
     .argument = {"TITLE", "标题"},
     .about = {"with the reform of this title applied; several one upon the other",
               "按该标题的改革计算；可给出多项，依次应用"}},
    {0},
};

struct check_options reforms_asked(const struct cli *cli) {
    size_t count = option_count(cli, "reform");
    const char **titles = ARENA_ARRAY(cli->arena, const char *, count);
    for (size_t i = 0; i < count; i++) titles[i] = option_at(cli, "reform", i);
    return (struct check_options){.reforms = titles, .reform_count = count};
}

static bool is_policy(const char *name) {
    size_t length = strlen(name);
    return length > 4 && strcmp(name + length - 4, ".pol") == 0;
}

struct gathering {
    struct cli *cli;
    struct intern known;  // what the list holds
    struct file_list *list;
};

static void add_path(struct gathering *g, const char *path) {
    if (intern_find(&g->known, path, strlen(path))) return;
    intern_text(&g->known, path, strlen(path));
    ARENA_PUSH(g->cli->arena, g->list->paths, g->list->count, path);
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

// The names in a folder, hidden ones left out; false with errno set.
static bool list_folder(struct cli *cli, const char *folder, struct file_list *names) {
    DIR *dir = opendir(folder);
    if (!dir) return false;
    errno = 0;
    for (const struct dirent *entry; (entry = readdir(dir)); errno = 0)
        if (entry->d_name[0] != '.')
            ARENA_PUSH(cli->arena, names->paths, names->count,
                       arena_copy(cli->arena, entry->d_name, strlen(entry->d_name)));
    int error = errno;
    closedir(dir);
    errno = error;
    return error == 0;
}

static int walk(struct cli *cli, const char *folder, struct file_list *found);

// A linked folder may lead back here, so only a linked file is followed.
static int visit(struct cli *cli, const char *path, struct file_list *found) {
    struct stat st;
    if (lstat(path, &st) != 0) return cli_cant_read(cli, path, errno);
    if (S_ISDIR(st.st_mode)) return walk(cli, path, found);
    if (is_policy(path)) ARENA_PUSH(cli->arena, found->paths, found->count, path);
    return CLI_OK;
}

static int walk(struct cli *cli, const char *folder, struct file_list *found) {
    struct file_list names = {0};
    if (!list_folder(cli, folder, &names)) return cli_cant_read(cli, folder, errno);
    for (uint32_t i = 0; i < names.count; i++) {
        int code = visit(cli, path_below(cli->arena, folder, names.paths[i]), found);
        if (code != CLI_OK) return code;
    }
    return CLI_OK;
}

static int add_folder(struct gathering *g, const char *folder) {
    struct file_list found = {0};
    int code = walk(g->cli, folder, &found);
    if (code != CLI_OK) return code;
    if (!found.count) return cli_complain(g->cli, DIAG_NO_POLICIES_IN_FOLDER, A(folder)), CLI_IO;
    qsort(found.paths, found.count, sizeof *found.paths, by_bytes);
    for (uint32_t i = 0; i < found.count; i++) add_path(g, found.paths[i]);
    return CLI_OK;
}

static int add_operand(struct gathering *g, const char *path) {
    struct stat st;
    bool is_stdin = strcmp(path, "-") == 0;
    if (!is_stdin && stat(path, &st) != 0) return cli_cant_read(g->cli, path, errno);
    if (!is_stdin && S_ISDIR(st.st_mode)) return add_folder(g, path);
    if (!is_stdin && access(path, R_OK) != 0) return cli_cant_read(g->cli, path, errno);
    add_path(g, path);
    return CLI_OK;
}

int policy_files(struct cli *cli, const char *const *paths, size_t count, struct file_list *out) {
    struct gathering g = {.cli = cli, .list = out};
    int code = CLI_OK;
    *out = (struct file_list){0};
    intern_init(&g.known, cli->arena);
    for (size_t i = 0; i < count && code == CLI_OK; i++) code = add_operand(&g, paths[i]);
    intern_free(&g.known);
    return code;
}

#define STDIN_NAME "<stdin>"

static int read_stdin(struct cli *cli, struct text *t) {
    char piece[1 << 14];
    for (;;) {
        ssize_t got = read(STDIN_FILENO, piece, sizeof piece);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return cli_cant_read(cli, STDIN_NAME, errno);
        if (got == 0) return t->failed ? cli_cant_read(cli, STDIN_NAME, ENOMEM) : CLI_OK;
        text_add(t, piece, (size_t)got);
        if (t->length > SOURCE_MAX_SIZE) return cli_cant_read(cli, STDIN_NAME, EFBIG);
    }
}

static int load_stdin(struct cli *cli, struct compilation *c) {
    struct text t = {0};
    int code = read_stdin(cli, &t);
    if (code == CLI_OK) compilation_load_text(c, STDIN_NAME, text_string(&t), t.length);
    text_free(&t);
    return code;
}

static int load_files(struct cli *cli, struct compilation *c, const struct file_list *files) {
    for (uint32_t i = 0; i < files->count; i++) {
        int code = CLI_OK;
        if (strcmp(files->paths[i], "-") == 0) code = load_stdin(cli, c);
        else compilation_load(c, files->paths[i]);
        if (code != CLI_OK) return code;
    }
    return CLI_OK;
}

#define CONDITION_NAME "--where"

const struct option claim_options[] = {
    {.name = "claim",
     .kind = OPTION_TEXT,
     .repeats = true,
     .argument = {"CLAIM", "断言"},
     .about = {"what is to be proved; may be given more than once", "要证明的断言；可给出多项"}},
    {.name = "claims",
     .kind = OPTION_TEXT,
     .repeats = true,
     .argument = {"FILE", "文件"},
     .about = {"a file with a claim on each line, or with claim blocks", "断言清单文件，每行一项，或为断言块"}},
    {0},
};

static bool takes_claims(const struct cli *cli) {
    for (size_t i = 0; i < COMMAND_TABLES; i++)
        if (cli->command->options[i] == claim_options) return true;
    return false;
}

static void load_claims(struct cli *cli, struct compilation *c) {
    if (!takes_claims(cli)) return;
    for (size_t i = 0; i < option_count(cli, "claim"); i++)
        compilation_load_claim(c, "--claim", option_at(cli, "claim", i));
    for (size_t i = 0; i < option_count(cli, "claims"); i++) compilation_load_claims(c, option_at(cli, "claims", i));
}

static void begin(struct cli *cli, struct policies *p) {
    *p = (struct policies){0};
    compilation_init(&p->compilation, cli->out_of_memory);
    p->compilation.prover = findings_prover();
    p->loaded = true;
}

static void take_counts(struct policies *p) {
    struct compilation *c = &p->compilation;
    diag_sort(&c->diags);
    p->errors = c->diags.errors;
    p->warnings = c->diags.warnings;
    p->unread = c->sources.unread;
}

static int load_paths(struct cli *cli, struct compilation *c, const char *const *paths, size_t count) {
    struct file_list files;
    int code = policy_files(cli, paths, count, &files);
    return code == CLI_OK ? load_files(cli, c, &files) : code;
}

// The edition that the others are held against; no paths: there is none.
static int load_earlier(struct cli *cli, struct compilation *c, struct file_list earlier) {
    if (!earlier.count) return CLI_OK;
    int code = load_paths(cli, c, earlier.paths, earlier.count);
    if (code == CLI_OK) compilation_next_edition(c);
    return code;
}

// Those of --before, for a command that proves claims.
static struct file_list before(const struct cli *cli) {
    struct file_list l = {0};
    size_t count = takes_claims(cli) ? option_count(cli, "before") : 0;
    for (size_t i = 0; i < count; i++) ARENA_PUSH(cli->arena, l.paths, l.count, option_at(cli, "before", i));
    return l;
}

static int load(struct cli *cli, struct file_list earlier, const char *const *paths, size_t count,
                const struct check_options *options, const char *condition, struct policies *p) {
    struct compilation *c = &p->compilation;
    c->no_tests = options && options->no_tests;
    c->cuts_texts = options && options->cuts_texts;
    int code = load_earlier(cli, c, earlier);
    if (code == CLI_OK) code = load_paths(cli, c, paths, count);
    if (code != CLI_OK) return code;
    if (condition) compilation_load_condition(c, CONDITION_NAME, condition);
    load_claims(cli, c);
    p->unparsed = c->diags.errors;
    p->policy = compilation_has_editions(c) ? check_editions(c, options) : check_policy(c, options);
    take_counts(p);
    return CLI_OK;
}

int policies_load_quietly(struct cli *cli, const char *const *paths, size_t count, const struct check_options *options,
                          struct policies *p) {
    begin(cli, p);
    return load(cli, before(cli), paths, count, options, NULL, p);
}

int policies_load_drafts(struct cli *cli, const struct source_draft *drafts, uint32_t count,
                         const struct check_options *options, struct policies *p) {
    begin(cli, p);
    p->compilation.sources.drafts = drafts;
    p->compilation.sources.draft_count = count;
    return load(cli, before(cli), cli->operands, cli->operand_count, options, NULL, p);
}

int policies_code(const struct policies *p, int faulty) { return p->unread ? CLI_IO : p->errors ? faulty : CLI_OK; }

void policies_render(struct text *out, enum lang lang, struct policies *p) {
    struct compilation *c = &p->compilation;
    for (uint32_t i = 0; i < c->diags.count; i++)
        if (diag_is_wrong(c->diags.items[i])) diag_render(out, lang, &c->sources, c->diags.items[i]);
}

// A reform that is not there, or is asked for twice, is a slip of the command line, not of a file; so is, where one is
// asked for, that the policy is not loaded which a reform changes. How many there are.
static uint32_t misnamed_reforms(struct policies *p, const struct check_options *o) {
    uint32_t found = 0;
    bool asked = o && (o->reform_count || o->scenario_count);
    for (uint32_t i = 0; i < p->compilation.diags.count; i++) {
        struct diag *d = p->compilation.diags.items[i];
        found += asked && d->id == DIAG_REFORM_SCHEME_ABSENT;
        if (d->id != DIAG_UNKNOWN_REFORM && d->id != DIAG_REFORM_ASKED_TWICE) continue;
        if (d->at.length) continue;  // a claim names it
        d->at = (struct span){UINT32_MAX, 0, 0};
        found++;
    }
    return found;
}

// So is whatever is wrong with the condition on records, or with claims.
static bool is_of_condition(const struct compilation *c, const struct diag *d) {
    return d->at.source < c->sources.count && c->sources.items[d->at.source]->is_condition;
}

static uint32_t condition_errors(const struct policies *p) {
    const struct compilation *c = &p->compilation;
    uint32_t found = 0;
    for (uint32_t i = 0; i < c->diags.count; i++) {
        const struct diag *d = c->diags.items[i];
        found += is_of_condition(c, d) && diag_info(d->id)->severity == SEVERITY_ERROR;
    }
    return found;
}

// All that they are for has been checked, and said.
static void forget_notices(struct compilation *c) {
    for (uint32_t i = 0; i < c->sources.count; i++)
        if (!compilation_has_tree(c, i) && !c->sources.items[i]->is_condition) source_cut(&c->sources, i, 0);
}

// What there is to say of what was loaded.
static int report_loaded(struct cli *cli, struct policies *p, const struct check_options *options) {
    uint32_t misnamed = misnamed_reforms(p, options) + condition_errors(p);
    struct text t = {0};
    policies_render(&t, cli->lang, p);
    cli_say(cli, &t);
    cli->warnings += p->warnings;
    text_free(&t);
    if (p->compilation.cuts_texts) forget_notices(&p->compilation);
    if (misnamed && p->errors == misnamed) return CLI_USAGE;
    return policies_code(p, CLI_POLICY);
}

int policies_load(struct cli *cli, const char *const *paths, size_t count, const struct check_options *options,
                  const char *condition, struct policies *p) {
    begin(cli, p);
    int code = load(cli, before(cli), paths, count, options, condition, p);
    return code == CLI_OK ? report_loaded(cli, p, options) : code;
}

int policies_load_editions(struct cli *cli, const char *earlier, const char *later, const char *condition,
                           struct policies *p) {
    const struct check_options options = {.no_tests = true};
    begin(cli, p);
    int code = load(cli, (struct file_list){&earlier, 1}, &later, 1, &options, condition, p);
    return code == CLI_OK ? report_loaded(cli, p, &options) : code;
}

void policies_free(struct policies *p) {
    if (p->loaded) compilation_free(&p->compilation);
    p->loaded = false;
}
