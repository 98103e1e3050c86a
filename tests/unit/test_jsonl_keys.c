// Keys of JSON Lines as they come: those that records before them had at the same place are taken by a short cut, which
// must not be seen in what is read. Every record is read once among others and once on its own, where nothing can be
// guessed.
#include <stdio.h>
#include <string.h>

#include "tests/unit/check_main.h"
#include "tests/unit/data_text.h"

static const char vocabulary[] =
    "vocabulary {\n"
    "  field id(编号): text key\n"
    "  field a: yes/no\n"
    "  field income_2022: money\n"
    "  field income_2023: money\n"
    "  field income_2023_known: yes/no\n"
    "  field income_2023_known_since(收入何时已知): date\n"
    "  field income_2023_known_since_when: month\n"
    "  field kind: one of { small(小), large(大), another_rather_long_value(另一个相当长的取值) }\n"
    "  field marks: any of { red(红), green(绿), blue }\n"
    "  field label: text\n"
    "  field overdue: list of { month: month, amount: money, amount_paid_back: money, amount_paid_back_all: yes/no }\n"
    "}\n";

static void tell(const char *text, size_t chunk_size, uint32_t block_rows, struct text *out) {
    struct evaluated *e = evaluated_open(vocabulary);
    struct data_options options = {.format = RECORDS_JSONL, .chunk_size = chunk_size, .block_rows = block_rows};
    data_tell(e, &options, text, strlen(text), out);
    evaluated_close(e);
}

static uint32_t below(uint64_t *seed, uint32_t count) {
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % count;
}

static void put_blanks(struct text *t, uint64_t *seed) {
    static const char *const blanks[] = {"", "", "", "", "", "", " ", "\t", "\r", " \t  "};
    text_put(t, blanks[below(seed, sizeof blanks / sizeof *blanks)]);
}

static const struct {
    const char *key, *values[5];
} members[] = {
    {"a", {"true", "false", "null", "truth", "\"\""}},
    {"income_2022", {"1.25", "0", "12345678901.25", "1.234", "-1e2"}},
    {"income_2023", {"1234567", "12345678", "\"1亿元\"", "null", "01"}},
    {"income_2023_known", {"true", "false", "false", "null", "fals"}},
    {"income_2023_known_since",
     {"\"2024-05-06\"", "\"2024-02-29\"", "\"2024-05-0\\u0036\"", "\"2024-05-061\"", "\"2024-02-30\""}},
    {"income_2023_known_since_when", {"\"2024-05\"", "\"2023-12\"", "null", "\"\"", "\"2024-05-06\""}},
    {"kind", {"\"small\"", "\"大\"", "\"another_rather_long_value\"", "\"lar\\u0067e\"", "\"\""}},
    {"marks", {"[]", "[\"red\",\"blue\"]", "[ \"绿\" , \"gree\\u006e\" ]", "[\"pink\"]", "[1]"}},
    {"label", {"\"\"", "\"seventeen or more plain bytes\"", "\"a\\\"b\\n\"", "\"12345678\"", "\"tab\there\""}},
    {"overdue",
     {"[]", "null", "[{\"month\":\"2024-01\",\"amount\":5,\"amount_paid_back\":1}]",
      "[{\"amount_paid_back_all\":true,\"amount_paid_back\":1.5},{},{\"amount\":2,\"month\":null}]",
      "[{\"amount\":5,\"amount\":5}]"}},
};
#define MEMBERS (sizeof members / sizeof *members)

// Some keys have an escape in them, some are in the other language, and few values are wrong.
static void put_member(struct text *t, uint64_t *seed, uint32_t i) {
    const char *key = members[i].key;
    text_char(t, ',');
    put_blanks(t, seed);
    if (!below(seed, 16)) text_format(t, "\"\\u%04x%s\"", (unsigned)*key, key + 1);
    else text_format(t, "\"%s\"", !strcmp(key, "income_2023_known_since") && !below(seed, 4) ? "收入何时已知" : key);
    put_blanks(t, seed);
    text_char(t, ':');
    put_blanks(t, seed);
    text_put(t, members[i].values[below(seed, below(seed, 64) ? 3 : 5)]);
    put_blanks(t, seed);
}

// Mostly in order; some are left out, some come elsewhere, and few come twice.
static void put_record(struct text *t, uint64_t *seed, uint32_t number) {
    uint32_t from = below(seed, 4) ? 0 : below(seed, MEMBERS);
    put_blanks(t, seed);
    text_format(t, "{\"id\":\"R%u\"", number);
    for (uint32_t i = 0; i < MEMBERS; i++)
        if (below(seed, 8)) put_member(t, seed, (from + i) % MEMBERS);
    if (!below(seed, 16)) put_member(t, seed, below(seed, MEMBERS));
    text_put(t, "}");
}

// The rows to one text and the faults to another.
static void part(const char *told, struct text *rows, struct text *faults) {
    for (const char *end; (end = strchr(told, '\n')); told = end + 1) {
        struct text *to = told[0] == 'D' ? faults : rows;
        text_add(to, told, (size_t)(end - told) + 1);
    }
}

