#include "interp/plan/plan.h"

#include <stdlib.h>
#include <string.h>

#include "interp/eval/workspace.h"
#include "interp/plan/builder.h"
#include "interp/value/truth.h"

static struct planned_part rule_part(const struct planned_offer *o, uint32_t i) {
    const struct planned_rule *r = &o->rules[i];
    return (struct planned_part){PART_RULE,          i,        r->condition, r->waiver, r->bad, r->when,
                                 &r->rule->def.name, r->names, r->name_count};
}

static struct planned_part grant_part(const struct planned_offer *o, uint32_t i) {
    const struct planned_grant *g = &o->grants[i];
    return (struct planned_part){PART_GRANT, i, g->value, NULL, 0, NULL, &g->grant->def.name, g->names, g->name_count};
}

struct planned_part planned_part(const struct planned_offer *o, uint32_t place) {
    if (place >= grant_place(o, 0)) return grant_part(o, place - grant_place(o, 0));
    if (place >= rule_place(0)) return rule_part(o, place - rule_place(0));
    return (struct planned_part){PART_WHEN, 0, o->when, NULL, 0, NULL, NULL, o->when_names, o->when_name_count};
}

static void plan_rule(struct builder *b, struct planned_rule *p, const struct rule *r) {
    const struct expr *exprs[] = {r->decl->when, r->decl->expr, r->decl->waiver};
    struct planned_name *in_when;
    p->rule = r;
    if (r->decl->when) p->when = lower(b, r->decl->when);
    if (b->options->keep_names) p->own = lower(b, r->decl->expr);
    p->condition = lower_asked(b, r);
    p->bad = bad_truth(r->kind);
    p->decides = rule_decides(r->kind);
    if (r->decl->waiver && p->decides) p->waiver = lower(b, r->decl->waiver);
    collect_mentions(b, exprs, 1, &in_when, &p->when_name_count);
    collect_mentions(b, exprs, 3, &p->names, &p->name_count);
}

// A limit that is not above zero is none: as where the notice is silent, a person decides.
static const struct node *above_zero(struct builder *b, const struct node *limit) {
    if (limit->low > 0 || limit->lane != LANE_WIDE || (limit->constant && limit->constant_state != STATE_KNOWN))
        return limit;
    struct node n = node_of(OPERATION_ABOVE_ZERO, LANE_WIDE);
    n.type = limit->type;
    n.may_be_silent = true;
    return make1(b, n, limit);
}

static void plan_grant(struct builder *b, struct planned_grant *p, const struct grant *g) {
    const struct expr *value = g->decl->expr;
    p->grant = g;
    p->written = lower(b, value);
    p->is_limit = g->is_limit;
    p->value = p->is_limit ? above_zero(b, p->written) : p->written;
    collect_mentions(b, &value, 1, &p->names, &p->name_count);
}

static struct planned_note *plan_notes(struct builder *b, const struct note *notes, uint32_t count) {
    struct planned_note *p = ARENA_ARRAY(b->arena, struct planned_note, count);
    for (uint32_t i = 0; i < count; i++) {
        p[i].note = &notes[i];
        if (b->options->notes && notes[i].decl->expr) p[i].condition = lower(b, notes[i].decl->expr);
    }
    return p;
}

static void plan_planes(struct builder *b, struct planned_offer *p) {
    p->planes = ARENA_ARRAY(b->arena, struct planned_plane, (p->rule_count + 7) / 8);
    for (uint32_t i = 0; i < p->rule_count; i++) {
        struct planned_plane *plane = &p->planes[i / 8];
        const struct planned_rule *rule = &p->rules[i];
        uint8_t bit = (uint8_t)(1u << i % 8);
        plane->count++;
        plane->conditions[i % 8] = rule->condition;
        plane->waivers[i % 8] = rule->waiver;
        plane->bad[i % 8] = rule->bad;
        if (rule->decides) plane->hard |= bit;
        if (rule->waiver) plane->waivable |= bit;
        if (rule->condition->may_be_referred) plane->referable |= bit;
    }
}

