#include "interp/whatif/finish.h"

#include <string.h>

#include "grammar/base/calendar.h"

struct whatif_measure measure_of(const struct view_sums *s) {
    return (struct whatif_measure){s->decisions[DECISION_ELIGIBLE], s->decisions[DECISION_REFER],
                                   s->decisions[DECISION_INCOMPLETE], s->decisions[DECISION_INELIGIBLE], s->granted};
}

static void set_side(struct whatif_side *side, const struct view_sums *s) {
    memcpy(side->decisions, s->decisions, sizeof side->decisions);
    for (int i = 0; i < DECISION_NOT_APPLICABLE; i++) side->in_scope += s->decisions[i];
    side->granted = s->granted;
    side->refer = s->refer;
    side->granted_count = s->granted_count;
}

// ---- flips

static void finish_fields(struct arena *a, const char *lines, struct whatif_sampled *s) {
    for (const char *end; *lines; lines = *end ? end + 1 : end) {
        end = strchrnul(lines, '\n');
        const char *field = arena_copy(a, lines, (size_t)(end - lines));
        ARENA_PUSH(a, s->fields, s->field_count, field);
    }
}

static struct whatif_sampled *finish_sample(struct arena *a, const struct flip *f) {
    struct whatif_sampled *sample = ARENA_ARRAY(a, struct whatif_sampled, f->sample.count);
    for (uint32_t i = 0; i < f->sample.count; i++) {
        const struct flip_sample *s = (const struct flip_sample *)f->sample.items + i;
        sample[i] = s->told;
        sample[i].id = arena_copy(a, s->id, strlen(s->id));
        sample[i].hash = s->hash;
        sample[i].line_before = arena_copy(a, s->why[0], strlen(s->why[0]));
        sample[i].line_after = arena_copy(a, s->why[1], strlen(s->why[1]));
        finish_fields(a, s->fields, &sample[i]);
    }
    return sample;
}

static struct whatif_flip finish_flip(struct arena *a, const struct flip *f) {
    struct whatif_flip flip = {.before = f->before,
                               .after = f->after,
                               .kind = f->kind,
                               .cause = f->cause,
                               .reason_count = f->reason_count,
                               .offer_before = f->offer_before,
                               .offer_after = f->offer_after,
                               .records = f->records,
                               .limit = f->limits[1] - f->limits[0],
                               .sample = finish_sample(a, f),
                               .sample_count = f->sample.count};
    flip.reasons = ARENA_ARRAY(a, struct whatif_reason, f->reason_count);
    if (f->reason_count) memcpy(flip.reasons, f->reasons, f->reason_count * sizeof *flip.reasons);
    return flip;
}

// What the changed records change of the table that is else the baseline's.
static void count_flip(struct whatif_subject *s, const struct flip *f) {
    uint64_t *counts[] = {[FLIP_BETTER] = &s->better,
                          [FLIP_WORSE] = &s->worse,
                          [FLIP_UNKNOWN] = &s->unsettled,
                          [FLIP_LARGER] = &s->larger,
                          [FLIP_SMALLER] = &s->smaller};
    *counts[f->kind] += f->records;
    s->matrix[f->before][f->before] -= f->records;
    s->matrix[f->before][f->after] += f->records;
    s->matrix_limit[f->before][f->after] += f->limits[1] - f->limits[0];
    bool granted_before = f->before == DECISION_ELIGIBLE, granted_after = f->after == DECISION_ELIGIBLE;
    if (granted_before && granted_after && f->kind == FLIP_LARGER) s->bridge.larger += f->limits[1] - f->limits[0];
    if (granted_before && granted_after && f->kind == FLIP_SMALLER) s->bridge.smaller += f->limits[1] - f->limits[0];
    if (!granted_before && granted_after) s->bridge.entered += f->limits[1];
    if (granted_before && !granted_after) s->bridge.left -= f->limits[0];
}

static void finish_flips(struct collection *c, uint32_t counted, struct whatif_subject *s) {
    struct flips *f = &c->flips[counted];
    struct arena *a = c->scope->arena;
    flips_sort(f, c->scope);
    s->flips = ARENA_ARRAY(a, struct whatif_flip, f->count);
    s->flip_count = f->count;
    for (int i = 0; i < DECISION_COUNT; i++) s->matrix[i][i] = s->sides[WHATIF_BEFORE].decisions[i];
    s->bridge.before = s->sides[WHATIF_BEFORE].granted;
    s->bridge.after = s->sides[WHATIF_AFTER].granted;
    for (uint32_t i = 0; i < f->count; i++) {
        s->flips[i] = finish_flip(a, f->items[i]);
        count_flip(s, f->items[i]);
    }
}

// ---- groups

