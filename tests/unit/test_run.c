// The run: the same bytes for any number of threads, and faults in order.
#include "tests/unit/check_main.h"
#include "tests/unit/run_sample.h"

static const struct run_case forms[] = {
    {RESULTS_JSONL, LANG_EN, RECORDS_CSV, 1, 0, 0}, {RESULTS_JSONL, LANG_ZH, RECORDS_CSV, 1, 0, 0},
    {RESULTS_CSV, LANG_EN, RECORDS_CSV, 1, 0, 0},   {RESULTS_CSV, LANG_ZH, RECORDS_CSV, 1, 0, 0},
    {RESULTS_LONG, LANG_EN, RECORDS_CSV, 1, 0, 0},  {RESULTS_TABLE, LANG_ZH, RECORDS_CSV, 1, 0, 0},
};

// The same results and faults as before.
static void check_again(const struct evaluated *e, const struct run_case *how, const struct text *data,
                        const struct sink *before) {
    struct sink again = {0};
    struct run_summary summary;
    ck_assert_int_eq(run_sample_run(e, how, data, &again, &summary), RUN_OK);
    ck_assert_str_eq(text_string(&again.out), text_string(&before->out));
    ck_assert_str_eq(text_string(&again.faults), text_string(&before->faults));
    run_summary_free(&summary);
    sink_free(&again);
}

START_TEST(is_the_same_for_any_threads) {
    static const uint32_t jobs[] = {1, 2, 7};
    static const uint32_t rows[] = {1024, 1, 37};
    static const size_t sizes[] = {0, 300, 5000};
    struct evaluated *e = run_sample_open();
    struct text data = {0};
    struct sink first = {0};
    struct run_summary summary;
    run_sample_records(&data, 3000);
    ck_assert_int_eq(run_sample_run(e, &forms[_i], &data, &first, &summary), RUN_OK);
    ck_assert_uint_eq(summary.counts.records, 3000);
    ck_assert_uint_gt(summary.counts.rejected, summary.counts.faulted);
    ck_assert_uint_gt(summary.counts.faulted, 0);
    uint64_t decided = 0;
    for (int d = 0; d < DECISION_COUNT; d++) decided += summary.decisions[0][d];
    ck_assert_uint_eq(decided, 3000 - summary.counts.rejected);
    run_summary_free(&summary);
    for (int i = 0; i < 9; i++) {
        struct run_case how = forms[_i];
        how.jobs = jobs[i % 3];
        how.block_rows = rows[i / 3];
        how.chunk_size = sizes[(i + 1) % 3];
        check_again(e, &how, &data, &first);
    }
    sink_free(&first);
    text_free(&data);
    evaluated_close(e);
}
END_TEST

// Quotes with line ends in them, blank lines, both kinds of line end, keys that follow each other twice, text of
// several bytes.
static void generate_odd(struct text *t, uint64_t seed, int count) {
    static const char *const ids[] = {"A", "\"B\"", "\"C\nD\"", "\"E\"\"\"", "\xE4\xB8\xAD", "F\"", "\xFF"};
    static const char *const kinds[] = {"small", "\"large\"", "\xE5\xA4\xA7", "\"\"", "\"sm", "x,y"};
    static const char *const ends[] = {"\n", "\r\n", "\n\n", "\r\n\r\n\n"};
    text_put(t, "id,revenue,kind\n");
    for (int i = 0; i < count; i++) {
        text_put(t, ids[i / 2 % 7]);
        run_sample_cell(t, &seed, "%u.50", 1000);
        text_format(t, ",%s", kinds[seed >> 40 & 31 ? seed >> 50 & 3 : 4 + (seed >> 50 & 1)]);
        text_put(t, ends[seed >> 60 & 3]);
    }
}