static void note_fault(struct builder *b, struct planned_offer *p, struct planned_fault f) {
    if (f.node && f.node->may_fault) ARENA_PUSH(b->arena, p->faults, p->fault_count, f);
}

static void note_faults(struct builder *b, struct planned_offer *p) {
    for (uint32_t i = 0; i < planned_part_count(p); i++) {
        struct planned_part part = planned_part(p, i);
        note_fault(b, p, (struct planned_fault){.node = part.when});
        note_fault(b, p, (struct planned_fault){.node = part.node});
        note_fault(b, p, (struct planned_fault){part.waiver, part.node, part.bad});
    }
}

static const struct node *limit_of(const struct planned_offer *p) {
    for (uint32_t i = 0; i < p->grant_count; i++) {
        const struct node *n = p->grants[i].value;
        if (p->grants[i].is_limit) return n->constant && n->constant_state != STATE_KNOWN ? NULL : n;
    }
    return NULL;
}

static void plan_offer(struct builder *b, struct planned_offer *p, const struct offer *o) {
    const struct expr *when = o->when;
    p->offer = o;
    if (when) p->when = lower(b, when);
    collect_mentions(b, &when, 1, &p->when_names, &p->when_name_count);
    p->rules = ARENA_ARRAY(b->arena, struct planned_rule, o->rule_count);
    p->rule_count = o->rule_count;
    for (uint32_t i = 0; i < o->rule_count; i++) plan_rule(b, &p->rules[i], o->rules[i]);
    plan_planes(b, p);
    p->grants = ARENA_ARRAY(b->arena, struct planned_grant, o->grant_count);
    p->grant_count = o->grant_count;
    for (uint32_t i = 0; i < o->grant_count; i++) plan_grant(b, &p->grants[i], o->grants[i]);
    p->limit = limit_of(p);
    note_faults(b, p);
    p->manuals = plan_notes(b, o->manuals, o->manual_count);
    p->manual_count = o->manual_count;
    p->documents = plan_notes(b, o->documents, o->document_count);
    p->document_count = o->document_count;
}

static bool are_twins(const struct planned_plane *a, const struct planned_plane *b) {
    return a->count == b->count && a->hard == b->hard && !memcmp(a->bad, b->bad, sizeof a->bad) &&
           !memcmp(a->conditions, b->conditions, sizeof a->conditions) &&
           !memcmp(a->waivers, b->waivers, sizeof a->waivers);
}

// What a scheme requires is required by most of its offers, and of most in the same place. Only neighbours are
// compared: a scheme may have thousands.
static void find_owners(const struct planned_offer *offers, uint32_t offer) {
    const struct planned_offer *o = &offers[offer], *before = offer ? &offers[offer - 1] : NULL;
    for (uint32_t i = 0; i * 8 < o->rule_count; i++) {
        bool shared = before && i * 8 < before->rule_count && are_twins(&before->planes[i], &o->planes[i]);
        o->planes[i].owner = shared ? before->planes[i].owner : offer;
    }
}

static void plan_scheme(struct builder *b, struct planned_scheme *p, const struct scheme *s) {
    p->scheme = s;
    p->offers = ARENA_ARRAY(b->arena, struct planned_offer, s->offer_count);
    p->offer_count = s->offer_count;
    for (uint32_t i = 0; i < s->offer_count; i++) plan_offer(b, &p->offers[i], s->offers[i]);
    for (uint32_t i = 0; i < s->offer_count; i++) find_owners(p->offers, i);
}

// The nodes that something asks for. Folding and simplifying leaves others behind.
struct marks {
    uint8_t *wanted;  // by id while the plan is made
};

static void mark(struct marks *m, const struct node *n) {
    if (!n || m->wanted[n->id]) return;
    m->wanted[n->id] = 1;
    for (uint32_t i = 0; i < n->count; i++) mark(m, n->kids[i]);
}

static void mark_names(struct marks *m, const struct planned_name *names, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) mark(m, names[i].node);
}

