// What a notice's numbers, dates and signs of clauses are read as.
#include "check_main.h"
#include "grammar/base/calendar.h"
#include "grammar/notice/marker.h"
#include "interp/value/slice.h"

struct numeral_row {
    const char *text;
    int32_t value;
    uint32_t taken;
};
static const struct numeral_row numerals[] = {
    {"12月", 12, 2},          {"１２", 12, 6},       {"十", 10, 3},   {"十二、", 12, 6}, {"二十", 20, 6},
    {"三十一日", 31, 9},      {"一百零五", 105, 12}, {"百", 100, 3},  {"〇", 0, 3},      {"二〇二四年", 2024, 12},
    {"二○二四年", 2024, 12},  {"9999", 9999, 4},     {"10000", 0, 0}, {"", 0, 0},        {"年", 0, 0},
    {"99999999999999", 0, 0}, {"\xff", 0, 0},
};

START_TEST(a_number_is_read_in_either_writing) {
    const struct numeral_row *row = &numerals[_i];
    int32_t value = 0;
    ck_assert_uint_eq(numeral_read(slice_of(row->text), NUMERAL_DIGITS | NUMERAL_HAN, &value), row->taken);
    if (row->taken) ck_assert_int_eq(value, row->value);
}
END_TEST

START_TEST(of_one_kind_only_where_that_is_asked_for) {
    int32_t value;
    ck_assert_uint_eq(numeral_read(slice_of("12"), NUMERAL_HAN, &value), 0);
    ck_assert_uint_eq(numeral_read(slice_of("十二"), NUMERAL_DIGITS, &value), 0);
}
END_TEST

struct date_row {
    const char *text;
    int32_t date;  // 0: none
};
static const struct date_row dates[] = {
    {"2024年5月6日", DATE_PACK(2024, 5, 6)},
    {"2024 年 5 月 6 日起", DATE_PACK(2024, 5, 6)},
    {"二〇二四年十二月三十一日", DATE_PACK(2024, 12, 31)},
    {"2024年02月29日", DATE_PACK(2024, 2, 29)},
    {"2023年2月29日", 0},
    {"2024年13月1日", 0},
    {"1899年1月1日", 0},
    {"1900年1月1日", DATE_PACK(1900, 1, 1)},
    {"2024年5月", 0},
    {"5月6日", 0},
    {"", 0},
    {"2024-05-06", 0},
};

START_TEST(a_date_is_read_where_there_is_such_a_day) {
    int32_t date = 0;
    uint32_t taken = notice_date_read(slice_of(dates[_i].text), &date);
    ck_assert_int_eq(taken ? date : 0, dates[_i].date);
}
END_TEST

struct marker_row {
    const char *text;
    int rank;  // -1: no clause begins there
    const char *number;
};
static const struct marker_row markers[] = {
    {"附件", CLAUSE_ANNEX, ""},
    {"附件 2", CLAUSE_ANNEX, "2"},
    {"附件1：标准", CLAUSE_ANNEX, "1"},
    {"附件一 标准", CLAUSE_ANNEX, "一"},
    {"附件下载", -1, ""},
    {"附件：1.标准", -1, ""},
    {"第二章 总则", CLAUSE_CHAPTER, "第二章"},
    {"第1节", CLAUSE_SECTION, "第1节"},
    {"第十条 为", CLAUSE_ARTICLE, "第十条"},
    {"第十", -1, ""},
    {"一、", CLAUSE_HAN, "一"},
    {"一二", -1, ""},
    {"（一）年满", CLAUSE_HAN_ROUND, "一"},
    {"(十一) 年满", CLAUSE_HAN_ROUND, "十一"},
    {"（甲）", -1, ""},
    {"1.年满", CLAUSE_DIGIT, "1"},
    {"1、年满", CLAUSE_DIGIT, "1"},
    {"1.5倍", -1, ""},
    {"99.", CLAUSE_DIGIT, "99"},
    {"100.", -1, ""},
    {"2024年", -1, ""},
    {"（1）", CLAUSE_DIGIT_ROUND, "1"},
    {"2)年满", CLAUSE_DIGIT_ROUND, "2"},
    {"①年满", CLAUSE_CIRCLED, "①"},
    {"⑳", CLAUSE_CIRCLED, "⑳"},
    {"㉑", -1, ""},
    {"- 1.年满", CLAUSE_DIGIT, "1"},
    {"## 一、要求", CLAUSE_HAN, "一"},
    {"-1.年满", -1, ""},
    {"", -1, ""},
};

START_TEST(a_clause_begins_with_its_number) {
    const struct marker_row *row = &markers[_i];
    struct marker m;
    bool found = marker_read(slice_of(row->text), &m);
    ck_assert_int_eq(found ? (int)m.rank : -1, row->rank);
    if (found) ck_assert_int_eq(slice_order(m.number, slice_of(row->number)), 0);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("draft");
    TCase *t = tcase_create("draft");
    tcase_add_loop_test(t, a_number_is_read_in_either_writing, 0, (int)(sizeof numerals / sizeof *numerals));
    tcase_add_test(t, of_one_kind_only_where_that_is_asked_for);
    tcase_add_loop_test(t, a_date_is_read_where_there_is_such_a_day, 0, (int)(sizeof dates / sizeof *dates));
    tcase_add_loop_test(t, a_clause_begins_with_its_number, 0, (int)(sizeof markers / sizeof *markers));
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
