// List files: items by applicant, in order, wherever they stand in the file; bad items refuse their applicant alone.
#include <string.h>

#include "tests/unit/check_main.h"
#include "tests/unit/data_text.h"

static const struct {
    const char *list, *data, *expected;
} rows[] = {
    {"id,month,account,amount\nA,2024-01,X,5\nB,2024-02,Y,6\nA,2024-03,,7.50\n", "id\nA\nB\nC\n",
     "id=A overdue=[2024-01/X/5.00;2024-03/?/7.50]\nid=B overdue=[2024-02/Y/6.00]\nid=C overdue=[]\n"},
    {"编号,amount\nA,1\n", "id\nA\n", "id=A overdue=[?/?/1.00]\n"},
    {"id,amount\nA,x\nB,2\n", "id\nA\nB\n", "id=B overdue=[?/?/2.00]\nD0103 2:3\nD0119 2:1\n"},
    {"id,amount\nA,1,2\nB,2\n", "id\nA\nB\n", "id=B overdue=[?/?/2.00]\nD0112 2:1\nD0119 2:1\n"},
    {"id,amount\n\"A\"x,1\n", "id\nA\n", "D0114 2:4\nD0160 0:0\n"},
    {"id,amount\n,1\n", "id\nA\n", "D0116 2:1\nD0160 0:0\n"},
    {"amount\n1\n", "id\nA\n", "D0139 1:0\n"},
    {"id,amount\n", "id\nA\n", "id=A overdue=[]\n"},
};

START_TEST(joins_items) {
    data_check(&(struct data_options){.format = RECORDS_CSV, .list = rows[_i].list}, rows[_i].data, rows[_i].expected);
    data_check(&(struct data_options){.format = RECORDS_CSV, .list = rows[_i].list, .chunk_size = 5, .block_rows = 2},
               rows[_i].data, rows[_i].expected);
    data_check(&(struct data_options){.format = RECORDS_CSV, .list = rows[_i].list, .list_memory = 1}, rows[_i].data,
               rows[_i].expected);
}
END_TEST

START_TEST(fills_what_json_lines_lack) {
    struct data_options o = {.format = RECORDS_JSONL, .list = rows[0].list};
    data_check(&o, "{\"id\":\"A\",\"overdue\":null}\n{\"id\":\"B\",\"overdue\":[]}\n",
               "id=A overdue=[2024-01/X/5.00;2024-03/?/7.50]\nD0166 2:1\n");
}
END_TEST

// Whatever the order of both files and wherever memory ends: the same.
static void put_item_of(struct text *list, uint32_t applicant, uint32_t item) {
    bool bad = applicant % 97 == 5 && item == 1;
    text_format(list, "applicant-%u,2024-%02u,account %u of %u,%s\n", applicant, item % 12 + 1, item, applicant,
                bad ? "x" : "12.50");
}

enum layout { IN_TURN, INTERLEAVED, SCATTERED };

static void put_items(struct text *list, enum layout layout, uint32_t applicants, uint32_t first) {
    const uint32_t items = 3, rows_made = applicants * items;
    text_put(list, "id,month,account,amount\n");
    for (uint32_t i = 0; i < rows_made; i++) {
        uint32_t at = layout == SCATTERED ? (uint32_t)((uint64_t)i * 7919 % rows_made) : i;
        uint32_t applicant = layout == INTERLEAVED ? at % applicants : at / items;
        if (applicant % 4) put_item_of(list, first + applicant, layout == INTERLEAVED ? at / applicants : at % items);
    }
}

static void put_applicants(struct text *data, bool scattered, uint32_t applicants, uint32_t first) {
    text_put(data, "id\n");
    for (uint32_t i = 0; i < applicants; i++) {
        uint32_t applicant = scattered ? (uint32_t)((uint64_t)i * 6661 % applicants) : i;
        if (applicant % 10) text_format(data, "applicant-%u\n", first + applicant);
    }
}

static void tell_with(const struct text *list, const struct text *data, const struct data_options *how,
                      struct text *out) {
    struct evaluated *e = evaluated_open(data_vocabulary);
    struct data_options o = *how;
    o.list = text_string(list);
    o.unclaimed = true;
    data_tell(e, &o, text_string(data), data->length, out);
    evaluated_close(e);
}

static void check_same(const struct text *list, const struct text *data, const struct data_options *how,
                       const struct text *expected) {
    struct text out = {0};
    tell_with(list, data, how, &out);
    ck_assert_str_eq(text_string(&out), text_string(expected));
    text_free(&out);
}

