#include "tests/unit/run_sample.h"

#include <check.h>
#include <unistd.h>

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

static bool take(void *context, const char *bytes, size_t length) {
    struct sink *s = context;
    if (++s->writes == s->fail_at) return false;
    if (s->resize_to && s->writes == 2) ck_assert_int_eq(ftruncate(s->data, (off_t)s->resize_to), 0);
    text_add(&s->out, bytes, length);
    return true;
}

static void note(void *context, const struct record_fault *fault) {
    struct sink *s = context;
    bool of_the_file = fault->id == DIAG_INPUT_CUT_OFF;
    ck_assert(of_the_file ? fault->record == 0 : fault->record >= s->last_record);
    s->last_record = fault->record;
    if (fault->id == DIAG_RECORD_FAULTED) text_format(&s->places, "%s\n", fault->args[1].en);
    text_format(&s->faults, "%llu %s %llu%s\n", (unsigned long long)fault->record, diag_info(fault->id)->code,
                (unsigned long long)fault->line, fault->again ? " again" : "");
}

static bool go_on(void *context, const struct run_counts *so_far) {
    (void)so_far;
    return !((struct sink *)context)->stop;
}

enum run_status run_sample_run(const struct evaluated *e, const struct run_case *how, const struct text *data,
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

void sink_free(struct sink *s) {
    text_free(&s->out);
    text_free(&s->faults);
    text_free(&s->places);
}

struct evaluated *run_sample_open(void) {
    struct evaluated *e = evaluated_open(policy_text);
    e->plan = plan_new(e->policy, &(struct plan_options){.as_of = 24295 << 5 | 1});  // 2024-08-01
    ck_assert_ptr_nonnull(e->plan);
    return e;
}

void run_sample_cell(struct text *t, uint64_t *seed, const char *format, uint32_t range) {
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    uint32_t value = (uint32_t)(*seed >> 33);
    text_char(t, ',');
    if (value % 7) text_format(t, format, value / 7 % range);
}

void run_sample_records(struct text *t, int count) {
    uint64_t seed = 99;
    text_put(t, "id,revenue,people,good,since,kind\n");
    for (int i = 0; i < count; i++) {
        text_format(t, "P%d", i);
        run_sample_cell(t, &seed, "%u.50", 1000);
        run_sample_cell(t, &seed, "%u", 12);  // 0 divides; a tenth cell is bad
        run_sample_cell(t, &seed, i % 50 ? "%u" : "x%u", 2);
        run_sample_cell(t, &seed, "2023-0%u-15", 9);
        text_put(t, i % 3 ? ",small\n" : i % 5 ? ",大\n" : ",\n");
    }
}
