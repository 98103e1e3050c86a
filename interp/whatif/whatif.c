#include "interp/whatif/whatif.h"

#include "interp/run/second_look.h"
#include "interp/whatif/finish.h"
#include "interp/whatif/survey.h"

static void finish(struct collection *c, const struct whatif_options *o, const struct run_counts *counts,
                   struct whatif_result *result) {
    const struct scope *s = c->scope;
    result->policy = s->policy;
    result->records = o->ask.where ? c->wanted.wanted + counts->rejected : counts->records;
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
    struct survey survey;
    const struct whatif_options *options;
    struct whatif_result *result;
    struct run_summary *summary;
    struct run_counts surveyed;  // records that were gone through before
};

// ---- twice through the records is one way, of which the progress tells

static bool on_progress(void *context, const struct run_counts *so_far) {
    const struct running *r = context;
    const struct run_callbacks *told = &r->options->callbacks;
    struct run_counts half = *so_far;
    half.records = (r->surveyed.records + so_far->records) / 2;
    half.bytes = (r->surveyed.bytes + so_far->bytes) / 2;
    return !told->progress || told->progress(told->context, survey_wanted(&r->options->ask) ? &half : so_far);
}

static void on_fault(void *context, const struct record_fault *fault) {
    const struct run_callbacks *told = &((struct running *)context)->options->callbacks;
    if (told->fault) told->fault(told->context, fault);
}

static struct run_callbacks callbacks_of(struct running *r) {
    return (struct run_callbacks){.context = r, .fault = on_fault, .progress = on_progress};
}

// ----

static void prepare(void *context) { scope_counted(((struct running *)context)->scope); }

static void cut(void *context) { survey_cut(&((struct running *)context)->survey); }

static void conclude(void *context) {
    struct running *r = context;
    finish(&r->collection, r->options, &r->summary->counts, r->result);
}

static enum run_status survey(struct running *r, struct run_bounds bounds) {
    struct run_callbacks callbacks = callbacks_of(r);
    if (!survey_wanted(&r->options->ask)) return RUN_OK;
    enum run_status status = survey_run(&r->survey, r->scope, r->options, &callbacks, bounds, &r->surveyed);
    if (status == RUN_OK && !guarded(r->scope->arena, cut, r)) status = RUN_MEMORY;
    survey_free(&r->survey);
    return status;
}

static enum run_status collect(struct running *r, struct run_bounds bounds) {
    const struct whatif_options *o = r->options;
    struct run_summary *summary = r->summary;
    struct run_stage stage = collection_stage(&r->collection);
    struct run_callbacks callbacks = callbacks_of(r);
    struct run_timing timing;
    run_watch_keys(summary, o->duplicates, o->seed, r->scope->policy, &callbacks);
    records_limit_rows(o->records, bounds.block_rows);
    struct key_set *keys = o->duplicates == DUPLICATES_REJECTED ? &summary->keys.set : NULL;
    if (!collection_open(&r->collection, r->scope, bounds.block_rows, keys)) return RUN_MEMORY;
    enum run_status status = run_pipeline(o->records, bounds.jobs, &stage, &callbacks, &summary->counts, &timing);
    if (status == RUN_OK) run_second_look(o->records, bounds.jobs, &summary->keys);
    summary->where = r->collection.wanted;
    summary->shapes = r->collection.shapes;
    return status == RUN_OK && r->collection.failed ? RUN_MEMORY : status;
}

static enum run_status run_planned(struct running *r) {
    const struct whatif_options *o = r->options;
    struct run_bounds bounds = run_within_bounds(r->scope->plan, o->records, o->jobs, 0);
    if (o->duplicates == DUPLICATES_REJECTED) bounds.jobs = 1;
    if (!guarded(r->scope->arena, prepare, r)) return RUN_MEMORY;
    enum run_status status = survey(r, bounds);
    if (status == RUN_OK) status = collect(r, bounds);
    if (status == RUN_OK && !guarded(r->scope->arena, conclude, r)) status = RUN_MEMORY;
    collection_close(&r->collection);
    return status;
}

enum run_status whatif_run(const struct whatif_options *o, struct arena *arena, struct whatif_result *result,
                           struct run_summary *summary) {
    struct scope s = {.arena = arena, .ask = &o->ask, .policy = o->ask.policy};
    *result = (struct whatif_result){0};
    *summary = (struct run_summary){0};
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
    struct running r = {.scope = &s, .options = o, .result = result, .summary = summary};
    return run_planned(&r);
}

void whatif_free(struct whatif_result *result) {
    tally_free(result->tally);
    plan_free(result->plan);
    result->tally = NULL;
    result->plan = NULL;
}
