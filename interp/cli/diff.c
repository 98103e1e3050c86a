// What changed between two editions of a policy.
#include "interp/diff/diff.h"

#include "interp/cli/effect.h"
#include "interp/cli/overwrite.h"
#include "interp/cli/terminal.h"

enum diff_format { DIFF_TEXT, DIFF_JSON, DIFF_HTML };

static const struct option options[] = {
    {.name = "format",
     .kind = OPTION_CHOICE,
     .argument = {"text|json|html", "text|json|html"},
     .choices = "text|json|html",
     .about = {"for people (the default), for programs, or a page for a change request",
               "供人阅读（默认）、供程序读取，或输出附于变更申请的网页"}},
    {0},
};

struct comparison {
    struct cli *cli;
    struct inputs in;
    struct diff diff;
};

static void put_result(struct comparison *x, struct text *out) {
    switch (option_choice(x->cli, "format", DIFF_TEXT)) {
    case DIFF_JSON: diff_write_json(out, &x->diff); break;
    case DIFF_HTML: diff_write_page(out, &x->diff); break;
    default: diff_write_text(out, &x->diff, terminal_page_width(x->cli, option_text(x->cli, "output")));
    }
}

static int write_result(struct comparison *x) {
    struct text t = {0};
    put_result(x, &t);
    return cli_write_result(x->cli, option_text(x->cli, "output"), &t,
                            option_choice(x->cli, "format", DIFF_TEXT) == DIFF_TEXT);
}

// What the records come to stands behind what was proved, which holds for all that there might be.
static int write_with_effect(struct comparison *x) {
    struct portfolio p = portfolio_of(x->cli, &x->in, x->diff.lang);
    int code = effect_run(&p);
    bool done = code == CLI_OK || code == CLI_REJECTED;
    x->diff.effect = &p.result;
    int written = done ? write_result(x) : code;
    if (done) code = written == CLI_OK ? portfolio_end(&p, code) : written;
    portfolio_free(&p);
    x->diff.effect = NULL;
    return code;
}

static int check_places(struct comparison *x) {
    const char *path = option_text(x->cli, "output");
    if (!option_given(x->cli, "data")) return overwrite_check_policies(x->cli, &x->in, path);
    return overwrite_check(x->cli, &x->in, path, option_text(x->cli, "rejects"), NULL, NULL);
}

static int compare(struct comparison *x) {
    struct policies *p = &x->in.policies;
    bool for_program = option_choice(x->cli, "format", DIFF_TEXT) == DIFF_JSON;
    int code = check_places(x);
    if (code != CLI_OK) return code;
    bool found = diff_find(&x->diff, &p->compilation, p->policy, cli_result_lang(x->cli, !for_program));
    if (!found) code = cli_out_of_memory(x->cli);
    else code = option_given(x->cli, "data") ? write_with_effect(x) : write_result(x);
    if (code == CLI_OK && diff_means(&x->diff)) code = CLI_NO;
    diff_free(&x->diff);
    return code;
}

static int run_diff(struct cli *cli) {
    struct comparison x = {.cli = cli};
    int code = effect_check(cli);
    if (code == CLI_OK) code = inputs_open_editions(cli, &x.in);
    if (code == CLI_OK) code = compare(&x);
    inputs_close(&x.in);
    return code;
}

static const struct example examples[] = {
    {"pol diff old/ccb.pol new/ccb.pol", {"what changed, and for whom", "改了什么，对谁有影响"}},
    {"pol diff old new --format html -o change.html",
     {"a page for a change request, of two folders", "两个文件夹逐条对照，输出变更申请附页"}},
    {"pol diff old new --data applicants.csv --as-of 2024-07-01",
     {"and what it does to these applicants", "并列出对这批客户的影响"}},
    {0},
};

const struct command command_diff = {
    .name = "diff",
    .about = {"what changed between two editions of a policy, and for whom",
              "比较政策的两个版本：改了什么，对谁有影响"},
    .operands = {"OLD NEW", "旧版 新版"},
    .least = 2,
    .most = 2,
    .options = {options, report_options, effect_options, jobs_options, trouble_options, data_options, policy_options},
    .examples = examples,
    .more = {"Exit code 1: the editions do not mean the same, or that could not be settled. 0: they differ in form "
             "alone, or not at all. Each of the two is a file or a folder.",
             "退出码 1：两个版本含义不同，或未能判定；0：只有形式上的差别，或完全相同。旧版、新版均可为文件或文件夹。"},
    .run = run_diff,
};
