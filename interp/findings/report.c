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
    if (is_settled_no(group, FACT_REFERRED)) say(s, DIAG_OFFER_NOBODY, DIAG_HINT_OFFER_NOBODY, group);
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

// The offers in which nobody needs the rule; true where that is all of them.
static bool name_idle(struct study *s, uint32_t at, uint32_t end, struct text *en, struct text *zh) {
    bool all = true;
    for (uint32_t i = at; i < end; i = places_end(&s->places, i, true)) {
        const struct place *p = &s->places.items[i];
        if (!is_settled_no(p, FACT_DECIDES)) {
            all = false;
            continue;
        }
        if (en->length) text_put(en, ", "), text_put(zh, "、");
        text_put(en, name_text(s->policy, &p->offer->def.name, LANG_EN));
        text_put(zh, name_text(s->policy, &p->offer->def.name, LANG_ZH));
    }
    return all;
}

static void report_idle(struct study *s, uint32_t at, uint32_t end) {
    struct text en = {0}, zh = {0};
    const struct rule *rule = s->places.items[at].rule;
    bool all = name_idle(s, at, end, &en, &zh), none = en.length == 0;
    struct diag_arg offers = {text_keep(&en, s->arena), NULL}, name = study_words(s, &rule->def.name);
    offers.zh = text_keep(&zh, s->arena);
    if (none) return;
    struct diag *d = all ? diag(&s->c->diags, DIAG_RULE_IDLE, rule->decl->head, name)
                         : diag(&s->c->diags, DIAG_RULE_IDLE_IN, rule->decl->head, name, offers);
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
