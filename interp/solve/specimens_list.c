// Lists that differ in what is asked of them: kinds of items, which differ in what is asked of each; then so many of
// one kind, their months the same or one after the other, their texts the same or each its own, with some of another.
#include <stdio.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/eval/eval.h"
#include "interp/solve/search.h"
#include "interp/value/number.h"

#define VALUES_MOST 16u
#define KINDS_MOST 20u
#define KINDS_TRIED 400u
#define LENGTHS_MOST 10u

struct palette {  // of an item's field
    struct node_value values[VALUES_MOST];
    uint32_t count;
};
struct lists {
    struct maker *m;
    const struct field *list;
    struct palette *palettes;
    struct node_value *kinds;  // cells of each
    uint32_t kind_count;
    uint32_t lengths[LENGTHS_MOST], length_count;
    const struct node **asked;  // what is asked of an item
    uint32_t asked_count;
    struct slice names[MAKER_ITEMS];  // of items with texts of their own
    struct node_value *cells;
    uint32_t items;  // of the list that is put together
};

// ---- what a field of an item may have

static void offer(struct palette *p, struct node_value v) {
    for (uint32_t i = 0; i < p->count; i++)
        if (p->values[i].state == v.state && p->values[i].value == v.value && p->values[i].text.text == v.text.text)
            return;
    if (p->count < VALUES_MOST) p->values[p->count++] = v;
}

static bool is_value(const struct field *f, int64_t value, int32_t as_of) {
    if (f->type.kind == TYPE_DATE && (value < DATE_MIN || value > DATE_MAX || !(value & 31) ||
                                      date_day((int32_t)value) > month_days(date_month((int32_t)value))))
        return false;
    if (f->type.kind == TYPE_MONTH && (value < date_month(DATE_MIN) || value > date_month(DATE_MAX))) return false;
    if (f->type.kind == TYPE_CHOICE && (value < 0 || value >= f->type.choices->value_count)) return false;
    if (f->type.kind == TYPE_TRUTH && value != TRUTH_NO && value != TRUTH_YES) return false;
    if (f->type.kind == TYPE_NUMBER && value % number_step(f->type.decimals)) return false;
    return range_holds(&f->range, f->type.kind, value, as_of);
}

static void offer_value(const struct lists *l, const struct field *f, int64_t value) {
    if (is_value(f, value, l->m->s->options.as_of))
        offer(&l->palettes[f->index], (struct node_value){.state = STATE_KNOWN, .value = value});
}

static bool is_column(const struct node *n, const struct field *f) {
    return n->operation == OPERATION_COLUMN && n->space && n->space->index == f->list->index &&
           n->field->index == f->index;
}

static bool reads(const struct node *n, const struct field *f, int depth) {
    if (is_column(n, f)) return true;
    for (uint32_t k = 0; depth && k < n->count; k++)
        if (reads(n->kids[k], f, depth - 1)) return true;
    return false;
}

static bool reads_as_of(const struct node *n, int depth) {
    if (n->operation == OPERATION_AS_OF) return true;
    for (uint32_t k = 0; depth && k < n->count; k++)
        if (reads_as_of(n->kids[k], depth - 1)) return true;
    return false;
}

static void offer_around(const struct lists *l, const struct field *f, int64_t value) {
    for (int64_t by = -1; by <= 1; by++) offer_value(l, f, value + by);
}

// A window of so many months or days back from the as-of date.
static void offer_window(const struct lists *l, const struct field *f, int64_t width) {
    int32_t as_of = l->m->s->options.as_of, date;
    for (int64_t by = -1; by <= 1; by++) {
        if (f->type.kind == TYPE_MONTH) offer_value(l, f, date_month(as_of) - width - by);
        else if (date_add_days(as_of, -width - by, &date)) offer_value(l, f, date);
        if (f->type.kind == TYPE_DATE && date_add_months(as_of, -width, &date)) offer_value(l, f, date + by);
    }
}

static void offer_beside(struct lists *l, const struct field *f, const struct node *n) {
    bool dated = f->type.kind == TYPE_DATE || f->type.kind == TYPE_MONTH, from_as_of = reads_as_of(n, 4);
    for (uint32_t k = 0; k < n->count; k++) {
        const struct node *kid = n->kids[k];
        if (!kid->constant || kid->constant_state != STATE_KNOWN) continue;
        if (kid->lane == LANE_TEXT && f->type.kind == TYPE_TEXT)
            offer(&l->palettes[f->index], (struct node_value){.text = slice_of(kid->text)});
        else if (dated && from_as_of) offer_window(l, f, kid->value);
        else if (kid->lane != LANE_TEXT) offer_around(l, f, kid->value);
    }
    if (n->operation == OPERATION_BETWEEN) offer_around(l, f, n->value), offer_around(l, f, n->second);
    if (dated && from_as_of) l->m->of->dated[f->index] = true;
}

