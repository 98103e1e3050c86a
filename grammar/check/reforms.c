// Reforms: each is applied to the schemes it is for and checked as part of them, so that it can say nothing that a
// scheme could not; and that the one asked for is known.
#include <string.h>

#include "grammar/check/checker.h"

#define MAX_REHEARSED ((uint64_t)4 << 20)  // bytes of schemes with reforms put in, all together

// Every reform takes a scheme of its own. False: that would be more than there is room for.
static bool has_room(struct checker *c, const struct decl *scheme, const struct decl *reform) {
    uint64_t size = (uint64_t)scheme->at.length + reform->at.length;
    if (c->rehearsed + size > MAX_REHEARSED) {
        report(c, DIAG_REFORM_UNCHECKED, reform->head, A(reform->text ? reform->text : ""));
        return false;
    }
    c->rehearsed += size;
    return true;
}

static void rehearse(struct checker *c, struct decl **schemes, uint32_t count, const struct decl *reform) {
    c->rehearsal = true;
    for (uint32_t i = 0; i < count; i++) {
        if (!name_has(&schemes[i]->name, reform->target) || !has_room(c, schemes[i], reform)) continue;
        struct scheme_build *s = build_scheme(c, reformed_scheme(c, schemes[i], reform));
        s->reform = reform;
        ARENA_PUSH(c->arena, c->rehearsals, c->rehearsal_count, s);
    }
    c->rehearsal = false;
}

static bool find_target(struct checker *c, const struct decl *reform, uint32_t *group) {
    const struct definition *d = scope_find_here(c->schemes, reform->target);
    if (d) *group = ((const struct scheme *)d)->group;
    if (d) return true;
    struct diag *said = report(c, DIAG_UNKNOWN_SCHEME, reform->target_at, symbol_words(c, reform->target));
    hint_scope(c, said, reform->target, c->schemes, NULL);
    return false;
}

static void check_title(struct checker *c, const struct decl *decl) {
    const struct policy *p = c->policy;
    for (uint32_t i = 0; decl->text && i < p->reform_count; i++) {
        const struct decl *other = p->reforms[i]->decl;
        if (!other->text || strcmp(other->text, decl->text) != 0) continue;
        struct diag *d = report(c, DIAG_REFORM_TWICE, decl->head, A(decl->text));
        report_label(c, d, DIAG_LABEL_FIRST_HERE, other->head, A(""));
        return;
    }
}

static void check_choice(struct checker *c) {
    const char *title = c->options ? c->options->reform : NULL;
    const struct policy *p = c->policy;
    struct nearest n = nearest_to(title ? title : "");
    if (!title) return;
    for (uint32_t i = 0; i < p->reform_count; i++) {
        const char *known = p->reforms[i]->decl->text;
        if (known && !strcmp(known, title)) return;
        if (known) nearest_offer(&n, known);
    }
    struct span start = {c->tree_count ? c->trees[c->tree_count - 1]->source : 0, 0, 0};
    struct diag *d = report(c, DIAG_UNKNOWN_REFORM, start, A(title));
    hint_nearest(c, d, &n);
}

void check_reforms(struct checker *c) {
    uint32_t count, scheme_count;
    struct decl **reforms = collect_decls(c, DECL_REFORM, &count);
    struct decl **schemes = collect_decls(c, DECL_SCHEME, &scheme_count);
    for (uint32_t i = 0; i < count; i++) {
        struct reform *r = ARENA_NEW(c->arena, struct reform);
        r->decl = reforms[i];
        check_title(c, reforms[i]);
        ARENA_PUSH(c->arena, c->policy->reforms, c->policy->reform_count, r);
        if (find_target(c, reforms[i], &r->group)) rehearse(c, schemes, scheme_count, reforms[i]);
    }
    check_choice(c);
}
