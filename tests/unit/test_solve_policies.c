// Questions about the four policies, and what their answers are known to be: who can get what.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "grammar/check/check.h"
#include "grammar/syntax/load.h"
#include "interp/decide/decide.h"
#include "interp/eval/eval.h"
#include "interp/findings/findings.h"
#include "interp/solve/solve.h"
#include "interp/solve/witness.h"
#include "tests/unit/check_main.h"

struct asked {
    struct compilation c;
    jmp_buf out_of_memory;
    struct policy *policy;
    struct plan *plan;
    struct solver *s;
    struct workspace *w;
    struct decisions *d;
    uint32_t most;  // boxes for one question
};

// A policy by its name, and a condition on its records, or NULL.
static struct asked *open_policy(const char *name, const char *condition, bool missing) {
    char path[512];
    struct asked *a = calloc(1, sizeof *a);
    snprintf(path, sizeof path, "%s/policies/%s.pol", POL_ROOT, name);
    if (setjmp(a->out_of_memory)) ck_abort_msg("out of memory");
    compilation_init(&a->c, &a->out_of_memory);
    a->c.prover = findings_prover();
    compilation_load(&a->c, path);
    if (condition) compilation_load_condition(&a->c, "condition", condition);
    a->policy = check_policy(&a->c, &(struct check_options){.reform_count = 0});
    ck_assert_uint_eq(a->c.diags.errors, 0);
    const struct expr *extra[] = {a->policy->asked};
    const struct scheme *schemes[] = {NULL};
    a->plan = plan_new(
        a->policy, &(struct plan_options){.extra = extra, .extra_schemes = schemes, .extra_count = condition ? 1 : 0});
    a->s = solver_new(a->plan, &(struct solve_options){.missing = missing});
    a->w = plan_workspace_new(a->plan, 1);
    a->d = decisions_new(a->plan, 1);
    ck_assert(a->s && a->w && a->d);
    return a;
}

static void close_policy(struct asked *a) {
    solver_free(a->s);
    decisions_free(a->d);
    workspace_free(a->w);
    plan_free(a->plan);
    compilation_free(&a->c);
    free(a);
}

static enum answer ask(struct asked *a, uint32_t scheme, form goal, struct finding *found) {
    enum answer answer = solve(a->s, solve_and(a->s, goal, solve_decided(a->s, scheme)), found);
    if (found->boxes > a->most) a->most = found->boxes;
    if (answer != ANSWER_FOUND) return answer;
    ck_assert(eval_block(a->w, found->block));
    decide(a->d, a->w, found->block);
    return answer;
}

// ---- all that can be asked is settled

static void expect_settled(struct asked *a, uint32_t scheme, uint32_t offer) {
    const struct planned_offer *o = &a->plan->schemes[scheme].offers[offer];
    struct finding found;
    for (unsigned d = 0; d < DECISION_COUNT; d++) {
        enum answer answer = ask(a, scheme, solve_decision(a->s, scheme, offer, SOLVE_DECISION(d)), &found);
        ck_assert_int_le(answer, ANSWER_NONE);
        if (answer == ANSWER_FOUND) ck_assert_uint_eq(a->d->schemes[scheme].offers[offer].decision[0], d);
    }
    for (uint32_t rule = 0; rule < o->rule_count; rule++)
        for (unsigned answer = SOLVE_HOLDS; answer <= SOLVE_UNKNOWN; answer <<= 1)
            ck_assert_int_le(ask(a, scheme, solve_rule(a->s, scheme, offer, rule, answer), &found), ANSWER_NONE);
}

START_TEST(every_question_is_settled) {
    static const char *const names[] = {"boc", "ccb", "jsb", "sxb"};
    struct asked *a = open_policy(names[_i], NULL, false);
    for (uint32_t i = 0; i < a->plan->scheme_count; i++)
        for (uint32_t k = 0; k < a->plan->schemes[i].offer_count; k++) expect_settled(a, i, k);
    printf("# %s: at most %u boxes for a question\n", names[_i], a->most);
    close_policy(a);
}
END_TEST

// ---- findings

