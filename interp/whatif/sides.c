// Limits of eligible records: percentiles by nearest rank, and how many have which.
#include "interp/whatif/finish.h"

#define BARS_EXACT 20u

static uint64_t count_at(const struct value_count *c, int world) {
    return (uint64_t)(world ? c->before + c->change : c->before);
}

static int64_t ranked(const struct value_counts *v, int world, uint64_t rank) {
    uint64_t seen = 0;
    for (uint32_t i = 0; i < v->count; i++) {
        seen += count_at(&v->slots[i], world);
        if (seen >= rank) return v->slots[i].value;
    }
    return 0;
}

static void set_percentiles(const struct value_counts *v, int world, struct whatif_side *s) {
    uint64_t n = s->granted_count;
    s->has_percentiles = n > 0;
    if (!n) return;
    s->p10 = ranked(v, world, (n + 9) / 10);
    s->p50 = ranked(v, world, (n + 1) / 2);
    s->p90 = ranked(v, world, n - n / 10);
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

static void put_bins(struct arena *a, const struct value_counts *v, struct whatif_subject *s) {
    int64_t low = 0, high = 100;
    uint32_t i = 0;
    while (i < v->count) {
        struct whatif_bar bar = {.low = low, .high = high};
        for (; i < v->count && v->slots[i].value < high; i++) {
            bar.before += count_at(&v->slots[i], 0);
            bar.after += count_at(&v->slots[i], 1);
        }
        if (bar.before || bar.after || s->bar_count) add_bar(a, s, bar);
        if (high == INT64_MAX) break;
        low = high, high = next_edge(high);
    }
}

void finish_limits(struct collection *c, uint32_t counted, struct whatif_subject *s) {
    struct value_counts *v = &c->values[counted];
    value_counts_sort(v);
    for (int i = 0; i < WHATIF_WORLDS; i++) set_percentiles(v, i, &s->sides[i]);
    if (v->count > BARS_EXACT) put_bins(c->scope->arena, v, s);
    for (uint32_t i = 0; v->count <= BARS_EXACT && i < v->count; i++) {
        int64_t value = v->slots[i].value;
        add_bar(c->scope->arena, s,
                (struct whatif_bar){value, value, true, count_at(&v->slots[i], 0), count_at(&v->slots[i], 1)});
    }
}
