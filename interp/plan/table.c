// A table: for each row the conjunction of its cells, then the result of the first row that holds. `unique` promises
// that no two rows can hold at once, so there too the first is the one. Where many rows meet few values, lookup.c
// works all of it out beforehand.
#include "interp/plan/builder.h"

const struct node *cell_condition(struct builder *b, const struct node *column, const struct expr *cell) {
    switch (cell->kind) {
    case NODE_COMPARE:
        if (cell->kids[0]) break;
        return make_compare(b, (enum compare_op)cell->op, column, lower(b, cell->kids[1]));
    case NODE_RANGE: return make_between(b, column, lower(b, cell->kids[0]), lower(b, cell->kids[1]));
    case NODE_LIST: return lower_among(b, column, cell);
    default: break;
    }
    return make_compare(b, OP_EQ, column, lower(b, cell));
}

static const struct node *row_condition(struct builder *b, const struct node **columns, const struct table_row *row) {
    const struct node **cells = ARENA_ARRAY(b->arena, const struct node *, row->cell_count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < row->cell_count; i++)
        if (row->cells[i]) cells[count++] = cell_condition(b, columns[i], row->cells[i]);
    return make_and(b, cells, count);
}

// Each row's result, `otherwise` too, and last what a table comes to where no row holds.
static const struct node **row_results(struct builder *b, const struct decl *d, uint32_t result, struct type type) {
    const struct node **results = ARENA_ARRAY(b->arena, const struct node *, (size_t)d->row_count + 1);
    for (uint32_t i = 0; i < d->row_count; i++) {
        const struct node *own = as_type(b, lower(b, d->rows[i].results[result]), type);
        results[i] = make_closed(b, own);
    }
    // A table without gaps never comes to its end; to call that silent would cost every reader a look at states.
    results[d->row_count] = make_constant(b, type, type.may_be_silent ? STATE_SILENT : STATE_UNKNOWN, 0, NULL);
    return results;
}

static const struct node *select_row(struct builder *b, const struct decl *d, const struct node **columns,
                                     const struct node **results, struct type type) {
    const struct node **kids = ARENA_ARRAY(b->arena, const struct node *, 2 * (size_t)d->row_count + 1);
    uint32_t count = 0, row = 0;
    for (; row < d->row_count && !d->rows[row].otherwise; row++) {
        kids[count++] = row_condition(b, columns, &d->rows[row]);
        kids[count++] = results[row];
    }
    kids[count++] = results[row];
    return make_select(b, type, kids, count);
}

static const struct node *make_table(struct builder *b, const struct table *t, uint32_t result) {
    const struct decl *d = t->decl;
    struct type type = t->results[result].type;
    const struct node **columns = ARENA_ARRAY(b->arena, const struct node *, d->column_count);
    for (uint32_t i = 0; i < d->column_count; i++) columns[i] = lower(b, d->columns[i]);
    const struct node **results = row_results(b, d, result, type);
    const struct node *dense = make_lookup(b, d, columns, results, type);
    return dense ? dense : select_row(b, d, columns, results, type);
}

struct table_key {
    const struct table *table;
    uint64_t result;
};

const struct node *lower_table(struct builder *b, const struct table *t, uint32_t result) {
    struct table_key key = {t, result};
    const struct node *known = memo_find(b, &key, sizeof key);
    if (known) return known;
    const struct field *list = b->list;
    const struct argument *arguments = b->arguments;
    b->list = NULL, b->arguments = NULL;
    known = make_table(b, t, result);
    b->list = list, b->arguments = arguments;
    memo_add(b, &key, sizeof key, known);
    return known;
}
