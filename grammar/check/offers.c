// Offers: the scheme's rules with those exchanged that the offer replaces, then its own.
#include <string.h>

#include "grammar/check/checker.h"

static enum rule_kind kind_of_rule(const struct decl *d) {
    if (d->kind == DECL_VETO) return RULE_VETO;
    if (d->kind == DECL_REFER) return RULE_REFER;
    return d->in_principle ? RULE_IN_PRINCIPLE : RULE_REQUIRE;
}

struct rule_build *rule_of(struct checker *c, const struct decl *decl) {
    struct rule_build *r = ARENA_NEW(c->arena, struct rule_build);
    r->rule.def = (struct definition){DEF_RULE, decl->name};
    r->rule.kind = kind_of_rule(decl);
    r->rule.decl = decl;
    return r;
}

void push_note(struct checker *c, struct note **notes, uint32_t *count, const struct decl *decl) {
    struct note note = {decl};
    ARENA_PUSH(c->arena, *notes, *count, note);
}

static void offer_when(struct checker *c, struct offer_build *o, const struct decl *decl) {
    if (o->offer.when_decl) report_twice(c, decl, o->offer.when_decl, (struct diag_arg){"when", "适用"});
    if (o->offer.when_decl) return;
    o->offer.when_decl = decl;
    o->offer.when = decl->expr;
}

static bool can_be_replaced(const struct definition *d) {
    enum rule_kind kind = ((const struct rule *)d)->kind;
    return kind == RULE_REQUIRE || kind == RULE_IN_PRINCIPLE;
}

static const struct definition *shared_named(const struct scope *shared, const struct name *n) {
    const struct definition *d = n->en ? scope_find_here(shared, n->en) : NULL;
    return !d && n->zh ? scope_find_here(shared, n->zh) : d;
}

static void report_replaces_nothing(struct checker *c, const struct scope *shared, const struct decl *decl,
                                    definition_filter *fits) {
    struct diag_arg sort = sort_words(decl->kind);
    struct diag *d = report(c, DIAG_REPLACES_NOTHING, decl->name.at, name_words(c, &decl->name), sort);
    struct nearest n = nearest_to(name_words(c, &decl->name).en);
    offer_scope(c, &n, shared, fits);
    if (n.best) hint_nearest(c, d, &n);
    else report_hint(c, d, DIAG_HINT_NO_REPLACE, sort);
}

static void report_replace_unsaid(struct checker *c, const struct decl *decl, const struct definition *first) {
    struct diag *d = report(c, DIAG_REPLACE_UNSAID, decl->name.at, name_words(c, &decl->name), sort_words(decl->kind));
    report_label(c, d, DIAG_LABEL_FIRST_HERE, first->name.at, A(""));
    report_hint(c, d, DIAG_HINT_SAY_REPLACE, A(""));
}

static void offer_rule(struct checker *c, const struct scheme_build *s, struct offer_build *o,
                       const struct decl *decl) {
    const struct definition *replaced = shared_named(s->rules, &decl->name);
    struct rule_build *r = rule_of(c, decl);
    if (decl->replace && (!replaced || !can_be_replaced(replaced)))
        report_replaces_nothing(c, s->rules, decl, can_be_replaced);
    if (!scope_add(c, o->rules, &r->rule.def)) return;
    if (!decl->replace && replaced) report_replace_unsaid(c, decl, replaced);
    const struct rule *rule = &r->rule;
    if (!decl->replace || !replaced) {
        ARENA_PUSH(c->arena, o->offer.rules, o->offer.rule_count, rule);
        return;
    }
    // One name for people and data, whichever spelling the clause was replaced by.
    r->rule.def.name = replaced->name;
    r->rule.replaced = (const struct rule *)replaced;
    o->offer.rules[((const struct rule_build *)replaced)->index] = rule;
}

struct grant_build *grant_of(struct checker *c, const struct decl *decl) {
    symbol en = intern_text(c->names, "limit", strlen("limit")), zh = intern_text(c->names, "额度", strlen("额度"));
    struct grant_build *g = ARENA_NEW(c->arena, struct grant_build);
    g->grant.def = (struct definition){DEF_GRANT, decl->name};
    g->grant.decl = decl;
    g->grant.is_limit = name_has(&decl->name, en) || name_has(&decl->name, zh);
    return g;
}

// One name for people and data, as with rules.
static void exchange_grant(struct offer_build *o, struct grant *by, const struct definition *shared) {
    by->def.name = shared->name;
    by->is_limit = ((const struct grant *)shared)->is_limit;
    o->shared[((const struct grant_build *)shared)->index] = by;
}

