// Answers are true: over random policies every applicant found is put to an evaluator of its own, and every proof that
// there is nobody is attacked with random records. SOLVE_POLICIES and SOLVE_RECORDS say how many of both. Of every
// other policy applicants are asked about of whom all is known, of the others anybody.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "interp/decide/decide.h"
#include "interp/eval/eval.h"
#include "interp/solve/solve.h"
#include "tests/differential/random_record.h"
#include "tests/differential/subject.h"
#include "tests/unit/check_main.h"

#define ROWS 512u

#define LOOPS 5
#define POLICIES 300
#define RECORDS 10000

// Of an offer its decision, or what a rule comes to; that it is decided more gravely than the one before it; that the
// rule comes to something else than the one before it.
enum asked_of { OF_DECISION, OF_RULE, OF_GRAVER, OF_DIFFERENCE };
struct question {
    enum asked_of of;
    uint32_t scheme, offer, rule;
    unsigned mask;
    bool proved;
    uint32_t items;  // that is proved of lists so long, at most; 0: of any
};

struct trial {
    struct subject s;
    struct block *b;
    struct workspace *w;
    struct decisions *d;
    struct solver *solver;
    struct question *questions;
    uint32_t count;
    bool missing;
};

static uint64_t counts[4], boxes, most_boxes, attacks, limited;

// ---- what is asked

static void add(struct trial *t, struct question q) {
    t->questions = realloc(t->questions, (t->count + 1) * sizeof q);
    t->questions[t->count++] = q;
}

static const struct planned_offer *planned(const struct trial *t, uint32_t scheme, uint32_t offer) {
    return &t->s.plan->schemes[scheme].offers[offer];
}

static void add_rules(struct trial *t, uint32_t scheme, uint32_t offer) {
    for (uint32_t rule = 0; rule < planned(t, scheme, offer)->rule_count; rule++) {
        for (unsigned answer = SOLVE_HOLDS; answer <= SOLVE_UNKNOWN; answer <<= 1)
            add(t, (struct question){OF_RULE, scheme, offer, rule, answer, false, 0});
        if (rule) add(t, (struct question){OF_DIFFERENCE, scheme, offer, rule, 0, false, 0});
    }
}

static void add_offer(struct trial *t, uint32_t scheme, uint32_t offer) {
    for (unsigned d = 0; d < DECISION_COUNT; d++)
        add(t, (struct question){OF_DECISION, scheme, offer, 0, SOLVE_DECISION(d), false, 0});
    add(t, (struct question){OF_DECISION, scheme, offer, 0, 5, false, 0});
    for (unsigned d = DECISION_REFER; offer && d < DECISION_NOT_IN_FORCE; d++)
        add(t, (struct question){OF_GRAVER, scheme, offer, 0, d, false, 0});
    add_rules(t, scheme, offer);
}

static void add_questions(struct trial *t) {
    for (uint32_t i = 0; i < t->s.plan->scheme_count; i++)
        for (uint32_t k = 0; k < t->s.plan->schemes[i].offer_count; k++) add_offer(t, i, k);
}

static form graver(struct trial *t, const struct question *q) {
    unsigned up_to = (1u << q->mask) - 1;
    form worse = solve_not(t->solver, solve_decision(t->solver, q->scheme, q->offer, up_to));
    form both = solve_and(t->solver, worse, solve_decision(t->solver, q->scheme, q->offer - 1, up_to));
    struct planned_place own = {q->scheme, q->offer}, before = {q->scheme, q->offer - 1};
    return solve_first(t->solver, solve_graver(t->solver, own, before, q->mask), both);
}

static form asked(struct trial *t, const struct question *q) {
    const struct planned_rule *rules = planned(t, q->scheme, q->offer)->rules;
    switch (q->of) {
    case OF_RULE: return solve_rule(t->solver, q->scheme, q->offer, q->rule, q->mask);
    case OF_GRAVER: return graver(t, q);
    case OF_DIFFERENCE:
        return solve_not(t->solver, solve_same(t->solver, rules[q->rule].condition, rules[q->rule - 1].condition));
    case OF_DECISION: break;
    }
    return solve_decision(t->solver, q->scheme, q->offer, q->mask);
}

static form form_of(struct trial *t, const struct question *q) {
    return solve_and(t->solver, asked(t, q), solve_decided(t->solver, q->scheme));
}

// ---- what is so

static bool is_truth(const struct trial *t, const struct node *n, uint32_t row, uint8_t truth) {
    struct node_value v = node_value_at(t->w, n, row);
    return v.state == STATE_KNOWN && v.value == truth;
}

