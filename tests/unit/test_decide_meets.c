// `meets o` is read off o's decision by its rules, and what hangs on a person's decision asks for one.
#include <string.h>

#include "interp/decide/decide.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

// The last of the offers is looked at.
struct row {
    const char *offers, *record, *expected;
};

#define MEETS(rules) "offer o { " rules " } offer p { require m: meets o }"
#define UNMET(rules) "offer o { " rules " } offer p { require m: not (meets o) }"
#define REFERS "offer o { refer look: c } "

static const struct row rows[] = {
    // eligible is yes; not applicable and ineligible are no; incomplete is unknown, with the fields that o misses
    {MEETS("when a require r: b"), "a=yes b=yes", "eligible failed() refer() missing()"},
    {MEETS("when a require r: b"), "a=no b=?", "ineligible failed(m) refer() missing()"},
    {MEETS("when a require r: b"), "a=? b=no", "ineligible failed(m) refer() missing()"},
    {MEETS("when a require r: b"), "a=? b=yes", "incomplete failed() refer() missing(a)"},
    {MEETS("when a require r: b"), "a=yes b=?", "incomplete failed() refer() missing(b)"},
    {MEETS("when a require r: b"), "a=? b=?", "incomplete failed() refer() missing(a b)"},
    {UNMET("when a require r: b"), "a=no b=?", "eligible failed() refer() missing()"},
    {UNMET("when a require r: b"), "a=yes b=no", "eligible failed() refer() missing()"},
    {UNMET("when a require r: b"), "a=yes b=yes", "ineligible failed(m) refer() missing()"},
    {MEETS("veto v: n > 5"), "n=1", "eligible failed() refer() missing()"},
    {MEETS("veto v: n > 5"), "n=9", "ineligible failed(m) refer() missing()"},
    {MEETS("veto v: n > 5"), "", "incomplete failed() refer() missing(n)"},
    // a person decides, whichever rule it is that asks
    {MEETS("require in principle r: a"), "a=no", "refer failed() refer(m) missing()"},
    {MEETS("require in principle r: a"), "a=yes", "eligible failed() refer() missing()"},
    {MEETS("require in principle r: a"), "", "incomplete failed() refer() missing(a)"},
    {MEETS("refer r: a"), "a=yes", "refer failed() refer(m) missing()"},
    {MEETS("refer r: a"), "a=no", "eligible failed() refer() missing()"},
    {MEETS("refer r: a"), "", "incomplete failed() refer() missing(a)"},
    {UNMET("refer r: a"), "a=yes", "refer failed() refer(m) missing()"},
    {UNMET("refer r: a"), "", "incomplete failed() refer() missing(a)"},
    {MEETS("require r: a waive when b"), "a=no b=yes", "refer failed() refer(m) missing()"},
    {MEETS("require r: a waive when b"), "a=no b=no", "ineligible failed(m) refer() missing()"},
    {MEETS("require r: a waive when b"), "a=no b=?", "incomplete failed() refer() missing(b)"},
    {MEETS("require r: a waive when b"), "a=? b=?", "incomplete failed() refer() missing(a)"},
    {MEETS("require r: a waive when b"), "a=yes b=?", "eligible failed() refer() missing()"},
    {MEETS("veto r: a waive when b"), "a=yes b=yes", "refer failed() refer(m) missing()"},
    {MEETS("veto r: a waive when b"), "a=yes b=no", "ineligible failed(m) refer() missing()"},
    {MEETS("veto r: a waive when b"), "a=yes b=?", "incomplete failed() refer() missing(b)"},
    {MEETS("veto r: a waive when b"), "a=? b=yes", "incomplete failed() refer() missing(a)"},
    {MEETS("veto r: a waive when b"), "a=no b=?", "eligible failed() refer() missing()"},
    {UNMET("veto r: a waive when b"), "a=yes b=yes", "refer failed() refer(m) missing()"},
    {UNMET("veto r: a waive when b"), "a=yes b=no", "eligible failed() refer() missing()"},
    {MEETS("require in principle r: a waive when b"), "a=no b=?", "refer failed() refer(m) missing()"},
    // the gravest of o's rules is what counts
    {MEETS("refer r: a require q: b"), "a=yes b=no", "ineligible failed(m) refer() missing()"},
    {MEETS("refer r: a require q: b"), "a=yes b=?", "incomplete failed() refer() missing(b)"},
    {MEETS("when b refer r: a"), "a=yes b=?", "incomplete failed() refer() missing(b)"},
    {MEETS("when b refer r: a"), "a=yes b=no", "ineligible failed(m) refer() missing()"},
    // what o grants is its own affair
    {MEETS("grant g = silent"), "", "eligible failed() refer() missing()"},
    {MEETS("grant g = revenue"), "", "eligible failed() refer() missing()"},
    // a missing field goes before a person, wherever the two meet
    {REFERS "offer p { require m: meets o and a }", "c=yes a=yes", "refer failed() refer(m) missing()"},
    {REFERS "offer p { require m: meets o and a }", "c=yes", "incomplete failed() refer() missing(a)"},
    {REFERS "offer p { require m: meets o and a }", "c=yes a=no", "ineligible failed(m) refer() missing()"},
    {REFERS "offer p { require m: meets o or a }", "c=yes", "incomplete failed() refer() missing(a)"},
    {REFERS "offer p { require m: meets o or a }", "c=yes a=yes", "eligible failed() refer() missing()"},
    {REFERS "offer p { require m: meets o or a }", "c=yes a=no", "refer failed() refer(m) missing()"},
    {REFERS "offer p { require m: (meets o) = a }", "c=yes", "incomplete failed() refer() missing(a)"},
    {REFERS "offer p { require m: (meets o) = a }", "c=yes a=no", "refer failed() refer(m) missing()"},
    {REFERS "offer p { require m: (if meets o then n else m) > 5 }", "c=yes", "refer failed() refer(m) missing()"},
    {REFERS "offer p { require m: (if meets o then 1 else 2) > n }", "c=yes", "incomplete failed() refer() missing(n)"},
    {REFERS "offer p { require m: (if meets o then 1 else 2) > n }", "c=yes n=9", "refer failed() refer(m) missing()"},
    {REFERS "offer p { require m: if a then meets o else b }", "c=yes", "incomplete failed() refer() missing(a)"},
    {REFERS "offer p { require m: if a then meets o else b }", "c=yes a=yes", "refer failed() refer(m) missing()"},
    {REFERS "offer p { require m: (if meets o then 1 else 2) in 1..n }", "c=yes n=9",
     "refer failed() refer(m) missing()"},
    {REFERS "offer p { require m: (if meets o then revenue else debt) + 1元 > 5元 }", "c=yes",
     "refer failed() refer(m) missing()"},
    {REFERS "offer p { require m: any(overdue where meets o) }", "c=yes overdue=[2024-01/A/1]",
     "refer failed() refer(m) missing()"},
    {REFERS "offer p { require m: any(overdue where meets o) }", "c=yes overdue=[]",
     "ineligible failed(m) refer() missing()"},
    {REFERS "offer p { require m: any(overdue where meets o) }", "c=yes",
     "incomplete failed() refer() missing(overdue)"},
    {REFERS "offer p { require m: count(overdue where meets o and amount > 500元) > 0 }", "c=yes overdue=[2024-01/A/?]",
     "incomplete failed() refer() missing(overdue.amount)"},
    {REFERS "offer p { require m: count(overdue where meets o and amount > 500元) > 0 }",
     "c=yes overdue=[2024-01/A/600]", "refer failed() refer(m) missing()"},
    // nothing of it is missing, and no default stands in for a person
    {REFERS "offer p { require m: (meets o) is missing }", "c=yes", "ineligible failed(m) refer() missing()"},
    {REFERS "offer p { require m: (meets o) is missing }", "", "eligible failed() refer() missing()"},
    // every kind of rule, its condition or its waiver
    {REFERS "offer p { require in principle m: meets o }", "c=yes", "refer failed() refer(m) missing()"},
    {REFERS "offer p { veto m: meets o }", "c=yes", "refer failed() refer(m) missing()"},
    {REFERS "offer p { refer m: meets o }", "c=yes", "refer failed() refer(m) missing()"},
    {REFERS "offer p { require m: a waive when meets o }", "c=yes a=no", "refer failed() refer(m) missing()"},
    {REFERS "offer p { require m: a waive when meets o }", "c=yes a=yes", "eligible failed() refer() missing()"},
    {REFERS "offer p { require m: a waive when meets o }", "c=yes a=?", "incomplete failed() refer() missing(a)"},
    {REFERS "offer p { require m: a waive when meets o and b }", "c=yes a=no",
     "incomplete failed() refer() missing(b)"},
    {REFERS "offer p { veto m: a waive when meets o }", "c=yes a=yes", "refer failed() refer(m) missing()"},
    {REFERS "offer p { require m: meets o waive when a }", "c=yes a=?", "refer failed() refer(m) missing()"},
    // a `when` that hangs on a person names the rules that ask for one
    {REFERS "offer p { when meets o }", "c=yes", "refer failed() refer(look) missing()"},
    {REFERS "offer p { when meets o }", "c=?", "incomplete failed() refer() missing(c)"},
    {REFERS "offer p { when meets o }", "c=no", "eligible failed() refer() missing()"},
    {REFERS "offer p { when not (meets o) require r: a }", "c=yes a=no", "ineligible failed(r) refer(look) missing()"},
    {REFERS "offer p { when meets o and a }", "c=yes", "incomplete failed() refer() missing(a)"},
    {REFERS "offer q { require in principle own: a } offer p { when meets o and meets q }", "c=yes a=no",
     "refer failed() refer(look own) missing()"},
    {REFERS "offer q { require in principle own: a } offer p { when meets o and meets q }", "c=yes a=yes",
     "refer failed() refer(look) missing()"},
    {REFERS "offer p { define met = if meets o then 1 else 2 when met = 1 }", "c=yes",
     "refer failed() refer(look) missing()"},
    // so does a grant
    {REFERS "offer p { grant g = if meets o then 1元 else 2元 }", "c=yes", "refer failed() refer(g) missing()"},
    {REFERS "offer p { grant g = (if meets o then 1元 else 2元) + revenue }", "c=yes",
     "incomplete failed() refer() missing(revenue)"},
    {REFERS "offer p { grant g = (if meets o then 1元 else 2元) + silent }", "c=yes",
     "refer failed() refer(g) missing()"},
    {REFERS "offer p { grant g = meets o }", "c=yes", "refer failed() refer(g) missing()"},
    {REFERS "offer p { grant g = meets o }", "", "incomplete failed() refer() missing(c)"},
    // an offer that is asked about may ask about another
    {REFERS "offer q { require q: meets o } offer p { require m: meets q }", "c=yes",
     "refer failed() refer(m) missing()"},
    {REFERS "offer q { require q: meets o } offer p { when meets q }", "c=yes", "refer failed() refer(q) missing()"},
    {REFERS "offer q { when meets o } offer p { when meets q }", "c=yes", "refer failed() refer(look) missing()"},
    {REFERS "offer q { when meets o require q: a } offer p { when not (meets q) }", "c=yes a=no",
     "eligible failed() refer() missing()"},
    {REFERS "offer q { require q: meets o } offer p { require m: meets q }", "",
     "incomplete failed() refer() missing(c)"},
};

