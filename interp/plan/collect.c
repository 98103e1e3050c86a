// A table whose rows are put together: what all rows that hold give is added up, counted, or compared for the largest.
// A row that can't be told leaves open what they come to.
#include "interp/plan/builder.h"

static const struct node *add(struct builder *b, const struct node *total, const struct node *term) {
    struct node n = node_of(OPERATION_ADD, LANE_WIDE);
    n.type = total->type;
    return make2(b, n, total, term);
}

// An end of what the rows may give that the policy doesn't name.
static const struct node *stand_in(struct builder *b, const struct node *constant) {
    struct node n = *constant;
    n.second = 1;
    return make_node(b, n, n.kids, 0);
}

// What a row that doesn't hold leaves as it is: 0 of a sum, of the largest the least that any row may give.
static const struct node *neutral(struct builder *b, enum hit_policy hit, const struct node **results, uint32_t rows,
                                  struct type type) {
    int64_t value = 0;
    bool named = true;
    if (lane_of(type) == LANE_DATE)
        return make_constant(b, type, STATE_KNOWN, hit == HIT_MAX ? INT32_MIN : INT32_MAX, NULL);
    for (uint32_t i = 0; i < rows; i++)
        named &= hit == HIT_MAX ? results[i]->named_low : hit != HIT_MIN || results[i]->named_high;
    for (uint32_t i = 0; hit == HIT_MAX && i < rows; i++)
        if (!i || results[i]->low < value) value = results[i]->low;
    for (uint32_t i = 0; hit == HIT_MIN && i < rows; i++)
        if (!i || results[i]->high > value) value = results[i]->high;
    const struct node *constant = make_constant(b, type, STATE_KNOWN, value, NULL);
    return named ? constant : stand_in(b, constant);
}

static const struct node *put_together(struct builder *b, enum hit_policy hit, const struct node *x,
                                       const struct node *y) {
    return hit == HIT_MAX || hit == HIT_MIN ? make_extreme(b, hit == HIT_MIN, x, y) : add(b, x, y);
}

// Of no rows: 0, or nothing.
static const struct node *of_none(struct builder *b, enum hit_policy hit, struct type type) {
    bool extreme = hit == HIT_MAX || hit == HIT_MIN;
    return make_constant(b, type, extreme ? STATE_SILENT : STATE_KNOWN, extreme ? SILENT_NOTHING : 0, NULL);
}

const struct node *collect_rows(struct builder *b, const struct decl *d, const struct node **conditions,
                                const struct node **results, uint32_t rows, struct type type) {
    const struct node *none = neutral(b, d->hit, results, rows, type), *all = none;
    for (uint32_t i = 0; i < rows; i++) {
        const struct node *kids[] = {conditions[i], results[i], none};
        all = put_together(b, d->hit, all, make_select(b, type, kids, 3));
    }
    bool otherwise = rows < d->row_count;
    if (!otherwise && (d->hit == HIT_SUM || d->hit == HIT_COUNT)) return all;
    const struct node *any = make_or(b, conditions, rows);
    const struct node *kids[] = {any, all, otherwise ? results[rows] : of_none(b, d->hit, type)};
    return make_select(b, type, kids, 3);
}
