#include "interp/whatif/whatif.h"

#include "interp/run/run.h"
#include "interp/whatif/finish.h"

static void finish(struct collection *c, const struct whatif_options *o, const struct run_counts *counts,
                   struct whatif_result *result) {
    const struct scope *s = c->scope;
    result->policy = s->policy;
    result->records = o->ask.where ? c->wanted + counts->rejected : counts->records;
    result->rejected = counts->rejected;
    result->min_cell = o->ask.min_cell;
    result->near_percent = scope_near(s);
    result->tally = c->tally;
    c->tally = NULL;
    finish_edits(s, o->lines, result);
    finish_tried(s, result);
    result->subjects = ARENA_ARRAY(s->arena, struct whatif_subject, s->count);
    result->subject_count = s->count;
    for (uint32_t i = 0; i < s->count; i++) result->subjects[i] = finish_subject(c, i, result->tally);
}

static bool take_all(void *context, const char *bytes, size_t length) {
    (void)context, (void)bytes, (void)length;
    return true;
}

static enum run_status collect(struct collection *c, const struct whatif_options *o, struct run_bounds bounds,
                               struct run_counts *counts) {
    struct run_stage stage = collection_stage(c);
    struct run_callbacks callbacks = o->callbacks;
    struct run_timing timing;
    callbacks.write = take_all;
    records_limit_rows(o->records, bounds.block_rows);
    enum run_status status = run_pipeline(o->records, bounds.jobs, &stage, &callbacks, counts, &timing);
    return status == RUN_OK && c->failed ? RUN_MEMORY : status;
}

typedef void guarded_step(void *context);
// False: the step found no memory. What it leaves behind is the arena's.
static bool guarded(struct arena *a, guarded_step *take, void *context) {
    jmp_buf *outer = a->out_of_memory, here;
    bool done = false;
    a->out_of_memory = &here;
    if (!setjmp(here)) take(context), done = true;
    a->out_of_memory = outer;
    return done;
}

struct running {
    struct scope *scope;
    struct collection collection;
    const struct whatif_options *options;
    struct whatif_result *result;
    struct run_counts *counts;
};

static void prepare(void *context) { scope_counted(((struct running *)context)->scope); }

static void conclude(void *context) {
    struct running *r = context;
    finish(&r->collection, r->options, r->counts, r->result);
}

static enum run_status run_planned(struct running *r) {
    const struct whatif_options *o = r->options;
    struct run_bounds bounds = run_within_bounds(r->scope->plan, o->records, o->jobs, 0);
    enum run_status status = RUN_MEMORY;
    if (!guarded(r->scope->arena, prepare, r)) return RUN_MEMORY;
    if (collection_open(&r->collection, r->scope, bounds.block_rows))
        status = collect(&r->collection, o, bounds, r->counts);
    if (status == RUN_OK && !guarded(r->scope->arena, conclude, r)) status = RUN_MEMORY;
    collection_close(&r->collection);
    return status;
}

enum run_status whatif_run(const struct whatif_options *o, struct arena *arena, struct whatif_result *result,
                           struct run_counts *counts) {
    struct scope s = {.arena = arena, .ask = &o->ask, .policy = o->ask.policy};
    *result = (struct whatif_result){0};
    scope_worlds(&s);
    struct plan_options po = {.as_of = o->ask.as_of,
                              .settings = o->ask.base,
                              .setting_count = o->ask.base_count,
                              .worlds = s.planned,
                              .world_count = s.world_count - 1};
    if (o->ask.where) po.extra = where_exprs(o->ask.where, &po.extra_count);
    struct plan *plan = plan_new(s.policy, &po);
    if (!plan) return RUN_MEMORY;
    s.plan = result->plan = plan;
    struct running r = {.scope = &s, .options = o, .result = result, .counts = counts};
    return run_planned(&r);
}

void whatif_free(struct whatif_result *result) {
    tally_free(result->tally);
    plan_free(result->plan);
    result->tally = NULL;
    result->plan = NULL;
}
