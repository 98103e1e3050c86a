#include "interp/prove/goals.h"

#include <stdlib.h>

static struct worlds worlds_of(const struct goals *g) { return (struct worlds){g->s, g->p->plan}; }

// ---- conditions

struct truths {
    form yes, no;
};

static struct truths join(struct solver *s, struct truths a, struct truths b, bool all) {
    form yes = all ? solve_and(s, a.yes, b.yes) : solve_or(s, a.yes, b.yes);
    return (struct truths){yes, all ? solve_or(s, a.no, b.no) : solve_and(s, a.no, b.no)};
}

static struct truths leaf(const struct goals *g, const struct where_step *step, size_t extra_at) {
    const struct expr *e = step->expr;
    if (step->kind == WHERE_CONDITION) {
        const struct node *n = g->p->plan->extra[own_world(g->p) * g->p->extra_count + extra_at + step->extra];
        form yes = solve_outcome(g->s, n, OUTCOME_YES);
        return (struct truths){yes, solve_outcome(g->s, n, OUTCOME_NO)};
    }
    const struct name *offer = e->ref->kind == DEF_OFFER ? &e->ref->name : NULL;
    form yes = is_decided(worlds_of(g), own_world(g->p), where_group(e), offer, (uint32_t)e->value);
    return (struct truths){yes, solve_not(g->s, yes)};
}

// The condition holds.
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
    form yes = stack ? stack[0].yes : solve_no_memory(g->s);
    free(stack);
    return yes;
}

// ---- claims

static form decided_in_force(const struct goals *g, uint32_t scheme) {
    form decided = solve_decided(g->s, scheme);
    return solve_or(g->s, decided, solve_not(g->s, version_in_force(worlds_of(g), scheme)));
}

// No fault is reached in the world's schemes.
static form all_decided(const struct goals *g, uint32_t world) {
    const struct plan *plan = g->p->plan;
    form all = FORM_YES;
    for (uint32_t group = 0; group < g->p->policy->group_count; group++)
        for (uint32_t i = 0; i < plan->scheme_count; i++)
            if (plan->schemes[i].group == group_in(plan, world, group))
                all = solve_and(g->s, all, decided_in_force(g, i));
    return all;
}

form goal_of_claim(const struct goals *g) {
    const struct policy_claim *c = g->claim;
    if (c->written->kind == CLAIM_NEVER_ERRORS) return solve_not(g->s, all_decided(g, own_world(g->p)));
    form who = g->asked->who ? holds(g, g->asked->who, g->asked->who_at) : FORM_YES;
    if (g->asked->then) return solve_and(g->s, who, solve_not(g->s, holds(g, g->asked->then, g->asked->then_at)));
    const struct name *offer = c->offer ? &c->offer->name : NULL;
    return solve_and(g->s, who, is_decided(worlds_of(g), own_world(g->p), c->scheme->group, offer, GETS));
}

// ---- two worlds

form goal_of_decision(const struct goals *g, uint32_t group, const struct name *offer) {
    struct worlds w = worlds_of(g);
    form better = is_better(w, 1, 0, group, offer), worse = is_better(w, 0, 1, group, offer);
    if (g->claim->written->kind == CLAIM_SAME) return solve_or(g->s, better, worse);
    return g->claim->written->kind == CLAIM_NOBODY_WORSE ? worse : better;
}

form goal_of_grants(const struct goals *g, uint32_t group, const struct name *offer) {
    enum claim_kind kind = g->claim->written->kind;
    comparison *compare = kind == CLAIM_SAME ? offer_grants_differ : offer_limit_larger;
    if (kind != CLAIM_SAME && kind != CLAIM_NEVER_MORE_GENEROUS) return FORM_NO;
    return is_granted(worlds_of(g), 0, 1, group, offer, compare);
}

form goal_decided(const struct goals *g) {
    form all = FORM_YES;
    for (uint32_t i = 0; i < g->p->plan->scheme_count; i++) all = solve_and(g->s, all, solve_decided(g->s, i));
    return all;
}
