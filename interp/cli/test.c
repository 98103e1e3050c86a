// The tests and claims that policy files hold.
#include <stdlib.h>
#include <string.h>

#include "interp/cli/coverage.h"
#include "interp/cli/findings.h"
#include "interp/cli/write_tests.h"
#include "interp/prove/claim_tests.h"

static const struct option options[] = {
    {.name = "format",
     .kind = OPTION_CHOICE,
     .argument = {"FORMAT", "格式"},
     .choices = "text|tap|junit|json|lcov|cobertura|html|sarif|github|checkstyle",
     .about =
         {"for people (text, the default), one JSON object (json), for test harnesses (tap, junit; what is not covered "
          "is a "
          "case that fails), what failed and "
          "what "
          "is not covered beside the lines (sarif, github, checkstyle), or the coverage alone (lcov, cobertura, html)",
          "供人阅读（text，默认）、一个 JSON "
          "对象（json）、供测试框架读取（tap、junit，未覆盖之处各算一个未通过的用例）、在相应行旁标出未通过和未覆盖之处"
          "（sarif、github、checkstyle），或只输出覆盖情况（lcov、cobertura、html）"}},
    {.name = "verbose",
     .kind = OPTION_FLAG,
     .about = {"of a failed test the whole story of its offer, of a claim all data of who breaks it",
               "未通过的测试给出该产品的完整说明，不成立的断言给出反例的全部资料"}},
    {.name = "coverage",
     .kind = OPTION_FLAG,
     .about = {"tell what of the rules, rows, decisions and operands no test shows",
               "列出没有测试覆盖的规则、表行、结论和条件"}},
    {.name = "min",
     .kind = OPTION_NUMBER,
     .low = 0,
     .high = 100,
     .argument = {"PERCENT", "百分比"},
     .about = {"fail where the coverage is lower", "覆盖比例低于此值时视为未通过"}},
    {.name = "filter",
     .kind = OPTION_TEXT,
     .argument = {"WORD", "字样"},
     .about = {"only the tests whose title or file holds this", "只运行标题或文件名含此字样的测试"}},
    {0},
};

struct tests {
    struct cli *cli;
    struct policies *policies;
    const struct policy *policy;
    struct test_options how;
    struct prove_options proving;
    struct test_suite *suite;
    struct claim_tests *claims;
    struct coverage *coverage;     // NULL: not asked for
    struct test_outcome *results;  // of the tests, then of the claims
    uint32_t count, test_count;
};

static bool run_one(struct tests *t, uint32_t i) {
    if (i < t->test_count) return test_suite_run(t->suite, i, &t->results[i]);
    return claim_test_run(t->claims, i - t->test_count, &t->results[i]);
}

static bool run_all(struct tests *t) {
    for (uint32_t i = 0; i < t->count; i++) {
        uint64_t start = cli_nanoseconds();
        if (!run_one(t, i)) return false;
        t->results[i].nanoseconds = cli_nanoseconds() - start;
    }
    return true;
}

static uint32_t failed_count(const struct tests *t) {
    uint32_t failed = 0;
    for (uint32_t i = 0; i < t->count; i++) failed += !t->results[i].passed;
    return failed;
}

// Behind the choices of --format that coverage has too.
enum { AS_TAP = 1, AS_JUNIT, AS_JSON, AS_SARIF = 7, AS_GITHUB, AS_CHECKSTYLE };
static const enum findings_format as_findings[] = {[AS_TAP] = FINDINGS_TAP,
                                                   [AS_JUNIT] = FINDINGS_JUNIT,
                                                   [AS_SARIF] = FINDINGS_SARIF,
                                                   [AS_GITHUB] = FINDINGS_GITHUB,
                                                   [AS_CHECKSTYLE] = FINDINGS_CHECKSTYLE};

static void put_results(const struct tests *t, struct text *out, int format) {
    test_report(out, format == AS_JSON ? TEST_JSON : (enum test_format)format, t->how.lang, t->results, t->count);
}

