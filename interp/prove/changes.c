#include "interp/prove/changes.h"

#include "interp/prove/applicant.h"
#include "interp/prove/worlds.h"

struct changing {
    struct worlds w;
    const struct change_options *how;
    struct rule_changes *out;
    uint32_t group, before, after;  // the policy's group, and what it is in each world
    const struct name *offer;
    uint32_t offer_at;  // where the offer's changes begin
    form decided;
};

// One version in each world, both with the offer.
struct pair {
    uint32_t scheme[2];
    const struct planned_offer *before, *after;
    form asks;  // both are in force, and may ask the applicant
};

// ---- parts by their names

static const struct planned_rule *rule_named(const struct planned_offer *o, const struct name *name) {
    for (uint32_t i = 0; o && i < o->rule_count; i++)
        if (names_meet(&o->rules[i].rule->def.name, name)) return &o->rules[i];
    return NULL;
}

static const struct planned_grant *grant_named(const struct planned_offer *o, const struct name *name) {
    for (uint32_t i = 0; o && i < o->grant_count; i++)
        if (names_meet(&o->grants[i].grant->def.name, name)) return &o->grants[i];
    return NULL;
}

static struct change_side side_of(const struct planned_offer *o, enum change_of of, const struct name *part) {
    struct change_side side = {.offer = o->offer};
    if (of == CHANGE_OF_WHEN) side.when = o->when;
    if (of == CHANGE_OF_RULE) side.rule = rule_named(o, part);
    if (of == CHANGE_OF_GRANT) side.grant = grant_named(o, part);
    bool there = (of != CHANGE_OF_RULE || side.rule) && (of != CHANGE_OF_GRANT || side.grant);
    return there ? side : (struct change_side){0};
}

// ---- what is asked

static form may_ask(struct solver *s, const struct planned_offer *o) {
    return o->when ? solve_outcome(s, o->when, (uint8_t)~OUTCOME_NO) : FORM_YES;
}

// Of a rule that is not there, no answer speaks against anybody.
static form answers(struct solver *s, const struct planned_rule *r, unsigned bad) {
    return r ? solve_rule_alone(s, r, bad) : FORM_NO;
}

// The second rule speaks against somebody more gravely than the first.
static form rule_is_worse(struct solver *s, const struct planned_rule *a, const struct planned_rule *b) {
    static const unsigned grave[] = {SOLVE_FAILED, SOLVE_FAILED | SOLVE_UNKNOWN,
                                     SOLVE_FAILED | SOLVE_UNKNOWN | SOLVE_ASKS};
    form any = FORM_NO;
    for (size_t i = 0; i < sizeof grave / sizeof *grave; i++) {
        form less = solve_not(s, answers(s, a, grave[i]));
        any = solve_or(s, any, solve_and(s, answers(s, b, grave[i]), less));
    }
    return any;
}

static form when_is(struct solver *s, const struct node *when, uint8_t outcomes) {
    return when ? solve_outcome(s, when, outcomes) : outcomes & OUTCOME_YES ? FORM_YES : FORM_NO;
}

static form when_is_worse(struct solver *s, const struct node *a, const struct node *b) {
    form is = when_is(s, b, OUTCOME_NO), out = solve_and(s, is, solve_not(s, when_is(s, a, OUTCOME_NO)));
    form was = when_is(s, a, OUTCOME_YES), no_more = solve_not(s, when_is(s, b, OUTCOME_YES));
    return solve_or(s, out, solve_and(s, was, no_more));
}

static const struct node *value_of(const struct planned_grant *g) { return g ? g->value : NULL; }

// Of a grant that is no limit nobody can say what is worse: that it is another one is asked once.
static form grant_is_worse(struct solver *s, const struct planned_grant *a, const struct planned_grant *b, bool other) {
    const struct planned_grant *g = a ? a : b;
    if (g->is_limit) return limit_is_larger(s, value_of(b), value_of(a));
    return other ? FORM_NO : grant_differs(s, value_of(a), value_of(b));
}

static form part_is_worse(struct changing *c, const struct rule_change *r, const struct pair *p, bool back) {
    struct change_side a = side_of(p->before, r->of, r->part), b = side_of(p->after, r->of, r->part), first = a;
    if (back) a = b, b = first;
    if (r->of == CHANGE_OF_WHEN) return when_is_worse(c->w.s, a.when, b.when);
    if (r->of == CHANGE_OF_RULE) return solve_and(c->w.s, p->asks, rule_is_worse(c->w.s, a.rule, b.rule));
    if (!a.grant && !b.grant) return FORM_NO;
    return solve_and(c->w.s, p->asks, grant_is_worse(c->w.s, a.grant, b.grant, back));
}

// ---- pairs of versions

static bool overlap(const struct scheme *a, const struct scheme *b) {
    return (!a->until || !b->from || a->until >= b->from) && (!b->until || !a->from || b->until >= a->from);
}

