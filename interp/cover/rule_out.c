// What no test has shown and no applicant can: each outcome that is open is a question to the solver. One that is not
// settled stays open. What is known of an applicant stays so whatever else comes to be known, but where a policy asks
// whether something is missing: so the first questions are about applicants of whom all is known, which are the quicker
// ones, and those about missing data follow only where they can come to something else.
#include <stdlib.h>
#include <string.h>

#include "interp/cover/internal.h"

struct ruling {
    struct coverage *c;
    struct plan *plan;
    struct solver *solver;
    struct lone lone;
    form known;                 // what is so of everybody, for no item is such
    bool missing;               // the questions are about applicants of whom not all is known
    uint8_t *asked, *possible;  // by place: outcomes; a thing that stands in several offers is asked about in each
    uint8_t *steady;            // by the policy's groups of schemes: 1 where nothing is asked for being missing
    form *scopes;               // by part: where it is asked
    struct watched_condition *watched;
    uint8_t *open;          // by operand of these
    struct taking *taking;  // of whoever is found; NULL: nobody is wanted
    bool failed;
};

#define BUDGET 4000u  // boxes for one question: there are many, and what takes more than this is hardly ever settled
#define IN_QUESTION (SOLVE_DECISION(DECISION_NOT_APPLICABLE) - 1)  // all decisions before it

static bool is_unknown(const struct cover_place *p, unsigned outcome) {
    if (p->kind == COVER_DECISION) return outcome == DECISION_INCOMPLETE;
    return p->kind != COVER_ROW && p->kind != COVER_AMENDMENT && outcome == TRUTH_UNKNOWN;
}

static bool is_wanted(const struct ruling *r, const struct cover_place *p, unsigned outcome) {
    size_t place = (size_t)(p - r->c->places);
    uint8_t bit = cover_bit(outcome);
    bool open = cover_open(p) & bit & ~r->possible[place], unknown = is_unknown(p, outcome);
    if (!open || !r->missing) return open && !unknown;
    return unknown || !p->scheme || !r->steady[p->scheme->group];
}

static form decided_everywhere(struct ruling *r) {
    form all = FORM_YES;
    for (uint32_t i = 0; i < r->plan->scheme_count; i++) all = solve_and(r->solver, all, solve_decided(r->solver, i));
    return all;
}

static bool take_found(struct ruling *r, const struct cover_place *p, uint8_t bit, const struct finding *found) {
    if (!take(r->taking, found->block, p, bit)) return false;
    for (uint32_t i = 0; i < r->c->place_count; i++) r->possible[i] |= r->taking->shown[i];
    return true;
}

static form both(struct ruling *r, form a, form b) { return solve_and(r->solver, a, b); }

// Whoever is found may fault under another scheme, and then no test could be made of it.
static enum answer settle(struct ruling *r, const struct cover_place *p, uint8_t bit, form question) {
    struct finding found;
    enum answer answer = solve(r->solver, both(r, r->known, question), &found);
    if (answer != ANSWER_FOUND || !r->taking || take_found(r, p, bit, &found)) return answer;
    question = solve_and(r->solver, question, decided_everywhere(r));
    enum answer again = solve(r->solver, question, &found);
    if (again == ANSWER_FOUND) take_found(r, p, bit, &found);
    return again == ANSWER_FAILED ? again : answer;
}

static void ask(struct ruling *r, const struct cover_place *p, unsigned outcome, form question) {
    if (!p || r->failed || !is_wanted(r, p, outcome)) return;
    uint8_t bit = cover_bit(outcome);
    size_t place = (size_t)(p - r->c->places);
    enum answer answer = settle(r, p, bit, question);
    r->failed = answer == ANSWER_FAILED;
    r->asked[place] |= bit;
    if (answer != ANSWER_NONE) r->possible[place] |= bit;
}