static uint32_t findings_most(const struct tests *t) {
    uint32_t most = 0;
    if (t->coverage) coverage_places(t->coverage, &most);
    for (uint32_t i = 0; i < t->count; i++) most += t->results[i].failure_count;
    return most;
}

// What failed, and beside it what no test shows, where that was asked for.
static int report_findings(struct tests *t, int format) {
    struct text out = {0};
    struct annotations a = findings_none(t->cli, t->policies, findings_most(t));
    test_add_findings(&a, t->results, t->count);
    if (t->coverage) coverage_add_findings(t->cli, &a, t->coverage, t->policy);
    findings_sort(&a);
    findings_put(&out, as_findings[format], &a);
    cli_print_result(t->cli, &out, false);
    int code = t->coverage ? coverage_judge(t->cli, t->coverage) : CLI_OK;
    return failed_count(t) ? CLI_NO : code;
}

// What failed, and what no test shows, each a case.
static int report_cases(struct tests *t, int format) {
    struct text out = {0};
    uint32_t places, count = t->count;
    coverage_places(t->coverage, &places);
    struct test_outcome *cases = ARENA_ARRAY(t->cli->arena, struct test_outcome, (size_t)count + places + 1);
    if (count) memcpy(cases, t->results, count * sizeof *cases);
    coverage_put_cases(t->cli, t->coverage, t->policy, t->how.lang, cases, &count);
    test_report(&out, (enum test_format)format, t->how.lang, cases, count);
    cli_print_result(t->cli, &out, false);
    int code = coverage_judge(t->cli, t->coverage);
    return failed_count(t) ? CLI_NO : code;
}

// Where the coverage is for a program, failed tests are told beside it.
static int report(struct tests *t) {
    struct text out = {0}, beside = {0};
    int format = option_choice(t->cli, "format", TEST_TEXT);
    if (format >= AS_SARIF) return report_findings(t, format);
    if (t->coverage && (format == AS_TAP || format == AS_JUNIT)) return report_cases(t, format);
    bool for_program = t->coverage && format != TEST_TEXT;
    if (!for_program) put_results(t, &out, format);
    else if (failed_count(t)) put_results(t, &beside, TEST_TEXT);
    cli_say(t->cli, &beside);
    text_free(&beside);
    int code = CLI_OK;
    if (t->coverage)
        code = coverage_report(t->cli, &out, t->coverage, t->policy, t->how.lang, t->test_count, failed_count(t));
    cli_print_result(t->cli, &out, true);
    return failed_count(t) ? CLI_NO : code;
}

// A folder without tests is more likely a slip than what was meant: that everything passed would be the wrong news.
static int no_tests(struct tests *t) {
    struct text out = {0};
    const char *filter = t->how.filter;
    int format = option_choice(t->cli, "format", TEST_TEXT);
    findings_idle(&out, t->cli, as_findings[format], t->policies, filter ? DIAG_NO_SUCH_TESTS : DIAG_NO_TESTS,
                  filter ? DIAG_NONE : DIAG_HINT_WRITE_TESTS, A(filter));
    if (format == AS_JSON) put_results(t, &out, format);
    cli_print_result(t->cli, &out, false);
    return CLI_NO;
}

static int settle_coverage(struct tests *t) {
    if (!t->coverage) return CLI_OK;
    struct shown_list found = {0}, *wanted = write_tests_asked(t->cli) ? &found : NULL;
    if (wanted) found = write_tests_begin(t->cli, t->policy);
    bool done = coverage_rule_out(t->coverage, shown_usual_date(t->policy), wanted);
    int code = done ? CLI_OK : cli_out_of_memory(t->cli);
    if (done && wanted) code = coverage_write_tests(t->cli, t->policies, t->coverage, t->how.lang, wanted);
    if (wanted) write_tests_end(wanted);
    return code;
}

