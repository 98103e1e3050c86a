#include "interp/sampling/sampling.h"

#include "interp/sampling/internal.h"
#include "interp/study/sample.h"

// The first sample of the policy, for what nobody asks about is as usual there.
static bool take_plain(struct sampling *s) {
    if (!s->policy->sample_count) return true;
    s->plain = block_new(s->policy, 1, true);
    if (!s->plain || !sample_add(s->plain, s->policy->samples[0], NULL)) return false;
    s->plain->as_of[0] = s->as_of;
    block_seal(s->plain);
    return true;
}

static bool make_ready(struct sampling *s) {
    const struct plan_options each_date = {.assumed = true};
    const struct solve_options how = {.as_of = s->as_of};
    s->plan = plan_new(s->policy, &each_date);
    s->solver = s->plan ? solver_new(s->plan, &how) : NULL;
    s->workspace = s->solver ? plan_workspace_new(s->plan, 1) : NULL;
    s->decisions = s->workspace ? decisions_new(s->plan, 1) : NULL;
    return s->decisions && take_plain(s);
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
