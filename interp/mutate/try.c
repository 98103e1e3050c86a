// Mutants tried: so many at once as worlds of one plan, over a block with the records of all tests.
#include <stdlib.h>
#include <string.h>

#include "interp/eval/eval.h"
#include "interp/mutate/internal.h"
#include "interp/study/sample.h"
#include "interp/study/test_check.h"

#define AT_ONCE 128  // worlds of a plan; each costs the nodes that its slip changes

struct trial {
    struct mutation *m;
    const struct test_options *options;
    const struct expr **values;  // of all tests
    size_t value_count;
    size_t *first_value;  // by test
    struct plan_world worlds[AT_ONCE];
    uint32_t first, count;  // mutants that are tried at once
    struct parts *parts;
    const uint32_t *tests;  // that they may fail
    uint32_t test_count;
    bool may_fault;  // so may others, where somebody's record does
    struct plan *plan;
    struct workspace *workspace;
    struct decisions *decisions;
    struct block *block;
    struct text line;
};

static const struct policy *policy_of(const struct trial *t) { return t->m->policy; }

// ---- what all trials share

static bool gather_values(struct trial *t) {
    const struct policy *p = policy_of(t);
    size_t most = 0;
    for (uint32_t i = 0; i < p->test_count; i++) most += p->tests[i]->decl->given->expectation_count;
    t->values = calloc(most + 1, sizeof *t->values);
    t->first_value = calloc(p->test_count + 1, sizeof *t->first_value);
    if (!t->values || !t->first_value) return false;
    for (uint32_t i = 0; i < p->test_count; i++) {
        t->first_value[i] = t->value_count;
        t->value_count += test_values(p->tests[i], t->values + t->value_count);
    }
    return true;
}

static bool fill_block(struct trial *t) {
    const struct policy *p = policy_of(t);
    t->block = block_new(p, p->test_count, true);
    for (uint32_t i = 0; t->block && i < p->test_count; i++) {
        const struct decl *d = p->tests[i]->decl;
        t->block->as_of[i] = d->as_of ? d->as_of : t->options->today;
        if (!sample_add(t->block, p->tests[i]->base, d->given->record)) return false;
    }
    if (t->block) block_seal(t->block);
    return t->block != NULL;
}

// ---- some at once

static void drop_plan(struct trial *t) {
    if (t->decisions) decisions_free(t->decisions);
    if (t->workspace) workspace_free(t->workspace);
    if (t->plan) plan_free(t->plan);
    t->decisions = NULL, t->workspace = NULL, t->plan = NULL;
}

static bool decide_all(struct trial *t) {
    const struct policy *p = policy_of(t);
    const struct plan_options po = {.extra = t->values,
                                    .extra_count = t->value_count,
                                    .parts = parts_for_tests(t->parts, t->m->mutants + t->first, t->count),
                                    .extra_by_world = true,
                                    .worlds = t->worlds,
                                    .world_count = t->count};
    t->tests = parts_tests(t->parts, &t->test_count);
    t->plan = plan_new(p, &po);
    t->workspace = t->plan ? plan_workspace_new(t->plan, p->test_count) : NULL;
    t->decisions = t->workspace ? decisions_new(t->plan, p->test_count) : NULL;
    if (!t->decisions || !eval_block(t->workspace, t->block)) return false;
    decide(t->decisions, t->workspace, t->block);
    return true;
}

static const struct node **values_of(const struct trial *t, uint32_t world) {
    return t->plan->extra + world * t->value_count;
}

static bool is_same(const struct trial *t, uint32_t world) {
    for (uint32_t i = 0; i < policy_of(t)->group_count; i++)
        if (t->plan->worlds[world][i] != t->plan->worlds[0][i]) return false;
    return !memcmp(values_of(t, world), values_of(t, 0), t->value_count * sizeof(struct node *));
}

static bool has_fault(const struct trial *t, uint32_t world, uint32_t test) {
    const struct decisions *d = t->decisions;
    for (uint32_t i = 0; i < policy_of(t)->group_count; i++) {
        size_t group = t->plan->worlds[world][i];
        if (d->schemes[d->chosen[group * d->capacity + test]].fault[test]) return true;
    }
    return false;
}

