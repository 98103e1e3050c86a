// The versions of all schemes: what is written, and with the reforms that a run asks for.
#include "grammar/check/checker.h"

// With the chosen reforms, one upon the other.
static void build_version(struct checker *c, struct version v) {
    for (uint32_t i = 0; i < c->chosen_count; i++)
        if (is_reform_of(c, c->chosen[i], &v)) v = reformed_version(c, &v, c->chosen[i]);
    ARENA_PUSH(c->arena, c->schemes_built, c->scheme_count, build_scheme(c, v));
}

// As it is written; a second `in force` will be reported.
static void set_period(struct version *v) {
    for (uint32_t i = 0; i < v->decl->member_count; i++) {
        const struct decl *member = v->decl->members[i];
        if (member->kind != DECL_IN_FORCE) continue;
        v->from = member->from;
        v->until = member->until;
        return;
    }
}

void declare_schemes(struct checker *c) {
    uint32_t count;
    struct decl **decls = collect_decls(c, DECL_SCHEME, &count);
    struct version *written = ARENA_ARRAY(c->arena, struct version, count);
    for (uint32_t i = 0; i < count; i++) {
        struct scheme_build *s = scheme_named(c, decls[i]);
        written[i] = (struct version){.build = s, .decl = decls[i], .group = s->scheme.group, .order = i};
        set_period(&written[i]);
    }
    amend_schemes(c, written, count);
    choose_reforms(c);
    for (uint32_t i = 0; i < c->version_count; i++) build_version(c, c->versions[i]);
}