static bool is_faulty(const struct trial *t, uint32_t scheme, uint32_t row) {
    const struct planned_scheme *p = &t->s.plan->schemes[scheme];
    for (uint32_t i = 0; i < p->offer_count; i++)
        for (uint32_t k = 0; k < p->offers[i].fault_count; k++) {
            const struct planned_fault *f = &p->offers[i].faults[k];
            bool asked = t->d->schemes[scheme].offers[i].decision[row] < DECISION_NOT_APPLICABLE;
            bool bad = !f->condition || is_truth(t, f->condition, row, f->bad);
            if (asked && bad && node_value_at(t->w, f->node, row).state == STATE_FAULT) return true;
        }
    return false;
}

static unsigned rule_came_to(const struct offer_result *o, uint32_t rule, uint32_t row) {
    uint8_t bit = (uint8_t)(1u << rule % 8);
    if (o->failed[rule / 8][row] & bit) return SOLVE_FAILED;
    if (o->asks[rule / 8][row] & bit) return SOLVE_ASKS;
    return o->unknown[rule / 8][row] & bit ? SOLVE_UNKNOWN : SOLVE_HOLDS;
}

static bool differ(const struct trial *t, const struct planned_rule *rules, uint32_t rule, uint32_t row) {
    struct node_value a = node_value_at(t->w, rules[rule].condition, row);
    struct node_value b = node_value_at(t->w, rules[rule - 1].condition, row);
    return a.state != b.state || (a.state == STATE_KNOWN && a.value != b.value);
}

static bool holds(const struct trial *t, const struct question *q, uint32_t row) {
    const struct offer_result *o = &t->d->schemes[q->scheme].offers[q->offer];
    switch (q->of) {
    case OF_RULE: return o->decision[row] < DECISION_NOT_APPLICABLE && (rule_came_to(o, q->rule, row) & q->mask);
    case OF_GRAVER: return o->decision[row] >= q->mask && o[-1].decision[row] < q->mask;
    case OF_DIFFERENCE: return differ(t, planned(t, q->scheme, q->offer)->rules, q->rule, row);
    case OF_DECISION: break;
    }
    return q->mask >> o->decision[row] & 1;
}

static void expect_applicant(struct trial *t, const struct question *q, const struct block *found) {
    ck_assert(eval_block(t->w, found));
    decide(t->d, t->w, found);
    if (!is_faulty(t, q->scheme, 0) && holds(t, q, 0)) return;
    subject_report(&t->s);
    ck_abort_msg("kind %u scheme %u offer %u rule %u mask %u: not so", q->of, q->scheme, q->offer, q->rule, q->mask);
}

static void ask(struct trial *t, struct question *q) {
    struct finding found;
    enum answer answer = solve(t->solver, form_of(t, q), &found);
    ck_assert_int_ne(answer, ANSWER_FAILED);
    ck_assert(answer != ANSWER_OPEN || found.why != OPEN_FAULTY);
    counts[answer]++;
    boxes += found.boxes;
    if (found.boxes > most_boxes) most_boxes = found.boxes;
    q->proved = answer == ANSWER_NONE;
    q->items = found.items;
    limited += q->proved && q->items;
    if (answer == ANSWER_FOUND) expect_applicant(t, q, found.block);
}

// ---- attacks

static int32_t some_date(struct random_source *r) {
    int year = random_below(r, 4) ? 2020 + (int)random_below(r, 10) : 1 + (int)random_below(r, 9999);
    return DATE_PACK(year, 1 + (int)random_below(r, 12), 1 + (int)random_below(r, 28));
}

static void load_rows(struct trial *t, struct random_source *r) {
    block_clear(t->b);
    for (uint32_t i = 0; i < ROWS; i++) {
        struct naive_record record = subject_record(&t->s, r);
        record.as_of = some_date(r);
        subject_load(t->b, &record);
        random_record_free(&record, t->s.policy);
    }
    block_seal(t->b);
}

struct shape {      // of a row
    bool complete;  // nothing is missing
    uint32_t longest;
};

static bool has_all_items(const struct field *list, const struct list_column *l, uint32_t row) {
    bool all = l->state[row] == STATE_KNOWN;
    for (uint32_t i = l->offsets[row]; i < l->offsets[row + 1]; i++)
        for (uint32_t k = 0; k < list->item_count; k++) all = all && state_at(&l->items[k], i) == STATE_KNOWN;
    return all;
}

