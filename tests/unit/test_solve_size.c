// How far a search goes: a question about a large policy ends within its budget and says so; and the steps that a
// question takes are the same ones in any build, on any machine.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/base/text.h"
#include "grammar/check/check.h"
#include "grammar/syntax/load.h"
#include "grammar/tree/decision.h"
#include "interp/solve/solve.h"
#include "tests/unit/check_main.h"

struct asked {
    struct compilation c;
    jmp_buf out_of_memory;
    struct policy *policy;
    struct plan *plan;
    struct solver *s;
};

static struct asked *open_text(const char *text, uint32_t budget) {
    struct asked *a = calloc(1, sizeof *a);
    if (setjmp(a->out_of_memory)) ck_abort_msg("out of memory");
    compilation_init(&a->c, &a->out_of_memory);
    compilation_load_text(&a->c, "asked.pol", text, strlen(text));
    a->policy = check_policy(&a->c, &(struct check_options){.reform_count = 0});
    ck_assert_uint_eq(a->c.diags.errors, 0);
    a->plan = plan_new(a->policy, &(struct plan_options){.assumed = true});
    a->s = solver_new(a->plan, &(struct solve_options){.budget = budget});
    ck_assert_ptr_nonnull(a->s);
    return a;
}

static void close_text(struct asked *a) {
    solver_free(a->s);
    plan_free(a->plan);
    compilation_free(&a->c);
    free(a);
}

static enum answer ask(struct asked *a, unsigned decision, struct finding *found) {
    form goal = solve_decision(a->s, 0, 0, SOLVE_DECISION(decision));
    return solve(a->s, solve_and(a->s, goal, solve_decided(a->s, 0)), found);
}

// ---- ten thousand rules

#define FIELDS 200
#define RULES 10000
#define BUDGET 300

// Each two fields are to make up so much together, to the fen, and their neighbours otherwise: nobody can tell quickly
// that this can't be.
static void put_large(struct text *t) {
    text_put(t, "vocabulary {\n field id: text key\n");
    for (int i = 0; i < FIELDS; i++) text_format(t, " field f%d: money in 0元..1000万元\n", i);
    text_put(t, "}\nscheme s {\n in force from 2024-01-01\n offer o {\n");
    for (int i = 0; i < RULES; i++) {
        int a = i / 2 % FIELDS, by = 1 + i / (2 * FIELDS);
        text_format(t, "  require r%d: f%d + f%d %s f%d + %d元\n", i, a, (a + by) % FIELDS,
                    i % 2 ? "<=" : ">=", (a + 2 * by) % FIELDS, i % 2 ? 100 : 99);
    }
    text_put(t, " }\n}\n");
}

START_TEST(ten_thousand_rules_end) {
    struct text t = {0};
    struct finding found;
    put_large(&t);
    struct asked *a = open_text(text_string(&t), BUDGET);
    ck_assert_int_eq(ask(a, DECISION_ELIGIBLE, &found), ANSWER_OPEN);
    ck_assert_int_eq(found.why, OPEN_BUDGET);
    ck_assert_uint_ge(found.boxes, BUDGET);
    ck_assert_uint_le(found.boxes, 2 * (BUDGET + 1));
    ck_assert_int_eq(ask(a, DECISION_INELIGIBLE, &found), ANSWER_FOUND);
    close_text(a);
    text_free(&t);
}
END_TEST

// ---- the same steps

static const char small[] =
    "vocabulary {\n"
    "  field id: text key\n"
    "  field born: date <= as_of\n"
    "  field trading: date <= as_of\n"
    "  field revenue: money\n"
    "  field staff: count >= 0\n"
    "  field kind: one of {a, b, c}\n"
    "  field marks: any of {x, y, z}\n"
    "  field good: yes/no\n"
    "  field late: list of { month: month, amount: money }\n"
    "  assume trading >= born + 16 years\n"
    "}\n"
    "scheme s {\n"
    "  in force from 2024-01-01\n"
    "  require of_age: completed_years(born, as_of) in 18..65\n"
    "  require trades: time from trading until as_of >= 24 months\n"
    "  require earns: revenue * 20% >= staff * 1000元\n"
    "  require pays: count(late where month within 24 months and amount > 500元) < 6 and longest_run(late.month) < 3\n"
    "  veto bad: not good and marks has any {x, y}\n"
    "  offer o { when kind in {a, b}\n grant limit = min(revenue * 10%, 50万元) }\n"
    "  offer p { when kind is c\n require none: staff = 0 and revenue < 0元 and marks is not empty and kind is a\n"
    "            grant limit = 1万元 }\n"
    "}\n";

