#include <string.h>

#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

struct row {
    const char *expr, *record, *expected;  // value | missing fields
};
static const struct row rows[] = {
    // spans and periods: the day itself and its neighbours
    {"time from since to as_of >= 1 year", "since=2023-07-01", "yes | "},
    {"time from since to as_of >= 1 year", "since=2023-07-02", "no | "},
    {"time from since to as_of > 1 year", "since=2023-07-01", "no | "},
    {"time from since to as_of > 1 year", "since=2023-06-30", "yes | "},
    {"time from since to as_of < 1 year", "since=2023-07-02", "yes | "},
    {"time from since to as_of < 1 year", "since=2023-07-01", "no | "},
    {"time from since to as_of <= 1 year", "since=2023-07-01", "yes | "},
    {"time from since to as_of <= 1 year", "since=2023-06-30", "no | "},
    {"time from since to as_of = 1 year", "since=2023-07-01", "yes | "},
    {"time from since to as_of = 1 year", "since=2023-06-30", "no | "},
    {"time from since to as_of != 1 year", "since=2023-06-30", "yes | "},
    {"time from since to as_of >= 1 year", "", "? | since"},
    {"time from since to as_of in 6 months..12 months", "since=2024-01-01", "yes | "},
    {"time from since to as_of in 6 months..12 months", "since=2024-01-02", "no | "},
    {"time from since to as_of in 6 months..12 months", "since=2023-06-30", "no | "},
    // between two fields; month ends clamp
    {"time from since to till >= 1 month", "since=2024-01-31 till=2024-02-28", "no | "},
    {"time from since to till >= 1 month", "since=2024-01-31 till=2024-02-29", "yes | "},
    {"time from since to till >= 1 month", "since=2023-01-31 till=2023-02-28", "yes | "},
    {"time from since to till <= 1 month", "since=2024-01-31 till=2024-02-29", "yes | "},
    {"time from since to till <= 1 month", "since=2024-01-31 till=2024-03-01", "no | "},
    {"time from since to till >= 1 year", "since=2024-02-29 till=2025-02-27", "no | "},
    {"time from since to till >= 1 year", "since=2024-02-29 till=2025-02-28", "yes | "},
    {"time from since to till >= 4 years", "since=2024-02-29 till=2028-02-28", "no | "},
    {"time from since to till >= 4 years", "since=2024-02-29 till=2028-02-29", "yes | "},
    {"time from since to till >= used", "since=2024-01-15 till=2024-03-15 used=2", "yes | "},
    {"time from since to till >= used", "since=2024-01-15 till=2024-03-14 used=2", "no | "},
    {"time from since to till >= used", "since=2024-01-15 till=2024-03-14", "? | used"},
    {"time from since to till >= 1 month", "since=2024-01-31", "? | till"},
    {"time from since to till < 0 months", "since=2024-01-31 till=2024-01-30", "yes | "},
    // days
    {"time from since to till >= 10 days", "since=2024-02-20 till=2024-03-01", "yes | "},
    {"time from since to till > 10 days", "since=2024-02-20 till=2024-03-01", "no | "},
    {"time from since to till >= 10 days", "since=2023-02-20 till=2023-03-01", "no | "},
    {"days_between(since, till)", "since=2024-02-28 till=2024-03-01", "2 | "},
    {"days_between(since, as_of)", "since=2024-06-30", "1 | "},
    {"days_between(since, as_of)", "since=2024-07-02", "-1 | "},
    // completed years and months
    {"completed_years(since, as_of)", "since=2006-07-01", "18 | "},
    {"completed_years(since, as_of)", "since=2006-07-02", "17 | "},
    {"completed_years(since, as_of) in 18..65", "since=2006-07-01", "yes | "},
    {"completed_years(since, as_of) in 18..65", "since=2006-07-02", "no | "},
    {"completed_years(since, as_of) in 18..65", "since=1958-07-02", "yes | "},
    {"completed_years(since, as_of) in 18..65", "since=1958-07-01", "no | "},
    {"completed_years(since, as_of) >= 18", "since=2006-07-02", "no | "},
    {"completed_years(since, as_of) < 18", "since=2006-07-02", "yes | "},
    {"completed_years(since, as_of) > 17", "since=2006-07-01", "yes | "},
    {"completed_years(since, as_of) <= 17", "since=2006-07-01", "no | "},
    {"completed_years(since, as_of) = 18", "since=2006-07-01", "yes | "},
    {"completed_years(since, as_of) = 18", "since=2005-07-01", "no | "},
    {"completed_years(since, as_of) != 18", "since=2005-07-01", "yes | "},
    {"completed_years(since, as_of)", "since=2024-07-02", "-1 | "},
    {"completed_years(since, till)", "since=2004-02-29 till=2005-02-28", "1 | "},
    {"completed_years(since, till)", "since=2004-02-29 till=2005-02-27", "0 | "},
    {"completed_months(since, as_of)", "since=2024-05-31", "1 | "},
    {"completed_months(since, till)", "since=2024-05-31 till=2024-06-30", "1 | "},
    {"completed_months(since, till)", "since=2024-05-31 till=2024-06-29", "0 | "},
    {"completed_years(since, as_of)", "", "? | since"},
    {"months_between(paid, month_of(as_of))", "paid=2024-05", "2 | "},
    {"month_of(since)", "since=2024-02-29", "2024-02 | "},
    // dates and periods
    {"since + 1 year", "since=2024-02-29", "2025-02-28 | "},
    {"since + 1 month", "since=2024-01-31", "2024-02-29 | "},
    {"since - 1 month", "since=2024-03-31", "2024-02-29 | "},
    {"since + 10 days", "since=2024-02-25", "2024-03-06 | "},
    {"since - 1 days", "since=2024-03-01", "2024-02-29 | "},
    {"since + used", "since=2024-01-31 used=1", "2024-02-29 | "},
    {"paid + 2 months", "paid=2024-11", "2025-01 | "},
    {"paid - 11 months", "paid=2024-11", "2023-12 | "},
    {"since + 1 year", "since=9999-01-01", "fault | "},
    {"since - 1 days", "since=0001-01-01", "fault | "},
    {"since + 1 year >= as_of", "since=2023-07-01", "yes | "},
    {"as_of + 1 year", "", "2025-07-01 | "},
    // lately: months that end with the as-of date's
    {"paid within 24 months", "paid=2024-07", "yes | "},
    {"paid within 24 months", "paid=2022-08", "yes | "},
    {"paid within 24 months", "paid=2022-07", "no | "},
    {"paid within 24 months", "paid=2024-08", "no | "},
    {"paid within 24 months", "", "? | paid"},
    {"since within 1 month", "since=2024-07-31", "yes | "},
    {"since within 1 month", "since=2024-06-30", "no | "},
    {"since within 1 month", "since=2024-08-01", "no | "},
    {"since within 2 months", "since=2024-06-01", "yes | "},
    {"paid within used", "paid=2024-05 used=2", "no | "},
    {"paid within used", "paid=2024-06 used=2", "yes | "},
    {"paid within used", "paid=2024-06", "? | used"},
};

START_TEST(value_and_missing) {
    struct text out = {0};
    evaluate_once(rows[_i].expr, rows[_i].record, &out);
    ck_assert_msg(strcmp(text_string(&out), rows[_i].expected) == 0, "%s over '%s' came to '%s', not '%s'",
                  rows[_i].expr, rows[_i].record, text_string(&out), rows[_i].expected);
    text_free(&out);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("eval_time");
    TCase *t = tcase_create("expressions");
    tcase_add_loop_test(t, value_and_missing, 0, sizeof rows / sizeof *rows);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
