// Tables over few values are looked up, others taken row by row: both must come to the same, whatever is missing.
#include <stdio.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/eval/causes.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

static const struct node *grant_of(const struct evaluated *e, uint32_t grant) {
    return e->plan->schemes[0].offers[0].grants[grant].value;
}

static void put_row(struct text *out, const char *before, const char *row, size_t length) {
    text_put(out, before);
    text_add(out, row, length);
    text_put(out, "\n");
}

// Each row `times` over, which changes nothing but the number of rows: few of them are never looked up.
static void put_table(struct text *out, const char *name, const char *rows, uint32_t times, bool wide) {
    size_t length = strcspn(rows, "\n");
    text_format(out, " table %s first {\n", name);
    put_row(out, wide ? "  n | " : "  ", rows, length);
    for (rows += length + 1; *rows; rows += length + (rows[length] == '\n')) {
        bool otherwise = strncmp(rows, "otherwise", 9) == 0;
        length = strcspn(rows, "\n");
        const char *before = wide && !otherwise ? "  - | " : "  ";
        for (uint32_t i = 0; i < (otherwise ? 1 : times); i++) put_row(out, before, rows, length);
    }
    text_put(out, " }\n");
}

#define OFTEN 7  // rows enough for any table

// The table twice: as it is, and with one more column, a count that no row asks about, which has too many values.
static struct evaluated *open_tables(const char *rows, uint32_t times, uint32_t capacity) {
    struct text policy = {0};
    text_put(&policy, "scheme s {\n in force from 2000-01-01\n");
    put_table(&policy, "few", rows, times, false);
    put_table(&policy, "many", rows, times, true);
    text_put(&policy, " offer o {\n grant g = few\n grant h = many\n }\n}\n");
    struct evaluated *e = evaluated_planned(text_string(&policy), capacity);
    text_free(&policy);
    return e;
}

static void expect_row(const struct evaluated *e, uint32_t grant, uint32_t row, struct text *out) {
    evaluated_value(e, grant_of(e, grant), row, out);
    text_put(out, " | ");
    evaluated_missing(e, grant_of(e, grant), row, out);
}

// ---- what single rows come to ----

#define TERMS "kind | a || r\nsmall, large | yes || 1\nlarge | - || 2\n- | no || 3"
#define GUARDED "kind | a || r\nsmall | yes || revenue / m\n!= small | - || 7元\notherwise || silent"
#define MIXED "kind | a || r\nsmall | yes || revenue\nlarge | - || 5元\nother | no || debt\notherwise || silent"

