// What a rule speaks of, for explanations: names in order of appearance, those inside a definition behind it.
#include "interp/plan/builder.h"

struct collection {
    struct builder *b;
    struct planned_name *names;
    uint32_t count;
};

static bool is_collected(const struct collection *c, const struct definition *def) {
    for (uint32_t i = 0; i < c->count; i++)
        if (c->names[i].def == def) return true;
    return false;
}

static void collect(struct collection *c, const struct expr *e);

static void collect_kids(struct collection *c, const struct expr *e) {
    for (uint32_t i = 0; i < e->count; i++)
        if (e->kids[i]) collect(c, e->kids[i]);
}

static void collect_cells(struct collection *c, struct expr **cells, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (cells[i]) collect(c, cells[i]);
}

static void collect_table(struct collection *c, const struct table *t) {
    const struct decl *d = t->decl;
    collect_cells(c, d->columns, d->column_count);
    for (uint32_t i = 0; i < d->row_count; i++) {
        collect_cells(c, d->rows[i].cells, d->rows[i].cell_count);
        collect_cells(c, d->rows[i].results, d->rows[i].result_count);
    }
}

static void collect_inside(struct collection *c, const struct definition *def) {
    if (def->kind == DEF_DEFINE) collect(c, ((const struct define *)def)->expr);
    if (def->kind == DEF_TABLE) collect_table(c, (const struct table *)def);
    if (def->kind == DEF_TABLE_RESULT) collect_table(c, ((const struct table_result *)def)->table);
}

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

static void collect(struct collection *c, const struct expr *e) {
    if (is_named_value(e)) {
        if (is_collected(c, e->ref)) return;
        struct planned_name named = {e->ref, lower(c->b, e)};
        ARENA_PUSH(c->b->arena, c->names, c->count, named);
        collect_inside(c, e->ref);
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
