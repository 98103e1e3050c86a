#include <string.h>

#include "check_main.h"
#include "grammar/base/calendar.h"

START_TEST(every_day_has_its_number) {
    int32_t date = 0, again = 0;
    ck_assert_int_eq(date_number(DATE_PACK(1970, 1, 1)), 0);
    ck_assert_int_eq(date_number(DATE_PACK(2000, 3, 1)), 11017);
    bool all = true;  // millions of assertions would take their time
    int64_t expected = date_number(DATE_MIN);
    for (int32_t month = 12; month < 10000 * 12; month++)
        for (int32_t day = 1; day <= month_days(month); day++, expected++) {
            date = month * 32 + day;
            all = all && date_number(date) == expected && date_from_number(expected, &again) && again == date;
        }
    ck_assert(all);
    ck_assert(!date_from_number(expected, &again) && !date_from_number(date_number(DATE_MIN) - 1, &again));
}
END_TEST

struct text_row {
    const char *text;
    bool valid;
};
static const struct text_row texts[] = {
    {"2024-02-29", true},  {"2023-02-29", false}, {"1900-02-29", false},  {"2000-02-29", true},  {"2024-13-01", false},
    {"2024-00-01", false}, {"2024-01-00", false}, {"0000-01-01", false},  {"0001-01-01", true},  {"9999-12-31", true},
    {"2024-1-01", false},  {"2024/01/01", false}, {"2024-01-1x", false},  {"", false},           {"2024-01/01", false},
    {"2024-0/-01", false}, {"2024-01-:1", false}, {"2024-01-001", false}, {"2024-01-0:", false}, {"2024-1/-01", false},
};

START_TEST(dates_are_read_and_written) {
    int32_t date;
    char out[11];
    bool valid = date_parse(texts[_i].text, (uint32_t)strlen(texts[_i].text), &date);
    ck_assert_int_eq(valid, texts[_i].valid);
    if (!valid) return;
    date_format(date, out);
    ck_assert_str_eq(out, texts[_i].text);
}
END_TEST

static const struct text_row month_texts[] = {
    {"2024-07", true},  {"0001-01", true},  {"9999-12", true},  {"2024-00", false},  {"2024-13", false},
    {"0000-12", false}, {"2024/07", false}, {"2024-7", false},  {"2024-070", false}, {"2024-0x", false},
    {"2024-0:", false}, {"2024-1/", false}, {"x024-07", false}, {"", false},
};

START_TEST(months_are_read_and_written) {
    int32_t month;
    char out[8];
    bool valid = month_parse(month_texts[_i].text, (uint32_t)strlen(month_texts[_i].text), &month);
    ck_assert_int_eq(valid, month_texts[_i].valid);
    if (!valid) return;
    month_format(month, out);
    ck_assert_str_eq(out, month_texts[_i].text);
}
END_TEST

START_TEST(dates_have_their_parts) {
    int32_t date;
    ck_assert(date_make(2024, 2, 29, &date) && date == DATE_PACK(2024, 2, 29));
    ck_assert(date_make(1, 1, 1, &date) && date == DATE_MIN);
    ck_assert(date_make(9999, 12, 31, &date) && date == DATE_MAX);
    ck_assert(!date_make(0, 12, 31, &date) && !date_make(10000, 1, 1, &date));
    ck_assert(!date_make(2024, 0, 1, &date) && !date_make(2024, 13, 1, &date));
    ck_assert(!date_make(2024, 4, 0, &date) && !date_make(2024, 4, 31, &date));
    ck_assert(!date_make(-1, 1, 1, &date) && !date_make(2024, -1, 1, &date) && !date_make(2024, 1, -1, &date));
}
END_TEST