static void offer_usual(struct lists *l, const struct field *f) {
    int32_t as_of = l->m->s->options.as_of;
    if (f->type.kind == TYPE_MONTH) offer_value(l, f, date_month(as_of));
    else if (f->type.kind == TYPE_DATE) offer_value(l, f, as_of);
    else if (f->type.kind == TYPE_TEXT) offer(&l->palettes[f->index], (struct node_value){.text = slice_of("甲")});
    else offer_value(l, f, f->type.kind == TYPE_MONEY ? 100000 : f->type.kind == TYPE_CHOICE ? 0 : 1);
    if (f->type.kind == TYPE_TRUTH) {
        l->palettes[f->index].count = 0;
        offer_value(l, f, TRUTH_NO), offer_value(l, f, TRUTH_YES);
    }
    for (int64_t code = 0; f->type.kind == TYPE_CHOICE && code < f->type.choices->value_count; code++)
        offer_value(l, f, code);
    for (uint32_t i = 0; f->type.kind == TYPE_SET && i < f->type.choices->value_count; i++)
        offer_value(l, f, INT64_C(1) << i);
}

static void make_palette(struct lists *l, const struct field *f) {
    const struct plan *p = l->m->s->plan;
    int64_t totals[CONSTANTS_MOST];
    offer_usual(l, f);
    for (uint32_t i = 0; i < p->node_count; i++) {
        const struct node *n = p->nodes[i];
        if (n->space && n->space->index == l->list->index && n->type.kind == TYPE_TRUTH && reads(n, f, 3))
            offer_beside(l, f, n);
    }
    for (uint32_t t = 0; t < l->m->of->trait_count; t++) {
        const struct node *n = l->m->of->traits[t];
        if (!n->count || n->type.kind == TYPE_TRUTH || !reads(n->kids[0], f, 2)) continue;
        uint32_t count = constants_beside(p, n, totals, CONSTANTS_MOST);
        for (uint32_t i = 0; i < count; i++) offer_around(l, f, totals[i]);
    }
    if (l->m->s->gaps || !l->palettes[f->index].count)
        offer(&l->palettes[f->index], (struct node_value){.state = STATE_UNKNOWN});
}

// ---- kinds of items

static bool is_asked(const struct lists *l, const struct node *n) {
    for (uint32_t i = 0; i < l->asked_count; i++)
        if (l->asked[i] == n) return true;
    return false;
}

static void gather_asked(struct lists *l) {
    for (uint32_t t = 0; t < l->m->of->trait_count; t++)
        for (uint32_t k = 0; k < l->m->of->traits[t]->count; k++) {
            const struct node *n = l->m->of->traits[t]->kids[k];
            bool own = n->space && n->space->index == l->list->index && n->lane != LANE_TEXT;
            if (own && !is_asked(l, n)) ARENA_PUSH(l->m->arena, l->asked, l->asked_count, n);
        }
}

static bool differ(const struct lists *l, uint32_t a, uint32_t b) {
    const struct workspace *w = l->m->of->workspace;
    for (uint32_t i = 0; i < l->asked_count; i++) {
        const struct node *n = l->asked[i];
        struct node_value x = node_value_at(w, n, a), y = node_value_at(w, n, b);
        if (x.state != y.state || (x.state == STATE_KNOWN && x.value != y.value)) return true;
    }
    return false;
}

static struct node_value *kind_cells(const struct lists *l, uint32_t kind) {
    return l->kinds + kind * l->list->item_count;
}

static uint32_t single_kinds(const struct lists *l) {
    uint32_t count = 1;
    for (uint32_t k = 0; k < l->list->item_count; k++) count += l->palettes[k].count;
    return count;
}

static void random_kind(const struct lists *l, uint32_t kind, struct node_value *cells) {
    uint32_t seed = kind * 2654435761u + 12345u;
    for (uint32_t k = 0; k < l->list->item_count; k++) {
        seed = seed * 1664525u + 1013904223u;
        cells[k] = l->palettes[k].values[(seed >> 16) % l->palettes[k].count];
    }
}

static void single_kind(const struct lists *l, uint32_t kind, struct node_value *cells) {
    uint32_t at = kind;
    for (uint32_t k = 0; k < l->list->item_count; k++) {
        uint32_t count = l->palettes[k].count;
        cells[k] = l->palettes[k].values[at < count ? at : 0];
        at = at < count ? UINT32_MAX : at == UINT32_MAX ? at : at - count;
    }
}

// All of them as one list, whose items are compared.
static bool evaluate_kinds(struct lists *l, struct node_value *cells, uint32_t count) {
    struct block *b = l->m->block;
    struct specimen all = {.cells = cells, .item_count = count};
    block_clear(b);
    uint32_t row = maker_add_row(l->m);
    if (!specimen_put(l->m->s, l->m->of, &all, b, row, b->as_of[row])) return false;
    block_seal(b);
    return eval_block(l->m->of->workspace, b);
}

static void keep_kinds(struct lists *l, const struct node_value *cells, uint32_t count) {
    uint32_t kept[KINDS_MOST];
    for (uint32_t i = 0; i < count && l->kind_count < KINDS_MOST; i++) {
        bool known = false;
        for (uint32_t k = 0; k < l->kind_count && !known; k++) known = !differ(l, i, kept[k]);
        if (known) continue;
        kept[l->kind_count] = i;
        memcpy(kind_cells(l, l->kind_count++), cells + i * l->list->item_count, l->list->item_count * sizeof *cells);
    }
}

