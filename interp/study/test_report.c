#include <inttypes.h>
#include <string.h>

#include "interp/report/markup.h"
#include "interp/report/words.h"
#include "interp/study/test.h"

static uint32_t failed_count(const struct test_outcome *results, uint32_t count) {
    uint32_t failed = 0;
    for (uint32_t i = 0; i < count; i++) failed += !results[i].passed;
    return failed;
}

static void put_place(struct text *out, const struct explained_place *p) {
    text_format(out, "%s:%" PRIu32 ":%" PRIu32, p->file, p->line, p->column);
}

static void put_failure(struct text *out, enum lang lang, const struct test_failure *f) {
    words_put(out, lang, WORDS_TEST_DIFFERS, f->subject, f->wanted);
    words_put(out, lang, WORDS_TEST_GOT, f->actual, NULL);
}

// ---- text

static void put_failed(struct text *out, enum lang lang, const struct test_outcome *r) {
    text_put(out, "✗ ");
    put_place(out, &r->place);
    text_format(out, " %s\n", r->title);
    for (uint32_t i = 0; i < r->failure_count; i++) {
        text_put(out, "  ");
        put_place(out, &r->failures[i].place);
        text_put(out, " ");
        put_failure(out, lang, &r->failures[i]);
        text_char(out, '\n');
    }
    text_char(out, '\n');
    text_put_indented(out, r->explanation, 4);
    if (*r->explanation) text_char(out, '\n');
}

static void report_text(struct text *out, enum lang lang, const struct test_outcome *results, uint32_t count) {
    struct text total = {0}, failed = {0};
    uint32_t failures = failed_count(results, count);
    for (uint32_t i = 0; i < count; i++)
        if (!results[i].passed) put_failed(out, lang, &results[i]);
    text_int(&total, count);
    text_int(&failed, failures);
    words_put(out, lang, failures ? WORDS_TEST_SOME_FAILED : WORDS_TEST_ALL_PASSED, text_string(&total),
              text_string(&failed));
    text_char(out, '\n');
    out->failed |= total.failed || failed.failed;
    text_free(&total);
    text_free(&failed);
}

// ---- TAP

// In a description a # would begin a directive.
static void put_description(struct text *out, const char *title) {
    for (; *title; title++) {
        if (*title == '#' || *title == '\\') text_char(out, '\\');
        text_char(out, *title);
    }
}

// A JSON string is a YAML string too.
static void put_yaml(struct text *out, const char *lead, const char *key, const char *value) {
    text_format(out, "  %s%s: ", lead, key);
    text_json(out, value, strlen(value));
    text_char(out, '\n');
}

static void put_yaml_failure(struct text *out, const struct test_failure *f) {
    struct text place = {0};
    put_place(&place, &f->place);
    put_yaml(out, "  - ", "at", text_string(&place));
    put_yaml(out, "    ", "subject", f->subject);
    put_yaml(out, "    ", "wanted", f->wanted);
    put_yaml(out, "    ", "got", f->actual);
    out->failed |= place.failed;
    text_free(&place);
}

static void put_yaml_block(struct text *out, const struct test_outcome *r) {
    text_put(out, "  ---\n");
    put_yaml(out, "", "file", r->place.file);
    text_format(out, "  line: %" PRIu32 "\n  duration_ms: %" PRIu64 ".%03" PRIu64 "\n  failures:\n", r->place.line,
                r->nanoseconds / 1000000, r->nanoseconds / 1000 % 1000);
    for (uint32_t i = 0; i < r->failure_count; i++) put_yaml_failure(out, &r->failures[i]);
    if (*r->explanation) put_yaml(out, "", "explanation", r->explanation);
    text_put(out, "  ...\n");
}

static void report_tap(struct text *out, const struct test_outcome *results, uint32_t count) {
    text_format(out, "TAP version 13\n1..%" PRIu32 "\n", count);
    for (uint32_t i = 0; i < count; i++) {
        text_format(out, "%s %" PRIu32 " - ", results[i].passed ? "ok" : "not ok", i + 1);
        put_description(out, results[i].title);
        text_char(out, '\n');
        if (!results[i].passed) put_yaml_block(out, &results[i]);
    }
}

// ---- JUnit

static void put_seconds(struct text *out, uint64_t nanoseconds) {
    text_format(out, " time=\"%" PRIu64 ".%06" PRIu64 "\"", nanoseconds / 1000000000, nanoseconds / 1000 % 1000000);
}

static void put_counts(struct text *out, const struct test_outcome *results, uint32_t count) {
    uint64_t nanoseconds = 0;
    for (uint32_t i = 0; i < count; i++) nanoseconds += results[i].nanoseconds;
    text_format(out, " tests=\"%" PRIu32 "\" failures=\"%" PRIu32 "\" errors=\"0\"", count,
                failed_count(results, count));
    put_seconds(out, nanoseconds);
}

static void put_xml_failures(struct text *out, enum lang lang, const struct test_outcome *r) {
    struct text first = {0}, all = {0};
    put_failure(&first, lang, &r->failures[0]);
    for (uint32_t i = 0; i < r->failure_count; i++) {
        put_place(&all, &r->failures[i].place);
        text_put(&all, " ");
        put_failure(&all, lang, &r->failures[i]);
        text_char(&all, '\n');
    }
    text_put(out, "      <failure type=\"expectation\"");
    markup_attribute(out, "message", text_string(&first));
    text_char(out, '>');
    markup_text(out, text_string(&all));
    markup_text(out, r->explanation);
    text_put(out, "</failure>\n");
    out->failed |= first.failed || all.failed;
    text_free(&first);
    text_free(&all);
}

static void put_case(struct text *out, enum lang lang, const struct test_outcome *r) {
    text_put(out, "    <testcase");
    markup_attribute(out, "classname", r->place.file);
    markup_attribute(out, "name", r->title);
    put_seconds(out, r->nanoseconds);
    text_put(out, r->passed ? "/>\n" : ">\n");
    if (r->passed) return;
    put_xml_failures(out, lang, r);
    text_put(out, "    </testcase>\n");
}

// The tests of one file, which stand together.
static uint32_t put_suite(struct text *out, enum lang lang, const struct test_outcome *results, uint32_t count) {
    uint32_t n = 1;
    while (n < count && !strcmp(results[n].place.file, results[0].place.file)) n++;
    text_put(out, "  <testsuite");
    markup_attribute(out, "name", results[0].place.file);
    put_counts(out, results, n);
    text_put(out, " skipped=\"0\">\n");
    for (uint32_t i = 0; i < n; i++) put_case(out, lang, &results[i]);
    text_put(out, "  </testsuite>\n");
    return n;
}

static void report_junit(struct text *out, enum lang lang, const struct test_outcome *results, uint32_t count) {
    text_put(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pol\"");
    put_counts(out, results, count);
    text_put(out, ">\n");
    for (uint32_t i = 0; i < count;) i += put_suite(out, lang, results + i, count - i);
    text_put(out, "</testsuites>\n");
}

void test_report(struct text *out, enum test_format format, enum lang lang, const struct test_outcome *results,
                 uint32_t count) {
    switch (format) {
    case TEST_TEXT: report_text(out, lang, results, count); break;
    case TEST_TAP: report_tap(out, results, count); break;
    case TEST_JUNIT: report_junit(out, lang, results, count); break;
    }
}
