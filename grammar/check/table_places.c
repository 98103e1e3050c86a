// A table of places instead of values: its columns are counts of their own, its cells the stretches that they hold for.
// So the prover can tell what any columns' rows leave out, whatever the columns are worked out from.
#include "grammar/check/cells.h"

static const struct type place_type = {.kind = TYPE_COUNT};

static struct expr *new_expr(struct checker *c, enum node_kind kind, uint32_t kids) {
    struct expr *e = ARENA_NEW(c->arena, struct expr);
    e->kind = kind;
    e->type = place_type;
    e->count = kids;
    e->kids = ARENA_ARRAY(c->arena, struct expr *, kids);
    return e;
}

static struct expr *place_expr(struct checker *c, int64_t place) {
    struct expr *e = new_expr(c, NODE_NUMBER, 0);
    e->value = place;
    return e;
}

static struct expr *cell_of(struct checker *c, const struct places *p) {
    struct expr *list = new_expr(c, NODE_LIST, p->count);
    for (uint32_t i = 0; i < p->count; i++) {
        list->kids[i] = new_expr(c, NODE_RANGE, 2);
        list->kids[i]->kids[0] = place_expr(c, p->items[i].low);
        list->kids[i]->kids[1] = place_expr(c, p->items[i].high);
    }
    return list;
}

static struct range_end end_at(int64_t place) { return (struct range_end){.given = true, .value = place}; }

static void add_field(struct field *f, const struct column *column, uint32_t index) {
    f->def.kind = DEF_FIELD;
    f->type = place_type;
    f->index = index;
    f->range = (struct field_range){end_at(column->domain.low), end_at(column->domain.high), ""};
}

static struct policy *policy_of(const struct grid *g) {
    struct policy *p = ARENA_NEW(g->c->arena, struct policy);
    *p = (struct policy){.arena = g->c->arena, .names = g->c->names, .sources = g->c->sources};
    p->field_count = g->decl->column_count;
    p->fields = ARENA_ARRAY(g->c->arena, struct field, p->field_count);
    for (uint32_t i = 0; i < p->field_count; i++) add_field(&p->fields[i], &g->columns[i], i);
    return p;
}

static struct table_row row_of(const struct grid *g, uint32_t row) {
    struct table_row r = {.cell_count = g->decl->column_count};
    r.cells = ARENA_ARRAY(g->c->arena, struct expr *, r.cell_count);
    for (uint32_t i = 0; i < r.cell_count; i++)
        if (grid_asks(g, row, i)) r.cells[i] = cell_of(g->c, grid_cell(g, row, i));
    return r;
}

static struct decl *decl_of(const struct grid *g, const struct policy *p) {
    struct decl *d = decl_new(g->c->arena, DECL_TABLE, (struct span){0});
    d->column_count = g->decl->column_count;
    d->row_count = g->row_count;
    d->columns = ARENA_ARRAY(g->c->arena, struct expr *, d->column_count);
    d->rows = ARENA_ARRAY(g->c->arena, struct table_row, d->row_count);
    for (uint32_t i = 0; i < d->column_count; i++) {
        d->columns[i] = new_expr(g->c, NODE_NAME, 0);
        d->columns[i]->ref = &p->fields[i].def;
    }
    for (uint32_t i = 0; i < d->row_count; i++) d->rows[i] = row_of(g, i);
    return d;
}

bool grid_is_opaque(const struct grid *g) {
    for (uint32_t i = 0; i < g->decl->column_count; i++)
        if (g->columns[i].opaque) return true;
    return false;
}

void grid_ask_gap(const struct grid *g, struct table_told *told) {
    struct policy *p = policy_of(g);
    const struct table table = {.def = {.kind = DEF_TABLE}, .decl = decl_of(g, p)};
    const struct table_asked asked = {.policy = p, .table = &table, .bare = true};
    g->c->prover->gap(g->c->arena, &asked, told);
    if (told->answer == TABLE_SOMEBODY) told->words = places_words(g, told->places);
    told->witness = NULL;
}
