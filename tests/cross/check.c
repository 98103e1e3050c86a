#include <check.h>
#include <stdarg.h>
#include <stdlib.h>

struct loop {
    const TTest *test;
    int from, to;
    struct loop *next;
};
struct fixture {
    fixture_function *before, *after;
};
struct tcase {
    struct loop *tests, **end;
    struct fixture each, all;
    TCase *next;
};
struct suite {
    TCase *cases, **end;
};
struct srunner {
    Suite *suite;
};

// Which test of how many runs, for what it says when it fails.
static struct {
    const char *name;
    int number, index;
} running;

static void *made(size_t size) {
    void *room = calloc(1, size);
    if (!room) abort();
    return room;
}

Suite *suite_create(const char *name) {
    Suite *suite = made(sizeof *suite);
    suite->end = &suite->cases;
    return suite;
}

TCase *tcase_create(const char *name) {
    TCase *tcase = made(sizeof *tcase);
    tcase->end = &tcase->tests;
    return tcase;
}

void suite_add_tcase(Suite *suite, TCase *tcase) {
    *suite->end = tcase;
    suite->end = &tcase->next;
}

void tcase_add_loop_test(TCase *tcase, const TTest *test, int from, int to) {
    struct loop *loop = made(sizeof *loop);
    *loop = (struct loop){test, from, to, NULL};
    *tcase->end = loop;
    tcase->end = &loop->next;
}

void tcase_add_checked_fixture(TCase *tcase, fixture_function *before, fixture_function *after) {
    tcase->each = (struct fixture){before, after};
}

void tcase_add_unchecked_fixture(TCase *tcase, fixture_function *before, fixture_function *after) {
    tcase->all = (struct fixture){before, after};
}

SRunner *srunner_create(Suite *suite) {
    SRunner *runner = made(sizeof *runner);
    runner->suite = suite;
    return runner;
}

void srunner_free(SRunner *runner) { free(runner); }

static void call(fixture_function *function) {
    if (function) function();
}

static void run_one(const TCase *tcase, const TTest *test, int index) {
    running.name = test->name;
    running.index = index;
    running.number++;
    call(tcase->each.before);
    test->function(index);
    call(tcase->each.after);
    printf("ok %d - %s %d\n", running.number, test->name, index);
    fflush(stdout);  // before what a crash would lose
}

static void run_case(const TCase *tcase) {
    call(tcase->all.before);
    for (const struct loop *t = tcase->tests; t; t = t->next)
        for (int i = t->from; i < t->to; i++) run_one(tcase, t->test, i);
    call(tcase->all.after);
}

static int tests_of(const Suite *suite) {
    int count = 0;
    for (const TCase *c = suite->cases; c; c = c->next)
        for (const struct loop *t = c->tests; t; t = t->next) count += t->to > t->from ? t->to - t->from : 0;
    return count;
}

void srunner_run_all(SRunner *runner, enum print_output output) {
    printf("1..%d\n", tests_of(runner->suite));
    for (const TCase *c = runner->suite->cases; c; c = c->next) run_case(c);
}

void check_fail(const char *file, int line, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fflush(stdout);
    printf("not ok %d - %s %d at %s:%d: ", running.number, running.name, running.index, file, line);
    vprintf(format, arguments);
    va_end(arguments);
    printf("\n");
    exit(EXIT_FAILURE);
}
