#include "grammar/check/check.h"

#include "grammar/check/accept.h"
#include "grammar/check/typing.h"

static void open_scopes(struct checker *c) {
    c->builtins = scope_new(c->trial, NULL);
    c->fields = scope_new(c->trial, c->builtins);
    c->file = scope_new(c->trial, c->fields);
    c->schemes = scope_new(c->trial, NULL);
    c->samples = scope_new(c->trial, NULL);
    c->standards = scope_new(c->trial, NULL);
    c->choices = scope_new(c->trial, NULL);
    builtins_declare(c);
}

// One that is used in some version of its scheme is used.
static void warn_unused(struct checker *c) {
    for (uint32_t i = 0; i < c->param_count; i++)
        if (c->params[i]->used && !c->params[i]->rehearsal)
            report_is_new(c, DIAG_PARAM_UNUSED, c->params[i]->param.def.name.at);
    for (uint32_t i = 0; i < c->param_count; i++) {
        const struct param *p = &c->params[i]->param;
        bool offered = p->decl->within && p->decl->within->kind == DECL_STANDARD;  // for whoever may want it
        if (c->params[i]->used || c->params[i]->rehearsal || offered) continue;
        report(c, DIAG_PARAM_UNUSED, p->def.name.at, name_words(c, &p->def.name));
    }
}

static void export_definitions(struct checker *c) {
    struct policy *p = c->policy;
    for (uint32_t i = 0; i < c->define_count; i++)
        if (!c->defines[i]->rehearsal) ARENA_PUSH(c->arena, p->defines, p->define_count, &c->defines[i]->define);
    for (uint32_t i = 0; i < c->table_count; i++)
        if (!c->tables[i]->rehearsal) ARENA_PUSH(c->arena, p->tables, p->table_count, &c->tables[i]->table);
}

static struct policy *new_policy(struct compilation *c) {
    struct policy *p = ARENA_NEW(&c->arena, struct policy);
    p->arena = &c->arena;
    p->names = &c->names;
    p->sources = &c->sources;
    return p;
}

struct policy *check_policy(struct compilation *of, const struct check_options *options) {
    arena_init(&of->trial, of->arena.out_of_memory);
    arena_init(&of->words, of->arena.out_of_memory);
    struct checker c = {.arena = &of->arena,
                        .trial = &of->trial,
                        .words = &of->words,
                        .names = &of->names,
                        .sources = &of->sources,
                        .diags = &of->diags,
                        .trees = of->trees,
                        .tree_count = of->tree_count,
                        .options = options,
                        .prover = of->prover,
                        .passed_tests = of->passed_tests,
                        .policy = new_policy(of)};
    know_losses(&c);
    open_scopes(&c);
    gather_shared(&c);
    declare_choices(&c);
    declare_fields(&c);
    declare_files(&c);
    check_shared_citations(&c);
    declare_schemes(&c);
    check_reforms(&c);
    type_definitions(&c, 0, 0, 0);
    for (uint32_t i = 0; i < c.scheme_count; i++) type_scheme(&c, c.schemes_built[i]);
    for (uint32_t i = 0; i < c.rehearsal_count; i++) type_scheme(&c, c.rehearsals[i]);
    finish_schemes(&c);
    check_worlds(&c);
    check_assumptions(&c);
    check_samples_and_tests(&c);
    type_uncalled(&c);
    measure_all(&c);
    struct tree *asked = of->condition;
    c.policy->asked = check_asked(&c, asked && asked->count ? asked->decls[0]->expr : NULL);
    check_claims(&c, of->claims, of->claim_count);
    if (!c.diags->errors && !of->passed_tests && !c.chosen_count && !c.scenario_count) warn_unused(&c);
    export_definitions(&c);
    check_figures(&c);
    accept_check(of);
    accept_findings(of);
    arena_free(&of->trial);
    arena_free(&of->words);
    return c.policy;
}
