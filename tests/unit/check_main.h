// What every unit test's main is: run one suite, answer with the number of failures.
#ifndef POL_CHECK_MAIN_H
#define POL_CHECK_MAIN_H
#include <check.h>

static inline int check_main(Suite *(*make)(void)) {
    SRunner *runner = srunner_create(make());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
#endif
