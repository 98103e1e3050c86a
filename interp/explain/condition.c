// Conditions as a person reads them: the text of the policy, and the operands that decided.
#include "interp/explain/build.h"

#define PARTS_MAX_DEPTH 6

const char *tell_expression(struct telling *t, const struct expr *e) {
    line_put(t->options->lines, e->at, t->lang, &t->line);
    return tell_kept(t);
}

static void tell_parts(struct telling *t, struct explained_part *part, const struct expr *e, int depth);

static struct explained_part part_of(struct telling *t, const struct expr *e, const struct node *n, int depth) {
    struct explained_part part = {.text = tell_expression(t, e), .truth = tell_truth(t, n)};
    tell_parts(t, &part, e, depth + 1);
    return part;
}

enum telling_when { ALWAYS, DECIDING };

static void add_node(struct telling *t, struct explained_part *to, const struct expr *e, const struct node *n,
                     enum telling_when when, int depth) {
    if (when == DECIDING && tell_truth(t, n) != to->truth) return;
    struct explained_part part = part_of(t, e, n, depth);
    ARENA_PUSH(t->arena, to->parts, to->part_count, part);
}

// Nothing is told of what the plan has no result for.
static void add_part(struct telling *t, struct explained_part *to, const struct expr *e, enum telling_when when,
                     int depth) {
    const struct node *n = operand_node(t->options, t->d->plan, e);
    if (n) add_node(t, to, e, n, when, depth);
}

// `no` decides an `and`, `yes` an `or`; an unknown result hangs on its unknown operands, and so with one that is
// referred. That all operands of an `and` hold goes without saying.
static void tell_operands(struct telling *t, struct explained_part *part, const struct expr *e, int depth) {
    if (part->truth == TOLD_YES && e->kind == NODE_AND) return;
    for (uint32_t i = 0; i < e->count; i++) add_part(t, part, e->kids[i], DECIDING, depth);
}

// Of another scheme the version counts that is in force.
static bool is_asked(const struct telling *t, const struct scheme_result *s, const struct expr *meets) {
    const struct scheme *meant = ((const struct offer *)meets->ref)->scheme, *found = s->planned->scheme;
    if (!meets->count) return found == meant;
    uint16_t chosen = t->d->chosen[found->group * t->d->capacity + t->row];
    return found->group == meant->group && s == &t->d->schemes[chosen] && s->decision[t->row] != DECISION_NOT_IN_FORCE;
}

static const struct offer_result *met_result(const struct telling *t, const struct expr *meets) {
    for (uint32_t i = 0; i < t->d->plan->scheme_count; i++) {
        const struct scheme_result *s = &t->d->schemes[i];
        if (!is_asked(t, s, meets)) continue;
        const struct offer *o = scheme_offer_named(s->planned->scheme, meets->name);
        return o ? &s->offers[o->index] : NULL;
    }
    return NULL;
}

static void add_labelled(struct telling *t, struct explained_part *to, enum phrase_id label, const struct expr *e,
                         const struct node *n, int depth) {
    struct explained_part part = part_of(t, e, n, depth);
    part.text = tell_phrase(t, WORDS_VALUE_SAID, words_text(t->lang, label), part.text);
    ARENA_PUSH(t->arena, to->parts, to->part_count, part);
}

static void add_when(struct telling *t, struct explained_part *to, const struct planned_rule *p, int depth) {
    if (p->when) add_labelled(t, to, WORDS_APPLIES_WHEN, p->rule->decl->when, p->when, depth);
}

static void add_waiver(struct telling *t, struct explained_part *to, const struct planned_rule *p, int depth) {
    if (p->waiver && tell_is_bad(t, p))
        add_labelled(t, to, WORDS_LABEL_WAIVER, p->rule->decl->waiver, p->waiver, depth);
}

static void add_rule(struct telling *t, struct explained_part *to, const struct planned_rule *p,
                     enum rule_outcome outcome, int depth) {
    struct explained_part part = part_of(t, p->rule->decl->expr, p->own, depth);
    part.text = tell_phrase(t, WORDS_VALUE_SAID, tell_own_name(t, &p->rule->def.name), part.text);
    part.outcome = outcome;
    part.verdict = words_text(t->lang, tell_verdict(t, p, outcome));
    add_when(t, &part, p, depth + 1);
    add_waiver(t, &part, p, depth + 1);
    ARENA_PUSH(t->arena, to->parts, to->part_count, part);
}

// What the other offer is asked about, its `when` and its rules, as far as it kept `meets` from being yes.
static void tell_met(struct telling *t, struct explained_part *part, const struct expr *meets, int depth) {
    static const enum rule_outcome wanted[] = {[TOLD_NO] = RULE_FAILED,
                                               [TOLD_UNKNOWN] = RULE_UNKNOWN,
                                               [TOLD_YES] = RULE_OUTCOME_COUNT,
                                               [TOLD_REFERRED] = RULE_ASKS};
    const struct offer_result *met = met_result(t, meets);
    if (part->truth == TOLD_YES || !met) return;
    const struct offer *offer = met->planned->offer;
    if (offer->when) add_node(t, part, offer->when, met->planned->when, DECIDING, depth);
    for (uint32_t i = 0; i < offer->rule_count; i++)
        if (tell_outcome(t, met, i) == wanted[part->truth])
            add_rule(t, part, &met->planned->rules[i], wanted[part->truth], depth);
}

static bool is_composite(const struct expr *e) {
    return e->kind == NODE_AND || e->kind == NODE_OR || e->kind == NODE_MEETS || expr_meaning(e) != NULL;
}

static void tell_parts(struct telling *t, struct explained_part *part, const struct expr *e, int depth) {
    if (depth > PARTS_MAX_DEPTH) return;
    const struct expr *meaning = expr_meaning(e);
    if (meaning) add_part(t, part, meaning, ALWAYS, depth);
    else if (e->kind == NODE_AND || e->kind == NODE_OR) tell_operands(t, part, e, depth);
    else if (e->kind == NODE_MEETS) tell_met(t, part, e, depth);
    else if (e->kind == NODE_NOT && is_composite(e->kids[0])) add_part(t, part, e->kids[0], ALWAYS, depth);
}

struct explained_part tell_condition(struct telling *t, const struct expr *e, const struct node *n) {
    struct explained_part part = {.text = tell_expression(t, e), .truth = tell_truth(t, n)};
    tell_parts(t, &part, e, 0);
    return part;
}
