// Parts of conditions that are of no effect: what `and` or `or` joins and never matters, branches that nobody comes to,
// definitions that are always the same. Each is asked about once, wherever it is used; clones of it for other versions
// count with it.
#include "interp/findings/internal.h"

static uint8_t own_outcome(const struct expr *e) { return e->kind == NODE_AND ? OUTCOME_NO : OUTCOME_YES; }

form operand_comes_to(struct study *s, const struct expr *e, uint32_t kid, bool own) {
    uint8_t outcome = own_outcome(e);
    return solve_outcome(s->solver, exprs_node(s, e->kids[kid]), own ? outcome : outcome ^ OUTCOMES_KNOWN);
}

bool operands_left_open(struct study *s, const struct expr *e) {
    bool open = e->count > OPERANDS_MOST || !s->looks;
    if (open) s->open += e->count;
    return open;
}

form operand_is_left(struct study *s, const struct expr *e, uint32_t kid) {
    form goal = FORM_YES;
    for (uint32_t i = 0; i < e->count; i++)
        if (i != kid) goal = solve_and(s->solver, goal, operand_comes_to(s, e, i, false));
    return goal;
}

static bool is_never(struct study *s, form goal) { return study_ask_any(s, goal, NULL) == ANSWER_NONE; }

static void push(struct study *s, const struct part_fact *f) { ARENA_PUSH(s->arena, s->facts, s->fact_count, *f); }

// ---- by itself

// What is always the same is told as a whole, not by its operands.
static bool is_same_for_all(struct study *s, const struct expr *e) {
    form all = FORM_YES, any = FORM_NO;
    for (uint32_t i = 0; i < e->count; i++) {
        all = solve_and(s->solver, all, operand_comes_to(s, e, i, false));
        any = solve_or(s->solver, any, operand_comes_to(s, e, i, true));
    }
    return is_never(s, all) || is_never(s, any);
}

static void ask_operands(struct study *s, const struct expr *e) {
    bool same = false, asked = false;
    if (operands_left_open(s, e)) return;
    for (uint32_t i = 0; i < e->count; i++) {
        form left = operand_is_left(s, e, i), goal = solve_and(s->solver, left, operand_comes_to(s, e, i, true));
        bool idle = is_never(s, goal);
        if (idle && !asked) same = is_same_for_all(s, e), asked = true;
        push(s, &(struct part_fact){
                    .kind = FACT_OF_OPERAND, .at = e->kids[i]->at, .e = e, .kid = i, .idle = idle && !same});
    }
}

static void ask_part(struct study *s, const struct expr *e, form reached);

static void ask_branch(struct study *s, const struct expr *e, uint32_t kid, form reached) {
    uint8_t outcome = kid == 1 ? OUTCOME_YES : OUTCOME_NO;
    form goal = solve_and(s->solver, reached, solve_outcome(s->solver, exprs_node(s, e->kids[0]), outcome));
    bool dead = is_never(s, goal);
    push(s, &(struct part_fact){.kind = FACT_OF_BRANCH, .at = e->kids[kid]->at, .e = e, .kid = kid, .idle = dead});
    if (!dead) ask_part(s, e->kids[kid], goal);
}

static bool was_asked(struct study *s, const struct expr *e) {
    if (e->kind != NODE_AND && e->kind != NODE_OR && e->kind != NODE_CHOICE) return false;
    uint8_t *asked = &s->asked[exprs_index(s, e->kids[0])];
    return *asked || !(*asked = 1);
}

// `reached`: where the choices around it come to this.
static void ask_part(struct study *s, const struct expr *e, form reached) {
    if (!e || expr_is_apart(e) || was_asked(s, e)) return;
    if (e->kind == NODE_AND || e->kind == NODE_OR) ask_operands(s, e);
    for (uint32_t i = 0; i < e->count; i++) {
        if (e->kind == NODE_CHOICE && i > 0) ask_branch(s, e, i, reached);
        else ask_part(s, e->kids[i], reached);
    }
}

static void ask_define(struct study *s, const struct define *d) {
    if (!define_is_asked(d)) return;
    const struct node *n = exprs_node(s, d->expr);
    bool never = is_never(s, solve_outcome(s->solver, n, OUTCOME_YES));
    bool always = !never && is_never(s, solve_outcome(s->solver, n, OUTCOME_NO));
    push(s, &(struct part_fact){
                .kind = FACT_OF_DEFINE, .at = d->decl->head, .kid = never, .define = d, .idle = never || always});
}

static void ask_offer(struct study *s, const struct offer *o) {
    ask_part(s, o->when, FORM_YES);
    for (uint32_t i = 0; i < o->rule_count; i++) {
        ask_part(s, o->rules[i]->decl->when, FORM_YES);
        ask_part(s, o->rules[i]->decl->expr, FORM_YES);
        ask_part(s, o->rules[i]->decl->waiver, FORM_YES);
    }
    for (uint32_t i = 0; i < o->grant_count; i++) ask_part(s, o->grants[i]->decl->expr, FORM_YES);
}

void operands_ask(struct study *s) {
    const struct policy *p = s->policy;
    s->asked = ARENA_ARRAY(s->arena, uint8_t, s->expr_count);
    for (uint32_t i = 0; i < p->define_count; i++) {
        if (p->defines[i]->param_count) continue;
        ask_define(s, p->defines[i]);
        ask_part(s, p->defines[i]->expr, FORM_YES);
    }
    for (uint32_t i = 0; i < p->scheme_count; i++)
        for (uint32_t k = 0; k < p->schemes[i]->offer_count; k++) ask_offer(s, p->schemes[i]->offers[k]);
}
