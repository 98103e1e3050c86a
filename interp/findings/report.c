// What the answers come to, in words.
#include "grammar/base/text.h"
#include "grammar/diag/diag.h"
#include "interp/findings/internal.h"

struct reporter {
    const struct places *all;
    struct compilation *c;
    const struct policy *p;
};

static struct diag_arg words_of(const struct reporter *r, const struct name *n) {
    return (struct diag_arg){name_text(r->p, n, LANG_EN), name_text(r->p, n, LANG_ZH)};
}

static bool is_settled_no(const struct place *group, enum fact fact) {
    return group->asked & fact && !((group->found | group->open) & fact);
}

static struct diag *say(const struct reporter *r, enum diag_id id, enum diag_id hint, const struct place *group) {
    const struct definition *def = group->rule ? &group->rule->def : &group->offer->def;
    const struct decl *decl = group->rule ? group->rule->decl : group->offer->decl;
    struct diag *d = diag(&r->c->diags, id, decl->head, words_of(r, &def->name));
    diag_hint(&r->c->diags, d, hint, A(""));
    return d;
}

static void report_offer(const struct reporter *r, const struct place *group) {
    if (!is_settled_no(group, FACT_GRANTED)) return;
    if (is_settled_no(group, FACT_REFERRED)) say(r, DIAG_OFFER_NOBODY, DIAG_HINT_OFFER_NOBODY, group);
    else if (group->found & FACT_REFERRED) say(r, DIAG_OFFER_REFERS, DIAG_HINT_OFFER_REFERS, group);
}

static void report_rule(const struct reporter *r, const struct place *group) {
    bool by_yes = rule_is_bad_by_yes(group->rule->kind);
    if (is_settled_no(group, FACT_HOLDS))
        say(r, by_yes ? DIAG_RULE_FIRES_ALWAYS : DIAG_RULE_HOLDS_NEVER, DIAG_HINT_RULE_NEVER, group);
    else if (is_settled_no(group, FACT_SPEAKS))
        say(r, by_yes ? DIAG_RULE_FIRES_NEVER : DIAG_RULE_HOLDS_ALWAYS, DIAG_HINT_RULE_ALWAYS, group);
    else if (is_settled_no(group, FACT_WAIVED)) say(r, DIAG_WAIVER_NEVER, DIAG_HINT_WAIVER_NEVER, group);
}

static void report_place(const struct reporter *r, const struct place *group) {
    (group->rule ? report_rule : report_offer)(r, group);
}

// ---- beside the other rules

// The offers in which nobody needs the rule; true where that is all of them.
static bool name_idle(const struct reporter *r, uint32_t at, uint32_t end, struct text *en, struct text *zh) {
    bool all = true;
    for (uint32_t i = at; i < end; i = places_end(r->all, i, true)) {
        const struct place *p = &r->all->items[i];
        if (!is_settled_no(p, FACT_DECIDES)) {
            all = false;
            continue;
        }
        if (en->length) text_put(en, ", "), text_put(zh, "、");
        text_put(en, name_text(r->p, &p->offer->def.name, LANG_EN));
        text_put(zh, name_text(r->p, &p->offer->def.name, LANG_ZH));
    }
    return all;
}

static void report_idle(const struct reporter *r, uint32_t at, uint32_t end) {
    struct text en = {0}, zh = {0};
    const struct rule *rule = r->all->items[at].rule;
    bool all = name_idle(r, at, end, &en, &zh), none = en.length == 0;
    struct diag_arg offers = {text_keep(&en, &r->c->arena), NULL}, name = words_of(r, &rule->def.name);
    offers.zh = text_keep(&zh, &r->c->arena);
    if (none) return;
    struct diag *d = all ? diag(&r->c->diags, DIAG_RULE_IDLE, rule->decl->head, name)
                         : diag(&r->c->diags, DIAG_RULE_IDLE_IN, rule->decl->head, name, offers);
    diag_hint(&r->c->diags, d, DIAG_HINT_RULE_IDLE, A(""));
}

// ---- all of them

static void report_open(const struct reporter *r) {
    uint64_t open = 0;
    for (uint32_t i = 0; i < r->all->count; i++) open += (uint64_t)__builtin_popcount(r->all->items[i].open);
    if (!open) return;
    const struct number_text digits = number_text(open);
    struct diag *d = diag(&r->c->diags, DIAG_FINDINGS_OPEN, r->p->schemes[0]->decl->head, A(digits.text));
    diag_hint(&r->c->diags, d, DIAG_HINT_FINDINGS_OPEN, A(""));
}

void places_report(const struct places *all, struct compilation *c, const struct policy *p) {
    const struct reporter r = {all, c, p};
    for (uint32_t at = 0, end; at < all->count; at = end) {
        end = places_end(all, at, false);
        report_place(&r, &all->items[at]);
        if (all->items[at].rule) report_idle(&r, at, end);
    }
    report_open(&r);
}
