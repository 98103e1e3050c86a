// The tests that policy files hold, run and reported. Plans are made once per as-of date, with every expression that
// the tests of that date expect something of.
// Ownership: a suite owns its plans and blocks; a result owns its texts. Both must not outlive the policy.
#ifndef POL_STUDY_TEST_H
#define POL_STUDY_TEST_H
#include "interp/annotate/annotate.h"
#include "interp/explain/explain.h"

// Whoever looks at what each test came to, before it is judged.
struct test_view {
    const struct policy_test *test;  // NULL: one that is yet to be written, which expects something …
    const uint8_t *groups;           // … of the offers of these, by the policy's groups
    const struct decisions *d;       // of its one row, by a plan that has the uses of what is watched
    const struct workspace *w;
};
struct test_watch {
    const struct watched_condition *conditions;  // as in plan_options
    uint32_t count;
    void (*see)(void *context, const struct test_view *view);
    void *context;
};

struct test_options {
    enum lang lang;
    struct line_writer *lines;       // as in explain_options
    int32_t today;                   // packed; the as-of date of tests that name none
    const char *filter;              // run only tests whose title or file holds this text; NULL: all
    const struct test_watch *watch;  // NULL: nobody does
    bool whole_story;                // of the offers about which something else was expected, not what decided alone
};

struct test_failure {  // one expectation that is not met
    struct explained_place place;
    struct span at;
    const char *subject;  // "ccb.growth", "ccb.growth missing", "limit"
    const char *wanted, *actual;
};

struct test_outcome {
    struct arena arena;
    const char *title;
    struct explained_place place;
    bool passed;
    const char *skipped;  // why it was not run, in a sentence; NULL: it was. It did not fail
    struct test_failure *failures;
    uint32_t failure_count;
    const char *explanation;  // of the offers whose expectations failed; "" where passed
    const char *claim;        // as JSON, of a claim on all applicants, which is no test; else NULL
    uint64_t nanoseconds;     // filled in by the caller, who has a clock
};

struct test_suite;
// NULL: out of memory.
struct test_suite *test_suite_new(const struct policy *p, const struct test_options *options);
void test_suite_free(struct test_suite *s);
uint32_t test_suite_count(const struct test_suite *s);
// Tests run in the order of file and place. False: out of memory.
bool test_suite_run(struct test_suite *s, uint32_t test, struct test_outcome *result);
void test_outcome_free(struct test_outcome *r);

enum test_format { TEST_TEXT, TEST_TAP, TEST_JUNIT, TEST_JSON };
// Text: failed tests with what differs and why, then the totals. TAP version 13, with YAML blocks. JUnit XML. JSON:
// {"tests": {run, failed}, "claims": {run, failed}, "results": [{title, file, line, column, passed, failures: [{file,
// line, column, subject, wanted, got}], explanation, claim}]}; of claims only where there are some
void test_report(struct text *out, enum test_format format, enum lang lang, const struct test_outcome *results,
                 uint32_t count);
// Adds what is not as expected to what was found, which has room for it.
void test_add_findings(struct annotations *a, const struct test_outcome *results, uint32_t count);
#endif
