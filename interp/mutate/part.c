// A part of the policy's offers: those that some slips can change, those that tests speak of beside these, and those
// whose faults leave no applicant a decision. What the slips come to is the same without the others.
#include <stdlib.h>
#include <string.h>

#include "grammar/base/order.h"
#include "interp/mutate/internal.h"
#include "interp/solve/solve.h"
#include "interp/study/test_check.h"

struct spoken {  // of an offer, by a test
    uint32_t offer, test;
};

struct parts {
    const struct policy *policy;
    const struct offer **offers;  // of the whole policy, by their numbers
    uint32_t *schemes;            // of each its version's index
    uint32_t offer_count;
    struct spoken *by_test, *by_offer;
    uint32_t *first_spoken;  // by test, and one more: of by_test
    uint32_t spoken_count;
    uint32_t *always, always_count;  // tests that ask of more than offers
    bool of_schemes;                 // some test asks what a whole scheme comes to
    uint8_t *faulty;                 // by offer: somebody may fault there
    // what was taken last
    struct plan_part *part;  // by scheme
    const struct offer **taken;
    uint32_t *numbers, number_count;
    uint8_t *is_taken, *is_asked;
    uint32_t *tests, test_count;
};

// ---- the policy's offers

static uint32_t count_offers(const struct policy *p) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->scheme_count; i++) count += p->schemes[i]->offer_count;
    return count;
}

static uint32_t count_expectations(const struct policy *p) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->test_count; i++) count += p->tests[i]->decl->given->expectation_count;
    return count;
}

static bool make_rooms(struct parts *s) {
    const struct policy *p = s->policy;
    size_t offers = count_offers(p) + (size_t)1, tests = p->test_count + (size_t)2, spoken = count_expectations(p) + 1;
    s->offers = calloc(offers, sizeof *s->offers);
    s->taken = calloc(offers, sizeof *s->taken);
    s->schemes = calloc(offers, sizeof *s->schemes);
    s->numbers = calloc(offers, sizeof *s->numbers);
    s->faulty = calloc(offers, 1);
    s->is_taken = calloc(offers, 1);
    s->is_asked = calloc(tests, 1);
    s->tests = calloc(tests, sizeof *s->tests);
    s->always = calloc(tests, sizeof *s->always);
    s->first_spoken = calloc(tests, sizeof *s->first_spoken);
    s->part = calloc(p->scheme_count + (size_t)1, sizeof *s->part);
    s->by_test = calloc(spoken, sizeof *s->by_test);
    s->by_offer = calloc(spoken, sizeof *s->by_offer);
    return s->offers && s->taken && s->schemes && s->numbers && s->faulty && s->is_taken && s->is_asked && s->tests &&
           s->always && s->first_spoken && s->part && s->by_test && s->by_offer;
}

void parts_free(struct parts *s) {
    if (!s) return;
    free(s->offers), free(s->taken), free(s->schemes), free(s->numbers), free(s->faulty), free(s->is_taken);
    free(s->is_asked), free(s->tests), free(s->always), free(s->first_spoken), free(s->part);
    free(s->by_test), free(s->by_offer);
    free(s);
}

static void number_offers(struct parts *s) {
    const struct policy *p = s->policy;
    for (uint32_t i = 0; i < p->scheme_count; i++)
        for (uint32_t k = 0; k < p->schemes[i]->offer_count; k++) {
            s->schemes[s->offer_count] = i;
            s->offers[s->offer_count++] = p->schemes[i]->offers[k];
        }
}

// ---- what tests speak of

static void add_spoken(struct parts *s, const struct expectation *e, uint32_t test) {
    s->of_schemes |= e->scheme != SYMBOL_NONE && e->offer == SYMBOL_NONE;
    for (uint32_t i = 0; e->offer != SYMBOL_NONE && i < s->offer_count; i++) {
        const struct scheme *scheme = s->policy->schemes[s->schemes[i]];
        if (!name_has(&scheme->def.name, e->scheme) || !name_has(&s->offers[i]->def.name, e->offer)) continue;
        s->by_test[s->spoken_count++] = (struct spoken){i, test};
        return;
    }
}

static int by_offer(const void *a, const void *b) {
    const struct spoken *x = a, *y = b;
    return x->offer != y->offer ? compare_numbers(x->offer, y->offer) : compare_numbers(x->test, y->test);
}

static bool read_tests(struct parts *s) {
    const struct expr **values = calloc(count_expectations(s->policy) + (size_t)1, sizeof *values);
    for (uint32_t i = 0; values && i < s->policy->test_count; i++) {
        const struct given *g = s->policy->tests[i]->decl->given;
        s->first_spoken[i] = s->spoken_count;
        for (uint32_t k = 0; k < g->expectation_count; k++) add_spoken(s, &g->expectations[k], i);
        if (test_values(s->policy->tests[i], values)) s->always[s->always_count++] = i;
    }
    s->first_spoken[s->policy->test_count] = s->spoken_count;
    memcpy(s->by_offer, s->by_test, s->spoken_count * sizeof *s->by_test);
    qsort(s->by_offer, s->spoken_count, sizeof *s->by_offer, by_offer);
    free(values);
    return values != NULL;
}

