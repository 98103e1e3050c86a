#include "tests/differential/naive_eval.h"

static value cell_holds(const struct naive_env *v, const struct expr *column, const struct expr *cell) {
    if (!cell) return naive_truth(true);
    if (cell->kind == NODE_COMPARE && !cell->kids[0]) return naive_compare(v, column, cell->op, cell->kids[1]);
    if (cell->kind == NODE_LIST || cell->kind == NODE_RANGE) return naive_among(v, column, cell);
    return naive_compare(v, column, OP_EQ, cell);
}

static value row_holds(const struct naive_env *v, const struct decl *table, const struct table_row *row) {
    value result = naive_truth(true);
    for (uint32_t c = 0; !row->otherwise && c < row->cell_count; c++)
        result = naive_and(result, cell_holds(v, table->columns[c], row->cells[c]));
    return result;
}

value naive_look_up(const struct naive_env *v, const struct table *t, uint32_t result) {
    for (uint32_t i = 0; i < t->decl->row_count; i++) {
        const struct table_row *row = &t->decl->rows[i];
        value hit = row_holds(v, t->decl, row);
        if (hit.state != NAIVE_KNOWN) return hit;
        if (hit.number == 2) return naive_eval(v, row->results[result]);
    }
    return naive_bare(NAIVE_SILENT);
}
