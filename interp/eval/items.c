// Aggregates: from the items of a list back to the applicant. The filter and the value stand in vectors by item.
#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/eval/handlers.h"
#include "interp/value/number.h"
#include "interp/value/vectorised.h"

// What a row's items come to: the state it ends in, and the value where that is known.
struct total {
    enum state state;
    int64_t value;
    bool any;  // some item passed
};

static void take_state(struct total *t, enum state state) {
    if (state > t->state) t->state = state;
}

// Whether the item passes; a filter that is not known is remembered in the total.
static bool passes(const struct vector *filter, uint32_t item, struct total *t) {
    if (!filter) return true;
    uint8_t truth = ((const uint8_t *)filter->data)[item];
    if (truth == TRUTH_UNKNOWN) take_state(t, state_at(filter, item));
    return truth == TRUTH_YES;
}

static const struct vector *filter_of(const struct workspace *w, const struct node *n, uint32_t kid) {
    return n->count > kid ? kid_vector(w, n, kid) : NULL;
}

typedef struct total row_total(struct workspace *w, const struct node *n, uint32_t first, uint32_t last);

static struct total total_of(struct workspace *w, const struct node *n, uint32_t row, row_total *work_out) {
    const struct list_column *l = &w->block->lists[n->field->index];
    if (l->state[row] != STATE_KNOWN) return (struct total){.state = STATE_UNKNOWN};
    return work_out(w, n, l->offsets[row], l->offsets[row + 1]);
}

static void totals(struct workspace *w, const struct node *n, row_total *work_out) {
    int64_t *out = result_of(w, n);
    uint8_t *states = own_states(w, n), any = 0;
    for (uint32_t row = 0; row < w->rows; row++) {
        struct total t = total_of(w, n, row, work_out);
        out[row] = t.value;
        states[row] = (uint8_t)t.state;
        any |= states[row];
    }
    w->vectors[n->id].all_known = any == 0;
}

static struct total count_row(struct workspace *w, const struct node *n, uint32_t first, uint32_t last) {
    struct total t = {0};
    const struct vector *filter = filter_of(w, n, 0);
    for (uint32_t i = first; i < last; i++) t.value += passes(filter, i, &t);
    return t;
}

static void count_known(int64_t *restrict out, const uint8_t *restrict filter, const uint32_t *restrict owners,
                        uint32_t items) {
    for (uint32_t i = 0; i < items; i++) out[owners[i]] += filter[i] == TRUTH_YES;
}
VECTORISED static void count_all(int64_t *restrict out, const uint32_t *restrict offsets, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = offsets[i + 1] - offsets[i];
}

void eval_count_items(struct workspace *w, const struct node *n) {
    const struct vector *filter = filter_of(w, n, 0);
    if (filter && !filter->all_known) {
        totals(w, n, count_row);
        return;
    }
    list_states(w, n);
    if (filter) count_known(result_of(w, n), filter->data, owners_of(w, n->field), items_of(w, n->field));
    else count_all(result_of(w, n), w->block->lists[n->field->index].offsets, w->rows);
}

static struct total sum_row(struct workspace *w, const struct node *n, uint32_t first, uint32_t last) {
    struct total t = {0};
    const struct vector *x = kid_vector(w, n, 0), *filter = filter_of(w, n, 1);
    const int64_t *values = x->data;
    __int128 sum = 0;  // what fits in the end is no fault, in whatever order the items come
    for (uint32_t i = first; i < last; i++) {
        if (!passes(filter, i, &t)) continue;
        take_state(&t, state_at(x, i));
        if (state_at(x, i) == STATE_KNOWN) sum += values[i];
    }
    if (sum < INT64_MIN || sum > INT64_MAX) take_state(&t, STATE_FAULT);
    t.value = (int64_t)sum;
    return t;
}

void eval_sum_items(struct workspace *w, const struct node *n) { totals(w, n, sum_row); }

static int64_t value_at(const struct vector *v, enum lane lane, uint32_t i) {
    return lane == LANE_DATE ? ((const int32_t *)v->data)[i] : ((const int64_t *)v->data)[i];
}

static struct total extreme_row(struct workspace *w, const struct node *n, uint32_t first, uint32_t last) {
    struct total t = {0};
    const struct vector *x = kid_vector(w, n, 0), *filter = filter_of(w, n, 1);
    for (uint32_t i = first; i < last; i++) {
        if (!passes(filter, i, &t)) continue;
        int64_t value = value_at(x, n->lane, i);
        if (!t.any || (n->op == 0 ? value > t.value : value < t.value)) t.value = value;
        t.any = true;
        take_state(&t, state_at(x, i));
    }
    if (!t.any && t.state == STATE_KNOWN) t.state = STATE_SILENT;  // nothing; an item that perhaps passes is unknown
    return t;
}

void eval_extreme_item_wide(struct workspace *w, const struct node *n) { totals(w, n, extreme_row); }

void eval_extreme_item_date(struct workspace *w, const struct node *n) {
    int32_t *out = result_of(w, n);
    uint8_t *states = own_states(w, n);
    for (uint32_t row = 0; row < w->rows; row++) {
        struct total t = total_of(w, n, row, extreme_row);
        out[row] = (int32_t)t.value;
        states[row] = (uint8_t)t.state;
    }
}

// any and all are `or` and `and` over the items, and so is what they make of unknown ones.
static void quantify(struct workspace *w, const struct node *n, uint8_t start, uint8_t (*step)(uint8_t, uint8_t)) {
    const struct list_column *l = &w->block->lists[n->field->index];
    const uint8_t *items = kid_vector(w, n, 0)->data;
    uint8_t *out = result_of(w, n);
    for (uint32_t row = 0; row < w->rows; row++) {
        uint8_t truth = l->state[row] ? TRUTH_UNKNOWN : start;
        for (uint32_t i = l->offsets[row]; i < l->offsets[row + 1]; i++) truth = step(truth, items[i]);
        out[row] = truth;
    }
}

// Of a row that is unknown: for its list, or for the item whose state is the largest.
static enum state items_state(const struct list_column *l, const struct vector *items, uint32_t row) {
    enum state found = l->state[row];
    for (uint32_t i = l->offsets[row]; i < l->offsets[row + 1]; i++)
        if (state_at(items, i) > found) found = state_at(items, i);
    return found;
}

static void quantified(struct workspace *w, const struct node *n) {
    const struct list_column *l = &w->block->lists[n->field->index];
    const struct vector *items = kid_vector(w, n, 0);
    const uint8_t *out = result_of(w, n);
    w->vectors[n->id].all_known = items->all_known && l->all_known;
    if (!is_stateful(n)) return;
    uint8_t *states = own_states(w, n);
    for (uint32_t row = 0; row < w->rows; row++) {
        bool unknown = out[row] == TRUTH_UNKNOWN;
        states[row] = (uint8_t)(unknown ? items_state(l, items, row) : STATE_KNOWN);
    }
}

void eval_any_item(struct workspace *w, const struct node *n) {
    quantify(w, n, TRUTH_NO, truth_or);
    quantified(w, n);
}

void eval_all_items(struct workspace *w, const struct node *n) {
    quantify(w, n, TRUTH_YES, truth_and);
    quantified(w, n);
}
