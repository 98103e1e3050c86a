// What a scheme decides: the best of its offers and the limit, and the version that is in force.
#include "grammar/base/calendar.h"
#include "interp/decide/decide.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

static const char best_of[] = "scheme s {\n in force from 2024-01-01\n"
                              " offer none { require r: a }\n"
                              " offer small { require r: a grant limit = 10元 }\n"
                              " offer twin { require r: a grant limit = 20元 }\n"
                              " offer large { require r: b grant limit = 20元 }\n"
                              " offer open { require r: c grant limit = silent }\n}\n";

struct best {
    const char *record;
    enum decision decision;
    uint32_t best;
    int64_t limit;  // -1: none
};
static const struct best bests[] = {
    {"a=yes b=yes c=yes", DECISION_ELIGIBLE, 2, 2000},  // the first of equals
    {"a=yes b=no c=yes", DECISION_ELIGIBLE, 2, 2000},  {"a=no b=yes c=yes", DECISION_ELIGIBLE, 3, 2000},
    {"a=no b=no c=yes", DECISION_REFER, 4, -1},        {"a=no b=no c=no", DECISION_INELIGIBLE, 0, -1},
    {"a=? b=no c=no", DECISION_INCOMPLETE, 0, -1},     {"a=no b=? c=no", DECISION_INCOMPLETE, 3, -1},
};

static void assert_best(const struct evaluated *e, uint32_t row, const struct best *expected) {
    const struct scheme_result *s = &e->d->schemes[0];
    ck_assert_int_eq(s->decision[row], (int)expected->decision);
    ck_assert_uint_eq(s->best[row], expected->best);
    ck_assert_int_eq(s->has_limit[row], expected->limit >= 0);
    if (s->has_limit[row]) ck_assert_int_eq(s->limit[row], expected->limit);
}

START_TEST(the_best_offer_and_its_limit) {
    struct evaluated *e = evaluated_planned(best_of, 1);
    evaluated_row(e, bests[_i].record);
    evaluated_walk(e);
    assert_best(e, 0, &bests[_i]);
    evaluated_close(e);
}
END_TEST

// A limit of the scheme's is each offer's own, but for the one that replaces it.
START_TEST(a_limit_that_offers_share) {
    static const struct best wanted[] = {{"a=yes b=yes", DECISION_ELIGIBLE, 1, 2000},
                                         {"a=yes b=no", DECISION_ELIGIBLE, 0, 1000},
                                         {"a=no b=no", DECISION_INELIGIBLE, 0, -1}};
    struct evaluated *e = evaluated_planned("scheme s {\n in force from 2024-01-01\n grant limit(额度) = 10元\n"
                                            " offer x { require r: a }\n"
                                            " offer y { require r: b replace grant 额度 = 20元 }\n}\n",
                                            3);
    for (uint32_t i = 0; i < 3; i++) evaluated_row(e, wanted[i].record);
    evaluated_walk(e);
    for (uint32_t i = 0; i < 3; i++) assert_best(e, i, &wanted[i]);
    evaluated_close(e);
}
END_TEST

static const char versions[] = "scheme s {\n in force from 2024-01-01 until 2024-03-31\n offer o { require r: a }\n}\n"
                               "scheme s {\n in force from 2024-05-01\n offer o { veto r: a }\n}\n";

struct version {
    int32_t as_of;
    const char *record;
    uint32_t chosen;
    enum decision decision;
};
static const struct version version_rows[] = {
    {DATE_PACK(2023, 12, 31), "a=yes as_of=2023-12-31", 0, DECISION_NOT_IN_FORCE},
    {DATE_PACK(2024, 1, 1), "a=yes as_of=2024-01-01", 0, DECISION_ELIGIBLE},
    {DATE_PACK(2024, 3, 31), "a=yes as_of=2024-03-31", 0, DECISION_ELIGIBLE},
    {DATE_PACK(2024, 4, 1), "a=yes as_of=2024-04-01", 0, DECISION_NOT_IN_FORCE},
    {DATE_PACK(2024, 5, 1), "a=yes as_of=2024-05-01", 1, DECISION_INELIGIBLE},
    {DATE_PACK(9999, 12, 31), "a=yes as_of=9999-12-31", 1, DECISION_INELIGIBLE},
};
#define VERSION_COUNT (sizeof version_rows / sizeof *version_rows)

