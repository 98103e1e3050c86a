// A notice and the rules that are made of it, side by side.
#include "interp/trace/trace.h"

#include "grammar/base/project.h"
#include "grammar/check/accept.h"
#include "interp/cli/findings.h"
#include "interp/cli/overwrite.h"
#include "interp/cli/terminal.h"

static const struct option options[] = {
    {.name = "strict",
     .kind = OPTION_FLAG,
     .about = {"exit code 1 where a sentence is neither quoted nor marked as no rule, a citation is wrong, or a figure "
               "contradicts its words",
               "有句子既未被引用、又未标明非规则，或引用有误，或数值与原文不符时，退出码为 1"}},
    {.name = "against",
     .kind = OPTION_TEXT,
     .argument = {"FILE", "文件"},
     .about = {"an amended notice: what has changed in it, and which rules quote that",
               "修改后的文件：逐句列出变化，以及引用了这些句子的规则"}},
    {.name = "format",
     .kind = OPTION_CHOICE,
     .argument = {"FORMAT", "格式"},
     .choices = FINDINGS_CHOICES "|html",
     .about = {"for people (text, the default), for programs (json), a page that sets notice and rules side by side "
               "(html); or what is open: as SARIF 2.1.0 (sarif), annotations of GitHub (github), Checkstyle's XML "
               "(checkstyle), or as tests (junit, tap)",
               "供人阅读（text，默认）、供程序读取（json）、文件与规则左右对照的网页（html）；或只输出未落实之处："
               "SARIF 2.1.0（sarif）、GitHub 标注（github）、Checkstyle 的 XML（checkstyle），或作为测试结果"
               "（junit、tap）"}},
    {0},
};

struct comparison {
    struct cli *cli;
    struct inputs in;
    enum lang lang;
    struct trace trace;
    struct trace_against against;
    bool compares;
    bool idle;  // something in the policies accepts what is not there
};

static int refuse_file(struct comparison *x, enum source_status status, const char *path, const char *root) {
    struct compilation *c = &x->in.policies.compilation;
    struct text t = {0};
    uint32_t before = c->diags.count;
    compilation_refuse(c, status, path, root, (struct span){UINT32_MAX, 0, 0});
    for (uint32_t i = before; i < c->diags.count; i++) diag_render(&t, x->cli->lang, &c->sources, c->diags.items[i]);
    cli_say(x->cli, &t);
    text_free(&t);
    return CLI_IO;
}

// The amended notice; it becomes one of what was read, so that nothing is written over it.
static int read_amended(struct comparison *x) {
    const char *path = option_text(x->cli, "against");
    struct compilation *c = &x->in.policies.compilation;
    struct project_file file;
    uint32_t source;
    if (!path) return CLI_OK;
    if (x->trace.notice_count != 1) return cli_complain(x->cli, DIAG_TRACE_ONE, A(path)), CLI_USAGE;
    enum source_status status = project_open(&c->sources, path, &file);
    if (status == SOURCE_OK) status = project_read(&c->sources, &file, &source);
    if (status != SOURCE_OK) return refuse_file(x, status, path, file.root);
    x->against = trace_against(&x->trace, &x->trace.notices[0], source);
    x->compares = true;
    return CLI_OK;
}

// What is open; of an amended notice what has to be looked at anew, and of that alone.
static void put_findings(struct comparison *x, struct text *out) {
    struct compilation *c = &x->in.policies.compilation;
    if (x->compares) trace_add_changes(&x->trace, &x->against, &c->diags);
    struct annotations a = findings_none(x->cli, &x->in.policies, c->diags.count);
    if (option_given(x->cli, "strict")) a.failing = SEVERITY_WARNING;
    for (uint32_t i = 0; i < c->diags.count; i++) {
        const struct diag *d = c->diags.items[i];
        bool change = d->id == DIAG_TRACE_LOST || d->id == DIAG_TRACE_NEW;
        if (trace_is_finding(d) && change == x->compares) a.items[a.count++] = d;
    }
    findings_sort(&a);
    findings_put(out, findings_format(x->cli), &a);
}

static void put_result(struct comparison *x, struct text *out) {
    const struct trace_against *against = x->compares ? &x->against : NULL;
    switch (findings_format(x->cli)) {
    case FINDINGS_TEXT:
        trace_write_text(out, &x->trace, against, terminal_page_width(x->cli, option_text(x->cli, "output")));
        break;
    case FINDINGS_JSON: trace_write_json(out, &x->trace, against); break;
    case FINDINGS_COUNT: trace_write_page(out, &x->trace, against); break;
    default: put_findings(x, out);
    }
}

