// What there is to say about the names of a condition: their values, and behind a table those its deciding rows speak
// of.
#include "interp/explain/build.h"

// An item's field has a value per item, which its list tells.
static bool has_one_value(const struct planned_name *name) {
    if (name->def->kind == DEF_FIELD && ((const struct field *)name->def)->type.kind == TYPE_LIST) return true;
    return name->node && !name->node->space;
}

struct values {
    struct explained_value *items;
    const struct planned_name **names;  // beside the items: which each tells
    uint32_t count;
};

static bool is_told(const struct values *to, const struct planned_name *name) {
    for (uint32_t i = 0; i < to->count; i++)
        if (to->names[i]->def == name->def && !to->names[i]->dated == !name->dated &&
            (!name->dated || to->names[i]->node == name->node))
            return true;
    return false;
}

// "lpr on signed": by the expression itself, in both languages.
static struct explained_name dated_name(struct telling *t, const struct expr *dated) {
    line_put(t->options->lines, dated->at, LANG_EN, &t->line);
    const char *en = tell_kept(t);
    line_put(t->options->lines, dated->at, LANG_ZH, &t->line);
    return (struct explained_name){en, tell_kept(t)};
}

static bool is_table_told(const struct values *to, const struct table *table) {
    for (uint32_t i = 0; i < to->count; i++)
        if (to->names[i]->table && to->names[i]->table->table == table) return true;
    return false;
}

static struct explained_value *add_value(struct telling *t, struct values *to, const struct planned_name *name) {
    struct explained_value v = tell_value(t, name->def, name->node);
    uint32_t count = to->count;
    if (name->dated) v.name = dated_name(t, name->dated);
    ARENA_PUSH(t->arena, to->names, count, name);
    ARENA_PUSH(t->arena, to->items, to->count, v);
    return &to->items[to->count - 1];
}

static void add_values(struct telling *t, struct values *to, const struct planned_name *names, uint32_t count);

void tell_tables_anew(struct telling *t) { t->told = (struct tables_told){0}; }

// Whether its rows stand above already; from now on they do.
static bool was_told(struct telling *t, const struct definition *rows_of) {
    for (uint32_t i = 0; i < t->told.count; i++)
        if (t->told.items[i] == rows_of) return true;
    ARENA_PUSH(t->arena, t->told.items, t->told.count, rows_of);
    return false;
}

// Its results have the row that decided in common: it is told once.
static void add_table(struct telling *t, struct values *to, const struct planned_name *name) {
    bool told = is_table_told(to, name->table->table);
    const struct planned_row *decided;
    const struct explained_row *row = tell_row(t, name->table, &decided);
    struct explained_value *v = add_value(t, to, name);
    v->row = told ? NULL : row;
    v->told_above = !told && was_told(t, &name->table->table->def);
    add_values(t, to, decided->names, decided->name_count);
}

static void add_collected(struct telling *t, struct values *to, const struct planned_name *name) {
    const struct planned_row **decided = NULL;
    struct explained_row *rows = NULL;
    uint32_t count = tell_rows(t, name->table, &rows, &decided);
    struct explained_value *v = add_value(t, to, name);
    v->rows = rows;
    v->row_count = count;
    v->told_above = was_told(t, &name->table->table->results[name->table->result].def);
    for (uint32_t i = 0; i < count; i++) add_values(t, to, decided[i]->names, decided[i]->name_count);
}

// Behind a table stands what its deciding rows speak of.
static void add_values(struct telling *t, struct values *to, const struct planned_name *names, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (!has_one_value(&names[i]) || is_told(to, &names[i])) continue;
        const struct planned_table *table = names[i].table;
        if (!table) add_value(t, to, &names[i]);
        else if (hit_collects(table->table->decl->hit)) add_collected(t, to, &names[i]);
        else add_table(t, to, &names[i]);
    }
}

struct explained_value *tell_values(struct telling *t, const struct planned_name *names, uint32_t count,
                                    uint32_t *told) {
    struct values values = {0};
    add_values(t, &values, names, count);
    *told = values.count;
    return values.items;
}