static void assert_version(const struct evaluated *e, uint32_t row, const struct version *v) {
    ck_assert_uint_eq(e->d->chosen[row], v->chosen);
    ck_assert_int_eq(e->d->schemes[v->chosen].decision[row], (int)v->decision);
}

START_TEST(the_version_in_force) {
    const struct version *v = &version_rows[_i];
    struct evaluated *e = evaluated_rules(versions);
    evaluated_plan(e, &(struct plan_options){.as_of = v->as_of}, 1);
    evaluated_row(e, "a=yes");
    evaluated_walk(e);
    assert_version(e, 0, v);
    evaluated_close(e);
}
END_TEST

START_TEST(a_version_per_row) {
    struct evaluated *e = evaluated_rules(versions);
    evaluated_plan(e, &(struct plan_options){0}, VERSION_COUNT);
    for (uint32_t i = 0; i < VERSION_COUNT; i++) evaluated_row(e, version_rows[i].record);
    evaluated_walk(e);
    for (uint32_t i = 0; i < VERSION_COUNT; i++) assert_version(e, i, &version_rows[i]);
    evaluated_close(e);
}
END_TEST

// Each scheme has its own versions, whatever stands before it and behind.
static const char schemes[] = "scheme r {\n in force from 2024-04-01 until 2024-04-30\n offer o { require r: a }\n}\n"
                              "scheme s {\n in force from 2024-01-01 until 2024-03-31\n offer o { require r: a }\n}\n"
                              "scheme s {\n in force from 2024-05-01\n offer o { veto r: a }\n}\n"
                              "scheme t {\n in force from 2024-05-01\n offer o { require r: b }\n}\n";
struct schemes_row {
    struct version version;  // of s, as an index into the policy's versions
    enum decision first, last;
};
static const struct schemes_row schemes_rows[] = {
    {{DATE_PACK(2023, 12, 31), "a=yes b=yes as_of=2023-12-31", 1, DECISION_NOT_IN_FORCE},
     DECISION_NOT_IN_FORCE,
     DECISION_NOT_IN_FORCE},
    {{DATE_PACK(2024, 4, 1), "a=yes b=yes as_of=2024-04-01", 1, DECISION_NOT_IN_FORCE},
     DECISION_ELIGIBLE,
     DECISION_NOT_IN_FORCE},
    {{DATE_PACK(2024, 4, 30), "a=yes b=yes as_of=2024-04-30", 1, DECISION_NOT_IN_FORCE},
     DECISION_ELIGIBLE,
     DECISION_NOT_IN_FORCE},
    {{DATE_PACK(2024, 5, 1), "a=yes b=yes as_of=2024-05-01", 2, DECISION_INELIGIBLE},
     DECISION_NOT_IN_FORCE,
     DECISION_ELIGIBLE},
};
#define SCHEMES_COUNT (sizeof schemes_rows / sizeof *schemes_rows)

static uint32_t chosen_at(const struct evaluated *e, uint32_t group, uint32_t row) {
    return e->d->chosen[(size_t)group * e->d->capacity + row];
}

static void assert_schemes(const struct evaluated *e, uint32_t row, const struct schemes_row *r) {
    ck_assert_uint_eq(chosen_at(e, 0, row), 0);
    ck_assert_uint_eq(chosen_at(e, 1, row), r->version.chosen);
    ck_assert_uint_eq(chosen_at(e, 2, row), 3);
    ck_assert_int_eq(e->d->schemes[0].decision[row], (int)r->first);
    ck_assert_int_eq(e->d->schemes[r->version.chosen].decision[row], (int)r->version.decision);
    ck_assert_int_eq(e->d->schemes[3].decision[row], (int)r->last);
}

