#include <string.h>

#include "interp/eval/causes.h"
#include "interp/explain/build.h"
#include "interp/value/value_text.h"

struct reasons {  // names of a kind, or sentences
    const char **items;
    uint32_t count;
};

struct naming {  // what a visitor of rules needs
    struct telling *t;
    struct reasons names;
};

static void add_reason(struct telling *t, struct reasons *r, const char *reason) {
    ARENA_PUSH(t->arena, r->items, r->count, reason);
}

static const char *rule_name(struct telling *t, const struct offer_result *result, uint32_t rule) {
    return tell_own_name(t, &result->planned->rules[rule].rule->def.name);
}

// ---- not eligible

static bool is_veto(const struct offer_result *result, uint32_t rule) {
    return result->planned->rules[rule].rule->kind == RULE_VETO;
}

static void add_group(struct telling *t, struct reasons *to, const struct reasons *names, enum phrase_id one,
                      enum phrase_id many) {
    if (!names->count) return;
    const char *joined = tell_joined(t, WORDS_COMMA, names->items, names->count);
    add_reason(t, to, tell_phrase(t, names->count == 1 ? one : many, joined, NULL));
}

static const char *ineligible(struct telling *t, const struct offer_result *result) {
    struct reasons failed = {0}, vetoes = {0}, all = {0};
    for (uint32_t i = 0; i < result->planned->rule_count; i++)
        if (tell_outcome(t, result, i) == RULE_FAILED)
            add_reason(t, is_veto(result, i) ? &vetoes : &failed, rule_name(t, result, i));
    add_group(t, &all, &failed, WORDS_FAILS_ONE, WORDS_FAILS_MANY);
    add_group(t, &all, &vetoes, WORDS_EXCLUDES_ONE, WORDS_EXCLUDES_MANY);
    return tell_phrase(t, WORDS_INELIGIBLE, tell_joined(t, WORDS_SEMICOLON, all.items, all.count), NULL);
}

// ---- a person decides

static void add_rule_names(void *context, const struct rule *rule) {
    struct naming *n = context;
    const char *name = tell_own_name(n->t, &rule->def.name);
    for (uint32_t i = 0; i < n->names.count; i++)
        if (strcmp(n->names.items[i], name) == 0) return;
    add_reason(n->t, &n->names, name);
}

// The rules of other offers that leave it to a person whether this one applies.
static void add_when(struct telling *t, const struct planned_offer *p, struct reasons *all) {
    struct naming n = {.t = t};
    if (!p->when || tell_truth(t, p->when) != TOLD_REFERRED) return;
    node_referred(t->w, p->when, t->row, add_rule_names, &n);
    const char *joined = tell_joined(t, WORDS_COMMA, n.names.items, n.names.count);
    add_reason(t, all, tell_phrase(t, WORDS_BECAUSE_WHEN, joined, NULL));
}

static void add_grant(struct telling *t, const struct planned_grant *p, const struct explained_grant *g,
                      struct reasons *all) {
    enum state state = node_value_at(t->w, p->value, t->row).state;
    if (state != STATE_SILENT && state != STATE_REFERRED) return;
    enum phrase_id why = state == STATE_REFERRED ? WORDS_BECAUSE_REFERRED : WORDS_BECAUSE_SILENT;
    if (g->value.nothing) why = WORDS_BECAUSE_NOTHING;
    if (g->not_above_zero) why = WORDS_BECAUSE_NO_LIMIT;
    add_reason(t, all, tell_phrase(t, why, tell_own_name(t, &p->grant->def.name), NULL));
}

static const char *refer(struct telling *t, const struct offer_result *result, const struct explained_offer *o) {
    struct reasons all = {0};
    add_when(t, result->planned, &all);
    for (uint32_t i = 0; i < result->planned->rule_count; i++) {
        if (tell_outcome(t, result, i) != RULE_ASKS) continue;
        enum phrase_id why = tell_asking(t, &result->planned->rules[i]);
        add_reason(t, &all, tell_phrase(t, why, rule_name(t, result, i), NULL));
    }
    for (uint32_t i = 0; i < o->grant_count; i++) add_grant(t, &result->planned->grants[i], &o->grants[i], &all);
    return tell_phrase(t, WORDS_REFER, tell_joined(t, WORDS_SEMICOLON, all.items, all.count), NULL);
}

// ---- the others

static const char *incomplete(struct telling *t, const struct explained_offer *o) {
    struct reasons names = {0};
    for (uint32_t i = 0; i < o->missing_count; i++)
        add_reason(t, &names, t->lang == LANG_ZH ? o->missing[i].name.zh : o->missing[i].name.en);
    if (!names.count) return words_text(t->lang, WORDS_INCOMPLETE_BARE);
    return tell_phrase(t, WORDS_INCOMPLETE, tell_joined(t, WORDS_COMMA, names.items, names.count), NULL);
}

static const char *eligible(struct telling *t, const struct offer_result *result, const struct explained_offer *o) {
    for (uint32_t i = 0; i < o->grant_count; i++) {
        if (!result->planned->grants[i].is_limit) continue;
        const char *name = tell_own_name(t, &result->planned->grants[i].grant->def.name);
        return tell_phrase(t, WORDS_ELIGIBLE_LIMIT, name, o->grants[i].value.text);
    }
    return words_text(t->lang, WORDS_ELIGIBLE);
}

const char *tell_offer_summary(struct telling *t, const struct offer_result *result, const struct explained_offer *o) {
    switch (o->decision) {
    case DECISION_ELIGIBLE: return eligible(t, result, o);
    case DECISION_REFER: return refer(t, result, o);
    case DECISION_INCOMPLETE: return incomplete(t, o);
    case DECISION_INELIGIBLE: return ineligible(t, result);
    case DECISION_NOT_APPLICABLE: return tell_phrase(t, WORDS_NOT_APPLICABLE, o->when.text, NULL);
    case DECISION_NOT_IN_FORCE:
    case DECISION_COUNT: break;
    }
    return decision_names[o->decision][t->lang];
}

const char *tell_scheme_summary(struct telling *t, const struct explained_scheme *s, uint32_t best) {
    if (s->decision == DECISION_NOT_IN_FORCE) return tell_phrase(t, WORDS_NOT_IN_FORCE, t->e->as_of, s->period);
    if (s->decision == DECISION_NOT_APPLICABLE && s->offer_count > 1)
        return words_text(t->lang, WORDS_NO_OFFER_APPLIES);
    if (s->offer_count == 0) return words_text(t->lang, WORDS_NO_OFFERS);
    const struct explained_offer *o = &s->offers[best];
    if (s->offer_count == 1) return o->summary;
    return tell_phrase(t, WORDS_OF_OFFER, o->summary, t->lang == LANG_ZH ? o->name.zh : o->name.en);
}

const char *tell_period(struct telling *t, const struct scheme *s) {
    const char *from = s->begins ? tell_date(t, s->begins) : NULL, *until = s->ends ? tell_date(t, s->ends) : NULL;
    if (from && until) return tell_phrase(t, WORDS_FROM_UNTIL, from, until);
    if (!from && !until) return words_text(t->lang, WORDS_ALWAYS);
    return tell_phrase(t, from ? WORDS_FROM : WORDS_UNTIL, from ? from : until, NULL);
}
