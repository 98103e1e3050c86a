#include "interp/prove/goals.h"

#include <stdlib.h>

#define GETS (SOLVE_DECISION(DECISION_ELIGIBLE) | SOLVE_DECISION(DECISION_REFER))
#define UP_TO(d) (SOLVE_DECISION((d) + 1u) - 1u)

// ---- what is decided

static form in_force(struct solver *s, const struct planned_scheme *p) {
    return solve_as_of(s, p->scheme->from, p->scheme->until);
}

static uint32_t group_in(const struct prover *p, uint32_t world, uint32_t group) {
    return p->plan->worlds[world][group];
}

static uint32_t offer_named(const struct planned_scheme *p, const struct name *name) {
    for (uint32_t i = 0; i < p->offer_count; i++)
        if (name_equal(&p->offers[i].offer->def.name, name)) return i;
    return NO_OFFER;
}

// The best of the scheme's offers is one of those up to this.
static form best_up_to(struct solver *s, const struct plan *plan, uint32_t scheme, uint32_t most) {
    form any = FORM_NO;
    for (uint32_t i = 0; i < plan->schemes[scheme].offer_count; i++)
        any = solve_or(s, any, solve_decision(s, scheme, i, UP_TO(most)));
    return any;
}

static form best_among(struct solver *s, const struct plan *plan, uint32_t scheme, uint32_t decisions) {
    form any = FORM_NO;
    for (uint32_t d = 0; d < DECISION_COUNT; d++) {
        if (!(decisions >> d & 1)) continue;
        form better = d ? best_up_to(s, plan, scheme, d - 1) : FORM_NO;
        any = solve_or(s, any, solve_and(s, best_up_to(s, plan, scheme, d), solve_not(s, better)));
    }
    return any;
}

// Of a version that does not have the offer nothing is decided.
static form version_decides(struct solver *s, const struct plan *plan, uint32_t scheme, const struct name *offer,
                            uint32_t decisions) {
    if (!offer && decisions == GETS) return best_up_to(s, plan, scheme, DECISION_REFER);
    if (!offer) return best_among(s, plan, scheme, decisions);
    uint32_t at = offer_named(&plan->schemes[scheme], offer);
    if (at != NO_OFFER) return solve_decision(s, scheme, at, decisions);
    return decisions >> DECISION_NOT_IN_FORCE & 1 ? FORM_YES : FORM_NO;
}

// By the version that is in force.
static form is_decided(const struct goals *g, uint32_t world, uint32_t group, const struct name *offer,
                       uint32_t decisions) {
    const struct plan *plan = g->p->plan;
    form found = FORM_NO, any = FORM_NO;
    for (uint32_t i = 0; i < plan->scheme_count; i++) {
        if (plan->schemes[i].group != group_in(g->p, world, group)) continue;
        form now = in_force(g->s, &plan->schemes[i]);
        any = solve_or(g->s, any, now);
        found = solve_or(g->s, found, solve_and(g->s, now, version_decides(g->s, plan, i, offer, decisions)));
    }
    bool none = decisions >> DECISION_NOT_IN_FORCE & 1;
    return none ? solve_or(g->s, found, solve_not(g->s, any)) : found;
}

// ---- conditions

struct truths {
    form yes, no;
};

static struct truths join(struct solver *s, struct truths a, struct truths b, bool all) {
    if (all) return (struct truths){solve_and(s, a.yes, b.yes), solve_or(s, a.no, b.no)};
    return (struct truths){solve_or(s, a.yes, b.yes), solve_and(s, a.no, b.no)};
}

static struct truths leaf(const struct goals *g, const struct where_step *step, size_t extra_at) {
    const struct expr *e = step->expr;
    if (step->kind == WHERE_CONDITION) {
        const struct node *n = g->p->plan->extra[extra_at + step->extra];
        return (struct truths){solve_outcome(g->s, n, OUTCOME_YES), solve_outcome(g->s, n, OUTCOME_NO)};
    }
    const struct name *offer = e->ref->kind == DEF_OFFER ? &e->ref->name : NULL;
    form yes = is_decided(g, 0, where_group(e), offer, (uint32_t)e->value);
    return (struct truths){yes, solve_not(g->s, yes)};
}

// The condition holds; FORM_NO too where there is no memory, which the search then says.
static form holds(const struct goals *g, const struct where *where, size_t extra_at) {
    size_t count, top = 0;
    const struct where_step *steps = where_steps(where, &count);
    struct truths *stack = calloc(count + 1, sizeof *stack);
    for (size_t i = 0; stack && i < count; i++) switch (steps[i].kind) {
        case WHERE_NOT: stack[top - 1] = (struct truths){stack[top - 1].no, stack[top - 1].yes}; break;
        case WHERE_AND:
        case WHERE_OR:
            top--;
            stack[top - 1] = join(g->s, stack[top - 1], stack[top], steps[i].kind == WHERE_AND);
            break;
        default: stack[top++] = leaf(g, &steps[i], extra_at);
        }
    form yes = stack ? stack[0].yes : FORM_NO;
    free(stack);
    return yes;
}

// ---- claims

form goal_of_claim(const struct goals *g) {
    const struct policy_claim *c = g->claim;
    form who = g->asked->who ? holds(g, g->asked->who, g->asked->who_at) : FORM_YES;
    if (g->asked->then) return solve_and(g->s, who, solve_not(g->s, holds(g, g->asked->then, g->asked->then_at)));
    const struct name *offer = c->offer ? &c->offer->name : NULL;
    return solve_and(g->s, who, is_decided(g, 0, c->scheme->group, offer, GETS));
}

form goal_decided(const struct goals *g) {
    form all = FORM_YES;
    for (uint32_t i = 0; i < g->p->plan->scheme_count; i++) all = solve_and(g->s, all, solve_decided(g->s, i));
    return all;
}
