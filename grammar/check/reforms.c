// Reforms: each is applied to the schemes it is for and checked as part of them, so that it can say nothing that a
// scheme could not; and that the one asked for is known.
#include <string.h>

#include "grammar/check/checker.h"

// Every reform takes a scheme of its own. False: that would be more than there is room for.
static bool has_room(struct checker *c, const struct decl *scheme, const struct decl *reform) {
    return has_copied(c, reform, (uint64_t)scheme->at.length + reform->at.length);
}

bool is_reform_of(struct checker *c, const struct decl *reform, const struct version *v) {
    const struct definition *d = reform->target ? scope_find_here(c->schemes, reform->target) : NULL;
    return !reform->target || (d && ((const struct scheme *)d)->group == v->group);
}

static void rehearse(struct checker *c, struct decl *reform) {
    const struct version *last = NULL;
    c->rehearsal = true;
    for (uint32_t i = 0; i < c->version_count; i++) {
        const struct version *v = &c->versions[i];
        if (!is_reform_of(c, reform, v) || !has_room(c, v->decl, reform)) continue;
        struct version changed = reformed_version(c, v, reform);
        changed.build = NULL;
        changed.compared = true;
        ARENA_PUSH(c->arena, c->rehearsals, c->rehearsal_count, build_scheme(c, changed));
        last = v;
    }
    c->rehearsal = false;
    if (last) report_missed(c, reform, last);
}

static bool is_target_known(struct checker *c, const struct decl *reform) {
    return !reform->target || scope_named(c, c->schemes, reform->target, reform->target_at, DIAG_REFORM_SCHEME_ABSENT);
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

// The options are no part of any file; messages about them stand at the beginning of the last.
static struct span options_at(const struct checker *c) {
    return (struct span){c->tree_count ? c->trees[c->tree_count - 1]->source : 0, 0, 0};
}

static struct diag_arg titles_of(struct checker *c, struct decl *const *all, uint32_t count) {
    struct text t[2] = {{0}, {0}};
    for (uint32_t i = 0; i < count; i++)
        for (int lang = 0; all[i]->text && lang < 2; lang++)
            text_format(&t[lang], lang == LANG_ZH ? "%s“%s”" : "%s'%s'",
                        t[lang].length ? (lang == LANG_ZH ? "、" : ", ") : "", all[i]->text);
    const char *en = text_keep(&t[LANG_EN], c->arena);
    return (struct diag_arg){en, text_keep(&t[LANG_ZH], c->arena)};
}

static void report_unknown_reform(struct checker *c, struct decl *const *all, uint32_t count, const char *title,
                                  struct span at) {
    struct nearest n = nearest_to(title);
    for (uint32_t i = 0; i < count; i++)
        if (all[i]->text) nearest_offer(&n, all[i]->text);
    struct diag *d = diag(c->diags, DIAG_UNKNOWN_REFORM, at, A(title));
    if (n.best) hint_nearest(c, d, &n);
    else if (count) report_hint(c, d, DIAG_HINT_THERE_ARE, titles_of(c, all, count));
    else report_hint(c, d, DIAG_HINT_NO_REFORMS, {0});
}

static bool is_among(struct decl *const *chosen, uint32_t count, const struct decl *reform) {
    for (uint32_t i = 0; i < count; i++)
        if (chosen[i] == reform) return true;
    return false;
}

void choose_reform(struct checker *c, const char *title, struct span at, struct decl ***chosen,
                   uint32_t *chosen_count) {
    uint32_t count, i = 0;
    struct decl **all = collect_decls(c, DECL_REFORM, &count);
    while (i < count && (!all[i]->text || strcmp(all[i]->text, title) != 0)) i++;
    if (i == count) report_unknown_reform(c, all, count, title, at);
    else if (is_among(*chosen, *chosen_count, all[i])) diag(c->diags, DIAG_REFORM_ASKED_TWICE, at, A(title));
    else ARENA_PUSH(c->arena, *chosen, *chosen_count, all[i]);
}

void choose_reforms(struct checker *c) {
    const struct check_options *o = c->options;
    const struct span at = options_at(c);
    for (size_t i = 0; o && i < o->reform_count; i++) choose_reform(c, o->reforms[i], at, &c->chosen, &c->chosen_count);
    for (size_t i = 0; o && i < o->scenario_count; i++)
        choose_reform(c, o->scenario[i], at, &c->scenario, &c->scenario_count);
}

void check_reforms(struct checker *c) {
    uint32_t count;
    struct decl **reforms = collect_decls(c, DECL_REFORM, &count);
    for (uint32_t i = 0; i < count; i++) {
        struct reform *r = ARENA_NEW(c->arena, struct reform);
        r->decl = reforms[i];
        check_title(c, reforms[i]);
        ARENA_PUSH(c->arena, c->policy->reforms, c->policy->reform_count, r);
        if (is_target_known(c, reforms[i])) rehearse(c, reforms[i]);
    }
}
