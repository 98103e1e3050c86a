#include "interp/run/run.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "interp/eval/eval.h"
#include "interp/run/fault_places.h"
#include "interp/run/second_look.h"
#include "interp/value/vectorised.h"

#define RESULTS_LIMIT ((size_t)256 << 20)  // bytes
#define LEAST_ROWS 64u                     // however much the policy has to work out for each
#define FEWEST_ROWS 8u                     // however few there are
#define RECORD_LEAST 32u                   // bytes that a record hardly has less of
#define COUNTED_ROWS 192u                  // at once

// What all workers share.
struct run_shared {
    const struct run_options *options;
    struct run_summary *summary;
    _Atomic(struct writer *) spare;  // one that nobody uses at present, or NULL
    bool failed;                     // for want of memory, when all was counted
};

struct run_worker {
    const struct run_options *options;
    struct workspace *workspace;
    struct decisions *decisions;
    struct writer *writer;
    struct where_mask *where;  // NULL: all are wanted
    struct fault_places places;
    struct key_shapes shapes;            // since the last merge, as these:
    uint64_t (*counts)[DECISION_COUNT];  // by scheme group
    struct where_counts wanted;
    uint64_t evaluate, format;
    struct tally *stats;  // or NULL
    struct run_shared *shared;
    struct key_set *keys;  // of the records so far, where a second one is rejected; else NULL
};

static uint64_t now(const struct run_options *o) {
    return o->callbacks.clock ? o->callbacks.clock(o->callbacks.context) : 0;
}

// With what is asked of it beyond its format.
static struct writer *make_writer(const struct run_options *o) {
    struct writer *w = writer_new(o->plan, o->format, o->lang);
    if (w && o->guards) writer_guard(w);
    if (w) writer_rank_by(w, o->rank);
    if (w) writer_advise(w, o->advice);
    if (w && o->width) writer_fit(w, o->width);
    if (!w || !o->stamp || writer_stamp(w, o->stamp)) return w;
    writer_free(w);
    return NULL;
}

// A run of few records makes one and no more.
static struct writer *take_writer(struct run_shared *s) {
    struct writer *spare = atomic_exchange(&s->spare, NULL);
    return spare ? spare : make_writer(s->options);
}

static void give_writer(struct run_shared *s, struct writer *w) {
    if (w) writer_free(atomic_exchange(&s->spare, w));
}

static uint32_t group_count(const struct run_options *o) { return o->plan->policy->group_count; }

static void close_worker(void *worker) {
    struct run_worker *w = worker;
    if (!w) return;
    workspace_free(w->workspace);
    decisions_free(w->decisions);
    give_writer(w->shared, w->writer);
    where_mask_free(w->where);
    fault_places_free(&w->places);
    free(w->counts);
    if (w->stats && !tally_merge(w->shared->summary->stats, w->stats)) w->shared->failed = true;
    tally_free(w->stats);
    free(w);
}

static void *open_worker(void *context) {
    const struct run_options *o = ((struct run_shared *)context)->options;
    struct run_worker *w = calloc(1, sizeof *w);
    if (!w) return NULL;
    w->options = o;
    w->shared = context;
    w->keys = o->duplicates == DUPLICATES_REJECTED ? &((struct run_shared *)context)->summary->keys.set : NULL;
    w->places.plan = o->plan;
    w->workspace = plan_workspace_new(o->plan, o->block_rows);
    w->decisions = decisions_new(o->plan, o->block_rows);
    w->writer = take_writer(w->shared);
    w->counts = calloc(group_count(o) + 1, sizeof *w->counts);
    if (o->where) w->where = where_mask_new(o->where, o->plan, 0, o->block_rows);
    if (o->stats) w->stats = tally_new(o->plan, o->block_rows, o->stats);
    bool asked = (!o->where || w->where) && (!o->stats || w->stats);
    if (w->workspace && w->decisions && w->writer && w->counts && asked) return w;
    close_worker(w);
    return NULL;
}

// Vector code, which adds up bytes: for at most UINT8_MAX rows.
VECTORISED static uint8_t count_rows(const uint8_t *decision, uint8_t wanted, const uint16_t *chosen, uint16_t version,
                                     const uint8_t *fault, uint32_t n) {
    uint8_t count = 0;
    for (uint32_t i = 0; i < n; i++)
        count = (uint8_t)(count + ((decision[i] == wanted) & (chosen[i] == version) & !fault[i]));
    return count;
}