static const struct planned_offer *offer_in(const struct changing *c, uint32_t scheme) {
    const struct planned_scheme *p = &c->w.plan->schemes[scheme];
    uint32_t at = offer_named(p, c->offer);
    return at == NO_OFFER ? NULL : &p->offers[at];
}

static bool make_pair(struct changing *c, uint32_t a, uint32_t b, struct pair *p) {
    const struct planned_scheme *all = c->w.plan->schemes;
    if (all[a].group != c->before || all[b].group != c->after || !overlap(all[a].scheme, all[b].scheme)) return false;
    *p = (struct pair){.scheme = {a, b}, .before = offer_in(c, a), .after = offer_in(c, b)};
    if (!p->before || !p->after) return false;
    form in_force = are_in_force(c->w, a, b), before = may_ask(c->w.s, p->before);
    p->asks = solve_and(c->w.s, in_force, solve_and(c->w.s, before, may_ask(c->w.s, p->after)));
    return true;
}

// Of all pairs of versions that are in force together.
static form is_worse(struct changing *c, const struct rule_change *r, bool back) {
    form any = FORM_NO;
    struct pair p;
    for (uint32_t a = 0; a < c->w.plan->scheme_count; a++)
        for (uint32_t b = 0; b < c->w.plan->scheme_count; b++) {
            if (!make_pair(c, a, b, &p)) continue;
            form both = are_in_force(c->w, a, b);
            any = solve_or(c->w.s, any, solve_and(c->w.s, both, part_is_worse(c, r, &p, back)));
        }
    return any;
}

// ---- answers

static void ask(struct changing *c, form goal, struct change_witness *out) {
    struct finding found = {0};
    if (out->answer == ANSWER_FOUND) return;
    bool was_open = out->answer == ANSWER_OPEN;
    if (c->how->as_of) goal = solve_and(c->w.s, goal, solve_as_of(c->w.s, c->how->as_of, c->how->as_of));
    out->answer = solve(c->w.s, solve_and(c->w.s, goal, c->decided), &found);
    if (out->answer == ANSWER_FAILED) arena_exhausted(&c->out->arena);
    if (out->answer == ANSWER_FOUND) put_applicant(&out->record, out->as_of, &found, c->how->lang);
    if (out->record.failed) arena_exhausted(&c->out->arena);
    if (was_open && out->answer == ANSWER_NONE) out->answer = ANSWER_OPEN;
}

static enum change_effect effect_of(const struct rule_change *r) {
    bool worse = r->worse.answer == ANSWER_FOUND, better = r->better.answer == ANSWER_FOUND;
    const struct planned_grant *grant = r->before.grant ? r->before.grant : r->after.grant;
    if (worse && (better || (grant && !grant->is_limit))) return CHANGE_CHANGED;
    if (r->worse.answer == ANSWER_OPEN || r->better.answer == ANSWER_OPEN) return CHANGE_OPEN;
    return worse ? CHANGE_TIGHTENED : better ? CHANGE_LOOSENED : CHANGE_SAME;
}

static void ask_offer(struct changing *c, struct rule_change *r) {
    uint32_t world = c->how->world, group = c->group;
    ask(c, is_better(c->w, 0, world, group, c->offer), &r->worse);
    ask(c, is_granted(c->w, 0, world, group, c->offer, offer_limit_smaller), &r->worse);
    ask(c, is_better(c->w, world, 0, group, c->offer), &r->better);
    ask(c, is_granted(c->w, 0, world, group, c->offer, offer_limit_larger), &r->better);
}

// The offer comes to something else for the applicant, by whichever of its parts.
static form comes_otherwise(struct changing *c) {
    uint32_t world = c->how->world, group = c->group;
    form worse = is_better(c->w, 0, world, group, c->offer);
    form decided = solve_or(c->w.s, worse, is_better(c->w, world, 0, group, c->offer));
    return solve_or(c->w.s, decided, is_granted(c->w, 0, world, group, c->offer, offer_grants_differ));
}

// Whoever is shown should feel it: somebody for whom another rule decides anyway shows little.
static void ask_felt(struct changing *c, form goal, struct change_witness *out) {
    struct change_witness felt = {.answer = ANSWER_NONE};
    ask(c, goal, out);
    if (out->answer != ANSWER_FOUND) return;
    ask(c, solve_and(c->w.s, goal, comes_otherwise(c)), &felt);
    if (felt.answer != ANSWER_FOUND) return;
    text_free(&out->record);
    *out = felt;
}

static void ask_about(struct changing *c, struct rule_change *r) {
    r->worse.answer = r->better.answer = ANSWER_NONE;
    if (r->of == CHANGE_OF_OFFER) ask_offer(c, r);
    else {
        ask_felt(c, is_worse(c, r, false), &r->worse);
        ask_felt(c, is_worse(c, r, true), &r->better);
    }
    r->effect = effect_of(r);
}

