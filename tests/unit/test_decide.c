// What one offer decides: its rules, waivers, grants and faults, however many there are.
#include <string.h>

#include "interp/decide/decide.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

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
    {"veto r: a waive when b", "a=no b=yes", "eligible failed() refer() missing()"},
    {"veto r: a waive when b", "a=no b=?", "eligible failed() refer() missing()"},
    {"veto r: a waive when b", "a=no b=no", "eligible failed() refer() missing()"},
    {"veto r: a waive when b", "a=? b=yes", "incomplete failed() refer() missing(a)"},
    {"veto r: a waive when b", "a=? b=?", "incomplete failed() refer() missing(a)"},
    {"veto r: a waive when b", "a=? b=no", "incomplete failed() refer() missing(a)"},
    {"veto r: a waive when b", "a=yes b=yes", "refer failed() refer(r) missing()"},
    {"veto r: a waive when b", "a=yes b=?", "incomplete failed() refer() missing(b)"},
    {"veto r: a waive when b", "a=yes b=no", "ineligible failed(r) refer() missing()"},
    // a rule's `when`: every pair, for what no speaks against and what yes does
    {"require r when a: b", "a=yes b=yes", "eligible failed() refer() missing()"},
    {"require r when a: b", "a=yes b=no", "ineligible failed(r) refer() missing()"},
    {"require r when a: b", "a=yes b=?", "incomplete failed() refer() missing(b)"},
    {"require r when a: b", "a=no b=yes", "eligible failed() refer() missing()"},
    {"require r when a: b", "a=no b=no", "eligible failed() refer() missing()"},
    {"require r when a: b", "a=no b=?", "eligible failed() refer() missing()"},
    {"require r when a: b", "a=? b=yes", "eligible failed() refer() missing()"},
    {"require r when a: b", "a=? b=no", "incomplete failed() refer() missing(a)"},
    {"require r when a: b", "a=? b=?", "incomplete failed() refer() missing(a b)"},
    {"veto r when a: b", "a=yes b=yes", "ineligible failed(r) refer() missing()"},
    {"veto r when a: b", "a=yes b=no", "eligible failed() refer() missing()"},
    {"veto r when a: b", "a=yes b=?", "incomplete failed() refer() missing(b)"},
    {"veto r when a: b", "a=no b=yes", "eligible failed() refer() missing()"},
    {"veto r when a: b", "a=no b=?", "eligible failed() refer() missing()"},
    {"veto r when a: b", "a=? b=yes", "incomplete failed() refer() missing(a)"},
    {"veto r when a: b", "a=? b=no", "eligible failed() refer() missing()"},
    {"veto r when a: b", "a=? b=?", "incomplete failed() refer() missing(a b)"},
    {"require in principle r when a: b", "a=yes b=no", "refer failed() refer(r) missing()"},
    {"require in principle r when a: b", "a=no b=no", "eligible failed() refer() missing()"},
    {"refer r when a: b", "a=yes b=yes", "refer failed() refer(r) missing()"},
    {"refer r when a: b", "a=no b=yes", "eligible failed() refer() missing()"},
    {"require r when a: b waive when c", "a=yes b=no c=yes", "refer failed() refer(r) missing()"},
    {"require r when a: b waive when c", "a=no b=no c=yes", "eligible failed() refer() missing()"},
    {"require r when a: b waive when c", "a=? b=no c=?", "incomplete failed() refer() missing(a)"},
    {"require r when yes: b", "b=no", "ineligible failed(r) refer() missing()"},
    {"require r when no: b", "b=no", "eligible failed() refer() missing()"},
    // what asks for a person in any case has no need of its waiver
    {"require in principle r: a waive when b", "a=no b=?", "refer failed() refer(r) missing()"},
    {"require in principle r: a waive when b", "a=no b=no", "refer failed() refer(r) missing()"},
    {"require in principle r: a waive when b", "a=? b=?", "incomplete failed() refer() missing(a)"},
    {"refer r: a waive when b", "a=yes b=?", "refer failed() refer(r) missing()"},
    {"refer r: a waive when b", "a=no b=?", "eligible failed() refer() missing()"},
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
    struct evaluated *e = evaluated_planned(text_string(&policy), 1);
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
    struct evaluated *e = evaluated_planned(common, 4);
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
    enum operation at;
};
static const struct faulty faulty[] = {
    {"require r: revenue / n > 1元", "revenue=5 n=0", 1, OPERATION_RATIO_COMPARE},
    {"require r: revenue / n > 1元", "revenue=5 n=1", 0, 0},
    {"require r: revenue / n > 1元", "n=0", 0, 0},
    {"when a require r: revenue / n > 1元", "a=no revenue=5 n=0", 0, 0},
    {"when a require r: revenue / n > 1元", "a=? revenue=5 n=0", 1, OPERATION_RATIO_COMPARE},
    {"when revenue / n > 1元", "revenue=5 n=0", 1, OPERATION_RATIO_COMPARE},
    {"grant g = revenue / n", "revenue=5 n=0", 1, OPERATION_RATIO},
    {"require r: a grant g = revenue / n", "a=no revenue=5 n=0", 1, OPERATION_RATIO},
    {"require r: a waive when revenue / n > 1元", "a=no revenue=5 n=0", 1, OPERATION_RATIO_COMPARE},
    {"require r: a waive when revenue / n > 1元", "a=yes revenue=5 n=0", 0, 0},
    {"require r: a and revenue / n > 1元", "a=no revenue=5 n=0", 0, 0},
    {"veto r: a waive when revenue / n > 1元", "a=yes revenue=5 n=0", 1, OPERATION_RATIO_COMPARE},
    {"veto r: a waive when revenue / n > 1元", "a=no revenue=5 n=0", 0, 0},
    {"veto r: a waive when revenue / n > 1元", "a=? revenue=5 n=0", 0, 0},
    {"require in principle r: a waive when revenue / n > 1元", "a=no revenue=5 n=0", 0, 0},
    {"refer r: a waive when revenue / n > 1元", "a=yes revenue=5 n=0", 0, 0},
    {"require r when revenue / n > 1元: a", "a=no revenue=1 n=0", 1, OPERATION_RATIO_COMPARE},
    {"require r when revenue / n > 1元: a", "a=yes revenue=1 n=0", 1, OPERATION_RATIO_COMPARE},
    {"require r when revenue / n > 1元: a", "revenue=1 n=0", 1, OPERATION_RATIO_COMPARE},
    {"veto r when revenue / n > 1元: a", "a=no revenue=1 n=0", 1, OPERATION_RATIO_COMPARE},
    {"require r when a: revenue / n > 1元", "a=no revenue=1 n=0", 0, 0},
    {"require r when a: revenue / n > 1元", "revenue=1 n=0", 1, OPERATION_RATIO_COMPARE},
    {"require r when a: revenue / n > 1元", "a=yes revenue=1 n=0", 1, OPERATION_RATIO_COMPARE},
    {"when b require r when revenue / n > 1元: a", "b=no a=no revenue=1 n=0", 0, 0},
};