static void count_version(struct run_worker *w, uint32_t version) {
    const struct decisions *d = w->decisions;
    const struct scheme_result *s = &d->schemes[version];
    uint32_t group = s->planned->scheme->group;
    const uint16_t *chosen = d->chosen + (size_t)group * d->capacity;
    for (uint32_t from = 0; from < d->rows; from += COUNTED_ROWS) {
        uint32_t rows = d->rows - from < COUNTED_ROWS ? d->rows - from : COUNTED_ROWS;
        for (uint8_t k = 0; k < DECISION_COUNT; k++)
            w->counts[group][k] += count_rows(s->decision + from, k, chosen + from, (uint16_t)version, d->fault + from,
                                              rows);
    }
}

static bool has_fault(const struct decisions *d) { return memchr(d->fault, 1, d->rows) != NULL; }

static void report_faults(struct run_worker *w, struct record_parser *parser, struct chunk *chunk,
                          const struct block *b, struct record_faults *faults) {
    const struct decisions *d = w->decisions;
    for (uint32_t r = 0; r < d->rows; r++)
        if (d->fault[r])
            run_record_fault(faults, parser, chunk, b, r, &w->places, w->workspace, decision_fault(d, w->workspace, r));
}

static const struct slice *keys_of(const struct run_worker *w, const struct block *b) {
    return b->columns[w->options->plan->policy->key->index].data;
}

static bool work_block(void *worker, struct record_parser *parser, struct chunk *chunk, const struct block *b,
                       struct text *out, struct record_faults *faults) {
    struct run_worker *w = worker;
    const struct policy *policy = w->options->plan->policy;
    uint64_t from = now(w->options);
    if (!eval_block(w->workspace, b)) return false;
    decide(w->decisions, w->workspace, b);
    if (has_fault(w->decisions)) report_faults(w, parser, chunk, b, faults);
    if (w->keys && !run_reject_again(faults, parser, chunk, b, policy, w->keys, w->decisions->fault)) return false;
    if (w->where) where_leave_out(w->where, w->workspace, w->decisions, &w->wanted);
    for (uint32_t i = 0; i < w->decisions->plan->scheme_count; i++) count_version(w, i);
    key_shapes_note(&w->shapes, keys_of(w, b), b, chunk->number);
    if (w->stats && !tally_block(w->stats, w->decisions, w->workspace)) return false;
    uint64_t evaluated = now(w->options);
    writer_block(w->writer, b, w->workspace, w->decisions, out);
    w->evaluate += evaluated - from;
    w->format += now(w->options) - evaluated;
    return true;
}

static void merge(void *context, void *worker) {
    struct run_shared *shared = context;
    struct run_worker *w = worker;
    struct run_summary *s = shared->summary;
    for (uint32_t g = 0; g < group_count(w->options); g++)
        for (int i = 0; i < DECISION_COUNT; i++) s->decisions[g][i] += w->counts[g][i];
    key_shapes_merge(&s->shapes, &w->shapes);
    memset(w->counts, 0, group_count(w->options) * sizeof *w->counts);
    s->timing.evaluate += w->evaluate;
    s->timing.format += w->format;
    s->where.wanted += w->wanted.wanted;
    s->where.unknown += w->wanted.unknown;
    w->evaluate = w->format = 0;
    w->wanted = (struct where_counts){0};
}

// What all nodes come to for one row.
static size_t row_bytes(const struct plan *plan) {
    size_t bytes = 1;
    for (uint32_t i = 0; i < plan->node_count; i++) bytes += lane_size(plan->nodes[i]->lane) + 1;
    return bytes;
}

static uint32_t smaller(size_t a, uint32_t b) { return a < b ? (uint32_t)a : b; }

static size_t larger(size_t a, size_t b) { return a > b ? a : b; }

// Rows of a block where nobody asks for another size: a file of few records needs no more room than for them.
static uint32_t usual_rows(const struct records *r) {
    uint64_t size = records_size(r), header = records_header(r).length, rest = size > header ? size - header : 0;
    return size ? smaller(larger(rest / RECORD_LEAST, FEWEST_ROWS), RECORDS_BLOCK_ROWS) : RECORDS_BLOCK_ROWS;
}

