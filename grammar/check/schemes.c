// Schemes: what they hold, and the versions of one scheme.
#include <stdlib.h>
#include <string.h>

#include "grammar/base/order.h"
#include "grammar/check/checker.h"

static void refuse_replace(struct checker *c, const struct decl *decl) {
    if (!decl->replace) return;
    struct diag *d = report(c, DIAG_RULE_OUTSIDE, decl->head, A(""));
    report_hint(c, d, DIAG_HINT_NO_REPLACE, sort_words(decl->kind));
}

static void scheme_rule(struct checker *c, struct scheme_build *s, const struct decl *decl) {
    struct rule_build *r = rule_of(c, decl);
    refuse_replace(c, decl);
    if (!scope_add(c, s->rules, &r->rule.def)) return;
    r->index = s->own_rule_count;
    ARENA_PUSH(c->arena, s->own_rules, s->own_rule_count, r);
}

static void scheme_grant(struct checker *c, struct scheme_build *s, const struct decl *decl) {
    struct grant_build *g = grant_of(c, decl);
    g->grant.is_shared = true;
    g->index = s->own_grant_count;
    refuse_replace(c, decl);
    if (scope_add(c, s->grants, &g->grant.def)) ARENA_PUSH(c->arena, s->own_grants, s->own_grant_count, g);
}

static void scheme_source(struct checker *c, struct scheme_build *s, struct decl *decl) {
    if (s->source_decl) report_twice(c, decl, s->source_decl, (struct diag_arg){"source", "来源"});
    if (s->source_decl) return;
    s->source_decl = decl;
    s->scheme.source_path = decl->text;
    s->scheme.document_number = decl->document_number;
}

static void scheme_issuer(struct checker *c, struct scheme_build *s, const struct decl *decl) {
    if (s->issuer_decl) report_twice(c, decl, s->issuer_decl, (struct diag_arg){"issuer", "发布"});
    if (s->issuer_decl) return;
    s->issuer_decl = decl;
    s->scheme.issuer = decl->text;
}

static void scheme_period(struct checker *c, struct scheme_build *s, struct decl *decl) {
    if (s->period_decl) report_twice(c, decl, s->period_decl, (struct diag_arg){"in force", "施行"});
    if (s->period_decl) return;
    s->period_decl = decl;
    s->scheme.from = decl->from;
    s->scheme.until = decl->until;
    if (decl->until && decl->until < decl->from) report(c, DIAG_PERIOD_EMPTY, decl->until_at, A(""));
}

static void scheme_param(struct checker *c, struct scheme_build *s, struct scope *scope, struct decl *decl) {
    struct param_build *p = declare_param(c, scope, decl);
    p->param.group = s->scheme.group;
    ARENA_PUSH(c->arena, s->scheme.params, s->scheme.param_count, &p->param);
}

static void scheme_member(struct checker *c, struct scheme_build *s, struct decl *decl) {
    switch (decl->kind) {
    case DECL_ISSUER: scheme_issuer(c, s, decl); break;
    case DECL_SOURCE: scheme_source(c, s, decl); break;
    case DECL_IN_FORCE: scheme_period(c, s, decl); break;
    case DECL_DEFINE: declare_define(c, s->scope, s->scope, decl); break;
    case DECL_PARAM: scheme_param(c, s, s->scope, decl); break;
    case DECL_TABLE: declare_table(c, s->scope, s->scope, decl); break;
    case DECL_REQUIRE:
    case DECL_VETO:
    case DECL_REFER: scheme_rule(c, s, decl); break;
    case DECL_GRANT: scheme_grant(c, s, decl); break;
    case DECL_MANUAL: push_note(c, &s->manuals, &s->manual_count, decl); break;
    case DECL_DOCUMENT: push_note(c, &s->documents, &s->document_count, decl); break;
    default: break;  // offers come after all that they may name; the grammar lets nothing else stand here
    }
}

static struct scheme_build *new_scheme(struct checker *c, const struct decl *decl) {
    struct scheme_build *s = ARENA_NEW(c->arena, struct scheme_build);
    s->scheme.def = (struct definition){DEF_SCHEME, decl->name};
    s->scheme.decl = decl;
    s->scheme.title = decl->text;
    s->scheme.notice = UINT32_MAX;
    s->rules = scope_new(c->trial, NULL);
    s->grants = scope_new(c->trial, NULL);
    s->offers = scope_new(c->trial, NULL);
    return s;
}

static void open_scope(struct checker *c, struct scheme_build *s, struct version *v) {
    struct scope *outer = v->outer_count ? scope_new(c->trial, c->file) : c->file;
    s->scope = scope_new(c->trial, outer);
    s->scope->scheme = s;
    if (v->outer_count) declare_outer(c, s, outer, v);
}