struct row {
    const char *rows, *record, *expected;  // value | missing fields
};
static const struct row rows[] = {
    {TERMS, "kind=small a=yes", "1 | "},
    {TERMS, "kind=small a=no", "3 | "},
    {TERMS, "kind=small", "? | a"},
    {TERMS, "kind=large a=yes", "1 | "},
    {TERMS, "kind=large a=no", "2 | "},
    {TERMS, "kind=large", "? | a"},
    {TERMS, "kind=other a=yes", "silent | "},
    {TERMS, "kind=other a=no", "3 | "},
    {TERMS, "kind=other", "? | a"},
    {TERMS, "a=yes", "? | kind"},
    {TERMS, "a=no", "? | kind"},
    {TERMS, "", "? | kind a"},
    // a result that is not chosen leaves nothing behind; one that is says what is missing, or faults
    {MIXED, "kind=small a=yes revenue=3", "300 | "},
    {MIXED, "kind=small a=yes debt=3", "? | revenue"},
    {MIXED, "kind=large", "500 | "},
    {MIXED, "kind=other a=no revenue=3", "? | debt"},
    {MIXED, "kind=other a=yes", "silent | "},
    {MIXED, "kind=small revenue=3", "? | a"},
    {GUARDED, "kind=small a=yes revenue=6 m=2", "300 | "},
    {GUARDED, "kind=small a=yes revenue=6 m=0", "fault | "},
    {GUARDED, "kind=small a=no revenue=6 m=0", "silent | "},
    {GUARDED, "kind=large a=yes revenue=6 m=0", "700 | "},
    {GUARDED, "a=yes revenue=6 m=0", "? | kind"},
    {GUARDED, "a=no revenue=6 m=0", "? | kind"},
    // ends that are left out, and alternatives
    {"m || r\n3..<5, 8<..9 || 1\n5<..<7, > 20 || 2\n- || 3", "m=2", "3 | "},
    {"m || r\n3..<5, 8<..9 || 1\n5<..<7, > 20 || 2\n- || 3", "m=3", "1 | "},
    {"m || r\n3..<5, 8<..9 || 1\n5<..<7, > 20 || 2\n- || 3", "m=4", "1 | "},
    {"m || r\n3..<5, 8<..9 || 1\n5<..<7, > 20 || 2\n- || 3", "m=5", "3 | "},
    {"m || r\n3..<5, 8<..9 || 1\n5<..<7, > 20 || 2\n- || 3", "m=6", "2 | "},
    {"m || r\n3..<5, 8<..9 || 1\n5<..<7, > 20 || 2\n- || 3", "m=7", "3 | "},
    {"m || r\n3..<5, 8<..9 || 1\n5<..<7, > 20 || 2\n- || 3", "m=8", "3 | "},
    {"m || r\n3..<5, 8<..9 || 1\n5<..<7, > 20 || 2\n- || 3", "m=9", "1 | "},
    {"m || r\n3..<5, 8<..9 || 1\n5<..<7, > 20 || 2\n- || 3", "m=20", "3 | "},
    {"m || r\n3..<5, 8<..9 || 1\n5<..<7, > 20 || 2\n- || 3", "m=21", "2 | "},
    {"m || r\n3..<5, 8<..9 || 1\n- || 3", "", "? | m"},
    // in words, an end named as 以上 or 以下 belongs to it
    {"m || r\n3以上不足5 || 1\n8以上9以下 || 2\n- || 3", "m=3", "1 | "},
    {"m || r\n3以上不足5 || 1\n8以上9以下 || 2\n- || 3", "m=5", "3 | "},
    {"m || r\n3以上不足5 || 1\n8以上9以下 || 2\n- || 3", "m=8", "2 | "},
    {"m || r\n3以上不足5 || 1\n8以上9以下 || 2\n- || 3", "m=9", "2 | "},
    {"m || r\n3以下 || 1\n超过 3 至 5 || 2\n- || 3", "m=3", "1 | "},
    {"m || r\n3以内 || 1\n超过 3 至 5 || 2\n- || 3", "m=5", "2 | "},
    // computed columns, and no rows but one
    {"a and b | kind || r\nyes | small || 1\nno | - || 2", "a=yes kind=small", "? | b"},
    {"a and b | kind || r\nyes | small || 1\nno | - || 2", "a=no kind=large", "2 | "},
    {"if a then kind else large || r\nlarge || 1\nsmall || 2", "a=yes", "? | kind"},
    {"if a then kind else large || r\nlarge || 1\nsmall || 2", "a=no", "1 | "},
    {"if a then kind else large || r\nlarge || 1\nsmall || 2", "kind=small", "? | a"},
    {"kind || r\n- || 4", "", "4 | "},
    {"kind || r\n- || revenue", "kind=small", "? | revenue"},
    {"kind || r\n- || revenue", "", "? | revenue"},
    {"kind || r\n- || revenue / m", "kind=small revenue=6 m=0", "fault | "},
    {"a || r\n- || b", "a=yes", "? | b"},
};

START_TEST(value_and_missing) {
    struct text out = {0};
    struct evaluated *e = open_tables(rows[_i].rows, OFTEN, 1);
    evaluated_row(e, rows[_i].record);
    evaluated_walk(e);
    expect_row(e, 0, 0, &out);
    ck_assert_msg(strcmp(text_string(&out), rows[_i].expected) == 0, "'%s' came to '%s', not '%s'", rows[_i].record,
                  text_string(&out), rows[_i].expected);
    evaluated_close(e);
    text_free(&out);
}
END_TEST

// ---- every combination of values, in blocks of several lengths, against the rows one by one ----

