#include "interp/advice/advice.h"

#include <stdlib.h>
#include <string.h>

#include "interp/advice/internal.h"

static void mark_time(struct adviser *a) {
    for (uint32_t i = 0; i < a->plan->node_count; i++) {
        const struct node *n = a->plan->nodes[i];
        uint8_t by_time = n->operation == OPERATION_AS_OF;
        for (uint32_t k = 0; k < n->count; k++) by_time |= a->by_time[n->kids[k]->id];
        a->by_time[n->id] = by_time;
    }
}

static bool make_room(struct adviser *a, const struct plan_options *options) {
    struct plan_options po = *options;
    po.as_of = 0;
    po.extra = NULL;
    po.extra_schemes = NULL;
    po.extra_count = 0;
    po.keep_names = po.notes = false;
    a->plan = plan_new(a->policy, &po);
    if (!a->plan) return false;
    a->work = plan_workspace_new(a->plan, TRIAL_ROWS);
    a->decisions = decisions_new(a->plan, TRIAL_ROWS);
    a->block = block_new(a->policy, TRIAL_ROWS, true);
    a->by_time = calloc(a->plan->node_count + 1, sizeof *a->by_time);
    a->seen = calloc(a->plan->node_count + 1, sizeof *a->seen);
    a->pokes = calloc((size_t)TRIAL_ROWS * TRIAL_CHANGES, sizeof *a->pokes);
    return a->work && a->decisions && a->block && a->by_time && a->seen && a->pokes;
}

struct adviser *adviser_new(const struct policy *policy, const struct plan_options *options) {
    struct adviser *a = calloc(1, sizeof *a);
    if (!a) return NULL;
    a->policy = policy;
    if (!make_room(a, options)) {
        adviser_free(a);
        return NULL;
    }
    block_set_all_missing(a->block);
    mark_time(a);
    return a;
}

void adviser_free(struct adviser *a) {
    if (!a) return;
    if (a->block) block_free(a->block);
    if (a->decisions) decisions_free(a->decisions);
    if (a->work) workspace_free(a->work);
    if (a->plan) plan_free(a->plan);
    free(a->by_time);
    free(a->seen);
    free(a->pokes);
    free(a);
}

void adviser_narrow(struct adviser *a, const struct scheme *only, bool applying) {
    a->only = only;
    a->applying = applying;
}

struct making {
    struct adviser *a;
    struct advice *out;
    struct target *targets;
    uint8_t *decisions;  // by target, as it is
    int32_t *dates;      // by target, from when time alone does it
    uint32_t target_count;
};

static bool is_of_interest(const struct adviser *a, uint8_t decision) {
    return !(a->applying && decision >= DECISION_NOT_APPLICABLE);
}

// An eligible offer without a limit has nothing that could be larger. False: there is nothing to look for.
static bool take_goal(const struct adviser *a, struct target *t, uint8_t decision) {
    t->larger = decision == DECISION_ELIGIBLE;
    return !t->larger || target_limit(a, t, 0, &t->limit);
}

static void take_offers(struct making *m, uint32_t group, uint32_t scheme) {
    const struct scheme_result *s = &m->a->decisions->schemes[scheme];
    if (m->a->only && m->a->only->group != s->planned->scheme->group) return;
    for (uint32_t i = 0; i < s->planned->offer_count; i++) {
        if (!is_of_interest(m->a, s->offers[i].decision[0])) continue;
        struct target t = {.group = group, .offer = s->planned->offers[i].offer};
        uint32_t count = m->target_count;
        if (!take_goal(m->a, &t, s->offers[i].decision[0])) continue;
        ARENA_PUSH(m->a->arena, m->decisions, count, s->offers[i].decision[0]);
        ARENA_PUSH(m->a->arena, m->targets, m->target_count, t);
    }
}

static void find_targets(struct making *m) {
    struct adviser *a = m->a;
    trial_add(a, a->as_of, NULL, 0);
    trial_run(a);
    for (uint32_t g = 0; g < a->plan->group_count; g++)
        take_offers(m, g, a->decisions->chosen[(size_t)g * a->decisions->capacity]);
    trial_clear(a);
    m->dates = ARENA_ARRAY(a->arena, int32_t, m->target_count + 1);
}

