// The public API: what an evaluation answers.
#include <string.h>

#include "tests/unit/api_sample.h"
#include "tests/unit/check_main.h"

static struct pol_value known_grant(const struct fixture *f, const char *grant) {
    struct pol_value v = {0};
    int place = pol_grant_find(f->policy, "bank", "growth", grant);
    ck_assert_int_eq(pol_grant_value(f->evaluator, 0, place, &v), POL_GRANT_KNOWN);
    return v;
}

START_TEST(an_eligible_record_has_its_grants) {
    struct fixture f = set_up(day);
    const pol_policy *p = f.policy;
    struct pol_value v;
    int64_t fen = 0;
    ck_assert_int_eq(decide_one(&f, &good_record), POL_ELIGIBLE);
    ck_assert_int_eq(pol_scheme_best(f.evaluator, 0, 0), pol_offer_find(p, "bank", "growth"));
    ck_assert(pol_scheme_limit(f.evaluator, 0, 0, &fen));
    ck_assert_int_eq(fen, 2000000);
    ck_assert_int_eq(known_grant(&f, "price").number, 37500);
    ck_assert_int_eq(known_grant(&f, "until_day").number, 19910228);
    ck_assert_int_eq(known_grant(&f, "crew").number, 90000);
    ck_assert_int_eq(known_grant(&f, "tenor").number, 24);
    v = known_grant(&f, "note");
    ck_assert_uint_eq(v.length, 7);
    ck_assert_mem_eq(v.text, "monthly", 7);
    ck_assert_int_eq(pol_evaluator_fault(f.evaluator, 0).kind, POL_FAULT_NONE);
    tear_down(&f);
}
END_TEST

START_TEST(a_silent_grant_asks_for_a_person) {
    struct fixture f = set_up(day);
    struct record r = good_record;
    struct pol_value v;
    const char *names[4];
    int open = pol_offer_find(f.policy, "bank", "open");
    r.marks = 1 << 1;
    decide_one(&f, &r);
    ck_assert_int_eq(pol_offer_decision(f.evaluator, 0, open), POL_REFER);
    ck_assert_int_eq(pol_grant_value(f.evaluator, 0, pol_grant_find(f.policy, "bank", "open", "amount"), &v),
                     POL_GRANT_SILENT);
    ck_assert_uint_eq(pol_offer_reasons(f.evaluator, 0, open, POL_REASON_REFER, POL_ENGLISH, names, 4), 1);
    ck_assert_str_eq(names[0], "amount");
    r.marks = 1 << 0;
    decide_one(&f, &r);
    ck_assert_int_eq(pol_offer_decision(f.evaluator, 0, open), POL_NOT_APPLICABLE);
    ck_assert_int_eq(pol_grant_value(f.evaluator, 0, pol_grant_find(f.policy, "bank", "open", "amount"), &v),
                     POL_GRANT_NONE);
    tear_down(&f);
}
END_TEST

START_TEST(reasons_are_sorted_names) {
    struct fixture f = set_up(day);
    struct record r = good_record;
    const char *names[4];
    int growth = pol_offer_find(f.policy, "bank", "growth");
    r.revenue = 1;
    r.born = (struct pol_date){2020, 1, 1};
    ck_assert_int_eq(decide_one(&f, &r), POL_INELIGIBLE);
    ck_assert_uint_eq(pol_offer_reasons(f.evaluator, 0, growth, POL_REASON_FAILED, POL_ENGLISH, names, 1), 2);
    ck_assert_str_eq(names[0], "enough");
    ck_assert_uint_eq(pol_offer_reasons(f.evaluator, 0, growth, POL_REASON_FAILED, POL_CHINESE, names, 4), 2);
    ck_assert_str_eq(names[1], "成年");
    ck_assert_uint_eq(pol_offer_reasons(f.evaluator, 0, growth, POL_REASON_FAILED, POL_ENGLISH, NULL, 0), 2);
    tear_down(&f);
}
END_TEST

