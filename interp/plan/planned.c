// The offers of a scheme: conditions, grants and notes as nodes, rules eight to a plane.
#include "interp/plan/builder.h"

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

struct planned_scheme plan_scheme(struct builder *b, uint32_t index) {
    const struct scheme *s = b->schemes[index];
    struct plan_part part = {(const struct offer *const *)s->offers, s->offer_count};
    if (b->options->parts) part = b->options->parts[index];
    struct planned_scheme p = {.scheme = s, .offer_count = part.count};
    p.offers = ARENA_ARRAY(b->arena, struct planned_offer, part.count);
    for (uint32_t i = 0; i < part.count; i++) plan_offer(b, &p.offers[i], part.offers[i]);
    return p;
}
