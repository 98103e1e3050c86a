#include "interp/prove/worlds.h"

#define UP_TO(d) (SOLVE_DECISION((d) + 1u) - 1u)

// ---- what is decided

form version_in_force(struct worlds w, uint32_t scheme) { return solve_in_force(w.s, scheme); }

form are_in_force(struct worlds w, uint32_t a, uint32_t b) {
    form first = version_in_force(w, a);
    return solve_and(w.s, first, version_in_force(w, b));
}

uint32_t offer_named(const struct planned_scheme *p, const struct name *name) {
    for (uint32_t i = 0; i < p->offer_count; i++)
        if (names_meet(&p->offers[i].offer->def.name, name)) return i;
    return NO_OFFER;
}

static bool is_of(const struct plan *p, uint32_t scheme, uint32_t a, uint32_t b) {
    return p->schemes[scheme].group == a || p->schemes[scheme].group == b;
}

static bool is_known(const struct plan *p, uint32_t scheme, const struct name *offer, uint32_t a, uint32_t b) {
    for (uint32_t i = 0; i < scheme; i++)
        if (is_of(p, i, a, b) && offer_named(&p->schemes[i], offer) != NO_OFFER) return true;
    return false;
}

const struct offer *next_offer(struct worlds w, uint32_t a, uint32_t b, uint32_t group, struct planned_place *at) {
    uint32_t first = group_in(w.plan, a, group), other = group_in(w.plan, b, group);
    for (; at->scheme < w.plan->scheme_count; *at = (struct planned_place){at->scheme + 1, 0}) {
        const struct planned_scheme *p = &w.plan->schemes[at->scheme];
        while (is_of(w.plan, at->scheme, first, other) && at->offer < p->offer_count) {
            const struct offer *o = p->offers[at->offer++].offer;
            if (!is_known(w.plan, at->scheme, &o->def.name, first, other)) return o;
        }
    }
    return NULL;
}

// The best of the scheme's offers is one of those up to this.
static form best_up_to(struct worlds w, uint32_t scheme, uint32_t most) {
    form any = FORM_NO;
    for (uint32_t i = 0; i < w.plan->schemes[scheme].offer_count; i++)
        any = solve_or(w.s, any, solve_decision(w.s, scheme, i, UP_TO(most)));
    return any;
}

static form best_among(struct worlds w, uint32_t scheme, uint32_t decisions) {
    form any = FORM_NO;
    for (uint32_t d = 0; d < DECISION_COUNT; d++) {
        if (!(decisions >> d & 1)) continue;
        form better = d ? best_up_to(w, scheme, d - 1) : FORM_NO;
        form best = best_up_to(w, scheme, d);
        any = solve_or(w.s, any, solve_and(w.s, best, solve_not(w.s, better)));
    }
    return any;
}

// Of a version that does not have the offer nothing is decided.
static form version_decides(struct worlds w, uint32_t scheme, const struct name *offer, uint32_t decisions) {
    if (!offer && decisions == GETS) return best_up_to(w, scheme, DECISION_REFER);
    if (!offer) return best_among(w, scheme, decisions);
    uint32_t at = offer_named(&w.plan->schemes[scheme], offer);
    if (at != NO_OFFER) return solve_decision(w.s, scheme, at, decisions);
    return decisions >> DECISION_NOT_IN_FORCE & 1 ? FORM_YES : FORM_NO;
}

form is_decided(struct worlds w, uint32_t world, uint32_t group, const struct name *offer, uint32_t decisions) {
    form found = FORM_NO, any = FORM_NO;
    for (uint32_t i = 0; i < w.plan->scheme_count; i++) {
        if (w.plan->schemes[i].group != group_in(w.plan, world, group)) continue;
        form now = version_in_force(w, i);
        any = solve_or(w.s, any, now);
        found = solve_or(w.s, found, solve_and(w.s, now, version_decides(w, i, offer, decisions)));
    }
    bool none = decisions >> DECISION_NOT_IN_FORCE & 1;
    return none ? solve_or(w.s, found, solve_not(w.s, any)) : found;
}