static bool meets_all(struct trial *t, uint32_t world, uint32_t test, struct test_outcome *r) {
    struct test_check check = {.policy = policy_of(t),
                               .d = t->decisions,
                               .w = t->workspace,
                               .values = values_of(t, world) + t->first_value[test],
                               .row = test,
                               .groups = t->plan->worlds[world],
                               .lang = t->options->lang,
                               .lines = t->options->lines,
                               .result = r,
                               .line = &t->line};
    test_check(&check, policy_of(t)->tests[test]);
    return !r->failure_count;
}

static bool may_fault(const struct plan *p) {
    for (uint32_t i = 0; i < p->scheme_count; i++)
        for (uint32_t k = 0; k < p->schemes[i].offer_count; k++)
            if (p->schemes[i].offers[k].fault_count) return true;
    return false;
}

static bool has_faults(const struct trial *t, uint32_t world) {
    uint32_t test = 0;
    while (test < policy_of(t)->test_count && !has_fault(t, world, test)) test++;
    return test < policy_of(t)->test_count;
}

// Whether all tests pass there; `no_memory` where that could not be told.
static bool passes(struct trial *t, uint32_t world, bool *no_memory) {
    jmp_buf out_of_memory;
    struct test_outcome r = {0};
    if (t->may_fault && has_faults(t, world)) return false;
    if (setjmp(out_of_memory)) {
        *no_memory = true;
        arena_free(&r.arena);
        return false;
    }
    arena_init(&r.arena, &out_of_memory);
    uint32_t i = 0;
    while (i < t->test_count && meets_all(t, world, t->tests[i], &r)) i++;
    arena_free(&r.arena);
    return i == t->test_count;
}

static enum mutate_status judge_all(struct trial *t) {
    bool no_memory = false;
    t->may_fault = may_fault(t->plan);
    if (!passes(t, 0, &no_memory)) return no_memory ? MUTATE_NO_MEMORY : MUTATE_TESTS_FAIL;
    for (uint32_t i = 0; i < t->count; i++) {
        struct mutant *mutant = &t->m->mutants[t->first + i];
        if (is_same(t, i + 1)) mutant->fate = FATE_SAME;
        else mutant->fate = passes(t, i + 1, &no_memory) ? FATE_SURVIVED : FATE_NOTICED;
    }
    return no_memory ? MUTATE_NO_MEMORY : MUTATE_OK;
}

static enum mutate_status try_some(struct trial *t) {
    for (uint32_t i = 0; i < t->count; i++) {
        const struct mutant *mutant = &t->m->mutants[t->first + i];
        t->worlds[i] = (struct plan_world){
            .patches = mutant->patches, .patch_count = mutant->patch_count, .groups = mutant->groups};
    }
    enum mutate_status status = decide_all(t) ? judge_all(t) : MUTATE_NO_MEMORY;
    drop_plan(t);
    return status;
}

// The policy as it stands first, then so many mutants that are alike.
static enum mutate_status try_all(struct trial *t) {
    enum mutate_status status = try_some(t);
    for (; t->first < t->m->count && status == MUTATE_OK; t->first += t->count) {
        const struct mutant *first = t->m->mutants + t->first;
        t->count = 1;
        while (t->count < AT_ONCE && t->first + t->count < t->m->count && goes_with(first, first + t->count))
            t->count++;
        status = try_some(t);
    }
    return status;
}

enum mutate_status mutation_try(struct mutation *m, const struct test_options *options, struct shown_list *found) {
    struct trial *t = calloc(1, sizeof *t);
    if (!t) return MUTATE_NO_MEMORY;
    t->m = m;
    t->options = options;
    t->parts = parts_new(m->policy);
    enum mutate_status status = t->parts && gather_values(t) && fill_block(t) ? try_all(t) : MUTATE_NO_MEMORY;
    if (status == MUTATE_OK && !settle_survivors(m, t->parts, found)) status = MUTATE_NO_MEMORY;
    parts_free(t->parts);
    if (t->block) block_free(t->block);
    free(t->values);
    free(t->first_value);
    text_free(&t->line);
    free(t);
    return status;
}
