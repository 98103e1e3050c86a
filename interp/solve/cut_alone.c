// Where what hangs on one field alone turns: that field is followed through all that is worked out from it, however
// often it stands there, as in revenue × 1% + revenue × 2%.
#include "interp/solve/cut.h"

#define NODES_MOST 24u

struct along {
    struct cutter *c;
    const struct field *field;
    const struct node *nodes[NODES_MOST];  // of what is worked out, kids before parents
    struct range were[NODES_MOST], whole;  // as they stand in the box
    uint32_t count, depth;
    int64_t at;  // it turns where it lies above
};

// ---- what it hangs on

static bool is_in(const struct along *a, const struct node *n) {
    for (uint32_t i = 0; i < a->count; i++)
        if (a->nodes[i] == n) return true;
    return false;
}

// The only field, and a number.
static bool take_field(struct along *a, const struct node *n) {
    if (n->space || !type_has_amount(n->field->type.kind) || (a->field && a->field != n->field)) return false;
    a->field = n->field;
    return true;
}

static bool take(struct along *a, const struct node *n);

static bool is_worked_out(const struct node *n) {
    switch (n->operation) {
    case OPERATION_WIDEN:
    case OPERATION_ADD:
    case OPERATION_SUBTRACT:
    case OPERATION_MULTIPLY:
    case OPERATION_SCALE:
    case OPERATION_RATIO:
    case OPERATION_MARGINAL:
    case OPERATION_EXTREME:
    case OPERATION_ABOVE_ZERO: return true;
    default: return false;
    }
}

static bool take_kids(struct along *a, const struct node *n) {
    bool taken = is_worked_out(n) && a->depth < NODES_MOST;  // each of them would be one more
    a->depth++;
    for (uint32_t k = 0; taken && k < n->count; k++) taken = take(a, n->kids[k]);
    a->depth--;
    return taken;
}

// What is known to be one value stays as it is.
static bool take(struct along *a, const struct node *n) {
    const struct range *r = &a->c->f.ranges[n->id];
    if (is_in(a, n) || (r->outcomes == OUTCOME_KNOWN && is_point(r))) return true;
    bool taken = n->operation == OPERATION_COLUMN ? take_field(a, n) : take_kids(a, n);
    if (!taken || a->count == NODES_MOST) return false;
    a->were[a->count] = *r;
    a->nodes[a->count++] = n;
    return true;
}

// ---- where it turns

static bool is_beyond(struct along *a, int64_t value) {
    struct range *field = &a->c->f.box->fields[a->field->index];
    field->low = field->high = value;
    for (uint32_t i = 0; i < a->count; i++) a->c->f.ranges[a->nodes[i]->id] = range_of_node(&a->c->f, a->nodes[i]);
    const struct range *last = &a->c->f.ranges[a->nodes[a->count - 1]->id];
    return last->outcomes == OUTCOME_KNOWN && last->low > a->at;
}

// The last value before it; false: it is the same at both ends.
static bool find_turn(struct along *a, int64_t *turn) {
    int64_t low = a->whole.low, high = a->whole.high;
    bool first = is_beyond(a, low);
    if (is_beyond(a, high) == first) return false;
    while ((uint64_t)high - (uint64_t)low > 1) {
        int64_t middle = low + (int64_t)(((uint64_t)high - (uint64_t)low) / 2);
        if (is_beyond(a, middle) == first) low = middle;
        else high = middle;
    }
    *turn = low;
    return true;
}

static void put_back(struct along *a) {
    a->c->f.box->fields[a->field->index] = a->whole;
    for (uint32_t i = 0; i < a->count; i++) a->c->f.ranges[a->nodes[i]->id] = a->were[i];
}

static void look_for(struct along *a, struct turn *turn) {
    turn->known = find_turn(a, &turn->last);
    turn->at = a->at;
    put_back(a);
}

// It is looked for but once as long as it lies in the box: that takes some 60 times what is there to be worked out.
bool cut_alone(struct cutter *c, const struct node *n, int64_t at) {
    struct along a = {.c = c, .at = at};
    struct turn *turn = &c->turns[n->id];
    if (!take(&a, n) || !a.field || a.count < 3) return false;
    if (c->best.rank >= CUT_THRESHOLD) return true;  // no such cut is better
    a.whole = c->f.box->fields[a.field->index];
    bool known = turn->known && turn->at == at && turn->last >= a.whole.low && turn->last < a.whole.high;
    if (!known) look_for(&a, turn);
    if (turn->known) offer_cut(c, (struct cut){CUT_THRESHOLD, CUT_AT, a.field->index, turn->last, 0});
    return turn->known;
}
