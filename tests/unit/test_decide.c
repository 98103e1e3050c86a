#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/decide/decide.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

#define TODAY DATE_PACK(2024, 7, 1)

static struct evaluated *open_rules(const char *rules) {
    struct text policy = {0};
    text_put(&policy, evaluated_vocabulary);
    text_put(&policy, rules);
    struct evaluated *e = evaluated_open(text_string(&policy));
    text_free(&policy);
    return e;
}

static struct evaluated *planned(const char *rules, uint32_t capacity) {
    struct evaluated *e = open_rules(rules);
    evaluated_plan(e, &(struct plan_options){.as_of = TODAY}, capacity);
    return e;
}

struct row {
    const char *offer, *record, *expected;
};
static const struct row rows[] = {
    // requirements
    {"require r: a", "a=yes", "eligible failed() refer() missing()"},
    {"require r: a", "a=no", "ineligible failed(r) refer() missing()"},
    {"require r: a", "a=?", "incomplete failed() refer() missing(a)"},
    {"require r: a require q: b", "a=no b=?", "ineligible failed(r) refer() missing(b)"},
    {"require r: a require q: b", "a=no b=no", "ineligible failed(r q) refer() missing()"},
    {"", "", "eligible failed() refer() missing()"},
    // in principle
    {"require in principle r: a", "a=yes", "eligible failed() refer() missing()"},
    {"require in principle r: a", "a=no", "refer failed() refer(r) missing()"},
    {"require in principle r: a", "a=?", "incomplete failed() refer() missing(a)"},
    {"require in principle r: a require q: b", "a=no b=?", "incomplete failed() refer(r) missing(b)"},
    {"require in principle r: a require q: b", "a=no b=no", "ineligible failed(q) refer(r) missing()"},
    // vetoes and refers mirror
    {"veto r: a", "a=yes", "ineligible failed(r) refer() missing()"},
    {"veto r: a", "a=no", "eligible failed() refer() missing()"},
    {"veto r: a", "a=?", "incomplete failed() refer() missing(a)"},
    {"refer r: a", "a=yes", "refer failed() refer(r) missing()"},
    {"refer r: a", "a=no", "eligible failed() refer() missing()"},
    {"refer r: a", "a=?", "incomplete failed() refer() missing(a)"},
    // when
    {"when a require r: b", "a=no b=no", "not_applicable failed() refer() missing()"},
    {"when a require r: b", "a=no b=?", "not_applicable failed() refer() missing()"},
    {"when a require r: b", "a=? b=no", "ineligible failed(r) refer() missing(a)"},
    {"when a require r: b", "a=? b=yes", "incomplete failed() refer() missing(a)"},
    {"when a require r: b", "a=yes b=yes", "eligible failed() refer() missing()"},
    // waivers: every pair
    {"require r: a waive when b", "a=yes b=yes", "eligible failed() refer() missing()"},
    {"require r: a waive when b", "a=yes b=?", "eligible failed() refer() missing()"},
    {"require r: a waive when b", "a=yes b=no", "eligible failed() refer() missing()"},
    {"require r: a waive when b", "a=? b=yes", "incomplete failed() refer() missing(a)"},
    {"require r: a waive when b", "a=? b=?", "incomplete failed() refer() missing(a)"},
    {"require r: a waive when b", "a=? b=no", "incomplete failed() refer() missing(a)"},
    {"require r: a waive when b", "a=no b=yes", "refer failed() refer(r) missing()"},
    {"require r: a waive when b", "a=no b=?", "incomplete failed() refer() missing(b)"},
    {"require r: a waive when b", "a=no b=no", "ineligible failed(r) refer() missing()"},
    // grants
    {"grant g = revenue", "revenue=5", "eligible failed() refer() missing()"},
    {"grant g = revenue", "", "incomplete failed() refer() missing(revenue)"},
    {"grant g = if a then 5元 else silent", "a=no", "refer failed() refer(g) missing()"},
    {"grant g = if a then 5元 else silent", "a=yes", "eligible failed() refer() missing()"},
    {"grant g = if a then 5元 else silent", "a=?", "incomplete failed() refer() missing(a)"},
    {"grant limit = silent", "", "refer failed() refer(limit) missing()"},
    {"require r: b grant g = if a then 5元 else silent", "a=no b=no", "ineligible failed(r) refer(g) missing()"},
    {"grant g = revenue require r: revenue > 5元", "", "incomplete failed() refer() missing(revenue)"},
    // a table's rows from the top; only the row that could not be told is missing
    {"table t first {\n kind | a || g\n small | yes || 1元\n large, other | - || 2元\n}\ngrant x = t", "kind=large",
     "eligible failed() refer() missing()"},
    {"table t first {\n kind | a || g\n small | yes || 1元\n large, other | - || 2元\n}\ngrant x = t",
     "kind=small a=no", "refer failed() refer(x) missing()"},
    {"table t first {\n kind | a || g\n small | yes || 1元\n large, other | - || 2元\n}\ngrant x = t", "kind=small",
     "incomplete failed() refer() missing(a)"},
    {"table t first {\n kind | a || g\n small | yes || 1元\n large, other | - || 2元\n}\ngrant x = t", "a=yes",
     "incomplete failed() refer() missing(kind)"},
    {"table t first {\n kind | a || g\n small | yes || 1元\n large, other | - || 2元\n}\ngrant x = t", "",
     "incomplete failed() refer() missing(kind a)"},
    {"table t first {\n n || g\n >= 10 || yes\n 3..9 || a\n otherwise || no\n}\nrequire r: t", "n=2",
     "ineligible failed(r) refer() missing()"},
    {"table t first {\n n || g\n >= 10 || yes\n 3..9 || a\n otherwise || no\n}\nrequire r: t", "n=10",
     "eligible failed() refer() missing()"},
    {"table t first {\n n || g\n >= 10 || yes\n 3..9 || a\n otherwise || no\n}\nrequire r: t", "n=9",
     "incomplete failed() refer() missing(a)"},
    {"table t first {\n n || g\n >= 10 || yes\n 3..9 || a\n otherwise || no\n}\nrequire r: t", "a=no",
     "incomplete failed() refer() missing(n)"},
};

