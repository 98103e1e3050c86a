// Tests that policy files hold: what counts as met, what a failure says, and the three reports.
#include "interp/study/test.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "grammar/check/check.h"
#include "grammar/syntax/load.h"
#include "interp/findings/findings.h"
#include "tests/unit/check_main.h"

static const char policy_text[] =
    "vocabulary {\n"
    "  field applicant_id(编号): text key\n"
    "  field age(年龄): count 岁\n"
    "  field kind(类型): one of { shop(店), stall(摊) }\n"
    "  field revenue(收入): money\n"
    "  field people(人数): count 人\n"
    "  field marks(标记): any of { red(红), blue(蓝) }\n"
    "  field overdue(逾期): list of { month(月份): month, amount(金额): money }\n"
    "}\n"
    "define old_enough(已成年) = age >= 18岁\n"
    "define bad_months(逾期月数) = count(overdue where amount > 100元)\n"
    "scheme bank(银行) {\n"
    "  in force from 2024-01-01 until 2024-12-31\n"
    "  offer small(小额) {\n"
    "    when kind is shop\n"
    "    require age(年龄要求): old_enough\n"
    "    require revenue(收入要求): revenue >= 10万元 waive when people >= 3人\n"
    "    require in principle payer(还款): bad_months <= 1\n"
    "    veto marked(标记否决): marks has red\n"
    "    grant limit(额度) = revenue * 20%\n"
    "    grant each(人均) = revenue / people\n"
    "  }\n"
    "  offer open(未定) {\n"
    "    when kind is stall\n"
    "    grant limit(额度) = if revenue >= 0元 then silent else if revenue = -2元 then instalment(revenue, 1%, 2) else "
    "1元 "
    "grant from(起始) = if revenue >= 0元 then as_of else birth_date_of(applicant_id)\n"
    "  }\n"
    "}\n"
    "sample good {\n"
    "  applicant_id: \"G\"\n  age: 30岁\n  kind: shop\n  revenue: 50万元\n  people: 2人\n  marks: {blue}\n"
    "  overdue: [ { month: 2024-01, amount: 50元 }, { month: 2024-02, amount: 200元 } ]\n"
    "}\n";

struct compiled {
    jmp_buf out_of_memory;
    struct compilation c;
    struct policy *policy;
};

static struct compiled *compile(const char *tests) {
    struct compiled *p = calloc(1, sizeof *p);
    struct text all = {0};
    text_put(&all, policy_text);
    text_put(&all, tests);
    if (setjmp(p->out_of_memory)) ck_abort_msg("out of memory");
    compilation_init(&p->c, &p->out_of_memory);
    p->c.prover = findings_prover();
    compilation_load_text(&p->c, "t.pol", text_string(&all), all.length);
    const struct check_options options = {0};
    p->policy = check_policy(&p->c, &options);
    struct text said = {0};
    for (uint32_t i = 0; i < p->c.diags.count; i++) diag_render(&said, LANG_EN, &p->c.sources, p->c.diags.items[i]);
    ck_assert_msg(p->c.diags.errors == 0, "%s", text_string(&said));
    text_free(&said);
    text_free(&all);
    return p;
}

static void release(struct compiled *p) {
    compilation_free(&p->c);
    free(p);
}

static struct test_suite *suite_of(struct compiled *p, const char *filter) {
    const struct test_options options = {
        .lang = LANG_EN, .lines = line_writer_new(&p->c), .today = DATE_PACK(2024, 7, 1), .filter = filter};
    struct test_suite *s = test_suite_new(p->policy, &options);
    ck_assert_ptr_nonnull(s);
    return s;
}

// ---- one expectation at a time

struct expected {
    const char *body;                       // of a test as of 2024-07-01
    const char *subject, *wanted, *actual;  // of the first failure; NULL: passes
};

