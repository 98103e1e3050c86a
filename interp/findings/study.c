// Questions, as long as there are looks left for them.
#include "grammar/base/calendar.h"
#include "interp/eval/workspace.h"
#include "interp/findings/internal.h"
#include "interp/solve/witness.h"

#define BOXES_EACH 2000  // for one question
// A box takes as long as there is in it to look at: forms, and nodes that they hang on.
#define LOOKS_EACH 10000000
#define LOOKS_ALL 5000000  // for all questions, and in a large policy more
#define LOOKS_A_NODE 550   // for each node and kid of one
#define LOOKS_MOST 35000000
#define LOOKS_ASKED 50  // what a question takes before its first box, at least

static uint64_t looks_for(const struct plan *plan) {
    uint64_t parts = 0;
    for (uint32_t i = 0; i < plan->node_count; i++) parts += 1 + plan->nodes[i]->count;
    uint64_t looks = LOOKS_ALL + parts * LOOKS_A_NODE;
    return looks < LOOKS_MOST ? looks : LOOKS_MOST;
}

static void make_nothing(struct study *s) {
    s->nothing = block_new(s->policy, 1, true);
    if (!s->nothing) arena_exhausted(s->arena);
    block_add_row(s->nothing);
    block_seal(s->nothing);
}

void study_make(struct study *s, const struct plan_options *options) {
    s->plan = plan_new(s->policy, options);
    if (!s->plan) arena_exhausted(s->arena);
    s->looks = looks_for(s->plan);
    s->solver = solver_new(s->plan,
                           &(struct solve_options){.budget = BOXES_EACH, .looks = LOOKS_EACH, .missing = true});
    s->workspace = plan_workspace_new(s->plan, 1);
    if (!s->solver || !s->workspace) arena_exhausted(s->arena);
    make_nothing(s);
}

// False: out of memory.
static bool try_work(struct study *s, void (*work)(struct study *s)) {
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) return false;
    s->arena->out_of_memory = &out_of_memory;
    arena_init(&s->trial, &out_of_memory);
    work(s);
    return true;
}

void study_run(struct study *s, void (*work)(struct study *s)) {
    jmp_buf *outer = s->arena->out_of_memory;
    bool done = try_work(s, work);
    s->arena->out_of_memory = outer;
    solver_free(s->solver);
    if (s->nothing) block_free(s->nothing);
    if (s->workspace) workspace_free(s->workspace);
    if (s->plan) plan_free(s->plan);
    for (uint32_t i = 0; i < s->kept_count; i++)
        if (s->kept[i]) block_free(s->kept[i]);
    arena_free(&s->trial);
    if (!done) arena_exhausted(s->arena);
}

// ---- questions

void study_spend(struct study *s, uint64_t looks) { s->looks -= looks < s->looks ? looks : s->looks; }

// What nobody can be costs nothing, but a form is FORM_NO too where there was no memory for it: the solver tells.
static enum answer put(struct study *s, form goal, form own_part, const struct block *near, struct finding *found) {
    struct finding own = {.looks = 0};
    bool may_ask = s->looks || goal == FORM_NO;
    enum answer answer = may_ask ? solve_near(s->solver, goal, own_part, near, &own) : ANSWER_OPEN;
    if (answer == ANSWER_FAILED) arena_exhausted(s->arena);
    if (goal == FORM_NO) return ANSWER_NONE;
    study_spend(s, own.looks + LOOKS_ASKED);
    s->open += answer == ANSWER_OPEN;
    if (found) *found = own;
    return answer;
}

enum answer study_ask_any(struct study *s, form goal, struct finding *found) {
    return put(s, goal, FORM_YES, NULL, found);
}

static form decided(struct study *s, form goal, uint32_t scheme) {
    return goal == FORM_NO ? FORM_NO : solve_and(s->solver, goal, solve_decided(s->solver, scheme));
}

enum answer study_ask(struct study *s, form goal, uint32_t scheme, struct finding *found) {
    return study_ask_any(s, decided(s, goal, scheme), found);
}

enum answer study_ask_near(struct study *s, form goal, form own, const struct place *p) {
    const struct block *near = places_offer(&s->places, p->offer)->granted;
    return put(s, decided(s, goal, p->scheme), own, near, NULL);
}

// ---- usual values

#define USUAL_FEN INT64_C(1000000000000)  // ten thousand million yuan
#define USUAL_PERCENT INT64_C(1000000)    // 100%
#define USUAL_COUNT INT64_C(1000000)
#define USUAL_MONTHS 600
#define USUAL_FROM DATE_PACK(1900, 1, 1)
#define USUAL_UNTIL DATE_PACK(2100, 1, 1)
#define USUAL_AHEAD DATE_PACK(50, 0, 0)  // of the as-of date

