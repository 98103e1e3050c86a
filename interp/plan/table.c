// A table: for each row the conjunction of its cells, then the result of the first row that holds. Where `unique` is
// proved no two rows can hold at once, and there too the first is the one; else they are looked at. Where many rows
// meet few values, lookup.c works all of it out beforehand.
#include "interp/plan/builder.h"
#include "interp/plan/reading.h"

const struct node *row_condition(struct builder *b, const struct node **columns, const struct table_row *row) {
    const struct node **cells = ARENA_ARRAY(b->arena, const struct node *, row->cell_count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < row->cell_count; i++)
        if (row->cells[i]) cells[count++] = lower_beside(b, columns[i], row->cells[i]);
    return make_and(b, cells, count);
}

const struct node *table_row_result(struct builder *b, const struct table_row *row, uint32_t result, struct type type) {
    return make_closed(b, as_type(b, lower(b, row->results[result]), type));
}

// Each row's result, `otherwise` too, and last what a table comes to where no row holds.
static const struct node **row_results(struct builder *b, const struct decl *d, uint32_t result, struct type type) {
    const struct node **results = ARENA_ARRAY(b->arena, const struct node *, (size_t)d->row_count + 1);
    for (uint32_t i = 0; i < d->row_count; i++) {
        bool counted = row_is_counted(d->hit, &d->rows[i]);
        results[i] = counted ? make_number(b, 1) : table_row_result(b, &d->rows[i], result, type);
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

// Whether where its rows hold hangs on a setting.
static bool has_setting(struct builder *b, const struct decl *d) {
    struct reading r = {.arena = b->arena};
    for (uint32_t i = 0; i < d->column_count; i++) reading_expr(&r, d->columns[i]);
    for (uint32_t row = 0; row < d->row_count; row++)
        for (uint32_t i = 0; i < d->rows[row].cell_count; i++) reading_expr(&r, d->rows[row].cells[i]);
    for (uint32_t i = 0; i < r.count; i++) {
        const struct param *param = r.seen[i]->kind == DEF_PARAM ? (const struct param *)r.seen[i] : NULL;
        if (param && plan_setting_of(b->settings, b->setting_count, param)) return true;
    }
    return false;
}

// Whether two rows may hold at once as far as anybody knows, with the settings of this run.
static bool must_look(struct builder *b, const struct table *t) {
    return t->decl->hit == HIT_UNIQUE && (!t->is_apart || (b->setting_count && has_setting(b, t->decl)));
}

// Those of all rows but `otherwise`; how many.
static const struct node **row_conditions(struct builder *b, const struct decl *d, const struct node **columns,
                                          uint32_t *count) {
    const struct node **rows = ARENA_ARRAY(b->arena, const struct node *, d->row_count);
    for (*count = 0; *count < d->row_count && !d->rows[*count].otherwise; ++*count)
        rows[*count] = row_condition(b, columns, &d->rows[*count]);
    return rows;
}

static const struct node *at_most_one(struct builder *b, const struct decl *d, const struct node **columns) {
    struct node n = node_of(OPERATION_UNIQUE, LANE_TRUTH);
    uint32_t count;
    const struct node **rows = row_conditions(b, d, columns, &count);
    n.table = d;
    return make_node(b, n, rows, count);
}

static const struct node **lower_columns(struct builder *b, const struct decl *d) {
    const struct node **columns = ARENA_ARRAY(b->arena, const struct node *, d->column_count);
    for (uint32_t i = 0; i < d->column_count; i++) columns[i] = lower(b, d->columns[i]);
    return columns;
}

struct planned_rows lower_rows(struct builder *b, const struct table *t) {
    struct planned_rows rows = {.table = t, .columns = lower_columns(b, t->decl)};
    rows.conditions = row_conditions(b, t->decl, rows.columns, &rows.count);
    return rows;
}

static const struct node *make_table(struct builder *b, const struct table *t, uint32_t result) {
    const struct decl *d = t->decl;
    struct type type = t->results[result].type;
    const struct node **columns = lower_columns(b, d);
    const struct node **results = row_results(b, d, result, type);
    if (d->hit == HIT_MARGINAL) return lower_bands(b, d, columns[0], results, type);
    if (hit_collects(d->hit)) {
        uint32_t rows;
        const struct node **conditions = row_conditions(b, d, columns, &rows);
        return collect_rows(b, d, conditions, results, rows, type);
    }
    if (must_look(b, t)) {
        const struct node *unknown = make_constant(b, type, STATE_UNKNOWN, 0, NULL);
        const struct node *alone = at_most_one(b, d, columns);
        const struct node *kids[] = {alone, select_row(b, d, columns, results, type), unknown};
        return make_select(b, type, kids, 3);
    }
    const struct node *dense = make_lookup(b, d, columns, results, type);
    return dense ? dense : select_row(b, d, columns, results, type);
}

const struct node *lower_table(struct builder *b, const struct table *t, uint32_t result) {
    const struct world_key key = world_key(b, t, result);
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
