// Forms as they are asked for: joined ones simplified, and an offer's decision in terms of its conditions, ranked as
// decide.h ranks them.
#include <stdlib.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/solve/search.h"

form solve_outcome(struct solver *s, const struct node *n, uint8_t outcomes) {
    struct form_key key = {.kind = FORM_OUTCOME, .outcomes = outcomes, .nodes = {solve_class(s, n)}};
    return outcomes ? forms_add(&s->forms, &key) : FORM_NO;
}

form solve_between(struct solver *s, const struct node *n, int64_t low, int64_t high) {
    struct form_key key = {.kind = FORM_BETWEEN, .low = low, .high = high, .nodes = {solve_class(s, n)}};
    return low <= high ? forms_add(&s->forms, &key) : FORM_NO;
}

form solve_same(struct solver *s, const struct node *a, const struct node *b) {
    a = solve_class(s, a), b = solve_class(s, b);
    if (a == b) return FORM_YES;
    struct form_key key = {.kind = FORM_SAME, .nodes = {a->id < b->id ? a : b, a->id < b->id ? b : a}};
    return forms_add(&s->forms, &key);
}

form solve_below(struct solver *s, const struct node *a, const struct node *b) {
    a = solve_class(s, a), b = solve_class(s, b);
    struct form_key key = {.kind = FORM_BELOW, .nodes = {a, b}};
    return a == b ? FORM_NO : forms_add(&s->forms, &key);
}

form solve_as_of(struct solver *s, int32_t from, int32_t until) {
    struct form_key key = {.kind = FORM_AS_OF, .low = from ? from : DATE_MIN, .high = until ? until : DATE_MAX};
    if (key.low <= DATE_MIN && key.high >= DATE_MAX) return FORM_YES;
    return key.low <= key.high ? forms_add(&s->forms, &key) : FORM_NO;
}

form solve_no_memory(struct solver *s) {
    s->forms.failed = true;
    return FORM_NO;
}

form solve_not(struct solver *s, form a) {
    if (a <= FORM_YES) return a == FORM_NO;
    const struct form_key *k = &s->forms.keys[a];
    if (k->kind == FORM_NOT) return k->kids[0];
    return forms_add(&s->forms, &(struct form_key){.kind = FORM_NOT, .kids = {a}});
}

static bool are_opposite(const struct forms *f, form a, form b) {
    const struct form_key *x = &f->keys[a], *y = &f->keys[b];
    return (x->kind == FORM_NOT && x->kids[0] == b) || (y->kind == FORM_NOT && y->kids[0] == a);
}

static form join(struct solver *s, enum form_kind kind, form a, form b, form decides) {
    if (a == b || b == !decides) return a;
    if (a == !decides) return b;
    if (a == decides || b == decides || are_opposite(&s->forms, a, b)) return decides;
    return forms_add(&s->forms, &(struct form_key){.kind = kind, .kids = {a < b ? a : b, a < b ? b : a}});
}

form solve_and(struct solver *s, form a, form b) { return join(s, FORM_AND, a, b, FORM_NO); }
form solve_first(struct solver *s, form first, form then) {
    form both = solve_and(s, first, then);
    bool joined = both > FORM_YES && both != first && both != then;
    return joined ? forms_add(&s->forms, &(struct form_key){.kind = FORM_FIRST, .kids = {first, then}}) : both;
}
form solve_or(struct solver *s, form a, form b) { return join(s, FORM_OR, a, b, FORM_YES); }

// ---- rules

#define OPEN_UNKNOWN (OUTCOME_UNKNOWN | OUTCOME_SILENT | OUTCOME_FAULT)

static form asked_waiver(struct solver *s, const struct planned_rule *r, unsigned answers) {
    uint8_t outcomes = 0;
    if (answers & SOLVE_FAILED) outcomes |= OUTCOME_NO;
    if (answers & SOLVE_ASKS) outcomes |= OUTCOME_YES | OUTCOME_REFERRED;
    if (answers & SOLVE_UNKNOWN) outcomes |= OPEN_UNKNOWN;
    return solve_outcome(s, r->waiver, outcomes);
}