START_TEST(missing_values_are_named) {
    struct fixture f = set_up(day);
    struct record r = good_record;
    const struct item items[] = {{202405, -1, "a", 0}, {202406, -1, NULL, 0}};
    const char *names[8];
    int growth = pol_offer_find(f.policy, "bank", "growth");
    r.revenue = -1;
    r.born = (struct pol_date){0};
    r.good_known = false;
    r.items = items;
    r.item_count = 2;
    ck_assert_int_eq(decide_one(&f, &r), POL_INCOMPLETE);
    size_t count = pol_offer_reasons(f.evaluator, 0, growth, POL_REASON_MISSING, POL_ENGLISH, names, 8);
    ck_assert_uint_eq(count, 4);
    ck_assert_str_eq(names[0], "birth_date");
    ck_assert_str_eq(names[1], "good");
    ck_assert_str_eq(names[2], "overdue.amount");
    ck_assert_str_eq(names[3], "revenue");
    pol_offer_reasons(f.evaluator, 0, growth, POL_REASON_MISSING, POL_CHINESE, names, 8);
    ck_assert_str_eq(names[3], "逾期.金额");
    tear_down(&f);
}
END_TEST

START_TEST(items_of_lists_are_read) {
    struct fixture f = set_up(day);
    struct record r = good_record;
    const struct item items[] = {{202405, 50100, "a", 0}, {202406, 50100, "b", 0}, {202406, 50100, "c", 1}};
    r.items = items;
    r.item_count = 3;
    ck_assert_int_eq(decide_one(&f, &r), POL_REFER);
    r.item_count = 1;
    ck_assert_int_eq(decide_one(&f, &r), POL_ELIGIBLE);
    r.items = items + 1;
    r.item_count = 2;
    ck_assert_int_eq(decide_one(&f, &r), POL_ELIGIBLE);
    tear_down(&f);
}
END_TEST

static const struct {
    struct record record;
    const char *field;
} bad_records[] = {
    {{.born = {2023, 2, 29}}, "birth_date"},
    {{.born = {10000, 1, 1}}, "birth_date"},
    {{.type = 2}, "type"},
    {{.marks = 8}, "marks"},
    {{.since = 202413}, "since"},
    {{.since = -1}, "since"},
    {{.revenue = INT64_C(1000000000000000000)}, "revenue"},
    {{.revenue = INT64_MIN}, "revenue"},
};

START_TEST(a_value_that_is_none_is_a_fault_of_its_record) {
    struct fixture f = set_up(day);
    struct record both[2] = {bad_records[_i].record, good_record};
    ck_assert_int_eq(pol_evaluator_run(f.evaluator, both, 2, NULL), POL_OK);
    ck_assert_int_eq(pol_scheme_decision(f.evaluator, 0, 0), POL_NO_DECISION);
    ck_assert_int_eq(pol_offer_decision(f.evaluator, 0, 0), POL_NO_DECISION);
    ck_assert_int_eq(pol_scheme_best(f.evaluator, 0, 0), -1);
    struct pol_fault fault = pol_evaluator_fault(f.evaluator, 0);
    ck_assert_int_eq(fault.kind, POL_FAULT_VALUE);
    ck_assert_str_eq(fault.field, bad_records[_i].field);
    ck_assert_int_eq(pol_scheme_decision(f.evaluator, 1, 0), POL_ELIGIBLE);
    tear_down(&f);
}
END_TEST