static form comes_to(struct ruling *r, const struct node *n, uint8_t truth) {
    static const uint8_t outcomes[] = {
        [TRUTH_NO] = OUTCOME_NO, [TRUTH_UNKNOWN] = OUTCOME_UNKNOWN, [TRUTH_YES] = OUTCOME_YES};
    return n ? solve_outcome(r->solver, n, outcomes[truth]) : FORM_NO;
}

// ---- rules and offers

static void widen_scope(struct ruling *r, const struct expr *e, form scope) {
    const struct part *p = find_part(r->c, e);
    r->scopes[p->index] = solve_or(r->solver, r->scopes[p->index], scope);
}

static void ask_part(struct ruling *r, enum cover_kind kind, const struct expr *e, const struct node *n, form scope) {
    const struct cover_place *p = find_place(r->c, kind, e->at);
    for (uint8_t truth = TRUTH_NO; truth <= TRUTH_YES; truth++) ask(r, p, truth, both(r, scope, comes_to(r, n, truth)));
    widen_scope(r, e, scope);
}

static void ask_rule(struct ruling *r, const struct planned_rule *p, form scope) {
    const struct decl *d = p->rule->decl;
    if (d->when) ask_part(r, COVER_WHEN, d->when, p->when, scope);
    if (d->when) scope = both(r, scope, comes_to(r, p->when, TRUTH_YES));
    ask_part(r, kind_of_rule(p->rule), d->expr, p->own, scope);
    if (d->waiver) ask_part(r, COVER_WAIVER, d->waiver, p->waiver, both(r, scope, comes_to(r, p->own, p->bad)));
}

// That no version is, for else another one speaks for the scheme.
static form none_in_force(struct ruling *r, uint32_t group) {
    form none = FORM_YES;
    for (uint32_t i = 0; i < r->plan->scheme_count; i++) {
        const struct scheme *s = r->plan->schemes[i].scheme;
        if (r->plan->schemes[i].group != group) continue;
        none = both(r, none, solve_not(r->solver, solve_as_of(r->solver, s->from, s->until)));
    }
    return none;
}

static void ask_decisions(struct ruling *r, const struct cover_place *p, uint32_t scheme, uint32_t offer) {
    form decided = solve_decided(r->solver, scheme);
    for (unsigned d = 0; d < DECISION_NOT_IN_FORCE; d++)
        ask(r, p, d, both(r, decided, solve_decision(r->solver, scheme, offer, SOLVE_DECISION(d))));
    ask(r, p, DECISION_NOT_IN_FORCE, both(r, decided, none_in_force(r, r->plan->schemes[scheme].group)));
}

static void ask_offer(struct ruling *r, uint32_t scheme, uint32_t offer) {
    const struct planned_offer *o = &r->plan->schemes[scheme].offers[offer];
    form decided = solve_decided(r->solver, scheme);
    ask_decisions(r, find_place(r->c, COVER_DECISION, o->offer->decl->head), scheme, offer);
    form open = solve_not(r->solver, solve_decision(r->solver, scheme, offer, SOLVE_DECISION(DECISION_NOT_IN_FORCE)));
    if (o->when) ask_part(r, COVER_WHEN, o->offer->when, o->when, both(r, decided, open));
    form scope = both(r, decided, solve_decision(r->solver, scheme, offer, IN_QUESTION));
    for (uint32_t i = 0; i < o->rule_count; i++) ask_rule(r, &o->rules[i], scope);
}

static void ask_amendments(struct ruling *r, uint32_t scheme) {
    const struct scheme *s = r->plan->schemes[scheme].scheme;
    form decided = solve_decided(r->solver, scheme);
    form in_force = both(r, decided, solve_as_of(r->solver, s->from, s->until));
    for (uint32_t i = 0; i < s->amendment_count; i++)
        ask(r, find_place(r->c, COVER_AMENDMENT, s->amendments[i]->head), 0, in_force);
}

// ---- tables

