#include "interp/solve/range.h"

#include "interp/solve/internal.h"
#include "interp/solve/loose.h"

// ---- nodes

static range_finder *const finders[OPERATION_COUNT] = {
#define OP(id, range, cut) [OPERATION_##id] = range_of_##range,
#include "interp/solve/operations.def"
#undef OP
};
enum {
    ROWS = 0
#define OP(id, range, cut) +1
#include "interp/solve/operations.def"
#undef OP
};
_Static_assert(ROWS == (int)OPERATION_COUNT, "an operation has no row in operations.def");

struct range range_of_node(const struct finder *f, const struct node *n) {
    range_finder *find = n->constant ? range_of_constant : finders[n->operation];
    bool trait = f->box->traits && f->box->is_trait[n->id];
    struct range r = trait ? trait_range(f, n) : find(f, n);
    return f->box->loose ? loose_range(f, n, r) : r;
}

void ranges_find_of(const struct node *const *nodes, uint32_t count, const struct box *box, struct range *ranges) {
    const struct finder f = {box, ranges};
    for (uint32_t i = 0; i < count; i++) ranges[nodes[i]->id] = range_of_node(&f, nodes[i]);
}

void ranges_find(const struct plan *plan, const struct box *box, struct range *ranges) {
    ranges_find_of(plan->nodes, plan->node_count, box, ranges);
}

// ---- values

static bool holds_known(const struct range *r, const struct node *n, int64_t value) {
    switch (n->type.kind) {
    case TYPE_TRUTH: return may_be(r, value == TRUTH_YES ? OUTCOME_YES : OUTCOME_NO);
    case TYPE_SET: return !((uint64_t)value & ~r->may) && ((uint64_t)value & r->must) == r->must;
    case TYPE_TEXT: return may_be(r, OUTCOME_KNOWN);
    case TYPE_CHOICE:
        if (value < 64 && !(r->may >> value & 1)) return false;
        break;
    default: break;
    }
    return may_be(r, OUTCOME_KNOWN) && r->low <= value && value <= r->high;
}

bool range_admits(const struct range *range, const struct node *n, struct node_value value) {
    if (value.state != STATE_KNOWN) return may_be(range, outcome_of(value.state));
    return holds_known(range, n, value.value);
}