static const struct expected table[] = {
    {"given good expect bank.small is eligible", NULL, NULL, NULL},
    {"given good expect bank.small is refer", "bank.small", "refer", "eligible"},
    {"given good expect bank is eligible", NULL, NULL, NULL},
    {"given good expect bank is ineligible", "bank", "ineligible", "eligible"},
    {"given good expect bank.open is not_applicable", NULL, NULL, NULL},
    {"given good expect bank.small is eligible, limit = 10万元", NULL, NULL, NULL},
    {"given good expect bank.small is eligible, limit = 10.01万元", "limit", "100,100 yuan", "100,000 yuan"},
    {"given good expect bank is eligible, limit = 10万元", NULL, NULL, NULL},
    {"given good with { age: 17岁 } expect bank.small is ineligible, failed {age}", NULL, NULL, NULL},
    {"given good with { age: 17岁, marks: {red, blue} } expect bank.small is ineligible, failed {marked, age}", NULL,
     NULL, NULL},
    {"given good with { age: 17岁 } expect bank.small is ineligible, failed {}", "bank.small failed", "{}", "{age}"},
    {"given good with { age: 17岁 } expect bank.small is ineligible, failed {age, revenue}", "bank.small failed",
     "{age, revenue}", "{age}"},
    {"given good with { age: 17岁 } expect bank.small is ineligible, limit = 10万元", "limit", "10万元",
     "nothing, for the decision is ineligible"},
    {"given good with { age: 17岁 } expect bank.small is ineligible, limit = missing", NULL, NULL, NULL},
    {"given good with { age: missing } expect bank.small is incomplete, missing {age}", NULL, NULL, NULL},
    {"given good with { age: missing } expect bank.small is incomplete, missing {revenue}", "bank.small missing",
     "{revenue}", "{age}"},
    {"given good with { revenue: 1万元, people: 3人 } expect bank.small is refer, refer {revenue}", NULL, NULL, NULL},
    {"given good with { revenue: 1万元, people: 2人 } expect bank.small is ineligible, failed {revenue}", NULL, NULL,
     NULL},
    {"given good with { overdue: [{ month: 2024-01, amount: 101元 }, { month: 2024-01, amount: 101元 }] } expect "
     "bank.small is refer, refer {payer}",
     NULL, NULL, NULL},
    {"given good with { overdue: [] } expect bad_months = 0", NULL, NULL, NULL},
    {"given good with { overdue: [{ month: 2024-01, amount: missing }] } expect bad_months = missing", NULL, NULL,
     NULL},
    {"given good with { overdue: [{ amount: missing }, { amount: 200元 }] } expect bank.small is incomplete, missing "
     "{overdue.amount}",
     NULL, NULL, NULL},
    {"given good expect bad_months = 2", "bad_months", "2", "1"},
    {"given good expect old_enough = yes", NULL, NULL, NULL},
    {"given good expect old_enough = no", "old_enough", "no", "yes"},
    {"given good expect kind = stall", "kind", "stall", "shop"},
    {"given good with { kind: stall } expect bank.open is refer, limit = silent, refer {limit}", NULL, NULL, NULL},
    {"given good with { kind: stall } expect bank.open is refer, limit = 1元", "limit", "1 yuan", "not in the notice"},
    {"given { age: 20岁, kind: shop } expect bank.small is incomplete, missing {marks, overdue, people, revenue}", NULL,
     NULL, NULL},
    {"given good with { people: 0人 } expect bank.small is eligible", "the record", "a value",
     "an overflow or a division by zero"},
    {"given good with { kind: stall, revenue: -1元 } expect bank.open is eligible", "the record", "a value",
     "the birth date of an ID number that is not valid"},
    {"given good with { kind: stall, revenue: -2元 } expect bank.open is eligible", "the record", "a value",
     "an instalment beyond its bounds"},
};

START_TEST(expectations) {
    const struct expected *e = &table[_i];
    struct text t = {0};
    text_format(&t, "test \"t\" as of 2024-07-01 { %s }\n", e->body);
    struct compiled *p = compile(text_string(&t));
    struct test_suite *s = suite_of(p, NULL);
    struct test_outcome r;
    ck_assert_uint_eq(test_suite_count(s), 1);
    ck_assert(test_suite_run(s, 0, &r));
    if (!e->subject)
        ck_assert_msg(r.passed, "%s: %s: wanted %s, got %s", e->body, r.failures[0].subject, r.failures[0].wanted,
                      r.failures[0].actual);
    if (e->subject) {
        ck_assert_msg(!r.passed, "%s", e->body);
        ck_assert_str_eq(r.failures[0].subject, e->subject);
        ck_assert_str_eq(r.failures[0].wanted, e->wanted);
        ck_assert_str_eq(r.failures[0].actual, e->actual);
    }
    test_outcome_free(&r);
    test_suite_free(s);
    release(p);
    text_free(&t);
}
END_TEST

// ---- dates, order, filter

static const char dated_tests[] =
    "test \"before\" as of 2023-12-31 { given good expect bank is not_in_force }\n"
    "test \"today\" as of 2024-07-01 { given good expect bank is eligible }\n"
    "test \"last day\" as of 2024-12-31 { given good expect bank.small is eligible, old_enough = yes }\n"
    "test \"after\" as of 2025-01-01 { given good expect bank.small is not_in_force }\n";