START_TEST(six_rules) {
    struct text policy = {0}, out = {0};
    text_format(&policy, "scheme s {\n in force from 2024-01-01\n offer o {\n%s\n}\n}\n", rows[_i].offer);
    struct evaluated *e = planned(text_string(&policy), 1);
    evaluated_row(e, rows[_i].record);
    evaluated_walk(e);
    evaluated_decision(e, 0, 0, 0, &out);
    ck_assert_msg(strcmp(text_string(&out), rows[_i].expected) == 0, "%s over '%s' came to '%s', not '%s'",
                  rows[_i].offer, rows[_i].record, text_string(&out), rows[_i].expected);
    ck_assert_uint_eq(e->d->fault[0], 0);
    evaluated_close(e);
    text_free(&policy);
    text_free(&out);
}
END_TEST

struct meeting {
    const char *record, *expected;
};
static const struct meeting meetings[] = {
    {"a=yes b=yes n=1", "eligible failed() refer() missing()"},
    {"a=no b=? n=1", "ineligible failed(m) refer() missing()"},
    {"a=? b=no n=1", "ineligible failed(m) refer() missing()"},
    {"a=yes b=? n=1", "incomplete failed() refer() missing(b)"},
    {"a=? b=yes n=1", "incomplete failed() refer() missing(a)"},
    {"a=yes b=yes n=9", "ineligible failed(m) refer() missing()"},  // the veto
    {"a=yes b=yes n=?", "incomplete failed() refer() missing(n)"},
    {"a=yes b=yes c=no n=1", "eligible failed() refer() missing()"},         // in principle is not hard
    {"a=yes b=no kind=small n=1", "incomplete failed() refer() missing()"},  // waived: neither does it hold nor decide
    {"a=yes b=no kind=large n=1", "ineligible failed(m) refer() missing()"},
    {"a=yes b=no n=1", "ineligible failed(m) refer() missing()"},
};

START_TEST(meeting_another_offer) {
    const char *waiver = strstr(meetings[_i].record, "kind=") ? "waive when kind is small" : "";
    struct text policy = {0}, out = {0};
    text_format(&policy,
                "scheme s {\n in force from 2024-01-01\n offer o {\n when a\n require r: b %s\n veto v: n > 5\n"
                " require in principle q: c\n }\n offer p {\n require m: meets o\n }\n}\n",
                waiver);
    struct evaluated *e = planned(text_string(&policy), 1);
    evaluated_row(e, meetings[_i].record);
    evaluated_walk(e);
    evaluated_decision(e, 0, 1, 0, &out);
    ck_assert_str_eq(text_string(&out), meetings[_i].expected);
    evaluated_close(e);
    text_free(&policy);
    text_free(&out);
}
END_TEST

