#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "grammar/base/json.h"
#include "interp/report/words.h"
#include "interp/study/test.h"

struct total {
    uint32_t run, failed, skipped;
};

static struct total total_of(const struct test_outcome *results, uint32_t count, bool claims) {
    struct total t = {0};
    for (uint32_t i = 0; i < count; i++) {
        bool counts = (results[i].claim != NULL) == claims;
        t.run += counts && !results[i].skipped;
        t.skipped += counts && results[i].skipped;
        t.failed += counts && !results[i].passed;
    }
    return t;
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

static void put_skipped(struct text *out, const struct test_outcome *r) {
    text_put(out, "– ");
    put_place(out, &r->place);
    text_format(out, " %s\n", r->title);
    text_put_indented(out, r->explanation, 2);
    text_char(out, '\n');
}

static void put_total(struct text *out, enum lang lang, struct total t, enum phrase_id passed, enum phrase_id failed) {
    char run[11], bad[11];
    snprintf(run, sizeof run, "%" PRIu32, t.run);
    snprintf(bad, sizeof bad, "%" PRIu32, t.failed);
    words_put(out, lang, t.failed ? failed : passed, run, bad);
    text_char(out, '\n');
}

static void report_text(struct text *out, enum lang lang, const struct test_outcome *results, uint32_t count) {
    struct total tests = total_of(results, count, false), claims = total_of(results, count, true);
    for (uint32_t i = 0; i < count; i++)
        if (results[i].skipped) put_skipped(out, &results[i]);
        else if (!results[i].passed) put_failed(out, lang, &results[i]);
    if (tests.run) put_total(out, lang, tests, WORDS_TEST_ALL_PASSED, WORDS_TEST_SOME_FAILED);
    if (claims.run) put_total(out, lang, claims, WORDS_TEST_ALL_PROVED, WORDS_TEST_SOME_UNPROVED);
    if (!claims.skipped) return;
    words_put(out, lang, WORDS_TEST_UNASKED, number_text(claims.skipped).text, NULL);
    text_char(out, '\n');
}

// ---- as cases

static const char *all_failures(struct text *out, enum lang lang, const struct test_outcome *r) {
    for (uint32_t i = 0; i < r->failure_count; i++) {
        put_place(out, &r->failures[i].place);
        text_char(out, ' ');
        put_failure(out, lang, &r->failures[i]);
        text_char(out, '\n');
    }
    text_put(out, r->explanation);
    return text_string(out);
}

// A JSON string is a YAML string too.
static void put_yaml(struct text *out, const char *lead, const char *key, const char *value) {
    text_put(out, lead);
    cases_put_yaml(out, key, value);
}

static void put_yaml_failure(struct text *out, const struct test_failure *f) {
    struct text place = {0};
    put_place(&place, &f->place);
    text_put(out, "    - at: ");
    text_json(out, text_string(&place), place.length);
    text_char(out, '\n');
    put_yaml(out, "    ", "subject", f->subject);
    put_yaml(out, "    ", "wanted", f->wanted);
    put_yaml(out, "    ", "got", f->actual);
    out->failed |= place.failed;
    text_free(&place);
}

static const char *yaml_of(struct text *out, const struct test_outcome *r) {
    text_put(out, "  failures:\n");
    for (uint32_t i = 0; i < r->failure_count; i++) put_yaml_failure(out, &r->failures[i]);
    if (*r->explanation) put_yaml(out, "", "explanation", r->explanation);
    return text_string(out);
}

struct case_texts {
    struct text message, details, yaml;
};

static void fill_failed(struct report_case *c, struct case_texts *t, enum lang lang, const struct test_outcome *r) {
    put_failure(&t->message, lang, &r->failures[0]);
    c->state = CASE_FAILED;
    c->sort = r->claim ? "claim" : "expectation";
    c->message = text_string(&t->message);
    c->details = all_failures(&t->details, lang, r);
    c->yaml = yaml_of(&t->yaml, r);
}

static void fill(struct report_case *c, struct case_texts *t, enum lang lang, const struct test_outcome *r) {
    *c = (struct report_case){
        .file = r->place.file, .title = r->title, .line = r->place.line, .nanoseconds = r->nanoseconds};
    if (!r->passed) fill_failed(c, t, lang, r);
    if (!r->skipped) return;
    c->state = CASE_SKIPPED;
    c->message = r->skipped;
}

static void free_texts(struct text *out, struct case_texts *texts, uint32_t count) {
    for (uint32_t i = 0; texts && i < count; i++) {
        out->failed |= texts[i].message.failed || texts[i].details.failed || texts[i].yaml.failed;
        text_free(&texts[i].message);
        text_free(&texts[i].details);
        text_free(&texts[i].yaml);
    }
    free(texts);
}

static void report_cases(struct text *out, enum test_format format, enum lang lang, const struct test_outcome *results,
                         uint32_t count) {
    struct report_case *cases = calloc((size_t)count + 1, sizeof *cases);
    struct case_texts *texts = calloc((size_t)count + 1, sizeof *texts);
    if (cases && texts) {
        for (uint32_t i = 0; i < count; i++) fill(&cases[i], &texts[i], lang, &results[i]);
        (format == TEST_TAP ? cases_put_tap : cases_put_junit)(out, cases, count);
    } else out->failed = true;
    free_texts(out, texts, count);
    free(cases);
}

// ---- JSON

static void put_json_place(struct json_writer *j, const struct explained_place *p) {
    json_put_place(j, p->file, p->line, p->column);
}

static void put_json_failures(struct json_writer *j, const struct test_outcome *r) {
    json_open_array(j, "failures");
    for (uint32_t i = 0; i < r->failure_count; i++) {
        const struct test_failure *f = &r->failures[i];
        json_open_object(j, NULL);
        put_json_place(j, &f->place);
        json_put_string(j, "subject", f->subject);
        json_put_string(j, "wanted", f->wanted);
        json_put_string(j, "got", f->actual);
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_json_result(struct json_writer *j, const struct test_outcome *r) {
    json_open_object(j, NULL);
    json_put_string(j, "title", r->title);
    put_json_place(j, &r->place);
    if (r->skipped) json_put_null(j, "passed");
    else json_put_bool(j, "passed", r->passed);
    put_json_failures(j, r);
    json_put_string(j, "explanation", r->explanation);
    if (r->claim) json_put_raw(j, "claim", r->claim);
    json_close_object(j);
}

static void put_json_total(struct json_writer *j, const char *what, struct total t) {
    json_open_object(j, what);
    json_put_int(j, "run", t.run);
    json_put_int(j, "failed", t.failed);
    if (t.skipped) json_put_int(j, "unasked", t.skipped);
    json_close_object(j);
}

static void report_json(struct text *out, const struct test_outcome *results, uint32_t count) {
    struct json_writer j = {.out = out};
    json_open_object(&j, NULL);
    struct total claims = total_of(results, count, true);
    put_json_total(&j, "tests", total_of(results, count, false));
    if (claims.run + claims.skipped) put_json_total(&j, "claims", claims);
    json_open_array(&j, "results");
    for (uint32_t i = 0; i < count; i++) put_json_result(&j, &results[i]);
    json_close_array(&j);
    json_close_object(&j);
    text_char(out, '\n');
}

void test_report(struct text *out, enum test_format format, enum lang lang, const struct test_outcome *results,
                 uint32_t count) {
    switch (format) {
    case TEST_TEXT: report_text(out, lang, results, count); break;
    case TEST_JSON: report_json(out, results, count); break;
    case TEST_TAP:
    case TEST_JUNIT: report_cases(out, format, lang, results, count); break;
    }
}

// ---- as findings

void test_add_findings(struct annotations *a, const struct test_outcome *results, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < results[i].failure_count; k++) {
            const struct test_failure *f = &results[i].failures[k];
            struct diag *d = ARENA_NEW(a->sources->arena, struct diag);
            *d = (struct diag){.id = DIAG_TEST_FAILED, .at = f->at};
            d->args[0] = (struct diag_arg)A(results[i].title);
            d->args[1] = (struct diag_arg)A(f->subject);
            d->args[2] = (struct diag_arg)A(f->wanted);
            d->args[3] = (struct diag_arg)A(f->actual);
            a->items[a->count++] = d;
        }
}
