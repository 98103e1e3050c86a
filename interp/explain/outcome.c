// What conditions and rules came to; of a rule, in the words of its verdict and of the sentence that says why a person
// decides.
#include "interp/explain/build.h"

uint8_t tell_truth(const struct telling *t, const struct node *n) {
    struct node_value v = node_value_at(t->w, n, t->row);
    if (v.state == STATE_KNOWN) return (uint8_t)v.value;
    return v.state == STATE_REFERRED ? TOLD_REFERRED : TOLD_UNKNOWN;
}

static bool in_planes(uint8_t *const *planes, uint32_t rule, uint32_t row) {
    return planes[rule / 8][row] >> (rule % 8) & 1;
}

enum rule_outcome tell_outcome(const struct telling *t, const struct offer_result *result, uint32_t rule) {
    if (in_planes(result->failed, rule, t->row)) return RULE_FAILED;
    if (in_planes(result->unknown, rule, t->row)) return RULE_UNKNOWN;
    if (in_planes(result->asks, rule, t->row)) return RULE_ASKS;
    const struct node *when = result->planned->rules[rule].when;
    return when && tell_truth(t, when) == TOLD_NO ? RULE_NOT_ASKED : RULE_MET;
}

bool tell_is_bad(const struct telling *t, const struct planned_rule *p) {
    return tell_truth(t, p->condition) == p->bad;  // TOLD_NO and TOLD_YES are the truths of those names
}

enum asking { ASKS_REFERRED, ASKS_REFER, ASKS_IN_PRINCIPLE, ASKS_WAIVER_REFERRED, ASKS_WAIVED, ASKING_COUNT };

static enum asking asking_of(const struct telling *t, const struct planned_rule *p) {
    if (!tell_is_bad(t, p)) return ASKS_REFERRED;
    if (p->rule->kind == RULE_REFER) return ASKS_REFER;
    if (p->rule->kind == RULE_IN_PRINCIPLE) return ASKS_IN_PRINCIPLE;
    return tell_truth(t, p->waiver) == TOLD_REFERRED ? ASKS_WAIVER_REFERRED : ASKS_WAIVED;
}

// By what asks, then whether the rule is one that yes speaks against.
static const enum phrase_id verdicts[ASKING_COUNT][2] = {
    [ASKS_REFERRED] = {WORDS_REFERRED, WORDS_REFERRED},
    [ASKS_REFER] = {WORDS_REFER_ASKS, WORDS_REFER_ASKS},
    [ASKS_IN_PRINCIPLE] = {WORDS_PRINCIPLE_ASKS, WORDS_PRINCIPLE_ASKS},
    [ASKS_WAIVER_REFERRED] = {WORDS_WAIVER_REFERRED, WORDS_VETO_WAIVER_REFERRED},
    [ASKS_WAIVED] = {WORDS_WAIVED, WORDS_VETO_WAIVED},
};
static const enum phrase_id reasons[ASKING_COUNT][2] = {
    [ASKS_REFERRED] = {WORDS_BECAUSE_REFERRED, WORDS_BECAUSE_REFERRED},
    [ASKS_REFER] = {WORDS_BECAUSE_REFER, WORDS_BECAUSE_REFER},
    [ASKS_IN_PRINCIPLE] = {WORDS_BECAUSE_PRINCIPLE, WORDS_BECAUSE_PRINCIPLE},
    [ASKS_WAIVER_REFERRED] = {WORDS_BECAUSE_WAIVER_REFERRED, WORDS_BECAUSE_WAIVER_REFERRED},
    [ASKS_WAIVED] = {WORDS_BECAUSE_WAIVED, WORDS_BECAUSE_VETO_WAIVED},
};

enum phrase_id tell_asking(const struct telling *t, const struct planned_rule *p) {
    return reasons[asking_of(t, p)][rule_is_bad_by_yes(p->rule->kind)];
}

enum phrase_id tell_verdict(const struct telling *t, const struct planned_rule *p, enum rule_outcome outcome) {
    bool by_yes = rule_is_bad_by_yes(p->rule->kind);
    switch (outcome) {
    case RULE_FAILED: return by_yes ? WORDS_VETOED : WORDS_FAILED;
    case RULE_UNKNOWN:
        if (!tell_is_bad(t, p)) return WORDS_UNKNOWN;
        return by_yes ? WORDS_VETO_WAIVER_UNKNOWN : WORDS_WAIVER_UNKNOWN;
    case RULE_ASKS: return verdicts[asking_of(t, p)][by_yes];
    case RULE_MET: return by_yes ? WORDS_NOT_HIT : WORDS_MET;
    case RULE_NOT_ASKED: return WORDS_NOT_ASKED;
    case RULE_OUTCOME_COUNT: break;
    }
    return WORDS_UNKNOWN;
}
