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

// ---- two worlds

// In world `a` the decision is better than in world `b`.
static form is_better(const struct goals *g, uint32_t a, uint32_t b, uint32_t group, const struct name *offer) {
    form any = FORM_NO;
    for (uint32_t d = 0; d + 1 < DECISION_COUNT; d++) {
        form worse = solve_not(g->s, is_decided(g, b, group, offer, UP_TO(d)));
        any = solve_or(g->s, any, solve_and(g->s, is_decided(g, a, group, offer, UP_TO(d)), worse));
    }
    return any;
}

// Both have the same value, or none.
static form differ(struct solver *s, const struct node *a, const struct node *b) {
    if (!a || !b) return a || b ? solve_outcome(s, a ? a : b, OUTCOME_KNOWN) : FORM_NO;
    return solve_not(s, solve_same(s, a, b));
}

// The limit in the second is larger, or there is one where there was none.
static form is_larger(struct solver *s, const struct node *before, const struct node *after) {
    if (!after) return FORM_NO;
    form is = solve_outcome(s, after, OUTCOME_KNOWN);
    if (!before) return is;
    form was = solve_outcome(s, before, OUTCOME_KNOWN);
    return solve_or(s, solve_and(s, is, solve_not(s, was)), solve_below(s, before, after));
}

static form grants_differ(struct solver *s, const struct planned_offer *a, const struct planned_offer *b) {
    form any = FORM_NO;
    for (uint32_t i = 0; i < a->grant_count; i++) {
        const struct node *other = NULL;
        for (uint32_t k = 0; k < b->grant_count; k++)
            if (name_equal(&a->grants[i].grant->def.name, &b->grants[k].grant->def.name)) other = b->grants[k].value;
        any = solve_or(s, any, differ(s, a->grants[i].value, other));
    }
    return any;
}

typedef form comparison(struct solver *s, const struct planned_offer *before, const struct planned_offer *after);

static form limit_larger(struct solver *s, const struct planned_offer *before, const struct planned_offer *after) {
    return is_larger(s, before->limit, after->limit);
}

static form any_grant_differs(struct solver *s, const struct planned_offer *before, const struct planned_offer *after) {
    return solve_or(s, grants_differ(s, before, after), grants_differ(s, after, before));
}

static form version_gets(const struct goals *g, uint32_t scheme, uint32_t offer) {
    form gets = solve_decision(g->s, scheme, offer, GETS);
    return solve_and(g->s, in_force(g->s, &g->p->plan->schemes[scheme]), gets);
}

// The applicant gets the offer in both worlds, and what is granted compares so.
static form granted(const struct goals *g, uint32_t scheme, uint32_t offer, comparison *compare) {
    const struct planned_scheme *all = g->p->plan->schemes;
    const struct name *name = &all[scheme].offers[offer].offer->def.name;
    form any = FORM_NO;
    for (uint32_t i = 0; i < g->p->plan->scheme_count; i++) {
        uint32_t at = offer_named(&all[i], name);
        if (all[i].group != group_in(g->p, 1, all[scheme].group) || at == NO_OFFER) continue;
        form both = solve_and(g->s, version_gets(g, scheme, offer), version_gets(g, i, at));
        form found = compare(g->s, &all[scheme].offers[offer], &all[i].offers[at]);
        any = solve_or(g->s, any, solve_and(g->s, both, found));
    }
    return any;
}

form goal_of_decision(const struct goals *g, uint32_t scheme, uint32_t offer) {
    const struct planned_scheme *of = &g->p->plan->schemes[scheme];
    const struct name *name = &of->offers[offer].offer->def.name;
    form better = is_better(g, 1, 0, of->group, name), worse = is_better(g, 0, 1, of->group, name);
    if (g->claim->written->kind == CLAIM_SAME) return solve_or(g->s, better, worse);
    return g->claim->written->kind == CLAIM_NOBODY_WORSE ? worse : better;
}

form goal_of_grants(const struct goals *g, uint32_t scheme, uint32_t offer) {
    if (g->claim->written->kind == CLAIM_SAME) return granted(g, scheme, offer, any_grant_differs);
    return g->claim->written->kind == CLAIM_NEVER_MORE_GENEROUS ? granted(g, scheme, offer, limit_larger) : FORM_NO;
}

form goal_decided(const struct goals *g) {
    form all = FORM_YES;
    for (uint32_t i = 0; i < g->p->plan->scheme_count; i++) all = solve_and(g->s, all, solve_decided(g->s, i));
    return all;
}