// ---- faults

static bool may_fault(const struct solver *s, const struct planned_offer *o) {
    for (uint32_t i = 0; i < o->fault_count; i++)
        if (solve_may_fault(s, o->faults[i].node)) return true;
    return false;
}

static bool find_faulty(struct parts *s) {
    struct plan *plan = plan_new(s->policy, &(struct plan_options){.assumed = true});
    struct solver *solver = plan ? solver_new(plan, &(struct solve_options){.missing = true}) : NULL;
    uint32_t number = 0;
    for (uint32_t i = 0; solver && i < plan->scheme_count; i++)
        for (uint32_t k = 0; k < plan->schemes[i].offer_count; k++)
            s->faulty[number++] = may_fault(solver, &plan->schemes[i].offers[k]);
    bool done = solver != NULL;
    solver_free(solver);
    if (plan) plan_free(plan);
    return done;
}

struct parts *parts_new(const struct policy *policy) {
    struct parts *s = calloc(1, sizeof *s);
    if (!s) return NULL;
    s->policy = policy;
    bool made = make_rooms(s);
    if (made) number_offers(s);
    if (made && read_tests(s) && find_faulty(s)) return s;
    parts_free(s);
    return NULL;
}

// ---- a part

static void forget(struct parts *s) {
    for (uint32_t i = 0; i < s->number_count; i++) {
        s->is_taken[s->numbers[i]] = 0;
        s->part[s->schemes[s->numbers[i]]] = (struct plan_part){NULL, 0};
    }
    for (uint32_t i = 0; i < s->test_count; i++) s->is_asked[s->tests[i]] = 0;
    s->number_count = s->test_count = 0;
}

static void take_offer(struct parts *s, uint32_t number) {
    if (s->is_taken[number]) return;
    s->is_taken[number] = 1;
    s->numbers[s->number_count++] = number;
}

static void take_test(struct parts *s, uint32_t test) {
    if (s->is_asked[test]) return;
    s->is_asked[test] = 1;
    s->tests[s->test_count++] = test;
    for (uint32_t i = s->first_spoken[test]; i < s->first_spoken[test + 1]; i++) take_offer(s, s->by_test[i].offer);
}

static uint32_t first_of_offer(const struct parts *s, uint32_t offer) {
    return s->spoken_count ? numbers_below(&s->by_offer->offer, sizeof *s->by_offer, s->spoken_count, offer) : 0;
}

static void take_tests(struct parts *s) {
    uint32_t slipped = s->number_count;
    for (uint32_t i = 0; i < s->always_count; i++) take_test(s, s->always[i]);
    for (uint32_t i = 0; i < slipped; i++) {
        uint32_t offer = s->numbers[i];
        for (uint32_t k = first_of_offer(s, offer); k < s->spoken_count && s->by_offer[k].offer == offer; k++)
            take_test(s, s->by_offer[k].test);
    }
}

static int by_number(const void *a, const void *b) {
    return compare_numbers(*(const uint32_t *)a, *(const uint32_t *)b);
}

// In the order of the policy.
static void lay_out(struct parts *s) {
    qsort(s->numbers, s->number_count, sizeof *s->numbers, by_number);
    for (uint32_t i = 0; i < s->number_count; i++) {
        struct plan_part *part = &s->part[s->schemes[s->numbers[i]]];
        s->taken[i] = s->offers[s->numbers[i]];
        if (!part->count++) part->offers = &s->taken[i];
    }
}

const struct plan_part *parts_for_tests(struct parts *s, const struct mutant *mutants, uint32_t count) {
    forget(s);
    for (uint32_t i = 0; i < count; i++)
        if (mutants[i].offer != MUTANT_OFFERS) take_offer(s, mutants[i].offer);
    bool whole = s->of_schemes || !s->number_count;
    for (uint32_t i = 0; whole && i < s->policy->test_count; i++) take_test(s, i);
    if (whole) return NULL;
    take_tests(s);
    lay_out(s);
    return s->part;
}

const uint32_t *parts_tests(const struct parts *s, uint32_t *count) {
    qsort(s->tests, s->test_count, sizeof *s->tests, by_number);
    *count = s->test_count;
    return s->tests;
}

const struct plan_part *parts_for_all(struct parts *s, const struct mutant *mutants, const uint32_t *slips,
                                      uint32_t count) {
    forget(s);
    for (uint32_t i = 0; i < count; i++) {
        if (mutants[slips[i]].offer == MUTANT_OFFERS) return NULL;
        take_offer(s, mutants[slips[i]].offer);
    }
    for (uint32_t i = 0; i < s->offer_count; i++)
        if (s->faulty[i]) take_offer(s, i);
    lay_out(s);
    return s->part;
}
