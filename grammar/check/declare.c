// What stands outside the schemes: the vocabulary's fields; definitions, params, tables; samples, tests, reforms.
#include <string.h>

#include "grammar/check/samples.h"

static void declare_type(struct checker *c, struct field *f, const struct type_expr *t) {
    f->type = (struct type){.kind = t->kind, .unit = t->unit, .decimals = t->decimals};
    check_counter(c, t, &f->type);
    if (t->kind == TYPE_CHOICE || t->kind == TYPE_SET) declare_field_choices(c, f, t);
}

static void declare_items(struct checker *c, struct field *list, const struct type_expr *t) {
    struct scope *own = scope_new(c->trial, NULL);
    list->type.domain = list;
    list->plain = t->plain;
    list->items = ARENA_ARRAY(c->arena, struct field, t->member_count);
    list->item_count = t->member_count;
    for (uint32_t i = 0; i < t->member_count; i++) {
        struct field *item = &list->items[i];
        *item = (struct field){.def = {DEF_ITEM_FIELD, t->members[i]->name}, .index = i, .list = list};
        if (t->members[i]->type) declare_type(c, item, t->members[i]->type);
        check_field_range(c, item, t->members[i]->expr);
        scope_add(c, own, &item->def);
        if (item->type.kind == TYPE_LIST || item->type.kind == TYPE_SET)
            report(c, DIAG_ITEM_TYPE, t->members[i]->type->at, type_words(c, &item->type));
    }
}

static void check_key(struct checker *c, struct field *f, const struct decl *decl) {
    struct policy *p = c->policy;
    if (p->key) {
        struct diag *d = report(c, DIAG_KEY_TWICE, decl->head, A(""));
        report_label(c, d, DIAG_LABEL_FIRST_HERE, p->key->def.name.at, A(""));
        return;
    }
    p->key = f;
    if (!type_is(&f->type, TYPE_TEXT))
        report(c, DIAG_KEY_TYPE, decl->head, name_words(c, &f->def.name), type_words(c, &f->type));
}

static void declare_field(struct checker *c, struct field *f, const struct decl *decl) {
    f->def = (struct definition){DEF_FIELD, decl->name};
    f->fixed = decl->fixed;
    f->key = decl->key;
    scope_add(c, c->fields, &f->def);
    if (!decl->type) return;
    declare_type(c, f, decl->type);
    if (decl->type->kind == TYPE_LIST && !decl->type->same_as) declare_items(c, f, decl->type);
    check_field_range(c, f->plain ? f->items : f, decl->expr);  // of such a list it is that of each value
    if (f->key) check_key(c, f, decl);
}

static bool is_list(const struct definition *d) {
    return d->kind == DEF_FIELD && ((const struct field *)d)->type.kind == TYPE_LIST;
}

static bool has_items(const struct definition *d) { return d && is_list(d) && ((const struct field *)d)->items; }

static void share_items(struct checker *c, struct field *f, const struct type_expr *t) {
    const struct definition *d = scope_find_here(c->fields, t->same_as);
    if (!has_items(d)) {
        struct diag *said = report(c, DIAG_UNKNOWN_LIST, t->same_as_at, symbol_words(c, t->same_as));
        hint_scope(c, said, t->same_as, c->fields, is_list);
        f->type = (struct type){0};
        return;
    }
    const struct field *first = (const struct field *)d;
    f->type.domain = first;
    f->plain = first->plain;
    f->item_count = first->item_count;
    f->items = ARENA_ARRAY(c->arena, struct field, f->item_count);
    for (uint32_t i = 0; i < f->item_count; i++) {
        f->items[i] = first->items[i];
        f->items[i].list = f;
    }
}

static void gather(struct checker *c, struct decl **decls, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        ARENA_PUSH(c->arena, c->shared, c->shared_count, decls[i]);
        if (decls[i]->kind == DECL_STANDARD) gather(c, decls[i]->members, decls[i]->member_count);
    }
}

