// <testsuites><testsuite name="FILE" …><testcase …><failure …>
#include <inttypes.h>
#include <string.h>

#include "interp/annotate/cases.h"
#include "interp/report/markup.h"

static uint32_t count_of(const struct report_case *cases, uint32_t count, enum case_state state) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++) found += cases[i].state == state;
    return found;
}

static void put_seconds(struct text *out, uint64_t nanoseconds) {
    text_format(out, " time=\"%" PRIu64 ".%06" PRIu64 "\"", nanoseconds / 1000000000, nanoseconds / 1000 % 1000000);
}

static void put_counts(struct text *out, const struct report_case *cases, uint32_t count) {
    uint64_t nanoseconds = 0;
    for (uint32_t i = 0; i < count; i++) nanoseconds += cases[i].nanoseconds;
    text_format(out, " tests=\"%" PRIu32 "\" failures=\"%" PRIu32 "\" errors=\"0\" skipped=\"%" PRIu32 "\"", count,
                count_of(cases, count, CASE_FAILED),
                count_of(cases, count, CASE_OPEN) + count_of(cases, count, CASE_SKIPPED));
    put_seconds(out, nanoseconds);
}

static void put_failure(struct text *out, const struct report_case *c) {
    text_put(out, "      <failure");
    markup_attribute(out, "type", c->sort);
    markup_attribute(out, "message", c->message);
    text_char(out, '>');
    if (c->details) markup_text(out, c->details);
    text_put(out, "</failure>\n");
}

static void put_open(struct text *out, const struct report_case *c) {
    text_put(out, "      <skipped");
    markup_attribute(out, "message", c->message);
    text_put(out, "/>\n");
}

static void put_case(struct text *out, const struct report_case *c) {
    text_put(out, "    <testcase");
    markup_attribute(out, "classname", c->file);
    markup_attribute(out, "name", c->title);
    markup_attribute(out, "file", c->file);
    if (c->line) text_format(out, " line=\"%" PRIu32 "\"", c->line);
    put_seconds(out, c->nanoseconds);
    text_put(out, c->state == CASE_PASSED ? "/>\n" : ">\n");
    if (c->state == CASE_PASSED) return;
    if (c->state == CASE_FAILED) put_failure(out, c);
    else put_open(out, c);
    text_put(out, "    </testcase>\n");
}

// The cases of one file, which stand together.
static uint32_t put_suite(struct text *out, const struct report_case *cases, uint32_t count) {
    uint32_t n = 1;
    while (n < count && !strcmp(cases[n].file, cases[0].file)) n++;
    text_put(out, "  <testsuite");
    markup_attribute(out, "name", cases[0].file);
    put_counts(out, cases, n);
    text_put(out, ">\n");
    for (uint32_t i = 0; i < n; i++) put_case(out, &cases[i]);
    text_put(out, "  </testsuite>\n");
    return n;
}

void cases_put_junit(struct text *out, const struct report_case *cases, uint32_t count) {
    text_put(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pol\"");
    put_counts(out, cases, count);
    text_put(out, ">\n");
    for (uint32_t i = 0; i < count;) i += put_suite(out, cases + i, count - i);
    text_put(out, "</testsuites>\n");
}
