// What a question costs: each rule and offer of a policy, asked of the solver as it is asked otherwise, of all dates
// and lists; and once more as of one date and of lists of so many items, of the solver and, where this was built with
// it, of Z3, both from the same nodes. Two lines for each policy; where the two do not answer alike the exit code is 1.
// With
// --oracle, as a test: without Z3 there is nothing to hold the answers against, and that is 77.
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "grammar/base/calendar.h"
#include "grammar/check/check.h"
#include "grammar/syntax/load.h"
#include "interp/findings/findings.h"
#include "interp/plan/unroll.h"
#include "tests/bench/oracle.h"

#define ITEMS 7
#define LITERALS_MOST 256u

struct questions {
    const struct plan *plan;  // as the policy stands
    struct unrolled lists;    // without a plan: of all lists
    struct solver *solver;
    struct oracle *oracle;
    struct literal literals[LITERALS_MOST];
    uint32_t count, asked, answers[4], clashes, compared;
    double *own, *other;  // seconds of each question that both have answered, or where there is but one
};

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *all, uint32_t count) {
    if (count) qsort(all, count, sizeof *all, compare);
    return count ? all[count / 2] : 0;
}

static double total(const double *all, uint32_t count) {
    double sum = 0;
    for (uint32_t i = 0; i < count; i++) sum += all[i];
    return sum;
}

// ---- one question

static void add(struct questions *q, const struct node *n, uint8_t outcomes) {
    if (!n || q->count == LITERALS_MOST) return;
    if (q->lists.plan) n = q->lists.plan->extra[n->id];
    q->literals[q->count++] = (struct literal){n, outcomes};
}

static enum answer ask_own(struct questions *q) {
    struct finding found;
    form all = FORM_YES;
    for (uint32_t i = 0; i < q->count; i++)
        all = solve_and(q->solver, all, solve_outcome(q->solver, q->literals[i].node, q->literals[i].outcomes));
    return solve(q->solver, all, &found);
}

static enum answer ask_oracle(struct questions *q) {
#ifdef WITH_Z3
    return q->oracle ? oracle_ask(q->oracle, q->literals, q->count) : ANSWER_OPEN;
#else
    (void)q;
    return ANSWER_OPEN;
#endif
}

static void ask(struct questions *q) {
    double start = now();
    enum answer own = ask_own(q);
    double between = now();
    enum answer other = ask_oracle(q);
    q->own = realloc(q->own, (q->compared + 1) * sizeof *q->own);
    q->other = realloc(q->other, (q->compared + 1) * sizeof *q->other);
    if (!q->own || !q->other || own == ANSWER_FAILED) abort();
    q->answers[own]++;
    q->asked++;
    if (!q->oracle || other != ANSWER_OPEN)
        q->own[q->compared] = between - start, q->other[q->compared++] = now() - between;
    if (own != other && own != ANSWER_OPEN && other != ANSWER_OPEN) q->clashes++;
    q->count = 0;
}

// ---- those of a policy

static uint8_t good(const struct planned_rule *r) { return r->bad == TRUTH_NO ? OUTCOME_YES : OUTCOME_NO; }
static uint8_t bad(const struct planned_rule *r) { return r->bad == TRUTH_NO ? OUTCOME_NO : OUTCOME_YES; }

static void add_others(struct questions *q, const struct planned_offer *o, uint32_t but) {
    add(q, o->when, OUTCOME_YES);
    for (uint32_t i = 0; i < o->rule_count; i++)
        if (i != but) add(q, o->rules[i].condition, good(&o->rules[i]));
}

static void ask_rule(struct questions *q, const struct planned_offer *o, uint32_t rule) {
    const struct planned_rule *r = &o->rules[rule];
    add(q, r->condition, good(r)), ask(q);
    add(q, r->condition, bad(r)), ask(q);
    add_others(q, o, rule), add(q, r->condition, bad(r)), ask(q);
    if (r->waiver) add(q, r->condition, bad(r)), add(q, r->waiver, OUTCOME_YES), ask(q);
    for (uint32_t i = 0; i < rule; i++) {
        add(q, r->condition, bad(r)), add(q, o->rules[i].condition, bad(&o->rules[i]));
        ask(q);
    }
}

static void ask_offer(struct questions *q, const struct planned_offer *o) {
    add_others(q, o, UINT32_MAX), ask(q);
    for (uint32_t i = 0; i < o->grant_count; i++) {
        add_others(q, o, UINT32_MAX), add(q, o->grants[i].value, OUTCOME_SILENT), ask(q);
        add_others(q, o, UINT32_MAX), add(q, o->grants[i].value, OUTCOME_KNOWN), ask(q);
    }
    for (uint32_t i = 0; i < o->rule_count; i++) ask_rule(q, o, i);
}

