// What the vocabulary assumes of every record, where no record is so.
#include "interp/findings/findings.h"
#include "interp/findings/internal.h"

// The first that nobody meets beside those before it; none: `count`. False: out of memory.
static bool find_contradiction(struct solver *s, uint32_t count, uint32_t *at) {
    enum answer answer = solve_assumptions(s, count);
    *at = count;
    if (answer != ANSWER_NONE) return answer != ANSWER_FAILED;
    for (*at = 0, answer = ANSWER_FOUND; *at < count && answer != ANSWER_NONE; ++*at) {
        answer = solve_assumptions(s, *at + 1);
        if (answer == ANSWER_FAILED) return false;
    }
    --*at;
    return true;
}

static bool is_alone(struct solver *s, uint32_t at) { return solve_assumption(s, at) == ANSWER_NONE; }

static void report(struct compilation *c, const struct policy *p, uint32_t at, bool alone) {
    enum diag_id id = alone ? DIAG_ASSUME_NOBODY : DIAG_ASSUME_CONTRADICTS;
    struct diag *d = diag(&c->diags, id, p->assumptions[at]->at, A(""));
    diag_hint(&c->diags, d, DIAG_HINT_ASSUME_NOBODY, A(""));
}

bool findings_assumed(struct compilation *c, const struct policy *p) {
    uint32_t at = p->assumption_count;
    if (!at) return true;
    struct plan *plan = plan_new(p, &(struct plan_options){.assumed = true});
    struct solver *s = plan ? solver_new(plan, &(struct solve_options){.as_of = 0}) : NULL;
    bool done = s && find_contradiction(s, p->assumption_count, &at), found = done && at < p->assumption_count;
    bool alone = found && is_alone(s, at);
    solver_free(s);
    if (plan) plan_free(plan);
    if (!done) arena_exhausted(&c->arena);
    if (found) report(c, p, at, alone);
    return !found;
}
