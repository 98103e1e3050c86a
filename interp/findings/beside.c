// Operands beside the other rules of an offer: whoever such a one is against is turned down by another rule as well. So
// too what the offer is open to.
#include "interp/findings/internal.h"

#define DEEPEST 12  // definitions within definitions

struct beside {
    struct study *s;
    const struct place *place;
    form rest;  // asked, and no other rule speaks against the applicant
    form own;   // hangs on what the rule does
    int depth;
};

static void look(struct beside *b, const struct expr *e, form left);

static void ask_operand(struct beside *b, const struct expr *e, uint32_t kid, form left) {
    struct study *s = b->s;
    form here = solve_and(s->solver, left, operand_is_left(s, e, kid));
    form goal = solve_and(s->solver, here, operand_comes_to(s, e, kid, true));
    const struct place *p = b->place;
    bool idle = study_ask_near(s, goal, b->own, p) == ANSWER_NONE;
    struct part_fact f = {.kind = FACT_OF_OPERAND_IN, .at = e->kids[kid]->at, .e = e, .kid = kid};
    f.offer = p->offer, f.rule = p->rule, f.idle = idle;
    ARENA_PUSH(s->arena, s->facts, s->fact_count, f);
    if (!idle) look(b, e->kids[kid], here);
}

static const struct expr *body_of(const struct expr *e) {
    const struct definition *d = e->kind == NODE_NAME ? e->ref : NULL;
    if (!d || d->kind != DEF_DEFINE) return NULL;
    const struct define *def = (const struct define *)d;
    return def->param_count ? NULL : def->expr;
}

// Down through what the rule's answer hangs on, where all beside it leaves it to this.
static void look(struct beside *b, const struct expr *e, form left) {
    const struct expr *body = body_of(e);
    if (b->depth == DEEPEST) return;
    b->depth++;
    if (body) look(b, body, left);
    if (e->kind == NODE_NOT) look(b, e->kids[0], left);
    bool joins = (e->kind == NODE_AND || e->kind == NODE_OR) && !operands_left_open(b->s, e);
    for (uint32_t i = 0; joins && i < e->count; i++) ask_operand(b, e, i, left);
    b->depth--;
}

static form is_asked(struct study *s, const struct place *p) {
    const struct planned_offer *o = study_offer(s, p->scheme, p->offer_index);
    const struct scheme *of = s->plan->schemes[p->scheme].scheme;
    form asked = solve_as_of(s->solver, of->from, of->until);
    return o->when ? solve_and(s->solver, asked, solve_outcome(s->solver, o->when, OUTCOME_YES)) : asked;
}

static void look_at_rule(struct study *s, const struct place *p) {
    form rest = study_passes_rest(s, p->scheme, p->offer_index, p->rule_index);
    const struct planned_rule *r = &study_offer(s, p->scheme, p->offer_index)->rules[p->rule_index];
    struct beside b = {.s = s, .place = p, .rest = solve_and(s->solver, is_asked(s, p), rest)};
    b.own = solve_outcome(s->solver, r->condition, OUTCOME_NO);
    if (p->rule->decl->when || p->rule->decl->waiver) return;
    look(&b, p->rule->decl->expr, b.rest);
}

static void look_at_when(struct study *s, const struct place *p) {
    const struct planned_offer *o = study_offer(s, p->scheme, p->offer_index);
    const struct scheme *of = s->plan->schemes[p->scheme].scheme;
    if (!o->when) return;
    form own = solve_outcome(s->solver, o->when, OUTCOME_NO);
    form goal = solve_and(s->solver, solve_as_of(s->solver, of->from, of->until), own);
    goal = solve_and(s->solver, goal, study_passes_rest(s, p->scheme, p->offer_index, o->rule_count));
    bool idle = study_ask_near(s, goal, own, p) == ANSWER_NONE;
    struct part_fact f = {.kind = FACT_OF_WHEN, .at = p->offer->when_decl->at, .offer = p->offer, .idle = idle};
    ARENA_PUSH(s->arena, s->facts, s->fact_count, f);
}

void operands_ask_beside(struct study *s) {
    for (uint32_t i = 0, end; i < s->places.count; i = end) {
        const struct place *group = &s->places.items[i];
        bool granted = places_offer(&s->places, group->offer)->found;
        end = places_end(&s->places, i, true);
        bool decides = group->rule && group->found & FACT_DECIDES;
        for (uint32_t k = i; granted && k < end; k++) {
            if (decides) look_at_rule(s, &s->places.items[k]);
            if (!group->rule) look_at_when(s, &s->places.items[k]);
        }
    }
}