static const struct step {
    uint32_t offer;
    unsigned decision;
    enum answer answer;
    uint32_t boxes;
} steps[] = {
    {0, DECISION_ELIGIBLE, ANSWER_FOUND, 137},   {0, DECISION_REFER, ANSWER_FOUND, 129},
    {0, DECISION_INELIGIBLE, ANSWER_FOUND, 146}, {0, DECISION_NOT_APPLICABLE, ANSWER_FOUND, 68},
    {1, DECISION_ELIGIBLE, ANSWER_NONE, 17},     {1, DECISION_INELIGIBLE, ANSWER_FOUND, 126},
};

START_TEST(steps_are_the_same) {
    struct asked *a = open_text(small, 0);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        const struct step *w = &steps[i];
        struct finding found;
        form goal = solve_decision(a->s, 0, w->offer, SOLVE_DECISION(w->decision));
        enum answer answer = solve(a->s, solve_and(a->s, goal, solve_decided(a->s, 0)), &found);
        if (answer != w->answer || found.boxes != w->boxes)
            ck_abort_msg("it took {%u, %u, %d, %u}", w->offer, w->decision, answer, found.boxes);
    }
    close_text(a);
}
END_TEST

// ---- what a question costs

// Each offer has a rule that may fault for nobody, and asks of one field twice.
static struct asked *open_offers(int count) {
    struct text t = {0};
    text_put(&t, "vocabulary {\n field id: text key\n field revenue: money\n field rate: percent\n}\n"
                 "scheme s {\n in force from 2024-01-01\n");
    for (int i = 1; i <= count; i++)
        text_format(&t, " offer o%d {\n  require r%d: revenue * 10%% + revenue * 11%% >= %d元 or rate > %d%%\n }\n", i,
                    i, i, i);
    text_put(&t, "}\n");
    struct asked *a = open_text(text_string(&t), 0);
    text_free(&t);
    return a;
}

// Of a large policy as of a small one.
START_TEST(a_question_looks_at_its_own) {
    struct finding few, many;
    struct asked *two = open_offers(2), *thousands = open_offers(2000);
    ck_assert_int_eq(ask(two, DECISION_INELIGIBLE, &few), ANSWER_FOUND);
    ck_assert_int_eq(ask(thousands, DECISION_INELIGIBLE, &many), ANSWER_FOUND);
    ck_assert_uint_eq(few.boxes, many.boxes);
    ck_assert_uint_eq(few.looks, many.looks);
    close_text(two);
    close_text(thousands);
}
END_TEST

// revenue * 10% + revenue * 11% is cut where it turns, not halved towards that.
START_TEST(a_sum_of_one_field_turns_at_once) {
    struct finding found;
    struct asked *a = open_offers(1);
    ck_assert_int_eq(ask(a, DECISION_INELIGIBLE, &found), ANSWER_FOUND);
    ck_assert_uint_le(found.boxes, 8);
    ck_assert_int_eq(ask(a, DECISION_ELIGIBLE, &found), ANSWER_FOUND);
    ck_assert_uint_le(found.boxes, 8);
    close_text(a);
}
END_TEST

static Suite *make(void) {
    Suite *suite = suite_create("solve_size");
    TCase *c = tcase_create("size");
    tcase_set_timeout(c, 120);
    tcase_add_test(c, ten_thousand_rules_end);
    tcase_add_test(c, steps_are_the_same);
    tcase_add_test(c, a_question_looks_at_its_own);
    tcase_add_test(c, a_sum_of_one_field_turns_at_once);
    suite_add_tcase(suite, c);
    return suite;
}

int main(void) { return check_main(make); }
