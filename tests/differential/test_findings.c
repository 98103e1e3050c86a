// What pol check finds is so: over random policies every applicant who is shown is decided as told, and what is told of
// everybody is attacked with random records. FINDINGS_POLICIES and FINDINGS_RECORDS say how many of both.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "interp/decide/decide.h"
#include "interp/eval/eval.h"
#include "interp/findings/findings.h"
#include "tests/differential/random_policy.h"
#include "tests/differential/random_record.h"
#include "tests/differential/subject.h"
#include "tests/unit/check_main.h"

#define ROWS 256u
#define LOOPS 5

struct trial {  // a policy, and a block of records that were decided
    struct subject s;
    struct plan *plan;
    struct block *b;
    struct workspace *w;
    struct decisions *d;
    const struct expr **bodies;  // of the definitions, in order
};

static uint64_t found, shown, attacks;

static bool is_at(struct span a, struct span b) { return a.source == b.source && a.offset == b.offset; }

// ---- a policy

static void compile(struct trial *t) {
    const struct policy *p;
    subject_compile(&t->s, 0, NULL, NULL);
    p = t->s.policy;
    t->bodies = calloc(p->define_count + 1, sizeof *t->bodies);
    ck_assert_ptr_nonnull(t->bodies);
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->define_count; i++)
        if (!p->defines[i]->param_count) t->bodies[count++] = p->defines[i]->expr;
    t->plan = plan_new(p,
                       &(struct plan_options){
                           .rows = p->tables, .row_count = p->table_count, .extra = t->bodies, .extra_count = count});
    t->b = block_new(p, ROWS, true);
    t->w = plan_workspace_new(t->plan, ROWS);
    t->d = decisions_new(t->plan, ROWS);
    ck_assert(t->plan && t->b && t->w && t->d);
}

static void close_trial(struct trial *t) {
    decisions_free(t->d);
    workspace_free(t->w);
    block_free(t->b);
    plan_free(t->plan);
    free(t->bodies);
    subject_free(&t->s);
}

static void decide_rows(struct trial *t) {
    block_seal(t->b);
    ck_assert(eval_block(t->w, t->b));
    decide(t->d, t->w, t->b);
}

// ---- what a record comes to

static bool is_truth(const struct trial *t, const struct node *n, uint32_t row, uint8_t truth) {
    struct node_value v = node_value_at(t->w, n, row);
    return v.state == STATE_KNOWN && v.value == truth;
}

static bool has_fault(const struct trial *t, uint32_t scheme, uint32_t row) {
    const struct planned_scheme *p = &t->plan->schemes[scheme];
    for (uint32_t i = 0; i < p->offer_count; i++)
        for (uint32_t k = 0; k < p->offers[i].fault_count; k++) {
            const struct planned_fault *f = &p->offers[i].faults[k];
            bool bad = !f->condition || is_truth(t, f->condition, row, f->bad);
            if (bad && node_value_at(t->w, f->node, row).state == STATE_FAULT) return true;
        }
    return false;
}

static bool breaks_offer(const struct trial *t, const struct diag *d, uint32_t scheme, uint32_t offer, uint32_t row) {
    enum decision decision = (enum decision)t->d->schemes[scheme].offers[offer].decision[row];
    if (d->id == DIAG_OFFER_NOBODY) return decision == DECISION_ELIGIBLE || decision == DECISION_REFER;
    return d->id == DIAG_OFFER_REFERS && decision == DECISION_ELIGIBLE;
}

static bool breaks_rule(const struct trial *t, const struct diag *d, const struct planned_rule *r, uint32_t row) {
    uint8_t good = r->bad == TRUTH_NO ? TRUTH_YES : TRUTH_NO;
    bool waiver = r->waiver && node_value_at(t->w, r->waiver, row).state != STATE_KNOWN;
    switch (d->id) {
    case DIAG_RULE_HOLDS_NEVER:
    case DIAG_RULE_FIRES_ALWAYS: return is_truth(t, r->condition, row, good);
    case DIAG_RULE_HOLDS_ALWAYS:
    case DIAG_RULE_FIRES_NEVER: return is_truth(t, r->condition, row, r->bad) && !waiver;
    case DIAG_WAIVER_NEVER:
        return is_truth(t, r->condition, row, r->bad) && r->waiver && is_truth(t, r->waiver, row, TRUTH_YES);
    default: return false;
    }
}

