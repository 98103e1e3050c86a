// What the solver is asked about a slip that no test notices: an applicant, of whom all or not all is known, for whom
// something is another with it.
#include <string.h>

#include "interp/mutate/internal.h"

struct question {
    const struct plan *plan;
    struct solver *solver;
    struct lone *lone;
    bool failed;    // out of memory
    bool closely;   // what differs is looked for as deep as it goes
    int32_t as_of;  // on that date, or the one nearest to it on which the version is in force; 0: on any
    form found;     // somebody for whom something is another
};

static void add(struct question *q, form f) { q->found = solve_or(q->solver, q->found, f); }
static form both(struct question *q, form a, form b) { return solve_and(q->solver, a, b); }
static form but(struct question *q, form a, form b) { return both(q, a, solve_not(q->solver, b)); }

// Versions of a group stand together and in order, in each world as many.
static uint32_t first_of(const struct plan *p, uint32_t group) {
    uint32_t i = 0;
    while (i < p->scheme_count && p->schemes[i].group != group) i++;
    return i;
}

typedef void pair_visitor(struct question *q, struct planned_place a, struct planned_place b);
static void visit_group(struct question *q, uint32_t a, uint32_t b, pair_visitor *visit) {
    uint32_t from = first_of(q->plan, a), beside = first_of(q->plan, b);
    for (uint32_t i = 0; from + i < q->plan->scheme_count && q->plan->schemes[from + i].group == a; i++)
        for (uint32_t k = 0; k < q->plan->schemes[from + i].offer_count; k++)
            visit(q, (struct planned_place){from + i, k}, (struct planned_place){beside + i, k});
}

static void visit_offers(struct question *q, uint32_t world, pair_visitor *visit) {
    for (uint32_t i = 0; i < q->plan->policy->group_count; i++)
        if (q->plan->worlds[0][i] != q->plan->worlds[world][i])
            visit_group(q, q->plan->worlds[0][i], q->plan->worlds[world][i], visit);
}

static const struct planned_offer *offer_at(const struct question *q, struct planned_place at) {
    return &q->plan->schemes[at.scheme].offers[at.offer];
}

// ---- whether anything is another that is asked for

// The same work on what may be other things.
static bool are_alike(const struct node *a, const struct node *b) {
    return a->operation == b->operation && a->type.kind == b->type.kind && a->op == b->op && a->value == b->value &&
           a->second == b->second && a->text == b->text && a->field == b->field && a->space == b->space && !a->lookup &&
           !b->lookup && a->rule == b->rule && a->table == b->table && a->count == b->count &&
           !memcmp(&a->sides, &b->sides, sizeof a->sides) && a->has_filter == b->has_filter && a->has_key == b->has_key;
}

// Whether no item tells the two apart.
static bool are_same_of_items(struct question *q, const struct node *a, const struct node *b) {
    static const struct solve_options options = {.missing = true, .budget = BUDGET};
    if (!q->lone->solver && !lone_begin(q->lone, q->plan, &options)) return q->failed = true;
    enum answer answer = lone_differ(q->lone, a, b);
    q->failed |= answer == ANSWER_FAILED;
    return answer == ANSWER_NONE;
}

// Where all that two are made of comes to the same, so do they: the less there is to look at, the sooner it is settled.
static void add_nodes(struct question *q, form scope, const struct node *a, const struct node *b) {
    if (a == b || q->failed) return;
    if (a && b && a->space && b->space == a->space && are_same_of_items(q, a, b)) return;
    bool within = a && b && q->closely && a->count && !a->space && are_alike(a, b) && a->operation != OPERATION_SELECT;
    for (uint32_t i = 0; within && i < a->count; i++) add_nodes(q, scope, a->kids[i], b->kids[i]);
    if (within) return;
    if (a && b) add(q, but(q, scope, solve_same(q->solver, a, b)));
    else add(q, FORM_YES);
}

static void add_rule(struct question *q, form scope, const struct planned_rule *a, const struct planned_rule *b) {
    if (a->bad != b->bad || a->decides != b->decides) add(q, FORM_YES);
    add_nodes(q, scope, a->condition, b->condition);
    add_nodes(q, scope, a->waiver, b->waiver);
}

static void add_offer(struct question *q, struct planned_place first, struct planned_place second) {
    const struct planned_offer *a = offer_at(q, first), *b = offer_at(q, second);
    form scope = a->when ? solve_outcome(q->solver, a->when, (uint8_t)~OUTCOME_NO) : FORM_YES;
    add_nodes(q, FORM_YES, a->when, b->when);
    for (uint32_t i = 0; i < a->rule_count; i++) add_rule(q, scope, &a->rules[i], &b->rules[i]);
    for (uint32_t i = 0; i < a->grant_count; i++) add_nodes(q, scope, a->grants[i].value, b->grants[i].value);
}

// ---- whether a test could tell

static const uint8_t outcomes[] = {OUTCOME_NO, OUTCOME_YES, OUTCOME_UNKNOWN, OUTCOME_REFERRED};

