// A number that helps is drawn towards the record's own as long as it helps, by whole steps of the field: first a step,
// for what a field is compared with is exact already, then by dividing what lies between.
#include "interp/advice/internal.h"

#define POINTS 64

struct drawing {
    struct adviser *a;
    const struct target *target;
    struct advice_way *way;
    struct advice_change *change;  // of the way
    struct advice_change tried[POINTS];
    int64_t places[POINTS];
    uint32_t count;
};

// The others as they are; a paper's value stands in the place of the one that is supplied already.
static void add(struct drawing *d, int64_t place) {
    const struct advice_change *changes[TRIAL_CHANGES];
    struct advice_change *c = &d->tried[d->count];
    uint32_t count = 0;
    *c = *d->change;
    if (!value_from_place(d->a, c->field, place, &c->to)) return;
    for (uint32_t i = 0; i < d->way->change_count; i++)
        if (&d->way->changes[i] != d->change) changes[count++] = &d->way->changes[i];
    changes[count++] = c;
    d->places[d->count++] = place;
    trial_add(d->a, d->way->from_date ? d->way->from_date : d->a->as_of, changes, count);
}

// Among those that were added the first that is eligible; count: none is.
static uint32_t run(struct drawing *d) {
    uint32_t first = 0;
    if (!d->count) return 0;
    trial_run(d->a);
    while (first < d->count && !target_is_met(d->a, d->target, first)) first++;
    trial_clear(d->a);
    return first;
}

static bool helps(struct drawing *d, int64_t place) {
    d->count = 0;
    add(d, place);
    return d->count && run(d) == 0;
}

// `bad` does not help, as far as is known, and `good` does.
static int64_t between(struct drawing *d, int64_t bad, int64_t good) {
    for (;;) {
        __int128 gap = (__int128)good - bad, last = bad;
        d->count = 0;
        for (int i = 1; i < POINTS; i++) {
            __int128 place = bad + gap * i / POINTS;
            if (place != last && place != good) add(d, (int64_t)place);
            last = place;
        }
        uint32_t first = run(d), count = d->count;
        if (!count) return good;
        if (first < count) good = d->places[first];
        if (first > 0) bad = d->places[first - 1];
    }
}

static void draw(struct drawing *d) {
    const struct field *f = d->change->field;
    int64_t origin = value_place(f, value_origin(d->a, d->change)), place = value_place(f, d->change->to);
    if (origin == place) return;
    if (d->change->was_missing && helps(d, origin)) place = origin;
    else if (helps(d, place + (place > origin ? -1 : 1))) place = between(d, origin, place);
    value_from_place(d->a, d->change->field, place, &d->change->to);
}

static void look_beside(struct drawing *d) {
    int64_t place = value_place(d->change->field, d->change->to);
    d->change->at_least = helps(d, place + 1);
    d->change->at_most = helps(d, place - 1);
}

static void draw_all(struct drawing *d, struct advice_change *changes, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        d->change = &changes[i];
        if (!field_is_ordered(d->change->field)) continue;
        draw(d);
        look_beside(d);
        if (d->change->was_missing) trial_papers(d->a, d->way->papers, d->way->paper_count);
    }
}

void draw_near(struct adviser *a, const struct target *t, struct advice_way *way) {
    struct drawing d = {.a = a, .target = t, .way = way};
    draw_all(&d, way->papers, way->paper_count);
    draw_all(&d, way->changes, way->change_count);
}