static void offer_grant(struct checker *c, const struct scheme_build *s, struct offer_build *o,
                        const struct decl *decl) {
    const struct definition *shared = shared_named(s->grants, &decl->name);
    struct grant *grant = &grant_of(c, decl)->grant;
    const struct grant *own = grant;
    if (decl->replace && !shared) report_replaces_nothing(c, s->grants, decl, NULL);
    if (!scope_add(c, o->grants, &grant->def)) return;
    if (!decl->replace && shared) report_replace_unsaid(c, decl, shared);
    if (shared) exchange_grant(o, grant, shared);
    else ARENA_PUSH(c->arena, o->offer.grants, o->offer.grant_count, own);
}

static void offer_param(struct checker *c, struct scheme_build *s, struct offer_build *o, struct decl *decl) {
    struct param_build *p = declare_param(c, o->scope, decl);
    p->param.group = s->scheme.group;
    ARENA_PUSH(c->arena, s->scheme.params, s->scheme.param_count, &p->param);
}

static void offer_member(struct checker *c, struct scheme_build *s, struct offer_build *o, struct decl *decl) {
    switch (decl->kind) {
    case DECL_WHEN: offer_when(c, o, decl); break;
    case DECL_DEFINE: declare_define(c, o->scope, o->scope, decl); break;
    case DECL_PARAM: offer_param(c, s, o, decl); break;
    case DECL_TABLE: declare_table(c, o->scope, o->scope, decl); break;
    case DECL_REQUIRE:
    case DECL_VETO:
    case DECL_REFER: offer_rule(c, s, o, decl); break;
    case DECL_MANUAL: push_note(c, &o->offer.manuals, &o->offer.manual_count, decl); break;
    case DECL_DOCUMENT: push_note(c, &o->offer.documents, &o->offer.document_count, decl); break;
    case DECL_GRANT: offer_grant(c, s, o, decl); break;
    default: break;  // the grammar lets nothing else stand here
    }
}

static struct offer_build *new_offer(struct checker *c, struct scheme_build *s, const struct decl *decl) {
    struct offer_build *o = ARENA_NEW(c->arena, struct offer_build);
    o->offer.def = (struct definition){DEF_OFFER, decl->name};
    o->offer.decl = decl;
    o->offer.scheme = &s->scheme;
    o->offer.index = s->scheme.offer_count;
    o->scope = scope_new(c->trial, s->scope);
    o->rules = scope_new(c->trial, NULL);
    o->grants = scope_new(c->trial, o->scope);  // a test looks for a name among the grants first
    o->shared = ARENA_ARRAY(c->arena, const struct grant *, s->own_grant_count);
    for (uint32_t i = 0; i < s->own_grant_count; i++) o->shared[i] = &s->own_grants[i]->grant;
    return o;
}

static void inherit(struct checker *c, const struct scheme_build *s, struct offer_build *o) {
    for (uint32_t i = 0; i < s->own_rule_count; i++) {
        const struct rule *rule = &s->own_rules[i]->rule;
        ARENA_PUSH(c->arena, o->offer.rules, o->offer.rule_count, rule);
    }
    for (uint32_t i = 0; i < s->manual_count; i++)
        push_note(c, &o->offer.manuals, &o->offer.manual_count, s->manuals[i].decl);
    for (uint32_t i = 0; i < s->document_count; i++)
        push_note(c, &o->offer.documents, &o->offer.document_count, s->documents[i].decl);
}

// What is an offer's own is told first.
static void inherit_grants(struct checker *c, const struct scheme_build *s, struct offer_build *o) {
    for (uint32_t i = 0; i < s->own_grant_count; i++) {
        ARENA_PUSH(c->arena, o->offer.grants, o->offer.grant_count, o->shared[i]);
        if (o->shared[i]->is_shared) scope_add(c, o->grants, &o->shared[i]->def);
    }
}

void build_offer(struct checker *c, struct scheme_build *s, struct decl *decl) {
    struct offer_build *o = new_offer(c, s, decl);
    inherit(c, s, o);
    for (uint32_t i = 0; i < decl->member_count; i++) offer_member(c, s, o, decl->members[i]);
    inherit_grants(c, s, o);
    scope_add(c, s->offers, &o->offer.def);
    ARENA_PUSH(c->arena, s->scheme.offers, s->scheme.offer_count, &o->offer);
}
