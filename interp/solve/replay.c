// An applicant who was found is put to the evaluator, and decided.
#include "interp/eval/eval.h"
#include "interp/solve/search.h"

// Whether decide() comes to what the question made of the offer.
static bool is_decided_so(const struct solver *s, const struct form_key *k, bool holds) {
    enum decision decision = decide_alone(s->decisions, s->workspace, s->block, (uint32_t)k->low, (uint32_t)k->high);
    return (k->outcomes >> decision & 1) == holds;
}

bool solve_evaluate(struct solver *s, const struct node *const *nodes, uint32_t count, const struct block *b,
                    struct workspace *w) {
    return eval_some(w, b, s->nodes, gather_from(s, nodes, count));
}

enum replayed replay(struct solver *s, form goal) {
    if (!eval_some(s->workspace, s->block, s->nodes, s->replayed_count)) return REPLAY_FAILED;
    for (uint32_t i = 0; i < s->wanted_count; i++) {
        form f = s->wanted[i];
        const struct form_key *k = &s->forms.keys[f];
        bool holds = form_of_row(k, s->held, s->workspace, 0);
        s->held[f] = holds ? MAY_HOLD : MAY_NOT;
        if (k->kind == FORM_DECISION && decision_needs_rules(k) && !is_decided_so(s, k, holds)) return REPLAY_FAULTY;
    }
    return s->held[goal] == MAY_HOLD ? REPLAY_HOLDS : REPLAY_NOT;
}