// Every node keeps its results of a block, in every thread: a policy of tens of thousands of nodes gets smaller blocks,
// and where that is not enough fewer threads.
struct run_bounds run_within_bounds(const struct plan *plan, const struct records *records, uint32_t asked_jobs,
                                    uint32_t block_rows) {
    size_t row = row_bytes(plan), jobs = asked_jobs ? asked_jobs : 1, fit = RESULTS_LIMIT / row / jobs;
    struct run_bounds b = {.block_rows = block_rows ? block_rows : usual_rows(records)};
    b.block_rows = smaller(larger(fit, LEAST_ROWS), b.block_rows);
    fit = RESULTS_LIMIT / row / b.block_rows;
    b.jobs = smaller(fit ? fit : 1, (uint32_t)jobs);
    return b;
}

static struct run_options within_bounds(const struct run_options *asked) {
    struct run_options o = *asked;
    struct run_bounds b = run_within_bounds(o.plan, o.records, o.jobs, o.block_rows);
    o.block_rows = b.block_rows;
    o.jobs = o.duplicates == DUPLICATES_REJECTED ? 1 : b.jobs;
    return o;
}

// What stands before all results, or behind them.
static enum run_status write_edge(struct run_shared *s, void (*put)(const struct writer *w, struct text *out)) {
    const struct run_options *o = s->options;
    struct text out = {0};
    struct writer *w = take_writer(s);
    if (w) put(w, &out);
    enum run_status status = w && !out.failed ? RUN_OK : RUN_MEMORY;
    if (status == RUN_OK && out.length && !o->callbacks.write(o->callbacks.context, out.bytes, out.length))
        status = RUN_OUTPUT;
    give_writer(s, w);
    text_free(&out);
    return status;
}

static enum run_status run_through(struct run_shared *s, const struct run_callbacks *callbacks,
                                   struct run_timing *timing) {
    const struct run_options *o = s->options;
    struct run_stage stage = {s, open_worker, work_block, merge, close_worker};
    enum run_status status = o->headless ? RUN_OK : write_edge(s, writer_head);
    if (status != RUN_OK) return status;
    records_limit_rows(o->records, o->block_rows);
    status = run_pipeline(o->records, o->jobs, &stage, callbacks, &s->summary->counts, timing);
    if (status == RUN_OK && s->failed) status = RUN_MEMORY;
    return status == RUN_OK ? write_edge(s, writer_tail) : status;
}

void run_watch_keys(struct run_summary *summary, enum duplicates duplicates, struct hash_seed seed,
                    const struct policy *policy, struct run_callbacks *callbacks) {
    key_watch_open(&summary->keys, seed, policy->key->index);
    if (duplicates == DUPLICATES_REJECTED) key_set_open(&summary->keys.set, seed, false, true);
    else callbacks->keys = &summary->keys;
}

enum run_status run(const struct run_options *asked, struct run_summary *summary) {
    const struct run_options bounded = within_bounds(asked), *options = &bounded;
    struct run_shared shared = {.options = options, .summary = summary};
    struct run_callbacks callbacks = options->callbacks;
    struct run_timing timing = {0};
    *summary = (struct run_summary){.decisions = calloc(group_count(options) + 1, sizeof *summary->decisions)};
    if (!summary->decisions) return RUN_MEMORY;
    if (options->stats) summary->stats = tally_new(options->plan, options->block_rows, options->stats);
    if (options->stats && !summary->stats) return RUN_MEMORY;
    run_watch_keys(summary, options->duplicates, options->seed, options->plan->policy, &callbacks);
    enum run_status status = run_through(&shared, &callbacks, &timing);
    writer_free(shared.spare);
    if (status == RUN_OK) run_second_look(options->records, options->jobs, &summary->keys);
    summary->timing.read = timing.read;
    summary->timing.parse = timing.parse;
    summary->timing.write = timing.write;
    return status;
}

void run_summary_free(struct run_summary *summary) {
    free(summary->decisions);
    tally_free(summary->stats);
    key_watch_close(&summary->keys);
    *summary = (struct run_summary){0};
}
