// Amendments of one scheme that contradict one another: nobody meets both what the one and what the other requires.
#include "interp/findings/internal.h"

static bool lies_in(struct span at, struct span part) {
    return at.source == part.source && at.offset >= part.offset && at.offset - part.offset < part.length;
}

// Which of the version's amendments brought the rule; as many as there are: none of them.
static uint32_t amendment_of(const struct scheme *s, const struct rule *r) {
    for (uint32_t i = s->amendment_count; i-- > 0;)
        if (lies_in(r->decl->at, s->amendments[i]->at)) return i;
    return s->amendment_count;
}

static bool was_told(const struct study *s, struct span at) {
    const struct diags *all = &s->c->diags;
    for (uint32_t i = 0; i < all->count; i++)
        if (all->items[i]->id == DIAG_AMENDMENTS_CONTRADICT && all->items[i]->at.offset == at.offset &&
            all->items[i]->at.source == at.source)
            return true;
    return false;
}

static bool is_met(struct study *s, form goal) { return study_ask_any(s, goal, NULL) != ANSWER_NONE; }

static void ask_pair(struct study *s, const struct planned_rule *before, const struct planned_rule *later) {
    form one = solve_rule_alone(s->solver, before, SOLVE_HOLDS),
         other = solve_rule_alone(s->solver, later, SOLVE_HOLDS);
    if (was_told(s, later->rule->decl->head) || is_met(s, solve_and(s->solver, one, other))) return;
    if (!is_met(s, one) || !is_met(s, other)) return;  // which is told of that rule
    struct diag *d = diag(&s->c->diags, DIAG_AMENDMENTS_CONTRADICT, later->rule->decl->head,
                          study_words(s, &later->rule->def.name), study_words(s, &before->rule->def.name));
    diag_label(&s->c->diags, d, DIAG_LABEL_THE_OTHER, before->rule->decl->head, A(""));
    diag_hint(&s->c->diags, d, DIAG_HINT_AMENDMENTS_CONTRADICT, A(""));
}

static void ask_offer(struct study *s, const struct scheme *of, const struct planned_offer *o) {
    for (uint32_t i = 0; i < o->rule_count; i++) {
        uint32_t by = amendment_of(of, o->rules[i].rule);
        for (uint32_t k = 0; k < o->rule_count && by < of->amendment_count; k++) {
            uint32_t other = amendment_of(of, o->rules[k].rule);
            if (by < other && other < of->amendment_count) ask_pair(s, &o->rules[i], &o->rules[k]);
        }
    }
}

void amendments_ask(struct study *s) {
    for (uint32_t i = 0; i < s->policy->scheme_count; i++) {
        const struct planned_scheme *p = &s->plan->schemes[i];
        for (uint32_t k = 0; p->scheme->amendment_count > 1 && k < p->offer_count; k++)
            ask_offer(s, p->scheme, &p->offers[k]);
    }
}
