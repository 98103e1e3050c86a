// What is asked twice of the same ratio, product, sum or difference: that two thresholds cannot both be met is proved,
// however large the numbers may be; and of small ones every answer is what looking at all of them shows.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interp/eval/eval.h"
#include "interp/solve/solve.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

#define HEAD "in force from 2024-01-01 param step = 50%%, 60%% from 2025-01-01 "

static struct evaluated *open_rules(const char *fields, const char *rules, uint32_t capacity) {
    struct text t = {0};
    text_format(&t, "vocabulary { field id: text key %s }\nscheme s { " HEAD "offer o { %s } }\n", fields, rules);
    ck_assert(!t.failed);
    struct evaluated *e = evaluated_open(text_string(&t));
    evaluated_plan(e, &(struct plan_options){.assumed = true}, capacity);
    text_free(&t);
    return e;
}

// ---- of any size

static const char any_size[] =
    "field debt: money field income: money field other: money field share: percent field kind: one of {a, b} "
    "field loans: list of { amount: money }";

static const struct pair {
    const char *rules;
    enum answer answer;
} pairs[] = {
    {"require a: debt / income >= 50% require b: debt / income < 40%", ANSWER_NONE},
    {"require a: debt / income >= 40% require b: debt / income < 50%", ANSWER_FOUND},
    {"require a: debt / income >= 40% require b: debt / income <= 40%", ANSWER_FOUND},
    {"require a: debt / income > 40% require b: debt / income <= 40%", ANSWER_NONE},
    {"require a: debt / income > 33.33% require b: debt / income * 3 <= 99.99%", ANSWER_NONE},
    {"require a: debt / income >= -50% require b: -60% > debt / income", ANSWER_NONE},
    {"require a: debt / income >= 50% veto b: debt / income >= 30%", ANSWER_NONE},
    {"require a: debt / income > 30% require b: debt / income = 30%", ANSWER_NONE},
    {"require a: debt / income >= 50% require b: debt < income * 40% require c: income > 0元", ANSWER_NONE},
    {"require a: debt >= income * 3 require b: debt < income * 2 require c: income > 0元", ANSWER_NONE},
    {"require a: debt >= income * 3 require b: debt < income * 2 require c: debt >= 0元", ANSWER_NONE},
    {"require a: debt >= income * 2 require b: debt < income * 3 require c: income > 0元", ANSWER_FOUND},
    {"require a: debt > income require b: income > debt", ANSWER_NONE},
    {"require a: debt / income >= step require b: debt / income < 40%", ANSWER_NONE},
    {"require a: debt / income >= step require b: debt / income < 55%", ANSWER_FOUND},
    {"require a: debt / income >= (if kind is a then 50% else 70%) require b: debt / income < 40%", ANSWER_NONE},
    {"require a: debt / income * share >= 50% require b: debt / income * share < 30%", ANSWER_NONE},
    {"require a: debt * share >= income require b: debt * share < income", ANSWER_NONE},
    {"require a: debt / income >= other / income * 2 require b: debt / income < other / income "
     "require c: income > 0元 and other > 0元",
     ANSWER_NONE},
    {"require a: debt / income >= other / income * step require b: debt / income < other / income * 40% "
     "require c: income > 0元 and other > 0元",
     ANSWER_NONE},
    {"require a: (debt + other) / income >= 70% require b: (debt + other) / income <= 69.99%", ANSWER_NONE},
    {"require a: sum(loans.amount) / income >= 70% require b: sum(loans.amount) / income < 60%", ANSWER_NONE},
    {"require a: debt + other >= 50元 require b: debt + other < 40元", ANSWER_NONE},
    {"require a: debt - other >= 50元 require b: debt - other < 40元", ANSWER_NONE},
    {"require a: debt + other >= 40元 require b: debt + other < 50元", ANSWER_FOUND},
    {"require a: debt * share >= 50元 require b: debt * share < 40元", ANSWER_NONE},
};

START_TEST(thresholds_of_one_are_settled) {
    const struct pair *pair = &pairs[_i];
    struct evaluated *e = open_rules(any_size, pair->rules, 1);
    struct solver *s = solver_new(e->plan, &(struct solve_options){.budget = 0});
    struct finding found;
    form goal = solve_and(s, solve_decision(s, 0, 0, SOLVE_DECISION(DECISION_ELIGIBLE)), solve_decided(s, 0));
    enum answer answer = solve(s, goal, &found);
    if (answer != pair->answer) ck_abort_msg("%s: %d after %u boxes", pair->rules, answer, found.boxes);
    if (answer == ANSWER_NONE && found.boxes > 100) ck_abort_msg("%s: %u boxes", pair->rules, found.boxes);
    solver_free(s);
    evaluated_close(e);
}
END_TEST