START_TEST(is_the_same_spilled) {
    static const size_t memories[] = {1, 5000, 40000, 100000, 400000};
    const uint32_t applicants = 2000, first = _i & 1 ? 1 : 10000;  // with as many digits each, keys rise
    struct text list = {0}, data = {0}, kept = {0};
    put_items(&list, (enum layout)(_i / 4), applicants, first);
    put_applicants(&data, _i & 2, applicants, first);
    tell_with(&list, &data, &(struct data_options){.format = RECORDS_CSV}, &kept);
    for (size_t i = 0; i < sizeof memories / sizeof *memories; i++)
        check_same(&list, &data, &(struct data_options){.list_memory = memories[i], .chunk_size = i % 2 ? 0 : 3000},
                   &kept);
    text_free(&list);
    text_free(&data);
    text_free(&kept);
}
END_TEST

// However many threads read the list, in pieces of any size.
START_TEST(is_the_same_for_any_threads) {
    static const uint32_t jobs[] = {2, 3, 8};
    static const size_t sizes[] = {0, 30000, 700};
    const size_t size = sizes[_i / 6];
    const uint32_t applicants = 2000, first = _i & 1 ? 1 : 10000;
    struct text list = {0}, data = {0}, once = {0};
    put_items(&list, (enum layout)(_i / 2 % 3), applicants, first);
    put_applicants(&data, false, applicants, first);
    tell_with(&list, &data, &(struct data_options){.list_jobs = 1, .list_chunk_size = size}, &once);
    for (size_t i = 0; i < 6; i++)
        check_same(&list, &data,
                   &(struct data_options){.list_jobs = jobs[i / 2], .list_chunk_size = size, .list_memory = i % 2},
                   &once);
    text_free(&list);
    text_free(&data);
    text_free(&once);
}
END_TEST

// What the first 17 bytes of a key say is the same for all, and some are no more than that.
static void put_long_key(struct text *t, uint32_t applicant) {
    text_put(t, "applicant-of-2024");
    if (applicant) text_format(t, "-%0*u", 1 + (int)(applicant % 9), applicant);
}

START_TEST(tells_long_keys_apart) {
    struct text list = {0}, data = {0}, expected = {0};
    const uint32_t applicants = 700;
    text_put(&list, "id,amount\n");
    text_put(&data, "id\n");
    for (uint32_t i = 0; i < applicants; i++) {
        uint32_t applicant = _i & 1 ? applicants - 1 - i : i;
        put_long_key(&list, applicant);
        text_format(&list, ",%u\n", applicant);
        put_long_key(&data, i);
        text_put(&data, i % 3 ? "\n" : "\napplicant-of-202\n");
        text_put(&expected, "id=");
        put_long_key(&expected, i);
        text_format(&expected, " overdue=[?/?/%u.00]\n%s", i, i % 3 ? "" : "id=applicant-of-202 overdue=[]\n");
    }
    check_same(&list, &data, &(struct data_options){.list_memory = _i & 2 ? 1 : 0}, &expected);
    text_free(&list);
    text_free(&data);
    text_free(&expected);
}
END_TEST

// An applicant may be asked for again, before or behind others, and be spread over many pieces of the list.
START_TEST(answers_again) {
    static const char *const asked[] = {"B", "A", "C", "B", "Z", "C", "B", "0", "A"};
    static const uint32_t counts[] = {0, 1, 700, 300};  // of 0, A, B, C
    struct text list = {0}, data = {0}, expected = {0};
    text_put(&list, "id,amount\n");
    for (uint32_t a = 1; a < 4; a++)
        for (uint32_t i = 0; i < counts[a]; i++) text_format(&list, "%c,%u\n", '@' + a, i);
    if (_i & 1) text_put(&list, "A,1\n");
    text_put(&data, "id\n");
    for (size_t n = 0; n < sizeof asked / sizeof *asked; n++) {
        uint32_t a = *asked[n] >= 'A' && *asked[n] <= 'C' ? (uint32_t)(*asked[n] - '@') : 0;
        text_format(&data, "%s\n", asked[n]);
        text_format(&expected, "id=%s overdue=[", asked[n]);
        for (uint32_t i = 0; i < counts[a]; i++) text_format(&expected, "%s?/?/%u.00", i ? ";" : "", i);
        text_put(&expected, a == 1 && _i & 1 ? ";?/?/1.00]\n" : "]\n");
    }
    check_same(&list, &data, &(struct data_options){.list_memory = _i & 2 ? 1 : 0, .block_rows = _i & 4 ? 2 : 0},
               &expected);
    text_free(&list);
    text_free(&data);
    text_free(&expected);
}
END_TEST