void gather_shared(struct checker *c) {
    for (size_t i = 0; i < c->tree_count; i++) gather(c, c->trees[i]->decls, c->trees[i]->count);
}

struct decl **collect_decls(struct checker *c, enum decl_kind kind, uint32_t *count) {
    struct decl **found = NULL;
    *count = 0;
    for (size_t i = 0; i < c->tree_count; i++)
        for (uint32_t j = 0; j < c->trees[i]->count; j++)
            if (c->trees[i]->decls[j]->kind == kind) ARENA_PUSH(c->arena, found, *count, c->trees[i]->decls[j]);
    return found;
}

void declare_fields(struct checker *c) {
    uint32_t vocabularies, count = 0;
    struct decl **all = collect_decls(c, DECL_VOCABULARY, &vocabularies), **decls = NULL;
    for (uint32_t i = 0; i < vocabularies; i++)
        for (uint32_t j = 0; j < all[i]->member_count; j++)
            if (all[i]->members[j]->kind == DECL_FIELD) ARENA_PUSH(c->arena, decls, count, all[i]->members[j]);
    uint32_t more = c->options ? c->options->more_fields : 0;
    struct field *fields = ARENA_ARRAY(c->arena, struct field, (size_t)count + more);
    c->policy->fields = fields;
    c->policy->field_count = count;
    for (uint32_t i = 0; i < count; i++) {
        fields[i].index = i;
        declare_field(c, &fields[i], decls[i]);
    }
    for (uint32_t i = 0; i < count; i++)
        if (decls[i]->type && decls[i]->type->kind == TYPE_LIST && decls[i]->type->same_as)
            share_items(c, &fields[i], decls[i]->type);
    if (count && !c->policy->key) report(c, DIAG_KEY_MISSING, all[0]->head, A(""));
}

static struct span spelling_at(const struct name *n, symbol s) {
    return s == n->en && n->en_at.length ? n->en_at : n->at;
}

// A file's definition must not hide a field: a reader would take one for the other.
static bool hides_field(struct checker *c, const struct scope *s, const struct definition *d, symbol name) {
    const struct definition *field = s == c->file && name ? scope_find_here(c->fields, name) : NULL;
    if (!field) return false;
    struct diag *said = report(c, DIAG_DUPLICATE_NAME, spelling_at(&d->name, name), symbol_words(c, name));
    report_label(c, said, DIAG_LABEL_FIRST_HERE, field->name.at, A(""));
    return true;
}

static void enter(struct checker *c, struct scope *s, const struct definition *d) {
    if (!hides_field(c, s, d, d->name.en) && !hides_field(c, s, d, d->name.zh)) scope_add(c, s, d);
}

static void declare_params(struct checker *c, struct define_build *d, struct decl *decl) {
    struct scope *own = scope_new(c->trial, d->scope);
    d->define.param_count = decl->param_count;
    d->define.params = ARENA_ARRAY(c->arena, struct define_param, decl->param_count);
    d->measure.uses = ARENA_ARRAY(c->arena, uint64_t, decl->param_count);
    d->scope = own;
    for (uint32_t i = 0; i < decl->param_count; i++) {
        d->define.params[i] = (struct define_param){.def = {DEF_DEFINE_PARAM, decl->params[i]}, .index = i};
        scope_add(c, own, &d->define.params[i].def);
    }
}

// Only what a reform holds takes the place of something.
static void refuse_replace(struct checker *c, const struct decl *decl) {
    if (!decl->replace) return;
    report_hint(c, report(c, DIAG_REPLACE_OUTSIDE, decl->head, A("")), DIAG_HINT_DEFINE_NEW, A(""));
}

