#include "interp/value/number.h"
#include "tests/unit/check_main.h"

struct rounded {
    int64_t dividend, divisor, half_up, down, up;
};
static const struct rounded quotients[] = {
    {0, 7, 0, 0, 0},
    {14, 7, 2, 2, 2},
    {1, 2, 1, 0, 1},
    {-1, 2, -1, -1, 0},
    {1, -2, -1, -1, 0},
    {-1, -2, 1, 0, 1},
    {3, 2, 2, 1, 2},
    {-3, 2, -2, -2, -1},
    {1, 3, 0, 0, 1},
    {2, 3, 1, 0, 1},
    {-1, 3, 0, -1, 0},
    {-2, 3, -1, -1, 0},
    {49, 100, 0, 0, 1},
    {50, 100, 1, 0, 1},
    {51, 100, 1, 0, 1},
    {-50, 100, -1, -1, 0},
    {INT64_MIN, 2, INT64_MIN / 2, INT64_MIN / 2, INT64_MIN / 2},
    {INT64_MIN, -2, -(INT64_MIN / 2), -(INT64_MIN / 2), -(INT64_MIN / 2)},
    {INT64_MAX, 1, INT64_MAX, INT64_MAX, INT64_MAX},
    {INT64_MIN, 1, INT64_MIN, INT64_MIN, INT64_MIN},
};

START_TEST(rounding) {
    const struct rounded *q = &quotients[_i];
    ck_assert_int_eq((int64_t)number_round(q->dividend, q->divisor, ROUND_HALF_UP), q->half_up);
    ck_assert_int_eq((int64_t)number_round(q->dividend, q->divisor, ROUND_DEFAULT), q->half_up);
    ck_assert_int_eq((int64_t)number_round(q->dividend, q->divisor, ROUND_DOWN), q->down);
    ck_assert_int_eq((int64_t)number_round(q->dividend, q->divisor, ROUND_UP), q->up);
}
END_TEST

START_TEST(quotients_that_fit) {
    int64_t r = -1;
    ck_assert(number_divide(INT64_C(9000000000000000000), 1, ROUND_HALF_UP, &r));
    ck_assert_int_eq(r, INT64_C(9000000000000000000));
    ck_assert(number_divide((__int128)INT64_MAX * PERCENT_SCALE, PERCENT_SCALE, ROUND_DOWN, &r));
    ck_assert_int_eq(r, INT64_MAX);
    ck_assert(number_divide((__int128)INT64_MIN, 1, ROUND_DOWN, &r) && r == INT64_MIN);
    ck_assert(number_divide(PERCENT_SCALE, 3, ROUND_HALF_UP, &r) && r == 333333);
    ck_assert(number_divide(2 * PERCENT_SCALE, 3, ROUND_HALF_UP, &r) && r == 666667);
    ck_assert(!number_divide((__int128)INT64_MAX * 2, 1, ROUND_DOWN, &r));
    ck_assert(!number_divide((__int128)INT64_MIN, -1, ROUND_DOWN, &r));
    ck_assert(!number_divide((__int128)INT64_MAX * 2 + 1, 2, ROUND_UP, &r));
    ck_assert(!number_divide((__int128)INT64_MAX + 1, 1, ROUND_DOWN, &r));
    ck_assert(!number_divide((__int128)INT64_MIN - 1, 1, ROUND_DOWN, &r));
    ck_assert(!number_divide((__int128)INT64_MIN * 2 - 1, 2, ROUND_DOWN, &r));
    ck_assert(number_divide((__int128)INT64_MIN * 2 - 1, 2, ROUND_UP, &r) && r == INT64_MIN);
    ck_assert(number_divide(-2 * PERCENT_SCALE, 3, ROUND_HALF_UP, &r) && r == -666667);
    ck_assert(!number_divide(1, 0, ROUND_HALF_UP, &r));
    ck_assert_int_eq(r, -666667);
}
END_TEST

START_TEST(sums) {
    int64_t r = 7;
    ck_assert(number_add(INT64_MAX - 1, 1, &r) && r == INT64_MAX);
    ck_assert(!number_add(INT64_MAX, 1, &r));
    ck_assert(number_subtract(INT64_MIN + 1, 1, &r) && r == INT64_MIN);
    ck_assert(!number_subtract(INT64_MIN, 1, &r));
    ck_assert(number_add(INT64_MIN, 0, &r) && r == INT64_MIN);
    ck_assert(!number_add(INT64_MIN, -1, &r) && !number_subtract(0, INT64_MIN, &r));
}
END_TEST

START_TEST(common_divisors) {
    ck_assert_int_eq(number_common_divisor(200000, 1000000), 200000);
    ck_assert_int_eq(number_common_divisor(-12, 18), 6);
    ck_assert_int_eq(number_common_divisor(0, 5), 5);
    ck_assert_int_eq(number_common_divisor(INT64_MAX, INT64_MAX), INT64_MAX);
    ck_assert_int_eq(number_common_divisor(1, 6), 1);
    ck_assert_int_eq(number_common_divisor(15, -1), 1);
    ck_assert_int_eq(number_common_divisor(0, 0), 1);
    ck_assert_int_eq(number_common_divisor(INT64_MIN, INT64_MIN), 1);
    ck_assert_int_eq(number_common_divisor(INT64_MIN, 6), 2);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("number");
    TCase *t = tcase_create("exact");
    tcase_add_loop_test(t, rounding, 0, sizeof quotients / sizeof *quotients);
    tcase_add_test(t, quotients_that_fit);
    tcase_add_test(t, sums);
    tcase_add_test(t, common_divisors);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