static int run_suite(struct tests *t) {
    t->test_count = test_suite_count(t->suite);
    t->count = t->test_count + claim_tests_count(t->claims);
    bool begins = write_tests_asked(t->cli) && !t->how.filter;
    if (!t->count && !begins) return no_tests(t);
    t->results = calloc(t->count + 1, sizeof *t->results);
    if (!t->results) return cli_out_of_memory(t->cli);
    int code = run_all(t) ? settle_coverage(t) : cli_out_of_memory(t->cli);
    if (code == CLI_OK) code = report(t);
    for (uint32_t i = 0; i < t->count; i++) test_outcome_free(&t->results[i]);
    free(t->results);
    return code;
}

static int make_suite(struct tests *t, bool covering) {
    if (covering) t->coverage = coverage_new(t->policy);
    if (covering && !t->coverage) return cli_out_of_memory(t->cli);
    if (covering) t->how.watch = coverage_watch(t->coverage);
    t->suite = test_suite_new(t->policy, &t->how);
    t->claims = claim_tests_new(t->policy, &t->proving, t->how.filter);
    int code = t->suite && t->claims ? run_suite(t) : cli_out_of_memory(t->cli);
    test_suite_free(t->suite);
    claim_tests_free(t->claims);
    coverage_free(t->coverage);
    return code;
}

static void refuse(struct tests *t, int code) {
    struct text out = {0};
    findings_refused(&out, t->cli, as_findings[option_choice(t->cli, "format", TEST_TEXT)], t->policies, code);
    cli_print_result(t->cli, &out, false);
}

static int run_test(struct cli *cli) {
    struct policies p;
    struct tests t = {
        .cli = cli,
        .policies = &p,
        .how = {.lang = cli_result_lang(cli, true), .today = cli_today(), .filter = option_text(cli, "filter")}};
    t.how.whole_story = option_given(cli, "verbose");
    const struct check_options reforms = reforms_asked(cli);
    bool covering;
    int code = coverage_asked(cli, &covering);
    if (code == CLI_OK) code = write_tests_check(cli);
    if (code != CLI_OK) return code;
    code = policies_load(cli, cli->operands, cli->operand_count, &reforms, NULL, &p);
    if (code != CLI_OK) refuse(&t, code);
    if (code == CLI_OK) {
        t.policy = p.policy;
        t.how.lines = line_writer_new(&p.compilation);
        t.proving = (struct prove_options){.lang = t.how.lang, .lines = t.how.lines, .whole = t.how.whole_story};
        code = make_suite(&t, covering);
    }
    policies_free(&p);
    return code;
}

static const struct example examples[] = {
    {"pol test policies", {"run every test of the folder's files", "运行文件夹中各文件的全部测试"}},
    {"pol test policies --filter 年龄", {"only those about age", "只运行有关年龄的测试"}},
    {"pol test policies --format junit", {"for a build server", "供构建服务器读取"}},
    {"pol test policies --format sarif > test.sarif",
     {"failed tests beside their lines", "在相应行旁标出未通过的测试"}},
    {"pol test policies --coverage --min 95", {"and what no test shows", "并列出没有测试覆盖之处"}},
    {"pol test policies --coverage --write-tests new_test.pol",
     {"and write tests that show it, to be confirmed", "并写出补上这些缺口的测试，供人工核对"}},
    {0},
};

const struct command command_test = {
    .name = "test",
    .about = {"run the tests that policy files hold, and prove their claims", "运行政策文件中的测试，证明其中的断言"},
    .operands = {"POLICY...", "政策文件或文件夹..."},
    .least = 1,
    .most = ANY_NUMBER,
    .options = {options, write_tests_options, reform_options},
    .examples = examples,
    .more = {"A failed test tells what differs, where, and the rules that decided; a claim, an applicant who breaks "
             "it. The exit code is 1 where a test failed, a claim does not hold or is not settled, or neither was "
             "found.",
             "未通过的测试会列出差异、位置和起决定作用的规则；不成立的断言会给出反例。有测试未通过、"
             "有断言不成立或未能判定、或二者都没有找到时，退出码为 1。"},
    .run = run_test,
};