static void ask_rows(struct ruling *r, const struct planned_table *t) {
    const struct decl *d = t->table->decl;
    form none_before = FORM_YES;
    for (uint32_t i = 0; i < d->row_count; i++) {
        const struct node *n = t->rows[i].condition;
        form holds = n ? comes_to(r, n, TRUTH_YES) : FORM_YES;
        bool collects = hit_collects(d->hit) && n;
        ask(r, find_place(r->c, COVER_ROW, d->rows[i].at), 0, collects ? holds : both(r, none_before, holds));
        if (n) none_before = both(r, none_before, comes_to(r, n, TRUTH_NO));
    }
}

// ---- operands

static const struct cover_place *place_of_operand(const struct ruling *r, const struct planned_use *u, uint32_t i) {
    return &r->c->places[r->c->listed[u->condition]->operands[i]];
}

struct path {
    struct ruling *r;
    const struct planned_use *use;
    uint32_t next;  // operand
};

static form comes_to_truth(struct path *w, const struct expr *e, uint8_t truth);

static form joins(struct path *w, const struct expr *e, uint8_t truth) {
    bool all = (e->kind == NODE_AND) == (truth == TRUTH_YES);
    form f = all ? FORM_YES : FORM_NO;
    for (uint32_t i = 0; i < e->count; i++) {
        form kid = comes_to_truth(w, e->kids[i], truth);
        f = all ? both(w->r, f, kid) : solve_or(w->r->solver, f, kid);
    }
    return f;
}

static form comes_to_truth(struct path *w, const struct expr *e, uint8_t truth) {
    if (e->kind == NODE_NOT) return comes_to_truth(w, e->kids[0], truth_not(truth));
    if (expr_joins(e)) return joins(w, e, truth);
    return comes_to(w->r, w->use->operands[w->next++], truth);
}

// That all operands of the node but one are such that the one decides.
static form others_neutral(struct path *w, const struct expr *e, uint32_t but) {
    form f = FORM_YES;
    for (uint32_t i = 0; i < e->count; i++) {
        form neutral = comes_to_truth(w, e->kids[i], e->kind == NODE_AND ? TRUTH_YES : TRUTH_NO);
        if (i != but) f = both(w->r, f, neutral);
    }
    return f;
}

static void ask_operands(struct path *w, const struct expr *e, form decides);

static void ask_kids(struct path *w, const struct expr *e, form decides) {
    uint32_t first = w->next;
    for (uint32_t i = 0; i < e->count; i++) {
        struct path ahead = {w->r, w->use, first};
        ask_operands(w, e->kids[i], both(w->r, decides, others_neutral(&ahead, e, i)));
    }
}

static void ask_operands(struct path *w, const struct expr *e, form decides) {
    if (e->kind == NODE_NOT) ask_operands(w, e->kids[0], decides);
    else if (expr_joins(e)) ask_kids(w, e, decides);
    else {
        const struct node *n = w->use->operands[w->next];
        const struct cover_place *p = place_of_operand(w->r, w->use, w->next++);
        ask(w->r, p, TRUTH_NO, both(w->r, decides, comes_to(w->r, n, TRUTH_NO)));
        ask(w->r, p, TRUTH_YES, both(w->r, decides, comes_to(w->r, n, TRUTH_YES)));
    }
}

// That some item shows it. What none can show needs no looking for somebody who has one.
static void ask_item(struct ruling *r, const struct cover_place *p, uint8_t truth, form scope, const struct node *any) {
    if (r->failed || !any || !is_wanted(r, p, truth)) return;
    enum answer answer = lone_ask(&r->lone, any);
    r->failed = answer == ANSWER_FAILED;
    if (answer != ANSWER_NONE) ask(r, p, truth, both(r, scope, comes_to(r, any, TRUTH_YES)));
}

