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
    if (held > 1) return (value){.state = NAIVE_FAULT, .two_rows = true};
    return held ? open : naive_truth(true);
}

// One more row that holds: `all` is what those before it came to, of which there are none at first.
static value put_together(enum hit_policy hit, const value *all, const value *row, int before) {
    value r = naive_both(all, row);
    if (r.state != NAIVE_KNOWN) return r;
    if (hit == HIT_SUM || hit == HIT_COUNT) return naive_fit(all->number + row->number);
    bool better = hit == HIT_MAX ? row->number > all->number : row->number < all->number;
    return before == 0 || better ? *row : *all;
}

// Every row that holds gives something; what can't be told of a row can't be told of the whole.
static value collect(const struct naive_env *v, const struct table *t, uint32_t result) {
    const struct decl *d = t->decl;
    value all = naive_known(0);
    int held = 0, open = 0;
    for (uint32_t i = 0; i < d->row_count && !d->rows[i].otherwise; i++) {
        value hit = row_holds(v, d, &d->rows[i]);
        open += hit.state != NAIVE_KNOWN;
        if (hit.state != NAIVE_KNOWN) all = naive_weaken(all, &hit);
        if (hit.state != NAIVE_KNOWN || hit.number != 2) continue;
        value one = d->hit == HIT_COUNT ? naive_known(1) : naive_eval(v, d->rows[i].results[result]);
        all = put_together(d->hit, &all, &one, held++);
    }
    if (held || open) return all;
    const struct table_row *last = &d->rows[d->row_count - 1];
    if (last->otherwise) return naive_eval(v, last->results[result]);
    return d->hit == HIT_SUM || d->hit == HIT_COUNT ? naive_known(0) : naive_bare(NAIVE_NOTHING);
}

// What of the amount lies between the ends of a band.
static __int128 part_within(__int128 amount, __int128 from, bool ends, __int128 to) {
    __int128 top = ends && amount > to ? to : amount;
    return top > from ? top - from : 0;
}

// A band is written as a range, `< to` or `> from`; without a lower end it begins at 0.
static value rated_part(const struct naive_env *v, const struct expr *cell, const struct expr *rate, value amount) {
    bool range = cell->kind == NODE_RANGE, above = !range && (cell->op == OP_GT || cell->op == OP_GE);
    value from = range ? naive_eval(v, cell->kids[0]) : above ? naive_eval(v, cell->kids[1]) : naive_known(0);
    value to = above ? naive_known(0) : naive_eval(v, cell->kids[1]);
    value r = naive_eval(v, rate), both = naive_both(&amount, &r);
    if (both.state != NAIVE_KNOWN) return both;
    return naive_known(part_within(amount.number, from.number, !above, to.number) * r.number);
}

// Everything is added up before anything is rounded: half a fen goes away from zero.
static value by_bands(const struct naive_env *v, const struct decl *d, uint32_t result) {
    value amount = naive_eval(v, d->columns[0]), all = naive_known(0);
    __int128 scale = d->columns[0]->type.kind == TYPE_MONEY ? 1000000 : 1;
    for (uint32_t i = 0; i < d->row_count; i++) {
        value one = rated_part(v, d->rows[i].cells[0], d->rows[i].results[result], amount);
        value both = naive_both(&all, &one);
        if (both.state == NAIVE_KNOWN && __builtin_add_overflow(all.number, one.number, &both.number))
            both = naive_bare(NAIVE_FAULT);
        all = both;
    }
    if (all.state != NAIVE_KNOWN) return all;
    __int128 size = all.number < 0 ? -all.number : all.number, rounded = (size + scale / 2) / scale;
    return naive_fit(all.number < 0 ? -rounded : rounded);
}

value naive_look_up(const struct naive_env *v, const struct table *t, uint32_t result) {
    if (t->decl->hit == HIT_MARGINAL) return by_bands(v, t->decl, result);
    if (t->decl->hit != HIT_FIRST && t->decl->hit != HIT_UNIQUE) return collect(v, t, result);
    value one = t->decl->hit == HIT_UNIQUE ? one_holds(v, t->decl) : naive_truth(true);
    if (one.state != NAIVE_KNOWN) return one;
    for (uint32_t i = 0; i < t->decl->row_count; i++) {
        const struct table_row *row = &t->decl->rows[i];
        value hit = row_holds(v, t->decl, row);
        if (hit.state != NAIVE_KNOWN) return hit;
        if (hit.number == 2) return naive_eval_as(v, row->results[result], t->results[result].type.kind);
    }
    return naive_bare(NAIVE_SILENT);
}
