// Claims on all applicants: their conditions, and what they say somebody gets.
#include <string.h>

#include "grammar/check/typing.h"

// Whose name it is in other respects too (a field's, say) does not matter: only a scheme or an offer is got.
static const struct scheme *scheme_called(const struct checker *c, const struct expr *e) {
    return e->kind == NODE_NAME ? (const struct scheme *)scope_find_here(c->schemes, e->name) : NULL;
}

// Of the scheme that is named, else of the first.
static void hint_names(struct checker *c, struct diag *d, const struct expr *e) {
    const struct scheme *named = e->kind == NODE_MEMBER ? scheme_called(c, e->kids[0]) : NULL;
    if (!named && c->policy->scheme_count) named = c->policy->schemes[0];
    if (!named || !named->offer_count) return;
    report_hint(c, d, DIAG_HINT_CLAIM_NAME, name_words(c, &named->def.name),
                name_words(c, &named->offers[0]->def.name));
}

static void report_unknown(struct checker *c, const struct expr *e) {
    const char *bytes = c->sources->items[e->at.source]->bytes;
    struct nearest near = nearest_to(arena_copy(c->arena, bytes + e->at.offset, e->at.length));
    offer_scope(c, &near, c->schemes, NULL);
    struct diag *d = report(c, DIAG_CLAIM_NAME, e->at, A(near.word));
    if (near.best) hint_nearest(c, d, &near);
    else hint_names(c, d, e);
}

// `ccb`, or `ccb.growth`.
static void find_named(struct checker *c, struct expr *e, struct policy_claim *claim) {
    bool member = e->kind == NODE_MEMBER;
    claim->scheme = scheme_called(c, member ? e->kids[0] : e);
    if (member && claim->scheme) claim->offer = scope_find_here(offers_of(c, claim->scheme->group, e->name), e->name);
    bool found = claim->scheme && (claim->offer || !member);
    if (!found) report_unknown(c, e);
    else if (member) e->kids[0]->ref = &claim->scheme->def;
    if (found) e->ref = member ? claim->offer : &claim->scheme->def;
}

// ---- what reforms that it names make of the policy

static bool has_same_reforms(const struct claim_text *a, const struct claim_text *b) {
    bool same = a->reform_count == b->reform_count;
    for (uint32_t i = 0; same && i < a->reform_count; i++) same = !strcmp(a->reforms[i].title, b->reforms[i].title);
    return same;
}

static const struct world *known_world(const struct policy *p, const struct claim_text *written) {
    for (uint32_t i = 0; i < p->claim_count; i++)
        if (p->claims[i].world && has_same_reforms(p->claims[i].written, written)) return p->claims[i].world;
    return NULL;
}

// Those that the options name are in the policy already.
static void drop_chosen(const struct checker *c, struct decl **reforms, uint32_t *count) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < *count; i++) {
        uint32_t k = 0;
        while (k < c->chosen_count && c->chosen[k] != reforms[i]) k++;
        if (k == c->chosen_count) reforms[kept++] = reforms[i];
    }
    *count = kept;
}

static const struct world *world_of(struct checker *c, const struct claim_text *written) {
    struct decl **reforms = NULL;
    uint32_t count = 0, errors = c->diags->errors;
    for (uint32_t i = 0; i < written->reform_count; i++)
        choose_reform(c, written->reforms[i].title, written->reforms[i].at, &reforms, &count);
    drop_chosen(c, reforms, &count);
    if (!count || c->diags->errors > errors) return NULL;
    struct world *world = ARENA_NEW(c->arena, struct world);
    *world = world_with(c, reforms, count);
    return world;
}

// ---- a claim

static const struct scheme_build *build_of(const struct checker *c, const struct scheme *s) {
    for (uint32_t i = 0; s && i < c->scheme_count; i++)
        if (c->schemes_built[i]->scheme.group == s->group) return c->schemes_built[i];
    return NULL;
}

// Whatever is so on the earlier date is a record on the later one too.
static void check_dates(struct checker *c, const struct policy_claim *claim) {
    const struct claim_text *written = claim->written;
    if (!written->then_as_of) return;
    if (!claim->as_of || claim->as_of >= written->then_as_of) report(c, DIAG_CLAIM_DATES, written->then_at, A(""));
    else if (!claim_compares(written->kind)) report(c, DIAG_CLAIM_OF_DATES, written->at, A(written->text));
}

static void check_claim(struct checker *c, struct policy_claim *claim) {
    const struct claim_text *written = claim->written;
    claim->who = check_asked(c, written->who);
    claim->then = check_asked(c, written->then);
    if (written->name) find_named(c, written->name, claim);
    check_dates(c, claim);
    if (claim->decl) check_claim_citation(c, build_of(c, claim->scheme), claim->decl);
    claim->world = known_world(c->policy, written);
    if (written->reform_count && !claim->world) claim->world = world_of(c, written);
}

static void take(struct checker *c, const struct claim_text *written, bool given) {
    const struct decl *d = written->decl;
    struct policy_claim claim = {.written = written, .given = given, .decl = d, .as_of = d ? d->as_of : 0};
    check_claim(c, &claim);
    ARENA_PUSH(c->arena, c->policy->claims, c->policy->claim_count, claim);
}

void check_claims(struct checker *c, const struct claim_text *claims, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) take(c, &claims[i], true);
    uint32_t in_files;
    struct decl **decls = collect_decls(c, DECL_CLAIM, &in_files);
    for (uint32_t i = 0; i < in_files; i++)
        if (decls[i]->claim) take(c, decls[i]->claim, false);
}
