// A worker takes the next chunk, works it alone, and delivers what came of it; nobody waits for a turn. Whoever
// delivers the chunk that is due hands it on, and all that wait behind it; the others go on working meanwhile, as long
// as there are parcels to put their results into: so there is a bound to what is in memory. Every chunk that was taken
// is delivered, whatever went wrong, so nobody waits for ever.
#include "interp/run/pipeline.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "interp/run/fault_places.h"

#define PARCELS_PER_WORKER 2u
#define MOST_SAID ((size_t)16 << 10)  // bytes; all of it is looked through for each

// A chunk and what came of it. The faults may point into the chunk.
struct parcel {
    struct chunk chunk;
    struct record_faults faults;
    struct key_notes keys;
    struct text out;
    enum records_status status;
    bool worked;
    struct parcel *next;  // that is free
};

struct pipeline {
    struct records *records;
    const struct run_stage *stage;
    const struct run_callbacks *callbacks;
    // Guards what comes up to `turn`, and merging; whoever took out the chunk that is due owns the rest.
    pthread_mutex_t order;
    pthread_cond_t freed;
    struct parcel *free;        // the last one that was put back comes first: it is still in a cache
    struct parcel **delivered;  // by chunk number, modulo how many parcels there are; NULL: not yet
    uint32_t parcel_count;
    uint64_t turn;  // the chunk that is due, until it has been handed on
    struct run_counts counts;
    struct run_timing timing;
    enum run_status status;
    struct text said;  // of what is said once: code and first argument, each between line feeds
    atomic_bool stopped;
    struct pipeline_worker *workers;
    uint32_t jobs;
};

struct pipeline_worker {
    struct pipeline *pipeline;
    struct record_parser *parser;
    void *stage;
    struct run_timing timing;
    pthread_t thread;
    bool running;  // set by the worker before it, which alone starts it
};

static uint64_t now(const struct pipeline *p) {
    return p->callbacks->clock ? p->callbacks->clock(p->callbacks->context) : 0;
}

static struct parcel *take_parcel(struct pipeline *p) {
    pthread_mutex_lock(&p->order);
    while (!p->free) pthread_cond_wait(&p->freed, &p->order);
    struct parcel *parcel = p->free;
    p->free = parcel->next;
    pthread_mutex_unlock(&p->order);
    return parcel;
}

static void take_chunk(struct pipeline_worker *w, struct parcel *parcel) {
    struct pipeline *p = w->pipeline;
    uint64_t from = now(p);
    parcel->status = RECORDS_END;
    if (!atomic_load(&p->stopped)) parcel->status = records_next(p->records, &parcel->chunk, &parcel->faults);
    w->timing.read += now(p) - from;
}

