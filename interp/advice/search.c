// The fewest changes that make an offer eligible. A set of fields is tried only where all that stands against the offer
// hangs on one of them: nothing else could come to another truth.
#include "interp/advice/internal.h"

struct combination {
    const struct advice_change *changes[ADVICE_CHANGES];
};

struct search {
    struct adviser *a;
    const struct target *target;
    struct levers levers;
    uint32_t size;  // fields at once
    uint32_t chosen[ADVICE_CHANGES];
    struct combination tried[TRIAL_ROWS], best;
    int64_t best_cost, best_limit;
    bool found, stopped;
    uint32_t trials;
};

static int64_t cost_of(const struct search *s, const struct combination *c) {
    int64_t cost = 0;
    for (uint32_t i = 0; i < s->size; i++) cost += value_cost(s->a, c->changes[i]);
    return cost;
}

static void look_at(struct search *s, uint32_t row) {
    if (!target_is_met(s->a, s->target, row)) return;
    int64_t cost = cost_of(s, &s->tried[row]), limit = 0;
    if (s->target->larger) target_limit(s->a, s->target, row, &limit);
    if (s->found && (limit < s->best_limit || (limit == s->best_limit && cost >= s->best_cost))) return;
    s->best = s->tried[row];
    s->best_cost = cost;
    s->best_limit = limit;
    s->found = true;
}

static void run(struct search *s) {
    if (!s->a->block->rows) return;
    trial_run(s->a);
    for (uint32_t row = 0; row < s->a->block->rows; row++) look_at(s, row);
    trial_clear(s->a);
}

static void try(struct search *s, const struct combination *c) {
    s->stopped |= s->trials == TRIALS_MOST;
    if (s->stopped) return;
    s->trials++;
    s->tried[trial_add(s->a, s->a->as_of, c->changes, s->size)] = *c;
    if (trial_is_full(s->a)) run(s);
}

// The size is no more than there may be at once; gcc 12 can't know and warns of what lies beyond.
static bool is_full(const struct search *s, uint32_t depth) { return depth == s->size || depth >= ADVICE_CHANGES; }

// A limit that follows from a number grows with it without end: nobody is advised to more than double one.
static bool is_out_of_reach(const struct advice_change *c) {
    enum type_kind k = c->field->type.kind;
    if (!field_is_ordered(c->field) || k == TYPE_DATE || k == TYPE_MONTH || c->was_missing) return false;
    return c->to > 2 * (__int128)c->from || c->to < c->from / 2;
}

static void each_value(struct search *s, struct combination *c, uint32_t depth) {
    if (is_full(s, depth)) {
        try(s, c);
        return;
    }
    const struct lever *l = &s->levers.items[s->chosen[depth]];
    for (uint32_t i = 0; i < l->count && !s->stopped; i++) {
        if (s->target->larger && is_out_of_reach(&l->values[i])) continue;
        c->changes[depth] = &l->values[i];
        each_value(s, c, depth + 1);
    }
}

static void each_set(struct search *s, uint32_t depth, uint32_t from, uint64_t parts) {
    struct combination c;
    if (is_full(s, depth)) {
        if (parts == s->levers.all) each_value(s, &c, 0);
        return;
    }
    for (uint32_t i = from; i < s->levers.count && !s->stopped; i++) {
        s->chosen[depth] = i;
        each_set(s, depth + 1, i + 1, parts | s->levers.items[i].parts);
    }
}

static void begin(struct search *s) {
    trial_add(s->a, s->a->as_of, NULL, 0);
    trial_run(s->a);
    s->levers = find_levers(s->a, s->target);
    s->stopped = s->levers.is_too_much;
    trial_clear(s->a);
}

bool find_changes(struct adviser *a, const struct target *t, struct advice_way *way, bool *stopped, int64_t *limit) {
    struct search *s = ARENA_NEW(a->arena, struct search);
    s->a = a;
    s->target = t;
    begin(s);
    for (s->size = 1; s->size <= ADVICE_CHANGES && !s->found && !s->stopped; s->size++) {
        each_set(s, 0, 0, 0);
        run(s);
        if (s->found) break;
    }
    *stopped |= s->stopped && !s->found;
    if (limit && s->found) *limit = s->best_limit;
    way->change_count = s->found ? s->size : 0;
    for (uint32_t i = 0; i < way->change_count; i++) way->changes[i] = *s->best.changes[i];
    return s->found;
}
