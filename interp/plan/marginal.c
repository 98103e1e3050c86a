// A table of bands: the rates of the parts of an amount, put together.
#include "interp/plan/builder.h"
#include "interp/value/number.h"

// The first band without a lower end begins at 0.
const struct node *lower_band_start(struct builder *b, const struct node *amount, const struct table_row *row) {
    const struct expr *from = band_from(row->cells[0]);
    return from ? lower(b, from) : make_constant(b, amount->type, STATE_KNOWN, 0, NULL);
}

const struct node *lower_bands(struct builder *b, const struct decl *d, const struct node *amount,
                               const struct node **rates, struct type type) {
    const struct node **kids = ARENA_ARRAY(b->arena, const struct node *, 2 * (size_t)d->row_count + 1);
    struct node n = node_of(OPERATION_MARGINAL, LANE_WIDE);
    uint32_t count = 0;
    n.type = type;
    n.second = amount->type.kind == TYPE_MONEY ? PERCENT_SCALE : 1;
    kids[count++] = make_closed(b, amount);
    for (uint32_t i = 0; i < d->row_count; i++) {
        kids[count++] = lower_band_start(b, amount, &d->rows[i]);
        kids[count++] = rates[i];
    }
    return make_node(b, n, kids, count);
}

// What of the amount lies in the band, where it reaches it.
const struct node *lower_band_part(struct builder *b, const struct decl *d, const struct node *amount, uint32_t row) {
    const struct expr *to = band_to(d->rows[row].cells[0]);
    const struct node *from = lower_band_start(b, amount, &d->rows[row]), *part = make_closed(b, amount);
    struct node n = node_of(OPERATION_SUBTRACT, LANE_WIDE);
    if (to) part = make_extreme(b, true, part, lower(b, to));
    n.type = amount->type;
    return make2(b, n, part, from);
}
