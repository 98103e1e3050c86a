// What a rule speaks of, for explanations: names in order of appearance, those inside a definition behind it. A table
// has the names of each row apart, and what each row asks, cell by cell: of the rows only the one that decides is told.
// The conditions are those of the table itself where it chooses by them; where it looks up, nothing else evaluates
// them.
#include "interp/plan/builder.h"

struct collection {
    struct builder *b;
    struct planned_name *names;
    uint32_t count;
};

static bool is_collected(const struct collection *c, const struct definition *def) {
    for (uint32_t i = 0; i < c->count; i++)
        if (c->names[i].def == def && !c->names[i].dated) return true;
    return false;
}

static bool is_dated_collected(const struct collection *c, const struct node *n) {
    for (uint32_t i = 0; i < c->count; i++)
        if (c->names[i].dated && c->names[i].node == n) return true;
    return false;
}

static void collect(struct collection *c, const struct expr *e);

static void collect_kids(struct collection *c, const struct expr *e) {
    for (uint32_t i = 0; i < e->count; i++)
        if (e->kids[i]) collect(c, e->kids[i]);
}

static const struct planned_table *table_of(struct builder *b, const struct definition *def);

static bool is_named_value(const struct expr *e) {
    if (!e->ref || (e->kind != NODE_NAME && e->kind != NODE_MEMBER)) return false;
    switch (e->ref->kind) {
    case DEF_FIELD:
    case DEF_DEFINE:
    case DEF_PARAM:
    case DEF_TABLE:
    case DEF_TABLE_RESULT: return true;
    default: return false;
    }
}

// Whether it has a value outside the list or the definition that it stands in.
static bool stands_alone(const struct expr *e) {
    if (e->ref && (e->ref->kind == DEF_ITEM_FIELD || e->ref->kind == DEF_DEFINE_PARAM)) return false;
    for (uint32_t i = 0; i < e->count; i++)
        if (e->kids[i] && !stands_alone(e->kids[i])) return false;
    return true;
}

static void collect_dated(struct collection *c, const struct expr *e) {
    const struct node *n = stands_alone(e) ? lower(c->b, e) : NULL;
    if (!n) collect(c, e->kids[1]);
    if (!n || is_dated_collected(c, n)) return;
    struct planned_name named = {.def = e->kids[0]->ref, .node = n, .dated = e};
    ARENA_PUSH(c->b->arena, c->names, c->count, named);
    collect(c, e->kids[1]);
}

static void collect(struct collection *c, const struct expr *e) {
    if (e->kind == NODE_ON_DATE) {
        collect_dated(c, e);
        return;
    }
    if (is_named_value(e)) {
        if (is_collected(c, e->ref)) return;
        struct planned_name named = {.def = e->ref, .node = lower(c->b, e), .table = table_of(c->b, e->ref)};
        ARENA_PUSH(c->b->arena, c->names, c->count, named);
        if (e->ref->kind == DEF_DEFINE) collect(c, ((const struct define *)e->ref)->expr);
        return;
    }
    collect_kids(c, e);
    if (e->kind == NODE_CALL && e->ref && e->ref->kind == DEF_DEFINE && !is_collected(c, e->ref))
        collect(c, ((const struct define *)e->ref)->expr);
}

void collect_mentions(struct builder *b, const struct expr *const *exprs, uint32_t count, struct planned_name **names,
                      uint32_t *name_count) {
    struct collection c = {.b = b};
    if (!b->options->keep_names) return;
    for (uint32_t i = 0; i < count; i++)
        if (exprs[i]) collect(&c, exprs[i]);
    *names = c.names;
    *name_count = c.count;
}

// ---- tables

static bool has_result(const struct decl *d, const struct table_row *row) {
    return row->result_count && !row_is_counted(d->hit, row);
}

// A column that the row does not ask about did not decide; to come to `otherwise`, or to no row, takes all of them.
static void collect_row(struct builder *b, const struct planned_table *t, const struct table_row *row,
                        struct planned_row *p) {
    const struct decl *d = t->table->decl;
    const struct expr **exprs = ARENA_ARRAY(b->arena, const struct expr *, 2 * (size_t)d->column_count + 1);
    bool asks = row && !row->otherwise;
    uint32_t count = 0;
    for (uint32_t i = 0; i < d->column_count; i++) {
        if (asks && !row->cells[i]) continue;
        exprs[count++] = d->columns[i];
        if (asks) exprs[count++] = row->cells[i];
    }
    if (row && has_result(d, row)) exprs[count++] = row->results[t->result];
    collect_mentions(b, exprs, count, &p->names, &p->name_count);
}

// A band is spoken of where the amount reaches into it.
static void plan_band(struct builder *b, const struct decl *d, const struct node *amount, uint32_t row,
                      struct planned_row *p) {
    p->condition = make_compare(b, OP_GT, amount, lower_band_start(b, amount, &d->rows[row]));
    p->part = lower_band_part(b, d, amount, row);
}

static void plan_row(struct builder *b, const struct node **columns, const struct table_row *row,
                     struct planned_row *p) {
    if (row->otherwise) return;
    p->condition = row_condition(b, columns, row);
    p->cells = ARENA_ARRAY(b->arena, const struct node *, row->cell_count);
    for (uint32_t i = 0; i < row->cell_count; i++)
        if (row->cells[i]) p->cells[i] = lower_beside(b, columns[i], row->cells[i]);
}

static const struct planned_table *make_rows(struct builder *b, const struct table *t, uint32_t result) {
    const struct decl *d = t->decl;
    struct planned_table *p = ARENA_NEW(b->arena, struct planned_table);
    const struct node **columns = ARENA_ARRAY(b->arena, const struct node *, d->column_count);
    for (uint32_t i = 0; i < d->column_count; i++) columns[i] = lower(b, d->columns[i]);
    p->table = t;
    p->result = result;
    p->world = b->world;
    p->rows = ARENA_ARRAY(b->arena, struct planned_row, (size_t)d->row_count + 1);
    for (uint32_t i = 0; i < d->row_count; i++) {
        if (d->hit == HIT_MARGINAL) plan_band(b, d, columns[0], i, &p->rows[i]);
        else plan_row(b, columns, &d->rows[i], &p->rows[i]);
        if (hit_collects(d->hit) && has_result(d, &d->rows[i]))
            p->rows[i].result = table_row_result(b, &d->rows[i], result, t->results[result].type);
        collect_row(b, p, &d->rows[i], &p->rows[i]);
    }
    collect_row(b, p, NULL, &p->rows[d->row_count]);
    return p;
}

static const struct planned_table *plan_table(struct builder *b, const struct table *t, uint32_t result) {
    struct plan *plan = b->plan;
    for (uint32_t i = 0; i < plan->table_count; i++)
        if (plan->tables[i]->table == t && plan->tables[i]->result == result && plan->tables[i]->world == b->world)
            return plan->tables[i];
    const struct planned_table *p = make_rows(b, t, result);
    ARENA_PUSH(b->arena, plan->tables, plan->table_count, p);
    return p;
}

static const struct planned_table *table_of(struct builder *b, const struct definition *def) {
    const struct table_result *r = (const struct table_result *)def;
    if (def->kind == DEF_TABLE) return plan_table(b, (const struct table *)def, 0);
    return def->kind == DEF_TABLE_RESULT ? plan_table(b, r->table, r->index) : NULL;
}
