// `meets o`: no where o's `when` is no or rule 3 decides, yes where `when` and its hard requirements are known to hold.
#include "interp/plan/builder.h"
#include "interp/value/truth.h"

// A requirement that is no and waived, or perhaps waived, decides nothing: neither does it hold. One that is unknown is
// so by itself, whatever its waiver.
static const struct node *waivable(struct builder *b, const struct node *condition, const struct node *waiver) {
    const struct node *kids[] = {condition, make_truth(b, TRUTH_YES),
                                 make_and2(b, waiver, make_truth(b, TRUTH_UNKNOWN))};
    return make_select(b, condition->type, kids, 3);
}

static const struct node *hard_rule(struct builder *b, const struct rule *r) {
    const struct node *condition = lower(b, r->decl->expr);
    if (r->kind == RULE_VETO) return make_not(b, condition);
    return r->decl->waiver ? waivable(b, condition, lower(b, r->decl->waiver)) : condition;
}

static const struct node *make_meets(struct builder *b, const struct offer *o) {
    const struct node **kids = ARENA_ARRAY(b->arena, const struct node *, (size_t)o->rule_count + 1);
    uint32_t count = 0;
    if (o->when) kids[count++] = lower(b, o->when);
    for (uint32_t i = 0; i < o->rule_count; i++)
        if (o->rules[i]->kind == RULE_REQUIRE || o->rules[i]->kind == RULE_VETO)
            kids[count++] = hard_rule(b, o->rules[i]);
    return make_and(b, kids, count);
}

const struct node *lower_meets(struct builder *b, const struct offer *o) {
    const struct node *known = memo_find(b, &o, sizeof o);
    if (known) return known;
    const struct field *list = b->list;
    const struct argument *arguments = b->arguments;
    b->list = NULL, b->arguments = NULL;
    known = make_meets(b, o);
    b->list = list, b->arguments = arguments;
    memo_add(b, &o, sizeof o, known);
    return known;
}
