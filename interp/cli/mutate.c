#include "interp/mutate/mutate.h"

#include "interp/cli/findings.h"
#include "interp/cli/write_tests.h"
#include "interp/mutate/report.h"

static const struct option options[] = {
    {.name = "min",
     .kind = OPTION_NUMBER,
     .low = 0,
     .high = 100,
     .argument = {"PERCENT", "百分比"},
     .about = {"fail where the tests notice fewer of a hundred slips", "每一百处差错中测试发现的少于此数时视为未通过"}},
    {0},
};

// Slips that change nothing are none that could be noticed.
static bool is_enough(const struct cli *cli, const struct mutant_sums *sums) {
    uint64_t least = (uint64_t)option_number(cli, "min", 0), noticed = sums->by_fate[FATE_NOTICED];
    return noticed * 100 >= least * (noticed + sums->by_fate[FATE_SURVIVED]);
}

static int judge(struct cli *cli, const struct mutant_sums *sums) {
    uint64_t least = (uint64_t)option_number(cli, "min", 0), noticed = sums->by_fate[FATE_NOTICED];
    uint64_t all = noticed + sums->by_fate[FATE_SURVIVED];
    if (is_enough(cli, sums)) return CLI_OK;
    cli_complain(cli, DIAG_MUTATE_BELOW, A(cli_count(cli, noticed)), A(cli_count(cli, all)), A(cli_count(cli, least)));
    return CLI_NO;
}

// Survivors fail where there are more of them than --min lets be.
static void put_findings(struct cli *cli, struct text *out, const struct mutation *m, struct policies *p,
                         const struct mutant_sums *sums) {
    struct annotations a = findings_none(cli, p, sums->by_fate[FATE_SURVIVED]);
    if (!is_enough(cli, sums)) a.failing = SEVERITY_NOTE;
    mutation_add_findings(&a, m, cli->lang);
    findings_put(out, findings_format(cli), &a);
}

static int put_tests(struct cli *cli, const struct mutation *m, struct policies *p, enum lang lang,
                     const struct shown_list *found) {
    struct text tests = {0};
    bool done = mutation_write_tests(&tests, m, p->policy, lang, found);
    int code = done ? write_tests(cli, p, found, &tests, lang) : cli_out_of_memory(cli);
    text_free(&tests);
    return code;
}

static int report(struct cli *cli, const struct mutation *m, struct policies *p, enum lang lang,
                  const struct shown_list *found) {
    struct text out = {0};
    struct mutant_sums sums = mutation_sums(m);
    enum findings_format format = findings_format(cli);
    if (format == FINDINGS_TEXT) mutation_write_text(&out, m, p->policy, lang);
    else if (format == FINDINGS_JSON) mutation_write_json(&out, m, p->policy, lang);
    else put_findings(cli, &out, m, p, &sums);
    cli_print_result(cli, &out, format == FINDINGS_TEXT);
    int code = write_tests_asked(cli) ? put_tests(cli, m, p, lang, found) : CLI_OK;
    return code == CLI_OK ? judge(cli, &sums) : code;
}

static int refuse(struct cli *cli, struct policies *p, enum diag_id why, enum diag_id hint) {
    struct text out = {0};
    findings_idle(&out, cli, findings_format(cli), p, why, hint, {0});
    cli_print_result(cli, &out, false);
    return CLI_NO;
}

static int try_all(struct cli *cli, struct mutation *m, struct policies *p, enum lang lang, struct shown_list *found) {
    const struct test_options how = {.lang = lang, .lines = line_writer_new(&p->compilation), .today = cli_today()};
    switch (mutation_try(m, &how, found)) {
    case MUTATE_OK: return report(cli, m, p, lang, found);
    case MUTATE_TESTS_FAIL: return refuse(cli, p, DIAG_MUTATE_TESTS_FAIL, DIAG_HINT_MUTATE_TESTS);
    case MUTATE_NO_MEMORY: break;
    }
    return cli_out_of_memory(cli);
}

static int mutate(struct cli *cli, struct policies *p) {
    enum lang lang = cli_result_lang(cli, true);
    if (!p->policy->test_count && !write_tests_asked(cli)) return refuse(cli, p, DIAG_NO_TESTS, DIAG_HINT_WRITE_TESTS);
    struct mutation *m = mutation_new(p->policy, lang);
    struct shown_list found = write_tests_begin(cli, p->policy);
    int code = m ? try_all(cli, m, p, lang, &found) : cli_out_of_memory(cli);
    mutation_free(m);
    write_tests_end(&found);
    return code;
}

static int run_mutate(struct cli *cli) {
    struct policies p;
    const struct check_options none = {0};
    struct text told = {0};
    int code = write_tests_check(cli);
    if (code != CLI_OK) return code;
    code = policies_load(cli, cli->operands, cli->operand_count, &none, NULL, &p);
    findings_refused(&told, cli, findings_format(cli), &p, code);
    cli_print_result(cli, &told, false);
    if (code == CLI_OK) code = mutate(cli, &p);
    policies_free(&p);
    return code;
}

static const struct example examples[] = {
    {"pol mutate policies", {"which slips in the rules no test would notice", "规则中哪些差错没有测试能发现"}},
    {"pol mutate policies --write-tests new_test.pol",
     {"and write tests that notice them, to be confirmed", "并写出能发现这些差错的测试，供人工核对"}},
    {"pol mutate policies --min 100",
     {"for a build server: fail where there is one", "供构建服务器使用：只要有一处就视为未通过"}},
    {0},
};

const struct command command_mutate = {
    .name = "mutate",
    .about = {"try whether the tests would notice slips in the rules", "检验测试能否发现规则中的差错"},
    .operands = {"POLICY...", "政策文件或文件夹..."},
    .least = 1,
    .most = ANY_NUMBER,
    .options = {findings_options, options, write_tests_options},
    .examples = examples,
    .more =
        {"Each slip is a small one: a threshold off by a fen, a day or a person, one comparison for another, a rule, "
         "an operand or a row left out. The exit code is 1 where the tests fail as it is, or notice fewer than --min "
         "asks for.",
         "每次只改动一小处：门槛差一分钱、一天或一人，换一个比较符号，漏掉一条规则、一个条件或一行表。"
         "测试本身未通过，或发现的差错少于 --min 所要求的，退出码为 1。"},
    .run = run_mutate,
};
