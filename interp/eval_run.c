// longest_run: the longest run of consecutive distinct months among a row's items of one key.
#include <stdlib.h>
#include <string.h>

#include "interp/eval_internal.h"

static int compare_keys(const struct node *key, const struct vector *v, uint32_t a, uint32_t b) {
    if (key->lane == LANE_TEXT) return slice_order(((const struct slice *)v->data)[a], ((const struct slice *)v->data)[b]);
    size_t size = lane_size(key->lane);
    return memcmp((const char *)v->data + a * size, (const char *)v->data + b * size, size);  // any order that tells them apart
}

struct run_order {
    const struct node *key;  // NULL: all items are of one key
    const struct vector *keys;
};

static int compare_items(const void *a, const void *b, void *context) {
    const struct run_item *x = a, *y = b;
    const struct run_order *order = context;
    int by_key = order->key ? compare_keys(order->key, order->keys, x->item, y->item) : 0;
    return by_key ? by_key : (x->month > y->month) - (x->month < y->month);
}

static int64_t longest(const struct run_item *items, uint32_t count, const struct run_order *order) {
    int64_t best = count ? 1 : 0, run = 1;
    for (uint32_t i = 1; i < count; i++) {
        bool same = !order->key || compare_keys(order->key, order->keys, items[i - 1].item, items[i].item) == 0;
        if (same && items[i].month == items[i - 1].month) continue;
        run = same && items[i].month == items[i - 1].month + 1 ? run + 1 : 1;
        if (run > best) best = run;
    }
    return best;
}

struct run_input {
    const struct vector *months, *filter, *keys;  // filter and keys may be NULL
};

static enum state item_state(const struct run_input *in, uint32_t item) {
    enum state month = state_at(in->months, item), key = in->keys ? state_at(in->keys, item) : STATE_KNOWN;
    return month > key ? month : key;
}

static bool item_passes(const struct run_input *in, uint32_t item, enum state *state) {
    if (!in->filter) return true;
    uint8_t truth = ((const uint8_t *)in->filter->data)[item];
    enum state own = state_at(in->filter, item);
    if (truth == TRUTH_UNKNOWN && own > *state) *state = own;
    return truth == TRUTH_YES;
}

// Gathers the row's passing items; the state they leave the row in.
static enum state gather(struct workspace *w, const struct run_input *in, uint32_t first, uint32_t last, uint32_t *count) {
    enum state state = STATE_KNOWN;
    const int32_t *months = in->months->data;
    *count = 0;
    for (uint32_t i = first; i < last; i++) {
        if (!item_passes(in, i, &state)) continue;
        if (item_state(in, i) > state) state = item_state(in, i);
        w->scratch[(*count)++] = (struct run_item){i, months[i]};
    }
    return state;
}

void eval_longest_run(struct workspace *w, const struct node *n) {
    const struct list_column *l = &w->block->lists[n->field->index];
    struct run_input in = {.months = kid_vector(w, n, 0)};
    if (n->has_filter) in.filter = kid_vector(w, n, 1);
    if (n->has_key) in.keys = kid_vector(w, n, n->count - 1);
    struct run_order order = {n->has_key ? n->kids[n->count - 1] : NULL, in.keys};
    int64_t *out = result_of(w, n);
    uint8_t *states = own_states(w, n), any = 0;
    for (uint32_t row = 0; row < w->rows; row++) {
        uint32_t count = 0;
        enum state state = l->state[row] ? STATE_UNKNOWN : gather(w, &in, l->offsets[row], l->offsets[row + 1], &count);
        out[row] = 0;
        states[row] = (uint8_t)state;
        any |= states[row];
        if (state != STATE_KNOWN) continue;
        if (count > 1) qsort_r(w->scratch, count, sizeof *w->scratch, compare_items, &order);
        out[row] = longest(w->scratch, count, &order);
    }
    w->vectors[n->id].all_known = any == 0;
}
