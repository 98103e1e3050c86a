// The run: the same bytes for any number of threads, faults in order, and a clean stop when something fails.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/check_main.h"
#include "tests/unit/data_text.h"

static const char policy_text[] =
    "vocabulary {\n"
    "  field id(编号): text key\n  field revenue: money\n  field people: count\n  field good: yes/no\n  field since: "
    "date\n"
    "  field kind: one of { small(小), large(大) }\n"
    "  field overdue: list of { amount: money }\n"
    "}\n"
    "scheme one(方案一) { in force from 2020-01-01\n"
    "  require good(良好): good\n  require in principle old(年限): time from since to as_of >= 1 year\n"
    "  offer big(大额) { require zed(乙): revenue >= 100元\n  require alpha(甲): people >= 3\n  grant limit(额度) = "
    "revenue * 20% rounded down\n"
    "    grant share(份额) = revenue / people\n  grant rate = 3.5% }\n"
    "  offer fixed(定额) { when kind is small\n  veto late(逾期多): count(overdue where amount > 5元) > 1\n  grant "
    "limit(额度) = 10万元 }\n"
    "}\n"
    "scheme two(方案二) { in force from 2030-01-01\n offer later(以后) { grant limit = 1元 } }\n";

struct sink {
    struct text out, faults, places;
    uint64_t writes, fail_at, last_record;
    size_t resize_to;  // the data, when the first results come; 0: not at all
    int data;
    bool stop;
};

static bool take(void *context, const char *bytes, size_t length) {
    struct sink *s = context;
    if (++s->writes == s->fail_at) return false;
    if (s->resize_to && s->writes == 2) ck_assert_int_eq(ftruncate(s->data, (off_t)s->resize_to), 0);
    text_add(&s->out, bytes, length);
    return true;
}

static void note(void *context, const struct record_fault *fault) {
    struct sink *s = context;
    ck_assert_uint_ge(fault->record, s->last_record);
    s->last_record = fault->record;
    if (fault->id == DIAG_RECORD_FAULTED) text_format(&s->places, "%s\n", fault->args[1].en);
    text_format(&s->faults, "%llu %s %llu%s\n", (unsigned long long)fault->record, diag_info(fault->id)->code,
                (unsigned long long)fault->line, fault->again ? " again" : "");
}

static bool go_on(void *context, const struct run_counts *so_far) {
    (void)so_far;
    return !((struct sink *)context)->stop;
}

struct run_case {
    enum result_format format;
    enum lang lang;
    enum record_format input;
    uint32_t jobs, block_rows;
    size_t chunk_size;
};

static enum run_status run_over(const struct evaluated *e, const struct run_case *how, const struct text *data,
                                struct sink *s, struct run_summary *summary) {
    struct data_file file;
    struct record_faults faults = {0};
    data_file_open(&file, text_string(data), data->length);
    s->data = file.fd;
    struct records_options options = {.policy = e->policy,
                                      .format = how->input,
                                      .path = file.path,
                                      .chunk_size = how->chunk_size,
                                      .block_rows = how->block_rows};
    struct records *r = records_open(&options, &faults);
    ck_assert_ptr_nonnull(r);
    struct run_options run_how = {.plan = e->plan,
                                  .records = r,
                                  .format = how->format,
                                  .lang = how->lang,
                                  .jobs = how->jobs,
                                  .block_rows = how->block_rows,
                                  .callbacks = {.context = s, .write = take, .fault = note, .progress = go_on}};
    enum run_status status = run(&run_how, summary);
    records_close(r);
    record_faults_free(&faults);
    data_file_close(&file);
    return status;
}

static void sink_free(struct sink *s) {
    text_free(&s->out);
    text_free(&s->faults);
    text_free(&s->places);
}

static struct evaluated *open_planned(void) {
    struct evaluated *e = evaluated_open(policy_text);
    e->plan = plan_new(e->policy, &(struct plan_options){.as_of = 24295 << 5 | 1});  // 2024-08-01
    ck_assert_ptr_nonnull(e->plan);
    return e;
}