static int64_t usual_most(const struct type *t) {
    switch (t->kind) {
    case TYPE_MONEY: return USUAL_FEN;
    case TYPE_PERIOD: return t->unit == UNIT_DAYS ? USUAL_MONTHS * 31 : USUAL_MONTHS;
    case TYPE_COUNT: return USUAL_COUNT;
    case TYPE_PERCENT: return USUAL_PERCENT;
    default: return USUAL_COUNT * type_scale(t->kind);
    }
}

static bool is_number(const struct node *n) {
    return n->operation == OPERATION_COLUMN && !n->space && type_has_amount(n->type.kind);
}

static form usual_values(struct study *s) {
    form all = FORM_YES;
    for (uint32_t i = 0; i < s->plan->node_count; i++) {
        const struct node *n = s->plan->nodes[i];
        if (!is_number(n)) continue;
        form usual = solve_between(s->solver, n, 0, usual_most(&n->type));
        all = solve_and(s->solver, all, solve_or(s->solver, usual, solve_outcome(s->solver, n, OUTCOME_UNKNOWN)));
    }
    return all;
}

// The as-of date too. Dates are as usual as they can be, wherever they are read from: so those of whoever is found
// tell.
static bool has_usual_dates(const struct study *s, const struct finding *found) {
    if (found->as_of < USUAL_FROM || found->as_of > USUAL_UNTIL) return false;
    for (uint32_t i = 0; i < s->policy->field_count; i++) {
        const struct field *f = &s->policy->fields[i];
        if (f->type.kind != TYPE_DATE) continue;
        struct node_value v = vector_value(&found->block->columns[i], column_lane(f), 0);
        if (v.state != STATE_KNOWN) continue;
        if (v.value < USUAL_FROM || v.value > found->as_of + USUAL_AHEAD) return false;
    }
    return true;
}

bool study_narrow_usual(struct study *s, form *goal, struct finding *found) {
    form usual = solve_and(s->solver, *goal, usual_values(s));
    enum answer answer = study_ask_any(s, usual, found);
    if (answer != ANSWER_FOUND) study_ask_any(s, *goal, found);  // what stood in it is gone
    if (answer != ANSWER_FOUND || !has_usual_dates(s, found)) return false;
    *goal = usual;
    return true;
}

struct block *study_keep(struct study *s, const struct block *found) {
    ARENA_PUSH(&s->trial, s->kept, s->kept_count, NULL);
    struct block *kept = witness_block(found, NULL);
    if (!kept) arena_exhausted(s->arena);
    return s->kept[s->kept_count - 1] = kept;
}

void study_take_missing(struct study *s, bool missing) { solver_take_missing(s->solver, missing); }

// ---- the policy

const struct planned_offer *study_offer(const struct study *s, uint32_t scheme, uint32_t offer) {
    return &s->plan->schemes[scheme].offers[offer];
}

struct diag_arg study_words(const struct study *s, const struct name *n) {
    return (struct diag_arg){name_text(s->policy, n, LANG_EN), name_text(s->policy, n, LANG_ZH)};
}

// ---- the other rules of an offer

// For each rule, and behind them for none: whether one before it, then also one behind it, turns the applicant down.
static form *make_rest(struct study *s, const struct planned_offer *o) {
    form *rest = ARENA_ARRAY(s->arena, form, (size_t)o->rule_count + 1), any = FORM_NO;
    for (uint32_t i = 0; i <= o->rule_count; i++) {
        rest[i] = any;
        if (i < o->rule_count) any = solve_or(s->solver, any, solve_rule_alone(s->solver, &o->rules[i], SOLVE_FAILED));
    }
    any = FORM_NO;
    for (uint32_t i = o->rule_count; i-- > 0;) {
        rest[i] = solve_or(s->solver, rest[i], any);
        any = solve_or(s->solver, any, solve_rule_alone(s->solver, &o->rules[i], SOLVE_FAILED));
    }
    return rest;
}

form study_passes_rest(struct study *s, uint32_t scheme, uint32_t offer, uint32_t rule) {
    if (!s->rests) s->rests = ARENA_ARRAY(s->arena, form **, s->policy->scheme_count);
    form ***of = &s->rests[scheme];
    if (!*of) *of = ARENA_ARRAY(s->arena, form *, s->plan->schemes[scheme].offer_count);
    if (!(*of)[offer]) (*of)[offer] = make_rest(s, study_offer(s, scheme, offer));
    return solve_not(s->solver, (*of)[offer][rule]);
}