START_TEST(faults_count_where_they_are_reached) {
    struct text policy = {0};
    text_format(&policy, "scheme s {\n in force from 2024-01-01\n offer o {\n%s\n}\n}\n", faulty[_i].offer);
    struct evaluated *e = evaluated_planned(text_string(&policy), 1);
    evaluated_row(e, faulty[_i].record);
    evaluated_walk(e);
    ck_assert_int_eq(e->d->fault[0], faulty[_i].fault);
    const struct node *n = decision_fault(e->d, e->w, 0);
    ck_assert((n != NULL) == (faulty[_i].fault == 1));
    if (n) ck_assert_int_eq(n->operation, faulty[_i].at);
    evaluated_close(e);
    text_free(&policy);
}
END_TEST

// Of several faults the first is told: by scheme, by offer, by place in it, the condition before its waiver.
static const char many_faults[] = "scheme s {\n in force from 2024-01-01\n offer o {\n grant g = revenue / n\n"
                                  " grant h = debt / n\n }\n offer p {\n when a\n grant g = revenue / m\n }\n}\n"
                                  "scheme t {\n in force from 2024-01-01\n offer o {\n grant g = debt / m\n }\n}\n";
static const struct {
    const char *record, *told;  // "": no fault
} first_faults[] = {
    {"revenue=1 debt=1 n=0 m=0 a=yes", "revenue / n"},
    {"debt=1 n=0 m=0 a=yes", "debt / n"},
    {"revenue=1 debt=1 n=1 m=0 a=yes", "revenue / m"},
    {"revenue=1 debt=1 n=1 m=0 a=no", "debt / m"},
    {"revenue=1 n=1 m=0 a=no", ""},
    {"revenue=1 debt=1 n=1 m=1 a=yes", ""},
};