static void add_when(struct question *q, form in_force, const struct node *a, const struct node *b) {
    for (size_t i = 0; i < sizeof outcomes && a != b; i++) {
        form was = a ? solve_outcome(q->solver, a, outcomes[i]) : outcomes[i] == OUTCOME_YES;
        form is = b ? solve_outcome(q->solver, b, outcomes[i]) : outcomes[i] == OUTCOME_YES;
        add(q, both(q, in_force, but(q, was, is)));
    }
}

static void add_answers(struct question *q, form asked, const struct planned_rule *a, const struct planned_rule *b) {
    bool same = a->condition == b->condition && a->waiver == b->waiver && a->bad == b->bad && a->decides == b->decides;
    for (unsigned answer = SOLVE_HOLDS; answer <= SOLVE_UNKNOWN && !same; answer *= 2) {
        form was = solve_rule_alone(q->solver, a, answer), is = solve_rule_alone(q->solver, b, answer);
        add(q, both(q, asked, but(q, was, is)));
    }
}

// Texts that are chosen by conditions are told apart by these: in themselves they have no order.
static form differ(struct question *q, const struct node *a, const struct node *b);

static form choice_differs(struct question *q, const struct node *choice, const struct node *other) {
    form found = FORM_NO, none = FORM_YES;
    for (uint32_t i = 0; i + 1 < choice->count; i += 2) {
        form chosen = both(q, none, solve_outcome(q->solver, choice->kids[i], OUTCOME_YES));
        found = solve_or(q->solver, found, both(q, chosen, differ(q, choice->kids[i + 1], other)));
        none = both(q, none, solve_outcome(q->solver, choice->kids[i], OUTCOME_NO));
    }
    return solve_or(q->solver, found, both(q, none, differ(q, choice->kids[choice->count - 1], other)));
}

static bool is_choice(const struct node *n) { return n->operation == OPERATION_SELECT; }

static form differ(struct question *q, const struct node *a, const struct node *b) {
    if (a == b) return FORM_NO;
    bool few = a->type.kind == TYPE_TEXT && (uint64_t)a->count * b->count <= 1000;
    if (few && is_choice(a)) return choice_differs(q, a, b);
    if (few && is_choice(b)) return choice_differs(q, b, a);
    bool constants = a->operation == OPERATION_CONSTANT && b->operation == OPERATION_CONSTANT;
    return constants ? FORM_YES : solve_not(q->solver, solve_same(q->solver, a, b));
}

static form is_open(struct question *q, const struct node *n) {
    return solve_outcome(q->solver, n, (uint8_t)~OUTCOMES_KNOWN);
}

static form granted_differs(struct question *q, const struct node *a, const struct node *b) {
    form was = is_open(q, a), is = is_open(q, b), opens = but(q, was, is), closes = but(q, is, was);
    form others = differ(q, a, b);
    return solve_or(q->solver, others, solve_or(q->solver, opens, closes));
}

static void add_grant(struct question *q, form in_force, struct planned_place at, const struct node *a,
                      const struct node *b) {
    static const unsigned granted = SOLVE_DECISION(DECISION_ELIGIBLE) | SOLVE_DECISION(DECISION_REFER);
    if (a == b) return;
    form another = both(q, in_force, granted_differs(q, a, b));
    add(q, solve_first(q->solver, another, solve_decision(q->solver, at.scheme, at.offer, granted)));
}

static form period_of(struct question *q, const struct scheme *s) {
    int32_t date = q->as_of;
    if (!date) return solve_as_of(q->solver, s->from, s->until);
    if (s->until && date > s->until) date = s->until;
    if (date < s->from) date = s->from;
    return solve_as_of(q->solver, date, date);
}

static void add_told(struct question *q, struct planned_place first, struct planned_place second) {
    const struct planned_offer *a = offer_at(q, first), *b = offer_at(q, second);
    form in_force = period_of(q, q->plan->schemes[first.scheme].scheme);
    form asked = a->when ? both(q, in_force, solve_outcome(q->solver, a->when, (uint8_t)~OUTCOME_NO)) : in_force;
    add_when(q, in_force, a->when, b->when);
    for (uint32_t i = 0; i < a->rule_count; i++) add_answers(q, asked, &a->rules[i], &b->rules[i]);
    for (uint32_t i = 0; i < a->grant_count; i++) add_grant(q, in_force, first, a->grants[i].value, b->grants[i].value);
}

static form decided(struct question *q) {
    form all = FORM_YES;
    for (uint32_t i = 0; i < q->plan->policy->scheme_count; i++) all = both(q, all, solve_decided(q->solver, i));
    return all;
}

// ---- the questions

enum answer ask_about(const struct asking *asking, uint32_t world, enum asked_how how, struct finding *found) {
    bool told = how == ASKED_TOLD || how == ASKED_USUAL;
    struct question q = {.plan = asking->plan,
                         .solver = asking->solver,
                         .lone = asking->lone,
                         .closely = how == ASKED_CLOSELY,
                         .as_of = how == ASKED_USUAL ? asking->as_of : 0};
    solver_take_missing(q.solver, how != ASKED_USUAL);
    visit_offers(&q, world, told ? add_told : add_offer);
    if (q.failed) return ANSWER_FAILED;
    if (told) q.found = solve_first(q.solver, q.found, decided(&q));
    return solve(q.solver, q.found, found);
}
