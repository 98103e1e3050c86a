// What a finding about a rule or an offer comes from: the other place, where one alone or a few together make it so.
#include "grammar/base/text.h"
#include "interp/findings/internal.h"

#define RULES_MOST 40u  // of an offer that are tried one by one

static const struct planned_offer *offer_of(const struct study *s, const struct place *p) {
    return study_offer(s, p->scheme, p->offer_index);
}

static form is_in_force(struct study *s, const struct place *p) {
    const struct scheme *of = s->plan->schemes[p->scheme].scheme;
    return solve_as_of(s->solver, of->from, of->until);
}

// ---- a rule that never decides by itself

static bool is_yes_so(const struct study *s, const struct node *n, uint8_t truth) {
    struct node_value v = node_value_at(s->workspace, n, 0);
    return v.state == STATE_KNOWN && v.value == truth;
}

static bool may_be_rival(const struct study *s, const struct planned_rule *r) {
    return r->decides && is_yes_so(s, r->condition, r->bad) && (!r->waiver || is_yes_so(s, r->waiver, TRUTH_NO));
}

static void evaluate(struct study *s, const struct node *n, const struct finding *found) {
    if (n && !solve_evaluate(s->solver, &n, 1, found->block, s->workspace)) arena_exhausted(s->arena);
}

static bool is_rival(struct study *s, const struct place *p, form speaks, const struct planned_rule *r) {
    form against = solve_rule_alone(s->solver, r, SOLVE_FAILED);
    return study_ask(s, solve_and(s->solver, speaks, solve_not(s->solver, against)), p->scheme, NULL) == ANSWER_NONE;
}

void blame_rival(struct study *s, struct diag *d, const struct place *p) {
    const struct planned_offer *o = offer_of(s, p);
    struct finding found;
    form speaks = solve_rule(s->solver, p->scheme, p->offer_index, p->rule_index, SOLVE_FAILED | SOLVE_ASKS);
    form goal = solve_and(s->solver, speaks, solve_decided(s->solver, p->scheme));
    if (study_ask_any(s, goal, &found) != ANSWER_FOUND) return;
    for (uint32_t i = 0; i < o->rule_count; i++) {
        evaluate(s, o->rules[i].condition, &found);
        evaluate(s, o->rules[i].waiver, &found);
    }
    for (uint32_t i = 0; i < o->rule_count; i++) {
        if (i == p->rule_index || !may_be_rival(s, &o->rules[i]) || !is_rival(s, p, speaks, &o->rules[i])) continue;
        diag_label(&s->c->diags, d, DIAG_LABEL_DECIDES, o->rules[i].rule->decl->head, A(""));
        break;
    }
    form rest = study_passes_rest(s, p->scheme, p->offer_index, p->rule_index);
    d->witness = study_witness(s, solve_and(s->solver, goal, solve_not(s->solver, rest)));
}

void blame_when(struct study *s, struct diag *d, const struct place *p) {
    if (p->offer->when_decl) diag_label(&s->c->diags, d, DIAG_LABEL_NOT_ASKED, p->offer->when_decl->at, A(""));
}

// ---- an offer that nobody gets

struct core {
    struct study *s;
    const struct place *place;
    bool left_out[RULES_MOST], without_when;
};

static bool is_met_by_nobody(struct core *c) {
    const struct planned_offer *o = offer_of(c->s, c->place);
    struct solver *s = c->s->solver;
    form all = is_in_force(c->s, c->place);
    if (o->when && !c->without_when) all = solve_and(s, all, solve_not(s, solve_outcome(s, o->when, OUTCOME_NO)));
    for (uint32_t i = 0; i < o->rule_count; i++)
        if (!c->left_out[i]) all = solve_and(s, all, solve_not(s, solve_rule_alone(s, &o->rules[i], SOLVE_FAILED)));
    return study_ask_any(c->s, all, NULL) == ANSWER_NONE;
}

static void leave_out(struct core *c, bool *part) {
    *part = true;
    *part = is_met_by_nobody(c);
}

static void add_name(const struct study *s, const struct rule *r, struct text *en, struct text *zh) {
    text_format(en, "%s'%s'", en->length ? ", " : "", name_text(s->policy, &r->def.name, LANG_EN));
    text_format(zh, "%s“%s”", zh->length ? "、" : "", name_text(s->policy, &r->def.name, LANG_ZH));
}

// The first of them, beside the names of the others.
static void label(struct core *c, struct diag *d) {
    const struct planned_offer *o = offer_of(c->s, c->place);
    const struct decl *when = c->place->offer->when_decl;
    struct text en = {0}, zh = {0};
    struct span at = when ? when->at : c->place->offer->decl->head;
    bool first = c->without_when;
    for (uint32_t i = 0; i < o->rule_count; i++) {
        const struct rule *r = o->rules[i].rule;
        if (!c->left_out[i] && first) at = r->decl->head;
        else if (!c->left_out[i]) add_name(c->s, r, &en, &zh);
        first = first && c->left_out[i];
    }
    bool alone = !en.length;
    struct diag_arg others = {text_keep(&en, c->s->arena), NULL};
    others.zh = text_keep(&zh, c->s->arena);
    diag_label(&c->s->c->diags, d, alone ? DIAG_LABEL_MET_BY_NOBODY : DIAG_LABEL_NOT_TOGETHER, at, others);
}

// Each is left out for which it is so without it, until none can be.
void blame_rules(struct study *s, struct diag *d, const struct place *p) {
    const struct planned_offer *o = offer_of(s, p);
    struct core c = {.s = s, .place = p, .without_when = !o->when};
    if (o->rule_count > RULES_MOST || !is_met_by_nobody(&c)) return;
    if (o->when) leave_out(&c, &c.without_when);
    for (uint32_t i = o->rule_count; i-- > 0;) leave_out(&c, &c.left_out[i]);
    label(&c, d);
}
