#include "interp/study/test.h"

#include <stdlib.h>

#include "interp/cli/policies.h"

static const struct option options[] = {
    {.name = "format",
     .kind = OPTION_CHOICE,
     .argument = {"text|tap|junit", "text|tap|junit"},
     .choices = "text|tap|junit",
     .about = {"for people, or for test harnesses (default: text)", "供人阅读或供测试框架读取（默认：text）"}},
    {.name = "filter",
     .kind = OPTION_TEXT,
     .argument = {"WORD", "字样"},
     .about = {"only the tests whose title or file holds this", "只运行标题或文件名含此字样的测试"}},
    {0},
};

static int out_of_memory(struct cli *cli) {
    cli_complain(cli, DIAG_OUT_OF_MEMORY, {0});
    return CLI_MEMORY;
}

static bool run_tests(struct test_suite *suite, struct test_outcome *results, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        uint64_t start = cli_nanoseconds();
        if (!test_suite_run(suite, i, &results[i])) return false;
        results[i].nanoseconds = cli_nanoseconds() - start;
    }
    return true;
}

static int report(struct cli *cli, enum lang lang, const struct test_outcome *results, uint32_t count) {
    struct text out = {0};
    test_report(&out, (enum test_format)option_choice(cli, "format", TEST_TEXT), lang, results, count);
    bool failed = out.failed;
    if (!failed) cli_print_shown(cli, &out);
    text_free(&out);
    if (failed) return out_of_memory(cli);
    for (uint32_t i = 0; i < count; i++)
        if (!results[i].passed) return CLI_NO;
    return CLI_OK;
}

// A folder without tests is more likely a slip than what was meant: that everything passed would be the wrong news.
static int no_tests(struct cli *cli) {
    const char *filter = option_text(cli, "filter");
    if (filter) cli_complain(cli, DIAG_NO_SUCH_TESTS, A(filter));
    else cli_complain(cli, DIAG_NO_TESTS, {0});
    return CLI_NO;
}

static int run_suite(struct cli *cli, enum lang lang, struct test_suite *suite) {
    uint32_t count = test_suite_count(suite);
    if (!count) return no_tests(cli);
    struct test_outcome *results = calloc(count, sizeof *results);
    if (!results) return out_of_memory(cli);
    int code = run_tests(suite, results, count) ? report(cli, lang, results, count) : out_of_memory(cli);
    for (uint32_t i = 0; i < count; i++) test_outcome_free(&results[i]);
    free(results);
    return code;
}

static int run_test(struct cli *cli) {
    struct policies p;
    struct test_options how = {
        .lang = cli_result_lang(cli, true), .today = cli_today(), .filter = option_text(cli, "filter")};
    const struct check_options reforms = reforms_asked(cli);
    int code = policies_load(cli, cli->operands, cli->operand_count, &reforms, NULL, &p);
    if (code == CLI_OK) {
        how.lines = line_writer_new(&p.compilation);
        struct test_suite *suite = test_suite_new(p.policy, &how);
        code = suite ? run_suite(cli, how.lang, suite) : out_of_memory(cli);
        test_suite_free(suite);
    }
    policies_free(&p);
    return code;
}

static const struct example examples[] = {
    {"pol test policies", {"run every test of the folder's files", "运行文件夹中各文件的全部测试"}},
    {"pol test policies --filter 年龄", {"only those about age", "只运行有关年龄的测试"}},
    {"pol test policies --format junit", {"for a build server", "供构建服务器读取"}},
    {0},
};

const struct command command_test = {
    .name = "test",
    .about = {"run the tests that policy files hold", "运行政策文件中的测试"},
    .operands = {"POLICY...", "政策文件或文件夹..."},
    .least = 1,
    .most = ANY_NUMBER,
    .options = {options, reform_options},
    .examples = examples,
    .more = {"A failed test tells what differs, where, and the whole story of the offer. The exit code is 1 where a "
             "test failed or none was found.",
             "未通过的测试会列出差异、位置及该产品的完整说明。有测试未通过或没有找到测试时，退出码为 1。"},
    .run = run_test,
};
