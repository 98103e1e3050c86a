// What the unit tests use of Check, for machines where there is none: each test once in the process it shares with the
// others, in order, told in TAP. The first failure ends the program, for nothing keeps the next test apart from it.
// No test is cut short: `meson test` has its time limit.
#ifndef POL_TESTS_CROSS_CHECK_H
#define POL_TESTS_CROSS_CHECK_H
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct suite Suite;
typedef struct tcase TCase;
typedef struct srunner SRunner;
typedef void fixture_function(void);
typedef struct ttest {
    const char *name;
    void (*function)(int _i);
} TTest;
enum print_output { CK_ENV };

// They live as long as the program.
Suite *suite_create(const char *name);
TCase *tcase_create(const char *name);
void suite_add_tcase(Suite *suite, TCase *tcase);
void tcase_add_loop_test(TCase *tcase, const TTest *test, int from, int to);  // [from, to)
static inline void tcase_add_test(TCase *tcase, const TTest *test) { tcase_add_loop_test(tcase, test, 0, 1); }
static inline void tcase_set_timeout(TCase *tcase, double seconds) {}
void tcase_add_checked_fixture(TCase *tcase, fixture_function *before, fixture_function *after);    // each test
void tcase_add_unchecked_fixture(TCase *tcase, fixture_function *before, fixture_function *after);  // all of them

SRunner *srunner_create(Suite *suite);
void srunner_run_all(SRunner *runner, enum print_output output);
static inline int srunner_ntests_failed(SRunner *runner) { return 0; }
void srunner_free(SRunner *runner);

#define START_TEST(name)                                  \
    static void name##_run(int _i);                       \
    static const TTest name##_test = {#name, name##_run}; \
    static const TTest *const name = &name##_test;        \
    static void name##_run(int _i __attribute__((unused)))
#define END_TEST

_Noreturn void check_fail(const char *file, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));

#define ck_abort_msg(...) check_fail(__FILE__, __LINE__, __VA_ARGS__)
#define ck_assert_msg(condition, ...) ((condition) ? (void)0 : ck_abort_msg(__VA_ARGS__))
#define ck_assert(condition) ck_assert_msg((condition), "%s", #condition)

#define CK_COMPARE(type, format, a, sign, b)                                                                    \
    do {                                                                                                        \
        type first_ = (a);                                                                                      \
        type second_ = (b);                                                                                     \
        ck_assert_msg(first_ sign second_, "%s is " format ", and not " #sign " " format, #a, first_, second_); \
    } while (0)
#define ck_assert_int_eq(a, b) CK_COMPARE(intmax_t, "%jd", a, ==, b)
#define ck_assert_int_ne(a, b) CK_COMPARE(intmax_t, "%jd", a, !=, b)
#define ck_assert_int_ge(a, b) CK_COMPARE(intmax_t, "%jd", a, >=, b)
#define ck_assert_int_gt(a, b) CK_COMPARE(intmax_t, "%jd", a, >, b)
#define ck_assert_int_le(a, b) CK_COMPARE(intmax_t, "%jd", a, <=, b)
#define ck_assert_int_lt(a, b) CK_COMPARE(intmax_t, "%jd", a, <, b)
#define ck_assert_uint_eq(a, b) CK_COMPARE(uintmax_t, "%ju", a, ==, b)
#define ck_assert_uint_ne(a, b) CK_COMPARE(uintmax_t, "%ju", a, !=, b)
#define ck_assert_uint_ge(a, b) CK_COMPARE(uintmax_t, "%ju", a, >=, b)
#define ck_assert_uint_gt(a, b) CK_COMPARE(uintmax_t, "%ju", a, >, b)
#define ck_assert_uint_le(a, b) CK_COMPARE(uintmax_t, "%ju", a, <=, b)
#define ck_assert_uint_lt(a, b) CK_COMPARE(uintmax_t, "%ju", a, <, b)
#define ck_assert_ptr_eq(a, b) CK_COMPARE(const void *, "%p", a, ==, b)
#define ck_assert_ptr_ne(a, b) CK_COMPARE(const void *, "%p", a, !=, b)
#define ck_assert_ptr_null(a) ck_assert_msg(!(a), "%s is not null", #a)
#define ck_assert_ptr_nonnull(a) ck_assert_msg((a), "%s is null", #a)
#define ck_assert_mem_eq(a, b, size) ck_assert_msg(!memcmp((a), (b), (size)), "%s and %s differ", #a, #b)

// Neither may be null.
#define CK_COMPARE_TEXT(a, sign, b)                                                              \
    do {                                                                                         \
        const char *first_ = (a), *second_ = (b);                                                \
        int order_ = strcmp(first_, second_);                                                    \
        ck_assert_msg(order_ sign 0, "%s is '%s', and not " #sign " '%s'", #a, first_, second_); \
    } while (0)
#define ck_assert_str_eq(a, b) CK_COMPARE_TEXT(a, ==, b)
#define ck_assert_str_ne(a, b) CK_COMPARE_TEXT(a, !=, b)
#endif