static void make_kinds(struct lists *l) {
    uint32_t singles = single_kinds(l), width = l->list->item_count;
    struct node_value *cells = ARENA_ARRAY(l->m->arena, struct node_value, KINDS_TRIED * width);
    for (uint32_t i = 0; i < KINDS_TRIED; i++) (i < singles ? single_kind : random_kind)(l, i, cells + i * width);
    l->m->failed |= !evaluate_kinds(l, cells, KINDS_TRIED);
    if (!l->m->failed) keep_kinds(l, cells, KINDS_TRIED);
}

// ---- lists of them

static void add_length(struct lists *l, int64_t length) {
    if (length < 1 || length > MAKER_ITEMS - 4 || l->length_count == LENGTHS_MOST) return;
    for (uint32_t i = 0; i < l->length_count; i++)
        if (l->lengths[i] == length) return;
    l->lengths[l->length_count++] = (uint32_t)length;
}

static void make_lengths(struct lists *l) {
    int64_t counts[CONSTANTS_MOST];
    add_length(l, 1), add_length(l, 2);
    for (uint32_t t = 0; t < l->m->of->trait_count; t++) {
        const struct node *n = l->m->of->traits[t];
        if (n->type.kind != TYPE_COUNT) continue;
        uint32_t count = constants_beside(l->m->s->plan, n, counts, CONSTANTS_MOST);
        for (uint32_t i = 0; i < count; i++)
            for (int64_t by = -1; by <= 1; by++) add_length(l, counts[i] + by);
    }
}

static void make_names(struct lists *l) {
    char name[24];
    for (uint32_t i = 0; i < MAKER_ITEMS; i++) {
        int length = snprintf(name, sizeof name, "甲%u", i + 1);
        l->names[i] = (struct slice){arena_copy(l->m->arena, name, (size_t)length), (uint32_t)length};
    }
}

// So many items of a kind; `stride` months lie between one and the next, back in time.
static void add_items(struct lists *l, uint32_t kind, uint32_t count, int64_t stride, bool own) {
    for (uint32_t i = 0; i < count && l->items < MAKER_ITEMS; i++, l->items++) {
        struct node_value *cells = l->cells + l->items * l->list->item_count;
        memcpy(cells, kind_cells(l, kind), l->list->item_count * sizeof *cells);
        for (uint32_t k = 0; k < l->list->item_count; k++) {
            const struct field *f = &l->list->items[k];
            int64_t month = cells[k].value - stride * (int64_t)i;
            if (f->type.kind == TYPE_MONTH && month >= date_month(DATE_MIN)) cells[k].value = month;
            if (f->type.kind == TYPE_TEXT && own && cells[k].state == STATE_KNOWN) cells[k].text = l->names[l->items];
        }
    }
}

static bool try_list(struct lists *l) {
    return specimen_try(l->m, &(struct specimen){.cells = l->cells, .item_count = l->items});
}

static void try_of_kind(struct lists *l, uint32_t kind, uint32_t other, uint32_t others) {
    for (uint32_t i = 0; i < l->length_count; i++)
        for (int64_t stride = 1; stride >= -1; stride--)
            for (int own = 0; own < 2; own++) {
                if (!l->m->left) return;
                if (specimen_was_tried(l->m)) continue;
                l->items = 0;
                add_items(l, kind, l->lengths[i], stride < 0 ? 2 : stride, own);
                add_items(l, other, others, 1, own);
                if (!try_list(l)) return;
            }
}

static struct lists *lists_new(struct maker *m) {
    struct lists *l = ARENA_NEW(m->arena, struct lists);
    l->m = m, l->list = m->of->field;
    l->palettes = ARENA_ARRAY(m->arena, struct palette, l->list->item_count);
    l->kinds = ARENA_ARRAY(m->arena, struct node_value, KINDS_MOST * l->list->item_count);
    l->cells = ARENA_ARRAY(m->arena, struct node_value, MAKER_ITEMS * l->list->item_count);
    gather_asked(l);
    make_names(l);
    for (uint32_t k = 0; k < l->list->item_count; k++) make_palette(l, &l->list->items[k]);
    make_kinds(l);
    make_lengths(l);
    return l;
}

static void try_none(struct lists *l) {
    l->items = 0;
    if (!specimen_was_tried(l->m)) try_list(l);
}

void make_lists(struct maker *m) {
    if (!m->of->lists) m->of->lists = lists_new(m);
    struct lists *l = m->of->lists;
    try_none(l);
    for (uint32_t k = 0; k < l->kind_count; k++) try_of_kind(l, k, 0, 0);
    for (uint32_t others = 1; others < 4; others++)
        for (uint32_t k = 0; k < l->kind_count; k++)
            for (uint32_t other = 0; other < l->kind_count; other++)
                if (other != k) try_of_kind(l, k, other, others);
}