static struct evaluated *open_offers(const char *offers) {
    struct text policy = {0};
    text_format(&policy, "scheme s {\n in force from 2024-01-01\n%s\n}\n", offers);
    struct evaluated *e = evaluated_planned(text_string(&policy), 1);
    text_free(&policy);
    return e;
}

START_TEST(meets_is_read_off_a_decision) {
    struct evaluated *e = open_offers(rows[_i].offers);
    struct text out = {0};
    evaluated_row(e, rows[_i].record);
    evaluated_walk(e);
    evaluated_decision(e, 0, e->plan->schemes[0].offer_count - 1, 0, &out);
    ck_assert_msg(strcmp(text_string(&out), rows[_i].expected) == 0, "%s over '%s' came to '%s', not '%s'",
                  rows[_i].offers, rows[_i].record, text_string(&out), rows[_i].expected);
    ck_assert_uint_eq(e->d->fault[0], 0);
    evaluated_close(e);
    text_free(&out);
}
END_TEST

// Of a table's rows from the top, as of any choice.
static const char tabled[] = "table t first {\n  met | n || g\n  yes | 1..5 || 1元\n  - | > 5 || 2元\n"
                             "  otherwise || 3元\n }\n define met = meets o\n";
static const struct row table_rows[] = {
    {"", "c=yes n=3", "refer failed() refer(g) missing()"},
    {"", "c=yes n=9", "eligible failed() refer() missing()"},  // the first row is no, whatever a person says
    {"", "c=yes", "incomplete failed() refer() missing(n)"},
    {"", "c=no n=3", "eligible failed() refer() missing()"},
};

