// Rules, grants, notes and missing fields of one offer.
#include "interp/eval/causes.h"
#include "interp/explain/build.h"

// ---- rules

// A waiver matters only where the rule is bad, or may be. One that is never asked for is told all the same.
static void tell_waiver(struct telling *t, const struct planned_rule *p, struct explained_rule *r) {
    const struct expr *waiver = p->rule->decl->waiver;
    uint8_t good = p->bad == TRUTH_NO ? TOLD_YES : TOLD_NO;
    const struct node *n = waiver ? operand_node(t->options, t->d->plan, waiver) : NULL;
    if (!n || tell_truth(t, p->condition) == good) return;
    r->has_waiver = true;
    r->waiver = tell_condition(t, waiver, n);
    r->waiver_citation = tell_citation(t, p->rule->decl, p->rule->decl->waiver_citation);
}

struct explained_rule tell_rule(struct telling *t, const struct offer_result *result, uint32_t rule) {
    const struct planned_rule *p = &result->planned->rules[rule];
    const struct decl *decl = p->rule->decl;
    struct explained_rule r = {
        .kind = p->rule->kind,
        .name = tell_name(t, &p->rule->def.name),
        .label = decl->text,
        .place = tell_place(t, decl->head),
        .outcome = tell_outcome(t, result, rule),
        .replaces = p->rule->replaced != NULL,
        .citation = tell_citation(t, decl, &decl->citation),
        .condition = tell_condition(t, decl->expr, p->own),
        .has_when = p->when != NULL,
    };
    bool asked = r.outcome != RULE_NOT_ASKED;
    const char *name = tell_own_name(t, &p->rule->def.name);
    ARENA_PUSH(t->arena, t->e->rule_names, t->e->rule_name_count, name);
    if (p->when) r.when = tell_condition(t, decl->when, p->when);
    r.values = tell_values(t, p->names, asked ? p->name_count : p->when_name_count, &r.value_count);
    tell_waiver(t, p, &r);
    r.verdict = words_text(t->lang, tell_verdict(t, p, r.outcome));
    return r;
}

// ---- grants

static struct explained_grant tell_grant(struct telling *t, const struct planned_grant *p) {
    const struct decl *decl = p->grant->decl;
    struct explained_grant g = {
        .name = tell_name(t, &p->grant->def.name),
        .place = tell_place(t, decl->head),
        .citation = tell_citation(t, decl, &decl->citation),
        .expression = tell_expression(t, decl->expr),
        .value = tell_value(t, &p->grant->def, p->value),
    };
    struct explained_value written = tell_value(t, &p->grant->def, p->written);
    g.not_above_zero = g.value.state == STATE_SILENT && written.state == STATE_KNOWN;
    if (g.not_above_zero) g.value.text = tell_phrase(t, WORDS_LIMIT_ASKS, written.text, NULL);
    else if (g.value.state == STATE_SILENT)
        g.value.text = words_text(t->lang, g.value.nothing ? WORDS_NOTHING_ASKS : WORDS_SILENT_ASKS);
    g.values = tell_values(t, p->names, p->name_count, &g.value_count);
    return g;
}

void tell_grants(struct telling *t, const struct planned_offer *p, struct explained_offer *o) {
    if (o->decision > DECISION_INCOMPLETE) return;
    for (uint32_t i = 0; i < p->grant_count; i++) {
        struct explained_grant g = tell_grant(t, &p->grants[i]);
        ARENA_PUSH(t->arena, o->grants, o->grant_count, g);
    }
}

// ---- manual items and documents

bool tell_note(struct telling *t, const struct planned_note *p, struct explained_note *out) {
    const struct decl *decl = p->note->decl;
    uint8_t truth = p->condition ? tell_truth(t, p->condition) : TOLD_YES;
    if (truth == TOLD_NO) return false;
    *out = (struct explained_note){
        .text = decl->text,
        .place = tell_place(t, decl->head),
        .citation = tell_citation(t, decl, &decl->citation),
        .condition = decl->expr ? tell_expression(t, decl->expr) : NULL,
        .truth = truth == TOLD_YES ? TOLD_YES : TOLD_UNKNOWN,
    };
    if (decl->name.en || decl->name.zh) out->name = tell_name(t, &decl->name);
    return true;
}

// ---- missing fields

struct gathering {  // of the fields that one rule, grant or `when` lacks
    struct telling *t;
    struct explained_offer *offer;
    const struct field ***fields;  // beside offer->missing: which each stands for
    const struct name *needed_by;  // NULL: `when`
};

static struct explained_name dotted_name(struct telling *t, const struct field *list, const struct field *f) {
    struct explained_name own = tell_name(t, &f->def.name);
    if (!list) return own;
    struct explained_name of = tell_name(t, &list->def.name);
    text_format(&t->line, "%s.%s", of.en, own.en);
    const char *en = tell_kept(t);
    text_format(&t->line, "%s.%s", of.zh, own.zh);
    return (struct explained_name){en, tell_kept(t)};
}

static struct explained_missing *missing_of(struct gathering *g, const struct field *list, const struct field *f) {
    struct explained_offer *o = g->offer;
    for (uint32_t i = 0; i < o->missing_count; i++)
        if ((*g->fields)[i] == f) return &o->missing[i];
    struct explained_missing m = {.name = dotted_name(g->t, list, f), .type = tell_field_type(g->t, f)};
    uint32_t count = o->missing_count;
    ARENA_PUSH(g->t->arena, *g->fields, count, f);
    ARENA_PUSH(g->t->arena, o->missing, o->missing_count, m);
    return &o->missing[o->missing_count - 1];
}

static void gather(void *context, const struct field *list, const struct field *f) {
    struct gathering *g = context;
    struct explained_missing *m = missing_of(g, list, f);
    if (!g->needed_by) return;
    struct explained_name name = tell_name(g->t, g->needed_by);
    for (uint32_t i = 0; i < m->needed_by_count; i++)
        if (m->needed_by[i].en == name.en) return;
    ARENA_PUSH(g->t->arena, m->needed_by, m->needed_by_count, name);
}

static void gather_from(struct gathering *g, const struct node *n, const struct name *needed_by) {
    g->needed_by = needed_by;
    node_missing(g->t->w, n, g->t->row, gather, g);
}

static bool is_unknown(const struct telling *t, const struct node *n) {
    return n && node_value_at(t->w, n, t->row).state == STATE_UNKNOWN;
}

void tell_missing(struct telling *t, const struct offer_result *result, struct explained_offer *o) {
    const struct planned_offer *p = result->planned;
    const struct field **fields = NULL;
    struct gathering g = {.t = t, .offer = o, .fields = &fields};
    for (uint32_t i = 0; i < planned_part_count(p); i++) {
        struct planned_part part = planned_part(p, i);
        if (part.kind == PART_RULE && tell_outcome(t, result, part.index) != RULE_UNKNOWN) continue;
        const struct node *unknown = is_unknown(t, part.node) ? part.node : part.waiver;
        if (unknown) gather_from(&g, unknown, part.name);
    }
}
