// Limits of eligible records: percentiles by nearest rank, and how many have which.
#include "interp/whatif/finish.h"

#define BARS_EXACT 20u

static uint64_t count_at(const struct whatif_limit *l, int world) { return world ? l->after : l->before; }

static int64_t ranked(const struct whatif_limits *l, int world, uint64_t rank) {
    uint64_t seen = 0;
    for (uint32_t i = 0; i < l->count; i++) {
        seen += count_at(&l->items[i], world);
        if (seen >= rank) return l->items[i].limit;
    }
    return 0;
}

static void set_percentiles(const struct whatif_limits *l, int world, struct whatif_side *s) {
    uint64_t n = s->granted_count;
    s->has_percentiles = n > 0;
    if (!n) return;
    s->mean = (int64_t)((2 * s->granted + (whatif_fen)n) / (2 * (whatif_fen)n));
    s->p10 = ranked(l, world, (n + 9) / 10);
    s->p50 = ranked(l, world, (n + 1) / 2);
    s->p90 = ranked(l, world, n - n / 10);
}

static void add_bar(struct arena *a, struct whatif_subject *s, struct whatif_bar bar) {
    ARENA_PUSH(a, s->bars, s->bar_count, bar);
}

// 1, 2, 5, 10, 20 … yuan.
static int64_t next_edge(int64_t edge) {
    int64_t first = edge;
    while (first >= 1000) first /= 10;
    if (edge > INT64_MAX / 5) return INT64_MAX;
    return first == 200 ? edge / 2 * 5 : edge * 2;
}

static void put_bins(struct arena *a, struct whatif_subject *s) {
    const struct whatif_limits *l = &s->limits;
    int64_t low = 0, high = 100;
    uint32_t i = 0;
    while (i < l->count) {
        struct whatif_bar bar = {.low = low, .high = high};
        for (; i < l->count && l->items[i].limit < high; i++) {
            bar.before += l->items[i].before;
            bar.after += l->items[i].after;
        }
        if (bar.before || bar.after || s->bar_count) add_bar(a, s, bar);
        if (high == INT64_MAX) break;
        low = high, high = next_edge(high);
    }
}

void whatif_tell_limits(struct arena *a, struct whatif_subject *s) {
    const struct whatif_limits *l = &s->limits;
    for (int i = 0; i < WHATIF_WORLDS; i++) set_percentiles(l, i, &s->sides[i]);
    if (l->count > BARS_EXACT) put_bins(a, s);
    for (uint32_t i = 0; l->count <= BARS_EXACT && i < l->count; i++) {
        const struct whatif_limit *at = &l->items[i];
        add_bar(a, s, (struct whatif_bar){at->limit, at->limit, true, at->before, at->after});
    }
}

struct whatif_limits whatif_limits_of(struct arena *a, struct value_counts *v) {
    struct whatif_limits l = {.count = value_counts_sort(v), .rounded = v->rounded};
    l.items = ARENA_ARRAY(a, struct whatif_limit, l.count);
    for (uint32_t i = 0; i < l.count; i++) {
        const struct value_count *c = &v->slots[i];
        l.items[i] = (struct whatif_limit){c->value, (uint64_t)c->before, (uint64_t)(c->before + c->change)};
    }
    return l;
}

void finish_limits(struct collection *c, uint32_t counted, struct whatif_subject *s) {
    s->limits = whatif_limits_of(c->scope->arena, &c->values[counted]);
    whatif_tell_limits(c->scope->arena, s);
}
