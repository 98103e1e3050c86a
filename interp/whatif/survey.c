#include "interp/whatif/survey.h"

#include <stdlib.h>

#include "interp/whatif/groups.h"
#include "interp/whatif/population.h"

#define TENTHS 10u

bool survey_wanted(const struct whatif_ask *ask) {
    for (uint32_t i = 0; i < ask->by_count; i++)
        if (ask->by[i].is_open) return true;
    return false;
}

// ---- the values of the population

struct surveyor {
    struct survey *all;
    struct population population;
    struct value_counts *values;
};

static struct value_counts *make_values(const struct scope *s) {
    return calloc(s->ask->by_count + 1, sizeof(struct value_counts));
}

static void free_values(const struct scope *s, struct value_counts *values) {
    for (uint32_t i = 0; values && i < s->ask->by_count; i++) value_counts_free(&values[i]);
    free(values);
}

static void *open_worker(void *context) {
    struct surveyor *w = calloc(1, sizeof *w);
    if (!w) return NULL;
    w->all = context;
    w->values = make_values(w->all->scope);
    struct key_set *keys = w->all->rejects_again ? &w->all->keys : NULL;
    bool made = population_open(&w->population, w->all->scope, w->all->block_rows, keys);
    if (made && w->values) return w;
    population_close(&w->population);
    free(w->values);
    free(w);
    return NULL;
}

static void close_worker(void *worker) {
    struct surveyor *w = worker;
    if (!w) return;
    struct survey *all = w->all;
    for (uint32_t i = 0; i < all->scope->ask->by_count; i++) {
        value_counts_merge(&all->values[i], &w->values[i]);
        all->failed |= all->values[i].failed;
    }
    population_close(&w->population);
    free_values(all->scope, w->values);
    free(w);
}

static int64_t measured(const struct whatif_by *by, int64_t value) {
    return by_is_yearly(by) ? by_year_begin(by, value) : value;
}

static void take_values(const struct surveyor *w, const struct block *b, uint32_t number) {
    const struct whatif_by *by = &w->all->scope->ask->by[number];
    const struct vector *v = &b->columns[by->field->index];
    enum lane lane = column_lane(by->field);
    for (uint32_t i = 0; i < b->rows; i++) {
        struct node_value at = vector_value(v, lane, i);
        if (at.state == STATE_KNOWN && !w->population.decisions->fault[i])
            value_counts_add(&w->values[number], measured(by, at.value), 1, 0);
    }
}

static bool work_block(void *worker, struct record_parser *parser, struct chunk *chunk, const struct block *b,
                       struct text *out, struct record_faults *faults) {
    struct surveyor *w = worker;
    bool good = population_block(&w->population, parser, chunk, b, faults);
    (void)out;
    for (uint32_t i = 0; good && i < w->all->scope->ask->by_count; i++) {
        if (w->all->scope->ask->by[i].is_open) take_values(w, b, i);
        good = !w->values[i].failed;
    }
    return good;
}

// ---- cuts

static uint64_t population_of(const struct value_counts *v) {
    uint64_t n = 0;
    for (uint32_t i = 0; i < v->count; i++) n += (uint64_t)v->slots[i].before;
    return n;
}

static void add_cut(struct arena *a, struct whatif_by *by, int64_t value) {
    bool rises = !by->cut_count || by->cuts[by->cut_count - 1] < value;
    if (rises && value > by->least) ARENA_PUSH(a, by->cuts, by->cut_count, value);
}

// The value that the first record of each tenth but the lowest has; tenths that begin alike are one.
static void cut_tenths(struct arena *a, struct whatif_by *by, const struct value_counts *v) {
    unsigned __int128 n = population_of(v), passed = 0;
    for (uint32_t i = 0, tenth = 1; i < v->count; i++) {
        passed += (uint64_t)v->slots[i].before;
        for (; tenth < TENTHS && n * tenth / TENTHS < passed; tenth++) add_cut(a, by, v->slots[i].value);
    }
}

// Each year that has a record; were there too many, the earliest are one group.
static void cut_years(struct arena *a, struct whatif_by *by, const struct value_counts *v) {
    uint32_t first = v->count > GROUPS_MOST ? v->count - GROUPS_MOST + 1 : 0;
    for (uint32_t i = first; i < v->count; i++) add_cut(a, by, v->slots[i].value);
    by->is_folded = first > 0;
}

static void cut(struct arena *a, struct whatif_by *by, struct value_counts *v) {
    if (!by->is_open || !value_counts_sort(v)) return;
    by->least = v->slots[0].value;
    by->has_least = true;
    if (by_is_yearly(by)) cut_years(a, by, v);
    else cut_tenths(a, by, v);
}

void survey_cut(struct survey *v) {
    const struct whatif_ask *ask = v->scope->ask;
    for (uint32_t i = 0; i < ask->by_count; i++) cut(v->scope->arena, &ask->by[i], &v->values[i]);
}

// ---- once through the records

static enum run_status look(struct survey *v, struct records *again, const struct run_callbacks *callbacks,
                            struct run_bounds bounds, struct run_counts *counts) {
    const struct run_stage stage = {.context = v, .open = open_worker, .block = work_block, .close = close_worker};
    const struct run_callbacks mute = {.context = callbacks->context, .progress = callbacks->progress};
    struct run_timing timing;
    records_limit_rows(again, bounds.block_rows);
    enum run_status status = run_pipeline(again, bounds.jobs, &stage, &mute, counts, &timing);
    return status == RUN_OK && v->failed ? RUN_MEMORY : status;
}

static enum run_status refuse(const struct run_callbacks *callbacks, const struct record_faults *faults) {
    for (uint32_t i = 0; i < faults->count; i++) callbacks->fault(callbacks->context, &faults->items[i]);
    return faults->failed ? RUN_MEMORY : RUN_INPUT;
}

enum run_status survey_run(struct survey *v, const struct scope *s, const struct whatif_options *o,
                           const struct run_callbacks *callbacks, struct run_bounds bounds, struct run_counts *counts) {
    struct record_faults faults = {0};
    *v = (struct survey){.scope = s, .block_rows = bounds.block_rows, .values = make_values(s)};
    v->rejects_again = o->duplicates == DUPLICATES_REJECTED;
    key_set_open(&v->keys, o->seed, false, true);
    if (!v->values) return RUN_MEMORY;
    struct records *again = records_again(o->records, &faults);
    enum run_status status = again ? look(v, again, callbacks, bounds, counts) : refuse(callbacks, &faults);
    records_close(again);
    record_faults_free(&faults);
    return status;
}

void survey_free(struct survey *v) {
    if (v->scope) free_values(v->scope, v->values);
    key_set_close(&v->keys);
}