// Many applicants and items: each finds its own, in order.
START_TEST(keeps_order_among_many) {
    struct text list = {0}, data = {0}, expected = {0}, out = {0};
    struct evaluated *e = evaluated_open(data_vocabulary);
    text_put(&list, "id,amount\n");
    text_put(&data, "id\n");
    for (int item = 0; item < 3; item++)
        for (int i = 0; i < 3000; i++) text_format(&list, "applicant-%d,%d\n", i, item * 3000 + i);
    for (int i = 2999; i >= 0; i--) {
        text_format(&data, "applicant-%d\n", i);
        text_format(&expected, "id=applicant-%d overdue=[?/?/%d.00;?/?/%d.00;?/?/%d.00]\n", i, i, i + 3000, i + 6000);
    }
    data_tell(e, &(struct data_options){.format = RECORDS_CSV, .list = text_string(&list)}, text_string(&data),
              data.length, &out);
    ck_assert_str_eq(text_string(&out), text_string(&expected));
    text_free(&list);
    text_free(&data);
    text_free(&expected);
    text_free(&out);
    evaluated_close(e);
}
END_TEST

// Applicants that no record was about, with items or with nothing but a refused row, and the one of them that comes
// first.
static const struct {
    const char *list, *asked, *example;
    uint64_t count;
} unclaimed[] = {
    {"id,amount\nA,1\nB,1\nB,2\nC,3\n", "AZ", "B", 2},
    {"id,amount\nA,1\nB,1\nB,2\nA,3\n", "Z", "A", 2},
    {"id,amount\nC,1\nB,1\nA,3\n", "C", "B", 2},
    {"id,amount\nA,1\nB,x\nC,1\n", "A", "B", 2},
    {"id,amount\nA,1\nB,x\nC,1\n", "AB", "C", 1},
    {"id,amount\nA,1\nB,x\nB,1\n", "A", "B", 1},
    {"id,amount\nA,1\nC,1\nB,x\nB,y\nD,z\n", "", "B", 4},
    {"id,amount\nA,1\n", "A", "", 0},
    {"id,amount\n", "A", "", 0},
};

static void ask(struct list_index *index, struct list_reader *reader, const char *keys) {
    for (; *keys; keys++) {
        ck_assert(list_pass(reader, (struct slice){keys, 1}));
        list_is_good(index, (struct slice){keys, 1});
    }
}

START_TEST(counts_unclaimed) {
    struct evaluated *e = evaluated_open(data_vocabulary);
    struct record_faults faults = {0};
    struct data_file file;
    struct text example = {0};
    uint64_t count = 0;
    data_file_open(&file, unclaimed[_i].list, strlen(unclaimed[_i].list));
    struct list_limits limits = {.folder = "/tmp", .memory = LIST_MEMORY, .sorting = LIST_SORTING};
    struct list_index *index = list_load(e->policy, &e->policy->fields[e->policy->field_count - 1],
                                         &(struct list_file){.path = file.path}, 0, &limits, &faults);
    ck_assert_ptr_nonnull(index);
    struct list_reader *reader = list_reader_new(index);
    ask(index, reader, unclaimed[_i].asked);
    ck_assert(list_unclaimed(reader, &count, &example));
    ck_assert_uint_eq(count, unclaimed[_i].count);
    ck_assert_str_eq(text_string(&example), unclaimed[_i].example);
    text_free(&example);
    list_reader_free(reader);
    list_free(index);
    record_faults_free(&faults);
    data_file_close(&file);
    evaluated_close(e);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("list");
    TCase *c = tcase_create("list");
    tcase_add_loop_test(c, joins_items, 0, (int)(sizeof rows / sizeof *rows));
    tcase_add_test(c, fills_what_json_lines_lack);
    tcase_add_loop_test(c, is_the_same_spilled, 0, 12);
    tcase_add_test(c, keeps_order_among_many);
    tcase_add_loop_test(c, is_the_same_for_any_threads, 0, 18);
    tcase_add_loop_test(c, tells_long_keys_apart, 0, 4);
    tcase_add_loop_test(c, answers_again, 0, 8);
    tcase_add_loop_test(c, counts_unclaimed, 0, (int)(sizeof unclaimed / sizeof *unclaimed));
    suite_add_tcase(s, c);
    return s;
}

int main(void) { return check_main(make); }