// What follows where in world `b` the decision is graver than up to `most`, and in `a` it is not, of these versions.
static form graver_of(struct worlds w, uint32_t b, uint32_t a, const struct name *offer, uint32_t most) {
    struct planned_place graver = {b, offer_named(&w.plan->schemes[b], offer)};
    struct planned_place other = {a, offer_named(&w.plan->schemes[a], offer)};
    if (graver.offer == NO_OFFER || other.offer == NO_OFFER) return FORM_YES;
    return solve_graver(w.s, graver, other, most + 1);
}

// The same of any that are in force, or the scheme is not in force in `b`.
static form graver_first(struct worlds w, uint32_t a, uint32_t b, uint32_t group, const struct name *offer,
                         uint32_t most) {
    form any = FORM_NO, in_force = FORM_NO;
    for (uint32_t i = 0; i < w.plan->scheme_count; i++) {
        if (w.plan->schemes[i].group != group_in(w.plan, b, group)) continue;
        in_force = solve_or(w.s, in_force, version_in_force(w, i));
        for (uint32_t k = 0; k < w.plan->scheme_count; k++) {
            if (w.plan->schemes[k].group != group_in(w.plan, a, group)) continue;
            form both = are_in_force(w, i, k);
            if (both != FORM_NO) any = solve_or(w.s, any, solve_and(w.s, both, graver_of(w, i, k, offer, most)));
        }
    }
    return solve_or(w.s, any, solve_not(w.s, in_force));
}

form is_better(struct worlds w, uint32_t a, uint32_t b, uint32_t group, const struct name *offer) {
    form any = FORM_NO;
    for (uint32_t d = 0; d + 1 < DECISION_COUNT; d++) {
        form worse = solve_not(w.s, is_decided(w, b, group, offer, UP_TO(d)));
        form better = solve_and(w.s, is_decided(w, a, group, offer, UP_TO(d)), worse);
        form first = offer ? graver_first(w, a, b, group, offer, d) : FORM_YES;
        any = solve_or(w.s, any, solve_first(w.s, first, better));
    }
    return any;
}

// ---- what is granted

// Both have the same value, or none.
form grant_differs(struct solver *s, const struct node *a, const struct node *b) {
    if (!a || !b) return a || b ? solve_outcome(s, a ? a : b, OUTCOME_KNOWN) : FORM_NO;
    return solve_not(s, solve_same(s, a, b));
}

form limit_is_larger(struct solver *s, const struct node *before, const struct node *after) {
    if (!after) return FORM_NO;
    form is = solve_outcome(s, after, OUTCOME_KNOWN);
    if (!before) return is;
    form was = solve_outcome(s, before, OUTCOME_KNOWN), gained = solve_and(s, is, solve_not(s, was));
    return solve_or(s, gained, solve_below(s, before, after));
}

static form any_differs(struct solver *s, const struct planned_offer *a, const struct planned_offer *b) {
    form any = FORM_NO;
    for (uint32_t i = 0; i < a->grant_count; i++) {
        const struct node *other = NULL;
        for (uint32_t k = 0; k < b->grant_count; k++)
            if (names_meet(&a->grants[i].grant->def.name, &b->grants[k].grant->def.name)) other = b->grants[k].value;
        any = solve_or(s, any, grant_differs(s, a->grants[i].value, other));
    }
    return any;
}

form offer_limit_larger(struct solver *s, const struct planned_offer *before, const struct planned_offer *after) {
    return limit_is_larger(s, before->limit, after->limit);
}

form offer_limit_smaller(struct solver *s, const struct planned_offer *before, const struct planned_offer *after) {
    return limit_is_larger(s, after->limit, before->limit);
}