static void ask_items(struct ruling *r, const struct planned_use *u, form scope) {
    for (uint32_t i = 0; i < r->c->listed[u->condition]->operand_count; i++)
        for (uint8_t truth = TRUTH_NO; truth <= TRUTH_YES; truth++)
            ask_item(r, place_of_operand(r, u, i), truth, scope, u->shown[i][truth]);
}

static void ask_use(struct ruling *r, const struct planned_use *u) {
    const struct condition *d = r->c->listed[u->condition];
    form scope = d->part ? r->scopes[d->part->index] : FORM_YES;
    struct path w = {r, u, 0};
    if (u->list) ask_items(r, u, scope);
    else ask_operands(&w, d->root, scope);
}

// ---- the whole

static void ask_everything(struct ruling *r) {
    for (uint32_t i = 0; i < r->c->part_count; i++) r->scopes[i] = FORM_NO;
    for (uint32_t i = 0; i < r->plan->scheme_count; i++) {
        for (uint32_t k = 0; k < r->plan->schemes[i].offer_count; k++) ask_offer(r, i, k);
        ask_amendments(r, i);
    }
    for (uint32_t i = 0; i < r->plan->table_count; i++) ask_rows(r, r->plan->tables[i]);
    for (uint32_t i = 0; i < r->plan->use_count; i++) ask_use(r, &r->plan->uses[i]);
}

static bool has_wanted(const struct ruling *r) {
    for (uint32_t i = 0; i < r->c->place_count; i++)
        for (unsigned k = 0; k < 8; k++)
            if (is_wanted(r, &r->c->places[i], k)) return true;
    return false;
}

static bool has_items(const struct plan *p) {
    uint32_t i = 0;
    while (i < p->use_count && !p->uses[i].list) i++;
    return i < p->use_count;
}

static bool look_at_items(struct ruling *r, const struct solve_options *so) {
    return lone_begin(&r->lone, r->plan, so) && lone_known(&r->lone, r->solver, &r->known);
}

static void ask_of(struct ruling *r, bool missing, int32_t as_of) {
    const struct solve_options so = {
        .missing = missing, .as_of = as_of, .budget = BUDGET, .plain = r->taking ? r->taking->found->plain : NULL};
    r->missing = missing;
    if (!has_wanted(r)) return;
    r->solver = solver_new(r->plan, &so);
    r->known = FORM_YES;
    r->failed = !r->solver || (has_items(r->plan) && !look_at_items(r, &so));
    if (!r->failed) ask_everything(r);
    lone_end(&r->lone);
    solver_free(r->solver);
}

// By node id: whether it, or what it is made of, may come to something else for want of data than with whatever they
// are.
static void find_shaky(const struct plan *p, uint8_t *shaky) {
    for (uint32_t i = 0; i < p->node_count; i++) {
        const struct node *n = p->nodes[i];
        bool replaces = n->operation == OPERATION_OR_ELSE && replaces_missing(n);
        shaky[n->id] = replaces || n->operation == OPERATION_IS_MISSING || n->operation == OPERATION_LIST_MISSING;
        for (uint32_t k = 0; k < n->count; k++) shaky[n->id] |= shaky[n->kids[k]->id];
    }
}

static bool is_steady(const struct planned_offer *o, const uint8_t *shaky) {
    for (uint32_t i = 0; i < planned_part_count(o); i++) {
        struct planned_part part = planned_part(o, i);
        if (part.node && shaky[part.node->id]) return false;
        if (part.waiver && shaky[part.waiver->id]) return false;
    }
    return true;
}

static void find_steady(struct ruling *r) {
    uint8_t *shaky = calloc(r->plan->node_count + 1, 1);
    r->failed = !shaky;
    if (!shaky) return;
    find_shaky(r->plan, shaky);
    memset(r->steady, 1, r->c->policy->group_count);
    for (uint32_t i = 0; i < r->plan->scheme_count; i++)
        for (uint32_t k = 0; k < r->plan->schemes[i].offer_count; k++)
            if (!is_steady(&r->plan->schemes[i].offers[k], shaky)) r->steady[r->plan->schemes[i].group] = 0;
    free(shaky);
}

