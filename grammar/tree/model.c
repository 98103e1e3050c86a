#include "grammar/tree/model.h"

#include "grammar/check/typing.h"

const char *const builtin_words[BUILTIN_COUNT_][2] = {
#define BUILTIN(id, en, zh, takes) [BUILTIN_##id] = {en, zh},
#include "grammar/tree/builtins.def"
#undef BUILTIN
};

const char *name_text(const struct policy *p, const struct name *n, enum lang lang) {
    symbol first = lang == LANG_ZH ? n->zh : n->en, other = lang == LANG_ZH ? n->en : n->zh;
    return intern_name(p->names, first ? first : other);
}

bool name_has_text(const struct policy *p, const struct name *n, const char *text, size_t length) {
    return name_has(n, intern_find(p->names, text, length));
}

static void open_scopes(struct checker *c) {
    c->builtins = scope_new(c->arena, NULL);
    c->fields = scope_new(c->arena, c->builtins);
    c->file = scope_new(c->arena, c->fields);
    c->schemes = scope_new(c->arena, NULL);
    c->samples = scope_new(c->arena, NULL);
    builtins_declare(c);
}

static void type_definitions(struct checker *c) {
    for (uint32_t i = 0; i < c->param_count; i++) type_param(c, c->params[i]);
    for (uint32_t i = 0; i < c->define_count; i++) type_define(c, c->defines[i]);
    for (uint32_t i = 0; i < c->table_count; i++) type_table(c, c->tables[i]);
}

static void warn_unused(struct checker *c) {
    for (uint32_t i = 0; i < c->param_count; i++) {
        const struct param *p = &c->params[i]->param;
        if (!c->params[i]->used) report(c, DIAG_PARAM_UNUSED, p->def.name.at, name_words(c, &p->def.name));
    }
}

static void export_definitions(struct checker *c) {
    struct policy *p = c->policy;
    for (uint32_t i = 0; i < c->define_count; i++)
        if (!c->defines[i]->rehearsal) ARENA_PUSH(c->arena, p->defines, p->define_count, &c->defines[i]->define);
}

static struct policy *new_policy(struct arena *arena, struct intern *names, struct source_set *sources) {
    struct policy *p = ARENA_NEW(arena, struct policy);
    p->arena = arena;
    p->names = names;
    p->sources = sources;
    return p;
}

struct policy *check_policy(struct arena *arena, struct intern *names, struct source_set *sources, struct tree **trees,
                            size_t tree_count, const struct check_options *options, struct diags *ds) {
    struct checker c = {.arena = arena,
                        .names = names,
                        .sources = sources,
                        .diags = ds,
                        .trees = trees,
                        .tree_count = tree_count,
                        .options = options,
                        .policy = new_policy(arena, names, sources)};
    know_losses(&c);
    open_scopes(&c);
    declare_fields(&c);
    declare_files(&c);
    declare_schemes(&c);
    check_reforms(&c);
    type_definitions(&c);
    for (uint32_t i = 0; i < c.scheme_count; i++) type_scheme(&c, c.schemes_built[i]);
    for (uint32_t i = 0; i < c.rehearsal_count; i++) type_scheme(&c, c.rehearsals[i]);
    finish_schemes(&c);
    check_samples_and_tests(&c);
    type_uncalled(&c);
    measure_all(&c);
    if (!ds->errors && !(options && options->reform)) warn_unused(&c);
    export_definitions(&c);
    return c.policy;
}
