// The clauses and settings of a scenario in words: what each is called, and what it puts in the place of what.
#include <stdio.h>
#include <string.h>

#include "grammar/base/source.h"
#include "interp/plan/reading.h"
#include "interp/whatif/finish.h"

struct wording {
    const struct scope *s;
    struct line_writer *lines;
};

// ---- clauses

static const struct scheme *target_of(const struct policy *p, const struct decl *reform) {
    for (uint32_t i = 0; reform->target && i < p->scheme_count; i++) {
        const struct name *n = &p->schemes[i]->def.name;
        if (n->en == reform->target || n->zh == reform->target) return p->schemes[i];
    }
    return NULL;
}

static const struct decl *member_like(const struct decl *in, const struct decl *like) {
    for (uint32_t i = 0; in && i < in->member_count; i++)
        if (decls_match(in->members[i], like)) return in->members[i];
    return NULL;
}

// What the clause takes the place of, in its offer, else in its scheme, else outside.
static const struct decl *replaced_by(const struct policy *p, const struct edit *e) {
    const struct scheme *s = target_of(p, e->reform);
    const struct decl *offer = s && e->offer ? member_like(s->decl, e->offer) : NULL;
    const struct decl *found = offer ? member_like(offer, e->decl) : NULL;
    if (!found && s) found = member_like(s->decl, e->decl);
    for (uint32_t i = 0; !found && i < p->param_count; i++)
        if (decls_match(p->params[i]->decl, e->decl)) found = p->params[i]->decl;
    for (uint32_t i = 0; !found && i < p->define_count; i++)
        if (decls_match(p->defines[i]->decl, e->decl)) found = p->defines[i]->decl;
    return found;
}

static const char *clause_text(const struct wording *w, const struct decl *d) {
    const struct expr *e = d ? d->expr : NULL;
    struct text t = {0};
    if (d && d->kind == DECL_PARAM && d->value_count == 1) e = d->values[0].value;
    if (d && !e) return d->text;
    if (!e) return NULL;
    line_put(w->lines, e->at, w->s->ask->lang, &t);
    return text_keep(&t, w->s->arena);
}

// ---- citations

static const struct param *param_among(struct param *const *params, uint32_t count, const struct decl *d) {
    for (uint32_t i = 0; i < count; i++)
        if (params[i]->decl == d) return params[i];
    return NULL;
}

static const struct param *param_of(const struct policy *p, const struct decl *d) {
    const struct param *found = param_among(p->params, p->param_count, d);
    for (uint32_t i = 0; i < p->scheme_count && !found; i++)
        found = param_among(p->schemes[i]->params, p->schemes[i]->param_count, d);
    return found;
}

// Of the first clause of a block, in the notice's order, that reads the param; NULL: none does, or it cites nothing.
static const struct citation *cited_in(struct arena *a, const struct decl *block, const struct param *param) {
    const struct citation *found = NULL;
    for (uint32_t i = 0; i < block->member_count && !found; i++) {
        const struct decl *d = block->members[i];
        if (d->kind == DECL_OFFER) found = cited_in(a, d, param);
        else if (d->citation.clause && clause_reads(a, d, &param->def)) found = &d->citation;
    }
    return found;
}

// A param seldom cites a clause itself: the clause is that of the rule which it is the figure of.
static const struct citation *citation_of(const struct wording *w, const struct decl *d) {
    const struct policy *p = w->s->policy;
    const struct param *param = d->citation.clause ? NULL : param_of(p, d);
    const struct citation *found = NULL;
    for (uint32_t i = 0; param && i < p->scheme_count && !found; i++)
        if (param->is_shared || p->schemes[i]->group == param->group)
            found = cited_in(w->s->arena, p->schemes[i]->decl, param);
    return found ? found : &d->citation;
}

// ---- names and places

static const char *edit_name(const struct wording *w, const struct edit *e) {
    const struct policy *p = w->s->policy;
    const struct scheme *s = target_of(p, e->reform);
    enum lang lang = w->s->ask->lang;
    struct text t = {0};
    if (s) text_format(&t, "%s.", name_text(p, &s->def.name, lang));
    if (e->offer) text_format(&t, "%s.", name_text(p, &e->offer->name, lang));
    if (e->decl->kind == DECL_WHEN) text_put(&t, lang == LANG_ZH ? "适用" : "when");
    else text_put(&t, name_text(p, &e->decl->name, lang));
    return text_keep(&t, w->s->arena);
}

static const char *place_of(const struct wording *w, struct span at) {
    struct text t = {0};
    source_describe(w->s->policy->sources, at, &t);
    char *text = text_keep(&t, w->s->arena), *column = strrchr(text, ':');
    if (column) *column = '\0';
    return text;
}

static struct whatif_edit clause_edit(const struct wording *w, const struct edit *e) {
    const struct decl *old = replaced_by(w->s->policy, e);
    const struct citation *cited = citation_of(w, old ? old : e->decl);
    return (struct whatif_edit){.name = edit_name(w, e),
                                .clause = cited->clause,
                                .quote = cited->quote_count ? cited->quotes[0] : NULL,
                                .before = clause_text(w, old),
                                .after = clause_text(w, e->decl),
                                .asked_by = place_of(w, e->decl->at),
                                .scheme = target_of(w->s->policy, e->reform)};
}

// ---- settings

static const char *value_words(const struct wording *w, const struct setting *s) {
    struct text t = {0};
    if (s->text) text_put(&t, s->text);
    else put_as_written(&t, w->s->policy, &s->param->type, s->value, w->s->ask->lang);
    return text_keep(&t, w->s->arena);
}

static const struct scheme *scheme_of(const struct policy *p, const struct param *param) {
    for (uint32_t i = 0; !param->is_shared && i < p->scheme_count; i++)
        if (p->schemes[i]->group == param->group) return p->schemes[i];
    return NULL;
}

static struct whatif_edit setting_edit(const struct wording *w, const struct setting *set) {
    const struct whatif_ask *ask = w->s->ask;
    const struct setting *base = plan_setting_of(ask->base, ask->base_count, set->param);
    const struct decl *d = set->param->decl;
    const struct citation *cited = citation_of(w, d);
    return (struct whatif_edit){.name = param_label(w->s->arena, w->s->policy, set->param, ask->lang),
                                .clause = cited->clause,
                                .quote = cited->quote_count ? cited->quotes[0] : NULL,
                                .before = base ? value_words(w, base) : clause_text(w, d),
                                .after = value_words(w, set),
                                .asked_by = "--set",
                                .scheme = scheme_of(w->s->policy, set->param)};
}

void finish_edits(const struct scope *s, struct line_writer *lines, struct whatif_result *result) {
    const struct wording w = {s, lines};
    uint32_t own = s->policy->edit_count;
    result->edit_count = scope_edit_count(s);
    result->method = result->edit_count > EDITS_EXACT ? WHATIF_STACKED : WHATIF_SHARES;
    result->edits = ARENA_ARRAY(s->arena, struct whatif_edit, result->edit_count);
    for (uint32_t i = 0; i < own; i++) result->edits[i] = clause_edit(&w, &s->policy->edits[i]);
    for (uint32_t i = 0; i < s->ask->scenario_count; i++)
        result->edits[own + i] = setting_edit(&w, &s->ask->scenario[i]);
}
