#include "interp/plan/unroll.h"

#include <stdlib.h>

#include "interp/plan/builder.h"
#include "interp/value/truth.h"

struct unroller {
    struct builder b;
    const struct plan *of;
    const uint32_t *items;  // by list
    bool missing;
    struct policy *policy;
    uint32_t *count_at, *items_at, next_field;
    const struct node **images;   // by id
    const struct node ***places;  // by id, of what is worked out by item: one for each
};

static const struct type count_type = {.kind = TYPE_COUNT};

// ---- the fields

static bool is_free(const struct node *n) {
    return n->operation == OPERATION_LONGEST_RUN || n->operation == OPERATION_COUNT_PER_KEY;
}

static uint32_t count_fields(const struct unroller *u) {
    const struct policy *p = u->of->policy;
    uint32_t count = p->field_count;
    for (uint32_t i = 0; i < p->field_count; i++)
        if (u->items[i]) count += 1 + u->items[i] * p->fields[i].item_count;
    for (uint32_t i = 0; i < u->of->node_count; i++) count += is_free(u->of->nodes[i]);
    return count;
}

static struct field *add_field(struct unroller *u, const struct field *like) {
    struct field *f = &u->policy->fields[u->next_field];
    *f = *like;
    f->index = u->next_field++;
    f->list = NULL;
    return f;
}

static struct field *add_count(struct unroller *u, uint32_t most) {
    struct field like = {.def.kind = DEF_FIELD, .type = count_type};
    like.range = (struct field_range){{.given = true}, {.given = true, .value = most}, ""};
    return add_field(u, &like);
}

static void add_list(struct unroller *u, const struct field *list) {
    u->count_at[list->index] = add_count(u, u->items[list->index])->index;
    u->items_at[list->index] = u->next_field;
    for (uint32_t i = 0; i < u->items[list->index]; i++)
        for (uint32_t k = 0; k < list->item_count; k++) add_field(u, &list->items[k]);
}

static void make_fields(struct unroller *u) {
    const struct policy *p = u->of->policy;
    struct arena *a = u->b.arena;
    u->policy = ARENA_NEW(a, struct policy);
    *u->policy = *p;
    u->policy->field_count = count_fields(u);
    u->policy->fields = ARENA_ARRAY(a, struct field, u->policy->field_count);
    u->count_at = ARENA_ARRAY(a, uint32_t, p->field_count);
    u->items_at = ARENA_ARRAY(a, uint32_t, p->field_count);
    for (uint32_t i = 0; i < p->field_count; i++) u->policy->fields[i] = p->fields[i];
    u->next_field = p->field_count;
    for (uint32_t i = 0; i < p->field_count; i++)
        if (u->items[i]) add_list(u, &p->fields[i]);
}

static const struct node *column_of(struct unroller *u, const struct field *f) {
    struct node n = node_of(OPERATION_COLUMN, column_lane(f)), widened = node_of(OPERATION_WIDEN, LANE_WIDE);
    n.type = widened.type = f->type;
    n.field = f, n.column = f->index;
    const struct node *column = make_node(&u->b, n, NULL, 0);
    return n.lane == LANE_NUMBER ? make1(&u->b, widened, column) : column;
}

// ---- of one item

static const struct node *constant_of(struct unroller *u, const struct node *n) {
    return make_constant(&u->b, n->type, n->constant_state, n->value, n->text);
}

static const struct node *place_of(struct unroller *u, const struct node *n, uint32_t item) {
    struct node own = *n;
    if (n->constant) return constant_of(u, n);
    if (n->operation == OPERATION_BROADCAST) return u->images[n->kids[0]->id];
    if (n->operation == OPERATION_COLUMN) {
        uint32_t at = u->items_at[n->space->index] + item * n->space->item_count + n->field->index;
        own.field = &u->policy->fields[at], own.column = at;
    }
    own.space = NULL;
    const struct node **kids = ARENA_ARRAY(u->b.arena, const struct node *, n->count);
    for (uint32_t k = 0; k < n->count; k++) kids[k] = u->places[n->kids[k]->id][item];
    return make_node(&u->b, own, kids, n->count);
}

static void make_places(struct unroller *u, const struct node *n) {
    uint32_t items = u->items[n->space->index];
    u->places[n->id] = ARENA_ARRAY(u->b.arena, const struct node *, items);
    for (uint32_t i = 0; i < items; i++) u->places[n->id][i] = place_of(u, n, i);
}

// ---- of all items

static const struct node *length_of(struct unroller *u, const struct field *list) {
    return column_of(u, &u->policy->fields[u->count_at[list->index]]);
}

static const struct node *is_there(struct unroller *u, const struct field *list, uint32_t item) {
    const struct node *length = length_of(u, list);
    return make_compare(&u->b, OP_GE, length, make_number(&u->b, (int64_t)item + 1));
}