// Chunks that end anywhere make no difference, nor do threads.
START_TEST(is_the_same_for_any_chunks) {
    static const uint32_t jobs[] = {1, 2, 3, 8};
    static const size_t sizes[] = {1, 7, 61, 300, 2000};
    struct evaluated *e = run_sample_open();
    struct text data = {0};
    struct sink first = {0};
    struct run_summary summary;
    struct run_case how = {RESULTS_CSV, LANG_EN, RECORDS_CSV, 1, 0, 0};
    generate_odd(&data, (uint64_t)_i, 400);
    ck_assert_int_eq(run_sample_run(e, &how, &data, &first, &summary), RUN_OK);
    ck_assert_uint_gt(summary.counts.records, summary.counts.rejected + 10);
    run_summary_free(&summary);
    for (int i = 0; i < 20; i++) {
        how = (struct run_case){RESULTS_CSV, LANG_EN, RECORDS_CSV, jobs[i % 4], 1 + (uint32_t)_i, sizes[i / 4]};
        check_again(e, &how, &data, &first);
    }
    sink_free(&first);
    text_free(&data);
    evaluated_close(e);
}
END_TEST

static const char records[] =
    "{\"id\":\"A\\\"1\",\"revenue\":500.55,\"people\":3,\"good\":true,\"since\":\"2020-01-01\",\"kind\":\"large\"}\n"
    "{\"id\":\"B\",\"revenue\":50,\"people\":2,\"good\":true,\"since\":\"2024-01-01\",\"kind\":\"small\",\"overdue\":[]"
    "}\n"
    "{\"id\":\"C\",\"revenue\":50,\"good\":null,\"since\":\"2024-01-01\",\"kind\":\"small\",\"overdue\":[{},{"
    "\"amount\":6}]}\n"
    "{\"id\":\"D\",\"revenue\":500,\"people\":0,\"good\":true,\"since\":\"2020-01-01\",\"kind\":\"large\"}\n";

static const struct {
    enum result_format format;
    enum lang lang;
    const char *expected;
} written[] = {
    {RESULTS_JSONL, LANG_EN,
     "{\"id\":\"A\\\"1\",\"as_of\":\"2024-08-01\",\"schemes\":{"
     "\"one\":{\"decision\":\"eligible\",\"limit\":100.11,\"offers\":{"
     "\"big\":{\"decision\":\"eligible\",\"failed\":[],\"missing\":[],\"refer\":[],\"grants\":{\"limit\":100.11,"
     "\"share\":166.85,\"rate\":3.5}},"
     "\"fixed\":{\"decision\":\"not_applicable\",\"failed\":[],\"missing\":[],\"refer\":[],\"grants\":{}}}},"
     "\"two\":{\"decision\":\"not_in_force\",\"limit\":null,\"offers\":{"
     "\"later\":{\"decision\":\"not_in_force\",\"failed\":[],\"missing\":[],\"refer\":[],\"grants\":{}}}}}}\n"
     "{\"id\":\"B\",\"as_of\":\"2024-08-01\",\"schemes\":{"
     "\"one\":{\"decision\":\"refer\",\"limit\":100000.00,\"offers\":{"
     "\"big\":{\"decision\":\"ineligible\",\"failed\":[\"alpha\",\"zed\"],\"missing\":[],\"refer\":[\"old\"],"
     "\"grants\":{}},"
     "\"fixed\":{\"decision\":\"refer\",\"failed\":[],\"missing\":[],\"refer\":[\"old\"],\"grants\":{\"limit\":100000."
     "00}}}},"
     "\"two\":{\"decision\":\"not_in_force\",\"limit\":null,\"offers\":{"
     "\"later\":{\"decision\":\"not_in_force\",\"failed\":[],\"missing\":[],\"refer\":[],\"grants\":{}}}}}}\n"
     "{\"id\":\"C\",\"as_of\":\"2024-08-01\",\"schemes\":{"
     "\"one\":{\"decision\":\"incomplete\",\"limit\":null,\"offers\":{"
     "\"big\":{\"decision\":\"ineligible\",\"failed\":[\"zed\"],\"missing\":[\"good\",\"people\"],\"refer\":[\"old\"],"
     "\"grants\":{}},"
     "\"fixed\":{\"decision\":\"incomplete\",\"failed\":[],\"missing\":[\"good\",\"overdue.amount\"],\"refer\":["
     "\"old\"],\"grants\":{}}}},"
     "\"two\":{\"decision\":\"not_in_force\",\"limit\":null,\"offers\":{"
     "\"later\":{\"decision\":\"not_in_force\",\"failed\":[],\"missing\":[],\"refer\":[],\"grants\":{}}}}}}\n"},
    {RESULTS_CSV, LANG_EN,
     "id,as_of,one.decision,one.offer,one.limit,one.failed,one.refer,one.missing,two.decision,two.offer,two.limit,two."
     "failed,two.refer,two.missing\n"
     "\"A\"\"1\",2024-08-01,eligible,big,100.11,,,,not_in_force,,,,,\n"
     "B,2024-08-01,refer,fixed,100000.00,,old,,not_in_force,,,,,\n"
     "C,2024-08-01,incomplete,fixed,,,old,good;overdue.amount,not_in_force,,,,,\n"},
    {RESULTS_LONG, LANG_ZH,
     "编号,基准日,方案,产品,决定,额度,未满足,转人工,缺失,份额,rate\n"
     "\"A\"\"1\",2024-08-01,方案一,大额,符合条件,100.11,,,,166.85,3.5\n"
     "\"A\"\"1\",2024-08-01,方案一,定额,不适用,,,,,,\n"
     "\"A\"\"1\",2024-08-01,方案二,以后,未施行,,,,,,\n"
     "B,2024-08-01,方案一,大额,不符合条件,,乙;甲,年限,,,\n"
     "B,2024-08-01,方案一,定额,转人工,100000.00,,年限,,,\n"
     "B,2024-08-01,方案二,以后,未施行,,,,,,\n"
     "C,2024-08-01,方案一,大额,不符合条件,,乙,年限,good;people,,\n"
     "C,2024-08-01,方案一,定额,资料不全,,,年限,good;overdue.amount,,\n"
     "C,2024-08-01,方案二,以后,未施行,,,,,,\n"},
};

