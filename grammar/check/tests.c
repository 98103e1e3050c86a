// Tests: paths, decisions, names and values of their expectations.
#include <stdlib.h>
#include <string.h>

#include "grammar/check/samples.h"
#include "grammar/tree/decision.h"

struct expected {  // what the expectations so far have named
    const struct policy_test *test;
    const struct scheme_build *scheme;
    const struct offer_build *offer;
    bool lost;  // the path led nowhere: what follows it is not blamed
};

static bool names_scheme(const struct checker *c, const struct expr *e) {
    return e->kind == NODE_NAME && scope_find_here(c->schemes, e->name);
}

void report_unknown_decision(struct checker *c, const struct expr *e) {
    const char *word = intern_name(c->names, e->name);
    struct nearest n = nearest_to(word);
    for (int i = 0; i < DECISION_COUNT; i++) {
        nearest_offer(&n, decision_names[i][0]);
        nearest_offer(&n, decision_names[i][1]);
    }
    hint_nearest(c, report(c, DIAG_UNKNOWN_DECISION, e->at, A(word)), &n);
}

// `ccb.growth is eligibl`: a path that is no value, beside a word that is no decision.
static bool misspelt_decision(struct checker *c, const struct expectation *e) {
    const struct expr *path = e->actual->kind == NODE_MEMBER ? e->actual->kids[0] : e->actual;
    if (e->wanted->kind != NODE_NAME || !path || !names_scheme(c, path)) return false;
    report_unknown_decision(c, e->wanted);
    return true;
}

// Of several versions the one that an evaluation at that date reports: in force, else the last begun, else the first.
static const struct scheme_build *version_at(const struct checker *c, uint32_t group, int32_t as_of) {
    const struct scheme_build *best = NULL;
    for (uint32_t i = 0; i < c->scheme_count; i++) {
        const struct scheme_build *s = c->schemes_built[i];
        if (s->scheme.group != group) continue;
        if (!best || !as_of || s->scheme.from <= as_of) best = s;
    }
    return best;
}

static void find_scheme(struct checker *c, struct expectation *e, struct expected *so_far) {
    const struct definition *d = scope_named(c, c->schemes, e->scheme, e->scheme_at, DIAG_UNKNOWN_SCHEME);
    e->scheme_ref = d;
    so_far->offer = NULL;
    so_far->scheme = d ? version_at(c, ((const struct scheme *)d)->group, so_far->test->decl->as_of) : NULL;
}

static void find_offer(struct checker *c, struct expectation *e, struct expected *so_far) {
    e->offer_ref = scope_named(c, so_far->scheme->offers, e->offer, e->offer_at, DIAG_UNKNOWN_OFFER);
    so_far->offer = (const struct offer_build *)e->offer_ref;
}

// False where the path leads nowhere (reported), so that what follows is not blamed.
static bool follow_path(struct checker *c, struct expectation *e, struct expected *so_far) {
    if (e->scheme) find_scheme(c, e, so_far);
    if (e->scheme && !so_far->scheme) return false;
    if (e->offer && so_far->scheme) find_offer(c, e, so_far);
    return !e->offer || so_far->offer;
}

// A rule of whichever offer: a `when` that asks about another one names what refers it.
static const struct definition *any_rule(const struct scheme_build *s, symbol name) {
    const struct definition *d = NULL;
    for (uint32_t i = 0; i < s->scheme.offer_count && !d; i++)
        d = scope_find_here(((const struct offer_build *)s->scheme.offers[i])->rules, name);
    return d;
}

static const struct definition *effective(const struct expected *so_far, symbol name, bool refer) {
    const struct definition *d = scope_find_here(so_far->offer->rules, name);
    if (!d) d = scope_find_here(so_far->scheme->rules, name);
    if (!d && refer) d = scope_find_here(so_far->offer->grants, name);
    return d || !refer || !so_far->offer->offer.when ? d : any_rule(so_far->scheme, name);
}

static void check_rule_name(struct checker *c, struct expectation *e, uint32_t at, const struct expected *so_far) {
    e->refs[at] = effective(so_far, e->names[at], e->kind == EXPECT_REFER);
    if (e->refs[at]) return;
    struct diag *d = report(c, DIAG_UNKNOWN_RULE, e->name_spans[at], name_words(c, &so_far->offer->offer.def.name),
                            symbol_words(c, e->names[at]));
    struct nearest n = nearest_to(intern_name(c->names, e->names[at]));
    offer_scope(c, &n, so_far->offer->rules, NULL);
    offer_scope(c, &n, so_far->scheme->rules, NULL);
    hint_nearest(c, d, &n);
}

static void report_no_item(struct checker *c, const struct expectation *e, uint32_t at, const struct field *list) {
    struct diag *d = report(c, DIAG_UNKNOWN_MEMBER, e->name_spans[at], symbol_words(c, e->names[at]),
                            symbol_words(c, e->members[at]));
    hint_item(c, d, e->members[at], list);
}

static void check_member(struct checker *c, struct expectation *e, uint32_t at, const struct field *list) {
    symbol member = e->members ? e->members[at] : SYMBOL_NONE;
    const struct field *item = member ? item_named(list, member) : NULL;
    e->member_refs[at] = item ? &item->def : NULL;
    if (member && !item) report_no_item(c, e, at, list);
}

static void check_field_name(struct checker *c, struct expectation *e, uint32_t at) {
    const struct field *f = (const struct field *)scope_find_here(c->fields, e->names[at]);
    e->refs[at] = f ? &f->def : NULL;
    if (f) check_member(c, e, at, f);
    else report_unknown_field(c, e->name_spans[at], e->names[at]);
}