static void finish_row(const struct group_count *g, struct whatif_group_row *row) {
    struct view_sums sums[2] = {{.granted = g->granted}, {.granted = g->granted + g->granted_change}};
    for (int i = 0; i < DECISION_COUNT; i++) {
        sums[0].decisions[i] = g->before[i];
        sums[1].decisions[i] = g->before[i] + (uint64_t)g->change[i];
        row->records += g->before[i];
        row->in_scope_before += i < DECISION_NOT_APPLICABLE ? sums[0].decisions[i] : 0;
        row->in_scope_after += i < DECISION_NOT_APPLICABLE ? sums[1].decisions[i] : 0;
    }
    row->before = measure_of(&sums[0]);
    row->after = measure_of(&sums[1]);
    row->better = g->better;
    row->worse = g->worse;
}

static void hide_rows(const struct scope *s, struct whatif_group *g, uint32_t count) {
    uint64_t *records = ARENA_ARRAY(s->arena, uint64_t, count);
    enum whatif_cell *cells = ARENA_ARRAY(s->arena, enum whatif_cell, count);
    for (uint32_t i = 0; i < count; i++) records[i] = g->rows[i].records;
    whatif_hide_cells(records, cells, count, s->ask->min_cell);
    for (uint32_t i = 0; i < count; i++) g->rows[i].cell = cells[i];
}

static struct whatif_group finish_group(const struct collection *c, uint32_t counted, uint32_t number) {
    const struct scope *s = c->scope;
    const struct whatif_by *by = &s->ask->by[number];
    const struct group_count *counts = &c->groups[(size_t)counted * c->by_total + c->by_first[number]];
    uint32_t count = by_count(by);
    struct whatif_group g = {.field = by->field, .label = by->label, .count = count + 1};
    struct group_count total = {0};
    g.rows = ARENA_ARRAY(s->arena, struct whatif_group_row, g.count);
    for (uint32_t i = 0; i < count; i++) {
        g.rows[i].value = by_value(s->arena, s->policy, by, i, s->ask->lang);
        g.rows[i].unknown = i + 1 == count;
        finish_row(&counts[i], &g.rows[i]);
        group_merge(&total, &counts[i], 1);
    }
    g.rows[count].value = s->ask->lang == LANG_ZH ? "合计" : "total";
    g.rows[count].total = true;
    finish_row(&total, &g.rows[count]);
    hide_rows(s, &g, count);
    return g;
}

// ---- sweeps and robustness

static int64_t number_in(const struct scope *s, uint32_t world, const struct param *p, bool *known) {
    const struct plan_world *w = world ? &s->planned[world - 1] : NULL;
    const struct setting *settings = w ? w->settings : s->ask->base;
    const struct setting *set = plan_setting_of(settings, w ? w->setting_count : s->ask->base_count, p);
    *known = set || (p->value_count == 1 && p->values[0].value->kind == NODE_NUMBER);
    return set ? set->value : *known ? p->values[0].value->value : 0;
}

// As a reform leaves it for its scheme.
static const struct param *param_in(const struct world *w, const struct param *p) {
    const struct setting like = {.param = p};
    for (uint32_t i = 0; w && i < w->scheme_count; i++)
        for (uint32_t k = 0; k < w->schemes[i]->param_count; k++)
            if (plan_setting_of(&like, 1, w->schemes[i]->params[k])) return w->schemes[i]->params[k];
    return p;
}

static const char *value_in_words(const struct scope *s, const struct param *p, int64_t value) {
    struct text t = {0};
    put_as_written(&t, s->policy, &p->type, value, s->ask->lang);
    return text_keep(&t, s->arena);
}

static void finish_sweep(const struct collection *c, uint32_t counted, uint32_t number, struct whatif_sweep *sweep) {
    const struct scope *s = c->scope;
    const struct whatif_range *range = &s->ask->sweeps[number];
    bool known[2];
    int64_t values[] = {
        number_in(s, WHATIF_BEFORE, range->param, &known[0]),
        number_in(s, WHATIF_AFTER, param_in(s->planned[0].of, range->param), &known[1]),
    };
    *sweep = (struct whatif_sweep){.param = range->param, .label = range->label, .count = range->count};
    sweep->points = ARENA_ARRAY(s->arena, struct whatif_sweep_point, range->count);
    for (uint32_t i = 0; i < s->world_count; i++) {
        const struct counted_world *w = &s->worlds[i];
        if (w->kind != WORLD_SWEEP || w->item != number) continue;
        int64_t value = range->points[w->point].value;
        sweep->points[w->point] = (struct whatif_sweep_point){
            .value = value_in_words(s, range->param, value),
            .number = value,
            .baseline = known[0] && values[0] == value,
            .scenario = known[1] && values[1] == value,
            .measure = measure_of(collection_sums(c, i, counted)),
        };
    }
}

// Its own, or one that what it meets hangs on: then some point has worlds of its own.
static bool moves(const struct collection *c, uint32_t counted, uint32_t number) {
    const struct param *p = c->scope->ask->sweeps[number].param;
    const struct view_sums *scenario = collection_sums(c, WHATIF_AFTER, counted);
    bool any = p->is_shared || p->group == c->scope->counted[counted].group;
    for (uint32_t i = 0; i < c->scope->world_count && !any; i++)
        any = c->scope->worlds[i].kind == WORLD_SWEEP && c->scope->worlds[i].item == number &&
              collection_sums(c, i, counted) != scenario;
    return any;
}