static void assert_fault(const char *rules, const char *record, const char *told) {
    struct evaluated *e = evaluated_planned(rules, 1);
    evaluated_row(e, record);
    evaluated_walk(e);
    const struct node *n = decision_fault(e->d, e->w, 0);
    ck_assert_int_eq(e->d->fault[0], *told != '\0');
    ck_assert_int_eq(n != NULL, *told != '\0');
    if (n) {
        const struct span at = n->origin->at;
        const char *bytes = e->c.sources.items[at.source]->bytes;
        ck_assert_uint_eq(at.length, strlen(told));
        ck_assert_int_eq(strncmp(bytes + at.offset, told, at.length), 0);
    }
    evaluated_close(e);
}

START_TEST(the_first_fault_is_told) { assert_fault(many_faults, first_faults[_i].record, first_faults[_i].told); }
END_TEST

#define MOST "2024-01/A/9999999999999999.99"

// However deep a fault lies, it is told where it arose.
static const struct {
    const char *value, *record, *told;
} deep_faults[] = {
    {"if a then debt else revenue / n", "a=no revenue=1 n=0", "revenue / n"},
    {"if revenue / n > 1元 then debt else 1元", "revenue=1 n=0", "revenue / n"},
    {"debt + (1元 - max(revenue / n, 1元))", "debt=1 revenue=1 n=0", "revenue / n"},
    {"since + used", "since=9999-12-31 used=1", "since + used"},
    {"count(overdue where amount > revenue / n + debt)", "revenue=1 n=0 debt=1 overdue=[2024-01/A/1]", "revenue / n"},
    {"count(overdue where amount / n + amount > debt)", "n=0 debt=1 overdue=[2024-01/A/?;2024-01/A/1]", "amount / n"},
    {"sum(overdue.amount)",
     "overdue=[" MOST ";" MOST ";" MOST ";" MOST ";" MOST ";" MOST ";" MOST ";" MOST ";" MOST ";" MOST "]",
     "sum(overdue.amount)"},
};

START_TEST(deep_faults_are_told_where_they_arose) {
    struct text rules = {0};
    text_format(&rules, "scheme s {\n in force from 2024-01-01\n offer o {\n grant g = %s\n }\n}\n",
                deep_faults[_i].value);
    assert_fault(text_string(&rules), deep_faults[_i].record, deep_faults[_i].told);
    text_free(&rules);
}
END_TEST

// More rules than a plane holds, a waiver in each place of it.
START_TEST(many_rules) {
    struct text policy = {0}, out = {0}, expected = {0};
    uint32_t failing = (uint32_t)_i;
    text_put(&policy, "scheme s {\n in force from 2024-01-01\n offer o {\n");
    for (uint32_t i = 0; i < 20; i++) text_format(&policy, " require r%u: n != %u waive when m = %u\n", i, i, i);
    text_put(&policy, " }\n}\n");
    struct evaluated *e = evaluated_planned(text_string(&policy), 3);
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
    struct evaluated *e = evaluated_planned(text_string(&policy), count + 1);
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

static Suite *make(void) {
    Suite *s = suite_create("decide");
    TCase *t = tcase_create("decisions");
    tcase_add_loop_test(t, six_rules, 0, sizeof rows / sizeof *rows);
    tcase_add_test(t, rules_in_common);
    tcase_add_loop_test(t, faults_count_where_they_are_reached, 0, sizeof faulty / sizeof *faulty);
    tcase_add_loop_test(t, the_first_fault_is_told, 0, sizeof first_faults / sizeof *first_faults);
    tcase_add_loop_test(t, deep_faults_are_told_where_they_arose, 0, sizeof deep_faults / sizeof *deep_faults);
    tcase_add_loop_test(t, many_rules, 0, 20);
    tcase_add_loop_test(t, rules_of_every_number, 0, 18);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
