#include <check.h>
#include <stdio.h>

#include "interp/run/key_set.h"
#include "tests/unit/check_main.h"

static struct slice key_of(char room[24], const char *format, unsigned i) {
    snprintf(room, 24, format, i);
    return slice_of(room);
}

static enum key_answer add(struct key_set *s, const char *key) { return key_set_add(s, slice_of(key), 0); }

// Whatever their order: the second one of a key is told.
START_TEST(tells_the_second) {
    static const char *const orders[][5] = {
        {"1", "2", "10", "2", "1"}, {"b", "a", "b", "a", "c"}, {"1", "1", "2", "3", "3"}, {"", "", "x", "xy", "x"}};
    struct key_set s;
    key_set_open(&s, (struct hash_seed){1, 2}, true, _i % 2);
    unsigned again = 0;
    for (int i = 0; i < 5; i++) again += add(&s, orders[_i / 2][i]) == KEY_AGAIN;
    ck_assert_uint_eq(again, 2);
    ck_assert_uint_eq(s.count, 3);
    key_set_close(&s);
}
END_TEST

#define MANY 600000u  // more than a bounded set keeps

START_TEST(rising_keys_cost_nothing) {
    struct key_set s;
    char room[24];
    key_set_open(&s, (struct hash_seed){1, 2}, true, true);
    for (unsigned i = 0; i < MANY; i++)
        ck_assert_int_eq(key_set_add(&s, key_of(room, "M%09u-0123456789", i), 0), KEY_NEW);
    ck_assert(s.rises && s.forgot && !s.blind && !s.slots);
    ck_assert_uint_lt(s.kept.length, 64);
    ck_assert_int_eq(key_set_add(&s, key_of(room, "M%09u-0123456789", 5), 0), KEY_NEW);
    ck_assert(s.blind);
    key_set_close(&s);
}
END_TEST

// Beyond the limit each key that was there seems to be there, and of the others hardly one.
START_TEST(many_keys_have_fingerprints) {
    struct key_set s;
    char room[24];
    unsigned seem = 0;
    key_set_open(&s, (struct hash_seed){1, 2}, true, false);
    for (unsigned i = 0; i < MANY; i++)
        seem += key_set_add(&s, key_of(room, "M%09u-0123456789", i * 787u % MANY), 0) != KEY_NEW;
    ck_assert(s.slots && !s.placed);
    ck_assert_uint_lt(seem, 3);
    for (unsigned i = 0; i < MANY; i += 1000)
        ck_assert_int_eq(key_set_add(&s, key_of(room, "M%09u-0123456789", i), 0), KEY_SEEMS_AGAIN);
    key_set_close(&s);
}
END_TEST

START_TEST(an_unbounded_set_is_exact) {
    struct key_set s;
    char room[24];
    key_set_open(&s, (struct hash_seed){1, 2}, false, true);
    for (unsigned i = MANY; i--;) ck_assert_int_eq(key_set_add(&s, key_of(room, "M%09u-0123456789", i), 0), KEY_NEW);
    for (unsigned i = 0; i < MANY; i += 7)
        ck_assert_int_eq(key_set_add(&s, key_of(room, "M%09u-0123456789", i), 0), KEY_AGAIN);
    ck_assert_uint_eq(s.count, MANY);
    key_set_close(&s);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("key_set");
    TCase *t = tcase_create("key_set");
    tcase_set_timeout(t, 60);
    tcase_add_loop_test(t, tells_the_second, 0, 8);
    tcase_add_test(t, rising_keys_cost_nothing);
    tcase_add_test(t, many_keys_have_fingerprints);
    tcase_add_test(t, an_unbounded_set_is_exact);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