// ---- which parts there are

static struct change_side first_side(struct changing *c, uint32_t group, enum change_of of, const struct name *part) {
    struct change_side side = {0};
    for (uint32_t i = 0; !side.offer && i < c->w.plan->scheme_count; i++) {
        const struct planned_offer *o = c->w.plan->schemes[i].group == group ? offer_in(c, i) : NULL;
        if (o) side = side_of(o, of, part);
    }
    return side;
}

static bool is_told(const struct changing *c, enum change_of of, const struct name *part) {
    for (uint32_t i = c->offer_at; i < c->out->count; i++) {
        const struct rule_change *r = &c->out->items[i];
        if (r->of == of && (!part || names_meet(r->part, part))) return true;
    }
    return false;
}

static void add(struct changing *c, enum change_of of, const struct name *part) {
    if (is_told(c, of, part)) return;
    struct rule_change r = {.of = of, .group = c->group, .offer = c->offer, .part = part};
    r.before = first_side(c, c->before, of, part);
    r.after = first_side(c, c->after, of, part);
    ARENA_PUSH(&c->out->arena, c->out->items, c->out->count, r);
    ask_about(c, &c->out->items[c->out->count - 1]);
}

static void add_rules(struct changing *c, const struct planned_offer *o) {
    for (uint32_t i = 0; i < o->rule_count; i++) add(c, CHANGE_OF_RULE, &o->rules[i].rule->def.name);
}

static void add_grants(struct changing *c, const struct planned_offer *o) {
    for (uint32_t i = 0; i < o->grant_count; i++) add(c, CHANGE_OF_GRANT, &o->grants[i].grant->def.name);
}

typedef void adder(struct changing *c, const struct planned_offer *o);

// From all versions, those of the policy as it stands first.
static void add_from_all(struct changing *c, adder *parts) {
    for (uint32_t i = 0; i < c->w.plan->scheme_count; i++) {
        uint32_t group = c->w.plan->schemes[i].group;
        const struct planned_offer *o = group == c->before || group == c->after ? offer_in(c, i) : NULL;
        if (o) parts(c, o);
    }
}

static void add_offer(struct changing *c, const struct name *offer) {
    c->offer = offer;
    c->offer_at = c->out->count;
    add(c, CHANGE_OF_OFFER, NULL);
    const struct rule_change *whole = &c->out->items[c->offer_at];
    if (!whole->before.offer || !whole->after.offer || c->how->only_offers) return;
    add(c, CHANGE_OF_WHEN, NULL);
    add_from_all(c, add_rules);
    add_from_all(c, add_grants);
}

static void add_group(struct changing *c, uint32_t group) {
    struct planned_place at = {0, 0};
    c->group = group;
    c->before = group_in(c->w.plan, 0, group);
    c->after = group_in(c->w.plan, c->how->world, group);
    c->decided = FORM_YES;
    for (uint32_t i = 0; i < c->w.plan->scheme_count; i++)
        if (c->w.plan->schemes[i].group == c->before || c->w.plan->schemes[i].group == c->after)
            c->decided = solve_and(c->w.s, c->decided, solve_decided(c->w.s, i));
    for (const struct offer *o; (o = next_offer(c->w, 0, c->how->world, group, &at));) add_offer(c, &o->def.name);
}

static bool find_all(struct changing *c) {
    jmp_buf out_of_memory;
    arena_init(&c->out->arena, &out_of_memory);
    if (setjmp(out_of_memory)) return false;
    for (uint32_t i = 0; i < c->w.plan->policy->group_count; i++) add_group(c, i);
    c->out->arena.out_of_memory = NULL;
    return true;
}

bool changes_find(struct rule_changes *out, const struct plan *plan, const struct change_options *how) {
    const struct solve_options so = {.missing = how->missing, .as_of = how->as_of, .budget = how->budget};
    struct changing c = {.how = how, .out = out};
    *out = (struct rule_changes){0};
    c.w = (struct worlds){solver_new(plan, &so), plan};
    bool found = c.w.s && find_all(&c);
    solver_free(c.w.s);
    return found;
}

void changes_free(struct rule_changes *all) {
    for (uint32_t i = 0; i < all->count; i++) {
        text_free(&all->items[i].worse.record);
        text_free(&all->items[i].better.record);
    }
    arena_free(&all->arena);
}

bool changes_any(const struct rule_changes *all) {
    for (uint32_t i = 0; i < all->count; i++)
        if (all->items[i].effect != CHANGE_SAME) return true;
    return false;
}

enum change_effect change_join(enum change_effect a, enum change_effect b) {
    if (a == b || b == CHANGE_SAME) return a;
    if (a == CHANGE_SAME) return b;
    return a == CHANGE_OPEN || b == CHANGE_OPEN ? CHANGE_OPEN : CHANGE_CHANGED;
}