// ---- of a few fen

static const char few[] = "field x: money in -0.04元..0.04元 field y: money in -0.04元..0.04元 field odd: yes/no";
#define SIZE 9
#define ROWS (2 * SIZE * SIZE)

static const char *const conditions[] = {
    "x / y >= 50%",
    "x / y < 40%",
    "x / y <= -50%",
    "x / y > 200%",
    "x / y = 50%",
    "x / y ≠ 100%",
    "x >= y * 3",
    "x < y * 2",
    "x <= y * 50%",
    "y * 50% > x",
    "x > y",
    "y >= x",
    "x = y",
    "y * -2 <= x",
    "y < x * 1/3",
    "100% > y / x",
    "y / x * x >= y",
    "x / y >= y / x",
    "x / y < y / x * 2",
    "x + y >= 0.03元",
    "x + y < 0.01元",
    "x - y = 0.02元",
    "x * 2 - y > 0.05元",
    "x / y >= (if odd then 50% else 150%)",
    "x < y * (if odd then 50% else 200%)",
};
#define COUNT (sizeof conditions / sizeof *conditions)

static const struct node *condition(const struct evaluated *e, size_t at) {
    return e->plan->schemes[0].offers[0].rules[at].condition;
}

static struct evaluated *open_few(void) {
    struct text t = {0};
    for (size_t i = 0; i < COUNT; i++) text_format(&t, "require r%zu: %s\n", i, conditions[i]);
    struct evaluated *e = open_rules(few, text_string(&t), ROWS);
    text_free(&t);
    return e;
}

static const char *fen(int value, char out[16]) {
    snprintf(out, 16, "%s0.0%d", value < 0 ? "-" : "", abs(value));
    return out;
}

static void add_all(struct evaluated *e) {
    char record[80], x[16], y[16];
    for (int i = 0; i < ROWS; i++) {
        snprintf(record, sizeof record, "id=a x=%s y=%s odd=%s as_of=2024-07-01", fen(i / 2 % SIZE - SIZE / 2, x),
                 fen(i / 2 / SIZE - SIZE / 2, y), i % 2 ? "yes" : "no");
        evaluated_row(e, record);
    }
    evaluated_walk(e);
}

// Both are known, and so.
static bool is_so(const struct evaluated *e, size_t a, size_t b, unsigned truths) {
    for (uint32_t row = 0; row < ROWS; row++) {
        struct node_value x = node_value_at(e->w, condition(e, a), row), y = node_value_at(e->w, condition(e, b), row);
        if (x.state != STATE_KNOWN || y.state != STATE_KNOWN) continue;
        if (x.value == (truths & 1 ? TRUTH_YES : TRUTH_NO) && y.value == (truths & 2 ? TRUTH_YES : TRUTH_NO))
            return true;
    }
    return false;
}

static form both_are(struct solver *s, const struct evaluated *e, size_t a, size_t b, unsigned truths) {
    return solve_and(s, solve_outcome(s, condition(e, a), truths & 1 ? OUTCOME_YES : OUTCOME_NO),
                     solve_outcome(s, condition(e, b), truths & 2 ? OUTCOME_YES : OUTCOME_NO));
}

START_TEST(pairs_are_what_all_values_show) {
    struct evaluated *e = open_few();
    struct solver *s = solver_new(e->plan, &(struct solve_options){.budget = 0});
    uint32_t none = 0;
    add_all(e);
    for (size_t a = 0; a < COUNT; a++)
        for (size_t b = 0; b < a; b++)
            for (unsigned truths = 0; truths < 4; truths++) {
                struct finding found;
                enum answer answer = solve(s, both_are(s, e, a, b, truths), &found);
                enum answer expected = is_so(e, a, b, truths) ? ANSWER_FOUND : ANSWER_NONE;
                none += expected == ANSWER_NONE;
                if (answer != expected) ck_abort_msg("%s, %s, %u: %d", conditions[a], conditions[b], truths, answer);
            }
    ck_assert_uint_gt(none, 100);
    solver_free(s);
    evaluated_close(e);
}
END_TEST

static Suite *make(void) {
    Suite *suite = suite_create("solve_ratio");
    TCase *c = tcase_create("ratio");
    tcase_set_timeout(c, 120);
    tcase_add_loop_test(c, thresholds_of_one_are_settled, 0, sizeof pairs / sizeof *pairs);
    tcase_add_test(c, pairs_are_what_all_values_show);
    suite_add_tcase(suite, c);
    return suite;
}

int main(void) { return check_main(make); }
