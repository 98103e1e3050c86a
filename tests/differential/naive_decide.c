#include "tests/differential/naive_eval.h"

enum outcome { HOLDS, FAILS, OPEN, ASKS, BROKEN };

// What one rule says: the state of the record under it, with the missing fields where it is open.
static enum outcome judge(const struct naive_env *v, const struct rule *rule, struct naive_missing *missing) {
    value k = naive_eval(v, rule->decl->expr);
    if (k.state == NAIVE_FAULT) return BROKEN;
    bool unmet_is_no = rule->kind == RULE_REQUIRE || rule->kind == RULE_IN_PRINCIPLE;
    if (k.state == NAIVE_KNOWN && (k.number == 2) == unmet_is_no) return HOLDS;
    if (k.state == NAIVE_KNOWN && (rule->kind == RULE_IN_PRINCIPLE || rule->kind == RULE_REFER)) return ASKS;
    if (k.state == NAIVE_KNOWN && rule->decl->waiver) {
        value w = naive_eval(v, rule->decl->waiver);
        if (w.state == NAIVE_FAULT) return BROKEN;
        if (w.state == NAIVE_KNOWN) return w.number == 2 ? ASKS : FAILS;
        k = w;
    }
    if (k.state == NAIVE_KNOWN) return FAILS;
    naive_add_missing(missing, &k.missing);
    return OPEN;
}

value naive_meets(const struct naive_env *outer, const struct offer *o) {
    struct naive_env v = {.policy = outer->policy, .record = outer->record};
    value result = o->when ? naive_eval(&v, o->when) : naive_truth(true);
    for (uint32_t i = 0; i < o->rule_count; i++) {
        if (o->rules[i]->kind != RULE_REQUIRE && o->rules[i]->kind != RULE_VETO) continue;
        struct naive_missing missing = {0};
        enum outcome said = judge(&v, o->rules[i], &missing);
        value k = said == HOLDS   ? naive_truth(true)
                  : said == FAILS ? naive_truth(false)
                                  : naive_bare(said == BROKEN ? NAIVE_FAULT : NAIVE_UNKNOWN);
        k.missing = missing;
        result = naive_and(result, k);
    }
    return result;
}

static bool in_force(const struct scheme *s, int32_t as_of) {
    return (!s->from || as_of >= s->from) && (!s->until || as_of <= s->until);
}

static int settle(bool fails, bool open, bool asks) { return fails ? 3 : open ? 2 : asks ? 1 : 0; }

void naive_decide(const struct policy *p, const struct naive_record *r, const struct offer *o,
                  struct naive_offer *out) {
    struct naive_env v = {.policy = p, .record = r};
    bool fails = false, open = false, asks = false;
    out->fault = false;
    out->missing = (struct naive_missing){0};
    out->decision = 5;
    if (!in_force(o->scheme, r->as_of)) return;
    value when = o->when ? naive_eval(&v, o->when) : naive_truth(true);
    out->fault = when.state == NAIVE_FAULT;
    out->decision = 4;
    if (when.state == NAIVE_KNOWN && when.number == 0) return;
    open = when.state == NAIVE_UNKNOWN;
    if (open) out->missing = when.missing;
    for (uint32_t i = 0; i < o->rule_count; i++) {
        enum outcome said = judge(&v, o->rules[i], &out->missing);
        out->failed[i] = said == FAILS;
        out->asks[i] = said == ASKS;
        fails |= said == FAILS;
        open |= said == OPEN;
        asks |= said == ASKS;
        out->fault |= said == BROKEN;
    }
    for (uint32_t g = 0; g < o->grant_count; g++) {
        value k = out->grants[g] = naive_eval(&v, o->grants[g].decl->expr);
        out->asks[o->rule_count + g] = k.state == NAIVE_SILENT;
        asks |= k.state == NAIVE_SILENT;
        open |= k.state == NAIVE_UNKNOWN;
        out->fault |= k.state == NAIVE_FAULT;
        if (k.state == NAIVE_UNKNOWN) naive_add_missing(&out->missing, &k.missing);
    }
    out->decision = settle(fails, open, asks);
}
