// A table: for each row the conjunction of its cells, then the result of the first row that holds. `unique` promises
// that no two rows can hold at once, so there too the first is the one.
#include "interp/plan_internal.h"

static const struct node *cell_condition(struct builder *b, const struct node *column, const struct expr *cell) {
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

static const struct node *make_table(struct builder *b, const struct table *t, uint32_t result) {
    const struct decl *d = t->decl;
    struct type type = t->results[result].type;
    const struct node **columns = ARENA_ARRAY(b->arena, const struct node *, d->column_count);
    const struct node **kids = ARENA_ARRAY(b->arena, const struct node *, 2 * (size_t)d->row_count + 1);
    uint32_t count = 0, row = 0;
    for (uint32_t i = 0; i < d->column_count; i++) columns[i] = lower(b, d->columns[i]);
    for (; row < d->row_count && !d->rows[row].otherwise; row++) {
        kids[count++] = row_condition(b, columns, &d->rows[row]);
        kids[count++] = lower(b, d->rows[row].results[result]);
    }
    bool otherwise = row < d->row_count;
    // A table without gaps never comes to its end; to call that silent would cost every reader a look at states.
    enum state end = type.may_be_silent ? STATE_SILENT : STATE_UNKNOWN;
    kids[count++] = otherwise ? lower(b, d->rows[row].results[result]) : make_constant(b, type, end, 0, NULL);
    return make_select(b, type, kids, count);
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