static void mark_table(struct marks *m, const struct planned_table *p) {
    const struct decl *d = p->table->decl;
    for (uint32_t i = 0; i <= d->row_count; i++) {
        const struct planned_row *row = &p->rows[i];
        mark(m, row->condition), mark(m, row->result), mark(m, row->part);
        for (uint32_t k = 0; row->cells && k < d->column_count; k++) mark(m, row->cells[k]);
        mark_names(m, row->names, row->name_count);
    }
}

static void mark_notes(struct marks *m, const struct planned_note *notes, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) mark(m, notes[i].condition);
}

static void mark_offer(struct marks *m, const struct planned_offer *o) {
    for (uint32_t i = 0; i < o->rule_count; i++) mark(m, o->rules[i].own);
    for (uint32_t i = 0; i < planned_part_count(o); i++) {
        struct planned_part part = planned_part(o, i);
        mark(m, part.node);
        mark(m, part.when);
        mark(m, part.waiver);
        mark_names(m, part.names, part.name_count);
    }
    mark_notes(m, o->manuals, o->manual_count);
    mark_notes(m, o->documents, o->document_count);
}

static void mark_plan(struct marks *m, const struct plan *p, size_t extra_count) {
    for (uint32_t i = 0; i < p->scheme_count; i++)
        for (uint32_t j = 0; j < p->schemes[i].offer_count; j++) mark_offer(m, &p->schemes[i].offers[j]);
    for (size_t i = 0; i < extra_count; i++) mark(m, p->extra[i]);
    for (uint32_t i = 0; i < p->table_count; i++) mark_table(m, p->tables[i]);
}

static void use_fields(struct plan *p, const struct node *n) {
    if (n->space) p->used_fields[n->space->index] = 1;
    if (n->field && !n->space) p->used_fields[n->field->index] = 1;
}

// Kids were made before their parents, so the order of making is an order of evaluation.
static void number_nodes(struct builder *b, const struct marks *m) {
    struct plan *p = b->plan;
    p->nodes = ARENA_ARRAY(b->arena, const struct node *, b->node_count);
    for (uint32_t i = 0; i < b->node_count; i++) {
        if (!m->wanted[i]) continue;
        b->nodes[i]->id = p->node_count;
        p->nodes[p->node_count++] = b->nodes[i];
        use_fields(p, b->nodes[i]);
    }
}

static void make_plan(struct builder *b) {
    struct plan *p = b->plan;
    const struct policy *policy = b->policy;
    p->as_of = b->options->as_of;
    p->schemes = ARENA_ARRAY(b->arena, struct planned_scheme, policy->scheme_count);
    p->scheme_count = policy->scheme_count;
    for (uint32_t i = 0; i < policy->scheme_count; i++) plan_scheme(b, &p->schemes[i], policy->schemes[i]);
    p->extra = ARENA_ARRAY(b->arena, const struct node *, b->options->extra_count);
    for (size_t i = 0; i < b->options->extra_count; i++) p->extra[i] = lower(b, b->options->extra[i]);
    p->used_fields = ARENA_ARRAY(b->arena, uint8_t, policy->field_count);
    struct marks m = {ARENA_ARRAY(b->arena, uint8_t, b->node_count)};
    mark_plan(&m, p, b->options->extra_count);
    number_nodes(b, &m);
}

static bool try_plan(struct builder *b) {
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) return false;
    arena_init(b->arena, &out_of_memory);
    make_plan(b);
    b->arena->out_of_memory = NULL;
    return true;
}

struct plan *plan_new(const struct policy *policy, const struct plan_options *options) {
    struct plan *p = calloc(1, sizeof *p);
    if (!p) return NULL;
    p->policy = policy;
    struct builder b = {.plan = p, .arena = &p->arena, .policy = policy, .options = options};
    bool made = try_plan(&b);
    memo_free(&b);
    if (made) return p;
    plan_free(p);
    return NULL;
}

void plan_free(struct plan *p) {
    if (!p) return;
    arena_free(&p->arena);
    free(p);
}

struct workspace *plan_workspace_new(const struct plan *p, uint32_t capacity) {
    return workspace_new(p->policy, p->nodes, p->node_count, capacity);
}
