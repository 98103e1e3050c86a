// What the answers come to, in words.
#include "grammar/base/text.h"
#include "grammar/diag/diag.h"
#include "interp/findings/internal.h"

static bool is_settled_no(const struct place *group, enum fact fact) {
    return group->asked & fact && !((group->found | group->open) & fact);
}

static struct diag *say(struct study *s, enum diag_id id, enum diag_id hint, const struct place *group) {
    const struct definition *def = group->rule ? &group->rule->def : &group->offer->def;
    const struct decl *decl = group->rule ? group->rule->decl : group->offer->decl;
    struct diag *d = diag(&s->c->diags, id, decl->head, study_words(s, &def->name));
    diag_hint(&s->c->diags, d, hint, A(""));
    return d;
}

static void report_offer(struct study *s, const struct place *group) {
    if (!is_settled_no(group, FACT_GRANTED)) return;
    if (is_settled_no(group, FACT_REFERRED))
        blame_rules(s, say(s, DIAG_OFFER_NOBODY, DIAG_HINT_OFFER_NOBODY, group), group);
    else if (group->found & FACT_REFERRED) say(s, DIAG_OFFER_REFERS, DIAG_HINT_OFFER_REFERS, group);
}

static void report_rule(struct study *s, const struct place *group) {
    bool by_yes = rule_is_bad_by_yes(group->rule->kind);
    if (is_settled_no(group, FACT_HOLDS))
        say(s, by_yes ? DIAG_RULE_FIRES_ALWAYS : DIAG_RULE_HOLDS_NEVER, DIAG_HINT_RULE_NEVER, group);
    else if (is_settled_no(group, FACT_SPEAKS))
        say(s, by_yes ? DIAG_RULE_FIRES_NEVER : DIAG_RULE_HOLDS_ALWAYS, DIAG_HINT_RULE_ALWAYS, group);
    else if (is_settled_no(group, FACT_WAIVED)) say(s, DIAG_WAIVER_NEVER, DIAG_HINT_WAIVER_NEVER, group);
}

static void report_place(struct study *s, const struct place *group) {
    (group->rule ? report_rule : report_offer)(s, group);
}

// ---- beside the other rules

// The offers of which that is never so; true where those are all.
static bool name_offers(struct study *s, uint32_t at, uint32_t end, enum fact fact, struct diag_arg *names,
                        const struct place **first) {
    struct text en = {0}, zh = {0};
    bool all = true;
    for (uint32_t i = at; i < end; i = places_end(&s->places, i, true)) {
        const struct place *p = &s->places.items[i];
        bool never = is_settled_no(p, fact);
        all = all && never;
        if (!never) continue;
        if (!*first) *first = p;
        text_format(&en, "%s%s", en.length ? ", " : "", name_text(s->policy, &p->offer->def.name, LANG_EN));
        text_format(&zh, "%s%s", zh.length ? "、" : "", name_text(s->policy, &p->offer->def.name, LANG_ZH));
    }
    names->en = text_keep(&en, s->arena);
    names->zh = text_keep(&zh, s->arena);
    return all;
}

static void report_idle(struct study *s, uint32_t at, uint32_t end) {
    struct diag_arg idle, never;
    const struct place *first_idle = NULL, *first_never = NULL;
    const struct rule *rule = s->places.items[at].rule;
    bool all = name_offers(s, at, end, FACT_DECIDES, &idle, &first_idle);
    name_offers(s, at, end, FACT_AGAINST, &never, &first_never);
    struct diag_arg name = study_words(s, &rule->def.name);
    struct diag *d = NULL;
    if (*idle.en && all) d = diag(&s->c->diags, DIAG_RULE_IDLE, rule->decl->head, name);
    else if (*idle.en) d = diag(&s->c->diags, DIAG_RULE_IDLE_IN, rule->decl->head, name, idle);
    if (d) diag_hint(&s->c->diags, d, DIAG_HINT_RULE_IDLE, A(""));
    if (d) blame_rival(s, d, first_idle);
    if (!*never.en) return;
    d = diag(&s->c->diags, DIAG_RULE_NEVER_IN, rule->decl->head, name, never);
    blame_when(s, d, first_never);
    diag_hint(&s->c->diags, d, DIAG_HINT_RULE_IDLE, A(""));
}

// ---- all of them

void places_report(struct study *s) {
    for (uint32_t at = 0, end; at < s->places.count; at = end) {
        end = places_end(&s->places, at, false);
        report_place(s, &s->places.items[at]);
        if (s->places.items[at].rule) report_idle(s, at, end);
    }
}
