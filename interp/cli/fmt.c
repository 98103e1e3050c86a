// Every file is formatted before any is written: where one is refused, all stay as they are.
#include <errno.h>
#include <string.h>

#include "grammar/format/format.h"
#include "interp/cli/policies.h"

static const struct option options[] = {
    {.name = "check",
     .kind = OPTION_FLAG,
     .about = {"name the files that would change, and change none", "只列出会改变的文件，不作改动"}},
    {0},
};

struct job {
    const char *path;
    struct text formatted;
    bool changed;
};

static enum format_spelling wanted_spelling(const struct cli *cli) {
    if (!option_given(cli, "lang")) return FORMAT_KEEP;
    return cli->lang == LANG_ZH ? FORMAT_ZH : FORMAT_EN;
}

static bool is_stdin(const char *path) { return strcmp(path, "-") == 0; }

static int refuse_faults(struct cli *cli, struct policies *p) {
    struct text t = {0};
    policies_render(&t, cli->lang, p);
    cli_say(cli, &t);
    text_free(&t);
    return policies_code(p, CLI_NO);
}

static int refuse_spelling(struct cli *cli, struct compilation *c, struct span where) {
    const struct diag d = {.id = DIAG_FORMAT_CHANGES_MEANING, .at = where, .hint = DIAG_HINT_OTHER_SPELLING};
    struct text t = {0};
    diag_render(&t, cli->lang, &c->sources, &d);
    cli_say(cli, &t);
    text_free(&t);
    return CLI_NO;
}

static int format_checked(struct cli *cli, struct policies *p, struct job *job) {
    struct compilation *c = &p->compilation;
    if (p->errors || !c->tree_count) return refuse_faults(cli, p);
    const struct tree *t = c->trees[c->tree_count - 1];
    const struct source *before = c->sources.items[t->source];
    format_tree(c, t, wanted_spelling(cli), &job->formatted);
    if (job->formatted.failed) longjmp(*cli->out_of_memory, 1);
    struct span where;
    if (!format_is_faithful(c, t, &job->formatted, cli->out_of_memory, &where)) return refuse_spelling(cli, c, where);
    job->changed = job->formatted.length != before->size ||
                   memcmp(text_string(&job->formatted), before->bytes, before->size) != 0;
    return CLI_OK;
}

static int format_one(struct cli *cli, struct job *job) {
    struct policies p;
    int code = policies_load_quietly(cli, &job->path, 1, NULL, &p);
    if (code == CLI_OK) code = format_checked(cli, &p, job);
    policies_free(&p);
    return code;
}

static int format_all(struct cli *cli, struct job *jobs, uint32_t count) {
    int worst = CLI_OK;
    for (uint32_t i = 0; i < count; i++) {
        int code = format_one(cli, &jobs[i]);
        if (code > worst) worst = code;
    }
    return worst;
}

static int list_changed(struct cli *cli, const struct job *jobs, uint32_t count) {
    int code = CLI_OK;
    for (uint32_t i = 0; i < count; i++) {
        if (!jobs[i].changed) continue;
        struct text line = {0};
        text_format(&line, "%s\n", is_stdin(jobs[i].path) ? "<stdin>" : jobs[i].path);
        cli_print_shown(cli, &line);
        text_free(&line);
        code = CLI_NO;
    }
    return code;
}

static int write_file(struct cli *cli, const struct job *job) {
    struct output *o = output_open(job->path, cli->interrupt);
    if (!o) return cli_cant_write(cli, job->path, errno);
    output_write(o, text_string(&job->formatted), job->formatted.length);
    int error = output_commit(o);
    return error ? cli_cant_write(cli, job->path, error) : CLI_OK;
}

static int write_all(struct cli *cli, const struct job *jobs, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        int code = CLI_OK;
        if (is_stdin(jobs[i].path)) output_write(cli->out, text_string(&jobs[i].formatted), jobs[i].formatted.length);
        else if (jobs[i].changed) code = write_file(cli, &jobs[i]);
        if (code != CLI_OK) return code;
    }
    return CLI_OK;
}

static int run(struct cli *cli) {
    struct file_list files;
    int code = policy_files(cli, cli->operands, cli->operand_count, &files);
    if (code != CLI_OK) return code;
    struct job *jobs = ARENA_ARRAY(cli->arena, struct job, files.count);
    for (uint32_t i = 0; i < files.count; i++) jobs[i].path = files.paths[i];
    code = format_all(cli, jobs, files.count);
    if (code == CLI_OK && option_given(cli, "check")) code = list_changed(cli, jobs, files.count);
    else if (code == CLI_OK) code = write_all(cli, jobs, files.count);
    for (uint32_t i = 0; i < files.count; i++) text_free(&jobs[i].formatted);
    return code;
}

static const struct example examples[] = {
    {"pol fmt policies",
     {"every .pol file in the folder, in the spelling it has", "文件夹中的全部 .pol 文件，写法不变"}},
    {"pol fmt --lang zh policies/ccb.pol", {"the same file in Chinese", "把文件改写成中文写法"}},
    {"pol fmt --check policies",
     {"for a build: fails where a file is not as it should be", "供自动检查：格式不符时以失败结束"}},
    {"pol fmt - < draft.pol", {"from standard input to standard output", "从标准输入到标准输出"}},
    {0},
};

const struct command command_fmt = {
    .name = "fmt",
    .about = {"lay policy files out, and translate their spelling", "整理政策文件的格式，并在中英文写法之间转换"},
    .operands = {"FILE|DIR...", "文件或文件夹..."},
    .least = 1,
    .most = ANY_NUMBER,
    .options = {options},
    .examples = examples,
    .more = {"Files are rewritten in place. With --lang every keyword, unit and name stands in that language; without "
             "it each "
             "keeps its own. A file that does not check is refused, and then none is written.",
             "文件就地改写。给出 --lang "
             "时，关键词、单位与名称一律改用该语言；否则保持原样。未通过检查的文件会被拒绝，此时所有文件都不改动。"},
    .run = run,
};