static const char *const tables[] = {
    TERMS,
    MIXED,
    GUARDED,
    "kind | a | b || r\nsmall | yes | - || 1元\nsmall | - | no || 2元\nlarge | - | yes || 3元\n"
    "other | no | no || 4元\notherwise || 5元",
    "kind | a | b || r\n- | yes | yes || since\nsmall | - | no || till\nlarge, other | no | - || 2024-02-29",
    "kind | a | b || r\n- | yes | yes || 2024-01-01\nsmall | - | no || 2024-01-02\n"
    "other | - | - || silent\notherwise || 2024-01-03",
    "kind | a | b || r\n!= small | yes | yes || \"x\"\nsmall | - | no || \"yy\"\n"
    "other | - | - || label\nlarge | - | - || \"\"",
    "kind | a | b || r\n!= small | yes | yes || 3.5%\nsmall | - | no || rate\nother | - | - || silent\notherwise || 4%",
    "kind | a | b || r\n!= small | yes | yes || kind\n"
    "small | - | no || if no then kind else small\nother | - | - || if no then kind else large",
    "kind | a | b || r\nsmall | yes | - || if no then kind else small\n"
    "small | - | no || if no then kind else large\n"
    "large | - | - || if no then kind else other\notherwise || if no then kind else small",
    "kind | a | b || r\nsmall | yes | - || yes\nsmall | - | no || no\nlarge | - | - || c\notherwise || yes",
    "kind | a | b || r\nsmall | yes | - || yes\nsmall | - | no || no\nlarge | - | - || yes\notherwise || no",
    "kind | a | b || r\nsmall | yes | - || no\nsmall | - | no || revenue / m > 0元\nlarge | - | - || b\notherwise || c",
    "kind is missing | a | kind || r\nyes | - | - || 1\n- | yes | small || 2\nno | - | large || 3",
    "kind | kind | a || r\nsmall | - | yes || 1\n- | large, small | - || 2\nother | - | no || 3",
    "a | b | c | a or b || r\nyes | - | - | yes || 1\nno | yes | no | - || 2\n"
    "- | - | yes | no || 3\n- | no | no | no || silent",
    "kind || r\nlarge || 1\nother || 2",
    "a || r\nyes, no || 1\notherwise || 2",
};

static const char *const kinds[] = {"", " kind=small", " kind=large", " kind=other"};
static const char *const truths[] = {"?", "yes", "no"};
#define COMBINATIONS (4 * 27)

static void put_combination(struct evaluated *e, uint32_t i, bool results) {
    char record[200];
    snprintf(record, sizeof record, "a=%s b=%s c=%s%s n=%u", truths[i % 3], truths[i / 3 % 3], truths[i / 9 % 3],
             kinds[i / 27 % 4], i);
    if (results) strcat(record, " m=0 revenue=3 debt=4 since=2020-02-29 till=2021-01-01 label=z rate=2");
    evaluated_row(e, record);
}

static void same_rows(const struct evaluated *e, const char *table, uint32_t first, uint32_t count) {
    for (uint32_t row = 0; row < count; row++) {
        struct text few = {0}, many = {0};
        expect_row(e, 0, row, &few);
        expect_row(e, 1, row, &many);
        ck_assert_msg(strcmp(text_string(&few), text_string(&many)) == 0,
                      "combination %u of\n%s\ncame to '%s', not '%s'", first + row, table, text_string(&few),
                      text_string(&many));
        ck_assert_ptr_eq(node_fault(e->w, grant_of(e, 0), row), node_fault(e->w, grant_of(e, 1), row));
        text_free(&few);
        text_free(&many);
    }
}

static void all_combinations(const char *table, uint32_t block, bool results) {
    struct evaluated *e = open_tables(table, OFTEN, block);
    for (uint32_t first = 0; first < COMBINATIONS; first += block) {
        evaluated_clear(e);
        uint32_t count = COMBINATIONS - first < block ? COMBINATIONS - first : block;
        for (uint32_t i = 0; i < count; i++) put_combination(e, first + i, results);
        evaluated_walk(e);
        same_rows(e, table, first, count);
    }
    evaluated_close(e);
}

START_TEST(every_combination) {
    static const uint32_t blocks[] = {1, 7, 64, COMBINATIONS};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        all_combinations(tables[_i], blocks[i], false);
        all_combinations(tables[_i], blocks[i], true);
    }
}
END_TEST

