// Copies of a record, decided together. Rows keep the record from one run to the next; what a trial changed is put
// back.
#include <string.h>

#include "interp/advice/internal.h"
#include "interp/eval/eval.h"

static uint32_t items_in(const struct list_column *l, uint32_t row) { return l->offsets[row + 1] - l->offsets[row]; }

static bool is_list(const struct field *f) { return f->type.kind == TYPE_LIST; }
static bool is_read(const struct adviser *a, const struct field *f) { return a->plan->used_fields[f->index]; }

// A long list makes blocks short.
void trial_record(struct adviser *a, const struct block *b, uint32_t row, int32_t as_of) {
    a->of = b;
    a->row = row;
    a->as_of = as_of;
    a->rows_most = TRIAL_ROWS;
    trial_papers(a, NULL, 0);
    for (uint32_t i = 0; i < a->policy->field_count; i++) {
        const struct field *f = &a->policy->fields[i];
        if (!is_list(f) || !is_read(a, f)) continue;
        uint32_t fit = TRIAL_ITEMS / (items_in(&b->lists[i], row) + 1) + 1;
        if (fit < a->rows_most) a->rows_most = fit;
    }
}

static void put_cell(struct adviser *a, uint32_t row, const struct advice_change *c) {
    if (c->kind == ADVICE_MISSING) block_set_missing(a->block, row, c->field);
    else block_set(a->block, row, c->field, c->to);
}

static const struct advice_change *paper_of(const struct adviser *a, const struct field *f) {
    for (uint32_t i = 0; i < a->paper_count; i++)
        if (a->papers[i].field == f) return &a->papers[i];
    return NULL;
}

static void copy_cells(struct vector *to, uint32_t to_at, const struct vector *from, uint32_t from_at, uint32_t count,
                       enum lane lane) {
    size_t size = lane_size(lane);
    if (!count) return;
    memcpy((char *)to->data + to_at * size, (const char *)from->data + from_at * size, count * size);
    if (to->state) memcpy(to->state + to_at, from->state + from_at, count);
    if (to->exact) memcpy(to->exact + to_at, from->exact + from_at, count * sizeof *to->exact);
}

static void put_own_cell(struct adviser *a, uint32_t row, const struct field *f) {
    const struct advice_change *paper = paper_of(a, f);
    if (paper) put_cell(a, row, paper);
    else copy_cells(&a->block->columns[f->index], row, &a->of->columns[f->index], a->row, 1, column_lane(f));
}

static void fill_row(struct adviser *a, uint32_t row) {
    for (uint32_t i = 0; i < a->policy->field_count; i++) {
        const struct field *f = &a->policy->fields[i];
        if (!is_list(f) && is_read(a, f)) put_own_cell(a, row, f);
    }
    a->filled = row + 1;
}

void trial_clear(struct adviser *a) {
    for (uint32_t i = 0; i < a->poke_count; i++)
        if (!is_list(a->pokes[i].change->field)) put_own_cell(a, a->pokes[i].row, a->pokes[i].change->field);
    a->poke_count = 0;
    a->block->rows = 0;
}

void trial_papers(struct adviser *a, const struct advice_change *papers, uint32_t count) {
    a->poke_count = a->block->rows = a->filled = 0;
    a->papers = papers;
    a->paper_count = count;
}

uint32_t trial_add(struct adviser *a, int32_t as_of, const struct advice_change *const *changes, uint32_t count) {
    uint32_t row = block_open_row(a->block);
    if (row >= a->filled) fill_row(a, row);
    a->block->as_of[row] = as_of;
    a->block->record[row] = row + 1;
    for (uint32_t i = 0; i < count; i++) {
        if (!is_list(changes[i]->field)) put_cell(a, row, changes[i]);
        a->pokes[a->poke_count++] = (struct trial_poke){row, changes[i]};
    }
    return row;
}

struct list_copy {
    struct adviser *a;
    const struct field *list;
    struct list_column *to;
    const struct list_column *from;
};

static void copy_items(struct list_copy *c, uint32_t at, uint32_t first, uint32_t count) {
    uint32_t start = c->from->offsets[c->a->row];
    for (uint32_t i = 0; i < c->list->item_count; i++)
        copy_cells(&c->to->items[i], at, &c->from->items[i], start + first, count, column_lane(&c->list->items[i]));
}

static uint32_t put_list_row(struct list_copy *c, uint32_t row, const struct advice_change *change) {
    uint32_t at = c->to->offsets[row], count = items_in(c->from, c->a->row);
    c->to->state[row] = change ? (uint8_t)STATE_KNOWN : c->from->state[c->a->row];
    if (change && change->kind == ADVICE_MISSING) c->to->state[row] = STATE_UNKNOWN;
    if (change && change->kind != ADVICE_DROP) return at;
    uint32_t without = change ? (uint32_t)change->to : count;
    copy_items(c, at, 0, without);
    if (!change) return at + count;
    copy_items(c, at + without, without + 1, count - without - 1);
    return at + count - 1;
}

static const struct advice_change *list_change(const struct adviser *a, const struct field *f, uint32_t row,
                                               uint32_t *poke) {
    const struct advice_change *change = paper_of(a, f);
    for (; *poke < a->poke_count && a->pokes[*poke].row <= row; ++*poke)
        if (a->pokes[*poke].row == row && a->pokes[*poke].change->field == f) change = a->pokes[*poke].change;
    return change;
}

static void put_list(struct adviser *a, const struct field *f) {
    struct list_copy c = {a, f, &a->block->lists[f->index], &a->of->lists[f->index]};
    uint32_t poke = 0, items = items_in(c.from, a->row);
    if (!block_make_items(a->block, f, (uint64_t)items * a->block->rows)) arena_exhausted(a->arena);
    c.to->offsets[0] = 0;
    for (uint32_t row = 0; row < a->block->rows; row++)
        c.to->offsets[row + 1] = put_list_row(&c, row, list_change(a, f, row, &poke));
}

void trial_run(struct adviser *a) {
    for (uint32_t i = 0; i < a->policy->field_count; i++) {
        const struct field *f = &a->policy->fields[i];
        if (!is_read(a, f)) continue;
        if (is_list(f)) put_list(a, f);
        block_seal_field(a->block, f);
    }
    if (!eval_block(a->work, a->block)) arena_exhausted(a->arena);
    decide(a->decisions, a->work, a->block);
}
