// Chunks through worker threads. A worker takes the next chunk under one lock, works it alone, and waits for its turn to
// hand on what came of it; so no more chunks are in memory than there are workers. Every chunk that was taken gets its
// turn, whatever went wrong, so nobody waits for ever.
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "interp/run.h"

struct pipeline {
    struct records *records;
    const struct run_stage *stage;
    const struct run_callbacks *callbacks;
    pthread_mutex_t input;       // guards `records`, `ended`
    bool ended;
    pthread_mutex_t order;       // guards what follows; whoever's turn it is owns all but `turn`
    pthread_cond_t moved;
    uint64_t turn;               // the chunk whose results are due
    struct run_counts counts;
    struct run_timing timing;
    enum run_status status;
    struct text unknown_keys;    // JSON keys that were warned of already, each between line feeds
    atomic_bool stopped;
};

struct pipeline_worker {
    struct pipeline *pipeline;
    struct record_parser *parser;
    void *stage;
    struct chunk chunk;
    struct record_faults faults;
    struct text out;
    struct run_timing timing;
    pthread_t thread;
    bool running;
};

static uint64_t now(const struct pipeline *p) { return p->callbacks->clock ? p->callbacks->clock(p->callbacks->context) : 0; }

static enum records_status take_chunk(struct pipeline_worker *w) {
    struct pipeline *p = w->pipeline;
    enum records_status status = RECORDS_END;
    pthread_mutex_lock(&p->input);
    uint64_t from = now(p);
    if (!p->ended && !atomic_load(&p->stopped)) status = records_next(p->records, &w->chunk, &w->faults);
    p->ended |= status != RECORDS_MORE;
    w->timing.read += now(p) - from;
    pthread_mutex_unlock(&p->input);
    return status;
}

// False: out of memory.
static bool work_chunk(struct pipeline_worker *w) {
    const struct pipeline *p = w->pipeline;
    uint64_t from = now(p);
    const struct block *b;
    while ((b = record_parser_next(w->parser, &w->chunk, &w->faults))) {
        w->timing.parse += now(p) - from;
        if (b->rows && !p->stage->block(w->stage, w->parser, &w->chunk, b, &w->out, &w->faults)) return false;
        from = now(p);
    }
    w->timing.parse += now(p) - from;
    return !w->faults.failed && !w->out.failed;
}

static void stop(struct pipeline *p, enum run_status status) {
    if (p->status == RUN_OK) p->status = status;
    atomic_store(&p->stopped, true);
}

