// Claims on all applicants: their conditions, and what they say somebody gets.
#include <string.h>

#include "grammar/check/typing.h"

struct named {
    const char *text;
    size_t length;
};

static symbol symbol_of(const struct checker *c, struct named n) { return intern_find(c->names, n.text, n.length); }

static const struct definition *offer_called(const struct checker *c, const struct scheme *s, struct named n) {
    symbol offer = s ? symbol_of(c, n) : SYMBOL_NONE;
    return offer ? scope_find_here(offers_of(c, s->group, offer), offer) : NULL;
}

static const struct scheme *scheme_called(const struct checker *c, struct named n) {
    symbol scheme = symbol_of(c, n);
    return scheme ? (const struct scheme *)scope_find_here(c->schemes, scheme) : NULL;
}

static void report_unknown(struct checker *c, struct span at, struct named n) {
    struct nearest near = nearest_to(arena_copy(c->arena, n.text, n.length));
    offer_scope(c, &near, c->schemes, NULL);
    hint_nearest(c, report(c, DIAG_CLAIM_NAME, at, A(near.word)), &near);
}

// `ccb`, or `ccb.growth`.
static void find_named(struct checker *c, struct span at, struct policy_claim *claim) {
    struct named all = {c->sources->items[at.source]->bytes + at.offset, at.length}, first = all, rest = all;
    const char *point = memchr(all.text, '.', all.length);
    if (point) {
        first.length = (size_t)(point - all.text);
        rest = (struct named){point + 1, all.length - first.length - 1};
    }
    claim->scheme = scheme_called(c, first);
    if (point) claim->offer = offer_called(c, claim->scheme, rest);
    if (!claim->scheme || (point && !claim->offer)) report_unknown(c, at, all);
}

static void check_claim(struct checker *c, const struct claim_text *written) {
    struct policy_claim claim = {.written = written};
    claim.who = check_asked(c, written->who);
    claim.then = check_asked(c, written->then);
    if (written->name.length) find_named(c, written->name, &claim);
    ARENA_PUSH(c->arena, c->policy->claims, c->policy->claim_count, claim);
}

void check_claims(struct checker *c, const struct claim_text *claims, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) check_claim(c, &claims[i]);
}
