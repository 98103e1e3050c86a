// The block evaluator against the naive one: random policies, random records, every block size at which an edge lies.
#include <check.h>
#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "interp/eval/eval.h"
#include "tests/differential/compare_row.h"
#include "tests/differential/coverage.h"
#include "tests/differential/laws.h"
#include "tests/differential/meaning.h"
#include "tests/differential/random_record.h"
#include "tests/unit/check_main.h"
#include "tests/unit/naive_writer.h"

#define RECORDS 61

static void run_block(const struct subject *s, struct block *b, struct workspace *w, struct decisions *d,
                      const struct naive_record *records) {
    block_seal(b);
    ck_assert(eval_block(w, b));
    decide(d, w, b);
    for (uint32_t row = 0; row < b->rows; row++)
        compare_row((struct comparison){.s = s, .d = d, .w = w, .row = row, .record = &records[row]});
}

// What the writer makes of the decisions is looked at for one size of blocks, for it takes its time.
static void run_records(const struct subject *s, const struct naive_record *records, uint32_t count, uint32_t size,
                        bool write) {
    struct block *b = block_new(s->policy, size, s->plan->as_of == 0);
    struct workspace *w = plan_workspace_new(s->plan, size);
    struct decisions *d = decisions_new(s->plan, size);
    struct written written;
    ck_assert(b && w && d);
    written_open(&written, s->plan);
    for (uint32_t done = 0; done < count;) {
        block_clear(b);
        uint32_t n = count - done < size ? count - done : size;
        for (uint32_t i = 0; i < n; i++) subject_load(b, &records[done + i]);
        run_block(s, b, w, d, records + done);
        if (write) written_check(&written, b, w, d);
        done += n;
    }
    written_close(&written);
    decisions_free(d);
    workspace_free(w);
    block_free(b);
}

static void vary_dates(struct random_source *r, struct naive_record *records, uint32_t count) {
    static const int dates[][3] = {{2023, 12, 31}, {2024, 1, 1},   {2024, 6, 30}, {2024, 7, 1},
                                   {2024, 2, 29},  {2024, 12, 31}, {2025, 1, 1}};
    for (uint32_t i = 0; i < count; i++) {
        const int *d = dates[random_below(r, 7)];
        records[i].as_of = DATE_PACK(d[0], d[1], d[2]);
    }
}

static void compare_policy(uint64_t seed, bool date_per_row, uint32_t count, const uint32_t *sizes,
                           uint32_t size_count) {
    struct random_source r = {seed};
    struct subject *s = calloc(1, sizeof *s);
    subject_make(s, &r, date_per_row ? 0 : DATE_PACK(2024, 7, 1), false);
    struct naive_record *records = calloc(count, sizeof *records);
    for (uint32_t i = 0; i < count; i++) records[i] = subject_record(s, &r);
    if (date_per_row) vary_dates(&r, records, count);
    for (uint32_t i = 0; i < size_count; i++) run_records(s, records, count, sizes[i], i + 1 == size_count);
    for (uint32_t i = 0; i < count; i++) random_record_free(&records[i], s->policy);
    free(records);
    subject_free(s);
}

START_TEST(small_blocks) {
    static const uint32_t sizes[] = {1, 2, 3, 64};
    for (uint64_t i = 0; i < 25; i++) compare_policy((uint64_t)_i * 1000 + i, i % 5 == 4, RECORDS, sizes, 4);
}
END_TEST

START_TEST(large_blocks) {
    static const uint32_t sizes[] = {1023, 1024, 1025};
    compare_policy(77000 + (uint64_t)_i, _i % 2, 2051, sizes, 3);
}
END_TEST

static Suite *make(void) {
    Suite *suite = suite_create("differential");
    TCase *c = tcase_create("differential");
    tcase_set_timeout(c, 300);
    tcase_add_loop_test(c, small_blocks, 0, random_share(20));
    tcase_add_loop_test(c, large_blocks, 0, random_share(8));
    meaning_add(c);
    if (random_percent() >= 100) coverage_add(c);  // of fewer trials some nodes may not be met by any
    laws_add(c, random_share(40));
    suite_add_tcase(suite, c);
    return suite;
}

int main(void) { return check_main(make); }