static int by_place(const void *a, const void *b) {
    const struct record_fault *x = a, *y = b;
    if (x->record != y->record) return x->record < y->record ? -1 : 1;
    if (x->line != y->line) return x->line < y->line ? -1 : 1;
    if (x->column != y->column) return x->column < y->column ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

// Whether this key was warned of before; it is from now on.
static bool is_old_key(struct pipeline *p, const struct record_fault *f) {
    struct text line = {0};
    text_format(&line, "\n%s\n", f->args[0].en);
    bool old = strstr(text_string(&p->unknown_keys), text_string(&line)) != NULL;
    if (!old) text_add(&p->unknown_keys, text_string(&line), line.length);
    text_free(&line);
    return old;
}

static void hand_on_fault(struct pipeline *p, struct record_fault *f, uint64_t before, uint64_t *last) {
    if (f->id == DIAG_JSON_UNKNOWN && is_old_key(p, f)) return;
    if (record_fault_severity(f) == SEVERITY_ERROR && f->record) {
        f->again = f->record == *last;
        p->counts.rejected += !f->again;
        p->counts.faulted += !f->again && f->id == DIAG_RECORD_FAULTED;
        *last = f->record;
    }
    if (f->record) f->record += before;
    if (p->callbacks->fault) p->callbacks->fault(p->callbacks->context, f);
}

static void hand_on_faults(struct pipeline_worker *w) {
    struct pipeline *p = w->pipeline;
    struct record_faults *faults = &w->faults;
    uint64_t last = 0, before = p->counts.records;
    if (faults->count > 1) qsort(faults->items, faults->count, sizeof *faults->items, by_place);
    for (uint32_t i = 0; i < faults->count; i++) hand_on_fault(p, &faults->items[i], before, &last);
}

static void hand_on(struct pipeline_worker *w, enum records_status status, bool worked) {
    struct pipeline *p = w->pipeline;
    const struct run_callbacks *c = p->callbacks;
    uint64_t from = now(p);
    hand_on_faults(w);
    if (status == RECORDS_MORE) p->counts.records += w->chunk.records;
    if (status == RECORDS_MORE) p->counts.bytes += w->chunk.end - w->chunk.start;
    if (w->out.length && !c->write(c->context, w->out.bytes, w->out.length)) stop(p, RUN_OUTPUT);
    if (p->stage->merge && worked) p->stage->merge(p->stage->context, w->stage);
    if (!worked) stop(p, w->faults.failed || status == RECORDS_MORE ? RUN_MEMORY : RUN_INPUT);
    if (c->progress && !c->progress(c->context, &p->counts)) stop(p, RUN_STOPPED);
    w->timing.write += now(p) - from;
}

static void take_turn(struct pipeline_worker *w, enum records_status status, bool worked) {
    struct pipeline *p = w->pipeline;
    pthread_mutex_lock(&p->order);
    while (p->turn != w->chunk.number) pthread_cond_wait(&p->moved, &p->order);
    pthread_mutex_unlock(&p->order);
    if (!atomic_load(&p->stopped)) hand_on(w, status, worked);
    pthread_mutex_lock(&p->order);
    p->turn++;
    pthread_cond_broadcast(&p->moved);
    pthread_mutex_unlock(&p->order);
    record_faults_clear(&w->faults);
    text_clear(&w->out);
}

static void *work(void *argument) {
    struct pipeline_worker *w = argument;
    enum records_status status;
    while ((status = take_chunk(w)) == RECORDS_MORE) take_turn(w, status, work_chunk(w));
    if (status == RECORDS_FAILED) take_turn(w, status, false);
    return NULL;
}

static bool open_worker(struct pipeline_worker *w, struct pipeline *p) {
    w->pipeline = p;
    w->parser = record_parser_new(p->records);
    w->stage = p->stage->open(p->stage->context);
    return w->parser && w->stage;
}

static void close_worker(struct pipeline_worker *w) {
    struct run_timing *all = &w->pipeline->timing;
    all->read += w->timing.read;
    all->parse += w->timing.parse;
    all->write += w->timing.write;
    if (w->stage) w->pipeline->stage->close(w->stage);
    record_parser_free(w->parser);
    chunk_free(&w->chunk);
    record_faults_free(&w->faults);
    text_free(&w->out);
}

// The first worker is the calling thread. Fewer threads than asked for only make it slower.
static void run_workers(struct pipeline_worker *workers, uint32_t jobs) {
    for (uint32_t i = 1; i < jobs; i++) workers[i].running = pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0;
    work(&workers[0]);
    for (uint32_t i = 1; i < jobs; i++)
        if (workers[i].running) pthread_join(workers[i].thread, NULL);
}

static void run_with(struct pipeline *p, uint32_t jobs) {
    struct pipeline_worker *workers = calloc(jobs, sizeof *workers);
    bool good = workers != NULL;
    uint32_t opened = 0;
    while (good && opened < jobs) good = open_worker(&workers[opened++], p);
    if (good) run_workers(workers, jobs);
    else p->status = RUN_MEMORY;
    for (uint32_t i = 0; i < opened; i++) close_worker(&workers[i]);
    free(workers);
}

enum run_status run_pipeline(struct records *r, uint32_t jobs, const struct run_stage *stage, const struct run_callbacks *callbacks,
                             struct run_counts *counts, struct run_timing *timing) {
    struct pipeline p = {.records = r, .stage = stage, .callbacks = callbacks};
    pthread_mutex_init(&p.input, NULL);
    pthread_mutex_init(&p.order, NULL);
    pthread_cond_init(&p.moved, NULL);
    run_with(&p, jobs ? jobs : 1);
    pthread_cond_destroy(&p.moved);
    pthread_mutex_destroy(&p.order);
    pthread_mutex_destroy(&p.input);
    text_free(&p.unknown_keys);
    *counts = p.counts;
    *timing = p.timing;
    return p.status;
}
