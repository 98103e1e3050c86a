#include "interp/whatif/scope.h"

// ---- worlds

uint32_t scope_near(const struct scope *s) { return (uint32_t)(s->ask->near / 10000); }

uint32_t scope_edit_count(const struct scope *s) { return s->policy->edit_count + s->ask->scenario_count; }

static const struct world *world_with(const struct policy *p, uint64_t edits) {
    for (uint32_t i = 0; i < p->world_count; i++)
        if (p->worlds[i].edits == edits) return &p->worlds[i];
    return NULL;
}

// The baseline's settings and those of the scenario that are put in, which take the place of the baseline's; then one
// more, which takes the place of any.
static void put_settings(struct scope *s, uint64_t chosen, const struct setting *more, struct plan_world *w) {
    const struct whatif_ask *ask = s->ask;
    struct setting *all = ARENA_ARRAY(s->arena, struct setting, (size_t)ask->base_count + ask->scenario_count + 1);
    size_t count = 0;
    if (more) all[count++] = *more;
    for (uint32_t i = 0; chosen && i < ask->scenario_count; i++)
        if ((i >= 64 || chosen >> i & 1) && !plan_setting_of(all, count, ask->scenario[i].param))
            all[count++] = ask->scenario[i];
    for (uint32_t i = 0; i < ask->base_count; i++)
        if (!plan_setting_of(all, count, ask->base[i].param)) all[count++] = ask->base[i];
    w->settings = all;
    w->setting_count = count;
}

static void add_world(struct scope *s, struct counted_world world, uint64_t edits, const struct setting *more) {
    uint32_t own = s->policy->edit_count;
    struct plan_world planned = {.rejects = world.kind <= WORLD_SCENARIO};
    uint64_t clauses = edits & edit_bits(own);
    planned.of = clauses || (own == 0 && edits) ? world_with(s->policy, clauses) : NULL;
    if (s->ask->edition && world.kind != WORLD_BASELINE) planned.of = s->ask->edition;
    bool some = world.kind == WORLD_EDITS, none = world.kind == WORLD_BASELINE;
    put_settings(s, none ? 0 : some ? edits >> own : UINT64_MAX, more, &planned);
    uint32_t count = s->world_count ? s->world_count - 1 : 0;  // planned so far
    ARENA_PUSH(s->arena, s->worlds, s->world_count, world);
    if (world.kind != WORLD_BASELINE) ARENA_PUSH(s->arena, s->planned, count, planned);
}

uint32_t scope_world_of(const struct scope *s, uint64_t edits) {
    for (uint32_t i = 0; i < s->world_count; i++)
        if (s->worlds[i].kind <= WORLD_EDITS && s->worlds[i].edits == edits) return i;
    return UINT32_MAX;
}

static void add_edits(struct scope *s, uint64_t edits) {
    uint64_t clauses = edits & edit_bits(s->policy->edit_count);
    if (scope_world_of(s, edits) != UINT32_MAX) return;
    if (clauses && !world_with(s->policy, clauses)) s->apart = false;
    else add_world(s, (struct counted_world){.kind = WORLD_EDITS, .edits = edits}, edits, NULL);
}

static void add_all_edits(struct scope *s) {
    uint32_t count = scope_edit_count(s);
    uint64_t all = edit_bits(count);
    s->apart = count < 64 && (s->policy->world_count > 1 || s->policy->edit_count < 2);
    for (uint64_t edits = 1; s->apart && count <= EDITS_EXACT && edits < all; edits++) add_edits(s, edits);
    for (uint32_t i = 0; s->apart && count > EDITS_EXACT && i < count; i++) {
        add_edits(s, UINT64_C(1) << i);
        add_edits(s, all ^ UINT64_C(1) << i);
        add_edits(s, edit_bits(i));
    }
}

static void add_sweeps(struct scope *s, uint64_t all) {
    for (uint32_t i = 0; i < s->ask->sweep_count; i++)
        for (uint32_t k = 0; k < s->ask->sweeps[i].count; k++)
            add_world(s, (struct counted_world){.kind = WORLD_SWEEP, .item = i, .point = k}, all,
                      &s->ask->sweeps[i].points[k]);
}

// ---- robustness: each param a little less and a little more

static bool is_shiftable(const struct param *p) {
    return type_has_amount(p->type.kind) && p->value_count == 1 && p->values[0].value->kind == NODE_NUMBER;
}

static int64_t value_of(const struct scope *s, const struct param *p) {
    const struct plan_world *scenario = &s->planned[0];
    const struct setting *set = plan_setting_of(scenario->settings, scenario->setting_count, p);
    return set ? set->value : p->values[0].value->value;
}

// A tenth of few is one.
static bool shift_of(const struct scope *s, const struct param *p, struct setting shifts[2]) {
    int64_t value = value_of(s, p);
    __int128 by = (__int128)value * s->ask->shift / 1000000;
    if (by < 0) by = -by;
    if (by == 0) by = 1;
    shifts[0] = (struct setting){.param = p, .value = (int64_t)(value - by)};
    shifts[1] = (struct setting){.param = p, .value = (int64_t)(value + by)};
    return value > 0 && value - by > 0 && value + by <= INT64_MAX;
}