static bool breaks_of_scheme(const struct trial *t, const struct diag *d, uint32_t scheme, uint32_t row) {
    const struct planned_scheme *p = &t->plan->schemes[scheme];
    for (uint32_t k = 0; k < p->offer_count; k++) {
        if (is_at(p->offers[k].offer->decl->head, d->at) && breaks_offer(t, d, scheme, k, row)) return true;
        for (uint32_t i = 0; i < p->offers[k].rule_count; i++)
            if (is_at(p->offers[k].rules[i].rule->decl->head, d->at) && breaks_rule(t, d, &p->offers[k].rules[i], row))
                return true;
    }
    return false;
}

static bool breaks_define(const struct trial *t, const struct diag *d, uint32_t row) {
    const struct policy *p = t->s.policy;
    for (uint32_t i = 0, at = 0; i < p->define_count; i++) {
        if (p->defines[i]->param_count) continue;
        const struct node *n = t->plan->extra[at++];
        if (!is_at(p->defines[i]->decl->head, d->at)) continue;
        if (is_truth(t, n, row, d->id == DIAG_DEFINE_NEVER ? TRUTH_YES : TRUTH_NO)) return true;
    }
    return false;
}

// Nobody lies in the row, or nobody whom none above it takes.
static bool breaks_row(const struct trial *t, const struct diag *d, uint32_t row) {
    for (uint32_t i = 0; i < t->s.policy->table_count; i++) {
        const struct planned_rows *rows = &t->plan->rows[i];
        bool above = false;
        for (uint32_t k = 0; k < rows->count; k++) {
            bool here = is_at(rows->table->decl->rows[k].at, d->at), first = rows->table->decl->hit == HIT_FIRST;
            if (here && !(first && above) && is_truth(t, rows->conditions[k], row, TRUTH_YES)) return true;
            above = above || !is_truth(t, rows->conditions[k], row, TRUTH_NO);
        }
    }
    return false;
}

static bool breaks(const struct trial *t, const struct diag *d, uint32_t row) {
    if (d->id == DIAG_DEFINE_NEVER || d->id == DIAG_DEFINE_ALWAYS) return breaks_define(t, d, row);
    if (d->id == DIAG_ROW_UNREACHED || d->id == DIAG_ROW_NOBODY) return breaks_row(t, d, row);
    for (uint32_t i = 0; i < t->plan->scheme_count; i++)
        if (!has_fault(t, i, row) && breaks_of_scheme(t, d, i, row)) return true;
    return false;
}

// ---- attacks

static int32_t some_date(struct random_source *r) {
    int year = random_below(r, 4) ? 2020 + (int)random_below(r, 10) : 1 + (int)random_below(r, 9999);
    return DATE_PACK(year, 1 + (int)random_below(r, 12), 1 + (int)random_below(r, 28));
}

static void attack(struct trial *t, struct random_source *r) {
    block_clear(t->b);
    for (uint32_t i = 0; i < ROWS; i++) {
        struct naive_record record = subject_record(&t->s, r);
        record.as_of = some_date(r);
        subject_load(t->b, &record);
        random_record_free(&record, t->s.policy);
    }
    decide_rows(t);
    for (uint32_t i = 0; i < t->s.c.diags.count; i++)
        for (uint32_t row = 0; row < ROWS; row++) {
            const struct diag *d = t->s.c.diags.items[i];
            attacks++;
            if (!breaks(t, d, row)) continue;
            subject_report(&t->s);
            ck_abort_msg("%s at %u is not so of row %u", diag_info(d->id)->code, d->at.offset, row);
        }
}

// ---- who is shown

static bool in_no_row(const struct trial *t, const struct diag *d) {
    for (uint32_t i = 0; i < t->s.policy->table_count; i++) {
        const struct planned_rows *rows = &t->plan->rows[i];
        bool here = is_at(rows->table->decl->head, d->at), none = true;
        for (uint32_t k = 0; here && k < rows->count; k++) none &= is_truth(t, rows->conditions[k], 0, TRUTH_NO);
        if (here && none) return true;
    }
    return false;
}

static bool in_two_rows(const struct trial *t, const struct diag *d) {
    for (uint32_t i = 0; i < t->s.policy->table_count; i++) {
        const struct planned_rows *rows = &t->plan->rows[i];
        for (uint32_t k = 0; k < rows->count; k++)
            for (uint32_t n = 0; n < k && is_at(rows->table->decl->rows[k].at, d->at); n++)
                if (is_truth(t, rows->conditions[k], 0, TRUTH_YES) && is_truth(t, rows->conditions[n], 0, TRUTH_YES))
                    return true;
    }
    return false;
}