// What no offer leads to, a row of a table or a definition, is asked of nobody: it has no use that could show it.
static void ask_unused(struct ruling *r) {
    for (uint32_t i = 0; i < r->c->place_count; i++)
        if (r->c->places[i].kind == COVER_OPERAND) r->asked[i] = cover_open(&r->c->places[i]);
}

static void rule_out(struct ruling *r, int32_t as_of) {
    find_steady(r);
    ask_unused(r);
    if (!r->failed) ask_of(r, false, as_of);
    if (!r->failed) ask_of(r, true, as_of);
    for (uint32_t i = 0; i < r->c->place_count && !r->failed; i++)
        r->c->places[i].ruled_out |= (uint8_t)(r->asked[i] & ~r->possible[i]);
}

static bool has_open(const struct coverage *c) {
    for (uint32_t i = 0; i < c->place_count; i++)
        if (cover_open(&c->places[i])) return true;
    return false;
}

// How much of what may be is shown by nobody who was found.
static uint32_t count_open(const struct coverage *c, const uint8_t *shown) {
    uint32_t open = 0;
    for (uint32_t i = 0; i < c->place_count; i++)
        open += (uint32_t)__builtin_popcount((unsigned)(cover_open(&c->places[i]) & ~shown[i]));
    return open;
}

static void finish_taking(struct ruling *r) {
    shown_thin(r->taking->found, cover_thing(r->c->place_count, 0));
    r->taking->found->open = count_open(r->c, r->taking->shown);
}

// The conditions, each with what of its operands is open.
static bool make_watched(struct ruling *r) {
    const struct coverage *c = r->c;
    size_t count = 0;
    for (uint32_t i = 0; i < c->condition_count; i++) count += c->listed[i]->operand_count;
    r->watched = calloc(c->condition_count + 1, sizeof *r->watched);
    r->open = malloc(count + 1);
    if (!r->watched || !r->open) return false;
    for (uint32_t i = 0, n = 0; i < c->condition_count; i++) {
        r->watched[i] = c->watched[i];
        r->watched[i].shown = r->open + n;
        for (uint32_t k = 0; k < c->listed[i]->operand_count; k++)
            r->open[n++] = cover_open(&c->places[c->listed[i]->operands[k]]);
    }
    return true;
}

static bool make_plan(struct ruling *r) {
    const struct plan_options po = {
        .watched = r->watched, .watched_count = r->c->condition_count, .keep_names = true, .assumed = true};
    r->plan = plan_new(r->c->policy, &po);
    return r->plan != NULL;
}

static bool make_rooms(struct ruling *r) {
    const struct coverage *c = r->c;
    r->asked = calloc(2 * (size_t)c->place_count + c->policy->group_count + 1, 1);
    r->scopes = calloc(c->part_count + 1, sizeof *r->scopes);
    if (!r->asked || !r->scopes || !make_watched(r) || !make_plan(r)) return false;
    r->possible = r->asked + c->place_count;
    r->steady = r->possible + c->place_count;
    return true;
}

static void drop_rooms(struct ruling *r) {
    if (r->plan) plan_free(r->plan);
    free(r->asked);
    free(r->scopes);
    free(r->watched);
    free(r->open);
}

bool coverage_rule_out(struct coverage *c, int32_t as_of, struct shown_list *found) {
    struct taking taking = {0};
    struct ruling r = {.c = c, .taking = found ? &taking : NULL};
    if (!has_open(c)) return true;
    r.failed = !make_rooms(&r) || (found && !taking_begin(&taking, c, r.plan, found));
    if (!r.failed) rule_out(&r, as_of);
    if (found && !r.failed) finish_taking(&r);
    taking_end(&taking);
    drop_rooms(&r);
    return !r.failed;
}