START_TEST(writes_results) {
    struct evaluated *e = run_sample_open();
    struct text data = {0};
    struct sink s = {0};
    struct run_summary summary;
    struct run_case how = {written[_i].format, written[_i].lang, RECORDS_JSONL, 1, 0, 0};
    text_put(&data, records);
    ck_assert_int_eq(run_sample_run(e, &how, &data, &s, &summary), RUN_OK);
    ck_assert_str_eq(text_string(&s.out), written[_i].expected);
    ck_assert_str_eq(text_string(&s.faults), "4 R0150 4\n");
    ck_assert_uint_eq(summary.counts.faulted, 1);
    run_summary_free(&summary);
    sink_free(&s);
    text_free(&data);
    evaluated_close(e);
}
END_TEST

START_TEST(says_where_records_are_faulted) {
    struct evaluated *e = evaluated_open(
        "vocabulary { field id: text key field people: count }\nscheme s { in force from 2020-01-01\n"
        "  offer o {\n    grant a(甲) = 10元 / people\n    grant b(乙) = 3元 / (people - 3) } }\n");
    struct text data = {0};
    struct sink s = {0};
    struct run_summary summary;
    struct run_case how = {RESULTS_CSV, LANG_EN, RECORDS_CSV, 1, 2, 0};
    e->plan = plan_new(e->policy, &(struct plan_options){.as_of = 24295 << 5 | 1});
    text_put(&data, "id,people\nA,0\nB,1\nC,3\nD,0\nE,3\n");
    ck_assert_int_eq(run_sample_run(e, &how, &data, &s, &summary), RUN_OK);
    ck_assert_str_eq(text_string(&s.places), "test.pol:4:18\ntest.pol:5:18\ntest.pol:4:18\ntest.pol:5:18\n");
    run_summary_free(&summary);
    sink_free(&s);
    text_free(&data);
    evaluated_close(e);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("run");
    TCase *c = tcase_create("run");
    tcase_set_timeout(c, 120);
    tcase_add_loop_test(c, is_the_same_for_any_threads, 0, (int)(sizeof forms / sizeof *forms));
    tcase_add_loop_test(c, is_the_same_for_any_chunks, 0, 6);
    tcase_add_loop_test(c, writes_results, 0, (int)(sizeof written / sizeof *written));
    tcase_add_test(c, says_where_records_are_faulted);
    suite_add_tcase(s, c);
    return s;
}

int main(void) { return check_main(make); }
