// Conditions as a person reads them: the text of the policy, and the operands that decided.
#include "interp/explain/build.h"

#define PARTS_MAX_DEPTH 6

const char *tell_expression(struct telling *t, const struct expr *e) {
    line_put(t->options->lines, e->at, t->lang, &t->line);
    return tell_kept(t);
}

uint8_t tell_truth(const struct telling *t, const struct node *n) {
    struct node_value v = node_value_at(t->w, n, t->row);
    return v.state == STATE_KNOWN ? (uint8_t)v.value : 1;
}

static void tell_parts(struct telling *t, struct explained_part *part, const struct expr *e, int depth);

enum telling_when { ALWAYS, DECIDING, DECIDING_WHEN_TURNED };  // TURNED: yes beside a whole that is no

static bool is_told(enum telling_when when, uint8_t whole, uint8_t operand) {
    if (when == ALWAYS) return true;
    return operand == (when == DECIDING ? whole : 2 - whole);
}

// Nothing is told of what the plan has no result for. `rule`: whose condition it is, or NULL.
static void add_named_part(struct telling *t, struct explained_part *to, const struct expr *e, const struct rule *rule,
                           enum telling_when when, int depth) {
    const struct node *n = operand_node(t->options, t->d->plan, e);
    if (!n || !is_told(when, to->truth, tell_truth(t, n))) return;
    struct explained_part part = {.text = tell_expression(t, e), .truth = tell_truth(t, n)};
    if (rule) part.text = tell_phrase(t, WORDS_VALUE_SAID, tell_own_name(t, &rule->def.name), part.text);
    tell_parts(t, &part, e, depth + 1);
    ARENA_PUSH(t->arena, to->parts, to->part_count, part);
}

static void add_part(struct telling *t, struct explained_part *to, const struct expr *e, enum telling_when when,
                     int depth) {
    add_named_part(t, to, e, NULL, when, depth);
}

// `no` decides an `and`, `yes` an `or`; an unknown result hangs on its unknown operands. That all operands of an `and`
// hold goes without saying.
static void tell_operands(struct telling *t, struct explained_part *part, const struct expr *e, int depth) {
    if (part->truth == 2 && e->kind == NODE_AND) return;
    for (uint32_t i = 0; i < e->count; i++) add_part(t, part, e->kids[i], DECIDING, depth);
}

// The other offer's rules that kept `meets` from being yes.
static void tell_met(struct telling *t, struct explained_part *part, const struct offer *offer, int depth) {
    if (part->truth == 2) return;
    if (offer->when) add_part(t, part, offer->when, DECIDING, depth);
    for (uint32_t i = 0; i < offer->rule_count; i++) {
        const struct rule *r = offer->rules[i];
        if (r->kind == RULE_REQUIRE) add_named_part(t, part, r->decl->expr, r, DECIDING, depth);
        if (r->kind == RULE_VETO) add_named_part(t, part, r->decl->expr, r, DECIDING_WHEN_TURNED, depth);
    }
}

static bool is_composite(const struct expr *e) {
    return e->kind == NODE_AND || e->kind == NODE_OR || e->kind == NODE_MEETS || expr_meaning(e) != NULL;
}

static void tell_parts(struct telling *t, struct explained_part *part, const struct expr *e, int depth) {
    if (depth > PARTS_MAX_DEPTH) return;
    const struct expr *meaning = expr_meaning(e);
    if (meaning) add_part(t, part, meaning, ALWAYS, depth);
    else if (e->kind == NODE_AND || e->kind == NODE_OR) tell_operands(t, part, e, depth);
    else if (e->kind == NODE_MEETS) tell_met(t, part, (const struct offer *)e->ref, depth);
    else if (e->kind == NODE_NOT && is_composite(e->kids[0])) add_part(t, part, e->kids[0], ALWAYS, depth);
}

struct explained_part tell_condition(struct telling *t, const struct expr *e, const struct node *n) {
    struct explained_part part = {.text = tell_expression(t, e), .truth = tell_truth(t, n)};
    tell_parts(t, &part, e, 0);
    return part;
}
