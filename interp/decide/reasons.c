// The reasons of one offer and row, read from the planes and the evaluated tree.
#include <string.h>

#include "interp/decide/internal.h"
#include "interp/eval/causes.h"

// The unknown conditions and grants of an offer.
struct search {
    const struct workspace *w;
    const struct offer_result *o;
    uint32_t row;
    unknown_visitor *visit;
    void *context;
};

// Whether a condition came to the truth by which it is bad, and so its waiver is asked for.
static bool is_bad(const struct workspace *w, const struct node *condition, uint8_t bad, uint32_t row) {
    return truths(w, condition)[row] == bad;
}

static void search_node(const struct search *s, const struct node *n, uint32_t place) {
    if (state_at(node_vector(s->w, n), s->row) == STATE_UNKNOWN) s->visit(s->context, n, place);
}

// Of a rule whose bit is set: where neither a fault nor silence can be behind it, nor a waiver, the condition is
// unknown.
static void search_rule(const struct search *s, const struct planned_rule *r, uint32_t place) {
    if (!r->waiver && !is_stateful(r->condition)) {
        s->visit(s->context, r->condition, place);
        return;
    }
    search_node(s, r->condition, place);
    if (r->waiver && is_bad(s->w, r->condition, r->bad, s->row)) search_node(s, r->waiver, NO_PLACE);
}

void decision_unknowns(const struct decisions *d, const struct workspace *w, uint32_t scheme, uint32_t offer,
                       uint32_t row, unknown_visitor *visit, void *context) {
    const struct search s = {w, &d->schemes[scheme].offers[offer], row, visit, context};
    const struct planned_offer *p = s.o->planned;
    if (s.o->decision[row] >= DECISION_NOT_APPLICABLE) return;
    if (p->when) search_node(&s, p->when, 0);
    for (uint32_t i = 0; i < s.o->planes; i++)
        for (uint32_t bits = s.o->unknown[i][row]; bits; bits &= bits - 1) {
            uint32_t rule = i * 8 + (uint32_t)__builtin_ctz(bits);
            search_rule(&s, &p->rules[rule], rule_place(rule));
        }
    for (uint32_t i = 0; i < p->grant_count; i++) search_node(&s, p->grants[i].value, grant_place(p, i));
}

struct reason_walk {
    const struct decisions *d;
    const struct workspace *w;
    const struct offer_result *o;
    uint32_t row;
    reason_visitor *visit;
    void *context;
};

static void visit_missing(void *context, const struct field *list, const struct field *field) {
    const struct reason_walk *walk = context;
    uint8_t *seen = &walk->d->seen[field_place(walk->d, list, field)];
    if (*seen) return;
    *seen = 1;
    if (list) walk->visit(walk->context, REASON_MISSING, &list->def.name, &field->def.name);
    else walk->visit(walk->context, REASON_MISSING, &field->def.name, NULL);
}

static void visit_unknown(void *context, const struct node *n, uint32_t place) {
    const struct reason_walk *walk = context;
    node_missing(walk->w, n, walk->row, visit_missing, context);
}

static void visit_rules(const struct reason_walk *walk, enum reason reason, uint8_t *const *planes) {
    for (uint32_t i = 0; i < walk->o->planes; i++)
        for (uint32_t bits = planes[i][walk->row]; bits; bits &= bits - 1)
            walk->visit(walk->context, reason,
                        &walk->o->planned->rules[i * 8 + (uint32_t)__builtin_ctz(bits)].rule->def.name, NULL);
}

static void visit_grant(const struct reason_walk *walk, const struct planned_grant *g) {
    enum state state = state_at(node_vector(walk->w, g->value), walk->row);
    bool asks = state == STATE_SILENT || state == STATE_REFERRED;
    if (asks) walk->visit(walk->context, REASON_REFER, &g->grant->def.name, NULL);
}

static void visit_referred(void *context, const struct rule *rule) {
    const struct reason_walk *walk = context;
    walk->visit(walk->context, REASON_REFER, &rule->def.name, NULL);
}

void decision_reasons(const struct decisions *d, const struct workspace *w, uint32_t scheme, uint32_t offer,
                      uint32_t row, reason_visitor *visit, void *context) {
    struct reason_walk walk = {d, w, &d->schemes[scheme].offers[offer], row, visit, context};
    if (walk.o->decision[row] >= DECISION_NOT_APPLICABLE) return;
    visit_rules(&walk, REASON_FAILED, walk.o->failed);
    visit_rules(&walk, REASON_REFER, walk.o->asks);
    for (uint32_t i = 0; i < walk.o->planned->grant_count; i++) visit_grant(&walk, &walk.o->planned->grants[i]);
    if (walk.o->planned->when) node_referred(w, walk.o->planned->when, row, visit_referred, &walk);
    memset(d->seen, 0, d->seen_count);
    decision_unknowns(d, w, scheme, offer, row, visit_unknown, &walk);
}

static const struct node *part_fault(const struct workspace *w, const struct planned_part *p, uint32_t row) {
    const struct node *found = p->when ? node_fault(w, p->when, row) : NULL;
    if (!found && p->node) found = node_fault(w, p->node, row);
    return found || !p->waiver || !is_bad(w, p->node, p->bad, row) ? found : node_fault(w, p->waiver, row);
}

static const struct node *offer_fault(const struct workspace *w, const struct offer_result *o, uint32_t row) {
    const struct node *found = NULL;
    if (o->decision[row] >= DECISION_NOT_APPLICABLE) return NULL;
    for (uint32_t i = 0; i < planned_part_count(o->planned) && !found; i++) {
        struct planned_part part = planned_part(o->planned, i);
        found = part_fault(w, &part, row);
    }
    return found;
}

const struct node *decision_fault(const struct decisions *d, const struct workspace *w, uint32_t row) {
    const struct node *found = NULL;
    for (uint32_t i = 0; i < d->plan->scheme_count && !found; i++)
        for (uint32_t j = 0; d->plan->schemes[i].rejects && j < d->plan->schemes[i].offer_count && !found; j++)
            found = offer_fault(w, &d->schemes[i].offers[j], row);
    return found;
}
