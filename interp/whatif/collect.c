#include "interp/whatif/collect.h"

#include <stdlib.h>
#include <string.h>

#include "interp/whatif/population.h"

// ---- views

static uint32_t *view_at(const struct collection *c, uint32_t group, uint32_t counted) {
    return &c->view_of[(size_t)group * c->scope->count + counted];
}

// With one date for all rows, an offer that comes to the same as one before is looked at once.
static bool is_same(const struct decisions *d, const struct view *a, const struct view *b) {
    if (!a->of->offer || a->of != b->of || !d->plan->as_of) return false;
    uint32_t versions[] = {d->chosen[(size_t)a->group * d->capacity], d->chosen[(size_t)b->group * d->capacity]};
    uint32_t places[] = {a->of->places[versions[0]], a->of->places[versions[1]]};
    if (places[0] == NO_OFFER || places[1] == NO_OFFER) return places[0] == places[1];
    const struct planned_place *x = &d->plan->schemes[versions[0]].offers[places[0]].owner;
    const struct planned_place *y = &d->plan->schemes[versions[1]].offers[places[1]].owner;
    bool faults = d->schemes[versions[0]].fault != d->schemes[versions[1]].fault;
    return x->scheme == y->scheme && x->offer == y->offer && !faults;
}

static uint32_t add_view(struct collection *c, const struct decisions *d, struct view v) {
    for (uint32_t i = 0; i < c->view_count; i++)
        if (is_same(d, &c->views[i], &v)) return i;
    c->views[c->view_count] = v;
    return c->view_count++;
}

static void make_views(struct collection *c, const struct decisions *d) {
    const struct scope *s = c->scope;
    for (uint32_t i = 0; i < s->plan->scheme_count; i++) {
        uint32_t group = s->plan->schemes[i].group;
        if (i && s->plan->schemes[i - 1].group == group) continue;
        for (uint32_t k = 0; k < s->count; k++)
            if (s->counted[k].group == s->plan->schemes[i].scheme->group)
                *view_at(c, group, k) = add_view(c, d, (struct view){&s->counted[k], group});
    }
}

static bool find_views(struct collection *c) {
    size_t most = (size_t)c->scope->plan->group_count * c->scope->count + 1;
    struct decisions *d = decisions_new(c->scope->plan, 1);
    c->views = calloc(most, sizeof *c->views);
    c->view_of = calloc(most, sizeof *c->view_of);
    bool made = d && c->views && c->view_of;
    if (made) make_views(c, d);
    decisions_free(d);
    return made;
}

// ---- what is counted

static bool place_by(struct collection *c) {
    const struct whatif_ask *ask = c->scope->ask;
    c->by_first = calloc(ask->by_count + 1, sizeof *c->by_first);
    for (uint32_t i = 0; c->by_first && i < ask->by_count; i++) {
        c->by_first[i] = c->by_total;
        c->by_total += by_count(&ask->by[i]);
    }
    return c->by_first != NULL;
}

static bool make_counts(struct collection *c) {
    size_t count = c->scope->count;
    c->sums = calloc(c->view_count + 1, sizeof *c->sums);
    c->values = calloc(count + 1, sizeof *c->values);
    c->flips = calloc(count + 1, sizeof *c->flips);
    c->groups = calloc(count * c->by_total + 1, sizeof *c->groups);
    const struct tally_options how = {.schemes = c->scope->told, .near_percent = scope_near(c->scope)};
    c->tally = tally_new(c->scope->plan, c->block_rows, &how);
    return c->sums && c->values && c->flips && c->groups && c->tally;
}

static void free_counts(struct collection *c) {
    for (uint32_t i = 0; c->values && i < c->scope->count; i++) value_counts_free(&c->values[i]);
    for (uint32_t i = 0; c->flips && i < c->scope->count; i++) flips_free(&c->flips[i]);
    free(c->sums);
    free(c->values);
    free(c->flips);
    free(c->groups);
    tally_free(c->tally);
}

bool collection_open(struct collection *c, const struct scope *scope, uint32_t block_rows, struct key_set *keys) {
    *c = (struct collection){.scope = scope, .block_rows = block_rows, .keys = keys};
    return find_views(c) && place_by(c) && make_counts(c);
}

void collection_close(struct collection *c) {
    free_counts(c);
    free(c->views);
    free(c->view_of);
    free(c->by_first);
}