static uint32_t add_way_row(struct adviser *a, const struct advice_way *way) {
    const struct advice_change *changes[ADVICE_CHANGES];
    for (uint32_t i = 0; i < way->change_count; i++) changes[i] = &way->changes[i];
    return trial_add(a, way->from_date ? way->from_date : a->as_of, changes, way->change_count);
}

static const struct decl *decl_of(const struct planned_offer *o, const struct planned_part *part) {
    if (part->kind == PART_RULE) return o->rules[part->index].rule->decl;
    return part->kind == PART_GRANT ? o->grants[part->index].grant->decl : o->offer->when_decl;
}

static uint64_t changed_by(struct adviser *a, const struct planned_part *part, const struct advice_way *way) {
    uint64_t by = 0;
    for (uint32_t i = 0; i < way->change_count; i++) by |= (uint64_t)part_reads(a, part, way->changes[i].field) << i;
    for (uint32_t i = 0; i < way->paper_count; i++)
        by |= (uint64_t)part_reads(a, part, way->papers[i].field) << (ADVICE_CHANGES + i);
    return by;
}

// What held back the record as it was, in the version that is then in force.
static void find_met(struct adviser *a, const struct target *t, struct advice_way *way, uint32_t row) {
    struct target_place before, then;
    bool same = target_find(a, t, row, &then) && target_find(a, t, 0, &before) && before.scheme == then.scheme;
    if (!same) return;
    const struct planned_offer *o = target_planned(a, then);
    for (uint32_t i = 0; i < planned_part_count(o); i++) {
        if (target_part_holds(a, before, i, 0) || !target_part_holds(a, then, i, row)) continue;
        struct planned_part part = planned_part(o, i);
        struct advice_met met = {part.name, decl_of(o, &part), changed_by(a, &part, way), part.kind == PART_GRANT};
        ARENA_PUSH(a->arena, way->met, way->met_count, met);
    }
}

static bool is_limit_open(struct adviser *a, const struct node *limit, const struct advice_way *way) {
    struct planned_part part = {.node = limit};
    for (uint32_t i = 0; i < way->paper_count; i++)
        if (field_is_ordered(way->papers[i].field) && part_reads(a, &part, way->papers[i].field)) return true;
    return false;
}

static void take_limit(struct adviser *a, struct target_place p, struct advice_way *way, uint32_t row) {
    const struct planned_offer *o = target_planned(a, p);
    way->scheme = a->plan->schemes[p.scheme].scheme;
    way->offer = o->offer;
    if (!o->limit) return;
    struct node_value limit = node_value_at(a->work, o->limit, row);
    way->has_limit = limit.state == STATE_KNOWN;
    way->limit = limit.value;
    way->limit_is_open = is_limit_open(a, o->limit, way);
}

// The record as it is, and then as it would be: the way is told only if that is decided so. What is supplied stands
// among the changes of the record, so it is taken back for the first.
static bool confirm(struct adviser *a, const struct target *t, struct advice_way *way) {
    struct target_place p;
    const struct advice_change *missing[PAPERS_MOST];
    struct advice_change *taken = ARENA_ARRAY(a->arena, struct advice_change, way->paper_count + 1);
    for (uint32_t i = 0; i < way->paper_count; i++) {
        taken[i] = way->papers[i];
        taken[i].kind = ADVICE_MISSING;
        missing[i] = &taken[i];
    }
    trial_add(a, a->as_of, missing, way->paper_count);
    uint32_t row = add_way_row(a, way);
    trial_run(a);
    bool good = target_is_met(a, t, row) && target_find(a, t, row, &p);
    if (good) find_met(a, t, way, row);
    if (good) take_limit(a, p, way, row);
    trial_clear(a);
    return good;
}