#define GETS (SOLVE_DECISION(DECISION_ELIGIBLE) | SOLVE_DECISION(DECISION_REFER))
static const struct claim {
    const char *policy, *condition, *offer;  // NULL: any
    unsigned decisions;
    enum answer answer;
} claims[] = {
    {"ccb", "age < 18", NULL, GETS, ANSWER_NONE},
    {"ccb", "age > 65", NULL, GETS, ANSWER_NONE},
    {"ccb", "age = 65", "growth", GETS, ANSWER_FOUND},
    {"ccb", "年营业收入 < 10万元", NULL, GETS, ANSWER_NONE},
    {"ccb", "年营业收入 = 10万元", "subsistence", GETS, ANSWER_FOUND},
    {"ccb", "年营业收入 < 30万元", "growth", GETS, ANSWER_NONE},
    {"ccb", "count(overdue) > 20", "benchmark", GETS, ANSWER_FOUND},
    {"ccb", "count(overdue where month within 12 months) > 3", "benchmark", GETS, ANSWER_NONE},
    {"ccb", "count(overdue where month within 12 months) = 3", "benchmark", GETS, ANSWER_FOUND},
    {"ccb", "连续经营时长 < 6个月", NULL, GETS, ANSWER_NONE},
    {"boc", "age < 18", "hsd", GETS, ANSWER_FOUND},
    {"boc", "年营业收入 = 0.05元", "hsd", GETS, ANSWER_FOUND},
    {"boc", "count(overdue) ≥ 6", "hsd", SOLVE_DECISION(DECISION_ELIGIBLE), ANSWER_FOUND},
    {"boc", "count(overdue where month within 24 months) ≥ 6", "hsd", SOLVE_DECISION(DECISION_ELIGIBLE), ANSWER_NONE},
    {"boc", "count(overdue where month within 24 months) ≥ 6", "hsd", SOLVE_DECISION(DECISION_REFER), ANSWER_FOUND},
    {"boc", "最长连续(逾期记录.月份 其中 月份 在近 24个月 按 账户) ≥ 3", "hsd", SOLVE_DECISION(DECISION_ELIGIBLE),
     ANSWER_NONE},
    {"jsb", "age < 18", NULL, GETS, ANSWER_NONE},
    {"sxb", "age < 18", NULL, GETS, ANSWER_NONE},
    {"sxb", NULL, "cdd", SOLVE_DECISION(DECISION_ELIGIBLE), ANSWER_NONE},
    {"sxb", NULL, "cdd", SOLVE_DECISION(DECISION_REFER), ANSWER_FOUND},
    {"sxb", NULL, "hsyd", SOLVE_DECISION(DECISION_REFER), ANSWER_NONE},
};

static form any_offer(const struct asked *a, const struct claim *c) {
    form any = FORM_NO;
    const struct planned_scheme *p = &a->plan->schemes[0];
    for (uint32_t i = 0; i < p->offer_count; i++)
        if (!c->offer || !strcmp(name_text(a->policy, &p->offers[i].offer->def.name, LANG_EN), c->offer))
            any = solve_or(a->s, any, solve_decision(a->s, 0, i, c->decisions));
    return any;
}

START_TEST(findings_come_out) {
    const struct claim *c = &claims[_i];
    struct asked *a = open_policy(c->policy, c->condition, false);
    struct finding found;
    form goal = any_offer(a, c);
    ck_assert_uint_ne(goal, FORM_NO);
    if (c->condition) goal = solve_and(a->s, goal, solve_outcome(a->s, a->plan->extra[0], OUTCOME_YES));
    ck_assert_int_eq(ask(a, 0, goal, &found), c->answer);
    if (c->answer == ANSWER_FOUND && c->condition)
        ck_assert_int_eq(node_value_at(a->w, a->plan->extra[0], 0).value, TRUTH_YES);
    close_policy(a);
}
END_TEST

// ---- small, and written down

