// The public API: how much room an evaluator has, that an evaluation asks for no memory, and that threads share.
#include <pthread.h>

#include "tests/unit/api_sample.h"
#include "tests/unit/check_main.h"
#include "tests/unit/refused_memory.h"

// The library's allocations: counted, and refused from a given one on.
static long allocations, refused_from = -1;
static bool refuse(void) {
    long number = __atomic_fetch_add(&allocations, 1, __ATOMIC_RELAXED);
    return refused_from >= 0 && number >= refused_from;
}

START_TEST(room_has_its_bounds) {
    struct fixture f = set_up(day);
    struct record nine[9];
    pol_evaluator *e;
    for (int i = 0; i < 9; i++) nine[i] = good_record;
    ck_assert_int_eq(pol_evaluator_run(f.evaluator, nine, 8, NULL), POL_OK);
    ck_assert_int_eq(pol_scheme_decision(f.evaluator, 7, 0), POL_ELIGIBLE);
    ck_assert_int_eq(pol_scheme_decision(f.evaluator, 8, 0), POL_NO_DECISION);
    ck_assert_int_eq(pol_evaluator_run(f.evaluator, nine, 9, NULL), POL_ERROR_ARGUMENT);
    ck_assert_int_eq(pol_scheme_decision(f.evaluator, 0, 0), POL_NO_DECISION);
    ck_assert_int_eq(pol_evaluator_run(f.evaluator, nine, 0, NULL), POL_OK);
    ck_assert_int_eq(pol_scheme_decision(f.evaluator, 0, 1), POL_NO_DECISION);
    ck_assert_int_eq(pol_evaluator_new(f.binding, 0, 0, &e), POL_ERROR_ARGUMENT);
    ck_assert_int_eq(pol_evaluator_new(f.binding, ((size_t)1 << 20) + 1, 0, &e), POL_ERROR_ARGUMENT);
    tear_down(&f);
}
END_TEST

START_TEST(evaluating_asks_for_no_memory) {
    struct fixture f = set_up(day);
    struct item items[16] = {{0}};
    struct record r = good_record;
    const char *names[8];
    struct pol_value v;
    int64_t fen;
    for (int i = 0; i < 16; i++) items[i] = (struct item){202401, i * 10000, "account", (uint8_t)(i & 1)};
    r.items = items;
    r.item_count = 16;
    int failed = 0;  // an assertion in the loop would itself ask for memory
    long before = allocations;
    for (int round = 0; round < 100; round++) {
        failed += pol_evaluator_run(f.evaluator, &r, 1, NULL) != POL_OK;
        pol_scheme_limit(f.evaluator, 0, 0, &fen);
        pol_offer_reasons(f.evaluator, 0, 0, POL_REASON_REFER, POL_ENGLISH, names, 8);
        pol_offer_reasons(f.evaluator, 0, 0, POL_REASON_MISSING, POL_ENGLISH, names, 8);
        pol_grant_value(f.evaluator, 0, 0, &v);
    }
    long after = allocations;
    ck_assert_int_eq(after, before);
    ck_assert_int_eq(failed, 0);
    tear_down(&f);
}
END_TEST

// One try with the allocations from number `from` on refused; whether all went well.
static bool survives(long from) {
    pol_policy *p = NULL;
    pol_binding *b = NULL;
    pol_evaluator *e = NULL;
    const struct pol_file files[] = {sample_files[0], sample_files[2]};
    const struct pol_binding_options options = {.as_of = day};
    allocations = 0;
    refused_from = from;
    bool done = pol_policy_compile(files, 2, &p, NULL) == POL_OK;
    done = done && pol_binding_new(p, members, MEMBERS, sizeof(struct record), &options, &b, NULL) == POL_OK;
    done = done && pol_evaluator_new(b, 2, 4, &e) == POL_OK;
    refused_from = -1;
    pol_evaluator_free(e);
    pol_binding_free(b);
    pol_policy_free(p);
    return done;
}

START_TEST(every_refused_allocation_is_answered) {
    long from = 0;
    while (!survives(from)) ck_assert_int_lt(++from, 100000);
    ck_assert_int_gt(from, 10);
}
END_TEST

static void *decide_often(void *context) {
    struct fixture own = *(struct fixture *)context;
    long eligible = 0;
    if (pol_evaluator_new(own.binding, 1, 4, &own.evaluator) != POL_OK) return NULL;
    for (int i = 0; i < 2000; i++) {
        struct record r = good_record;
        r.revenue = i % 2 ? 20000000 : 1;
        if (pol_evaluator_run(own.evaluator, &r, 1, NULL) != POL_OK) break;
        eligible += pol_scheme_decision(own.evaluator, 0, 0) == POL_ELIGIBLE;
    }
    pol_evaluator_free(own.evaluator);
    return (void *)eligible;
}

START_TEST(threads_share_a_policy) {
    struct fixture f = set_up(day);
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) ck_assert_int_eq(pthread_create(&threads[i], NULL, decide_often, &f), 0);
    for (int i = 0; i < 4; i++) {
        void *eligible;
        pthread_join(threads[i], &eligible);
        ck_assert_int_eq((long)eligible, 1000);
    }
    tear_down(&f);
}
END_TEST

static Suite *suite(void) {
    Suite *s = suite_create("api_room");
    TCase *t = tcase_create("api_room");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, room_has_its_bounds);
    tcase_add_test(t, evaluating_asks_for_no_memory);
    tcase_add_test(t, every_refused_allocation_is_answered);
    tcase_add_test(t, threads_share_a_policy);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(suite); }
