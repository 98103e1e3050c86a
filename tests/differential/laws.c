#include "tests/differential/laws.h"

#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "tests/differential/random_record.h"
#include "tests/differential/subject.h"

enum decision { ELIGIBLE, REFER, INCOMPLETE, INELIGIBLE, NOT_APPLICABLE, NOT_IN_FORCE };

struct answer {  // an offer's, with room for what it says
    bool failed[64], asks[64];
    struct naive_value grants[16];
    struct naive_offer offer;
};

static void answer_get(struct answer *a, const struct policy *p, const struct naive_record *r, const struct offer *o) {
    *a = (struct answer){0};
    a->offer = (struct naive_offer){.failed = a->failed, .asks = a->asks, .grants = a->grants};
    naive_decide(p, r, o, &a->offer);
}

// ---- adding a fact never turns a known answer into another one ----

// A decision that was known stays, save that an ineligible applicant's `when` may yet turn out no.
static void same_decision(int before, int after) {
    if (before == INCOMPLETE) return;
    if (before == INELIGIBLE && after == NOT_APPLICABLE) return;
    ck_assert_int_eq(after, before);
}

// So do the rules that failed and the values that were known, wherever the offer still applies.
static void same_parts(const struct offer *o, const struct answer *before, const struct answer *after) {
    if (after->offer.decision >= NOT_APPLICABLE) return;
    for (uint32_t i = 0; i < o->rule_count; i++) ck_assert(!before->failed[i] || after->failed[i]);
    for (uint32_t g = 0; g < o->grant_count; g++) {
        if (before->grants[g].state != NAIVE_KNOWN) continue;
        ck_assert_int_eq(after->grants[g].state, NAIVE_KNOWN);
        ck_assert(before->grants[g].number == after->grants[g].number);
    }
}

// A fact may show that the record is at fault, which is no answer.
static void add_facts(struct random_source *r, const struct subject *s, const struct offer *o) {
    const struct policy *p = s->policy;
    struct naive_record record = subject_record(s, r);
    struct answer before, after;
    answer_get(&before, p, &record, o);
    while (!before.offer.fault && random_fill(r, p, &record)) {
        answer_get(&after, p, &record, o);
        if (after.offer.fault) break;
        same_decision(before.offer.decision, after.offer.decision);
        same_parts(o, &before, &after);
        answer_get(&before, p, &record, o);
    }
    random_record_free(&record, p);
}

// ---- an incomplete offer names what is missing, and what no datum could settle is never incomplete ----

// Fills in what is named; false where nothing of it is missing in the record.
static bool fill_named(struct random_source *r, const struct policy *p, const struct naive_missing *m,
                       struct naive_record *record) {
    bool filled = false;
    for (uint32_t i = 0; i < p->field_count; i++)
        if (m->fields >> i & 1 || m->items[i]) filled |= random_fill_field(r, &p->fields[i], record);
    return filled;
}

// Whoever is told what is missing and brings it, comes to an end.
static void bring_what_is_named(struct random_source *r, const struct subject *s, const struct offer *o) {
    const struct policy *p = s->policy;
    struct naive_record record = subject_record(s, r);
    struct answer a;
    answer_get(&a, p, &record, o);
    while (!a.offer.fault && a.offer.decision == INCOMPLETE) {
        ck_assert_msg(fill_named(r, p, &a.offer.missing, &record), "incomplete, and nothing that is missing is named");
        answer_get(&a, p, &record, o);
    }
    random_record_free(&record, p);
}

// ---- all laws over one policy ----

typedef void law(struct random_source *r, const struct subject *s, const struct offer *o);

static void hold(uint64_t seed, bool monotone, law *l) {
    struct random_source r = {seed};
    struct subject *s = calloc(1, sizeof *s);
    subject_make(s, &r, DATE_PACK(2024, 7, 1), monotone);
    const struct scheme *scheme = s->policy->schemes[0];
    for (int k = 0; k < 25; k++)
        for (uint32_t o = 0; o < scheme->offer_count; o++) l(&r, s, scheme->offers[o]);
    subject_free(s);
}

START_TEST(facts_never_flip_an_answer) { hold((uint64_t)_i + 5, true, add_facts); }
END_TEST

START_TEST(incomplete_names_what_is_missing) { hold((uint64_t)_i + 500000, false, bring_what_is_named); }
END_TEST

void laws_add(TCase *c, int policies) {
    tcase_add_loop_test(c, facts_never_flip_an_answer, 0, 3 * policies);
    tcase_add_loop_test(c, incomplete_names_what_is_missing, 0, policies);
}