static void put_field(struct text *t, uint64_t *seed, const char *format, uint32_t range) {
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    uint32_t value = (uint32_t)(*seed >> 33);
    text_char(t, ',');
    if (value % 7) text_format(t, format, value / 7 % range);
}

static void generate(struct text *t, int count) {
    uint64_t seed = 99;
    text_put(t, "id,revenue,people,good,since,kind\n");
    for (int i = 0; i < count; i++) {
        text_format(t, "P%d", i);
        put_field(t, &seed, "%u.50", 1000);
        put_field(t, &seed, "%u", 12);  // 0 divides; a tenth cell is bad
        put_field(t, &seed, i % 50 ? "%u" : "x%u", 2);
        put_field(t, &seed, "2023-0%u-15", 9);
        text_put(t, i % 3 ? ",small\n" : i % 5 ? ",大\n" : ",\n");
    }
}

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
    ck_assert_int_eq(run_over(e, how, data, &again, &summary), RUN_OK);
    ck_assert_str_eq(text_string(&again.out), text_string(&before->out));
    ck_assert_str_eq(text_string(&again.faults), text_string(&before->faults));
    run_summary_free(&summary);
    sink_free(&again);
}

START_TEST(is_the_same_for_any_threads) {
    static const uint32_t jobs[] = {1, 2, 7};
    static const uint32_t rows[] = {1024, 1, 37};
    static const size_t sizes[] = {0, 300, 5000};
    struct evaluated *e = open_planned();
    struct text data = {0};
    struct sink first = {0};
    struct run_summary summary;
    generate(&data, 3000);
    ck_assert_int_eq(run_over(e, &forms[_i], &data, &first, &summary), RUN_OK);
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
        put_field(t, &seed, "%u.50", 1000);
        text_format(t, ",%s", kinds[seed >> 40 & 31 ? seed >> 50 & 3 : 4 + (seed >> 50 & 1)]);
        text_put(t, ends[seed >> 60 & 3]);
    }
}

// Chunks that end anywhere make no difference, nor do threads.
START_TEST(is_the_same_for_any_chunks) {
    static const uint32_t jobs[] = {1, 2, 3, 8};
    static const size_t sizes[] = {1, 7, 61, 300, 2000};
    struct evaluated *e = open_planned();
    struct text data = {0};
    struct sink first = {0};
    struct run_summary summary;
    struct run_case how = {RESULTS_CSV, LANG_EN, RECORDS_CSV, 1, 0, 0};
    generate_odd(&data, (uint64_t)_i, 400);
    ck_assert_int_eq(run_over(e, &how, &data, &first, &summary), RUN_OK);
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
    struct evaluated *e = open_planned();
    struct text data = {0};
    struct sink s = {0};
    struct run_summary summary;
    struct run_case how = {written[_i].format, written[_i].lang, RECORDS_JSONL, 1, 0, 0};
    text_put(&data, records);
    ck_assert_int_eq(run_over(e, &how, &data, &s, &summary), RUN_OK);
    ck_assert_str_eq(text_string(&s.out), written[_i].expected);
    ck_assert_str_eq(text_string(&s.faults), "4 R0150 4\n");
    ck_assert_uint_eq(summary.counts.faulted, 1);
    run_summary_free(&summary);
    sink_free(&s);
    text_free(&data);
    evaluated_close(e);
}
END_TEST