#define RECORDS 60
START_TEST(a_record_is_read_alike_among_others) {
    uint64_t seed = (uint64_t)_i + 1;
    struct text all = {0}, together = {0}, rows = {0}, faults = {0};
    for (uint32_t i = 0; i < RECORDS; i++) {
        struct text one = {0}, told = {0};
        text_repeat(&one, '\n', i);
        put_record(&one, &seed, i);
        text_put(&all, text_string(&one) + i);
        if (i + 1 < RECORDS) text_char(&all, '\n');
        tell(text_string(&one), 0, 0, &told);
        part(text_string(&told), &rows, &faults);
        text_free(&one);
        text_free(&told);
    }
    text_put(&rows, text_string(&faults));
    tell(text_string(&all), (size_t)_i % 3 * 500, 1 + (uint32_t)_i % 7 * 9, &together);
    ck_assert_str_eq(text_string(&together), text_string(&rows));
    text_free(&all);
    text_free(&together);
    text_free(&rows);
    text_free(&faults);
}
END_TEST

#define FIRST "{\"id\":\"A\",\"income_2022\":1,\"income_2023\":2,\"income_2023_known\":true,\"kind\":\"small\"}\n"
#define TOLD "id=A income_2022=1.00 income_2023=2.00 income_2023_known=yes kind=small\n"
static const struct {
    const char *second, *expected;
} seconds[] = {
    {"{\"id\":\"B\",\"income_2023\":1,\"income_2022\":2}", "id=B income_2022=2.00 income_2023=1.00\n"},
    {"{\"kind\":\"large\",\"id\":\"B\"}", "id=B kind=large\n"},
    {"{\"id\":\"B\",\"income_2022\":1,\"income_2022\":2}", "D0153 2:27\n"},
    {"{\"id\":\"B\",\"income_2022\":1,\"income_2023\":2,\"income_2022\":3,\"income_2023\":4}",
     "D0153 2:43\nD0153 2:59\n"},
    {"{\"id\":\"B\",\"income_2022\":1,\"income\\u005f2022\":2}", "D0153 2:27\n"},
    {"{\"id\":\"B\",\"income_2024\":1,\"income_2023\":2}", "id=B income_2023=2.00\nD0154 2:11\n"},
    {"{\"id\":\"B\",\"income_2022 \":1,\"income_2023\":2}", "id=B income_2023=2.00\nD0154 2:11\n"},
    {"{\"id\":\"B\",\"income_2022\":1,\"income_2023_know\":2}", "id=B income_2022=1.00\nD0154 2:27\n"},
    {"{\"id\":\"B\",\"income_2022\" : 1 , \"income_2023\"\t:\t2}", "id=B income_2022=1.00 income_2023=2.00\n"},
    {"{\"id\":\"B\",\"income_2022\":1,\"income_2023\":2,\"income_2023_known\":false}",
     "id=B income_2022=1.00 income_2023=2.00 income_2023_known=no\n"},
    {"{\"id\":\"B\",\"income_2022\"", "D0151 2:24\n"},
    {"{\"id\":\"B\",\"income_2022\":", "D0151 2:25\n"},
    {"{\"id\":\"B\",\"income_20", "D0151 2:21\n"},
    {"{\"id\":\"B\",\"income_2022\":1,\"income_2023\":2,\"income_2023_known\":tru", "D0150 2:63\n"},
    {"{\"id\":\"B\",\"income_2022\":1,", "D0151 2:27\n"},
    {"{\"id\":null,\"income_2022\":1}", "D0116 2:1\n"},
    {"{\"income_2022\":1}", "D0116 2:1\n"},
    {"{\"id\":5,\"income_2022\":1}\n{\"id\":\"A\"}", "id=A\nD0109 2:7\n"},
};

START_TEST(what_comes_next_may_be_something_else) {
    struct text data = {0}, expected = {0};
    text_format(&data, "%s%s", FIRST, seconds[_i].second);
    text_format(&expected, "%s%s", TOLD, seconds[_i].expected);
    for (size_t size = 0; size < 200; size += 40) {
        struct text out = {0};
        tell(text_string(&data), size, 2, &out);
        ck_assert_str_eq(text_string(&out), text_string(&expected));
        text_free(&out);
    }
    text_free(&data);
    text_free(&expected);
}
END_TEST

// A row whose record was refused is used again: nothing of it may be left.
START_TEST(a_refused_record_leaves_nothing) {
    struct text out = {0};
    tell("{\"id\":\"A\",\"a\":true,\"label\":\"x\",\"overdue\":[{\"amount\":1}],\"kind\":\"\"}\n{\"id\":\"B\"}\n"
         "{\"id\":\"C\",\"income_2022\":1,\"overdue\":[{\"amount\":1},{\"amount\":2},5]}\n{\"id\":\"D\",\"overdue\":[{}"
         "]}\n",
         0, 3, &out);
    ck_assert_str_eq(text_string(&out), "id=B\nid=D overdue=[?/?/?/?]\nD0107 1:64\nD0110 3:64\n");
    text_free(&out);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("jsonl keys");
    TCase *c = tcase_create("jsonl keys");
    tcase_add_loop_test(c, a_record_is_read_alike_among_others, 0, 30);
    tcase_add_loop_test(c, what_comes_next_may_be_something_else, 0, (int)(sizeof seconds / sizeof *seconds));
    tcase_add_test(c, a_refused_record_leaves_nothing);
    suite_add_tcase(s, c);
    return s;
}

int main(void) { return check_main(make); }