static void check_period(struct checker *c, const struct scheme_build *s) {
    const struct decl *decl = s->scheme.decl;
    if (s->period_decl || !source_is_whole(c, decl->head)) return;
    struct diag *d = report(c, DIAG_NO_PERIOD, decl->head, name_words(c, &decl->name));
    report_hint(c, d, DIAG_HINT_IN_FORCE, A(""));
}

struct scheme_build *build_scheme(struct checker *c, struct version v) {
    const struct decl *decl = v.decl;
    struct scheme_build *s = v.build ? v.build : new_scheme(c, decl);
    s->scheme.decl = decl;
    s->scheme.group = v.group;
    s->order = v.order;
    s->reform = v.reform;
    s->compared = v.compared;
    s->scheme.amendments = v.amendments;
    s->scheme.amendment_count = v.amendment_count;
    open_scope(c, s, &v);
    s->outer = v.outer;
    s->outer_count = v.outer_count;
    for (uint32_t i = 0; i < decl->member_count; i++) scheme_member(c, s, decl->members[i]);
    for (uint32_t i = 0; i < decl->member_count; i++)
        if (decl->members[i]->kind == DECL_OFFER) build_offer(c, s, decl->members[i]);
    check_period(c, s);
    s->scheme.begins = s->scheme.from;
    s->scheme.ends = s->scheme.until;
    s->scheme.from = v.from;
    s->scheme.until = v.until;
    if (!s->scheme.offer_count) report(c, DIAG_NO_OFFERS, decl->head, name_words(c, &decl->name));
    return s;
}

// Versions of one scheme bear one name; a later one may give but one of the spellings.
static bool names_clash(const struct checker *c, const struct name *n, const struct definition *first) {
    const struct name *known = &first->name;
    const struct definition *other = n->zh ? scope_find_here(c->schemes, n->zh) : NULL;
    if (other && other != first) return true;
    return (n->en && known->en && n->en != known->en) || (n->zh && known->zh && n->zh != known->zh);
}

static uint32_t group_of(struct checker *c, const struct scheme_build *s) {
    const struct name *n = &s->scheme.def.name;
    const struct definition *first = n->en ? scope_find_here(c->schemes, n->en) : NULL;
    if (!first && n->zh) first = scope_find_here(c->schemes, n->zh);
    if (!first) {
        scope_add(c, c->schemes, &s->scheme.def);
        return c->policy->group_count++;
    }
    if (names_clash(c, n, first)) {
        struct diag *d = report(c, DIAG_DUPLICATE_NAME, n->at, name_words(c, n));
        report_label(c, d, DIAG_LABEL_FIRST_HERE, first->name.at, A(""));
    }
    return ((const struct scheme *)first)->group;
}

struct scheme_build *scheme_named(struct checker *c, const struct decl *decl) {
    struct scheme_build *s = new_scheme(c, decl);
    s->scheme.group = group_of(c, s);
    return s;
}

static int compare_versions(const void *left, const void *right) {
    const struct scheme_build *a = *(struct scheme_build *const *)left, *b = *(struct scheme_build *const *)right;
    int by_group = compare_numbers(a->scheme.group, b->scheme.group);
    if (by_group) return by_group;
    int by_date = compare_numbers(a->scheme.from, b->scheme.from);
    return by_date ? by_date : compare_numbers(a->order, b->order);
}

static struct span period_at(const struct scheme_build *s) {
    return s->period_decl ? s->period_decl->at : s->scheme.decl->head;
}

static void check_overlap(struct checker *c, const struct scheme_build *a, const struct scheme_build *b) {
    if (a->scheme.group != b->scheme.group) return;
    if (a->scheme.until && a->scheme.until < b->scheme.from) return;
    struct diag *d = report(c, DIAG_VERSIONS_OVERLAP, period_at(b), name_words(c, &b->scheme.def.name));
    report_label(c, d, DIAG_LABEL_THE_OTHER, period_at(a), A(""));
}

void sort_schemes(struct scheme_build **schemes, uint32_t count) {
    if (count) qsort(schemes, count, sizeof *schemes, compare_versions);
}

void finish_schemes(struct checker *c) {
    struct policy *p = c->policy;
    sort_schemes(c->schemes_built, c->scheme_count);
    for (uint32_t i = 0; i < c->scheme_count; i++) {
        if (i) check_overlap(c, c->schemes_built[i - 1], c->schemes_built[i]);
        ARENA_PUSH(c->arena, p->schemes, p->scheme_count, &c->schemes_built[i]->scheme);
    }
}