START_TEST(months_clamp) {
    int32_t out;
    ck_assert(date_add_months(DATE_PACK(2024, 2, 29), 12, &out) && out == DATE_PACK(2025, 2, 28));
    ck_assert(date_add_months(DATE_PACK(2024, 1, 31), 1, &out) && out == DATE_PACK(2024, 2, 29));
    ck_assert(date_add_months(DATE_PACK(2024, 3, 31), -1, &out) && out == DATE_PACK(2024, 2, 29));
    ck_assert(!date_add_months(DATE_MAX, 1, &out) && !date_add_months(DATE_MIN, -1, &out));
    ck_assert(!date_add_months(DATE_MIN, INT64_MAX, &out) && !date_add_days(DATE_MIN, INT64_MIN, &out));
    ck_assert(date_add_days(DATE_PACK(2024, 2, 28), 2, &out) && out == DATE_PACK(2024, 3, 1));
    ck_assert(!date_add_days(DATE_MAX, 1, &out));
}
END_TEST

// Whole months by the packed trick against adding them one by one.
START_TEST(months_passed_agree_with_adding) {
    bool all = true;
    for (int32_t a = DATE_PACK(2023, 11, 1); a <= DATE_PACK(2024, 3, 31); a++)
        for (int32_t b = a; b <= DATE_PACK(2025, 3, 31); b++) {
            if (date_day(a) < 1 || date_day(a) > month_days(date_month(a))) break;
            if (date_day(b) < 1 || date_day(b) > month_days(date_month(b))) continue;
            int32_t whole = months_passed(a, date_top(b)), at, beyond;
            all = all && date_add_months(a, whole, &at) && at <= b;
            all = all && date_add_months(a, whole + 1, &beyond) && beyond > b;
        }
    ck_assert(all);
}
END_TEST

// What may be added at the calendar's ends, and what leads beyond them; then nothing is stored.
START_TEST(the_ends_of_the_calendar) {
    const int64_t all_days = date_number(DATE_MAX) - date_number(DATE_MIN), all_months = 9998 * 12 + 11;
    int32_t out = 7;
    ck_assert(!date_add_months(DATE_MAX, 1, &out) && !date_add_months(DATE_MIN, -1, &out));
    ck_assert(!date_add_months(DATE_MIN, all_months + 1, &out) && !date_add_months(DATE_MAX, -all_months - 1, &out));
    ck_assert(!date_add_months(DATE_MIN, INT64_MIN, &out) && !date_add_months(DATE_MAX, INT64_MAX, &out));
    ck_assert(!date_add_months(DATE_MIN, INT64_MAX, &out) && !date_add_months(DATE_MAX, INT64_MIN, &out));
    ck_assert(!date_add_days(DATE_MAX, 1, &out) && !date_add_days(DATE_MIN, -1, &out));
    ck_assert(!date_add_days(DATE_MIN, all_days + 1, &out) && !date_add_days(DATE_MAX, -all_days - 1, &out));
    ck_assert(!date_add_days(DATE_MAX, INT64_MAX, &out) && !date_add_days(DATE_MIN, INT64_MIN, &out));
    ck_assert_int_eq(out, 7);
    ck_assert(date_add_months(DATE_MIN, all_months, &out) && out == DATE_PACK(9999, 12, 1));
    ck_assert(date_add_months(DATE_MAX, -all_months, &out) && out == DATE_PACK(1, 1, 31));
    ck_assert(date_add_months(DATE_MAX, 0, &out) && out == DATE_MAX);
    ck_assert(date_add_months(DATE_PACK(9999, 11, 30), 1, &out) && out == DATE_PACK(9999, 12, 30));
    ck_assert(date_add_days(DATE_MIN, all_days, &out) && out == DATE_MAX);
    ck_assert(date_add_days(DATE_MAX, -all_days, &out) && out == DATE_MIN);
    ck_assert(date_add_days(DATE_MIN, 0, &out) && out == DATE_MIN);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("calendar");
    TCase *t = tcase_create("calendar");
    tcase_add_test(t, every_day_has_its_number);
    tcase_add_loop_test(t, dates_are_read_and_written, 0, (int)(sizeof texts / sizeof *texts));
    tcase_add_loop_test(t, months_are_read_and_written, 0, (int)(sizeof month_texts / sizeof *month_texts));
    tcase_add_test(t, dates_have_their_parts);
    tcase_add_test(t, months_clamp);
    tcase_add_test(t, the_ends_of_the_calendar);
    tcase_add_test(t, months_passed_agree_with_adding);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