static bool has_bit(uint8_t *const *planes, uint32_t rule) { return planes[rule / 8][0] >> rule % 8 & 1; }

// The rule is against the one who is shown, and so is another rule of the offer.
static bool is_against_beside(const struct planned_offer *o, const struct offer_result *r, uint32_t rule) {
    bool against = has_bit(r->failed, rule) || has_bit(r->asks, rule), other = false;
    for (uint32_t i = 0; i < o->rule_count; i++) other |= i != rule && has_bit(r->failed, i);
    return against && other;
}

static bool is_idle(const struct trial *t, const struct diag *d) {
    for (uint32_t i = 0; i < t->plan->scheme_count; i++)
        for (uint32_t k = 0; k < t->plan->schemes[i].offer_count; k++) {
            const struct planned_offer *o = &t->plan->schemes[i].offers[k];
            for (uint32_t rule = 0; rule < o->rule_count; rule++)
                if (is_at(o->rules[rule].rule->decl->head, d->at) &&
                    is_against_beside(o, &t->d->schemes[i].offers[k], rule))
                    return true;
        }
    return false;
}

static bool is_referred(const struct trial *t) {
    for (uint32_t i = 0; i < t->plan->scheme_count; i++)
        for (uint32_t k = 0; k < t->plan->schemes[i].offer_count; k++)
            if (t->d->schemes[i].offers[k].decision[0] == DECISION_REFER) return true;
    return false;
}

static bool is_as_told(const struct trial *t, const struct diag *d) {
    bool fault = false;
    for (uint32_t i = 0; i < t->plan->scheme_count; i++) fault |= has_fault(t, i, 0);
    switch (d->id) {
    case DIAG_FAULT_REACHED:
    case DIAG_FAULT_ODD: return fault;
    case DIAG_LIMIT_NOTHING:
    case DIAG_NO_VALUE_EVER: return is_referred(t);
    case DIAG_TABLE_GAP:
    case DIAG_TABLE_GAP_TRUTH: return in_no_row(t, d);
    case DIAG_ROW_UNREACHED:
    case DIAG_TABLE_OVERLAP_SOME: return in_two_rows(t, d);
    case DIAG_RULE_IDLE:
    case DIAG_RULE_IDLE_IN: return is_idle(t, d);
    default: return false;
    }
}

// The sample is put behind the policy, and what it gives is decided.
static void expect_shown(const struct trial *of, const struct diag *d) {
    struct trial *t = calloc(1, sizeof *t);
    ck_assert_ptr_nonnull(t);
    subject_write_shown(&t->s, &of->s, d);
    compile(t);
    subject_load_shown(&t->s, t->b, d);
    decide_rows(t);
    shown++;
    if (!is_as_told(t, d)) {
        subject_report(&t->s);
        ck_abort_msg("%s at %u as of %s: the one who is shown is not so", diag_info(d->id)->code, d->at.offset,
                     d->witness->as_of);
    }
    close_trial(t);
}

static void try_policy(uint64_t seed, int records) {
    struct random_source r = {seed};
    struct trial *t = calloc(1, sizeof *t);
    ck_assert_ptr_nonnull(t);
    random_policy(&r, true, &t->s.source);
    compile(t);
    findings_add(&t->s.c, t->s.policy);
    found += t->s.c.diags.count;
    for (uint32_t i = 0; i < t->s.c.diags.count; i++)
        if (t->s.c.diags.items[i]->witness) expect_shown(t, t->s.c.diags.items[i]);
    for (int i = 0; i < records; i += (int)ROWS) attack(t, &r);
    close_trial(t);
}

START_TEST(findings_are_so) {
    int policies = random_share_or("FINDINGS_POLICIES", 100 / LOOPS),
        records = random_share_or("FINDINGS_RECORDS", 2000);
    for (int i = 0; i < policies; i++) try_policy(UINT64_C(2900000) + (uint64_t)_i * 100000 + (uint64_t)i, records);
    printf("# %llu found, %llu shown; %llu attacks\n", (unsigned long long)found, (unsigned long long)shown,
           (unsigned long long)attacks);
    ck_assert_uint_gt(found, 0);
}
END_TEST

static Suite *make(void) {
    Suite *suite = suite_create("findings");
    TCase *c = tcase_create("findings");
    tcase_set_timeout(c, 600);
    tcase_add_loop_test(c, findings_are_so, 0, LOOPS);
    suite_add_tcase(suite, c);
    return suite;
}

int main(void) { return check_main(make); }