// What was written before is whole and in order, whoever was at work on what comes after it.
START_TEST(stops_where_a_write_fails) {
    struct evaluated *e = open_planned();
    struct text data = {0};
    struct sink whole = {0};
    struct run_summary summary;
    struct run_case how = {RESULTS_CSV, LANG_EN, RECORDS_CSV, 1, 64, 1000};
    generate(&data, 2000);
    ck_assert_int_eq(run_over(e, &how, &data, &whole, &summary), RUN_OK);
    run_summary_free(&summary);
    for (how.jobs = 1; how.jobs <= 8; how.jobs *= 2)
        for (uint64_t fail_at = 1; fail_at < 20; fail_at++) {
            struct sink s = {.fail_at = fail_at};
            ck_assert_int_eq(run_over(e, &how, &data, &s, &summary), RUN_OUTPUT);
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

// A file that grows or shrinks while it is read: what it had where the reading met its end, which may cut a record.
START_TEST(reads_what_is_there) {
    struct evaluated *e = open_planned();
    struct text data = {0};
    struct sink whole = {0};
    struct run_summary summary;
    struct run_case how = {RESULTS_CSV, LANG_EN, RECORDS_CSV, 1, 64, 1000};
    generate(&data, 2000);
    ck_assert_int_eq(run_over(e, &how, &data, &whole, &summary), RUN_OK);
    run_summary_free(&summary);
    for (how.jobs = 1; how.jobs <= 8; how.jobs *= 2)
        for (size_t size = 3000; size < 2 * data.length; size += data.length / 3) {
            struct sink s = {.resize_to = size};
            ck_assert_int_eq(run_over(e, &how, &data, &s, &summary), RUN_OK);
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
    struct evaluated *e = open_planned();
    struct text data = {0};
    struct sink s = {.stop = true};
    struct run_summary summary;
    struct run_case how = {RESULTS_CSV, LANG_EN, RECORDS_CSV, 3, 64, 1000};
    generate(&data, 2000);
    ck_assert_int_eq(run_over(e, &how, &data, &s, &summary), RUN_STOPPED);
    ck_assert_uint_lt(summary.counts.records, 100);
    run_summary_free(&summary);
    sink_free(&s);
    text_free(&data);
    evaluated_close(e);
}
END_TEST

START_TEST(fails_on_an_endless_record) {
    struct evaluated *e = open_planned();
    struct text data = {0};
    struct sink s = {0};
    struct run_summary summary;
    struct run_case how = {RESULTS_CSV, LANG_EN, RECORDS_CSV, 2, 64, 100};
    text_put(&data, "id,good\nA,yes\nB,no\n\"C");
    text_repeat(&data, 'x', 40 << 20);
    ck_assert_int_eq(run_over(e, &how, &data, &s, &summary), RUN_INPUT);
    ck_assert_str_eq(text_string(&s.faults), "0 D0120 4\n");
    ck_assert_uint_eq(summary.counts.records, 2);
    run_summary_free(&summary);
    sink_free(&s);
    text_free(&data);
    evaluated_close(e);
}
END_TEST

START_TEST(warns_of_an_unknown_key_once) {
    struct evaluated *e = open_planned();
    struct text data = {0};
    struct run_summary summary;
    for (int i = 0; i < 500; i++) text_format(&data, "{\"id\":\"%d\",\"%s\":1}\n", i, i % 2 ? "revenu" : "x");
    for (uint32_t jobs = 1; jobs <= 5; jobs += 2) {
        struct sink s = {0};
        struct run_case how = {RESULTS_CSV, LANG_EN, RECORDS_JSONL, jobs, 8, 200};
        ck_assert_int_eq(run_over(e, &how, &data, &s, &summary), RUN_OK);
        ck_assert_str_eq(text_string(&s.faults), "1 D0154 1\n2 D0154 2\n");
        run_summary_free(&summary);
        sink_free(&s);
    }
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
    ck_assert_int_eq(run_over(e, &how, &data, &s, &summary), RUN_OK);
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
    tcase_add_test(c, stops_where_a_write_fails);
    tcase_add_test(c, reads_what_is_there);
    tcase_add_test(c, stops_when_told);
    tcase_add_test(c, fails_on_an_endless_record);
    tcase_add_test(c, warns_of_an_unknown_key_once);
    tcase_add_test(c, says_where_records_are_faulted);
    suite_add_tcase(s, c);
    return s;
}

int main(void) { return check_main(make); }