static void add_shift(struct scope *s, const struct param *p, uint64_t all) {
    struct setting shifts[2];
    if (!is_shiftable(p) || !shift_of(s, p, shifts)) return;
    uint32_t count = s->shift_count;
    ARENA_PUSH(s->arena, s->shifted, count, p);
    s->shifts = arena_grow(s->arena, s->shifts, s->shift_count, sizeof *s->shifts);
    for (uint32_t i = 0; i < 2; i++) {
        s->shifts[s->shift_count][i] = shifts[i];
        add_world(s, (struct counted_world){.kind = WORLD_SHIFT, .item = s->shift_count, .point = i}, all, &shifts[i]);
    }
    s->shift_count++;
}

static bool is_shown(const struct scope *s, uint32_t group) { return !s->ask->only || s->ask->only->group == group; }

static bool is_shifted(const struct scope *s, const struct param *p) {
    for (uint32_t i = 0; i < s->shift_count; i++)
        if (plan_setting_of(&s->shifts[i][0], 1, p)) return true;
    return false;
}

static void add_shifts(struct scope *s, uint64_t all) {
    const struct world *w = s->planned[0].of;
    const struct policy *p = s->policy;
    for (uint32_t i = 0; w && i < w->scheme_count; i++)
        for (uint32_t k = 0; is_shown(s, w->schemes[i]->group) && k < w->schemes[i]->param_count; k++)
            if (!is_shifted(s, w->schemes[i]->params[k])) add_shift(s, w->schemes[i]->params[k], all);
    for (uint32_t i = 0; i < p->scheme_count; i++)
        for (uint32_t k = 0; is_shown(s, p->schemes[i]->group) && k < p->schemes[i]->param_count; k++)
            if (!is_shifted(s, p->schemes[i]->params[k])) add_shift(s, p->schemes[i]->params[k], all);
    for (uint32_t i = 0; i < p->param_count; i++)
        if (!is_shifted(s, p->params[i])) add_shift(s, p->params[i], all);
}

void scope_worlds(struct scope *s) {
    uint64_t all = edit_bits(scope_edit_count(s));
    add_world(s, (struct counted_world){.kind = WORLD_BASELINE}, 0, NULL);
    add_world(s, (struct counted_world){.kind = WORLD_SCENARIO, .edits = all}, all, NULL);
    add_all_edits(s);
    add_sweeps(s, all);
    if (s->ask->shift) add_shifts(s, all);
}

// ---- schemes and offers

static uint32_t place_of(const struct planned_scheme *p, const struct offer *o) {
    for (uint32_t i = 0; i < p->offer_count; i++)
        if (names_meet(&p->offers[i].offer->def.name, &o->def.name)) return i;
    return NO_OFFER;
}

static void add_counted(struct scope *s, const struct scheme *scheme, const struct offer *offer) {
    struct counted c = {scheme, offer, scheme->group, NULL};
    if (offer) c.places = ARENA_ARRAY(s->arena, uint32_t, s->plan->scheme_count);
    for (uint32_t i = 0; offer && i < s->plan->scheme_count; i++) {
        const struct planned_scheme *p = &s->plan->schemes[i];
        c.places[i] = p->scheme->group == scheme->group ? place_of(p, offer) : NO_OFFER;
    }
    ARENA_PUSH(s->arena, s->counted, s->count, c);
}

static bool is_counted(const struct scope *s, const struct scheme *scheme, const struct offer *o) {
    for (uint32_t i = 0; i < s->count; i++) {
        const struct counted *c = &s->counted[i];
        if (c->offer && c->group == scheme->group && names_meet(&c->offer->def.name, &o->def.name)) return true;
    }
    return false;
}

// The baseline's first, in the order of the policy; those that the scenario adds come after them.
static void count_group(struct scope *s, uint32_t group) {
    const uint32_t shown[] = {s->plan->worlds[WHATIF_BEFORE][group], s->plan->worlds[WHATIF_AFTER][group]};
    bool first = true;
    for (uint32_t w = 0; w < 2; w++)
        for (uint32_t i = 0; i < s->plan->scheme_count; i++) {
            const struct planned_scheme *p = &s->plan->schemes[i];
            if (p->group != shown[w]) continue;
            if (first) add_counted(s, p->scheme, NULL);
            first = false;
            for (uint32_t k = 0; k < p->offer_count; k++)
                if (!is_counted(s, p->scheme, p->offers[k].offer)) add_counted(s, p->scheme, p->offers[k].offer);
        }
}

static bool is_told(const struct scope *s, const struct planned_scheme *p) {
    uint32_t group = p->scheme->group;
    bool shown = p->group == s->plan->worlds[WHATIF_BEFORE][group] || p->group == s->plan->worlds[WHATIF_AFTER][group];
    return shown && is_shown(s, group);
}

void scope_counted(struct scope *s) {
    s->told = ARENA_ARRAY(s->arena, uint8_t, s->plan->scheme_count);
    for (uint32_t i = 0; i < s->plan->scheme_count; i++) s->told[i] = is_told(s, &s->plan->schemes[i]);
    for (uint32_t g = 0; g < s->policy->group_count; g++)
        if (is_shown(s, g)) count_group(s, g);
}