static struct shape shape_of(const struct block *b, uint32_t row) {
    struct shape shape = {true, 0};
    for (uint32_t i = 0; i < b->policy->field_count; i++) {
        const struct field *f = &b->policy->fields[i];
        const struct list_column *l = &b->lists[i];
        bool list = f->type.kind == TYPE_LIST;
        shape.complete = shape.complete &&
                         (list ? has_all_items(f, l, row) : state_at(&b->columns[i], row) == STATE_KNOWN);
        uint32_t items = list ? l->offsets[row + 1] - l->offsets[row] : 0;
        if (items > shape.longest) shape.longest = items;
    }
    return shape;
}

static bool *find_faulty(const struct trial *t) {
    bool *faulty = calloc((size_t)t->s.plan->scheme_count * ROWS + 1, sizeof *faulty);
    for (uint32_t i = 0; faulty && i < t->s.plan->scheme_count; i++)
        for (uint32_t row = 0; row < ROWS; row++) faulty[i * ROWS + row] = is_faulty(t, i, row);
    ck_assert_ptr_nonnull(faulty);
    return faulty;
}

static void attack_one(const struct trial *t, const struct question *q, const bool *faulty) {
    for (uint32_t row = 0; row < ROWS; row++) {
        attacks++;
        if (faulty[q->scheme * ROWS + row] || !holds(t, q, row)) continue;
        struct shape shape = shape_of(t->b, row);
        if ((!t->missing && !shape.complete) || (q->items && shape.longest > q->items)) continue;
        subject_report(&t->s);
        ck_abort_msg("kind %u scheme %u offer %u rule %u mask %u was proved of lists of %u, but row %u", q->of,
                     q->scheme, q->offer, q->rule, q->mask, q->items, row);
    }
}

static void attack(struct trial *t, struct random_source *r) {
    load_rows(t, r);
    ck_assert(eval_block(t->w, t->b));
    decide(t->d, t->w, t->b);
    bool *faulty = find_faulty(t);
    for (uint32_t i = 0; i < t->count; i++)
        if (t->questions[i].proved) attack_one(t, &t->questions[i], faulty);
    free(faulty);
}

static void try_policy(uint64_t seed, int records) {
    struct random_source r = {seed};
    struct trial *t = calloc(1, sizeof *t);
    t->missing = seed % 2;
    struct solve_options options = {.missing = t->missing, .budget = 40, .limited = true};
    subject_make(&t->s, &r, 0, false);
    t->b = block_new(t->s.policy, ROWS, true);
    t->w = plan_workspace_new(t->s.plan, ROWS);
    t->d = decisions_new(t->s.plan, ROWS);
    t->solver = solver_new(t->s.plan, &options);
    ck_assert(t->b && t->w && t->d && t->solver);
    add_questions(t);
    for (uint32_t i = 0; i < t->count; i++) ask(t, &t->questions[i]);
    for (int i = 0; i < records; i += (int)ROWS) attack(t, &r);
    free(t->questions);
    solver_free(t->solver);
    decisions_free(t->d);
    workspace_free(t->w);
    block_free(t->b);
    subject_free(&t->s);
}

START_TEST(answers_are_true) {
    int policies = (random_share_or("SOLVE_POLICIES", POLICIES) + LOOPS - 1) / LOOPS,
        records = random_share_or("SOLVE_RECORDS", RECORDS);
    for (int i = 0; i < policies; i++) try_policy(UINT64_C(1700000) + (uint64_t)_i * 100000 + (uint64_t)i, records);
    printf("# %llu found, %llu proved (%llu of lists so long), %llu open; %llu boxes, at most %llu; %llu attacks\n",
           (unsigned long long)counts[ANSWER_FOUND], (unsigned long long)counts[ANSWER_NONE],
           (unsigned long long)limited, (unsigned long long)counts[ANSWER_OPEN], (unsigned long long)boxes,
           (unsigned long long)most_boxes, (unsigned long long)attacks);
    ck_assert_uint_gt(counts[ANSWER_FOUND], 0);
    ck_assert_uint_gt(counts[ANSWER_NONE], 0);
}
END_TEST

static Suite *make(void) {
    Suite *suite = suite_create("solve");
    TCase *c = tcase_create("solve");
    tcase_set_timeout(c, 36000);
    tcase_add_loop_test(c, answers_are_true, 0, LOOPS);
    suite_add_tcase(suite, c);
    return suite;
}

int main(void) { return check_main(make); }
