#include "interp/cli/coverage.h"

#include "interp/cli/write_tests.h"
#include "interp/cover/report.h"
#include "interp/study/test.h"

#define WIDTH 100

// By the word of --format; COVER_FORMAT_COUNT: that is none of coverage's.
static enum cover_format format_asked(const struct cli *cli) {
    static const enum cover_format formats[] = {COVER_TEXT, COVER_FORMAT_COUNT, COVER_FORMAT_COUNT, COVER_JSON,
                                                COVER_LCOV, COVER_COBERTURA,    COVER_HTML};
    size_t choice = (size_t)option_choice(cli, "format", 0);
    return choice < sizeof formats / sizeof *formats ? formats[choice] : COVER_TEXT;
}

int coverage_asked(struct cli *cli, bool *asked) {
    enum cover_format format = format_asked(cli);
    const char *word = option_text(cli, "format");
    *asked = option_given(cli, "coverage") || option_given(cli, "min") || write_tests_asked(cli);
    if (!*asked && format != COVER_TEXT && format != COVER_JSON && format != COVER_FORMAT_COUNT)
        return cli_complain_hint(cli, DIAG_COVER_FORMAT_ALONE, DIAG_HINT_COVER_FORMAT, {0}, A(word)), CLI_USAGE;
    return CLI_OK;
}

int coverage_judge(struct cli *cli, const struct coverage *coverage) {
    struct cover_sum all = cover_sums(coverage, COVER_KIND_COUNT);
    int64_t least = option_number(cli, "min", 0);
    struct text percent = {0};
    if ((int64_t)all.seen * 100 >= least * all.wanted) return CLI_OK;
    cover_put_percent(&percent, all);
    cli_complain(cli, DIAG_COVER_BELOW, A(text_keep(&percent, cli->arena)), A(cli_count(cli, (uint64_t)least)));
    return CLI_NO;
}

void coverage_put_cases(struct cli *cli, const struct coverage *coverage, const struct policy *policy, enum lang lang,
                        struct test_outcome *out, uint32_t *count) {
    const struct cover_report r = {.coverage = coverage, .policy = policy, .lang = lang, .arena = cli->arena};
    cover_put_cases(&r, out, count);
}

void coverage_add_findings(struct cli *cli, struct annotations *a, const struct coverage *coverage,
                           const struct policy *policy) {
    const struct cover_report r = {.coverage = coverage, .policy = policy, .lang = cli->lang, .arena = cli->arena};
    cover_add_findings(a, &r);
}

int coverage_write_tests(struct cli *cli, struct policies *p, const struct coverage *coverage, enum lang lang,
                         const struct shown_list *found) {
    const struct cover_report r = {.coverage = coverage, .policy = p->policy, .lang = lang, .arena = cli->arena};
    struct text tests = {0};
    bool done = cover_write_tests(&tests, &r, found);
    int code = done ? write_tests(cli, p, found, &tests, lang) : cli_out_of_memory(cli);
    text_free(&tests);
    return code;
}

int coverage_report(struct cli *cli, struct text *out, const struct coverage *coverage, const struct policy *policy,
                    enum lang lang, uint32_t test_count, uint32_t failed_count) {
    const struct cover_report r = {coverage, policy, lang, WIDTH, cli->arena, test_count, failed_count};
    cover_write(out, format_asked(cli), &r);
    return coverage_judge(cli, coverage);
}
