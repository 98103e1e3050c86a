// What a scheme defines, named from outside: `ccb.min_revenue`, of the version that holds on the date.
#include "grammar/check/typing.h"

const struct scheme *scheme_meant(const struct context *x, const struct expr *e) {
    if (!e || e->kind != NODE_NAME || scope_find(x->scope, e->name)) return NULL;
    return (const struct scheme *)scope_find_here(x->c->schemes, e->name);
}

static struct expr *name_of(struct context *x, const struct expr *e, const struct definition *d) {
    struct expr *name = expr_new(x->c->arena, NODE_NAME, e->at);
    name->name = e->name;
    name->ref = d;
    name->type = named_type(x, name);
    return name;
}

static struct expr *begun(struct context *x, const struct expr *e, int32_t from) {
    struct expr *today = expr_new(x->c->arena, NODE_NAME, e->at), *date = expr_new(x->c->arena, NODE_DATE, e->at);
    today->name = intern_text(x->c->names, "as_of", 5);
    today->ref = scope_find(x->c->builtins, today->name);
    date->value = from;
    today->type = date->type = (struct type){.kind = TYPE_DATE};
    struct expr *after = expr_binary(x->c->arena, NODE_COMPARE, e->at, today, date);
    after->op = OP_GE;
    after->type = (struct type){.kind = TYPE_TRUTH};
    return after;
}

// Of the versions that define it the last that has begun, else the first, as a scheme's decision is.
static struct expr *defined_by(struct context *x, const struct expr *e, uint32_t group) {
    struct expr *value = NULL;
    for (uint32_t i = 0; i < x->c->scheme_count; i++) {
        const struct scheme_build *s = x->c->schemes_built[i];
        const struct definition *d = s->scheme.group == group ? scope_find_here(s->scope, e->name) : NULL;
        if (!d) continue;
        struct expr *own = name_of(x, e, d), *earlier = value;
        value = earlier && s->scheme.from
                    ? expr_ternary(x->c->arena, NODE_CHOICE, e->at, begun(x, e, s->scheme.from), own, earlier)
                    : own;
        value->type = own->type;
    }
    return value;
}

bool type_of_scheme(struct context *x, struct expr *e) {
    const struct scheme *s = scheme_meant(x, e->kids[0]);
    struct expr *value = s ? defined_by(x, e, s->group) : NULL;
    if (!s) return false;
    e->type = (struct type){0};
    if (value) {
        struct span at = e->at;
        *e = *value;
        e->at = at;
        return true;
    }
    const struct scope *offers = offers_of(x->c, s->group, e->name);
    struct diag *d = report(x->c, DIAG_SCHEME_LACKS, expr_name_at(e), name_words(x->c, &s->def.name),
                            symbol_words(x->c, e->name));
    hint_scope(x->c, d, e->name, offers, NULL);
    return true;
}
