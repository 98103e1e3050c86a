// Aggregates. What they walk over is lowered with the list in hand, so that an item's field means that list's.
#include "interp/plan/builder.h"

static const struct argument *argument_of(const struct builder *b, const struct expr *e) {
    if (!e->ref || e->ref->kind != DEF_DEFINE_PARAM) return NULL;
    return &b->arguments[((const struct define_param *)e->ref)->index];
}

const struct field *list_of(struct builder *b, const struct expr *e) {
    if (e->kind == NODE_MEMBER) return list_of(b, e->kids[0]);
    const struct argument *a = argument_of(b, e);
    if (a) return a->list;
    const struct field *f = (const struct field *)e->ref;
    return e->ref && e->ref->kind == DEF_FIELD && f->type.kind == TYPE_LIST ? f : NULL;
}

static struct node aggregate(enum operation operation, struct type type, const struct field *list) {
    struct node n = node_of(operation, lane_of(type));
    n.type = type;
    n.field = list;
    return n;
}

const struct node *count_of(struct builder *b, const struct field *list) {
    return make_node(b, aggregate(OPERATION_COUNT_ITEMS, (struct type){.kind = TYPE_COUNT}, list), NULL, 0);
}

// The parts of a call: arguments, then the filter, then the key.
struct parts {
    const struct node *kids[3];
    uint32_t count;
};

static const struct expr *filter_expr(const struct expr *e) {
    return e->has_filter ? e->kids[e->count - (e->has_key ? 2 : 1)] : NULL;
}

// What is asked only of items that pass the filter; NULL: of all.
static const struct node *lower_passed(struct builder *b, const struct node *filter, const struct expr *e) {
    b->passed = filter;
    const struct node *n = lower(b, e);
    b->passed = NULL;
    return n;
}

static const struct node *lower_filter(struct builder *b, const struct expr *e) {
    return e->has_filter ? lower(b, filter_expr(e)) : NULL;
}

// What is worked out of each item: overdue.amount, or what stands behind the list.
static const struct node *lower_value_of(struct builder *b, const struct node *filter, const struct expr *e) {
    return make_closed(b, lower_passed(b, filter, e->kids[e->kids[0]->kind != NODE_MEMBER]));
}

static bool has_second(const struct expr *e) { return e->count - e->has_filter - e->has_key > 1; }

static const struct node *lower_any(struct builder *b, const struct expr *e, const struct field *list) {
    const struct node *filter = lower_filter(b, e);
    const struct node *asked = has_second(e) ? lower_passed(b, filter, e->kids[1]) : NULL;
    if (filter && asked) return make_quantified(b, OPERATION_ANY_ITEM, list, make_and2(b, filter, asked));
    if (filter || asked) return make_quantified(b, OPERATION_ANY_ITEM, list, filter ? filter : asked);
    const struct node *items = count_of(b, list);
    return make_compare(b, OP_GT, items, make_number(b, 0));
}

// Every item that passes the filter passes the condition: none passes the one and not the other.
static const struct node *lower_all(struct builder *b, const struct expr *e, const struct field *list) {
    const struct node *filter = lower_filter(b, e), *condition = lower_passed(b, filter, e->kids[1]);
    if (!filter) return make_quantified(b, OPERATION_ALL_ITEMS, list, condition);
    const struct node *kids[] = {make_not(b, filter), condition};
    return make_quantified(b, OPERATION_ALL_ITEMS, list, make_or(b, kids, 2));
}

static const struct node *lower_items(struct builder *b, enum operation operation, const struct expr *e,
                                      const struct field *list) {
    struct node n = aggregate(operation, e->type, list);
    struct parts p = {0};
    bool counted = operation == OPERATION_COUNT_ITEMS || operation == OPERATION_COUNT_PER_KEY;
    const struct node *filter = lower_filter(b, e);
    if (!counted) p.kids[p.count++] = lower_value_of(b, filter, e);
    if (filter) p.kids[p.count++] = filter;
    if (e->has_key) p.kids[p.count++] = lower_passed(b, filter, e->kids[e->count - 1]);
    n.has_filter = e->has_filter, n.has_key = e->has_key;
    return make_node(b, n, p.kids, p.count);
}

#define RUN_MOST 60  // runs compared with more are worked out from here on

// The same run, for one who only compares it: what is shorter than can matter may come out as any number that is, which
// takes fewer looks at the keys. Whoever proves something has it as it is.
const struct node *run_beside(struct builder *b, const struct node *run, enum compare_op op, int64_t constant) {
    int64_t most = constant < RUN_MOST ? constant : RUN_MOST;
    if (op != OP_GT && op != OP_LE) most -= most > 0;
    if (most < 2 || !run->has_key || b->options->assumed) return run;
    struct node n = *run;
    n.value = most;
    return make_node(b, n, run->kids, run->count);
}

static const struct node *lower_extreme_item(struct builder *b, bool smallest, const struct expr *e,
                                             const struct field *list) {
    struct node n = aggregate(OPERATION_EXTREME_ITEM, e->type, list);
    const struct node *filter = lower_filter(b, e);
    const struct node *kids[] = {lower_value_of(b, filter, e), filter};
    n.op = smallest;
    return make_node(b, n, kids, filter ? 2 : 1);
}

static const struct node *walk_list(struct builder *b, enum builtin id, const struct expr *e,
                                    const struct field *list) {
    switch (id) {
    case BUILTIN_COUNT: return lower_items(b, e->has_key ? OPERATION_COUNT_PER_KEY : OPERATION_COUNT_ITEMS, e, list);
    case BUILTIN_SUM: return lower_items(b, OPERATION_SUM_ITEMS, e, list);
    case BUILTIN_LONGEST_RUN: return lower_items(b, OPERATION_LONGEST_RUN, e, list);
    case BUILTIN_ANY: return lower_any(b, e, list);
    case BUILTIN_ALL: return lower_all(b, e, list);
    default: return lower_extreme_item(b, id == BUILTIN_MIN, e, list);
    }
}

const struct node *lower_aggregate(struct builder *b, enum builtin id, const struct expr *e) {
    const struct field *outer = b->list, *list = list_of(b, e->kids[0]);
    const struct node *passed = b->passed;
    b->list = list, b->passed = NULL;
    const struct node *n = walk_list(b, id, e, list);
    b->list = outer, b->passed = passed;
    return n;
}
