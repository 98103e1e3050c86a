#include "interp/solve/lone.h"

#include <stdlib.h>

void lone_end(struct lone *l) {
    solver_free(l->solver);
    if (l->unrolled.plan) plan_free(l->unrolled.plan);
    free(l->beyond);
    *l = (struct lone){0};
}

// Beyond the item: what the list as a whole comes to, or whether it is there.
static bool is_beyond(const struct node *n) {
    return is_aggregate(n) || n->operation == OPERATION_LIST_MISSING || n->operation == OPERATION_LIST_EMPTY;
}

static void find_beyond(const struct plan *p, uint8_t *beyond) {
    for (uint32_t i = 0; i < p->node_count; i++) {
        const struct node *n = p->nodes[i];
        beyond[n->id] = is_beyond(n);
        for (uint32_t k = 0; k < n->count; k++) beyond[n->id] |= beyond[n->kids[k]->id];
    }
}

static bool unroll(struct lone *l, const struct plan *plan, bool missing) {
    uint32_t *items = malloc((plan->policy->field_count + 1) * sizeof *items);
    for (uint32_t i = 0; items && i < plan->policy->field_count; i++)
        items[i] = plan->policy->fields[i].type.kind == TYPE_LIST;
    bool made = items && plan_unroll(plan, items, missing, &l->unrolled);
    if (!made) l->unrolled.plan = NULL;
    free(items);
    return made;
}

bool lone_begin(struct lone *l, const struct plan *plan, const struct solve_options *options) {
    *l = (struct lone){.plan = plan, .beyond = calloc(plan->node_count + 1, 1)};
    if (!l->beyond || !unroll(l, plan, options->missing)) return false;
    find_beyond(plan, l->beyond);
    struct solve_options own = *options;
    own.plain = NULL;  // who has none of the fields that stand for an item's
    l->solver = solver_new(l->unrolled.plan, &own);
    return l->solver != NULL;
}

// What an aggregate of items would have to come to for some item to be asked for, in the solver of that plan.
static form of_some(struct solver *s, const struct node *aggregate, const struct node *n) {
    switch (aggregate->operation) {
    case OPERATION_ANY_ITEM: return solve_outcome(s, n, OUTCOME_YES);
    case OPERATION_ALL_ITEMS: return solve_outcome(s, n, OUTCOME_NO);
    case OPERATION_COUNT_ITEMS: return aggregate->count ? solve_between(s, n, 1, INT64_MAX) : FORM_YES;
    default: return FORM_YES;
    }
}

static const struct node *image_of(const struct lone *l, const struct node *n) {
    return l->unrolled.plan->extra[n->id];
}

enum answer lone_ask(const struct lone *l, const struct node *aggregate) {
    struct finding found;
    if (aggregate->constant || !aggregate->count || l->beyond[aggregate->kids[0]->id]) return ANSWER_OPEN;
    return solve(l->solver, of_some(l->solver, aggregate, image_of(l, aggregate)), &found);
}

enum answer lone_differ(const struct lone *l, const struct node *a, const struct node *b) {
    struct finding found;
    if (l->beyond[a->id] || l->beyond[b->id]) return ANSWER_OPEN;
    const struct node *first = image_of(l, a), *second = image_of(l, b);
    form same = solve_same(l->solver, first, second);
    return solve(l->solver, solve_not(l->solver, same), &found);
}

bool lone_known(const struct lone *l, struct solver *s, form *known) {
    *known = FORM_YES;
    for (uint32_t i = 0; i < l->plan->node_count; i++) {
        const struct node *n = l->plan->nodes[i];
        bool asked = n->count && !n->constant && of_some(s, n, n) != FORM_YES;
        enum answer answer = asked ? lone_ask(l, n) : ANSWER_OPEN;
        if (answer == ANSWER_FAILED) return false;
        if (answer == ANSWER_NONE) *known = solve_and(s, *known, solve_not(s, of_some(s, n, n)));
    }
    return true;
}
