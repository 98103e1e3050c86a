#include "interp/findings/findings.h"

#include "interp/eval/workspace.h"
#include "interp/findings/internal.h"

#define BOXES_EACH 2000   // for one question
#define BOXES_ALL 40000   // for all of them, in a policy of
#define NODES_USUAL 1000  // so many nodes; fewer in a larger one
#define BOXES_LEAST 20

static uint32_t boxes_for(const struct plan *plan) {
    if (plan->node_count <= NODES_USUAL) return BOXES_ALL;
    uint32_t boxes = (uint32_t)((uint64_t)BOXES_ALL * NODES_USUAL / plan->node_count);
    return boxes > BOXES_LEAST ? boxes : BOXES_LEAST;
}

static void make_nothing(struct study *s) {
    s->nothing = block_new(s->policy, 1, true);
    if (!s->nothing) arena_exhausted(s->arena);
    block_add_row(s->nothing);
    block_seal(s->nothing);
}

static void make(struct study *s) {
    exprs_gather(s);
    s->plan = plan_new(s->policy,
                       &(struct plan_options){.assumed = true, .extra = s->exprs, .extra_count = s->expr_count});
    if (!s->plan) arena_exhausted(s->arena);
    s->boxes = boxes_for(s->plan);
    s->solver = solver_new(s->plan, &(struct solve_options){.budget = BOXES_EACH, .missing = true});
    s->workspace = plan_workspace_new(s->plan, 1);
    if (!s->solver || !s->workspace) arena_exhausted(s->arena);
    make_nothing(s);
}

static void report_open(struct study *s) {
    if (!s->open) return;
    const struct number_text digits = number_text(s->open);
    struct diag *d = diag(&s->c->diags, DIAG_FINDINGS_OPEN, s->policy->schemes[0]->decl->head, A(digits.text));
    diag_hint(&s->c->diags, d, DIAG_HINT_FINDINGS_OPEN, A(""));
}

// What nobody is or meets is so whatever is missing. Beside others a rule is asked of applicants of whom all is known:
// else it decides whenever the others are unknown.
static void look(struct study *s) {
    s->places = places_of(s->arena, s->policy);
    if (!s->places.count) return;
    make(s);
    places_ask_alone(s);
    operands_ask(s);
    study_take_missing(s, false);
    places_ask_beside(s);
    places_report(s);
    effects_ask(s);
    operands_ask_beside(s);
    parts_report(s);
    report_open(s);
}

// False: out of memory.
static bool try_look(struct study *s) {
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) return false;
    s->arena->out_of_memory = &out_of_memory;
    look(s);
    return true;
}

void findings_add(struct compilation *c, const struct policy *p) {
    struct study s = {.c = c, .arena = &c->arena, .policy = p, .scheme = UINT32_MAX};
    jmp_buf *outer = c->arena.out_of_memory;
    if (!findings_assumed(c, p)) return;
    bool done = try_look(&s);
    c->arena.out_of_memory = outer;
    solver_free(s.solver);
    if (s.nothing) block_free(s.nothing);
    if (s.workspace) workspace_free(s.workspace);
    if (s.plan) plan_free(s.plan);
    if (!done) arena_exhausted(&c->arena);
}
