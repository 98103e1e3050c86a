// Values as text: for machines as the data contract has it, for people in either language.
#include <string.h>

#include "interp/value/value_text.h"
#include "tests/unit/check_main.h"
#include "tests/unit/data_text.h"

static const struct {
    struct type type;
    int64_t value;
    const char *plain, *en, *zh;
} rows[] = {
    {{.kind = TYPE_MONEY}, 0, "0.00", "0 yuan", "0元"},
    {{.kind = TYPE_MONEY}, 1, "0.01", "0.01 yuan", "0.01元"},
    {{.kind = TYPE_MONEY}, 10000000, "100000.00", "100,000 yuan", "10万元"},
    {{.kind = TYPE_MONEY}, 12345678, "123456.78", "123,456.78 yuan", "123456.78元"},
    {{.kind = TYPE_MONEY}, 12340000, "123400.00", "123,400 yuan", "12.34万元"},
    {{.kind = TYPE_MONEY}, 12341000, "123410.00", "123,410 yuan", "123410元"},
    {{.kind = TYPE_MONEY}, 999900, "9999.00", "9,999 yuan", "9999元"},
    {{.kind = TYPE_MONEY}, 1000000, "10000.00", "10,000 yuan", "1万元"},
    {{.kind = TYPE_MONEY}, 15000000000, "150000000.00", "150,000,000 yuan", "1.5亿元"},
    {{.kind = TYPE_MONEY}, -10000000, "-100000.00", "-100,000 yuan", "-10万元"},
    {{.kind = TYPE_MONEY},
     INT64_MIN,
     "-92233720368547758.08",
     "-92,233,720,368,547,758.08 yuan",
     "-92233720368547758.08元"},
    {{.kind = TYPE_PERCENT}, 37500, "3.75", "3.75%", "3.75%"},
    {{.kind = TYPE_PERCENT}, 40000, "4", "4%", "4%"},
    {{.kind = TYPE_PERCENT}, -1, "-0.0001", "-0.0001%", "-0.0001%"},
    {{.kind = TYPE_NUMBER}, 3250000, "3.25", "3.25", "3.25"},
    {{.kind = TYPE_NUMBER}, -1, "-0.000001", "-0.000001", "-0.000001"},
    {{.kind = TYPE_NUMBER}, 3000000, "3", "3", "3"},
    {{.kind = TYPE_PERIOD, .unit = UNIT_MONTHS}, 24, "24", "2 years", "2年"},
    {{.kind = TYPE_PERIOD, .unit = UNIT_MONTHS}, 12, "12", "1 year", "1年"},
    {{.kind = TYPE_PERIOD, .unit = UNIT_MONTHS}, 18, "18", "18 months", "18个月"},
    {{.kind = TYPE_PERIOD, .unit = UNIT_DAYS}, 1, "1", "1 day", "1天"},
    {{.kind = TYPE_COUNT}, -12, "-12", "-12", "-12"},
    {{.kind = TYPE_TRUTH}, 2, "yes", "yes", "是"},
    {{.kind = TYPE_TRUTH}, 0, "no", "no", "否"},
    {{.kind = TYPE_DATE}, 24294 << 5 | 1, "2024-07-01", "2024-07-01", "2024-07-01"},
    {{.kind = TYPE_MONTH}, 24294, "2024-07", "2024-07", "2024-07"},
};

START_TEST(writes_values) {
    struct evaluated *e = evaluated_open(data_vocabulary);
    struct slice none = {"", 0};
    struct text out = {0};
    value_put_plain(&out, e->policy, &rows[_i].type, rows[_i].value, none, LANG_EN);
    ck_assert_str_eq(text_string(&out), rows[_i].plain);
    text_clear(&out);
    value_put_human(&out, e->policy, &rows[_i].type, rows[_i].value, none, LANG_EN);
    ck_assert_str_eq(text_string(&out), rows[_i].en);
    text_clear(&out);
    value_put_human(&out, e->policy, &rows[_i].type, rows[_i].value, none, LANG_ZH);
    ck_assert_str_eq(text_string(&out), rows[_i].zh);
    text_free(&out);
    evaluated_close(e);
}
END_TEST

static const struct {
    enum type_kind kind;
    struct ratio ratio;
    const char *en, *zh, *digits;
} fractions[] = {
    {TYPE_PERCENT, {70000003, 100}, "70.000003%", "70.000003%", "70.000003"},
    {TYPE_PERCENT, {1000000, 3}, "33.33333…%", "33.33333…%", "33.33333"},
    {TYPE_PERCENT, {-1000000, 3}, "-33.33333…%", "-33.33333…%", "-33.33333"},
    {TYPE_PERCENT, {1000000, -3}, "-33.33333…%", "-33.33333…%", "-33.33333"},
    {TYPE_PERCENT, {6999999, 10}, "69.99999%", "69.99999%", "69.99999"},
    {TYPE_NUMBER, {1000000, 3}, "0.3333333…", "0.3333333…", "0.3333333"},
    {TYPE_NUMBER, {-1, 2}, "-0.0000005", "-0.0000005", "-0.0000005"},
    {TYPE_PERCENT, {1, 2}, "0.00005%", "0.00005%", "0.00005"},
    {TYPE_PERCENT,
     {(__int128)700000 * 1000000000000 + 1, 1000000000000},
     "70.0000000000000001%",
     "70.0000000000000001%",
     "70.0000000000000001"},
    {TYPE_PERCENT,
     {((__int128)1 << 126) + 1, (__int128)1 << 106},
     "104.857600000000000000000000000000000001…%",
     "104.857600000000000000000000000000000001…%",
     "104.857600000000000000000000000000000001"},
    {TYPE_MONEY, {5, 2}, "0.025 yuan", "0.025元", "0.025"},
    {TYPE_MONEY, {-100000001, 3}, "-333333.336… yuan", "-333333.336…元", "-333333.336"},
};

START_TEST(writes_fractions) {
    struct type type = {.kind = fractions[_i].kind};
    struct text out = {0};
    value_put_fraction(&out, &type, &fractions[_i].ratio, LANG_EN);
    ck_assert_str_eq(text_string(&out), fractions[_i].en);
    text_clear(&out);
    value_put_fraction(&out, &type, &fractions[_i].ratio, LANG_ZH);
    ck_assert_str_eq(text_string(&out), fractions[_i].zh);
    text_clear(&out);
    value_put_fraction_digits(&out, &type, &fractions[_i].ratio);
    ck_assert_str_eq(text_string(&out), fractions[_i].digits);
    text_free(&out);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("value_text");
    TCase *c = tcase_create("value_text");
    tcase_add_loop_test(c, writes_values, 0, (int)(sizeof rows / sizeof *rows));
    tcase_add_loop_test(c, writes_fractions, 0, (int)(sizeof fractions / sizeof *fractions));
    suite_add_tcase(s, c);
    return s;
}

int main(void) { return check_main(make); }