static form bad_comes_to(struct solver *s, const struct planned_rule *r, unsigned answers) {
    if (!r->decides) return answers & SOLVE_ASKS ? FORM_YES : FORM_NO;
    if (r->waiver) return asked_waiver(s, r, answers);
    return answers & SOLVE_FAILED ? FORM_YES : FORM_NO;
}

form solve_rule_alone(struct solver *s, const struct planned_rule *r, unsigned answers) {
    uint8_t bad = r->bad == TRUTH_NO ? OUTCOME_NO : OUTCOME_YES, outcomes = 0;
    if (answers & SOLVE_HOLDS) outcomes |= bad ^ OUTCOMES_KNOWN;
    if (answers & SOLVE_ASKS) outcomes |= OUTCOME_REFERRED;
    if (answers & SOLVE_UNKNOWN) outcomes |= OPEN_UNKNOWN;
    form fails = solve_outcome(s, r->condition, bad), speaks = solve_and(s, fails, bad_comes_to(s, r, answers));
    return solve_or(s, solve_outcome(s, r->condition, outcomes), speaks);
}

// ---- offers

form solve_in_force(struct solver *s, uint32_t scheme) {
    const struct planned_scheme *p = &s->plan->schemes[scheme];
    if (p->as_of) return date_is_within(p->as_of, p->scheme->from, p->scheme->until) ? FORM_YES : FORM_NO;
    return solve_as_of(s, p->scheme->from, p->scheme->until);
}

static form when_comes_to(struct solver *s, const struct planned_offer *o, uint8_t outcomes) {
    if (o->when) return solve_outcome(s, o->when, outcomes);
    return outcomes & OUTCOME_YES ? FORM_YES : FORM_NO;
}

static form is_asked(struct solver *s, uint32_t scheme, const struct planned_offer *o) {
    form in_force = solve_in_force(s, scheme);
    return solve_and(s, in_force, when_comes_to(s, o, (uint8_t)~OUTCOME_NO));
}

form solve_rule(struct solver *s, uint32_t scheme, uint32_t offer, uint32_t rule, unsigned answers) {
    const struct planned_offer *o = &s->plan->schemes[scheme].offers[offer];
    form asked = is_asked(s, scheme, o);
    return solve_and(s, asked, solve_rule_alone(s, &o->rules[rule], answers));
}

static form any_rule(struct solver *s, const struct planned_offer *o, unsigned answers) {
    form any = FORM_NO;
    for (uint32_t i = 0; i < o->rule_count; i++) any = solve_or(s, any, solve_rule_alone(s, &o->rules[i], answers));
    return any;
}

static form any_grant(struct solver *s, const struct planned_offer *o, uint8_t outcomes) {
    form any = FORM_NO;
    for (uint32_t i = 0; i < o->grant_count; i++)
        any = solve_or(s, any, solve_outcome(s, o->grants[i].value, outcomes));
    return any;
}

// The decision is this or a graver one: by what gives it, or by what gives a graver one.
static form at_least(struct solver *s, uint32_t scheme, const struct planned_offer *o, enum decision d, form graver) {
    form own = FORM_NO;
    if (d == DECISION_NOT_IN_FORCE) own = solve_not(s, solve_in_force(s, scheme));
    if (d == DECISION_NOT_APPLICABLE) own = when_comes_to(s, o, OUTCOME_NO);
    if (d == DECISION_INELIGIBLE) own = any_rule(s, o, SOLVE_FAILED);
    if (d == DECISION_INCOMPLETE) {
        own = when_comes_to(s, o, OPEN_UNKNOWN);
        own = solve_or(s, own, any_rule(s, o, SOLVE_UNKNOWN));
        own = solve_or(s, own, any_grant(s, o, OUTCOME_UNKNOWN));
    }
    if (d == DECISION_REFER) {
        own = when_comes_to(s, o, OUTCOME_REFERRED);
        own = solve_or(s, own, any_rule(s, o, SOLVE_ASKS));
        own = solve_or(s, own, any_grant(s, o, OUTCOME_SILENT | OUTCOME_REFERRED));
    }
    return d == DECISION_ELIGIBLE ? FORM_YES : solve_or(s, graver, own);
}

