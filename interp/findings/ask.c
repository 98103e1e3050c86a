// The questions about each place, until somebody is found at one that is written there.
#include <stdlib.h>

#include "grammar/tree/decision.h"
#include "interp/findings/internal.h"

#define BOXES_EACH 2000   // for one question
#define BOXES_ALL 10000   // for all of them, in a policy of
#define NODES_USUAL 1000  // so many nodes; fewer in a larger one
#define BOXES_LEAST 20

struct asker {
    const struct plan *plan;
    struct solver *solver;
    uint32_t boxes;          // that are left
    form *rest;              // of one offer, by rule: another one speaks against the applicant
    uint32_t offer, scheme;  // whose `rest` it is
};

static bool may_somebody(struct asker *q, form goal, uint32_t scheme, enum answer *answer) {
    struct finding found = {.boxes = 0};
    *answer = ANSWER_OPEN;
    if (!q->boxes) return true;
    *answer = solve(q->solver, solve_and(q->solver, goal, solve_decided(q->solver, scheme)), &found);
    uint32_t spent = found.boxes + 1;
    q->boxes -= spent < q->boxes ? spent : q->boxes;
    return *answer != ANSWER_FAILED;
}

// Asks unless the group knows; the first of it keeps what is known.
static bool ask(struct asker *q, struct place *group, const struct place *p, enum fact fact, form goal) {
    enum answer answer;
    if (group->found & fact) return true;
    if (!may_somebody(q, goal, p->scheme, &answer)) return false;
    group->asked |= (uint8_t)fact;
    if (answer == ANSWER_FOUND) group->found |= (uint8_t)fact;
    if (answer == ANSWER_OPEN) group->open |= (uint8_t)fact;
    return true;
}

static bool ask_offer(struct asker *q, struct place *group, const struct place *p) {
    form eligible = solve_decision(q->solver, p->scheme, p->offer_index, SOLVE_DECISION(DECISION_ELIGIBLE));
    form referred = solve_decision(q->solver, p->scheme, p->offer_index, SOLVE_DECISION(DECISION_REFER));
    if (!ask(q, group, p, FACT_GRANTED, eligible)) return false;
    return group->found & FACT_GRANTED || ask(q, group, p, FACT_REFERRED, referred);
}

static const struct planned_offer *planned(const struct asker *q, const struct place *p) {
    return &q->plan->schemes[p->scheme].offers[p->offer_index];
}

// By itself, without the offer's `when`: what holds only because of that is no rule that nobody needs.
static bool ask_rule(struct asker *q, struct place *group, const struct place *p) {
    struct solver *s = q->solver;
    const struct planned_rule *r = &planned(q, p)->rules[p->rule_index];
    form speaks = solve_rule_alone(s, r, SOLVE_FAILED | SOLVE_ASKS);
    if (!ask(q, group, p, FACT_HOLDS, solve_rule_alone(s, r, SOLVE_HOLDS))) return false;
    if (!ask(q, group, p, FACT_SPEAKS, speaks)) return false;
    if (!r->waiver) return true;
    form waived = solve_outcome(s, r->waiver, OUTCOME_YES | OUTCOME_REFERRED);
    return ask(q, group, p, FACT_WAIVED, solve_and(s, speaks, waived));
}

// ---- beside the other rules of an offer

// For each rule: whether one before it, then also one behind it, turns the applicant down.
static void take_rest(struct asker *q, const struct place *p) {
    const struct planned_offer *o = planned(q, p);
    form any = FORM_NO;
    for (uint32_t i = 0; i < o->rule_count; i++) {
        q->rest[i] = any;
        any = solve_or(q->solver, any, solve_rule_alone(q->solver, &o->rules[i], SOLVE_FAILED));
    }
    any = FORM_NO;
    for (uint32_t i = o->rule_count; i-- > 0;) {
        q->rest[i] = solve_or(q->solver, q->rest[i], any);
        any = solve_or(q->solver, any, solve_rule_alone(q->solver, &o->rules[i], SOLVE_FAILED));
    }
}

static bool ask_beside(struct asker *q, struct place *group, const struct place *p) {
    struct solver *s = q->solver;
    if (q->scheme != p->scheme || q->offer != p->offer_index) take_rest(q, p);
    q->scheme = p->scheme, q->offer = p->offer_index;
    form speaks = solve_rule(s, p->scheme, p->offer_index, p->rule_index, SOLVE_FAILED | SOLVE_ASKS);
    if (!ask(q, group, p, FACT_AGAINST, speaks)) return false;
    if (!(group->found & FACT_AGAINST)) return true;
    return ask(q, group, p, FACT_DECIDES, solve_and(s, speaks, solve_not(s, q->rest[p->rule_index])));
}

// ---- all of them

static bool ask_alone(struct asker *q, struct places *all) {
    for (uint32_t at = 0, end; at < all->count; at = end) {
        struct place *group = &all->items[at];
        end = places_end(all, at, false);
        for (uint32_t i = at; i < end; i++)
            if (!(group->rule ? ask_rule : ask_offer)(q, group, &all->items[i])) return false;
    }
    return true;
}

// In each offer by itself, where somebody gets it.
static bool ask_in_offers(struct asker *q, struct places *all, uint32_t at, uint32_t end) {
    for (uint32_t i = at, next; i < end; i = next) {
        struct place *group = &all->items[i];
        const struct place *offer = places_offer(all, group->offer);
        next = places_end(all, i, true);
        for (uint32_t k = i; offer->found && k < next; k++)
            if (!ask_beside(q, group, &all->items[k])) return false;
    }
    return true;
}

static bool ask_side_by_side(struct asker *q, struct places *all) {
    for (uint32_t at = 0, end; at < all->count; at = end) {
        end = places_end(all, at, false);
        bool speaks = all->items[at].found & FACT_SPEAKS;
        if (all->items[at].rule && speaks && !ask_in_offers(q, all, at, end)) return false;
    }
    return true;
}

static uint32_t boxes_for(const struct plan *plan) {
    if (plan->node_count <= NODES_USUAL) return BOXES_ALL;
    uint32_t boxes = (uint32_t)((uint64_t)BOXES_ALL * NODES_USUAL / plan->node_count);
    return boxes > BOXES_LEAST ? boxes : BOXES_LEAST;
}

static uint32_t most_rules(const struct places *all) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < all->count; i++)
        if (all->items[i].rule_index >= most) most = all->items[i].rule_index + 1;
    return most;
}

typedef bool asking(struct asker *q, struct places *all);

static bool ask_with(struct asker *q, struct places *all, bool missing, asking *questions) {
    uint32_t budget = q->boxes && q->boxes < BOXES_EACH ? q->boxes : BOXES_EACH;
    q->solver = solver_new(q->plan, &(struct solve_options){.budget = budget, .missing = missing});
    bool done = q->solver && questions(q, all);
    solver_free(q->solver);
    return done;
}

// What nobody is or meets is so whatever is missing. Beside others a rule is asked of applicants of whom all is known:
// else it decides whenever the others are unknown.
bool places_ask(struct places *all, const struct policy *p) {
    struct plan *plan = plan_new(p, &(struct plan_options){.as_of = 0});
    struct asker q = {.plan = plan, .scheme = UINT32_MAX};
    q.rest = calloc(most_rules(all) + 1, sizeof *q.rest);
    if (plan) q.boxes = boxes_for(plan);
    bool done = plan && q.rest && ask_with(&q, all, true, ask_alone) && ask_with(&q, all, false, ask_side_by_side);
    free(q.rest);
    if (plan) plan_free(plan);
    return done;
}
