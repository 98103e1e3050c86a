#include "grammar/check/join.h"

#define uthash_malloc(size) arena_alloc(j->trial, (size))
#define uthash_free(room, size) ((void)(room))
#include "grammar/base/hash.h"

struct visited {
    const void *what;
    UT_hash_handle hh;
};

static bool is_first_visit(struct join *j, const void *what) {
    struct visited *known;
    HASH_FIND_PTR(j->visits, &what, known);
    if (known) return false;
    known = ARENA_NEW(j->trial, struct visited);
    known->what = what;
    HASH_ADD_PTR(j->visits, what, known);
    return true;
}

// ---- fields, values, types

const struct joined_choices *joined_choices_of(const struct join *j, const struct choices *from) {
    for (uint32_t i = 0; i < j->choices_count; i++)
        if (j->choices[i].from == from) return &j->choices[i];
    return NULL;
}

const struct field *field_called(const struct field *fields, uint32_t count, const struct name *n) {
    for (uint32_t i = 0; i < count; i++)
        if (names_meet(&fields[i].def.name, n)) return &fields[i];
    return NULL;
}

static bool is_later_field(const struct join *j, const struct field *f) {
    return f && f >= j->after->fields && f < j->after->fields + j->after->field_count;
}

static const struct field *field_of(const struct join *j, const struct field *f) {
    return is_later_field(j, f) ? j->fields[f->index] : f;
}

static const struct field *item_of(const struct join *j, const struct field *item) {
    const struct field *list = field_of(j, item->list);
    return list == item->list ? item : field_called(list->items, list->item_count, &item->def.name);
}

// A value tells whose it is by where it stands.
static const struct value *value_of(const struct join *j, const struct value *v) {
    for (uint32_t i = 0; i < j->choices_count; i++) {
        const struct joined_choices *made = &j->choices[i];
        bool here = v >= made->from->values && v < made->from->values + made->from->value_count;
        if (here) return &made->to->values[made->numbers[v->index]];
    }
    return v;
}

void join_type(struct join *j, struct type *t) {
    const struct joined_choices *made = t->choices ? joined_choices_of(j, t->choices) : NULL;
    if (made) t->choices = made->to;
    t->domain = field_of(j, t->domain);
}

static const struct definition *definition_of(const struct join *j, const struct definition *d) {
    if (d->kind == DEF_FIELD) return &field_of(j, (const struct field *)d)->def;
    if (d->kind == DEF_ITEM_FIELD) return &item_of(j, (const struct field *)d)->def;
    return d->kind == DEF_VALUE ? &value_of(j, (const struct value *)d)->def : d;
}

// ---- expressions, and what they name

static void join_expr(struct join *j, struct expr *e);

static void join_exprs(struct join *j, struct expr **items, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) join_expr(j, items[i]);
}

static void join_decl(struct join *j, const struct decl *d) {
    if (!is_first_visit(j, d)) return;
    join_expr(j, d->expr);
    join_expr(j, d->when);
    join_expr(j, d->waiver);
    join_expr(j, d->given->record);
    join_exprs(j, d->columns, d->column_count);
    for (uint32_t i = 0; i < d->value_count; i++) join_expr(j, d->values[i].value);
    for (uint32_t i = 0; i < d->row_count; i++) {
        join_exprs(j, d->rows[i].cells, d->rows[i].cell_count);
        join_exprs(j, d->rows[i].results, d->rows[i].result_count);
    }
}

static void join_table(struct join *j, const struct table *t) {
    join_decl(j, t->decl);
    for (uint32_t i = 0; i < t->result_count; i++) join_type(j, &t->results[i].type);
}

static void join_define(struct join *j, const struct define *d) {
    join_decl(j, d->decl);
    join_expr(j, d->expr);
    for (uint32_t i = 0; i < d->param_count; i++) join_type(j, &d->params[i].type);
}

static void join_param(struct join *j, const struct param *p) {
    struct param *open = (struct param *)p;  // nobody reads the later edition yet
    join_decl(j, p->decl);
    join_type(j, &open->type);
    for (uint32_t i = 0; i < p->value_count; i++) join_expr(j, p->values[i].value);
}

static void join_definition(struct join *j, const struct definition *d) {
    if (d->kind == DEF_TABLE_RESULT) d = &((const struct table_result *)d)->table->def;
    bool holds = d->kind == DEF_DEFINE || d->kind == DEF_PARAM || d->kind == DEF_TABLE;
    if (!holds || !is_first_visit(j, d)) return;
    if (d->kind == DEF_DEFINE) join_define(j, (const struct define *)d);
    if (d->kind == DEF_PARAM) join_param(j, (const struct param *)d);
    if (d->kind == DEF_TABLE) join_table(j, (const struct table *)d);
}

static void join_expr(struct join *j, struct expr *e) {
    if (!e) return;
    join_type(j, &e->type);
    if (e->ref) {
        e->ref = definition_of(j, e->ref);
        join_definition(j, e->ref);
    }
    join_exprs(j, e->kids, e->count);
}

// ---- where they stand

static void join_offer(struct join *j, const struct offer *o) {
    join_expr(j, o->when);
    for (uint32_t i = 0; i < o->rule_count; i++) join_decl(j, o->rules[i]->decl);
    for (uint32_t i = 0; i < o->grant_count; i++) join_decl(j, o->grants[i]->decl);
    for (uint32_t i = 0; i < o->manual_count; i++) join_decl(j, o->manuals[i].decl);
    for (uint32_t i = 0; i < o->document_count; i++) join_decl(j, o->documents[i].decl);
}

void join_references(struct join *j) {
    const struct policy *p = j->after;
    for (uint32_t i = 0; i < p->scheme_count; i++) {
        for (uint32_t k = 0; k < p->schemes[i]->param_count; k++) join_definition(j, &p->schemes[i]->params[k]->def);
        for (uint32_t k = 0; k < p->schemes[i]->offer_count; k++) join_offer(j, p->schemes[i]->offers[k]);
    }
    for (uint32_t i = 0; i < p->define_count; i++) join_definition(j, &p->defines[i]->def);
    for (uint32_t i = 0; i < p->sample_count; i++) join_decl(j, p->samples[i]->decl);
    for (uint32_t i = 0; i < p->test_count; i++) join_decl(j, p->tests[i]->decl);
    for (uint32_t i = 0; i < p->claim_count; i++) {
        join_expr(j, (struct expr *)p->claims[i].who);
        join_expr(j, (struct expr *)p->claims[i].then);
    }
    join_expr(j, (struct expr *)p->asked);
}
