// The longest run of consecutive distinct months among a row's items of one key, and how many of one key there are.
#include <stdlib.h>
#include <string.h>

#include "interp/eval/handlers.h"

static int compare_keys(const struct node *key, const struct vector *v, uint32_t a, uint32_t b) {
    if (key->lane == LANE_TEXT)
        return slice_order(((const struct slice *)v->data)[a], ((const struct slice *)v->data)[b]);
    size_t size = lane_size(key->lane);
    return memcmp((const char *)v->data + a * size, (const char *)v->data + b * size,
                  size);  // any order that tells them apart
}

struct run_order {
    const struct node *key;  // NULL: all items are of one key
    const struct vector *keys;
    // Runs of 1 month up to so many may come out as any of these: more than 1 where only longer ones count.
    int64_t alike;
};

static bool same_key(const struct run_order *order, uint32_t a, uint32_t b) {
    return !order->key || compare_keys(order->key, order->keys, a, b) == 0;
}

static int compare_items(const void *a, const void *b, void *context) {
    const struct run_item *x = a, *y = b;
    const struct run_order *order = context;
    int by_key = order->key ? compare_keys(order->key, order->keys, x->item, y->item) : 0;
    return by_key ? by_key : (x->month > y->month) - (x->month < y->month);
}

static int64_t longest(const struct run_item *items, uint32_t count, const struct run_order *order) {
    int64_t best = count ? 1 : 0, run = 1;
    for (uint32_t i = 1; i < count; i++) {
        bool same = same_key(order, items[i - 1].item, items[i].item);
        if (same && items[i].month == items[i - 1].month) continue;
        run = same && items[i].month == items[i - 1].month + 1 ? run + 1 : 1;
        if (run > best) best = run;
    }
    return best;
}

// Months as bits, when they all lie within 64 of each other: then a run is a run of ones.
static bool month_bits(const struct run_item *items, uint32_t count, int32_t base, uint64_t *bits) {
    *bits = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t place = (uint32_t)items[i].month - (uint32_t)base;
        if (place > 63) return false;
        *bits |= UINT64_C(1) << place;
    }
    return true;
}

static int64_t longest_ones(uint64_t bits) {
    int64_t run = 0;
    for (; bits; bits &= bits >> 1) run++;
    return run;
}

#define FEW_ITEMS 16u  // up to here comparing every key with every other is faster than sorting

static int64_t ones_from(uint64_t bits) { return __builtin_ctzll(~bits | UINT64_C(1) << 63); }

// The run of i's key that begins at item i, where one of any key is `most` long: keys beyond that are not looked at.
static int64_t run_from(const struct run_item *items, uint32_t count, uint32_t i, int64_t most,
                        const struct run_order *order) {
    uint64_t own = 1;
    for (uint32_t j = 0; j < count; j++) {
        uint32_t after = (uint32_t)items[j].month - (uint32_t)items[i].month;
        if (after - 1 < (uint32_t)most - 1 && same_key(order, items[i].item, items[j].item))
            own |= UINT64_C(1) << after;
    }
    return ones_from(own);
}

// `bits` are the months of all items, by their distance from `base`.
static int64_t longest_of_few(const struct run_item *items, uint32_t count, uint64_t bits, int32_t base,
                              const struct run_order *order) {
    int64_t best = order->alike;
    for (uint32_t i = 0; i < count; i++) {
        int64_t most = ones_from(bits >> (items[i].month - base));
        int64_t run = most > best ? run_from(items, count, i, most, order) : 0;
        if (run > best) best = run;
    }
    return best;
}

// No run is longer than the months allow, whatever their keys: so keys, whose texts lie far away, are seldom looked at.
static int64_t longest_run(struct run_item *items, uint32_t count, const struct run_order *order) {
    if (count == 0) return 0;
    uint64_t bits;
    int32_t base = items[0].month - 31;
    bool near = month_bits(items, count, base, &bits);
    int64_t most = near ? longest_ones(bits) : INT64_MAX;
    if (most <= order->alike || (near && !order->key)) return most;
    if (near && count <= FEW_ITEMS) return longest_of_few(items, count, bits, base, order);
    qsort_r(items, count, sizeof *items, compare_items, (void *)order);
    return longest(items, count, order);
}

struct run_input {
    const struct vector *months, *filter, *keys;  // filter may be NULL, and one of the others
};