static void finish_sweeps(const struct collection *c, uint32_t counted, struct whatif_subject *s) {
    const struct whatif_ask *ask = c->scope->ask;
    s->sweeps = ARENA_ARRAY(c->scope->arena, struct whatif_sweep, ask->sweep_count);
    for (uint32_t i = 0; i < ask->sweep_count; i++)
        if (moves(c, counted, i)) finish_sweep(c, counted, i, &s->sweeps[s->sweep_count++]);
}

static void finish_shift(const struct collection *c, uint32_t counted, uint32_t world,
                         struct whatif_robustness *shifts) {
    const struct counted_world *w = &c->scope->worlds[world];
    const struct view_sums *scenario = collection_sums(c, WHATIF_AFTER, counted);
    struct whatif_change change = change_between(scenario, collection_sums(c, world, counted));
    if (w->point) shifts[w->item].up = change;
    else shifts[w->item].down = change;
}

static bool is_still(const struct whatif_robustness *r) {
    const struct whatif_change none = {0};
    return !memcmp(&r->down, &none, sizeof none) && !memcmp(&r->up, &none, sizeof none);
}

static struct whatif_shift shift_told(const struct scope *s, uint32_t number) {
    const struct param *p = s->shifted[number];
    return (struct whatif_shift){param_label(s->arena, s->policy, p, s->ask->lang),
                                 value_in_words(s, p, s->shifts[number][0].value),
                                 value_in_words(s, p, s->shifts[number][1].value)};
}

// Params that move nothing here are left out.
static void finish_shifts(const struct collection *c, uint32_t counted, struct whatif_subject *s) {
    const struct scope *scope = c->scope;
    struct whatif_robustness *all = ARENA_ARRAY(scope->arena, struct whatif_robustness, scope->shift_count);
    for (uint32_t i = 0; i < scope->world_count; i++)
        if (scope->worlds[i].kind == WORLD_SHIFT) finish_shift(c, counted, i, all);
    s->robustness = all;
    for (uint32_t i = 0; i < scope->shift_count; i++) {
        struct whatif_shift shift = shift_told(scope, i);
        if (is_still(&all[i])) continue;
        all[i].label = shift.label;
        all[i].low = shift.low;
        all[i].high = shift.high;
        all[s->robustness_count++] = all[i];
    }
}

void finish_tried(const struct scope *s, struct whatif_result *r) {
    r->shifts = ARENA_ARRAY(s->arena, struct whatif_shift, s->shift_count);
    for (; r->shift_count < s->shift_count; r->shift_count++) r->shifts[r->shift_count] = shift_told(s, r->shift_count);
}

// Were all that is missing favourable.
static struct whatif_bounds bounds_of(const struct view_sums *s) {
    struct whatif_bounds b = {measure_of(s), measure_of(s)};
    b.upper.eligible += b.upper.incomplete;
    b.upper.incomplete = 0;
    b.upper.granted += s->open;
    return b;
}

// ---- clauses

static bool may_hold(const struct plan *p, const struct scheme *s) {
    return !p->as_of || date_is_within(p->as_of, s->from, s->until);
}

static void finish_tally(const struct scope *s, const struct tally *t, uint32_t world, const struct counted *of,
                         struct whatif_subject *subject) {
    for (uint32_t i = 0; of->offer && i < t->offer_count; i++) {
        const struct tally_offer *o = &t->offers[i];
        bool here = s->plan->schemes[o->scheme].group == s->plan->worlds[world][of->group];
        bool asked = here && may_hold(s->plan, s->plan->schemes[o->scheme].scheme);
        if (asked && of->places[o->scheme] == o->offer)
            ARENA_PUSH(s->arena, subject->tally[world], subject->tally_count[world], o);
    }
}

struct whatif_subject finish_subject(struct collection *c, uint32_t counted, const struct tally *tally) {
    const struct counted *of = &c->scope->counted[counted];
    const struct whatif_ask *ask = c->scope->ask;
    struct whatif_subject s = {.scheme = of->scheme, .offer = of->offer};
    for (uint32_t i = 0; i < WHATIF_WORLDS; i++) {
        finish_tally(c->scope, tally, i, of, &s);
        set_side(&s.sides[i], collection_sums(c, i, counted));
        s.bounds[i] = bounds_of(collection_sums(c, i, counted));
    }
    finish_limits(c, counted, &s);
    finish_flips(c, counted, &s);
    s.edits = finish_shares(c, counted);
    finish_together(c, counted, &s);
    s.group_count = ask->by_count;
    s.groups = ARENA_ARRAY(c->scope->arena, struct whatif_group, ask->by_count);
    for (uint32_t i = 0; i < ask->by_count; i++) s.groups[i] = finish_group(c, counted, i);
    finish_sweeps(c, counted, &s);
    finish_shifts(c, counted, &s);
    return s;
}