START_TEST(versions_of_several_schemes) {
    const struct schemes_row *r = &schemes_rows[_i];
    struct evaluated *e = evaluated_rules(schemes);
    evaluated_plan(e, &(struct plan_options){.as_of = r->version.as_of}, 1);
    evaluated_row(e, "a=yes b=yes");
    evaluated_walk(e);
    assert_schemes(e, 0, r);
    evaluated_close(e);
}
END_TEST

START_TEST(versions_of_several_schemes_per_row) {
    struct evaluated *e = evaluated_rules(schemes);
    evaluated_plan(e, &(struct plan_options){0}, SCHEMES_COUNT);
    for (uint32_t i = 0; i < SCHEMES_COUNT; i++) evaluated_row(e, schemes_rows[i].version.record);
    evaluated_walk(e);
    for (uint32_t i = 0; i < SCHEMES_COUNT; i++) assert_schemes(e, i, &schemes_rows[i]);
    evaluated_close(e);
}
END_TEST

// It has nothing to offer: who asks is told so in as many words while it is in force.
START_TEST(a_scheme_without_an_offer) {
    struct evaluated *e = evaluated_rules("scheme s {\n in force from 2024-01-01 until 2024-03-31\n}\n");
    evaluated_plan(e, &(struct plan_options){0}, 3);
    evaluated_row(e, "as_of=2023-12-31");
    evaluated_row(e, "as_of=2024-03-31");
    evaluated_row(e, "as_of=2024-04-01");
    evaluated_walk(e);
    const struct scheme_result *s = &e->d->schemes[0];
    ck_assert_int_eq(s->decision[0], DECISION_NOT_IN_FORCE);
    ck_assert_int_eq(s->decision[1], DECISION_NOT_APPLICABLE);
    ck_assert_int_eq(s->decision[2], DECISION_NOT_IN_FORCE);
    ck_assert(!s->has_limit[0] && !s->has_limit[1] && !e->d->fault[1]);
    evaluated_close(e);
}
END_TEST

static void assert_bests(const char *rules, const struct best *all, size_t count) {
    struct evaluated *e = evaluated_planned(rules, (uint32_t)count);
    for (size_t i = 0; i < count; i++) evaluated_row(e, all[i].record);
    evaluated_walk(e);
    for (size_t i = 0; i < count; i++) assert_best(e, (uint32_t)i, &all[i]);
    evaluated_close(e);
}
#define ASSERT_BESTS(rules, all) assert_bests((rules), (all), sizeof(all) / sizeof *(all))

// An offer without others beside it lends the scheme its decision and its limit.
START_TEST(the_limit_of_an_only_offer) {
    static const char rules[] = "scheme s {\n in force from 2024-01-01\n"
                                " offer o { require r: a refer q: b grant limit = revenue }\n}\n";
    static const struct best expected[] = {
        {"a=yes b=no revenue=5", DECISION_ELIGIBLE, 0, 500}, {"a=yes b=yes revenue=6", DECISION_REFER, 0, 600},
        {"a=yes b=no", DECISION_INCOMPLETE, 0, -1},          {"a=? b=no revenue=5", DECISION_INCOMPLETE, 0, -1},
        {"a=no b=no revenue=5", DECISION_INELIGIBLE, 0, -1}, {"a=no b=no", DECISION_INELIGIBLE, 0, -1},
    };
    ASSERT_BESTS(rules, expected);
}
END_TEST