// What comes before a record or beside it in the array changes nothing about it.
START_TEST(records_together_are_decided_as_alone) {
    struct fixture f = set_up(day);
    const struct item cards[] = {{202405, 50100, "a", 0}, {202406, 50100, "b", 0}},
                      open[] = {{202405, -1, "a", 0}, {202406, 50100, NULL, 0}};
    struct record all[8];
    enum pol_decision alone[8];
    for (int i = 0; i < 8; i++) all[i] = good_record;
    all[1].revenue = -1;
    all[2].good_known = false;
    all[3].items = cards, all[3].item_count = 2;
    all[4].items = open, all[4].item_count = 2;
    all[5].born = (struct pol_date){0};
    all[6].type = 2;  // there is no such type
    int growth = pol_offer_find(f.policy, "bank", "growth");
    for (int i = 0; i < 8; i++) alone[i] = decide_one(&f, &all[i]);
    static const enum pol_decision expected[] = {POL_ELIGIBLE,   POL_INCOMPLETE, POL_INCOMPLETE,  POL_REFER,
                                                 POL_INCOMPLETE, POL_INCOMPLETE, POL_NO_DECISION, POL_ELIGIBLE};
    ck_assert_mem_eq(alone, expected, sizeof alone);
    for (size_t first = 0; first < 8; first++)
        for (size_t count = 1; first + count <= 8; count++) {
            ck_assert_int_eq(pol_evaluator_run(f.evaluator, all + first, count, NULL), POL_OK);
            for (size_t i = 0; i < count; i++)
                ck_assert_int_eq(pol_offer_decision(f.evaluator, i, growth), alone[first + i]);
        }
    tear_down(&f);
}
END_TEST

START_TEST(what_is_not_bound_is_missing) {
    struct fixture f = set_up(day);
    const struct pol_binding_options options = {.as_of = day};
    const struct record both[2] = {good_record, good_record};
    const char *names[8];
    int growth = pol_offer_find(f.policy, "bank", "growth");
    pol_binding *binding;
    pol_evaluator *e;
    // Without the revenue, the third, and the list, the last.
    struct pol_member some[MEMBERS];
    memcpy(some, members, sizeof some);
    some[2] = some[MEMBERS - 2];
    ck_assert_int_eq(pol_binding_new(f.policy, some, MEMBERS - 2, sizeof(struct record), &options, &binding, NULL),
                     POL_OK);
    ck_assert_int_eq(pol_evaluator_new(binding, 2, 4, &e), POL_OK);
    for (int round = 0; round < 2; round++) {
        ck_assert_int_eq(pol_evaluator_run(e, both, 2, NULL), POL_OK);
        for (size_t row = 0; row < 2; row++) {
            ck_assert_int_eq(pol_offer_decision(e, row, growth), POL_INCOMPLETE);
            ck_assert_uint_eq(pol_offer_reasons(e, row, growth, POL_REASON_MISSING, POL_ENGLISH, names, 8), 2);
            ck_assert_str_eq(names[0], "overdue");
            ck_assert_str_eq(names[1], "revenue");
        }
    }
    pol_evaluator_free(e);
    pol_binding_free(binding);
    tear_down(&f);
}
END_TEST

static const struct {
    const char *field;
    enum pol_c_type type;
    int64_t value;
    bool good;
} edges[] = {
    {"revenue", POL_UINT64, -1, false},  // 2^64 - 1
    {"revenue", POL_UINT64, INT64_C(999999999999999999), true},
    {"revenue", POL_UINT64, INT64_C(1000000000000000000), false},
    {"revenue", POL_INT64, INT64_C(-999999999999999999), true},
    {"revenue", POL_INT64, INT64_C(-1000000000000000000), false},
    {"type", POL_INT64, -1, false},
    {"type", POL_INT64, 1, true},
    {"type", POL_UINT8, 2, false},
    {"marks", POL_UINT64, 7, true},
    {"marks", POL_INT64, 8, false},
    {"marks", POL_INT64, -1, false},
    {"good", POL_INT64, INT64_MIN, true},
    {"since", POL_INT64, 999912, true},
    {"since", POL_INT64, 1000001, false},
    {"birth_date", POL_INT64, 99991231, true},
    {"birth_date", POL_INT64, 20230229, false},
    {"birth_date", POL_INT64, INT64_MIN, false},
    {"share", POL_INT64, 0, true},
    {"share", POL_INT64, -1, false},
    {"share", POL_UINT64, 1000000, true},
    {"share", POL_UINT64, 1000001, false},
    {"opened", POL_INT64, 20240701, true},
    {"opened", POL_INT64, 20240702, false},
    {"opened", POL_INT64, 19991231, false},
    {"reported", POL_INT64, 202406, true},
    {"reported", POL_INT64, 202407, false},
};

