#include "interp/explain/build.h"
#include "interp/value/value_text.h"

struct reasons {  // names of a kind, or sentences
    const char **items;
    uint32_t count;
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

static bool waived(const struct telling *t, const struct planned_rule *r) {
    return r->waiver && tell_truth(t, r->waiver) == 2;
}

static enum phrase_id asking_words(const struct telling *t, const struct planned_rule *r) {
    if (r->rule->kind == RULE_REFER) return WORDS_BECAUSE_REFER;
    return waived(t, r) ? WORDS_BECAUSE_WAIVED : WORDS_BECAUSE_PRINCIPLE;
}

static const char *refer(struct telling *t, const struct offer_result *result, const struct explained_offer *o) {
    struct reasons all = {0};
    for (uint32_t i = 0; i < result->planned->rule_count; i++) {
        if (tell_outcome(t, result, i) != RULE_ASKS) continue;
        enum phrase_id why = asking_words(t, &result->planned->rules[i]);
        add_reason(t, &all, tell_phrase(t, why, rule_name(t, result, i), NULL));
    }
    for (uint32_t i = 0; i < o->grant_count; i++) {
        if (o->grants[i].value.state != STATE_SILENT) continue;
        const char *name = tell_own_name(t, &result->planned->grants[i].grant->def.name);
        add_reason(t, &all, tell_phrase(t, WORDS_BECAUSE_SILENT, name, NULL));
    }
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
    const struct explained_offer *o = &s->offers[best];
    if (s->offer_count == 1) return o->summary;
    return tell_phrase(t, WORDS_OF_OFFER, o->summary, t->lang == LANG_ZH ? o->name.zh : o->name.en);
}

const char *tell_period(struct telling *t, const struct scheme *s) {
    const char *from = s->from ? tell_date(t, s->from) : NULL, *until = s->until ? tell_date(t, s->until) : NULL;
    if (from && until) return tell_phrase(t, WORDS_FROM_UNTIL, from, until);
    if (!from && !until) return words_text(t->lang, WORDS_ALWAYS);
    return tell_phrase(t, from ? WORDS_FROM : WORDS_UNTIL, from ? from : until, NULL);
}
