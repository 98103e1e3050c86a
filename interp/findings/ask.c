// The questions about each place, until somebody is found at one that is written there.
#include "grammar/tree/decision.h"
#include "interp/findings/internal.h"

// The first of a group keeps what is known.
static void note(struct place *group, enum fact fact, enum answer answer) {
    group->asked |= (uint8_t)fact;
    if (answer == ANSWER_FOUND) group->found |= (uint8_t)fact;
    if (answer == ANSWER_OPEN) group->open |= (uint8_t)fact;
}

// Asks unless the group knows.
static void ask(struct study *s, struct place *group, const struct place *p, enum fact fact, form goal) {
    struct finding found;
    if (group->found & fact) return;
    note(group, fact, study_ask(s, goal, p->scheme, &found));
    if (group->found & fact && fact == FACT_GRANTED) group->granted = study_keep(s, found.block);
}

static void ask_offer(struct study *s, struct place *group, const struct place *p) {
    form eligible = solve_decision(s->solver, p->scheme, p->offer_index, SOLVE_DECISION(DECISION_ELIGIBLE));
    ask(s, group, p, FACT_GRANTED, eligible);
    if (group->found & FACT_GRANTED) return;
    ask(s, group, p, FACT_REFERRED,
        solve_decision(s->solver, p->scheme, p->offer_index, SOLVE_DECISION(DECISION_REFER)));
}

// By itself, without the offer's `when`: what holds only because of that is no rule that nobody needs.
static void ask_rule(struct study *s, struct place *group, const struct place *p) {
    const struct planned_rule *r = &study_offer(s, p->scheme, p->offer_index)->rules[p->rule_index];
    form speaks = solve_rule_alone(s->solver, r, SOLVE_FAILED | SOLVE_ASKS);
    ask(s, group, p, FACT_HOLDS, solve_rule_alone(s->solver, r, SOLVE_HOLDS));
    ask(s, group, p, FACT_SPEAKS, speaks);
    if (!r->waiver) return;
    form waived = solve_outcome(s->solver, r->waiver, OUTCOME_YES | OUTCOME_REFERRED);
    ask(s, group, p, FACT_WAIVED, solve_and(s->solver, speaks, waived));
}

void places_ask_alone(struct study *s) {
    struct places *all = &s->places;
    for (uint32_t at = 0, end; at < all->count; at = end) {
        struct place *group = &all->items[at];
        end = places_end(all, at, false);
        for (uint32_t i = at; i < end; i++) (group->rule ? ask_rule : ask_offer)(s, group, &all->items[i]);
    }
}

// ---- beside the other rules of an offer

// Whom it decides of it is against, and most rules decide of somebody: that is asked first.
static void ask_beside(struct study *s, struct place *group, const struct place *p) {
    form speaks = solve_rule(s->solver, p->scheme, p->offer_index, p->rule_index, SOLVE_FAILED | SOLVE_ASKS);
    form rest = study_passes_rest(s, p->scheme, p->offer_index, p->rule_index);
    if (!(group->found & FACT_DECIDES))
        note(group, FACT_DECIDES, study_ask_near(s, solve_and(s->solver, speaks, rest), speaks, p));
    if (group->found & FACT_DECIDES) group->found |= FACT_AGAINST;
    else ask(s, group, p, FACT_AGAINST, speaks);
}

// In each offer by itself, where somebody gets it.
static void ask_in_offers(struct study *s, uint32_t at, uint32_t end) {
    for (uint32_t i = at, next; i < end; i = next) {
        struct place *group = &s->places.items[i];
        const struct place *offer = places_offer(&s->places, group->offer);
        next = places_end(&s->places, i, true);
        for (uint32_t k = i; offer->found && k < next; k++) ask_beside(s, group, &s->places.items[k]);
        if (!(group->found & FACT_AGAINST)) group->asked &= (uint8_t)~FACT_DECIDES;
    }
}

void places_ask_beside(struct study *s) {
    for (uint32_t at = 0, end; at < s->places.count; at = end) {
        end = places_end(&s->places, at, false);
        bool speaks = s->places.items[at].found & FACT_SPEAKS;
        if (s->places.items[at].rule && speaks) ask_in_offers(s, at, end);
    }
}