static enum state item_state(const struct run_input *in, uint32_t item) {
    enum state month = in->months ? state_at(in->months, item) : STATE_KNOWN;
    enum state key = in->keys ? state_at(in->keys, item) : STATE_KNOWN;
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
static enum state gather(struct workspace *w, const struct run_input *in, uint32_t first, uint32_t last,
                         uint32_t *count) {
    enum state state = STATE_KNOWN;
    const int32_t *months = in->months ? in->months->data : NULL;
    *count = 0;
    for (uint32_t i = first; i < last; i++) {
        if (!item_passes(in, i, &state)) continue;
        if (item_state(in, i) > state) state = item_state(in, i);
        w->scratch[(*count)++] = (struct run_item){i, months ? months[i] : 0};
    }
    return state;
}

static bool all_known(const struct run_input *in) {
    return in->months->all_known && (!in->filter || in->filter->all_known) && (!in->keys || in->keys->all_known);
}

// Where every item is known nothing has to be asked of any: each is put down, and stays where it passes.
static uint32_t gather_known(struct run_item *to, const struct run_input *in, uint32_t first, uint32_t last) {
    const int32_t *months = in->months->data;
    const uint8_t *filter = in->filter ? in->filter->data : NULL;
    uint32_t count = 0;
    for (uint32_t i = first; i < last; i++) {
        to[count] = (struct run_item){i, months[i]};
        count += !filter || filter[i] == TRUTH_YES;
    }
    return count;
}

static enum state run_of_row(struct workspace *w, const struct run_input *in, const struct run_order *order,
                             const uint32_t *offsets, int64_t *out) {
    uint32_t count;
    enum state state = gather(w, in, offsets[0], offsets[1], &count);
    if (state == STATE_KNOWN) *out = longest_run(w->scratch, count, order);
    return state;
}

static void runs_of_rows(struct workspace *w, const struct node *n, const struct run_input *in,
                         const struct run_order *order) {
    const uint32_t *offsets = w->block->lists[n->field->index].offsets, *owners = owners_of(w, n->field);
    int64_t *out = result_of(w, n);
    uint8_t *states = w->states[n->id], any = 0;
    for (uint32_t i = 0, items = items_of(w, n->field); i < items; i = offsets[owners[i] + 1]) {
        uint32_t row = owners[i];
        states[row] = (uint8_t)run_of_row(w, in, order, &offsets[row], &out[row]);
        any |= states[row];
    }
    w->vectors[n->id].all_known &= any == 0;
}

// Each row's months as bits, 64 months apart on the same one.
static void months_of_rows(uint64_t *restrict bits, const struct run_input *in, const uint32_t *restrict owners,
                           uint32_t items) {
    const int32_t *months = in->months->data;
    const uint8_t *filter = in->filter ? in->filter->data : NULL;
    for (uint32_t i = 0; i < items; i++)
        bits[owners[i]] |= (uint64_t)(!filter || filter[i] == TRUTH_YES) << (months[i] & 63);
}

// Without so many and one more bits in a row (the last is beside the first) no run is longer than that, whatever the
// keys.
static bool may_run_on(uint64_t bits, int64_t most) {
    for (int64_t i = 0; i < most && bits; i++) bits &= bits << 1 | bits >> 63;
    return bits;
}

// Where every item is known, most rows are settled by their months alone, which is seen at the first of their items.
static void runs_of_known(struct workspace *w, const struct node *n, const struct run_input *in,
                          const struct run_order *order) {
    const uint32_t *offsets = w->block->lists[n->field->index].offsets, *owners = owners_of(w, n->field);
    uint64_t *out = result_of(w, n);
    uint32_t items = items_of(w, n->field);
    months_of_rows(out, in, owners, items);
    for (uint32_t i = 0, next; i < items; i = next) {
        uint32_t row = owners[i];
        next = i + 1;
        if (!may_run_on(out[row], order->alike)) {
            out[row] = out[row] != 0;  // and again for the row's next item
            continue;
        }
        next = offsets[row + 1];
        out[row] = (uint64_t)longest_run(w->scratch, gather_known(w->scratch, in, i, next), order);
    }
}

void eval_longest_run(struct workspace *w, const struct node *n) {
    struct run_input in = {.months = kid_vector(w, n, 0)};
    if (n->has_filter) in.filter = kid_vector(w, n, 1);
    if (n->has_key) in.keys = kid_vector(w, n, n->count - 1);
    struct run_order order = {n->has_key ? n->kids[n->count - 1] : NULL, in.keys, n->value > 1 ? n->value : 1};
    list_states(w, n);
    if (all_known(&in)) runs_of_known(w, n, &in, &order);
    else runs_of_rows(w, n, &in, &order);
}

// Items of one key stand together.
static int64_t most_of_one_key(const struct run_item *items, uint32_t count, const struct run_order *order) {
    int64_t best = 0, same = 0;
    for (uint32_t i = 0; i < count; i++) {
        same = i && same_key(order, items[i - 1].item, items[i].item) ? same + 1 : 1;
        if (same > best) best = same;
    }
    return best;
}

void eval_count_per_key(struct workspace *w, const struct node *n) {
    const struct run_input in = {.filter = n->has_filter ? kid_vector(w, n, 0) : NULL,
                                 .keys = kid_vector(w, n, n->count - 1)};
    const struct run_order order = {.key = n->kids[n->count - 1], .keys = in.keys};
    const uint32_t *offsets = w->block->lists[n->field->index].offsets;
    int64_t *out = result_of(w, n);
    uint8_t *states = list_states(w, n), any = 0;
    for (uint32_t row = 0; row < w->rows; row++) {
        uint32_t count;
        enum state state = gather(w, &in, offsets[row], offsets[row + 1], &count);
        if (state > states[row]) states[row] = (uint8_t)state;
        any |= states[row];
        qsort_r(w->scratch, count, sizeof *w->scratch, compare_items, (void *)&order);
        out[row] = most_of_one_key(w->scratch, count, &order);
    }
    w->vectors[n->id].all_known = any == 0;
}