START_TEST(tables_over_what_a_person_decides) {
    struct text offers = {0}, out = {0};
    text_format(&offers, "%s" REFERS "offer p { grant g = t }", tabled);
    struct evaluated *e = open_offers(text_string(&offers));
    evaluated_row(e, table_rows[_i].record);
    evaluated_walk(e);
    evaluated_decision(e, 0, 1, 0, &out);
    ck_assert_str_eq(text_string(&out), table_rows[_i].expected);
    evaluated_close(e);
    text_free(&offers);
    text_free(&out);
}
END_TEST

// Many rows: whatever is worked out in vectors is worked out for each row alone.
START_TEST(every_row_by_itself) {
    static const char *const said[] = {"refer failed() refer(m) missing()", "eligible failed() refer() missing()",
                                       "incomplete failed() refer() missing(a)",
                                       "ineligible failed(m) refer() missing()"};
    static const char *const records[] = {"c=yes a=yes", "c=no a=yes", "c=yes", "c=yes a=no"};
    struct text out = {0};
    struct evaluated *e = evaluated_planned(
        "scheme s {\n in force from 2024-01-01\n " REFERS "offer p { require m: meets o and a }\n}\n", 200);
    for (int row = 0; row < 200; row++) evaluated_row(e, records[row * 7 % 4]);
    evaluated_walk(e);
    for (uint32_t row = 0; row < 200; row++) {
        text_clear(&out);
        evaluated_decision(e, 0, 1, row, &out);
        ck_assert_str_eq(text_string(&out), said[row * 7 % 4]);
    }
    evaluated_close(e);
    text_free(&out);
}
END_TEST

// An offer that nothing asks about has no node for its rules, and none of its rules a person's state.
START_TEST(what_does_not_meet_pays_nothing) {
    struct evaluated *e = open_offers("offer o { require r: a waive when b refer q: c }");
    for (uint32_t i = 0; i < e->plan->node_count; i++) {
        ck_assert_int_ne(e->plan->nodes[i]->operation, OPERATION_RULE);
        ck_assert(!is_stateful(e->plan->nodes[i]));
    }
    evaluated_close(e);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("decide_meets");
    TCase *t = tcase_create("meets");
    tcase_add_loop_test(t, meets_is_read_off_a_decision, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(t, tables_over_what_a_person_decides, 0, sizeof table_rows / sizeof *table_rows);
    tcase_add_test(t, every_row_by_itself);
    tcase_add_test(t, what_does_not_meet_pays_nothing);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
