// What a chain of × and ÷ came to before it was rounded.
#include "interp/eval/ratio.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

static const struct {
    const char *expr, *record;
    int64_t over, under;  // 0: no fraction, or not known
} rows[] = {
    {"revenue / n", "revenue=10 n=3", 1000, 3},
    {"revenue / n", "revenue=-10 n=3", -1000, 3},
    {"revenue / n", "revenue=10 n=-3", -1000, 3},
    {"revenue / n", "revenue=10 n=5", 200, 1},
    {"revenue / n * m", "revenue=10 n=3 m=2", 2000, 3},
    {"revenue / n", "revenue=10 n=0", 0, 0},
    {"revenue / n", "revenue=10", 0, 0},
    {"revenue / n", "n=3", 0, 0},
    {"revenue * 0.5%", "revenue=0.01", 1, 200},
    {"revenue * 0.5%", "revenue=-0.01", -1, 200},
    {"revenue * 0.5%", "revenue=21474836.48", 2147483648, 200},
    {"revenue * 0.5%", "", 0, 0},
    {"revenue / n rounded down", "revenue=10 n=3", 0, 0},
    {"revenue * n", "revenue=10 n=3", 3000, 1},
    {"revenue + debt", "revenue=10 debt=3", 0, 0},
};

START_TEST(exact_ratios) {
    struct text rules = {0};
    text_format(&rules, "scheme s {\n in force from 2000-01-01\n offer o {\n grant g = %s\n }\n}\n", rows[_i].expr);
    struct evaluated *e = evaluated_planned(text_string(&rules), 1);
    evaluated_row(e, rows[_i].record);
    evaluated_walk(e);
    struct ratio r;
    bool is_exact = node_ratio(e->w, e->plan->schemes[0].offers[0].grants[0].value, 0, &r);
    ck_assert_int_eq(is_exact, rows[_i].under != 0);
    if (is_exact) ck_assert(r.over * rows[_i].under == r.under * rows[_i].over);
    evaluated_close(e);
    text_free(&rules);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("eval_ratio");
    TCase *t = tcase_create("ratios");
    tcase_add_loop_test(t, exact_ratios, 0, sizeof rows / sizeof *rows);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