// What was made of it before: of two worlds the same is asked many times. NULL: there is no room to note it.
static form *noted_least(struct solver *s, uint32_t scheme, uint32_t offer) {
    uint32_t before = 0, count = 0;
    for (uint32_t i = 0; i < s->plan->scheme_count; i++) {
        if (i < scheme) before += s->plan->schemes[i].offer_count;
        count += s->plan->schemes[i].offer_count;
    }
    if (!s->least && !(s->least = malloc((size_t)count * DECISION_COUNT * sizeof *s->least))) return NULL;
    if (!s->least_count) memset(s->least, UINT8_MAX, (size_t)count * DECISION_COUNT * sizeof *s->least);
    s->least_count = count;
    return s->least + (size_t)(before + offer) * DECISION_COUNT;
}

static form least_of(struct solver *s, uint32_t scheme, uint32_t offer, uint32_t d, form graver) {
    form *noted = noted_least(s, scheme, offer);
    if (noted && noted[d] != UINT32_MAX) return noted[d];
    form made = at_least(s, scheme, &s->plan->schemes[scheme].offers[offer], (enum decision)d, graver);
    if (noted) noted[d] = made;
    return made;
}

form decided_least(struct solver *s, uint32_t scheme, uint32_t offer, uint32_t decision) {
    form least = FORM_NO;
    for (uint32_t d = DECISION_COUNT; d-- > decision;) least = least_of(s, scheme, offer, d, least);
    return least;
}

// Decisions that stand side by side are asked for at once: no better than the last, no worse than the first.
form solve_decision(struct solver *s, uint32_t scheme, uint32_t offer, uint32_t decisions) {
    form found = FORM_NO, graver = FORM_NO, beyond = FORM_NO;
    for (uint32_t d = DECISION_COUNT; d-- > 0;) {
        form least = least_of(s, scheme, offer, d, graver);
        bool first = decisions >> d & 1 && !(decisions >> (d + 1) & 1), last = d == 0 || !(decisions >> (d - 1) & 1);
        if (first) beyond = graver;
        if (decisions >> d & 1 && last) found = solve_or(s, found, solve_and(s, least, solve_not(s, beyond)));
        graver = least;
    }
    if (found <= FORM_YES) return found;
    return forms_add(&s->forms,
                     &(struct form_key){FORM_DECISION, decisions, {found, FORM_NO}, scheme, offer, {NULL, NULL}});
}

static form is_reached(struct solver *s, uint32_t scheme, const struct planned_offer *o,
                       const struct planned_fault *f) {
    uint8_t bad = f->bad == TRUTH_NO ? OUTCOME_NO : OUTCOME_YES;
    form asked = is_asked(s, scheme, o), reached = solve_and(s, asked, solve_outcome(s, f->node, OUTCOME_FAULT));
    return f->condition ? solve_and(s, reached, solve_outcome(s, f->condition, bad)) : reached;
}

static form is_any_reached(struct solver *s, uint32_t scheme) {
    const struct planned_scheme *p = &s->plan->schemes[scheme];
    form faults = FORM_NO;
    for (uint32_t i = 0; i < p->offer_count; i++)
        for (uint32_t k = 0; k < p->offers[i].fault_count; k++) {
            const struct planned_fault *f = &p->offers[i].faults[k];
            if (s->faults[f->node->id]) faults = solve_or(s, faults, is_reached(s, scheme, &p->offers[i], f));
        }
    return faults;
}

bool solve_may_fault(const struct solver *s, const struct node *n) { return s->faults[n->id]; }

form solve_decided(struct solver *s, uint32_t scheme) {
    if (s->decided[scheme] == FORM_NO) s->decided[scheme] = solve_not(s, is_any_reached(s, scheme));
    return s->decided[scheme];
}