// Rules that several offers have in common are worked out once; each offer's decision is its own all the same.
static const char common[] = "scheme s {\n in force from 2024-01-01\n require r: a waive when b\n refer q: c\n"
                             " offer first { }\n offer twin { when n > 0 }\n offer triplet { grant g = revenue }\n"
                             " offer other { require own: m > 0 }\n offer last { }\n}\n";
struct common_row {
    const char *record;
    const char *expected[5];
};
static const struct common_row common_rows[] = {
    {"a=yes b=no c=no n=1 m=1 revenue=1",
     {"eligible failed() refer() missing()", "eligible failed() refer() missing()",
      "eligible failed() refer() missing()", "eligible failed() refer() missing()",
      "eligible failed() refer() missing()"}},
    {"a=no b=yes c=no n=1 m=0",
     {"refer failed() refer(r) missing()", "refer failed() refer(r) missing()",
      "incomplete failed() refer(r) missing(revenue)", "ineligible failed(own) refer(r) missing()",
      "refer failed() refer(r) missing()"}},
    {"a=no b=? c=yes n=0 m=1 revenue=1",
     {"incomplete failed() refer(q) missing(b)", "not_applicable failed() refer() missing()",
      "incomplete failed() refer(q) missing(b)", "incomplete failed() refer(q) missing(b)",
      "incomplete failed() refer(q) missing(b)"}},
    {"a=no b=no c=? n=? m=0 revenue=1",
     {"ineligible failed(r) refer() missing(c)", "ineligible failed(r) refer() missing(n c)",
      "ineligible failed(r) refer() missing(c)", "ineligible failed(r own) refer() missing(c)",
      "ineligible failed(r) refer() missing(c)"}},
};

START_TEST(rules_in_common) {
    struct evaluated *e = planned(common, 4);
    struct text out = {0};
    for (int row = 0; row < 4; row++) evaluated_row(e, common_rows[row].record);
    evaluated_walk(e);
    for (uint32_t row = 0; row < 4; row++)
        for (uint32_t offer = 0; offer < 5; offer++) {
            text_clear(&out);
            evaluated_decision(e, 0, offer, row, &out);
            ck_assert_str_eq(text_string(&out), common_rows[row].expected[offer]);
        }
    const struct offer_result *offers = e->d->schemes[0].offers;
    ck_assert_ptr_eq(offers[2].failed[0], offers[0].failed[0]);
    ck_assert_ptr_ne(offers[3].failed[0], offers[0].failed[0]);
    evaluated_close(e);
    text_free(&out);
}
END_TEST

struct faulty {
    const char *offer, *record;
    int fault;
};
static const struct faulty faulty[] = {
    {"require r: revenue / n > 1元", "revenue=5 n=0", 1},
    {"require r: revenue / n > 1元", "revenue=5 n=1", 0},
    {"require r: revenue / n > 1元", "n=0", 0},
    {"when a require r: revenue / n > 1元", "a=no revenue=5 n=0", 0},
    {"when a require r: revenue / n > 1元", "a=? revenue=5 n=0", 1},
    {"when revenue / n > 1元", "revenue=5 n=0", 1},
    {"grant g = revenue / n", "revenue=5 n=0", 1},
    {"require r: a grant g = revenue / n", "a=no revenue=5 n=0", 1},
    {"require r: a waive when revenue / n > 1元", "a=no revenue=5 n=0", 1},
    {"require r: a waive when revenue / n > 1元", "a=yes revenue=5 n=0", 0},
    {"require r: a and revenue / n > 1元", "a=no revenue=5 n=0", 0},
};

START_TEST(faults_count_where_they_are_reached) {
    struct text policy = {0};
    text_format(&policy, "scheme s {\n in force from 2024-01-01\n offer o {\n%s\n}\n}\n", faulty[_i].offer);
    struct evaluated *e = planned(text_string(&policy), 1);
    evaluated_row(e, faulty[_i].record);
    evaluated_walk(e);
    ck_assert_int_eq(e->d->fault[0], faulty[_i].fault);
    const struct node *n = decision_fault(e->d, e->w, 0);
    ck_assert((n != NULL) == (faulty[_i].fault == 1));
    if (n) ck_assert_int_eq(n->operation, OPERATION_DIVIDE);
    evaluated_close(e);
    text_free(&policy);
}
END_TEST

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
    struct evaluated *e = planned(best_of, 1);
    evaluated_row(e, bests[_i].record);
    evaluated_walk(e);
    assert_best(e, 0, &bests[_i]);
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
    struct evaluated *e = open_rules(versions);
    evaluated_plan(e, &(struct plan_options){.as_of = v->as_of}, 1);
    evaluated_row(e, "a=yes");
    evaluated_walk(e);
    assert_version(e, 0, v);
    evaluated_close(e);
}
END_TEST