const struct view_sums *collection_sums(const struct collection *c, uint32_t world, uint32_t counted) {
    uint32_t group = c->scope->plan->worlds[world][c->scope->counted[counted].group];
    return &c->sums[*view_at(c, group, counted)];
}

static void add_sums(struct view_sums *into, const struct view_sums *from) {
    for (int i = 0; i < DECISION_COUNT; i++) into->decisions[i] += from->decisions[i];
    into->granted_count += from->granted_count;
    into->granted += from->granted;
    into->refer += from->refer;
    into->open += from->open;
}

static void add_counts(struct collection *into, struct collection *from) {
    for (uint32_t i = 0; i < into->view_count; i++) add_sums(&into->sums[i], &from->sums[i]);
    for (uint32_t i = 0; i < into->scope->count; i++) {
        value_counts_merge(&into->values[i], &from->values[i]);
        flips_merge(&into->flips[i], &from->flips[i], into->scope->ask->sample);
        into->failed |= into->values[i].failed | into->flips[i].failed;
    }
    group_merge(into->groups, from->groups, into->scope->count * into->by_total);
    into->wanted.wanted += from->wanted.wanted;
    into->wanted.unknown += from->wanted.unknown;
    key_shapes_merge(&into->shapes, &from->shapes);
    into->failed |= from->failed || !tally_merge(into->tally, from->tally);
}

// ---- a worker

struct worker {
    struct collection *all;
    struct collection own;  // counts alone; the rest is that of all
    struct population population;
    struct viewing viewing;
    struct view_room rooms[2][2];
    uint8_t *marks, *codes;
    uint32_t *changed;
    int64_t *granted;
};

static bool make_room(struct view_room *r, uint32_t capacity) {
    r->decision = calloc(capacity, 1);
    r->has = calloc(capacity, 1);
    r->limit = calloc(capacity, sizeof *r->limit);
    return r->decision && r->has && r->limit;
}

static void free_room(struct view_room *r) {
    free(r->decision);
    free(r->has);
    free(r->limit);
}

static void free_worker(struct worker *w) {
    for (int i = 0; i < 4; i++) free_room(&w->rooms[i / 2][i % 2]);
    if (w->own.scope) free_counts(&w->own);
    population_close(&w->population);
    free(w->marks);
    free(w->codes);
    free(w->changed);
    free(w->granted);
    free(w);
}

static bool make_worker(struct worker *w) {
    const struct collection *all = w->all;
    struct population *p = &w->population;
    size_t rows = (size_t)all->block_rows + 64;
    w->own = (struct collection){.scope = all->scope,
                                 .block_rows = all->block_rows,
                                 .view_count = all->view_count,
                                 .by_first = all->by_first,
                                 .by_total = all->by_total};
    bool made = population_open(p, all->scope, all->block_rows, all->keys);
    w->viewing = (struct viewing){all->scope, all->scope->plan, p->workspace, p->decisions};
    w->marks = malloc(rows);
    w->codes = malloc(rows * (all->scope->ask->by_count + 1));
    w->changed = malloc(rows * sizeof *w->changed);
    w->granted = malloc(rows * sizeof *w->granted);
    made &= make_counts(&w->own) && w->marks && w->codes && w->changed && w->granted;
    for (int i = 0; i < 4; i++) made &= make_room(&w->rooms[i / 2][i % 2], all->block_rows + 64);
    return made;
}

static void *open_worker(void *context) {
    struct worker *w = calloc(1, sizeof *w);
    if (!w) return NULL;
    w->all = context;
    if (make_worker(w)) return w;
    free_worker(w);
    return NULL;
}

static void close_worker(void *worker) {
    struct worker *w = worker;
    if (!w) return;
    add_counts(w->all, &w->own);
    free_worker(w);
}

// ---- a block

static uint8_t *codes_of(const struct worker *w, uint32_t by) {
    return w->codes + (size_t)by * (w->all->block_rows + 64);
}

static struct group_count *groups_of(struct worker *w, uint32_t counted, uint32_t by) {
    return &w->own.groups[(size_t)counted * w->own.by_total + w->own.by_first[by]];
}

static void count_baseline(struct worker *w, uint32_t counted, const struct seen *s, uint32_t rows) {
    value_counts_add_all(&w->own.values[counted], w->granted, view_granted(s, rows, w->granted));
    for (uint32_t i = 0; i < w->all->scope->ask->by_count; i++)
        group_rows(groups_of(w, counted, i), codes_of(w, i), s, rows);
}

