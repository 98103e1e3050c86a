#include "tests/differential/naive_eval.h"

static value cell_holds(const struct naive_env *v, const struct expr *column, const struct expr *cell) {
    return cell ? naive_among(v, column, cell) : naive_truth(true);
}

static value row_holds(const struct naive_env *v, const struct decl *table, const struct table_row *row) {
    value result = naive_truth(true);
    for (uint32_t c = 0; !row->otherwise && c < row->cell_count; c++)
        result = naive_and(result, cell_holds(v, table->columns[c], row->cells[c]));
    return result;
}

// Of rows that must not hold together: a fault where two do; where one does, what keeps another from being told.
static value one_holds(const struct naive_env *v, const struct decl *table) {
    value open = naive_truth(true);
    int held = 0;
    for (uint32_t i = 0; i < table->row_count && !table->rows[i].otherwise; i++) {
        value hit = row_holds(v, table, &table->rows[i]);
        held += hit.state == NAIVE_KNOWN && hit.number == 2;
        if (hit.state == NAIVE_PERSON && open.state != NAIVE_KNOWN) continue;  // what is missing comes first
        if (hit.state == NAIVE_UNKNOWN && open.state == NAIVE_UNKNOWN) naive_add_missing(&open.missing, &hit.missing);
        else if (hit.state != NAIVE_KNOWN && open.state != NAIVE_FAULT) open = hit;
    }
    return held > 1 ? naive_bare(NAIVE_FAULT) : held ? open : naive_truth(true);
}

value naive_look_up(const struct naive_env *v, const struct table *t, uint32_t result) {
    value one = t->decl->hit == HIT_UNIQUE ? one_holds(v, t->decl) : naive_truth(true);
    if (one.state != NAIVE_KNOWN) return one;
    for (uint32_t i = 0; i < t->decl->row_count; i++) {
        const struct table_row *row = &t->decl->rows[i];
        value hit = row_holds(v, t->decl, row);
        if (hit.state != NAIVE_KNOWN) return hit;
        if (hit.number == 2) return naive_eval(v, row->results[result]);
    }
    return naive_bare(NAIVE_SILENT);
}