static bool is_done(struct adviser *a, const struct target *t) {
    trial_add(a, a->as_of, NULL, 0);
    trial_run(a);
    bool done = target_is_met(a, t, 0);
    trial_clear(a);
    return done;
}

// A field that is missing is supplied, not changed.
static void part_papers(struct adviser *a, struct advice_way *way) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < way->change_count; i++) {
        if (!way->changes[i].was_missing) way->changes[kept++] = way->changes[i];
        else if (way->paper_count < PAPERS_MOST) way->papers[way->paper_count++] = way->changes[i];
    }
    way->change_count = kept;
    trial_papers(a, way->papers, way->paper_count);
}

// With what is missing supplied: at once, from some day on, or with something changed besides.
static bool find_way_with_papers(struct making *m, const struct target *t, struct advice_way *way) {
    struct adviser *a = m->a;
    way->papers = ARENA_ARRAY(a->arena, struct advice_change, PAPERS_MOST);
    way->paper_count = find_papers(a, t, way->papers);
    if (way->paper_count && is_done(a, t)) return true;
    if (way->paper_count) find_dates(a, t, 1, &way->from_date);
    return way->from_date || find_changes(a, t, way, &m->out->stopped, NULL);
}

// Of numbers that lead to the same limit the nearest is told.
static bool find_larger(struct making *m, const struct target *t, struct advice_way *way) {
    struct target reached = *t;
    if (!find_changes(m->a, t, way, &m->out->stopped, &reached.limit)) return false;
    reached.limit--;
    draw_near(m->a, &reached, way);
    return true;
}

static bool find_way(struct making *m, uint32_t target, struct advice_way *way) {
    struct adviser *a = m->a;
    const struct target *t = &m->targets[target];
    way->now = t->offer;
    way->decision = m->decisions[target];
    way->limit_now = t->limit;
    way->from_date = m->dates[target];
    trial_papers(a, NULL, 0);
    if (way->from_date) return true;
    if (t->larger) return find_larger(m, t, way);
    if (way->decision == DECISION_NOT_IN_FORCE || !find_way_with_papers(m, t, way)) return false;
    part_papers(a, way);
    drop_needless_papers(a, t, way);
    draw_near(a, t, way);
    return true;
}

static void add_way(struct making *m, uint32_t target) {
    struct advice *out = m->out;
    struct advice_way way = {0};
    if (find_way(m, target, &way) && confirm(m->a, &m->targets[target], &way))
        ARENA_PUSH(m->a->arena, out->ways, out->way_count, way);
    else if (!m->targets[target].larger)
        ARENA_PUSH(m->a->arena, out->without, out->without_count, m->targets[target].offer);
}

// By limit, then by what comes first in the policies.
static void sort(struct advice *out) {
    for (uint32_t i = 1; i < out->way_count; i++)
        for (uint32_t k = i; k > 0; k--) {
            struct advice_way *x = &out->ways[k - 1], *y = &out->ways[k], kept = *x;
            if (!y->has_limit || (x->has_limit && x->limit >= y->limit)) break;
            *x = *y;
            *y = kept;
        }
}

static void make(struct making *m) {
    find_targets(m);
    find_dates(m->a, m->targets, m->target_count, m->dates);
    for (uint32_t i = 0; i < m->target_count; i++) add_way(m, i);
    sort(m->out);
}

bool advice_make(struct advice *out, struct adviser *a, const struct block *b, uint32_t row, int32_t as_of) {
    jmp_buf out_of_memory;
    *out = (struct advice){.as_of = as_of, .block = b, .row = row};
    arena_init(&out->arena, &out_of_memory);
    if (setjmp(out_of_memory)) return false;
    a->arena = &out->arena;
    struct making m = {.a = a, .out = out};
    trial_record(a, b, row, as_of);
    make(&m);
    return true;
}

const struct advice_way *advice_way_of(const struct advice *a, const struct offer *now) {
    for (uint32_t i = 0; i < a->way_count; i++)
        if (a->ways[i].now == now) return &a->ways[i];
    return NULL;
}

void advice_free(struct advice *a) { arena_free(&a->arena); }