static const struct node *is_empty(struct unroller *u, const struct field *list) {
    const struct node *length = length_of(u, list);
    return make_compare(&u->b, OP_EQ, length, make_number(&u->b, 0));
}

static const struct node *choose(struct unroller *u, struct type type, const struct node *when,
                                 const struct node *value, const struct node *other) {
    const struct node *kids[] = {when, value, other};
    return make_select(&u->b, type, kids, 3);
}

// What holds of an item that is there; of one that is not it is `otherwise`. Where something may be missing it is asked
// for by one after the other, so that nothing is made of what items have that are not there.
static const struct node *if_there(struct unroller *u, const struct field *list, uint32_t item,
                                   const struct node *holds, uint8_t otherwise) {
    const struct node *there = is_there(u, list, item), *parts[] = {make_not(&u->b, there), holds};
    if (u->missing) return choose(u, (struct type){.kind = TYPE_TRUTH}, there, holds, make_truth(&u->b, otherwise));
    return otherwise == TRUTH_YES ? make_or(&u->b, parts, 2) : make_and2(&u->b, there, holds);
}

// The item is there, and what is asked of it holds; `kid` may lie behind the last.
static const struct node *passes(struct unroller *u, const struct node *n, uint32_t kid, uint32_t item) {
    if (kid >= n->count) return is_there(u, n->field, item);
    return if_there(u, n->field, item, u->places[n->kids[kid]->id][item], TRUTH_NO);
}

static const struct node *add(struct unroller *u, struct type type, const struct node *a, const struct node *b) {
    struct node n = node_of(OPERATION_ADD, LANE_WIDE);
    n.type = type;
    return make2(&u->b, n, a, b);
}

// Of those that pass their number, or what each has.
static const struct node *sum_of(struct unroller *u, const struct node *n, bool values, uint32_t filter) {
    const struct node *none = make_constant(&u->b, n->type, STATE_KNOWN, 0, NULL);
    const struct node *one = make_constant(&u->b, n->type, STATE_KNOWN, 1, NULL), *sum = none;
    for (uint32_t i = 0; i < u->items[n->field->index]; i++) {
        const struct node *value = values ? u->places[n->kids[0]->id][i] : one;
        sum = add(u, n->type, sum, choose(u, n->type, passes(u, n, filter, i), value, none));
    }
    return sum;
}

static const struct node *quantified(struct unroller *u, const struct node *n) {
    uint32_t items = u->items[n->field->index];
    const struct node **kids = ARENA_ARRAY(u->b.arena, const struct node *, items);
    bool all = n->operation == OPERATION_ALL_ITEMS;
    for (uint32_t i = 0; i < items; i++)
        kids[i] = if_there(u, n->field, i, u->places[n->kids[0]->id][i], all ? TRUTH_YES : TRUTH_NO);
    return all ? make_and(&u->b, kids, items) : make_or(&u->b, kids, items);
}

// The larger, or the smaller, of those before and of this one; before the first there is nothing.
static const struct node *extreme_of(struct unroller *u, const struct node *n) {
    const struct node *so_far = make_constant(&u->b, n->type, STATE_SILENT, SILENT_NOTHING, NULL);
    const struct node *any = make_truth(&u->b, TRUTH_NO);
    for (uint32_t i = 0; i < u->items[n->field->index]; i++) {
        const struct node *value = u->places[n->kids[0]->id][i], *passed = passes(u, n, 1, i);
        const struct node *beyond = make_compare(&u->b, n->op == 0 ? OP_GT : OP_LT, value, so_far);
        const struct node *better = choose(u, n->type, any, choose(u, n->type, beyond, value, so_far), value);
        so_far = choose(u, n->type, passed, better, so_far);
        const struct node *kids[] = {any, passed};
        any = make_or(&u->b, kids, 2);
    }
    return so_far;
}

// ---- what is missing in an item, or a fault there

static const struct node *unknown_of(struct unroller *u, struct type type) {
    return make_constant(&u->b, type, STATE_UNKNOWN, 0, NULL);
}

static const struct node *is_missing(struct unroller *u, const struct node *x) {
    return make1(&u->b, node_of(OPERATION_IS_MISSING, LANE_TRUTH), x);
}

// Yes, or unknown or a fault as the value is.
static const struct node *state_of(struct unroller *u, const struct node *value) {
    const struct node *yes = make_truth(&u->b, TRUTH_YES), *missing = is_missing(u, value);
    return choose(u, yes->type, missing, unknown_of(u, yes->type), yes);
}