START_TEST(a_version_per_row) {
    struct evaluated *e = open_rules(versions);
    evaluated_plan(e, &(struct plan_options){0}, VERSION_COUNT);
    for (uint32_t i = 0; i < VERSION_COUNT; i++) evaluated_row(e, version_rows[i].record);
    evaluated_walk(e);
    for (uint32_t i = 0; i < VERSION_COUNT; i++) assert_version(e, i, &version_rows[i]);
    evaluated_close(e);
}
END_TEST

// More rules than a plane holds, a waiver in each place of it.
START_TEST(many_rules) {
    struct text policy = {0}, out = {0}, expected = {0};
    uint32_t failing = (uint32_t)_i;
    text_put(&policy, "scheme s {\n in force from 2024-01-01\n offer o {\n");
    for (uint32_t i = 0; i < 20; i++) text_format(&policy, " require r%u: n != %u waive when m = %u\n", i, i, i);
    text_put(&policy, " }\n}\n");
    struct evaluated *e = planned(text_string(&policy), 3);
    for (int row = 0; row < 3; row++) {
        struct text record = {0};
        text_format(&record, "n=%u m=%u", failing, row == 1 ? failing : 99);
        evaluated_row(e, text_string(&record));
        text_free(&record);
    }
    evaluated_walk(e);
    evaluated_decision(e, 0, 0, 1, &out);
    text_format(&expected, "refer failed() refer(r%u) missing()", failing);
    ck_assert_str_eq(text_string(&out), text_string(&expected));
    text_clear(&out), text_clear(&expected);
    evaluated_decision(e, 0, 0, 2, &out);
    text_format(&expected, "ineligible failed(r%u) refer() missing()", failing);
    ck_assert_str_eq(text_string(&out), text_string(&expected));
    evaluated_close(e);
    text_free(&policy), text_free(&out), text_free(&expected);
}
END_TEST

// Planes of every number of rules, each of which fails alone.
START_TEST(rules_of_every_number) {
    struct text policy = {0}, out = {0}, expected = {0};
    uint32_t count = (uint32_t)_i;
    text_put(&policy, "scheme s {\n in force from 2024-01-01\n offer o {\n");
    for (uint32_t i = 0; i < count; i++)
        text_format(&policy, i % 3 ? " require r%u: n != %u\n" : " veto r%u: n = %u\n", i, i);
    text_put(&policy, " }\n}\n");
    struct evaluated *e = planned(text_string(&policy), count + 1);
    for (uint32_t row = 0; row <= count; row++) {
        struct text record = {0};
        text_format(&record, "n=%u", row);
        evaluated_row(e, text_string(&record));
        text_free(&record);
    }
    evaluated_walk(e);
    for (uint32_t row = 0; row <= count; row++) {
        text_clear(&out), text_clear(&expected);
        evaluated_decision(e, 0, 0, row, &out);
        if (row < count) text_format(&expected, "ineligible failed(r%u) refer() missing()", row);
        else text_put(&expected, "eligible failed() refer() missing()");
        ck_assert_str_eq(text_string(&out), text_string(&expected));
    }
    evaluated_close(e);
    text_free(&policy), text_free(&out), text_free(&expected);
}
END_TEST

static void assert_bests(const char *rules, const struct best *all, size_t count) {
    struct evaluated *e = planned(rules, (uint32_t)count);
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
    struct evaluated *e = planned(best_of, sizes[_i]);
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
    Suite *s = suite_create("decide");
    TCase *t = tcase_create("decisions");
    tcase_add_loop_test(t, six_rules, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(t, meeting_another_offer, 0, sizeof meetings / sizeof *meetings);
    tcase_add_test(t, rules_in_common);
    tcase_add_loop_test(t, faults_count_where_they_are_reached, 0, sizeof faulty / sizeof *faulty);
    tcase_add_loop_test(t, the_best_offer_and_its_limit, 0, sizeof bests / sizeof *bests);
    tcase_add_test(t, the_limit_of_an_only_offer);
    tcase_add_test(t, the_only_limit_of_several_offers);
    tcase_add_test(t, the_largest_of_several_limits);
    tcase_add_loop_test(t, the_version_in_force, 0, VERSION_COUNT);
    tcase_add_test(t, a_version_per_row);
    tcase_add_loop_test(t, many_rules, 0, 20);
    tcase_add_loop_test(t, rules_of_every_number, 0, 18);
    tcase_add_loop_test(t, block_sizes, 0, sizeof sizes / sizeof *sizes);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