static void check_names(struct checker *c, struct expectation *e, const struct expected *so_far) {
    if (!so_far->offer) {
        report(c, DIAG_NO_OFFER_NAMED, e->at, A(""));
        return;
    }
    e->refs = ARENA_ARRAY(c->arena, const struct definition *, e->name_count);
    e->member_refs = ARENA_ARRAY(c->arena, const struct definition *, e->name_count);
    for (uint32_t i = 0; i < e->name_count; i++) {
        if (e->kind == EXPECT_MISSING) check_field_name(c, e, i);
        else check_rule_name(c, e, i, so_far);
    }
}

// Of a scheme as a whole a grant is that of the offer which its decision comes from; for the type any offer's will do.
static const struct scope *any_grants(const struct scheme_build *s, symbol name) {
    for (uint32_t i = 0; i < s->scheme.offer_count; i++) {
        const struct offer_build *o = (const struct offer_build *)s->scheme.offers[i];
        if (scope_find_here(o->grants, name)) return o->grants;
    }
    return s->scope;
}

static const struct scope *scope_for(const struct checker *c, const struct expr *actual,
                                     const struct expected *so_far) {
    if (so_far->offer) return actual->kind == NODE_NAME ? so_far->offer->grants : so_far->offer->scope;
    if (!so_far->scheme) return c->file;
    return actual->kind == NODE_NAME ? any_grants(so_far->scheme, actual->name) : so_far->scheme->scope;
}

static void check_value(struct checker *c, const struct expectation *e, struct expected *so_far) {
    if (!e->actual || !e->wanted) return;
    if (misspelt_decision(c, e)) {
        so_far->lost = true;
        return;
    }
    struct context x = {.c = c, .scope = scope_for(c, e->actual, so_far)};
    struct diag_arg name = {"what is expected", "所预期的"};
    if (e->actual->name) name = symbol_words(c, e->actual->name);
    bool known = type_value(&x, e->actual, NULL);
    struct type wanted = known ? e->actual->type : (struct type){0};
    if (e->wanted->kind == NODE_SILENT) e->wanted->type = (struct type){wanted.kind, .may_be_silent = true};
    else check_literal(c, e->wanted, &wanted, name);
}

static void check_expectation(struct checker *c, struct expectation *e, struct expected *so_far) {
    bool found = follow_path(c, e, so_far);
    switch (e->kind) {
    case EXPECT_DECISION: break;  // its path is all there is to it
    case EXPECT_FAILED:
    case EXPECT_MISSING:
    case EXPECT_REFER:
        if (found) check_names(c, e, so_far);
        break;
    case EXPECT_VALUE:
        if (found) check_value(c, e, so_far);
        break;
    }
    so_far->lost = so_far->lost || !found;
}

// A test that asks for nothing, or for what another day makes of it, is no test.
static void check_promise(struct checker *c, const struct decl *decl) {
    if (!source_is_whole(c, decl->head)) return;
    if (!decl->as_of) report_hint(c, report(c, DIAG_TEST_NO_DATE, decl->head, A("")), DIAG_HINT_TEST_DATE, A(""));
    if (!decl->given->expectation_count)
        report_hint(c, report(c, DIAG_TEST_EXPECTS_NOTHING, decl->head, A("")), DIAG_HINT_EXPECT, A(""));
}

static void check_test(struct checker *c, struct policy_test *test) {
    const struct decl *decl = test->decl;
    struct expected so_far = {.test = test};
    check_promise(c, decl);
    test->base = find_base(c, decl);
    check_record(c, decl->given->record);
    check_record_ranges(c, decl->given->record, decl->as_of);
    if (test->base) check_record_ranges(c, test->base->decl->given->record, decl->as_of);
    for (uint32_t i = 0; i < decl->given->expectation_count; i++) {
        if (decl->given->expectations[i].scheme) so_far.lost = false;
        if (!so_far.lost) check_expectation(c, &decl->given->expectations[i], &so_far);
    }
}

static int by_title(const void *left, const void *right) {
    const struct policy_test *a = *(struct policy_test *const *)left, *b = *(struct policy_test *const *)right;
    if (a->decl->at.source != b->decl->at.source) return a->decl->at.source < b->decl->at.source ? -1 : 1;
    int order = strcmp(a->title, b->title);
    return order ? order : (a->decl->at.offset > b->decl->at.offset) - (a->decl->at.offset < b->decl->at.offset);
}

static void check_titles(struct checker *c) {
    uint32_t count = c->policy->test_count;
    struct policy_test **tests = ARENA_ARRAY(c->arena, struct policy_test *, count);
    for (uint32_t i = 0; i < count; i++) tests[i] = c->policy->tests[i];
    if (count) qsort(tests, count, sizeof *tests, by_title);
    for (uint32_t i = 1; i < count; i++) {
        const struct decl *a = tests[i - 1]->decl, *b = tests[i]->decl;
        if (a->at.source != b->at.source || strcmp(tests[i - 1]->title, tests[i]->title) != 0) continue;
        struct diag *d = report(c, DIAG_TEST_TWICE, b->head, A(tests[i]->title));
        report_label(c, d, DIAG_LABEL_THE_OTHER, a->head, A(""));
    }
}

void check_samples_and_tests(struct checker *c) {
    check_samples(c);
    check_titles(c);
    for (uint32_t i = 0; i < c->policy->test_count; i++) check_test(c, c->policy->tests[i]);
}
