// Tables that put rows together: what all rows that hold give is added up, counted, or compared.
#include <string.h>

#include "interp/eval/causes.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

#define SCHEME(table) "scheme s {\n in force from 2024-01-01\n " table "\n offer o { grant g = t }\n}\n"
#define SUM SCHEME("table t sum {\n  n | a || r\n  >= 3 | - || 10\n  3..<5 | yes || m\n  >= 5, 1 | yes || -2\n }")
#define SUM_ELSE SCHEME("table t sum {\n  n | a || r\n  >= 3 | yes || 5\n  < 5 | no || m\n  otherwise || 100\n }")
#define COUNT SCHEME("table t count {\n  n | a || hits\n  >= 3 | - ||\n  - | yes ||\n  > 100 | no ||\n }")
#define MAX SCHEME("table t max {\n  n | a || r\n  >= 3 | - || revenue\n  - | yes || 5元\n }")
#define MIN \
    SCHEME("table t min {\n  n | a || r\n  >= 3 | - || since\n  - | yes || 2020-01-01\n  otherwise || silent\n }")
#define QUOTIENT SCHEME("table t sum {\n  a | b || r\n  yes | - || revenue / m\n  - | yes || 1元\n }")
#define TAX                                                                                             \
    SCHEME("table t marginal {\n  revenue || tax\n  <= 36000元 || 3%\n  36000元<..144000元 || 10%\n" \
           "  144000元<..300000元 || 20%\n  > 300000元 || 25%\n }")
#define FREE SCHEME("table t marginal {\n  revenue || tax\n  5000元..<8000元 || 3.3333%\n  >= 8000元 || rate\n }")
#define UNITS SCHEME("table t marginal {\n  n || fee\n  0..200 || 0.50元\n  200<..400 || 0.55元\n  > 400 || debt\n }")
#define HALVES SCHEME("table t marginal {\n  revenue || fee\n  < 1元 || 0.5%\n  >= 1元 || 0.5%\n }")
#define VAST SCHEME("table t marginal {\n  revenue || fee\n  < 1元 || 100%\n  >= 1元 || 99999999999%\n }")
#define MIN_ELSE SCHEME("table t min {\n  n || r\n  3 || 7\n  3, 4 || 8\n  otherwise || m\n }")