static void ask_all(struct questions *q) {
    for (uint32_t i = 0; i < q->plan->scheme_count; i++)
        for (uint32_t k = 0; k < q->plan->schemes[i].offer_count; k++) ask_offer(q, &q->plan->schemes[i].offers[k]);
}

// ---- a policy

static void tell(const struct questions *q, const char *path, const char *what, double own_start) {
    printf("%s, %s: %u questions, %u found, %u proved, %u open; pol %.1f ms to begin and %.1f ms, median %.1f µs", path,
           what, q->asked, q->answers[ANSWER_FOUND], q->answers[ANSWER_NONE], q->answers[ANSWER_OPEN], own_start * 1e3,
           total(q->own, q->compared) * 1e3, median(q->own, q->compared) * 1e6);
}

static void tell_oracle(const struct questions *q, double start) {
    double own = total(q->own, q->compared), other = total(q->other, q->compared);
    printf("; Z3 answered %u, %.1f ms to begin and %.1f ms, median %.0f µs, %.1f times as long; clashes: %u",
           q->compared, start * 1e3, other * 1e3, median(q->other, q->compared) * 1e6, other / own, q->clashes);
}

// The seconds that the solver takes to begin.
static double ask_with(struct questions *q, const struct plan *asked) {
    double start = now();
    q->solver = solver_new(asked, &(struct solve_options){.budget = SOLVE_BUDGET});
    double took = now() - start;
    if (!q->solver) abort();
    ask_all(q);
    solver_free(q->solver);
    return took;
}

static struct plan *plan_of(const struct policy *p, int32_t as_of) {
    struct plan *plan = plan_new(p, &(struct plan_options){.as_of = as_of, .assumed = true});
    if (!plan) abort();
    return plan;
}

static void run_whole(const struct policy *p, const char *path) {
    struct plan *plan = plan_of(p, 0);
    struct questions q = {.plan = plan};
    double start = ask_with(&q, plan);
    tell(&q, path, "every date and list", start);
    printf("\n");
    plan_free(plan);
    free(q.own), free(q.other);
}

static void unroll(struct questions *q, const struct policy *p) {
    uint32_t *items = calloc(p->field_count + 1, sizeof *items);
    for (uint32_t i = 0; items && i < p->field_count; i++)
        if (p->fields[i].type.kind == TYPE_LIST) items[i] = ITEMS;
    if (!items || !plan_unroll(q->plan, items, false, &q->lists)) abort();
    q->lists.plan->as_of = q->plan->as_of;
    free(items);
}

// The seconds that Z3 takes to begin.
static double begin_oracle(struct questions *q) {
    double start = now();
#ifdef WITH_Z3
    q->oracle = oracle_new(q->lists.plan);
#endif
    return now() - start;
}

static uint32_t run_beside(const struct policy *p, const char *path) {
    struct plan *plan = plan_of(p, DATE_PACK(2024, 7, 1));
    struct questions q = {.plan = plan};
    unroll(&q, p);
    double other = begin_oracle(&q), own = ask_with(&q, q.lists.plan);
    tell(&q, path, "one date, lists of 7", own);
    if (q.oracle) tell_oracle(&q, other);
    printf("\n");
#ifdef WITH_Z3
    oracle_free(q.oracle);
#endif
    plan_free(q.lists.plan), plan_free(plan);
    free(q.own), free(q.other);
    return q.clashes;
}

// Ends the program where there is no such policy.
static uint32_t load_and_run(const char *path) {
    struct compilation c;
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) exit(2);
    compilation_init(&c, &out_of_memory);
    c.prover = findings_prover();
    compilation_load(&c, path);
    const struct policy *p = check_policy(&c, &(struct check_options){.reform_count = 0});
    if (c.diags.errors) exit(2);
    run_whole(p, path);
    uint32_t found = run_beside(p, path);
    compilation_free(&c);
    return found;
}

#ifdef WITH_Z3
#define HAS_ORACLE true
#else
#define HAS_ORACLE false
#endif

int main(int argc, char **argv) {
    uint32_t clashes = 0;
    bool test = argc > 1 && !strcmp(argv[1], "--oracle");
    if (test && !HAS_ORACLE) return 77;
    for (int i = test ? 2 : 1; i < argc; i++) clashes += load_and_run(argv[i]);
    return clashes > 0;
}