// So does the only one with a limit, where it is the best; an offer before it without one gives way.
START_TEST(the_only_limit_of_several_offers) {
    static const char rules[] = "scheme s {\n in force from 2024-01-01\n offer first { require r: a }\n"
                                " offer limited { require r: b grant limit = if c then revenue else silent }\n"
                                " offer last { require r: b grant limit = silent }\n}\n";
    static const struct best expected[] = {
        {"a=yes b=yes c=yes revenue=5", DECISION_ELIGIBLE, 1, 500},
        {"a=no b=yes c=yes revenue=6", DECISION_ELIGIBLE, 1, 600},
        {"a=yes b=no c=yes revenue=7", DECISION_ELIGIBLE, 0, -1},
        {"a=yes b=yes c=no revenue=8", DECISION_ELIGIBLE, 0, -1},
        {"a=no b=yes c=no", DECISION_REFER, 1, -1},
        {"a=no b=no c=yes revenue=9", DECISION_INELIGIBLE, 0, -1},
        {"a=no b=yes c=?", DECISION_REFER, 2, -1},
    };
    ASSERT_BESTS(rules, expected);
}
END_TEST

// Of rows with several limits, missing and silent ones among them.
START_TEST(the_largest_of_several_limits) {
    static const char rules[] = "scheme s {\n in force from 2024-01-01\n"
                                " offer x { require r: a grant limit = revenue }\n"
                                " offer y { require r: b grant limit = debt }\n"
                                " offer z { require r: c grant limit = 3元 }\n}\n";
    static const struct best expected[] = {
        {"a=yes b=yes c=yes revenue=5 debt=5", DECISION_ELIGIBLE, 0, 500},
        {"a=yes b=yes c=yes revenue=4 debt=5", DECISION_ELIGIBLE, 1, 500},
        {"a=yes b=yes c=yes revenue=1 debt=2", DECISION_ELIGIBLE, 2, 300},
        {"a=yes b=yes c=yes debt=2", DECISION_ELIGIBLE, 2, 300},
        {"a=yes b=yes c=no debt=2", DECISION_ELIGIBLE, 1, 200},
        {"a=yes b=no c=no debt=2", DECISION_INCOMPLETE, 0, -1},
        {"a=no b=no c=no revenue=5 debt=5", DECISION_INELIGIBLE, 0, -1},
    };
    ASSERT_BESTS(rules, expected);
}
END_TEST

// The same rows in blocks of every size must come to the same.
static const uint32_t sizes[] = {1, 2, 3, 7, 8, 31, 63, 64, 65, 128, 129, 193};
#define ROWS_IN_BLOCKS 193

START_TEST(block_sizes) {
    struct evaluated *e = evaluated_planned(best_of, sizes[_i]);
    for (uint32_t done = 0; done < ROWS_IN_BLOCKS;) {
        evaluated_clear(e);
        uint32_t first = done;
        for (; done < ROWS_IN_BLOCKS && e->block->rows < sizes[_i]; done++) evaluated_row(e, bests[done % 7].record);
        evaluated_walk(e);
        for (uint32_t row = 0; row < done - first; row++) assert_best(e, row, &bests[(first + row) % 7]);
    }
    evaluated_close(e);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("decide_best");
    TCase *t = tcase_create("best");
    tcase_add_loop_test(t, the_best_offer_and_its_limit, 0, sizeof bests / sizeof *bests);
    tcase_add_test(t, a_limit_that_offers_share);
    tcase_add_test(t, the_limit_of_an_only_offer);
    tcase_add_test(t, the_only_limit_of_several_offers);
    tcase_add_test(t, the_largest_of_several_limits);
    tcase_add_loop_test(t, the_version_in_force, 0, VERSION_COUNT);
    tcase_add_test(t, a_version_per_row);
    tcase_add_loop_test(t, versions_of_several_schemes, 0, SCHEMES_COUNT);
    tcase_add_test(t, versions_of_several_schemes_per_row);
    tcase_add_test(t, a_scheme_without_an_offer);
    tcase_add_loop_test(t, block_sizes, 0, sizeof sizes / sizeof *sizes);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
