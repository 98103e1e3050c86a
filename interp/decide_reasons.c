// The reasons of one offer and row, read from the planes and the evaluated tree.
#include <string.h>

#include "interp/decide.h"
#include "interp/eval_internal.h"

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
    uint32_t place = list ? t->d->first_item_field[list->index] + field->index : field->index;
    if (t->d->seen[place]) return;
    t->d->seen[place] = 1;
    if (list)
        t->visit(t->context, REASON_MISSING, &list->def.name, &field->def.name);
    else
        t->visit(t->context, REASON_MISSING, &field->def.name, NULL);
}

static void tell_node(struct telling *t, const struct node *n) { node_missing(t->w, n, t->row, tell_missing, t); }

static void tell_unknown(struct telling *t, const struct planned_rule *r) {
    tell_node(t, r->condition);
    bool asks_waiver = r->waiver && ((const uint8_t *)node_vector(t->w, r->condition)->data)[t->row] == TRUTH_NO;
    if (asks_waiver) tell_node(t, r->waiver);
}

static void tell_rule(struct telling *t, uint32_t rule, uint32_t plane, uint8_t bit) {
    const struct planned_rule *r = &t->o->planned->rules[rule];
    if (t->o->failed[plane][t->row] & bit) t->visit(t->context, REASON_FAILED, &r->rule->def.name, NULL);
    if (t->o->asks[plane][t->row] & bit) t->visit(t->context, REASON_REFER, &r->rule->def.name, NULL);
    if (t->o->unknown[plane][t->row] & bit) tell_unknown(t, r);
}

static void tell_plane(struct telling *t, uint32_t plane) {
    const struct offer_result *o = t->o;
    uint8_t bits = o->failed[plane][t->row] | o->asks[plane][t->row] | o->unknown[plane][t->row];
    for (uint32_t i = 0; bits >> i; i++)
        if (bits >> i & 1) tell_rule(t, plane * 8 + i, plane, (uint8_t)(1u << i));
}

static void tell_grant(struct telling *t, const struct planned_grant *g) {
    enum state state = state_at(node_vector(t->w, g->value), t->row);
    if (state == STATE_SILENT) t->visit(t->context, REASON_REFER, &g->grant->def.name, NULL);
    if (state == STATE_UNKNOWN) tell_node(t, g->value);
}

void decision_reasons(const struct decisions *d, const struct workspace *w, uint32_t scheme, uint32_t offer, uint32_t row,
                      reason_visitor *visit, void *context) {
    struct telling t = {d, w, &d->schemes[scheme].offers[offer], row, visit, context};
    if (t.o->decision[row] >= DECISION_NOT_APPLICABLE) return;
    memset(d->seen, 0, d->seen_count);
    if (t.o->planned->when) tell_node(&t, t.o->planned->when);
    for (uint32_t i = 0; i < t.o->planes; i++) tell_plane(&t, i);
    for (uint32_t i = 0; i < t.o->planned->grant_count; i++) tell_grant(&t, &t.o->planned->grants[i]);
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