START_TEST(values_have_their_bounds) {
    pol_policy *policy = compile();
    const struct pol_binding_options options = {.as_of = day};
    const struct pol_member member = {.field = edges[_i].field, .type = edges[_i].type};
    pol_binding *binding;
    pol_evaluator *e;
    ck_assert_int_eq(pol_binding_new(policy, &member, 1, sizeof(int64_t), &options, &binding, NULL), POL_OK);
    ck_assert_int_eq(pol_evaluator_new(binding, 1, 0, &e), POL_OK);
    uint8_t byte = (uint8_t)edges[_i].value;
    const void *record = edges[_i].type == POL_UINT8 ? (const void *)&byte : &edges[_i].value;
    ck_assert_int_eq(pol_evaluator_run(e, record, 1, NULL), POL_OK);
    struct pol_fault fault = pol_evaluator_fault(e, 0);
    ck_assert_int_eq(fault.kind == POL_FAULT_VALUE, !edges[_i].good);
    if (!edges[_i].good) ck_assert_str_eq(fault.field, edges[_i].field);
    pol_evaluator_free(e);
    pol_binding_free(binding);
    pol_policy_free(policy);
}
END_TEST

// The same records on two days: a range that ends at the as-of date ends at each run's own.
START_TEST(a_range_ends_at_the_day_of_the_run) {
    pol_policy *policy = compile();
    const struct pol_member member = {.field = "opened", .type = POL_DATE};
    const struct pol_date opened = {2024, 7, 2}, before = {2024, 7, 1}, same = {2024, 7, 2};
    pol_binding *binding;
    pol_evaluator *e;
    ck_assert_int_eq(pol_binding_new(policy, &member, 1, sizeof opened, NULL, &binding, NULL), POL_OK);
    ck_assert_int_eq(pol_evaluator_new(binding, 1, 0, &e), POL_OK);
    ck_assert_int_eq(pol_evaluator_run(e, &opened, 1, &before), POL_OK);
    ck_assert_int_eq(pol_evaluator_fault(e, 0).kind, POL_FAULT_VALUE);
    ck_assert_int_eq(pol_evaluator_run(e, &opened, 1, &same), POL_OK);
    ck_assert_int_eq(pol_evaluator_fault(e, 0).kind, POL_FAULT_NONE);
    pol_evaluator_free(e);
    pol_binding_free(binding);
    pol_policy_free(policy);
}
END_TEST

START_TEST(the_date_chooses_the_version) {
    struct fixture f = set_up((struct pol_date){0});
    const struct pol_date before = {2023, 12, 31}, first = {2024, 1, 1}, last = {2024, 12, 31}, next = {2025, 1, 1};
    int growth = pol_offer_find(f.policy, "bank", "growth"), extra = pol_offer_find(f.policy, "bank", "extra");
    ck_assert_int_eq(pol_evaluator_run(f.evaluator, &good_record, 1, &before), POL_OK);
    ck_assert_int_eq(pol_scheme_decision(f.evaluator, 0, 0), POL_NOT_IN_FORCE);
    ck_assert_int_eq(pol_offer_decision(f.evaluator, 0, growth), POL_NOT_IN_FORCE);
    ck_assert_int_eq(pol_scheme_best(f.evaluator, 0, 0), -1);
    pol_evaluator_run(f.evaluator, &good_record, 1, &first);
    ck_assert_int_eq(pol_scheme_decision(f.evaluator, 0, 0), POL_ELIGIBLE);
    pol_evaluator_run(f.evaluator, &good_record, 1, &last);
    ck_assert_int_eq(pol_offer_decision(f.evaluator, 0, growth), POL_ELIGIBLE);
    ck_assert_int_eq(pol_offer_decision(f.evaluator, 0, extra), POL_NOT_IN_FORCE);
    pol_evaluator_run(f.evaluator, &good_record, 1, &next);
    ck_assert_int_eq(pol_offer_decision(f.evaluator, 0, growth), POL_NOT_IN_FORCE);
    ck_assert_int_eq(pol_offer_decision(f.evaluator, 0, extra), POL_ELIGIBLE);
    ck_assert_int_eq(pol_scheme_best(f.evaluator, 0, 0), extra);
    tear_down(&f);
}
END_TEST