static const struct {
    const char *policy, *record, *expected;  // value | missing fields
} rows[] = {
    {SUM, "n=2 a=yes m=7", "0 | "},
    {SUM, "n=3 a=no m=7", "10 | "},
    {SUM, "n=3 a=yes m=7", "17 | "},
    {SUM, "n=5 a=yes m=7", "8 | "},
    {SUM, "n=1 a=yes", "-2 | "},
    {SUM, "n=3 a=yes", "? | m"},
    {SUM, "n=4 m=7", "? | a"},
    {SUM, "n=2", "0 | "},
    {SUM, "a=no", "? | n"},
    {SUM, "", "? | n a"},
    {SUM_ELSE, "n=3 a=yes", "5 | "},
    {SUM_ELSE, "n=1 a=no m=2", "2 | "},
    {SUM_ELSE, "n=1 a=yes", "100 | "},
    {SUM_ELSE, "n=9 a=no", "100 | "},
    {SUM_ELSE, "n=9", "? | a"},
    {COUNT, "n=3 a=yes", "2 | "},
    {COUNT, "n=1 a=no", "0 | "},
    {COUNT, "n=101 a=no", "2 | "},
    {COUNT, "n=1", "? | a"},
    {MAX, "n=3 a=no revenue=9", "900 | "},
    {MAX, "n=3 a=yes revenue=9", "900 | "},
    {MAX, "n=3 a=yes revenue=-9", "500 | "},
    {MAX, "n=3 a=no revenue=-9", "-900 | "},
    {MAX, "n=1 a=no", "nothing | "},
    {MAX, "n=3 a=yes", "? | revenue"},
    {MAX, "n=3 revenue=9", "? | a"},
    {MIN, "n=3 a=yes since=2019-12-31", "2019-12-31 | "},
    {MIN, "n=3 a=yes since=2020-01-02", "2020-01-01 | "},
    {MIN, "n=3 a=no since=2020-01-02", "2020-01-02 | "},
    {MIN, "n=1 a=no", "silent | "},
    {MIN_ELSE, "n=3", "7 | "},
    {MIN_ELSE, "n=4", "8 | "},
    {MIN_ELSE, "n=5 m=1", "1 | "},
    {MIN_ELSE, "n=5", "? | m"},
    // each part has its rate, from the fen before an end to the one behind it
    {TAX, "revenue=0", "0 | "},
    {TAX, "revenue=-100", "0 | "},
    {TAX, "revenue=36000", "108000 | "},
    {TAX, "revenue=35999.99", "108000 | "},
    {TAX, "revenue=36000.01", "108000 | "},
    {TAX, "revenue=36000.05", "108001 | "},
    {TAX, "revenue=144000", "1188000 | "},
    {TAX, "revenue=300000", "4308000 | "},
    {TAX, "revenue=300001", "4308025 | "},
    {TAX, "", "? | revenue"},
    {FREE, "revenue=5000 rate=10", "0 | "},
    {FREE, "revenue=4999 rate=10", "0 | "},
    {FREE, "revenue=8000 rate=10", "10000 | "},
    {FREE, "revenue=8010 rate=10", "10100 | "},
    {FREE, "revenue=8010", "? | rate"},
    {FREE, "rate=10", "? | revenue"},
    {UNITS, "n=0 debt=1", "0 | "},
    {UNITS, "n=200 debt=1", "10000 | "},
    {UNITS, "n=201 debt=1", "10055 | "},
    {UNITS, "n=401 debt=1", "21100 | "},
    {UNITS, "n=401 debt=-1", "20900 | "},
    // rounded once at its end, not band by band
    {HALVES, "revenue=0.99", "0 | "},
    {HALVES, "revenue=1", "1 | "},
    {HALVES, "revenue=2.99", "1 | "},
    {HALVES, "revenue=3", "2 | "},
    {VAST, "revenue=999999999999", "fault | "},
    {VAST, "revenue=2", "100000000099 | "},
    {QUOTIENT, "a=yes b=yes revenue=6 m=2", "400 | "},
    {QUOTIENT, "a=yes b=yes revenue=6 m=0", "fault | "},
    {QUOTIENT, "a=no b=yes revenue=6 m=0", "100 | "},
    {QUOTIENT, "a=yes revenue=6 m=0", "fault | "},
};

START_TEST(value_and_missing) {
    struct text out = {0};
    struct evaluated *e = evaluated_planned(rows[_i].policy, 1);
    const struct node *n = e->plan->schemes[0].offers[0].grants[0].value;
    evaluated_row(e, rows[_i].record);
    evaluated_walk(e);
    evaluated_value(e, n, 0, &out);
    text_put(&out, " | ");
    evaluated_missing(e, n, 0, &out);
    ck_assert_msg(strcmp(text_string(&out), rows[_i].expected) == 0, "'%s' came to '%s', not '%s'", rows[_i].record,
                  text_string(&out), rows[_i].expected);
    evaluated_close(e);
    text_free(&out);
}
END_TEST

START_TEST(largest_of_no_rows_is_nothing) {
    struct evaluated *e = evaluated_planned(MAX, 1);
    evaluated_row(e, "n=1 a=no");
    evaluated_walk(e);
    ck_assert(node_is_nothing(e->w, e->plan->schemes[0].offers[0].grants[0].value, 0));
    evaluated_close(e);
}
END_TEST

START_TEST(silent_by_otherwise_is_not_nothing) {
    struct evaluated *e = evaluated_planned(MIN, 1);
    evaluated_row(e, "n=1 a=no");
    evaluated_walk(e);
    ck_assert(!node_is_nothing(e->w, e->plan->schemes[0].offers[0].grants[0].value, 0));
    evaluated_close(e);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("eval_collect");
    TCase *t = tcase_create("collect");
    tcase_add_loop_test(t, value_and_missing, 0, sizeof rows / sizeof *rows);
    tcase_add_test(t, largest_of_no_rows_is_nothing);
    tcase_add_test(t, silent_by_otherwise_is_not_nothing);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
