// Claims on all applicants: their conditions, and what they say somebody gets.
#include "grammar/check/typing.h"

// Whose name it is in other respects too (a field's, say) does not matter: only a scheme or an offer is got.
static const struct scheme *scheme_called(const struct checker *c, const struct expr *e) {
    return e->kind == NODE_NAME ? (const struct scheme *)scope_find_here(c->schemes, e->name) : NULL;
}

static void report_unknown(struct checker *c, const struct expr *e) {
    const char *bytes = c->sources->items[e->at.source]->bytes;
    struct nearest near = nearest_to(arena_copy(c->arena, bytes + e->at.offset, e->at.length));
    offer_scope(c, &near, c->schemes, NULL);
    hint_nearest(c, report(c, DIAG_CLAIM_NAME, e->at, A(near.word)), &near);
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

static void report_comparing(struct checker *c, const struct claim_text *written) {
    struct diag *d = report(c, DIAG_CLAIM_COMPARES, written->at, A(written->text));
    report_hint(c, d, DIAG_HINT_CLAIM_COMPARES, A(written->text));
}

static void check_claim(struct checker *c, struct policy_claim *claim) {
    const struct claim_text *written = claim->written;
    claim->who = check_asked(c, written->who);
    claim->then = check_asked(c, written->then);
    if (written->name) find_named(c, written->name, claim);
    if (!claim->given && claim_compares(written->kind)) report_comparing(c, written);
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
