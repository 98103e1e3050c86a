#include "grammar/base/json.h"
#include "grammar/check/accept.h"
#include "interp/annotate/annotate.h"
#include "interp/cli/eval_summary.h"
#include "interp/cli/policies.h"
#include "interp/findings/findings.h"

enum check_format { CHECK_TEXT, CHECK_JSON, CHECK_SARIF, CHECK_GITHUB, CHECK_CHECKSTYLE };

static const struct option options[] = {
    {.name = "format",
     .kind = OPTION_CHOICE,
     .argument = {"FORMAT", "格式"},
     .choices = "text|json|sarif|github|checkstyle",
     .about = {"for people (text, the default), one JSON object (json), SARIF 2.1.0 (sarif), annotations of GitHub "
               "(github), or Checkstyle's XML (checkstyle)",
               "供人阅读（text，默认）、一个 JSON 对象（json）、SARIF 2.1.0（sarif）、GitHub 标注（github），"
               "或 Checkstyle 的 XML（checkstyle）"}},
    {.name = "strict", .kind = OPTION_FLAG, .about = {"warnings count: exit code 1", "有警告也算不通过：退出码为 1"}},
    {.name = "notes",
     .kind = OPTION_FLAG,
     .about = {"notes as well: what is no fault, but may be worth knowing", "同时列出说明：并非错误，但值得了解"}},
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
    struct compilation *c = &p->compilation;
    struct diag **listed = ARENA_ARRAY(cli->arena, struct diag *, (size_t)c->diags.count + 1);
    struct annotations a = {.lang = cli->lang, .sources = &c->sources, .items = listed, .whole = !p->unread};
    for (uint32_t i = 0; i < c->diags.count; i++)
        if (is_listed(cli, c->diags.items[i])) listed[a.count++] = c->diags.items[i];
    return a;
}

static void put_annotations(struct text *out, struct cli *cli, struct policies *p, enum check_format format) {
    const struct annotations a = annotations_of(cli, p);
    if (format == CHECK_SARIF) annotate_sarif(out, &a);
    else if (format == CHECK_GITHUB) annotate_github(out, &a);
    else annotate_checkstyle(out, &a);
}

static void report(struct cli *cli, struct policies *p) {
    struct text t = {0};
    enum check_format format = (enum check_format)option_choice(cli, "format", CHECK_TEXT);
    if (format == CHECK_TEXT) put_text(&t, cli, p);
    else if (format == CHECK_JSON) put_json(&t, cli, p);
    else put_annotations(&t, cli, p, format);
    cli_print_result(cli, &t, format == CHECK_TEXT);
    output_flush(cli->out);  // so that the summary comes behind it on a terminal
    put_summary(cli, p);
}

// What a reform that is asked for changes may not be there to accept.
static void finish(struct policies *p, bool as_it_stands) {
    struct diags *ds = &p->compilation.diags;
    if (!ds->errors) findings_add(&p->compilation, p->policy);
    accept_findings(&p->compilation);
    if (as_it_stands) accept_report_idle(&p->compilation);
    diag_sort(ds);
    p->errors = ds->errors;
    p->warnings = ds->warnings;
}

// Whoever reads SARIF finds a log even where a file that was named can't be read.
static void report_unread(struct cli *cli, struct policies *p) {
    struct text t = {0};
    p->unread = true;
    put_annotations(&t, cli, p, CHECK_SARIF);
    cli_print(cli, &t);
    text_free(&t);
}

static int run_check(struct cli *cli) {
    struct policies p;
    const struct check_options reforms = reforms_asked(cli);
    int code = policies_load_quietly(cli, cli->operands, cli->operand_count, &reforms, &p);
    if (code == CLI_OK) finish(&p, reforms.reform_count == 0);
    if (code == CLI_OK) report(cli, &p);
    else if (option_choice(cli, "format", CHECK_TEXT) == CHECK_SARIF) report_unread(cli, &p);
    if (code == CLI_OK) code = policies_code(&p, CLI_NO);
    if (code == CLI_OK && option_given(cli, "strict") && p.warnings) code = CLI_NO;
    policies_free(&p);
    return code;
}

static const struct example examples[] = {
    {"pol check policies", {"every .pol file in the folder and the folders in it", "文件夹及其下级中的全部 .pol 文件"}},
    {"pol check policies/ccb.pol", {"one file, with what it uses", "一个文件及其引用的文件"}},
    {"pol check --format json policies", {"for an editor or a script", "供编辑器或脚本读取"}},
    {"pol check --strict --format github policies", {"in a job of GitHub", "在 GitHub 的流水线中"}},
    {0},
};

const struct command command_check = {
    .name = "check",
    .about = {"say what is wrong with policy files", "检查政策文件"},
    .operands = {"FILE|DIR...", "文件或文件夹..."},
    .least = 1,
    .most = ANY_NUMBER,
    .options = {options, reform_options},
    .examples = examples,
    .more = {"The files are checked together: they share one vocabulary.", "这些文件一并检查：它们共用一份词汇表。"},
    .run = run_check,
};
