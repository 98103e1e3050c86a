// `meets o`: what o's decision is by its rules, its grants aside: yes where it is eligible, no where it does not apply
// or is not eligible, unknown where fields are missing, referred where a person decides.
#include "interp/plan/builder.h"
#include "interp/value/truth.h"

uint8_t bad_truth(enum rule_kind kind) { return rule_is_bad_by_yes(kind) ? TRUTH_YES : TRUTH_NO; }

// Kleene's: where it is unknown whether the rule is asked, it is unknown unless it holds anyway.
const struct node *lower_asked(struct builder *b, const struct rule *r) {
    const struct node *condition = lower(b, r->decl->expr), *when = r->decl->when ? lower(b, r->decl->when) : NULL;
    if (!when) return condition;
    if (bad_truth(r->kind) == TRUTH_YES) return make_and2(b, when, condition);
    const struct node *kids[] = {make_not(b, when), condition};
    return make_or(b, kids, 2);
}

// A rule that asks in any case is one that is always waived.
static const struct node *waiver_of(struct builder *b, const struct rule *r) {
    if (!rule_decides(r->kind)) return make_truth(b, TRUTH_YES);
    return r->decl->waiver ? lower(b, r->decl->waiver) : make_truth(b, TRUTH_NO);
}

// A plain condition where that says it all.
static const struct node *lower_rule(struct builder *b, const struct rule *r) {
    const struct node *condition = lower_asked(b, r), *waiver = waiver_of(b, r);
    bool refers = condition->may_be_referred || !is_known_constant(waiver) || waiver->value != TRUTH_NO;
    if (!refers) return bad_truth(r->kind) == TRUTH_YES ? make_not(b, condition) : condition;
    struct node n = node_of(OPERATION_RULE, LANE_TRUTH);
    n.value = bad_truth(r->kind);
    n.rule = r;
    return make2(b, n, condition, waiver);
}

static const struct node *make_meets(struct builder *b, const struct offer *o) {
    const struct node **kids = ARENA_ARRAY(b->arena, const struct node *, (size_t)o->rule_count + 1);
    uint32_t count = 0;
    if (o->when) kids[count++] = lower(b, o->when);
    for (uint32_t i = 0; i < o->rule_count; i++) kids[count++] = lower_rule(b, o->rules[i]);
    return make_and(b, kids, count);
}

const struct node *lower_meets(struct builder *b, const struct offer *o) {
    const struct world_key key = world_key(b, o, 0);
    const struct node *known = memo_find(b, &key, sizeof key);
    if (known) return known;
    const struct field *list = b->list;
    const struct argument *arguments = b->arguments;
    b->list = NULL, b->arguments = NULL;
    known = make_meets(b, o);
    b->list = list, b->arguments = arguments;
    memo_add(b, &key, sizeof key, known);
    return known;
}

static const struct node *make_day(struct builder *b, enum compare_op op, int32_t date) {
    const struct type type = {.kind = TYPE_DATE};
    if (!date) return make_truth(b, TRUTH_YES);
    const struct node *as_of = as_of_node(b);
    return make_compare(b, op, as_of, make_constant(b, type, STATE_KNOWN, date, NULL));
}

static const struct node *make_in_force(struct builder *b, const struct scheme *s) {
    const struct node *begun = make_day(b, OP_GE, s->from);
    return make_and2(b, begun, make_day(b, OP_LE, s->until));
}

// In the version that is in force on the date; no where none is, or where that has no such offer.
const struct node *lower_meets_elsewhere(struct builder *b, const struct expr *e) {
    const struct node *met = make_truth(b, TRUTH_NO);
    b->looks_elsewhere = true;
    for (uint32_t i = 0; i < b->scheme_count; i++) {
        if (b->schemes[i]->group != ((const struct offer *)e->ref)->scheme->group) continue;
        const struct offer *o = scheme_offer_named(b->schemes[i], e->name);
        const struct node *force = make_in_force(b, b->schemes[i]);
        if (!o || (is_known_constant(force) && force->value == TRUTH_NO)) continue;  // its rules are not looked at
        const struct node *either[] = {met, make_and2(b, force, lower_meets(b, o))};
        met = make_or(b, either, 2);
    }
    return met;
}
