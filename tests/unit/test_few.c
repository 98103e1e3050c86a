#include <check.h>
#include <stdlib.h>

#include "grammar/base/few.h"
#include "tests/unit/check_main.h"

struct thing {
    unsigned rank;
    unsigned *dropped;
};

static int compare(const void *left, const void *right) {
    const struct thing *a = left, *b = right;
    return a->rank < b->rank ? -1 : a->rank > b->rank;
}
static void drop(void *item) { ++*((struct thing *)item)->dropped; }

static struct few few_of(uint32_t most) {
    return (struct few){.size = sizeof(struct thing), .most = most, .compare = compare, .drop = drop};
}

static unsigned rank_at(const struct few *f, uint32_t i) { return ((const struct thing *)f->items)[i].rank; }

// Of 0 … 96, in an order of its own each time, 0 … 4 are left; each of the others is dropped once.
START_TEST(keeps_the_first) {
    struct few f = few_of(5);
    unsigned dropped = 0;
    for (unsigned i = 0; i < 97; i++) ck_assert(few_put(&f, &(struct thing){i * (unsigned)_i % 97, &dropped}));
    few_sort(&f);
    ck_assert_uint_eq(f.count, 5);
    for (unsigned i = 0; i < 5; i++) ck_assert_uint_eq(rank_at(&f, i), i);
    ck_assert_uint_eq(dropped, 92);
    ck_assert_uint_eq(((const struct thing *)few_last(&f))->rank, 4);
    few_free(&f);
    ck_assert_uint_eq(dropped, 97);
}
END_TEST

START_TEST(says_who_is_last) {
    struct few f = few_of(2);
    unsigned dropped = 0;
    few_sort(&f);
    ck_assert_ptr_null(few_last(&f));
    few_put(&f, &(struct thing){7, &dropped});
    ck_assert_ptr_null(few_last(&f));
    few_put(&f, &(struct thing){3, &dropped});
    ck_assert_uint_eq(((const struct thing *)few_last(&f))->rank, 7);
    few_put(&f, &(struct thing){5, &dropped});
    ck_assert_uint_eq(((const struct thing *)few_last(&f))->rank, 5);
    few_put(&f, &(struct thing){5, &dropped});
    ck_assert_uint_eq(dropped, 2);
    few_free(&f);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("few");
    TCase *t = tcase_create("few");
    tcase_add_loop_test(t, keeps_the_first, 1, 97);
    tcase_add_test(t, says_who_is_last);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