// Yes, or the largest state of what is asked of the items, from the first kid to the last; of an item that does not
// pass its values are not asked for.
static const struct node *state_of_items(struct unroller *u, const struct node *n, uint32_t filter) {
    uint32_t count = 0, items = u->items[n->field->index];
    const struct node **kids = ARENA_ARRAY(u->b.arena, const struct node *, items * n->count);
    const struct node *yes = make_truth(&u->b, TRUTH_YES);
    for (uint32_t i = 0; i < items; i++) {
        const struct node *passed = passes(u, n, filter, i);
        for (uint32_t k = 0; k < n->count; k++)
            kids[count++] = choose(u, yes->type, passed, k == filter ? yes : state_of(u, u->places[n->kids[k]->id][i]),
                                   yes);
    }
    return make_and(&u->b, kids, count);
}

static bool may_have_states(const struct unroller *u, const struct node *n) {
    bool any = u->missing;
    for (uint32_t k = 0; k < n->count; k++) any |= n->kids[k]->may_fault;
    return any;
}

// What is worked out of what all items have has the largest state of theirs, whatever their order.
static const struct node *with_states(struct unroller *u, const struct node *n, uint32_t filter,
                                      const struct node *image) {
    if (!n->count || !may_have_states(u, n)) return image;
    const struct node *known = state_of_items(u, n, filter);
    return choose(u, n->type, known, image, unknown_of(u, n->type));
}

// Of a list that is missing nothing is known.
static const struct node *of_list(struct unroller *u, const struct node *n, const struct node *image) {
    if (!u->missing) return image;
    const struct node *missing = is_missing(u, length_of(u, n->field));
    return choose(u, n->type, missing, unknown_of(u, n->type), image);
}

// Behind the value of each item; of what is counted by key there is none.
static uint32_t filter_kid(const struct node *n) {
    if (!n->has_filter) return n->count;
    return n->operation == OPERATION_COUNT_PER_KEY ? 0 : 1;
}

// Any number up to how many there are.
static const struct node *free_of(struct unroller *u, const struct node *n) {
    const struct node *any = column_of(u, add_count(u, u->items[n->field->index])), *most = length_of(u, n->field);
    return choose(u, n->type, make_compare(&u->b, OP_GT, any, most), most, any);
}

static const struct node *image_of_items(struct unroller *u, const struct node *n) {
    switch (n->operation) {
    case OPERATION_COUNT_ITEMS: return sum_of(u, n, false, 0);
    case OPERATION_SUM_ITEMS: return sum_of(u, n, true, 1);
    case OPERATION_EXTREME_ITEM: return with_states(u, n, 1, extreme_of(u, n));
    case OPERATION_COUNT_PER_KEY:
    case OPERATION_LONGEST_RUN: return with_states(u, n, filter_kid(n), free_of(u, n));
    default: return quantified(u, n);
    }
}

static const struct node *image_of(struct unroller *u, const struct node *n) {
    bool listed = n->operation == OPERATION_LIST_MISSING || n->operation == OPERATION_LIST_EMPTY;
    if (n->constant) return constant_of(u, n);
    if (is_aggregate(n)) return of_list(u, n, image_of_items(u, n));
    if (listed && !u->items[n->field->index]) return make_truth(&u->b, TRUTH_NO);
    if (n->operation == OPERATION_LIST_MISSING) return is_missing(u, length_of(u, n->field));
    if (listed) return is_empty(u, n->field);
    const struct node **kids = ARENA_ARRAY(u->b.arena, const struct node *, n->count);
    for (uint32_t k = 0; k < n->count; k++) kids[k] = u->images[n->kids[k]->id];
    return make_node(&u->b, *n, kids, n->count);
}

// ---- the plan

static void make_all(struct unroller *u) {
    uint32_t count = u->of->node_count;
    make_fields(u);
    u->b.policy = u->b.plan->policy = u->policy;
    u->images = ARENA_ARRAY(u->b.arena, const struct node *, count);
    u->places = ARENA_ARRAY(u->b.arena, const struct node **, count);
    for (uint32_t i = 0; i < count; i++) {
        const struct node *n = u->of->nodes[i];
        if (n->space) make_places(u, n), u->images[i] = u->places[i][0];
        else u->images[i] = image_of(u, n);
    }
    u->b.plan->extra = u->images;
    plan_number(&u->b, count);
}

static bool try_all(struct unroller *u) {
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) return false;
    arena_init(u->b.arena, &out_of_memory);
    make_all(u);
    u->b.arena->out_of_memory = NULL;
    return true;
}

bool plan_unroll(const struct plan *of, const uint32_t *items, bool missing, struct unrolled *out) {
    static const struct plan_options none;
    struct plan *p = calloc(1, sizeof *p);
    if (!p) return false;
    struct unroller u = {
        .b = {.plan = p, .arena = &p->arena, .options = &none}, .of = of, .items = items, .missing = missing};
    bool made = try_all(&u);
    memo_free(&u.b);
    *out = (struct unrolled){p, u.count_at, u.items_at};
    if (!made) plan_free(p);
    return made;
}
