// The reasons of one offer and row, read from the planes and the evaluated tree.
#include <string.h>

#include "interp/decide/decide.h"
#include "interp/eval/causes.h"

// The unknown conditions and grants of an offer.
struct search {
    const struct workspace *w;
    const struct offer_result *o;
    uint32_t row;
    unknown_visitor *visit;
    void *context;
};

static void search_node(const struct search *s, const struct node *n, uint32_t place) {
    if (state_at(&s->w->vectors[n->id], s->row) == STATE_UNKNOWN) s->visit(s->context, n, place);
}

// Of a rule whose bit is set: where neither a fault nor silence can be behind it, nor a waiver, the condition is
// unknown.
static void search_rule(const struct search *s, const struct planned_rule *r, uint32_t place) {
    if (!r->waiver && !is_stateful(r->condition)) {
        s->visit(s->context, r->condition, place);
        return;
    }
    search_node(s, r->condition, place);
    bool asks_waiver = r->waiver && ((const uint8_t *)node_vector(s->w, r->condition)->data)[s->row] == TRUTH_NO;
    if (asks_waiver) search_node(s, r->waiver, NO_PLACE);
}

void decision_unknowns(const struct decisions *d, const struct workspace *w, uint32_t scheme, uint32_t offer,
                       uint32_t row, unknown_visitor *visit, void *context) {
    const struct search s = {w, &d->schemes[scheme].offers[offer], row, visit, context};
    const struct planned_offer *p = s.o->planned;
    if (s.o->decision[row] >= DECISION_NOT_APPLICABLE) return;
    if (p->when) search_node(&s, p->when, p->rule_count + p->grant_count);
    for (uint32_t i = 0; i < s.o->planes; i++)
        for (uint32_t bits = s.o->unknown[i][row]; bits; bits &= bits - 1) {
            uint32_t rule = i * 8 + (uint32_t)__builtin_ctz(bits);
            search_rule(&s, &p->rules[rule], rule);
        }
    for (uint32_t i = 0; i < p->grant_count; i++) search_node(&s, p->grants[i].value, p->rule_count + i);
}

struct telling {
    const struct decisions *d;
    const struct workspace *w;
    const struct offer_result *o;
    uint32_t row;
    reason_visitor *visit;
    void *context;
};

static void tell_missing(void *context, const struct field *list, const struct field *field) {
    const struct telling *t = context;
    uint8_t *seen = &t->d->seen[field_place(t->d, list, field)];
    if (*seen) return;
    *seen = 1;
    if (list) t->visit(t->context, REASON_MISSING, &list->def.name, &field->def.name);
    else t->visit(t->context, REASON_MISSING, &field->def.name, NULL);
}

static void follow_unknown(void *context, const struct node *n, uint32_t place) {
    const struct telling *t = context;
    node_missing(t->w, n, t->row, tell_missing, context);
}

static void tell_rules(const struct telling *t, enum reason reason, uint8_t *const *planes) {
    for (uint32_t i = 0; i < t->o->planes; i++)
        for (uint32_t bits = planes[i][t->row]; bits; bits &= bits - 1)
            t->visit(t->context, reason, &t->o->planned->rules[i * 8 + (uint32_t)__builtin_ctz(bits)].rule->def.name,
                     NULL);
}

static void tell_silent(const struct telling *t, const struct planned_grant *g) {
    bool silent = state_at(node_vector(t->w, g->value), t->row) == STATE_SILENT;
    if (silent) t->visit(t->context, REASON_REFER, &g->grant->def.name, NULL);
}

void decision_reasons(const struct decisions *d, const struct workspace *w, uint32_t scheme, uint32_t offer,
                      uint32_t row, reason_visitor *visit, void *context) {
    struct telling t = {d, w, &d->schemes[scheme].offers[offer], row, visit, context};
    if (t.o->decision[row] >= DECISION_NOT_APPLICABLE) return;
    tell_rules(&t, REASON_FAILED, t.o->failed);
    tell_rules(&t, REASON_REFER, t.o->asks);
    for (uint32_t i = 0; i < t.o->planned->grant_count; i++) tell_silent(&t, &t.o->planned->grants[i]);
    memset(d->seen, 0, d->seen_count);
    decision_unknowns(d, w, scheme, offer, row, follow_unknown, &t);
}

static const struct node *rule_fault(const struct workspace *w, const struct planned_rule *r, uint32_t row) {
    const struct node *found = node_fault(w, r->condition, row);
    bool asks_waiver = r->waiver && ((const uint8_t *)node_vector(w, r->condition)->data)[row] == TRUTH_NO;
    return found || !asks_waiver ? found : node_fault(w, r->waiver, row);
}

static const struct node *offer_fault(const struct workspace *w, const struct offer_result *o, uint32_t row) {
    const struct planned_offer *p = o->planned;
    if (o->decision[row] >= DECISION_NOT_APPLICABLE) return NULL;
    const struct node *found = p->when ? node_fault(w, p->when, row) : NULL;
    for (uint32_t i = 0; i < p->rule_count && !found; i++) found = rule_fault(w, &p->rules[i], row);
    for (uint32_t i = 0; i < p->grant_count && !found; i++) found = node_fault(w, p->grants[i].value, row);
    return found;
}

const struct node *decision_fault(const struct decisions *d, const struct workspace *w, uint32_t row) {
    const struct node *found = NULL;
    for (uint32_t i = 0; i < d->plan->scheme_count && !found; i++)
        for (uint32_t j = 0; j < d->schemes[i].planned->offer_count && !found; j++)
            found = offer_fault(w, &d->schemes[i].offers[j], row);
    return found;
}