form offer_grants_differ(struct solver *s, const struct planned_offer *before, const struct planned_offer *after) {
    form changed = any_differs(s, before, after);
    return solve_or(s, changed, any_differs(s, after, before));
}

static form version_gets(struct worlds w, uint32_t scheme, uint32_t offer) {
    form in_force = version_in_force(w, scheme);
    return solve_and(w.s, in_force, solve_decision(w.s, scheme, offer, GETS));
}

// Of one version of the first world beside all of the other.
static form granted_beside(struct worlds w, uint32_t scheme, uint32_t other, const struct name *name,
                           comparison *compare) {
    const struct planned_scheme *all = w.plan->schemes;
    uint32_t offer = offer_named(&all[scheme], name);
    form any = FORM_NO;
    for (uint32_t i = 0; offer != NO_OFFER && i < w.plan->scheme_count; i++) {
        uint32_t at = all[i].group == other ? offer_named(&all[i], name) : NO_OFFER;
        if (at == NO_OFFER) continue;
        form gets = version_gets(w, scheme, offer), both = solve_and(w.s, gets, version_gets(w, i, at));
        form found = compare(w.s, &all[scheme].offers[offer], &all[i].offers[at]);
        any = solve_or(w.s, any, solve_and(w.s, both, found));
    }
    return any;
}

form is_granted(struct worlds w, uint32_t a, uint32_t b, uint32_t group, const struct name *offer,
                comparison *compare) {
    form any = FORM_NO;
    for (uint32_t i = 0; i < w.plan->scheme_count; i++)
        if (w.plan->schemes[i].group == group_in(w.plan, a, group))
            any = solve_or(w.s, any, granted_beside(w, i, group_in(w.plan, b, group), offer, compare));
    return any;
}

// ---- what is the same in both

static bool merge_rules(struct solver *s, const struct planned_offer *a, const struct planned_offer *b) {
    for (uint32_t i = 0; i < a->rule_count; i++)
        for (uint32_t k = 0; k < b->rule_count; k++) {
            const struct planned_rule *x = &a->rules[i], *y = &b->rules[k];
            if (!names_meet(&x->rule->def.name, &y->rule->def.name)) continue;
            if (!solve_merge(s, x->condition, y->condition) || !solve_merge(s, x->waiver, y->waiver)) return false;
        }
    return true;
}

static bool merge_grants(struct solver *s, const struct planned_offer *a, const struct planned_offer *b) {
    for (uint32_t i = 0; i < a->grant_count; i++)
        for (uint32_t k = 0; k < b->grant_count; k++)
            if (names_meet(&a->grants[i].grant->def.name, &b->grants[k].grant->def.name) &&
                !solve_merge(s, a->grants[i].value, b->grants[k].value))
                return false;
    return true;
}

static bool merge_offers(struct solver *s, const struct planned_scheme *a, const struct planned_scheme *b) {
    for (uint32_t i = 0; i < a->offer_count; i++) {
        uint32_t k = offer_named(b, &a->offers[i].offer->def.name);
        if (k == NO_OFFER) continue;
        const struct planned_offer *x = &a->offers[i], *y = &b->offers[k];
        if (!solve_merge(s, x->when, y->when) || !merge_rules(s, x, y) || !merge_grants(s, x, y)) return false;
    }
    return true;
}

bool merge_versions(struct worlds w, uint32_t a, uint32_t b, uint32_t group) {
    const struct planned_scheme *all = w.plan->schemes;
    for (uint32_t i = 0; i < w.plan->scheme_count; i++)
        for (uint32_t k = 0; k < w.plan->scheme_count; k++) {
            if (i == k || all[i].group != group_in(w.plan, a, group) || all[k].group != group_in(w.plan, b, group))
                continue;
            bool meet = are_in_force(w, i, k) != FORM_NO;
            if (meet && !merge_offers(w.s, &all[i], &all[k])) return false;
        }
    return true;
}
