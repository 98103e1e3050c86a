// What the solver is asked of each offer. First what shows a thing and nothing else, then, where nobody shows that, the
// thing whatever stands beside it.
#include "interp/sampling/internal.h"

struct asking {
    struct sampling *s;
    const struct planned_offer *offer;
    struct sample_aspect aspect;
    uint32_t plain;  // the record that gets the offer; NO_RECORD: none
};

static const struct block *block_of(const struct sampling *s, uint32_t record) {
    return record == NO_RECORD ? NULL : s->records[record].block;
}

static enum answer ask(struct asking *a, form goal, const struct block *plain, uint32_t *record) {
    struct sampling *s = a->s;
    struct finding found;
    goal = solve_and(s->solver, goal, solve_as_of(s->solver, s->as_of, s->as_of));
    goal = solve_and(s->solver, goal, solve_decided(s->solver, a->aspect.scheme));
    solver_take_plain(s->solver, plain);
    enum answer answer = solve(s->solver, goal, &found);
    if (answer == ANSWER_FOUND) *record = keep_record(s, found.block, a->plain, a->aspect);
    s->failed |= answer == ANSWER_FAILED;
    return answer;
}

static form decision(const struct asking *a, unsigned decisions) {
    return solve_decision(a->s->solver, a->aspect.scheme, a->aspect.offer, decisions);
}

// All rules but this one come to one of the answers.
static form others(const struct asking *a, uint32_t rule, unsigned answers) {
    form all = FORM_YES;
    for (uint32_t i = 0; i < a->offer->rule_count; i++)
        if (i != rule) all = solve_and(a->s->solver, all, solve_rule_alone(a->s->solver, &a->offer->rules[i], answers));
    return all;
}

// Of the two goals the stricter one first; a gap where neither is met.
static uint32_t ask_either(struct asking *a, form strict, form lenient, bool expected) {
    uint32_t record = NO_RECORD;
    const struct block *plain = block_of(a->s, a->plain);
    enum answer answer = ask(a, strict, plain, &record);
    if (answer != ANSWER_FOUND && !a->s->failed) answer = ask(a, lenient, plain, &record);
    if (answer != ANSWER_FOUND && expected) keep_gap(a->s, a->aspect, answer == ANSWER_OPEN);
    return record;
}

static bool is_known(const struct asking *a) {
    const struct sampling *s = a->s;
    for (uint32_t i = 0; i < s->count; i++)
        for (uint32_t k = 0; k < s->records[i].aspect_count; k++) {
            const struct sample_aspect *other = &s->records[i].aspects[k];
            if (other->shows == a->aspect.shows && other->about == a->aspect.about && other->scheme == a->aspect.scheme)
                return true;
        }
    return false;
}

static void ask_failure(struct asking *a, uint32_t rule) {
    const unsigned bearable = SOLVE_HOLDS | SOLVE_ASKS | SOLVE_UNKNOWN;
    uint32_t twin;
    a->aspect.shows = SHOWS_FAILURE;
    if (is_known(a)) return;
    form fails = solve_rule(a->s->solver, a->aspect.scheme, a->aspect.offer, rule, SOLVE_FAILED);
    form strict = solve_and(a->s->solver, fails, others(a, rule, SOLVE_HOLDS));
    form lenient = solve_and(a->s->solver, fails, others(a, rule, bearable));
    uint32_t record = ask_either(a, strict, lenient, true);
    a->aspect.shows = SHOWS_BOUNDARY;
    if (record != NO_RECORD && !a->s->failed)
        ask(a, decision(a, SOLVE_DECISION(DECISION_ELIGIBLE)), block_of(a->s, record), &twin);
}

static void ask_referral(struct asking *a, form asks, form alone, bool expected) {
    a->aspect.shows = SHOWS_REFERRAL;
    if (is_known(a)) return;
    form lenient = solve_and(a->s->solver, asks, decision(a, SOLVE_DECISION(DECISION_REFER)));
    ask_either(a, solve_and(a->s->solver, lenient, alone), lenient, expected);
}

static void ask_rule(struct asking *a, uint32_t rule) {
    const struct planned_rule *r = &a->offer->rules[rule];
    a->aspect.about = &r->rule->def.name;
    if (r->decides) ask_failure(a, rule);
    if (a->s->failed) return;
    form asks = solve_rule(a->s->solver, a->aspect.scheme, a->aspect.offer, rule, SOLVE_ASKS);
    ask_referral(a, asks, others(a, rule, SOLVE_HOLDS), !r->decides || r->waiver);
}

static void ask_grant(struct asking *a, const struct planned_grant *g) {
    a->aspect.about = &g->grant->def.name;
    form asks = solve_outcome(a->s->solver, g->value, OUTCOME_SILENT | OUTCOME_REFERRED);
    ask_referral(a, asks, others(a, UINT32_MAX, SOLVE_HOLDS), false);
}

// A sample of the policy that gets the offer, else the first one, if there are any.
static void ask_eligible(struct asking *a) {
    form goal = decision(a, SOLVE_DECISION(DECISION_ELIGIBLE));
    a->aspect.shows = SHOWS_ELIGIBLE;
    enum answer answer = ask(a, goal, a->s->plain, &a->plain);
    if (answer != ANSWER_FOUND) keep_gap(a->s, a->aspect, answer == ANSWER_OPEN);
}

static void ask_offer(struct sampling *s, uint32_t scheme, uint32_t offer) {
    struct asking a = {s, &s->plan->schemes[scheme].offers[offer], {SHOWS_ELIGIBLE, scheme, offer, NULL}, NO_RECORD};
    ask_eligible(&a);
    for (uint32_t i = 0; i < a.offer->rule_count && !s->failed; i++) ask_rule(&a, i);
    for (uint32_t i = 0; i < a.offer->grant_count && !s->failed; i++) ask_grant(&a, &a.offer->grants[i]);
}

void ask_all(struct sampling *s) {
    for (uint32_t i = 0; i < s->plan->scheme_count; i++)
        for (uint32_t k = 0; sampling_asks(s, i) && k < s->plan->schemes[i].offer_count && !s->failed; k++)
            ask_offer(s, i, k);
}
