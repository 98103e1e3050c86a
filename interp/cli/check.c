#include "grammar/base/json.h"
#include "interp/cli/checked.h"
#include "interp/cli/codes.h"
#include "interp/cli/eval_summary.h"
#include "interp/cli/findings.h"
#include "interp/cli/fix.h"

static const struct option options[] = {
    {.name = "strict", .kind = OPTION_FLAG, .about = {"warnings count: exit code 1", "有警告也算不通过：退出码为 1"}},
    {.name = "notes",
     .kind = OPTION_FLAG,
     .about = {"notes as well: what is no fault, but may be worth knowing", "同时列出说明：并非错误，但值得了解"}},
    {.name = "explain",
     .kind = OPTION_TEXT,
     .repeats = true,
     .argument = {"CODE|all", "代码|all"},
     .about = {"what the code of a message means, what to do, and an example, wrong and right; more codes may "
               "follow, and no file is checked",
               "说明消息代码的含义和处理办法，并举出错误与正确的写法；其后可再列代码，不检查文件"}},
    {0},
};

// Whether it is listed; what is accepted is, as accepted.
static bool is_listed(const struct cli *cli, const struct diag *d) {
    bool note = diag_info(d->id)->severity == SEVERITY_NOTE && !d->accepted;
    return !note || option_given(cli, "notes");
}

// A diagnostic to a line, which is easier to read and to compare.
static void put_diagnostics(struct json_writer *j, struct cli *cli, struct compilation *c) {
    uint32_t put = 0;
    json_open_array(j, "diagnostics");
    for (uint32_t i = 0; i < c->diags.count; i++) {
        struct text line = {0};
        if (!is_listed(cli, c->diags.items[i])) continue;
        put++;
        text_char(&line, '\n');
        diag_render_json(&line, cli->lang, &c->sources, c->diags.items[i]);
        json_put_raw(j, NULL, text_string(&line));
        j->out->failed |= line.failed;
        text_free(&line);
    }
    if (put) text_char(j->out, '\n');
    json_close_array(j);
}

static void put_json(struct text *out, struct cli *cli, struct policies *p) {
    struct json_writer j = {.out = out};
    json_open_object(&j, NULL);
    json_put_int(&j, "files", p->compilation.tree_count);
    json_put_int(&j, "errors", p->errors);
    json_put_int(&j, "warnings", p->warnings);
    json_put_int(&j, "notes", p->compilation.diags.notes);
    json_put_int(&j, "accepted", p->compilation.diags.accepted);
    put_diagnostics(&j, cli, &p->compilation);
    json_close_object(&j);
    text_char(out, '\n');
}

static void put_text(struct text *out, struct cli *cli, struct policies *p) {
    struct compilation *c = &p->compilation;
    for (uint32_t i = 0; i < c->diags.count; i++)
        if (is_listed(cli, c->diags.items[i])) diag_render(out, cli->lang, &c->sources, c->diags.items[i]);
}

// What is neither shown nor wrong.
static void put_rest(struct cli *cli, const struct diags *ds) {
    if (ds->accepted) cli_note(cli, DIAG_NOTE_ACCEPTED, A(cli_count(cli, ds->accepted)));
    if (ds->notes && !option_given(cli, "notes")) cli_note(cli, DIAG_NOTE_NOTES, A(cli_count(cli, ds->notes)));
}

static void put_summary(struct cli *cli, const struct policies *p) {
    const char *files = cli_count(cli, p->compilation.tree_count);
    if (p->compilation.diags.dropped) cli_note(cli, DIAG_NOTE_DROPPED, A(cli_count(cli, p->compilation.diags.dropped)));
    cli_note(cli, DIAG_NOTE_CHECKED, A(files), A(cli_count(cli, p->errors)), A(cli_count(cli, p->warnings)));
    put_rest(cli, &p->compilation.diags);
    summary_strict(cli, p->warnings);
}

static struct annotations annotations_of(struct cli *cli, struct policies *p) {
    const struct diags *ds = &p->compilation.diags;
    struct annotations a = findings_none(cli, p, ds->count);
    if (option_given(cli, "strict")) a.failing = SEVERITY_WARNING;
    for (uint32_t i = 0; i < ds->count; i++)
        if (is_listed(cli, ds->items[i])) a.items[a.count++] = ds->items[i];
    return a;
}

