// Whether a slip that no test notices is one that anybody could: the solver looks for an applicant, of whom all or not
// all is known, to whom an offer may apply and for whom a condition, a waiver or a grant of it comes to something else.
#include <string.h>

#include "interp/mutate/internal.h"
#include "interp/solve/solve.h"

struct proof {
    const struct plan *plan;
    struct solver *solver;
    bool closely;  // what differs is looked for as deep as it goes
    form found;    // somebody for whom something is another
};

static void add(struct proof *p, form f) { p->found = solve_or(p->solver, p->found, f); }

// The same work on what may be other things.
static bool are_alike(const struct node *a, const struct node *b) {
    return a->operation == b->operation && a->type.kind == b->type.kind && a->op == b->op && a->value == b->value &&
           a->second == b->second && a->text == b->text && a->field == b->field && a->space == b->space && !a->lookup &&
           !b->lookup && a->rule == b->rule && a->table == b->table && a->count == b->count &&
           !memcmp(&a->sides, &b->sides, sizeof a->sides) && a->has_filter == b->has_filter && a->has_key == b->has_key;
}

// Where all that two are made of comes to the same, so do they: the less there is to look at, the sooner it is settled.
static void add_nodes(struct proof *p, form scope, const struct node *a, const struct node *b) {
    if (a == b) return;
    bool within = a && b && p->closely && a->count && !a->space && are_alike(a, b) && a->operation != OPERATION_SELECT;
    for (uint32_t i = 0; within && i < a->count; i++) add_nodes(p, scope, a->kids[i], b->kids[i]);
    if (within) return;
    if (a && b) add(p, solve_and(p->solver, scope, solve_not(p->solver, solve_same(p->solver, a, b))));
    else add(p, FORM_YES);
}

static void add_rule(struct proof *p, form scope, const struct planned_rule *a, const struct planned_rule *b) {
    if (a->bad != b->bad || a->decides != b->decides) add(p, FORM_YES);
    add_nodes(p, scope, a->condition, b->condition);
    add_nodes(p, scope, a->waiver, b->waiver);
}

static void add_offer(struct proof *p, const struct planned_offer *a, const struct planned_offer *b) {
    form scope = a->when ? solve_outcome(p->solver, a->when, (uint8_t)~OUTCOME_NO) : FORM_YES;
    add_nodes(p, FORM_YES, a->when, b->when);
    for (uint32_t i = 0; i < a->rule_count; i++) add_rule(p, scope, &a->rules[i], &b->rules[i]);
    for (uint32_t i = 0; i < a->grant_count; i++) add_nodes(p, scope, a->grants[i].value, b->grants[i].value);
}

// Versions of a group stand together and in order, in each world as many.
static uint32_t first_of(const struct plan *p, uint32_t group) {
    uint32_t i = 0;
    while (i < p->scheme_count && p->schemes[i].group != group) i++;
    return i;
}

static void add_group(struct proof *p, uint32_t a, uint32_t b) {
    uint32_t from = first_of(p->plan, a), beside = first_of(p->plan, b);
    for (uint32_t i = 0; from + i < p->plan->scheme_count && p->plan->schemes[from + i].group == a; i++)
        for (uint32_t k = 0; k < p->plan->schemes[from + i].offer_count; k++)
            add_offer(p, &p->plan->schemes[from + i].offers[k], &p->plan->schemes[beside + i].offers[k]);
}

static enum answer ask(struct proof *p, uint32_t group_count) {
    struct finding found;
    const struct solve_options so = {.missing = true};
    p->solver = solver_new(p->plan, &so);
    if (!p->solver) return ANSWER_FAILED;
    p->found = FORM_NO;
    for (uint32_t i = 0; i < group_count; i++)
        if (p->plan->worlds[0][i] != p->plan->worlds[1][i]) add_group(p, p->plan->worlds[0][i], p->plan->worlds[1][i]);
    enum answer answer = solve(p->solver, p->found, &found);
    solver_free(p->solver);
    return answer;
}

bool mutant_is_same(const struct mutation *m, const struct mutant *mutant, bool *no_memory) {
    const struct plan_world world = {
        .patches = mutant->patches, .patch_count = mutant->patch_count, .groups = mutant->groups};
    const struct plan_options po = {.worlds = &world, .world_count = 1, .assumed = true};
    struct plan *plan = plan_new(m->policy, &po);
    struct proof p = {.plan = plan, .closely = true};
    enum answer answer = plan ? ask(&p, m->policy->group_count) : ANSWER_FAILED;
    p.closely = false;
    if (answer == ANSWER_FOUND || answer == ANSWER_OPEN) answer = ask(&p, m->policy->group_count);
    if (plan) plan_free(plan);
    *no_memory |= answer == ANSWER_FAILED;
    return answer == ANSWER_NONE;
}