START_TEST(each_test_has_its_date) {
    struct compiled *p = compile(dated_tests);
    struct test_suite *s = suite_of(p, NULL);
    ck_assert_uint_eq(test_suite_count(s), 4);
    for (uint32_t i = 4; i-- > 0;) {  // in any order
        struct test_outcome r;
        ck_assert(test_suite_run(s, i, &r));
        ck_assert_msg(r.passed, "%s: %s", r.title, r.passed ? "" : r.failures[0].actual);
        test_outcome_free(&r);
    }
    test_suite_free(s);
    release(p);
}
END_TEST

static const struct {
    const char *filter;
    uint32_t count;
} filters[] = {{NULL, 4}, {"day", 2}, {"last day", 1}, {"t.pol", 4}, {"nothing", 0}};

START_TEST(filter_picks) {
    struct compiled *p = compile(dated_tests);
    struct test_suite *s = suite_of(p, filters[_i].filter);
    ck_assert_uint_eq(test_suite_count(s), filters[_i].count);
    test_suite_free(s);
    release(p);
}
END_TEST

// ---- reports

static const char reported_tests[] =
    "test \"a # & <b>\" as of 2024-07-01 { given good expect bank.small is eligible }\n"
    "test \"wrong\" as of 2024-07-01 { given good with { age: 17岁 } expect bank.small is eligible, failed {} }\n";

static char *reported(enum test_format format) {
    struct compiled *p = compile(reported_tests);
    struct test_suite *s = suite_of(p, NULL);
    struct test_outcome results[2];
    struct text out = {0};
    for (uint32_t i = 0; i < 2; i++) {
        ck_assert(test_suite_run(s, i, &results[i]));
        results[i].nanoseconds = 1234567;
    }
    test_report(&out, format, LANG_EN, results, 2);
    for (uint32_t i = 0; i < 2; i++) test_outcome_free(&results[i]);
    test_suite_free(s);
    release(p);
    ck_assert(!out.failed);
    return out.bytes;
}

static const struct {
    enum test_format format;
    const char *part;
} parts[] = {
    {TEST_TEXT, "✗ t.pol:38:1 wrong\n  t.pol:38:"},
    {TEST_TEXT, "bank.small: expected eligible, got ineligible\n"},
    {TEST_TEXT, "bank.small failed: expected {}, got {age}\n"},
    {TEST_TEXT, "\n    Applicant good, as of 2024-07-01\n"},
    {TEST_TEXT, "age — not met"},
    {TEST_TEXT, "\n2 tests, 1 failed\n"},
    {TEST_TAP, "TAP version 13\n1..2\nok 1 - a \\# & <b>\nnot ok 2 - wrong\n  ---\n  file: \"t.pol\"\n  line: 38\n  "
               "duration_ms: 1.234\n  failures:\n    - at: \"t.pol:38:"},
    {TEST_TAP, "      subject: \"bank.small\"\n      wanted: \"eligible\"\n      got: \"ineligible\"\n"},
    {TEST_TAP, "\n  ...\n"},
    {TEST_JUNIT,
     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pol\" tests=\"2\" failures=\"1\" "
     "errors=\"0\" skipped=\"0\" time=\"0.002469\">\n  <testsuite name=\"t.pol\" tests=\"2\" failures=\"1\" "
     "errors=\"0\" skipped=\"0\" time=\"0.002469\">\n"},
    {TEST_JUNIT,
     "<testcase classname=\"t.pol\" name=\"a # &amp; &lt;b&gt;\" file=\"t.pol\" line=\"37\" time=\"0.001234\"/>\n"},
    {TEST_JUNIT, "<failure type=\"expectation\" message=\"bank.small: expected eligible, got ineligible\">t.pol:38:"},
    {TEST_JUNIT, "  </testsuite>\n</testsuites>\n"},
};

START_TEST(reports_say) {
    char *report = reported(parts[_i].format);
    ck_assert_msg(strstr(report, parts[_i].part) != NULL, "%s\nis not in\n%s", parts[_i].part, report);
    free(report);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static Suite *make_suite(void) {
    Suite *s = suite_create("study_test");
    TCase *one = tcase_create("expectations");
    tcase_add_loop_test(one, expectations, 0, COUNT(table));
    suite_add_tcase(s, one);
    TCase *many = tcase_create("suite");
    tcase_add_test(many, each_test_has_its_date);
    tcase_add_loop_test(many, filter_picks, 0, COUNT(filters));
    suite_add_tcase(s, many);
    TCase *reports = tcase_create("reports");
    tcase_add_loop_test(reports, reports_say, 0, COUNT(parts));
    suite_add_tcase(s, reports);
    return s;
}

int main(void) { return check_main(make_suite); }
