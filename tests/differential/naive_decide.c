#include "tests/differential/naive_eval.h"

enum outcome { HOLDS, FAILS, OPEN, ASKS, BROKEN };

// What an offer's parts have said so far.
struct verdict {
    bool said[BROKEN + 1];
    struct naive_missing missing;
};

static enum outcome heard(struct verdict *t, enum outcome said, const value *k) {
    t->said[said] = true;
    if (said == OPEN) naive_add_missing(&t->missing, &k->missing);
    return said;
}

// What a value that is not known says.
static enum outcome unsettled(const value *k) {
    if (k->state == NAIVE_FAULT) return BROKEN;
    return k->state == NAIVE_UNKNOWN ? OPEN : ASKS;
}

// A rule is bad where a requirement is no, and where a veto or a refer is yes.
static value bad(const struct naive_env *v, const struct rule *rule) {
    value k = naive_eval(v, rule->decl->expr);
    return rule->kind == RULE_REQUIRE || rule->kind == RULE_IN_PRINCIPLE ? naive_not(k) : k;
}

// Where the rule is not asked it is not bad, whatever its condition is.
static value asked(const struct naive_env *v, const struct rule *rule, value when) {
    bool never = when.state == NAIVE_KNOWN && when.number == 0;
    return never ? when : naive_and(when, bad(v, rule));
}

// What is bad in principle asks for a person whatever its waiver says, so that this is asked for in hard rules only.
static enum outcome judge(const struct naive_env *v, const struct rule *rule, struct verdict *t) {
    value w = rule->decl->when ? naive_eval(v, rule->decl->when) : naive_truth(true);
    value k = asked(v, rule, w);
    if (w.state == NAIVE_FAULT) k = w;
    if (k.state != NAIVE_KNOWN) return heard(t, unsettled(&k), &k);
    if (k.number == 0) return heard(t, HOLDS, &k);
    if (rule->kind == RULE_IN_PRINCIPLE || rule->kind == RULE_REFER) return heard(t, ASKS, &k);
    w = rule->decl->waiver ? naive_eval(v, rule->decl->waiver) : naive_truth(false);
    if (w.state != NAIVE_KNOWN) return heard(t, unsettled(&w), &w);
    return heard(t, w.number == 2 ? ASKS : FAILS, &w);
}

static bool in_force(const struct scheme *s, int32_t as_of) {
    return (!s->from || as_of >= s->from) && (!s->until || as_of <= s->until);
}

// Whether the offer's rules are to be asked at all, once its `when` is heard.
static bool applies(const struct naive_env *v, const struct offer *o, struct verdict *t) {
    value when = o->when ? naive_eval(v, o->when) : naive_truth(true);
    if (when.state != NAIVE_KNOWN) heard(t, unsettled(&when), &when);
    return when.state != NAIVE_KNOWN || when.number == 2;
}

// Off the offer's decision by its rules; what it grants is its own affair.
value naive_meets(const struct naive_env *outer, const struct offer *o) {
    struct naive_env v = {.policy = outer->policy, .record = outer->record};
    struct verdict t = {0};
    if (!in_force(o->scheme, v.record->as_of) || !applies(&v, o, &t)) return naive_truth(false);
    for (uint32_t i = 0; i < o->rule_count; i++) judge(&v, o->rules[i], &t);
    if (t.said[BROKEN]) return naive_bare(NAIVE_FAULT);
    if (t.said[FAILS]) return naive_truth(false);
    if (!t.said[OPEN]) return t.said[ASKS] ? naive_bare(NAIVE_PERSON) : naive_truth(true);
    value open = naive_bare(NAIVE_UNKNOWN);
    open.missing = t.missing;
    return open;
}

// The offer of that name in the version of its scheme that is in force; where there is none, no.
value naive_meets_elsewhere(const struct naive_env *v, const struct expr *e) {
    const struct offer *meant = (const struct offer *)(const void *)e->ref;
    for (uint32_t i = 0; i < v->policy->scheme_count; i++) {
        const struct scheme *s = v->policy->schemes[i];
        for (uint32_t k = 0; k < s->offer_count; k++) {
            bool called = s->offers[k]->def.name.en == e->name || s->offers[k]->def.name.zh == e->name;
            if (s->group == meant->scheme->group && called && in_force(s, v->record->as_of))
                return naive_meets(v, s->offers[k]);
        }
    }
    return naive_truth(false);
}

static int settle(const struct verdict *t) { return t->said[FAILS] ? 3 : t->said[OPEN] ? 2 : t->said[ASKS] ? 1 : 0; }

static void ask_all(const struct naive_env *v, const struct offer *o, struct verdict *t, struct naive_offer *out) {
    for (uint32_t i = 0; i < o->rule_count; i++) {
        enum outcome said = judge(v, o->rules[i], t);
        out->failed[i] = said == FAILS;
        out->asks[i] = said == ASKS;
    }
    for (uint32_t g = 0; g < o->grant_count; g++) {
        value k = naive_eval(v, o->grants[g]->decl->expr);
        bool none = o->grants[g]->is_limit && k.state == NAIVE_KNOWN && k.number <= 0;
        out->grants[g] = k = none ? naive_bare(NAIVE_SILENT) : k;  // what is not above zero is no limit
        out->asks[o->rule_count + g] = heard(t, k.state == NAIVE_KNOWN ? HOLDS : unsettled(&k), &k) == ASKS;
    }
}

void naive_decide(const struct policy *p, const struct naive_record *r, const struct offer *o,
                  struct naive_offer *out) {
    struct naive_env v = {.policy = p, .record = r};
    struct verdict t = {0};
    bool force = in_force(o->scheme, r->as_of), asked = force && applies(&v, o, &t);
    out->when_asks = t.said[ASKS];
    if (asked) ask_all(&v, o, &t, out);
    out->decision = !force ? 5 : !asked ? 4 : settle(&t);
    out->fault = t.said[BROKEN];
    out->missing = t.missing;
}
