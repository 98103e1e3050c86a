#include "interp/sampling/sampling.h"

#include "interp/sampling/internal.h"
#include "interp/study/sample.h"

static bool make_ready(struct sampling *s) {
    const struct plan_options each_date = {.assumed = true};
    const struct solve_options how = {.as_of = s->as_of};
    s->plan = plan_new(s->policy, &each_date);
    s->solver = s->plan ? solver_new(s->plan, &how) : NULL;
    s->workspace = s->solver ? plan_workspace_new(s->plan, 1) : NULL;
    s->decisions = s->workspace ? decisions_new(s->plan, 1) : NULL;
    bool no_memory = !s->decisions;
    if (!no_memory) s->plain = sample_first(s->policy, s->as_of, &no_memory);
    return !no_memory;
}

bool sampling_make(struct sampling *s, struct arena *arena, const struct policy *policy, const struct scheme *scheme,
                   int32_t as_of) {
    *s = (struct sampling){.arena = arena, .policy = policy, .scheme = scheme, .as_of = as_of};
    s->failed = !make_ready(s);
    if (!s->failed) ask_all(s);
    if (!s->failed) leave_out_fields(s);
    return !s->failed;
}

void sampling_free(struct sampling *s) {
    for (uint32_t i = 0; i < s->count; i++) block_free(s->records[i].block);
    if (s->plain) block_free(s->plain);
    if (s->decisions) decisions_free(s->decisions);
    if (s->workspace) workspace_free(s->workspace);
    solver_free(s->solver);
    if (s->plan) plan_free(s->plan);
}
