// Lists and texts that differ in some trait: whatever is tried goes through the evaluator, a block at a time, and of
// those that come to the same in all that is asked of them the first is kept.
#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "interp/eval/eval.h"
#include "interp/solve/search.h"

// ---- the room

static bool make_rooms(struct maker *m, const struct policy *p) {
    uint32_t most = 1;
    for (uint32_t i = 0; i < p->field_count; i++)
        if (p->fields[i].item_count > most) most = p->fields[i].item_count;
    m->block = block_new(p, MAKER_ROWS, true);
    m->tried = calloc(MAKER_ROWS, sizeof *m->tried);
    m->cells = calloc((size_t)MAKER_ROWS * MAKER_ITEMS * most, sizeof *m->cells);
    return m->block && m->tried && m->cells;
}

struct maker *maker_new(struct solver *s) {
    struct maker *m = calloc(1, sizeof *m);
    if (!m) return NULL;
    m->s = s;
    m->arena = &s->kept;
    if (make_rooms(m, s->plan->policy)) return m;
    maker_free(m);
    return NULL;
}

void maker_free(struct maker *m) {
    if (!m) return;
    if (m->block) block_free(m->block);
    free(m->tried);
    free(m->cells);
    free(m);
}

// ---- into a block

// Reckoned from the as-of date, in months or days.
static int64_t moved(const struct solver *s, const struct field *f, int64_t value, int32_t as_of) {
    int32_t date = (int32_t)value;
    if (f->type.kind == TYPE_MONTH) return value + date_month(as_of) - date_month(s->options.as_of);
    if (!date_add_days(date, date_number(as_of) - date_number(s->options.as_of), &date)) return value;
    return date;
}

static void put_cell(struct block *b, const struct field *list, int64_t item, const struct field *f,
                     const struct node_value *v, int64_t value) {
    if (v->state != STATE_KNOWN) return;
    if (f->type.kind == TYPE_TEXT) block_set_item_text(b, list, item, f, v->text);
    else block_set_item(b, list, item, f, value);
}

static bool put_list(const struct solver *s, const struct specimens *of, const struct specimen *one, struct block *b,
                     uint32_t row, int32_t as_of) {
    const struct field *list = of->field;
    block_set_list_known(b, row, list);
    for (uint32_t i = 0; i < one->item_count; i++) {
        int64_t item = block_add_item(b, list);
        if (item < 0) return false;
        for (uint32_t k = 0; k < list->item_count; k++) {
            const struct node_value *v = &one->cells[i * list->item_count + k];
            put_cell(b, list, item, &list->items[k], v,
                     of->dated[k] ? moved(s, &list->items[k], v->value, as_of) : v->value);
        }
    }
    return true;
}

bool specimen_put(const struct solver *s, const struct specimens *of, const struct specimen *one, struct block *b,
                  uint32_t row, int32_t as_of) {
    if (of->field->type.kind == TYPE_LIST) return put_list(s, of, one, b, row, as_of);
    block_set_text(b, row, of->field, one->text);
    return true;
}

// ---- trying

static bool is_same(const struct node_value *a, const struct node_value *b, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (a[i].state != b[i].state || a[i].value != b[i].value) return false;
    return true;
}

static bool is_known_tuple(const struct specimens *of, const struct node_value *values) {
    for (uint32_t i = 0; i < of->count; i++)
        if (is_same(of->values + i * of->trait_count, values, of->trait_count)) return true;
    return false;
}

static void keep(struct maker *m, const struct specimen *one) {
    struct specimens *of = m->of;
    struct specimen kept = *one;
    uint32_t cells = of->field->type.kind == TYPE_LIST ? one->item_count * of->field->item_count : 0;
    kept.cells = ARENA_ARRAY(m->arena, struct node_value, cells);
    for (uint32_t i = 0; i < cells; i++) kept.cells[i] = one->cells[i];
    ARENA_PUSH(m->arena, of->items, of->count, kept);
}

static void keep_new(struct maker *m, uint32_t row) {
    struct specimens *of = m->of;
    struct node_value *values = of->values + (size_t)of->count * of->trait_count;
    if (of->count == SPECIMENS_MOST) return;
    for (uint32_t t = 0; t < of->trait_count; t++) {
        values[t] = node_value_at(of->workspace, of->traits[t], row);
        if (values[t].state != STATE_KNOWN) values[t].value = 0;
    }
    if (!is_known_tuple(of, values)) keep(m, &m->tried[row]);
}

uint32_t maker_add_row(struct maker *m) {
    uint32_t row = block_add_row(m->block);
    m->block->as_of[row] = m->s->options.as_of;
    for (uint32_t i = 0; i < m->of->node_count; i++) {
        const struct node *n = m->of->nodes[i];
        bool column = n->operation == OPERATION_COLUMN && !n->space && n->type.kind != TYPE_TEXT;
        if (column) block_set(m->block, row, n->field, m->s->usual[n->field->index]);
    }
    return row;
}

bool maker_flush(struct maker *m) {
    struct block *b = m->block;
    block_clear(b);
    for (uint32_t i = 0; i < m->tried_count; i++) {
        uint32_t row = maker_add_row(m);
        if (!specimen_put(m->s, m->of, &m->tried[i], b, row, b->as_of[row])) return false;
    }
    block_seal(b);
    if (!eval_block(m->of->workspace, b)) return false;
    for (uint32_t row = 0; row < b->rows; row++) keep_new(m, row);
    m->tried_count = m->cell_count = 0;
    return true;
}

bool specimen_was_tried(struct maker *m) {
    if (!m->before) return false;
    m->before--;
    return true;
}

bool specimen_try(struct maker *m, const struct specimen *one) {
    uint32_t cells = one->item_count * m->of->field->item_count;
    if (m->failed || !m->left || m->of->count == SPECIMENS_MOST) return false;
    m->left--, m->of->tried++;
    struct specimen *at = &m->tried[m->tried_count++];
    *at = *one;
    at->cells = m->cells + m->cell_count;
    for (uint32_t i = 0; i < cells; i++) at->cells[i] = one->cells[i];
    m->cell_count += cells;
    if (m->tried_count == MAKER_ROWS) m->failed = !maker_flush(m);
    return !m->failed;
}

// ---- constants

static bool leads_to(const struct node *n, const struct node *to, int depth) {
    if (n == to) return true;
    for (uint32_t k = 0; depth && k < n->count; k++)
        if (leads_to(n->kids[k], to, depth - 1)) return true;
    return false;
}

static uint32_t put_constant(int64_t *out, uint32_t count, uint32_t most, int64_t value) {
    for (uint32_t i = 0; i < count; i++)
        if (out[i] == value) return count;
    if (count < most) out[count++] = value;
    return count;
}

uint32_t constants_beside(const struct plan *p, const struct node *n, int64_t *out, uint32_t most) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->node_count; i++) {
        const struct node *at = p->nodes[i];
        if (at->type.kind != TYPE_TRUTH || at->operation == OPERATION_AND || at->operation == OPERATION_OR) continue;
        if (!at->count || !leads_to(at->kids[0], n, 3)) continue;
        if (at->operation == OPERATION_BETWEEN)
            count = put_constant(out, put_constant(out, count, most, at->value), most, at->second);
        for (uint32_t k = 1; k < at->count; k++)
            if (at->kids[k]->constant && at->kids[k]->lane != LANE_TEXT)
                count = put_constant(out, count, most, at->kids[k]->value);
    }
    return count;
}