static const char referring[] =
    "vocabulary { field id: text key field a: yes/no field b: yes/no }\n"
    "scheme s {\n in force from 2024-01-01\n"
    " offer first { refer look(查看): a refer check: b }\n"
    " offer next { when meets first grant g = if meets first then 1 yuan else 2 yuan }\n}\n";
struct pair {
    const char *id;
    uint8_t a, b;
};

// What hangs on a person's decision about another offer: the names of its rules stand for a `when`.
START_TEST(a_person_decides_about_what_meets_a_referred_offer) {
    const struct pol_file file = {"t/s.pol", referring, sizeof referring - 1};
    const struct pol_member pair_members[] = {POL_BIND(struct pair, id, "id", POL_TEXT),
                                              POL_BIND(struct pair, a, "a", POL_UINT8),
                                              POL_BIND(struct pair, b, "b", POL_UINT8)};
    const struct pol_binding_options options = {.as_of = day};
    const struct pair pair = {"1", 1, 1};
    struct fixture f;
    struct pol_value v;
    const char *names[4];
    ck_assert_int_eq(pol_policy_compile(&file, 1, &f.policy, NULL), POL_OK);
    ck_assert_int_eq(pol_binding_new(f.policy, pair_members, 3, sizeof pair, &options, &f.binding, NULL), POL_OK);
    ck_assert_int_eq(pol_evaluator_new(f.binding, 1, 0, &f.evaluator), POL_OK);
    ck_assert_int_eq(pol_evaluator_run(f.evaluator, &pair, 1, NULL), POL_OK);
    int next = pol_offer_find(f.policy, "s", "next"), grant = pol_grant_find(f.policy, "s", "next", "g");
    ck_assert_int_eq(pol_offer_decision(f.evaluator, 0, next), POL_REFER);
    ck_assert_int_eq(pol_grant_value(f.evaluator, 0, grant, &v), POL_GRANT_REFERRED);
    ck_assert_uint_eq(pol_offer_reasons(f.evaluator, 0, next, POL_REASON_REFER, POL_ENGLISH, names, 4), 3);
    ck_assert_str_eq(names[0], "check");
    ck_assert_str_eq(names[1], "g");
    ck_assert_str_eq(names[2], "look");
    ck_assert_uint_eq(pol_offer_reasons(f.evaluator, 0, next, POL_REASON_MISSING, POL_ENGLISH, names, 4), 0);
    tear_down(&f);
}
END_TEST

static Suite *suite(void) {
    Suite *s = suite_create("api");
    TCase *t = tcase_create("api");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, an_eligible_record_has_its_grants);
    tcase_add_test(t, a_silent_grant_asks_for_a_person);
    tcase_add_test(t, a_person_decides_about_what_meets_a_referred_offer);
    tcase_add_test(t, reasons_are_sorted_names);
    tcase_add_test(t, missing_values_are_named);
    tcase_add_test(t, items_of_lists_are_read);
    tcase_add_loop_test(t, a_value_that_is_none_is_a_fault_of_its_record, 0, sizeof bad_records / sizeof *bad_records);
    tcase_add_test(t, records_together_are_decided_as_alone);
    tcase_add_test(t, what_is_not_bound_is_missing);
    tcase_add_loop_test(t, values_have_their_bounds, 0, sizeof edges / sizeof *edges);
    tcase_add_test(t, a_range_ends_at_the_day_of_the_run);
    tcase_add_test(t, the_date_chooses_the_version);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(suite); }