static int write_result(struct comparison *x) {
    struct text t = {0};
    put_result(x, &t);
    return cli_write_result(x->cli, option_text(x->cli, "output"), &t, findings_format(x->cli) == FINDINGS_TEXT);
}

static int judge(struct comparison *x) {
    bool strict = option_given(x->cli, "strict");
    bool whole = x->compares ? !trace_has_changed(&x->against) : trace_is_whole(&x->trace) && !x->idle;
    if (!strict || whole) return CLI_OK;
    output_flush(x->cli->out);
    if (!x->compares) cli_complain(x->cli, DIAG_TRACE_OPEN, {0});
    return CLI_NO;
}

// What accepts nothing of it is told as well.
static void add_findings(struct comparison *x) {
    struct compilation *c = &x->in.policies.compilation;
    struct text t = {0};
    trace_add_findings(&x->trace, &c->diags);
    accept_findings(c);
    uint32_t before = c->diags.count;
    accept_report_idle(c, true);
    x->idle = c->diags.count > before;
    for (uint32_t i = before; i < c->diags.count; i++) diag_render(&t, x->cli->lang, &c->sources, c->diags.items[i]);
    cli_say(x->cli, &t);
    text_free(&t);
}

// What is told instead of a trace, to programs alone.
static void write_refusal(struct comparison *x, struct text *t) {
    const char *path = option_text(x->cli, "output");
    int written = t->length ? overwrite_check_policies(x->cli, &x->in, path) : CLI_NO;
    if (written == CLI_OK) cli_write_result(x->cli, path, t, false);
    else text_free(t);
}

static int refuse_policies(struct comparison *x, int code) {
    struct text t = {0};
    findings_refused(&t, x->cli, findings_format(x->cli), &x->in.policies, code);
    write_refusal(x, &t);
    return code;
}

static int refuse_to_trace(struct comparison *x) {
    struct text t = {0};
    findings_idle(&t, x->cli, findings_format(x->cli), &x->in.policies, DIAG_TRACE_NONE, DIAG_NONE, {0});
    write_refusal(x, &t);
    return CLI_USAGE;
}

static int trace_all(struct comparison *x) {
    struct policies *p = &x->in.policies;
    x->trace = trace_policy(&p->compilation.arena, p->policy, &p->compilation.diags, line_writer_new(&p->compilation),
                            x->lang);
    if (!x->trace.notice_count) return refuse_to_trace(x);
    add_findings(x);
    int code = read_amended(x);
    if (code == CLI_OK) code = overwrite_check_policies(x->cli, &x->in, option_text(x->cli, "output"));
    if (code == CLI_OK) code = write_result(x);
    return code == CLI_OK ? judge(x) : code;
}

static int run_trace(struct cli *cli) {
    bool for_program = findings_format(cli) == FINDINGS_JSON;
    struct comparison x = {.cli = cli, .lang = cli_result_lang(cli, !for_program)};
    const struct check_options plain = {0};
    int code = policies_load(cli, cli->operands, cli->operand_count, &plain, NULL, &x.in.policies);
    code = code == CLI_OK ? trace_all(&x) : refuse_policies(&x, code);
    policies_free(&x.in.policies);
    return code;
}

static const struct example examples[] = {
    {"pol trace policies/sxb.pol",
     {"each clause with its rules, and what no rule touches", "逐条列出对应规则和未涉及的句子"}},
    {"pol trace --strict policies", {"in CI: every sentence is accounted for", "用于持续集成：每一句都要有着落"}},
    {"pol trace policies/sxb.pol --format html -o sxb.html",
     {"notice and rules side by side, for signature", "文件与规则左右对照，供核对签字"}},
    {"pol trace policies/sxb.pol --against new.txt",
     {"what an amended notice changes, sentence by sentence", "文件修改后逐句比对，列出须重新核对的规则"}},
    {0},
};

const struct command command_trace = {
    .name = "trace",
    .about = {"set notices and the rules made of them side by side", "文件条款与规则逐条对照"},
    .operands = {"POLICY...", "政策文件或文件夹..."},
    .least = 1,
    .most = ANY_NUMBER,
    .options = {options, report_options},
    .examples = examples,
    .more = {"A sentence is touched where a rule quotes words of it. What is no rule is marked so in the policy, with "
             "its words and the reason: not a rule \"publicity\" cite \"五（一）\" quote \"…\". With --against, "
             "--strict exits 1 where anything has changed.",
             "规则的“原文”落在哪一句，哪一句就算有着落；不是规则的文字，在政策文件中写明理由："
             "非规则 “组织宣传” 依据 “五（一）” 原文 “…”。与 --against 同用时，有任何变化，--strict 的退出码即为 1。"},
    .run = run_trace,
};
