#include "interp/value/truth.h"
#include "tests/unit/check_main.h"

struct row {
    uint8_t a, b, both, either;
};
static const struct row rows[] = {
    {TRUTH_NO, TRUTH_NO, TRUTH_NO, TRUTH_NO},
    {TRUTH_NO, TRUTH_UNKNOWN, TRUTH_NO, TRUTH_UNKNOWN},
    {TRUTH_NO, TRUTH_YES, TRUTH_NO, TRUTH_YES},
    {TRUTH_UNKNOWN, TRUTH_NO, TRUTH_NO, TRUTH_UNKNOWN},
    {TRUTH_UNKNOWN, TRUTH_UNKNOWN, TRUTH_UNKNOWN, TRUTH_UNKNOWN},
    {TRUTH_UNKNOWN, TRUTH_YES, TRUTH_UNKNOWN, TRUTH_YES},
    {TRUTH_YES, TRUTH_NO, TRUTH_NO, TRUTH_YES},
    {TRUTH_YES, TRUTH_UNKNOWN, TRUTH_UNKNOWN, TRUTH_YES},
    {TRUTH_YES, TRUTH_YES, TRUTH_YES, TRUTH_YES},
};

START_TEST(and_is_the_smaller) { ck_assert_uint_eq(truth_and(rows[_i].a, rows[_i].b), rows[_i].both); }
END_TEST
START_TEST(or_is_the_larger) { ck_assert_uint_eq(truth_or(rows[_i].a, rows[_i].b), rows[_i].either); }
END_TEST
START_TEST(de_morgan) {
    ck_assert_uint_eq(truth_not(truth_and(rows[_i].a, rows[_i].b)),
                      truth_or(truth_not(rows[_i].a), truth_not(rows[_i].b)));
}
END_TEST
START_TEST(not_is_the_mirror_image) {
    ck_assert_uint_eq(truth_not(TRUTH_NO), TRUTH_YES);
    ck_assert_uint_eq(truth_not(TRUTH_UNKNOWN), TRUTH_UNKNOWN);
    ck_assert_uint_eq(truth_not(TRUTH_YES), TRUTH_NO);
    ck_assert_uint_eq(truth_of(0), TRUTH_NO);
    ck_assert_uint_eq(truth_of(1), TRUTH_YES);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("truth");
    TCase *t = tcase_create("tables");
    tcase_add_loop_test(t, and_is_the_smaller, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(t, or_is_the_larger, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(t, de_morgan, 0, sizeof rows / sizeof *rows);
    tcase_add_test(t, not_is_the_mirror_image);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