static struct block *plain_applicant(struct asked *a) {
    struct finding found;
    struct block *plain = block_new(a->policy, 1, true);
    uint32_t row = block_add_row(plain);
    plain->as_of[row] = DATE_PACK(2024, 7, 1);
    ck_assert_int_eq(ask(a, 0, solve_decision(a->s, 0, 1, SOLVE_DECISION(DECISION_ELIGIBLE)), &found), ANSWER_FOUND);
    for (uint32_t i = 0; i < a->policy->field_count; i++) {
        const struct field *f = &a->policy->fields[i];
        if (f->type.kind == TYPE_LIST) block_set_list_known(plain, row, f);
        else if (f->type.kind == TYPE_TEXT) block_set_text(plain, row, f, slice_of("某某"));
        else block_set(plain, row, f, vector_value(&found.block->columns[i], column_lane(f), 0).value);
    }
    block_seal(plain);
    return plain;
}

// Beside one who gets ccb's second offer, whoever fails its revenue differs in that alone, by a fen.
START_TEST(applicants_are_small) {
    struct asked *a = open_policy("ccb", NULL, false);
    struct block *plain = plain_applicant(a);
    struct solver *s = solver_new(a->plan, &(struct solve_options){.plain = plain});
    const struct planned_offer *o = &a->plan->schemes[0].offers[1];
    struct finding found;
    struct text lines = {0}, json = {0};
    uint32_t rule = 0;
    while (strcmp(name_text(a->policy, &o->rules[rule].rule->def.name, LANG_EN), "revenue")) rule++;
    ck_assert_int_eq(solve(s, solve_rule(s, 0, 1, rule, SOLVE_FAILED), &found), ANSWER_FOUND);
    witness_put_lines(&lines, found.block, 0, plain, LANG_ZH);
    ck_assert_str_eq(text_string(&lines), "  年营业收入：299999.99元\n");
    witness_put_json(&json, found.block, 0, &(struct witness_form){.key = NULL}, LANG_EN);
    ck_assert_ptr_nonnull(strstr(text_string(&json), "\"annual_revenue\":299999.99,"));
    text_free(&lines);
    text_free(&json);
    solver_free(s);
    block_free(plain);
    close_policy(a);
}
END_TEST

static void expect_sample(const char *name, const char *lines, enum lang lang) {
    struct compilation c;
    jmp_buf out_of_memory;
    struct text source = {0};
    if (setjmp(out_of_memory)) ck_abort_msg("out of memory");
    compilation_init(&c, &out_of_memory);
    c.prover = findings_prover();
    text_format(&source, lang == LANG_ZH ? "引用 “%s.pol”\n样例 谁 {\n%s}\n" : "use \"%s.pol\"\nsample who {\n%s}\n",
                name, lines);
    compilation_load_text(&c, POL_ROOT "/policies/who.pol", source.bytes, source.length);
    check_policy(&c, &(struct check_options){.reform_count = 0});
    for (uint32_t i = 0; i < c.diags.count && c.diags.errors; i++) {
        struct text out = {0};
        diag_render(&out, LANG_EN, &c.sources, c.diags.items[i]);
        ck_abort_msg("%s\n%s", text_string(&out), lines);
    }
    compilation_free(&c);
    text_free(&source);
}

// What is written is a sample, in either spelling, lists too.
START_TEST(applicants_are_samples) {
    struct asked *a = open_policy("boc", "count(overdue) ≥ 6", false);
    struct finding found;
    form goal = solve_outcome(a->s, a->plan->extra[0], OUTCOME_YES);
    ck_assert_int_eq(ask(a, 0, goal, &found), ANSWER_FOUND);
    for (int lang = LANG_EN; lang <= LANG_ZH; lang++) {
        struct text lines = {0};
        witness_put_lines(&lines, found.block, 0, NULL, (enum lang)lang);
        expect_sample("boc", text_string(&lines), (enum lang)lang);
        text_free(&lines);
    }
    close_policy(a);
}
END_TEST

static Suite *make(void) {
    Suite *suite = suite_create("solve_policies");
    TCase *c = tcase_create("solve");
    tcase_set_timeout(c, 60);
    tcase_add_loop_test(c, every_question_is_settled, 0, 4);
    tcase_add_loop_test(c, findings_come_out, 0, sizeof claims / sizeof *claims);
    tcase_add_test(c, applicants_are_small);
    tcase_add_test(c, applicants_are_samples);
    suite_add_tcase(suite, c);
    return suite;
}

int main(void) { return check_main(make); }