static void put_annotations(struct text *out, struct cli *cli, struct policies *p, enum findings_format format) {
    const struct annotations a = annotations_of(cli, p);
    findings_put(out, format, &a);
}

static void report(struct cli *cli, struct policies *p) {
    struct text t = {0};
    enum findings_format format = findings_format(cli);
    if (format == FINDINGS_TEXT) put_text(&t, cli, p);
    else if (format == FINDINGS_JSON) put_json(&t, cli, p);
    else put_annotations(&t, cli, p, format);
    cli_print_result(cli, &t, format == FINDINGS_TEXT);
    output_flush(cli->out);  // so that the summary comes behind it on a terminal
    put_summary(cli, p);
}

// Whoever reads SARIF finds a log even where a file that was named can't be read.
static void report_unread(struct cli *cli, struct policies *p) {
    struct text t = {0};
    p->unread = true;
    put_annotations(&t, cli, p, FINDINGS_SARIF);
    cli_print(cli, &t);
    text_free(&t);
}

static int fix(struct cli *cli, struct policies **p) {
    struct fixes f = {0};
    int code = fixes_find(cli, p, &f);
    if (code == CLI_OK) code = fixes_write(cli, *p, &f);
    if (code == CLI_OK && findings_format(cli) == FINDINGS_TEXT) cli_print_shown(cli, &f.told);
    output_flush(cli->out);
    if (code == CLI_OK) fixes_note(cli, &f);
    text_free(&f.told);
    return code == CLI_OK && f.fixed && option_given(cli, "dry-run") ? CLI_NO : code;
}

static int judge(struct cli *cli, struct policies *p) {
    int code = policies_code(p, CLI_NO);
    return code == CLI_OK && option_given(cli, "strict") && p->warnings ? CLI_NO : code;
}

// With --dry-run there is something to be done as long as something would be fixed.
static int check_loaded(struct cli *cli, struct policies **p) {
    int fixed = option_given(cli, "fix") ? fix(cli, p) : CLI_OK;
    if (fixed != CLI_OK && fixed != CLI_NO) return fixed;
    report(cli, *p);
    int code = judge(cli, *p);
    return code == CLI_OK ? fixed : code;
}

static int check_files(struct cli *cli) {
    struct policies *p = ARENA_NEW(cli->arena, struct policies);
    int code = checked_load(cli, NULL, 0, p);
    if (code == CLI_OK) code = check_loaded(cli, &p);
    else if (findings_format(cli) == FINDINGS_SARIF) report_unread(cli, p);
    policies_free(p);
    return code;
}

static int run_check(struct cli *cli) {
    if (option_given(cli, "explain")) return codes_explain(cli);
    int code = fixes_refuse(cli);
    if (code != CLI_OK) return code;
    return cli->operand_count ? check_files(cli) : options_too_few(cli);
}

static const struct example examples[] = {
    {"pol check policies", {"every .pol file in the folder and the folders in it", "文件夹及其下级中的全部 .pol 文件"}},
    {"pol check policies/ccb.pol", {"one file, with what it uses", "一个文件及其引用的文件"}},
    {"pol check --format json policies", {"for an editor or a script", "供编辑器或脚本读取"}},
    {"pol check --strict --format github policies", {"in a job of GitHub", "在 GitHub 的流水线中"}},
    {"pol check --fix policies",
     {"write what hints say where there is no doubt; --dry-run shows it first",
      "没有疑义的提示直接改写；加上 --dry-run 则先看改动"}},
    {"pol check --explain P0511", {"what a code means, with an example", "说明代码的含义，并举例"}},
    {0},
};

const struct command command_check = {
    .name = "check",
    .about = {"say what is wrong with policy files", "检查政策文件"},
    .operands = {"FILE|DIR...", "文件或文件夹..."},
    .most = ANY_NUMBER,
    .options = {findings_options, options, fix_options, reform_options},
    .examples = examples,
    .more = {"The files are checked together: they share one vocabulary.", "这些文件一并检查：它们共用一份词汇表。"},
    .run = run_check,
};
