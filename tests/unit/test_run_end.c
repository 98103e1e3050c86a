// How a run ends: a clean stop when something fails, and what was handed on by then.
#include "tests/unit/check_main.h"
#include "tests/unit/run_sample.h"

// What was written before is whole and in order, whoever was at work on what comes after it.
START_TEST(stops_where_a_write_fails) {
    struct evaluated *e = run_sample_open();
    struct text data = {0};
    struct sink whole = {0};
    struct run_summary summary;
    struct run_case how = {RESULTS_CSV, LANG_EN, RECORDS_CSV, 1, 64, 1000};
    run_sample_records(&data, 2000);
    ck_assert_int_eq(run_sample_run(e, &how, &data, &whole, &summary), RUN_OK);
    run_summary_free(&summary);
    for (how.jobs = 1; how.jobs <= 8; how.jobs *= 2)
        for (uint64_t fail_at = 1; fail_at < 20; fail_at++) {
            struct sink s = {.fail_at = fail_at};
            ck_assert_int_eq(run_sample_run(e, &how, &data, &s, &summary), RUN_OUTPUT);
            ck_assert_uint_eq(s.writes, fail_at);
            ck_assert_mem_eq(text_string(&s.out), text_string(&whole.out), s.out.length);
            ck_assert(!s.out.length || s.out.bytes[s.out.length - 1] == '\n');
            run_summary_free(&summary);
            sink_free(&s);
        }
    sink_free(&whole);
    text_free(&data);
    evaluated_close(e);
}
END_TEST

static size_t before_last_line(const struct text *t) {
    size_t end = t->length ? t->length - 1 : 0;
    while (end && t->bytes[end - 1] != '\n') end--;
    return end;
}

// A file that shrinks is no success, unless all of it was read before. What comes out is the beginning in any case.
static void check_status(enum run_status status, bool shrinks, size_t made, size_t whole) {
    if (!shrinks) ck_assert_int_eq(status, RUN_OK);
    else if (status == RUN_OK) ck_assert_uint_eq(made, whole);
    else ck_assert_int_eq(status, RUN_INPUT);
}

// A file that grows or shrinks while it is read: what it had where the reading met its end, which may cut a record.
START_TEST(reads_what_is_there) {
    struct evaluated *e = run_sample_open();
    struct text data = {0};
    struct sink whole = {0};
    struct run_summary summary;
    struct run_case how = {RESULTS_CSV, LANG_EN, RECORDS_CSV, 1, 64, 1000};
    run_sample_records(&data, 2000);
    ck_assert_int_eq(run_sample_run(e, &how, &data, &whole, &summary), RUN_OK);
    run_summary_free(&summary);
    for (how.jobs = 1; how.jobs <= 8; how.jobs *= 2)
        for (size_t size = 3000; size < 2 * data.length; size += data.length / 3) {
            struct sink s = {.resize_to = size};
            enum run_status status = run_sample_run(e, &how, &data, &s, &summary);
            check_status(status, size < data.length, s.out.length, whole.out.length);
            size_t same = before_last_line(&s.out);
            ck_assert_uint_gt(same, 0);
            ck_assert_uint_le(same, whole.out.length);
            ck_assert_mem_eq(s.out.bytes, whole.out.bytes, same);
            run_summary_free(&summary);
            sink_free(&s);
        }
    sink_free(&whole);
    text_free(&data);
    evaluated_close(e);
}
END_TEST

START_TEST(stops_when_told) {
    struct evaluated *e = run_sample_open();
    struct text data = {0};
    struct sink s = {.stop = true};
    struct run_summary summary;
    struct run_case how = {RESULTS_CSV, LANG_EN, RECORDS_CSV, 3, 64, 1000};
    run_sample_records(&data, 2000);
    ck_assert_int_eq(run_sample_run(e, &how, &data, &s, &summary), RUN_STOPPED);
    ck_assert_uint_lt(summary.counts.records, 100);
    run_summary_free(&summary);
    sink_free(&s);
    text_free(&data);
    evaluated_close(e);
}
END_TEST

START_TEST(fails_on_an_endless_record) {
    struct evaluated *e = run_sample_open();
    struct text data = {0};
    struct sink s = {0};
    struct run_summary summary;
    struct run_case how = {RESULTS_CSV, LANG_EN, RECORDS_CSV, 2, 64, 100};
    text_put(&data, "id,good\nA,yes\nB,no\n\"C");
    text_repeat(&data, 'x', 40 << 20);
    ck_assert_int_eq(run_sample_run(e, &how, &data, &s, &summary), RUN_INPUT);
    ck_assert_str_eq(text_string(&s.faults), "0 D0120 4\n");
    ck_assert_uint_eq(summary.counts.records, 2);
    run_summary_free(&summary);
    sink_free(&s);
    text_free(&data);
    evaluated_close(e);
}
END_TEST

START_TEST(warns_of_an_unknown_key_once) {
    struct evaluated *e = run_sample_open();
    struct text data = {0};
    struct run_summary summary;
    for (int i = 0; i < 500; i++) text_format(&data, "{\"id\":\"%d\",\"%s\":1}\n", i, i % 2 ? "revenu" : "x");
    for (uint32_t jobs = 1; jobs <= 5; jobs += 2) {
        struct sink s = {0};
        struct run_case how = {RESULTS_CSV, LANG_EN, RECORDS_JSONL, jobs, 8, 200};
        ck_assert_int_eq(run_sample_run(e, &how, &data, &s, &summary), RUN_OK);
        ck_assert_str_eq(text_string(&s.faults), "1 D0154 1\n2 D0154 2\n");
        run_summary_free(&summary);
        sink_free(&s);
    }
    text_free(&data);
    evaluated_close(e);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("run_end");
    TCase *c = tcase_create("run_end");
    tcase_set_timeout(c, 120);
    tcase_add_test(c, stops_where_a_write_fails);
    tcase_add_test(c, reads_what_is_there);
    tcase_add_test(c, stops_when_told);
    tcase_add_test(c, fails_on_an_endless_record);
    tcase_add_test(c, warns_of_an_unknown_key_once);
    suite_add_tcase(s, c);
    return s;
}

int main(void) { return check_main(make); }