struct define_build *declare_define(struct checker *c, struct scope *s, const struct scope *from, struct decl *decl) {
    struct define_build *d = ARENA_NEW(c->arena, struct define_build);
    d->define.def = (struct definition){DEF_DEFINE, decl->name};
    d->define.decl = decl;
    d->define.expr = decl->expr;
    d->scope = from;
    d->rehearsal = c->rehearsal;
    refuse_replace(c, decl);
    if (decl->param_count) declare_params(c, d, decl);
    enter(c, s, &d->define.def);
    ARENA_PUSH(c->arena, c->defines, c->define_count, d);
    return d;
}

struct param_build *declare_param(struct checker *c, struct scope *s, struct decl *decl) {
    struct param_build *p = ARENA_NEW(c->arena, struct param_build);
    p->param.def = (struct definition){DEF_PARAM, decl->name};
    p->param.decl = decl;
    p->param.values = decl->values;
    p->param.value_count = decl->value_count;
    p->rehearsal = c->rehearsal;
    refuse_replace(c, decl);
    enter(c, s, &p->param.def);
    ARENA_PUSH(c->arena, c->params, c->param_count, p);
    return p;
}

struct table_build *declare_table(struct checker *c, struct scope *s, const struct scope *from, struct decl *decl) {
    struct table_build *t = ARENA_NEW(c->arena, struct table_build);
    struct scope *own = scope_new(c->trial, NULL);
    t->table.def = (struct definition){DEF_TABLE, decl->name};
    t->table.decl = decl;
    t->scope = from;
    t->rehearsal = c->rehearsal;
    refuse_replace(c, decl);
    t->table.result_count = decl->result_count;
    t->table.results = ARENA_ARRAY(c->arena, struct table_result, decl->result_count);
    for (uint32_t i = 0; i < decl->result_count; i++) {
        t->table.results[i] = (struct table_result){
            .def = {DEF_TABLE_RESULT, decl->results[i]}, .table = &t->table, .index = i};
        scope_add(c, own, &t->table.results[i].def);
    }
    enter(c, s, &t->table.def);
    ARENA_PUSH(c->arena, c->tables, c->table_count, t);
    return t;
}

static void declare_sample(struct checker *c, const struct decl *decl) {
    struct sample *sample = ARENA_NEW(c->arena, struct sample);
    sample->def = (struct definition){DEF_SAMPLE, decl->name};
    sample->decl = decl;
    scope_add(c, c->samples, &sample->def);
    ARENA_PUSH(c->arena, c->policy->samples, c->policy->sample_count, sample);
}

static void declare_test(struct checker *c, const struct decl *decl) {
    struct policy_test *test = ARENA_NEW(c->arena, struct policy_test);
    test->decl = decl;
    test->title = decl->text ? decl->text : "";
    ARENA_PUSH(c->arena, c->policy->tests, c->policy->test_count, test);
}

// What it holds is called by its own name alone; its own is for people.
static void declare_standard(struct checker *c, const struct decl *decl) {
    struct definition *d = ARENA_NEW(c->arena, struct definition);
    *d = (struct definition){DEF_STANDARD, decl->name};
    scope_add(c, c->standards, d);
}

static void declare_one(struct checker *c, struct decl *decl) {
    struct policy *p = c->policy;
    if (decl->kind == DECL_DEFINE) declare_define(c, c->file, c->file, decl);
    if (decl->kind == DECL_TABLE) declare_table(c, c->file, c->file, decl);
    if (decl->kind == DECL_SAMPLE) declare_sample(c, decl);
    if (decl->kind == DECL_TEST) declare_test(c, decl);
    if (decl->kind == DECL_STANDARD) declare_standard(c, decl);
    if (decl->kind != DECL_PARAM) return;
    struct param_build *param = declare_param(c, c->file, decl);
    param->param.is_shared = true;
    ARENA_PUSH(c->arena, p->params, p->param_count, &param->param);
}

void declare_files(struct checker *c) {
    for (uint32_t i = 0; i < c->shared_count; i++) declare_one(c, c->shared[i]);
}