// False: out of memory.
static bool work_chunk(struct pipeline_worker *w, struct parcel *parcel) {
    const struct pipeline *p = w->pipeline;
    const struct key_watch *keys = p->callbacks->keys;
    uint64_t from = now(p);
    const struct block *b;
    while ((b = record_parser_next(w->parser, &parcel->chunk, &parcel->faults))) {
        w->timing.parse += now(p) - from;
        if (keys && !key_watch_note(keys, &parcel->keys, w->parser, &parcel->chunk, b)) return false;
        if (b->rows && !p->stage->block(w->stage, w->parser, &parcel->chunk, b, &parcel->out, &parcel->faults))
            return false;
        from = now(p);
    }
    w->timing.parse += now(p) - from;
    return !parcel->faults.failed && !parcel->out.failed;
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

// Whether this was said before; it is from now on. What goes beyond the bound is said each time.
static bool was_said(struct pipeline *p, const struct record_fault *f) {
    struct text line = {0};
    text_format(&line, "\n%s %s\n", diag_info(f->id)->code, f->args[0].en ? f->args[0].en : "");
    bool old = strstr(text_string(&p->said), text_string(&line)) != NULL;
    if (!old && p->said.length < MOST_SAID) text_add(&p->said, text_string(&line), line.length);
    text_free(&line);
    return old;
}

static void hand_on_fault(struct pipeline *p, struct record_fault *f, uint64_t before, uint64_t *last) {
    if (f->once && was_said(p, f)) return;
    if (record_fault_severity(f) == SEVERITY_ERROR && f->record) {
        f->again = f->record == *last;
        p->counts.rejected += !f->again;
        p->counts.faulted += !f->again && is_evaluation_fault(f->id);
        *last = f->record;
    }
    if (f->record) f->record += before;
    if (p->callbacks->fault) p->callbacks->fault(p->callbacks->context, f);
}

static void hand_on_faults(struct pipeline *p, struct record_faults *faults) {
    uint64_t last = 0, before = p->counts.records;
    if (faults->count > 1) qsort(faults->items, faults->count, sizeof *faults->items, by_place);
    for (uint32_t i = 0; i < faults->count; i++) hand_on_fault(p, &faults->items[i], before, &last);
}

static void hand_on(struct pipeline *p, struct parcel *parcel) {
    const struct run_callbacks *c = p->callbacks;
    struct chunk *chunk = &parcel->chunk;
    bool read = parcel->status == RECORDS_MORE;
    // Of a parcel that was not worked to its end the notes are not whole either.
    if (c->keys && parcel->worked && !key_watch_take(c->keys, &parcel->keys, chunk)) stop(p, RUN_MEMORY);
    hand_on_faults(p, &parcel->faults);
    if (read) p->counts.records += chunk->records;
    if (read) p->counts.bytes += chunk->end - chunk->start;
    if (parcel->out.length && !c->write(c->context, parcel->out.bytes, parcel->out.length)) stop(p, RUN_OUTPUT);
    if (!parcel->worked) stop(p, parcel->faults.failed || read ? RUN_MEMORY : RUN_INPUT);
    if (c->progress && !c->progress(c->context, &p->counts)) stop(p, RUN_STOPPED);
}

static void put_back(struct pipeline *p, struct parcel *parcel) {
    parcel->next = p->free;
    p->free = parcel;
    pthread_cond_signal(&p->freed);
}

// The lock is held, but not while results are handed on. Nothing is due to anyone else meanwhile: the turn is over only
// then.
static void hand_on_due(struct pipeline *p) {
    struct parcel *due;
    for (; (due = p->delivered[p->turn % p->parcel_count]); p->turn++) {
        p->delivered[p->turn % p->parcel_count] = NULL;
        pthread_mutex_unlock(&p->order);
        if (!atomic_load(&p->stopped)) hand_on(p, due);
        record_faults_clear(&due->faults);
        key_notes_clear(&due->keys);
        text_clear(&due->out);
        pthread_mutex_lock(&p->order);
        put_back(p, due);
    }
}

static void deliver(struct pipeline_worker *w, struct parcel *parcel, bool worked) {
    struct pipeline *p = w->pipeline;
    uint64_t from = now(p);
    parcel->worked = worked;
    pthread_mutex_lock(&p->order);
    if (worked && p->stage->merge) p->stage->merge(p->stage->context, w->stage);
    p->delivered[parcel->chunk.number % p->parcel_count] = parcel;
    hand_on_due(p);
    pthread_mutex_unlock(&p->order);
    w->timing.write += now(p) - from;
}

static bool open_worker(struct pipeline_worker *w) {
    const struct pipeline *p = w->pipeline;
    if (w->stage) return true;
    if (!w->parser) w->parser = record_parser_new(p->records);
    if (w->parser) w->stage = p->stage->open(p->stage->context);
    return w->stage != NULL;
}

static void *work(void *argument);

// Each chunk that is found, but for the last, is a reason to look for another, with one thread more: what there is no
// work for takes no memory. Fewer threads than asked for only make it slower.
static void start_next(struct pipeline_worker *w) {
    struct pipeline *p = w->pipeline;
    struct pipeline_worker *next = w + 1;
    if (next == p->workers + p->jobs || next->running) return;
    next->pipeline = p;
    next->running = pthread_create(&next->thread, NULL, work, next) == 0;
}

static bool work_parcel(struct pipeline_worker *w) {
    struct pipeline *p = w->pipeline;
    struct parcel *parcel = take_parcel(p);
    take_chunk(w, parcel);
    bool more = parcel->status == RECORDS_MORE;
    if (parcel->status != RECORDS_END) {
        if (more && !parcel->chunk.last) start_next(w);
        deliver(w, parcel, more && open_worker(w) && work_chunk(w, parcel));
        return more;
    }
    pthread_mutex_lock(&p->order);
    put_back(p, parcel);
    pthread_mutex_unlock(&p->order);
    return false;
}

static void *work(void *argument) {
    while (work_parcel(argument)) {}
    return NULL;
}

static void close_worker(struct pipeline_worker *w) {
    struct run_timing *all = &w->pipeline->timing;
    all->read += w->timing.read;
    all->parse += w->timing.parse;
    all->write += w->timing.write;
    if (w->stage) w->pipeline->stage->close(w->stage);
    record_parser_free(w->parser);
}

static bool make_parcels(struct pipeline *p, struct parcel *parcels) {
    p->delivered = calloc(p->parcel_count, sizeof(struct parcel *));
    for (uint32_t i = 0; parcels && i < p->parcel_count; i++) {
        parcels[i].next = p->free;
        p->free = &parcels[i];
    }
    return parcels && p->delivered;
}

static void free_parcels(struct pipeline *p, struct parcel *parcels) {
    for (uint32_t i = 0; parcels && i < p->parcel_count; i++) {
        chunk_free(&parcels[i].chunk);
        record_faults_free(&parcels[i].faults);
        key_notes_free(&parcels[i].keys);
        text_free(&parcels[i].out);
    }
    free(parcels);
    free(p->delivered);
}

// The first worker is the calling thread.
static void run_workers(struct pipeline *p) {
    p->workers[0].pipeline = p;
    work(&p->workers[0]);
    for (uint32_t i = 1; i < p->jobs && p->workers[i].running; i++) pthread_join(p->workers[i].thread, NULL);
    for (uint32_t i = 0; i < p->jobs && p->workers[i].pipeline; i++) close_worker(&p->workers[i]);
}

static void run_with(struct pipeline *p, uint32_t jobs) {
    p->jobs = jobs;
    p->workers = calloc(jobs, sizeof *p->workers);
    p->parcel_count = jobs * PARCELS_PER_WORKER;
    struct parcel *parcels = calloc(p->parcel_count, sizeof *parcels);
    if (make_parcels(p, parcels) && p->workers) run_workers(p);
    else p->status = RUN_MEMORY;
    free_parcels(p, parcels);
    free(p->workers);
}

enum run_status run_pipeline(struct records *r, uint32_t jobs, const struct run_stage *stage,
                             const struct run_callbacks *callbacks, struct run_counts *counts,
                             struct run_timing *timing) {
    struct pipeline p = {.records = r, .stage = stage, .callbacks = callbacks};
    pthread_mutex_init(&p.order, NULL);
    pthread_cond_init(&p.freed, NULL);
    run_with(&p, jobs ? jobs : 1);
    pthread_cond_destroy(&p.freed);
    pthread_mutex_destroy(&p.order);
    text_free(&p.said);
    *counts = p.counts;
    *timing = p.timing;
    return p.status;
}
