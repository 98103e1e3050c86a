// A unique table whose rows can't be proved apart: a record for which two hold is at fault, and which two is told.
#include <string.h>

#include "interp/eval/causes.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

static const char rules[] = "scheme s {\n in force from 2024-01-01\n table t unique {\n  n || r\n"
                            "  < m || 1\n  7 || 2\n  <= m || 3\n  otherwise || 9\n }\n"
                            " offer o { grant g = t }\n}\n";

static const struct {
    const char *record, *value;
    const char *first, *second;  // of the rows that hold; NULL: no two do
} rows[] = {
    {"n=1 m=0", "9", NULL, NULL},
    {"n=7 m=0", "2", NULL, NULL},
    {"n=1 m=1", "3", NULL, NULL},
    {"n=1 m=2", "fault", "< m || 1", "<= m || 3"},
    {"n=7 m=7", "fault", "7 || 2", "<= m || 3"},
    {"n=7 m=8", "fault", "< m || 1", "7 || 2"},  // all three
    {"n=7", "?", NULL, NULL},
    {"n=1", "?", NULL, NULL},
    {"m=7", "?", NULL, NULL},
    {"", "?", NULL, NULL},
};

static void assert_at(const struct evaluated *e, struct span at, const char *words) {
    ck_assert_uint_eq(at.length, strlen(words));
    ck_assert_int_eq(memcmp(e->c.sources.items[at.source]->bytes + at.offset, words, at.length), 0);
}

static void assert_two(const struct evaluated *e, const char *first, const char *second) {
    struct span found[2];
    const struct node *n = decision_fault(e->d, e->w, 0);
    ck_assert_ptr_nonnull(n);
    ck_assert(unique_rows(e->w, n, 0, found));
    assert_at(e, found[0], first);
    assert_at(e, found[1], second);
}

START_TEST(at_most_one_row_holds) {
    struct evaluated *e = evaluated_planned(rules, 1);
    struct text out = {0};
    evaluated_row(e, rows[_i].record);
    evaluated_walk(e);
    evaluated_value(e, e->plan->schemes[0].offers[0].grants[0].value, 0, &out);
    ck_assert_str_eq(text_string(&out), rows[_i].value);
    ck_assert_int_eq(e->d->fault[0], rows[_i].first != NULL);
    if (rows[_i].first) assert_two(e, rows[_i].first, rows[_i].second);
    else ck_assert_ptr_null(decision_fault(e->d, e->w, 0));
    evaluated_close(e);
    text_free(&out);
}
END_TEST

static bool is_unique_at(const struct evaluated *e, uint32_t row) {
    struct span found[2];
    for (uint32_t i = 0; i < e->w->node_count; i++)
        if (unique_rows(e->w, e->w->nodes[i], row, found)) return false;
    return true;
}

// Of a row that is not at fault there are no two, whichever node is asked.
START_TEST(no_two_rows_without_a_fault) {
    struct evaluated *e = evaluated_planned(rules, 2);
    evaluated_row(e, "n=7 m=0");
    evaluated_row(e, "n=7 m=7");
    evaluated_walk(e);
    ck_assert(is_unique_at(e, 0) && !is_unique_at(e, 1));
    evaluated_close(e);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("eval_unique");
    TCase *t = tcase_create("unique");
    tcase_add_loop_test(t, at_most_one_row_holds, 0, sizeof rows / sizeof *rows);
    tcase_add_test(t, no_two_rows_without_a_fault);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
