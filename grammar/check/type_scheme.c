// The types of all that stands in a scheme and its offers, and what they cite.
#include "grammar/check/typing.h"

#define MAX_STEPS 100  // from name to name

static bool is_above_zero(const struct expr *e, int steps) {
    const struct definition *d = e && e->kind == NODE_NAME ? e->ref : NULL;
    const struct param *p = (const struct param *)d;
    if (!e || !steps) return true;
    if (e->kind == NODE_NUMBER) return e->value > 0;
    if (e->kind == NODE_NEGATE) return !e->kids[0] || e->kids[0]->kind != NODE_NUMBER || e->kids[0]->value < 0;
    if (d && d->kind == DEF_DEFINE) return is_above_zero(((const struct define *)d)->expr, steps - 1);
    for (uint32_t i = 0; d && d->kind == DEF_PARAM && i < p->value_count; i++)
        if (!is_above_zero(p->values[i].value, steps - 1)) return false;
    return true;
}

static void type_grant(struct context *x, const struct grant *grant) {
    struct expr *e = grant->decl->expr;
    struct type money = {.kind = TYPE_MONEY}, stated = stated_type(x->c, grant->decl->type);
    struct context own = *x;
    own.lenient = stated_is_unknown(grant->decl->type, &stated);
    if (!type_value(&own, e, &stated)) return;
    check_stated(x->c, &grant->decl->name, grant->decl->type, &stated, e);
    if (!grant->is_limit) return;
    adopt_type(e, &money);
    const struct type *t = &e->type;
    if (!is_above_zero(e, MAX_STEPS)) report(x->c, DIAG_LIMIT_NOT_POSITIVE, e->at, A(""));
    if (type_is(t, TYPE_MONEY)) return;
    struct diag *d = report(x->c, DIAG_LIMIT_NOT_MONEY, e->at, type_words(x->c, t));
    if (t->kind == TYPE_COUNT && !t->counter) report_hint(x->c, d, DIAG_HINT_MONEY_UNIT, A(""));
}

static void type_member_decl(struct context *x, const struct scheme_build *s, const struct decl *decl) {
    bool condition = is_rule_kind(decl->kind) || decl->kind == DECL_WHEN || decl->kind == DECL_MANUAL ||
                     decl->kind == DECL_DOCUMENT;
    if (decl->kind == DECL_OFFER) return;
    check_citations(x->c, s, decl);
    if (condition) type_condition(x, decl->expr);
    if (condition && decl->when) type_condition(x, decl->when);
    if (condition && decl->waiver) type_condition(x, decl->waiver);
}

static void type_offer(struct checker *c, struct scheme_build *s, struct offer_build *o) {
    struct context x = {.c = c, .scope = o->scope};
    const struct decl *decl = o->offer.decl;
    check_citations(c, s, decl);
    for (uint32_t i = 0; i < decl->member_count; i++) type_member_decl(&x, s, decl->members[i]);
    for (uint32_t i = 0; i < o->offer.grant_count; i++)
        if (!o->offer.grants[i]->is_shared) type_grant(&x, o->offer.grants[i]);
}

void type_scheme(struct checker *c, struct scheme_build *s) {
    struct context x = {.c = c, .scope = s->scope};
    const struct decl *decl = s->scheme.decl;
    load_notice(c, s);
    c->typing = s;
    for (uint32_t i = 0; i < s->outer_count; i++)
        if (s->outer[i]->within) check_citations(c, s, s->outer[i]);
    for (uint32_t i = 0; i < decl->member_count; i++) type_member_decl(&x, s, decl->members[i]);
    for (uint32_t i = 0; i < s->own_grant_count; i++) type_grant(&x, &s->own_grants[i]->grant);
    for (uint32_t i = 0; i < s->scheme.offer_count; i++) type_offer(c, s, (struct offer_build *)s->scheme.offers[i]);
    c->typing = NULL;
}

void type_definitions(struct checker *c, uint32_t param, uint32_t define, uint32_t table) {
    for (uint32_t i = param; i < c->param_count; i++) type_param(c, c->params[i]);
    for (uint32_t i = define; i < c->define_count; i++) {
        c->typing = c->defines[i]->scope->scheme;
        type_define(c, c->defines[i]);
    }
    for (uint32_t i = table; i < c->table_count; i++) {
        c->typing = c->tables[i]->scope->scheme;
        type_table(c, c->tables[i]);
    }
    c->typing = NULL;
}