static void change_values(struct value_counts *v, const struct seen seen[2], uint32_t row) {
    for (int i = 0; i < 2; i++)
        if (seen[i].decision[row] == DECISION_ELIGIBLE && seen[i].has[row])
            value_counts_add(v, seen[i].limit[row], 0, i ? 1 : -1);
}

static struct slice key_at(const struct worker *w, const struct block *b, uint32_t row) {
    return ((const struct slice *)b->columns[w->all->scope->policy->key->index].data)[row];
}

static void sample_row(struct worker *w, const struct block *b, struct flip *flip, const struct view views[2],
                       const struct seen seen[2], uint32_t row) {
    const struct whatif_ask *ask = w->all->scope->ask;
    struct slice key = key_at(w, b, row);
    if (!ask->sample) return;
    uint64_t hash = sample_hash(ask->seed, key);
    w->own.failed |= !flip_sample(flip, ask->sample, &w->viewing, views, seen, hash, key, row);
}

static void count_row(struct worker *w, const struct block *b, uint32_t counted, const struct view views[2],
                      const struct seen seen[2], uint32_t row) {
    if (seen[0].decision[row] == LEFT_OUT) return;
    change_values(&w->own.values[counted], seen, row);
    for (uint32_t i = 0; i < w->all->scope->ask->by_count; i++)
        group_change(&groups_of(w, counted, i)[codes_of(w, i)[row]], seen, row);
    struct flip *flip = flips_add(&w->own.flips[counted], &w->viewing, views, seen, row);
    if (flip) sample_row(w, b, flip, views, seen, row);
}

static void count_counted(struct worker *w, const struct block *b, uint32_t counted, uint8_t *done) {
    const struct collection *all = w->all;
    const struct scope *s = all->scope;
    struct view views[2];
    struct seen seen[2];
    uint32_t ids[2];
    for (int i = 0; i < 2; i++) {
        ids[i] = *view_at(all, s->plan->worlds[i][s->counted[counted].group], counted);
        views[i] = all->views[ids[i]];
        if (i && ids[1] == ids[0]) return;
        seen[i] = view_see(&w->viewing, &views[i], w->rooms[i]);
        view_count(&seen[i], b->rows, &w->own.sums[ids[i]]);
        view_count_open(&w->viewing, &views[i], &seen[i], &w->own.sums[ids[i]]);
        done[ids[i]] = 1;
        if (i == 0) count_baseline(w, counted, &seen[0], b->rows);
    }
    uint32_t count = view_changes(&seen[0], &seen[1], b->rows, w->marks, w->changed);
    for (uint32_t i = 0; i < count; i++) count_row(w, b, counted, views, seen, w->changed[i]);
}

static void count_others(struct worker *w, const struct block *b, const uint8_t *done) {
    for (uint32_t i = 0; i < w->all->view_count; i++) {
        if (done[i]) continue;
        struct seen seen = view_see(&w->viewing, &w->all->views[i], w->rooms[0]);
        view_count(&seen, b->rows, &w->own.sums[i]);
    }
}

static bool work_block(void *worker, struct record_parser *parser, struct chunk *chunk, const struct block *b,
                       struct text *out, struct record_faults *faults) {
    struct worker *w = worker;
    const struct population *p = &w->population;
    (void)out;
    if (!population_block(&w->population, parser, chunk, b, faults)) return false;
    w->own.wanted = p->wanted;
    key_shapes_note(&w->own.shapes, b->columns[p->plan->policy->key->index].data, b, chunk->number);
    for (uint32_t i = 0; i < w->all->scope->ask->by_count; i++) by_codes(&w->all->scope->ask->by[i], b, codes_of(w, i));
    uint8_t *done = calloc(w->all->view_count + 1, 1);
    for (uint32_t i = 0; done && b->rows && i < w->all->scope->count; i++) count_counted(w, b, i, done);
    if (done && b->rows) count_others(w, b, done);
    bool made = done && !w->own.failed && tally_block(w->own.tally, p->decisions, p->workspace);
    free(done);
    return made;
}

struct run_stage collection_stage(struct collection *c) {
    return (struct run_stage){.context = c, .open = open_worker, .block = work_block, .close = close_worker};
}