START_TEST(the_table_is_looked_up) {
    struct evaluated *e = open_tables(tables[_i], OFTEN, 1);
    ck_assert_int_eq(grant_of(e, 0)->operation, OPERATION_LOOKUP);
    ck_assert_int_eq(grant_of(e, 1)->operation, OPERATION_SELECT);
    evaluated_close(e);
}
END_TEST

// ---- where the numbers come in stretches, and how many there may be ----

START_TEST(a_block_of_several_stretches) {
    struct evaluated *e = open_tables(tables[3], OFTEN, 2100);
    for (uint32_t i = 0; i < 2100; i++) put_combination(e, i, true);
    evaluated_walk(e);
    same_rows(e, tables[3], 0, 2100);
    evaluated_close(e);
}
END_TEST

struct limit {
    const char *rows;
    uint32_t times;
    enum operation operation;
};
static const struct limit limits[] = {
    // seven rows, `otherwise` among them
    {"kind | a || r\nsmall | yes || 1\nlarge | no || 2\notherwise || 3", 3, OPERATION_LOOKUP},
    {"kind | a || r\nsmall | yes || 1\nlarge | no || 2", 3, OPERATION_SELECT},
    // 4 * 3 * 3 * 3 is 108, with one more truth 324
    {"kind | a | b | c || r\nsmall | yes | no | - || 1\notherwise || 2", OFTEN, OPERATION_LOOKUP},
    {"kind | a | b | c | a or b || r\nsmall | yes | no | - | - || 1\notherwise || 2", OFTEN, OPERATION_SELECT},
    {"a | b | c | a or b | b or c || r\nyes | yes | no | - | - || 1\notherwise || 2", OFTEN, OPERATION_LOOKUP},
    // a column that may fault, or a value that is no choice
    {"revenue / n > 0元 | a || r\nyes | - || 1\notherwise || 2", OFTEN, OPERATION_SELECT},
    {"label | a || r\n\"x\" | - || 1\notherwise || 2", OFTEN, OPERATION_SELECT},
};

START_TEST(how_many_values) {
    struct evaluated *e = open_tables(limits[_i].rows, limits[_i].times, 1);
    ck_assert_int_eq(grant_of(e, 0)->operation, limits[_i].operation);
    evaluated_close(e);
}
END_TEST

// Alike in what they come to, not in what they ask for first: `kind` in the one, `a` in the other.
START_TEST(tables_are_told_apart) {
    struct text policy = {0}, first = {0}, second = {0};
    text_put(&policy, "scheme s {\n in force from 2000-01-01\n");
    put_table(&policy, "x", "kind | a || r\nsmall | - || 1\n- | yes || 1\notherwise || 2", OFTEN, false);
    put_table(&policy, "y", "kind | a || r\n- | yes || 1\nsmall | - || 1\notherwise || 2", OFTEN, false);
    put_table(&policy, "z", "kind | a || r\nsmall | - || 1\n- | yes || 1\notherwise || 2", OFTEN, false);
    text_put(&policy, " offer o {\n grant g = x\n grant h = y\n grant i = z\n }\n}\n");
    struct evaluated *e = evaluated_planned(text_string(&policy), 1);
    evaluated_row(e, "");
    evaluated_walk(e);
    expect_row(e, 0, 0, &first);
    expect_row(e, 1, 0, &second);
    ck_assert_str_eq(text_string(&first), "? | kind");
    ck_assert_str_eq(text_string(&second), "? | a");
    ck_assert_ptr_eq(grant_of(e, 0), grant_of(e, 2));
    evaluated_close(e);
    text_free(&policy);
    text_free(&first);
    text_free(&second);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("eval_table");
    TCase *t = tcase_create("tables");
    tcase_set_timeout(t, 60);
    tcase_add_loop_test(t, value_and_missing, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(t, every_combination, 0, sizeof tables / sizeof *tables);
    tcase_add_loop_test(t, the_table_is_looked_up, 0, sizeof tables / sizeof *tables);
    tcase_add_test(t, a_block_of_several_stretches);
    tcase_add_loop_test(t, how_many_values, 0, sizeof limits / sizeof *limits);
    tcase_add_test(t, tables_are_told_apart);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
