// The public API: what compiles, what binds, what an evaluation answers, and that it asks for no memory.
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "interp/pol.h"
#include "tests/unit/check_main.h"
#include "tests/unit/refused_memory.h"

// The library's allocations: counted, and refused from a given one on.
static long allocations, refused_from = -1;
static bool refuse(void) {
    long number = __atomic_fetch_add(&allocations, 1, __ATOMIC_RELAXED);
    return refused_from >= 0 && number >= refused_from;
}

static const char vocabulary[] =
    "vocabulary {\n"
    "  field applicant_id: text key\n"
    "  field birth_date(出生日期): date\n"
    "  field revenue: money\n"
    "  field rate: percent\n"
    "  field people: count people\n"
    "  field type(类型): one of { growth(成长型), subsistence(生存型) }\n"
    "  field marks: any of { first_mark, second_mark, third_mark }\n"
    "  field since: month\n"
    "  field used: period in months\n"
    "  field good: yes/no\n"
    "  field overdue(逾期): list of { paid: month, amount(金额): money, account: text, sort: one of { card, loan } }\n"
    "}\n";

static const char scheme[] =
    "use \"vocabulary.pol\"\n"
    "scheme bank(银行) \"A bank\" {\n"
    "  in force from 2024-01-01 until 2024-12-31\n"
    "  param min_revenue = 100000 yuan\n"
    "  require of_age(成年): completed_years(birth_date, as_of) >= 18\n"
    "  require in principle clean: count(overdue where amount > 500 yuan and sort is card) <= 1\n"
    "  veto bad: not good\n"
    "  offer growth(成长) {\n"
    "    when type is growth\n"
    "    require enough: revenue >= min_revenue\n"
    "    grant limit(额度) = revenue * 10%\n"
    "    grant price = rate\n"
    "    grant until_day = birth_date + 1 year\n"
    "    grant note = \"monthly\"\n"
    "    grant crew = people * people\n"
    "    grant tenor = used\n"
    "  }\n"
    "  offer open {\n"
    "    when marks has any { second_mark }\n"
    "    grant amount = silent\n"
    "  }\n"
    "}\n";

static const char later[] = "use \"vocabulary.pol\"\n"
                            "scheme bank(银行) \"A bank, later\" {\n"
                            "  in force from 2025-01-01\n"
                            "  offer extra(新品) {\n"
                            "    require mature: since within 12 months\n"
                            "    grant limit(额度) = 5 yuan\n"
                            "  }\n"
                            "}\n";

#define FILE_OF(name, text) \
    { (name), (text), sizeof(text) - 1 }

static pol_policy *compile(void) {
    const struct pol_file files[] = {FILE_OF("t/vocabulary.pol", vocabulary), FILE_OF("t/bank.pol", scheme),
                                     FILE_OF("t/later.pol", later)};
    pol_policy *policy;
    pol_report *report;
    enum pol_status status = pol_policy_compile(files, 3, &policy, &report);
    ck_assert_msg(status == POL_OK, "%s", pol_report_text(report, POL_ENGLISH));
    pol_report_free(report);
    return policy;
}

struct item {
    int32_t month;
    int64_t fen;
    const char *account;
    uint8_t sort;
};

struct record {
    const char *id;
    struct pol_date born;
    int64_t revenue, rate;
    int16_t people;
    uint8_t type, marks;
    int32_t since;
    uint32_t used;
    bool good, good_known;
    const struct item *items;
    size_t item_count;
};

static const struct pol_member item_members[] = {
    POL_BIND(struct item, month, "paid", POL_INT32),
    POL_BIND_VALUE(struct item, fen, -1, "amount", POL_INT64),
    POL_BIND(struct item, account, "account", POL_TEXT),
    POL_BIND(struct item, sort, "sort", POL_UINT8),
};
static const struct pol_member members[] = {
    POL_BIND(struct record, id, "applicant_id", POL_TEXT),
    POL_BIND_VALUE(struct record, born, 0, "出生日期", POL_DATE),
    POL_BIND_VALUE(struct record, revenue, -1, "revenue", POL_INT64),
    POL_BIND(struct record, rate, "rate", POL_INT64),
    POL_BIND(struct record, people, "people", POL_INT16),
    POL_BIND(struct record, type, "type", POL_UINT8),
    POL_BIND(struct record, marks, "marks", POL_UINT8),
    POL_BIND_VALUE(struct record, since, 0, "since", POL_INT32),
    POL_BIND(struct record, used, "used", POL_UINT32),
    POL_BIND_FLAG(struct record, good, good_known, "good", POL_UINT8),
    POL_BIND_LIST(struct record, items, item_count, "overdue", item_members, struct item),
};
#define MEMBERS (sizeof members / sizeof *members)

static const struct record good_record = {
    .id = "A1",
    .born = {1990, 2, 28},
    .revenue = 20000000,
    .rate = 37500,
    .people = 300,
    .since = 202403,
    .used = 24,
    .good = true,
    .good_known = true,
};

struct fixture {
    pol_policy *policy;
    pol_binding *binding;
    pol_evaluator *evaluator;
};

static struct fixture set_up(struct pol_date as_of) {
    struct fixture f;
    const struct pol_binding_options options = {.as_of = as_of};
    f.policy = compile();
    ck_assert_int_eq(pol_binding_new(f.policy, members, MEMBERS, sizeof(struct record), &options, &f.binding, NULL),
                     POL_OK);
    ck_assert_int_eq(pol_evaluator_new(f.binding, 8, 16, &f.evaluator), POL_OK);
    return f;
}

static void tear_down(struct fixture *f) {
    pol_evaluator_free(f->evaluator);
    pol_binding_free(f->binding);
    pol_policy_free(f->policy);
}

static const struct pol_date day = {2024, 7, 1};
static enum pol_decision decide_one(struct fixture *f, const struct record *r) {
    ck_assert_int_eq(pol_evaluator_run(f->evaluator, r, 1, NULL), POL_OK);
    return pol_offer_decision(f->evaluator, 0, pol_offer_find(f->policy, "bank", "growth"));
}

START_TEST(names_are_found_in_either_spelling) {
    pol_policy *p = compile();
    ck_assert_int_eq(pol_scheme_find(p, "银行"), pol_scheme_find(p, "bank"));
    ck_assert_uint_eq(pol_scheme_count(p), 1);
    ck_assert_uint_eq(pol_offer_count(p), 3);
    ck_assert_int_eq(pol_scheme_find(p, "bonk"), -1);
    ck_assert_int_eq(pol_offer_find(p, "bank", "extra"), pol_offer_find(p, "银行", "新品"));
    ck_assert_int_eq(pol_offer_find(p, "bank", "none"), -1);
    ck_assert_str_eq(pol_offer_name(p, pol_offer_find(p, "bank", "extra"), POL_CHINESE), "新品");
    ck_assert_int_eq(pol_choice_code(p, "type", "growth"), 0);
    ck_assert_int_eq(pol_choice_code(p, "类型", "生存型"), 1);
    ck_assert_int_eq(pol_choice_code(p, "overdue.sort", "loan"), 1);
    ck_assert_int_eq(pol_choice_code(p, "type", "loan"), -1);
    ck_assert_int_eq(pol_choice_code(p, "revenue", "loan"), -1);
    ck_assert_int_eq(pol_choice_code(p, "nothing.at.all", "loan"), -1);
    ck_assert_str_eq(pol_choice_name(p, "type", 1, POL_ENGLISH), "subsistence");
    ck_assert_ptr_null(pol_choice_name(p, "type", 2, POL_ENGLISH));
    ck_assert_ptr_null(pol_field_name(p, -1, POL_ENGLISH));
    ck_assert_int_eq(pol_field_kind(p, pol_field_find(p, "used")), POL_KIND_MONTHS);
    ck_assert_int_eq(pol_grant_kind(p, pol_grant_find(p, "bank", "growth", "额度")), POL_KIND_MONEY);
    ck_assert_int_eq(pol_grant_find(p, "bank", "open", "limit"), -1);
    pol_policy_free(p);
}
END_TEST

START_TEST(errors_are_reported) {
    static const char broken[] = "scheme x { require : }";
    const struct pol_file file = FILE_OF("broken.pol", broken);
    pol_policy *policy;
    pol_report *report;
    ck_assert_int_eq(pol_policy_compile(&file, 1, &policy, &report), POL_ERROR_POLICY);
    ck_assert_ptr_null(policy);
    ck_assert_uint_ge(pol_report_errors(report), 1);
    ck_assert_ptr_nonnull(strstr(pol_report_text(report, POL_ENGLISH), "broken.pol:1:"));
    ck_assert_ptr_nonnull(strstr(pol_report_text(report, POL_CHINESE), "错误"));
    ck_assert_ptr_nonnull(strstr(pol_report_json(report, POL_ENGLISH), "\"severity\":\"error\""));
    pol_report_free(report);
    ck_assert_int_eq(pol_policy_compile(&(struct pol_file){.path = "/nonexistent/x.pol"}, 1, &policy, NULL),
                     POL_ERROR_POLICY);
}
END_TEST

static const struct {
    struct pol_member member;
    const char *code;
} bad_members[] = {
    {POL_BIND(struct record, rate, "rat", POL_INT64), "U0151"},
    {POL_BIND(struct record, rate, NULL, POL_INT64), "U0151"},
    {POL_BIND(struct record, rate, "applicant_id", POL_INT64), "U0153"},
    {POL_BIND(struct record, rate, "birth_date", POL_INT16), "U0153"},
    {POL_BIND(struct record, rate, "rate", POL_TEXT), "U0153"},
    {POL_BIND(struct record, rate, "overdue", POL_INT64), "U0153"},
    {POL_BIND(struct record, rate, "rate", (enum pol_c_type)99), "U0153"},
    {{.field = "rate", .offset = sizeof(struct record) - 7, .type = POL_INT64}, "U0154"},
    {{.field = "rate", .offset = SIZE_MAX - 3, .type = POL_INT64}, "U0154"},
    {{.field = "rate", .type = POL_INT64, .missing = POL_FLAG, .flag_offset = sizeof(struct record)}, "U0154"},
};

START_TEST(members_that_do_not_fit_are_refused) {
    pol_policy *p = compile();
    pol_binding *b;
    pol_report *report;
    enum pol_status status = pol_binding_new(p, &bad_members[_i].member, 1, sizeof(struct record), NULL, &b, &report);
    ck_assert_int_eq(status, POL_ERROR_ARGUMENT);
    ck_assert_ptr_null(b);
    ck_assert_ptr_nonnull(strstr(pol_report_text(report, POL_ENGLISH), bad_members[_i].code));
    pol_report_free(report);
    pol_policy_free(p);
}
END_TEST

START_TEST(a_field_is_bound_once) {
    pol_policy *p = compile();
    pol_binding *b;
    const struct pol_member twice[] = {POL_BIND(struct record, rate, "rate", POL_INT64),
                                       POL_BIND(struct record, revenue, "rate", POL_INT64)};
    pol_report *report;
    ck_assert_int_eq(pol_binding_new(p, twice, 2, sizeof(struct record), NULL, &b, &report), POL_ERROR_ARGUMENT);
    ck_assert_ptr_nonnull(strstr(pol_report_text(report, POL_ENGLISH), "U0152"));
    pol_report_free(report);
    pol_policy_free(p);
}
END_TEST

START_TEST(a_day_that_does_not_exist_is_no_date) {
    pol_policy *p = compile();
    pol_binding *b;
    pol_report *report;
    const struct pol_binding_options options = {.as_of = {2024, 2, 30}};
    ck_assert_int_eq(pol_binding_new(p, members, MEMBERS, sizeof(struct record), &options, &b, &report),
                     POL_ERROR_ARGUMENT);
    ck_assert_ptr_nonnull(strstr(pol_report_text(report, POL_ENGLISH), "U0155"));
    pol_report_free(report);
    pol_policy_free(p);
}
END_TEST

START_TEST(a_date_is_given_once) {
    struct fixture fixed = set_up(day), open = set_up((struct pol_date){0});
    const struct pol_date none = {2023, 2, 29};
    ck_assert_int_eq(pol_evaluator_run(fixed.evaluator, &good_record, 1, NULL), POL_OK);
    ck_assert_int_eq(pol_evaluator_run(fixed.evaluator, &good_record, 1, &day), POL_ERROR_ARGUMENT);
    ck_assert_int_eq(pol_evaluator_run(open.evaluator, &good_record, 1, NULL), POL_ERROR_ARGUMENT);
    ck_assert_int_eq(pol_evaluator_run(open.evaluator, &good_record, 1, &none), POL_ERROR_ARGUMENT);
    ck_assert_int_eq(pol_evaluator_run(open.evaluator, &good_record, 1, &day), POL_OK);
    ck_assert_int_eq(pol_scheme_decision(open.evaluator, 0, 0), POL_ELIGIBLE);
    tear_down(&fixed);
    tear_down(&open);
}
END_TEST

START_TEST(an_eligible_record_has_its_grants) {
    struct fixture f = set_up(day);
    const pol_policy *p = f.policy;
    struct pol_value v;
    int64_t fen = 0;
    ck_assert_int_eq(decide_one(&f, &good_record), POL_ELIGIBLE);
    ck_assert_int_eq(pol_scheme_best(f.evaluator, 0, 0), pol_offer_find(p, "bank", "growth"));
    ck_assert(pol_scheme_limit(f.evaluator, 0, 0, &fen));
    ck_assert_int_eq(fen, 2000000);
    ck_assert_int_eq(pol_grant_value(f.evaluator, 0, pol_grant_find(p, "bank", "growth", "price"), &v),
                     POL_GRANT_KNOWN);
    ck_assert_int_eq(v.number, 37500);
    ck_assert_int_eq(pol_grant_value(f.evaluator, 0, pol_grant_find(p, "bank", "growth", "until_day"), &v),
                     POL_GRANT_KNOWN);
    ck_assert_int_eq(v.number, 19910228);
    ck_assert_int_eq(pol_grant_value(f.evaluator, 0, pol_grant_find(p, "bank", "growth", "crew"), &v), POL_GRANT_KNOWN);
    ck_assert_int_eq(v.number, 90000);
    ck_assert_int_eq(pol_grant_value(f.evaluator, 0, pol_grant_find(p, "bank", "growth", "tenor"), &v),
                     POL_GRANT_KNOWN);
    ck_assert_int_eq(v.number, 24);
    ck_assert_int_eq(pol_grant_value(f.evaluator, 0, pol_grant_find(p, "bank", "growth", "note"), &v), POL_GRANT_KNOWN);
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
};

START_TEST(values_have_their_bounds) {
    pol_policy *policy = compile();
    const struct pol_binding_options options = {.as_of = day};
    const struct pol_member member = {.field = edges[_i].field, .type = edges[_i].type};
    pol_binding *binding;
    pol_evaluator *e;
    ck_assert_int_eq(pol_binding_new(policy, &member, 1, sizeof(int64_t), &options, &binding, NULL), POL_OK);
    ck_assert_int_eq(pol_evaluator_new(binding, 1, 0, &e), POL_OK);
    ck_assert_int_eq(pol_evaluator_run(e, &edges[_i].value, 1, NULL), POL_OK);
    struct pol_fault fault = pol_evaluator_fault(e, 0);
    ck_assert_int_eq(fault.kind == POL_FAULT_VALUE, !edges[_i].good);
    if (!edges[_i].good) ck_assert_str_eq(fault.field, edges[_i].field);
    pol_evaluator_free(e);
    pol_binding_free(binding);
    pol_policy_free(policy);
}
END_TEST

START_TEST(a_fault_of_arithmetic_has_its_place) {
    struct fixture f = set_up(day);
    struct record r = good_record;
    r.born = (struct pol_date){9999, 12, 31};  // a year later there is no date
    decide_one(&f, &r);
    r = good_record;
    ck_assert_int_eq(pol_evaluator_fault(f.evaluator, 0).kind == POL_FAULT_ARITHMETIC,
                     pol_scheme_decision(f.evaluator, 0, 0) == POL_NO_DECISION);
    if (pol_evaluator_fault(f.evaluator, 0).kind == POL_FAULT_ARITHMETIC) {
        ck_assert_str_eq(pol_evaluator_fault(f.evaluator, 0).file, "t/bank.pol");
        ck_assert_uint_eq(pol_evaluator_fault(f.evaluator, 0).line, 13);
    }
    tear_down(&f);
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

START_TEST(settings_take_effect) {
    pol_policy *p = compile();
    pol_binding *b;
    pol_evaluator *e;
    const char *good[] = {"bank.min_revenue=30万元"}, *bad[] = {"bank.min_revenu=30万元"};
    struct pol_binding_options options = {.as_of = day, .settings = good, .setting_count = 1};
    ck_assert_int_eq(pol_binding_new(p, members, MEMBERS, sizeof(struct record), &options, &b, NULL), POL_OK);
    ck_assert_int_eq(pol_evaluator_new(b, 1, 0, &e), POL_OK);
    ck_assert_int_eq(pol_evaluator_run(e, &good_record, 1, NULL), POL_OK);
    ck_assert_int_eq(pol_scheme_decision(e, 0, 0), POL_INELIGIBLE);
    pol_evaluator_free(e);
    pol_binding_free(b);
    options.settings = bad;
    ck_assert_int_eq(pol_binding_new(p, members, MEMBERS, sizeof(struct record), &options, &b, NULL),
                     POL_ERROR_ARGUMENT);
    pol_policy_free(p);
}
END_TEST

START_TEST(room_has_its_bounds) {
    struct fixture f = set_up(day);
    struct record nine[9];
    pol_evaluator *e;
    for (int i = 0; i < 9; i++) nine[i] = good_record;
    ck_assert_int_eq(pol_evaluator_run(f.evaluator, nine, 8, NULL), POL_OK);
    ck_assert_int_eq(pol_scheme_decision(f.evaluator, 7, 0), POL_ELIGIBLE);
    ck_assert_int_eq(pol_scheme_decision(f.evaluator, 8, 0), POL_NO_DECISION);
    ck_assert_int_eq(pol_evaluator_run(f.evaluator, nine, 9, NULL), POL_ERROR_ARGUMENT);
    ck_assert_int_eq(pol_scheme_decision(f.evaluator, 0, 0), POL_NO_DECISION);
    ck_assert_int_eq(pol_evaluator_run(f.evaluator, nine, 0, NULL), POL_OK);
    ck_assert_int_eq(pol_scheme_decision(f.evaluator, 0, 1), POL_NO_DECISION);
    ck_assert_int_eq(pol_evaluator_new(f.binding, 0, 0, &e), POL_ERROR_ARGUMENT);
    ck_assert_int_eq(pol_evaluator_new(f.binding, ((size_t)1 << 20) + 1, 0, &e), POL_ERROR_ARGUMENT);
    tear_down(&f);
}
END_TEST

START_TEST(evaluating_asks_for_no_memory) {
    struct fixture f = set_up(day);
    struct item items[16] = {{0}};
    struct record r = good_record;
    const char *names[8];
    struct pol_value v;
    int64_t fen;
    for (int i = 0; i < 16; i++) items[i] = (struct item){202401, i * 10000, "account", (uint8_t)(i & 1)};
    r.items = items;
    r.item_count = 16;
    int failed = 0;  // an assertion in the loop would itself ask for memory
    long before = allocations;
    for (int round = 0; round < 100; round++) {
        failed += pol_evaluator_run(f.evaluator, &r, 1, NULL) != POL_OK;
        pol_scheme_limit(f.evaluator, 0, 0, &fen);
        pol_offer_reasons(f.evaluator, 0, 0, POL_REASON_REFER, POL_ENGLISH, names, 8);
        pol_offer_reasons(f.evaluator, 0, 0, POL_REASON_MISSING, POL_ENGLISH, names, 8);
        pol_grant_value(f.evaluator, 0, 0, &v);
    }
    long after = allocations;
    ck_assert_int_eq(after, before);
    ck_assert_int_eq(failed, 0);
    tear_down(&f);
}
END_TEST

// One try with the allocations from number `from` on refused; whether all went well.
static bool survives(long from) {
    pol_policy *p = NULL;
    pol_binding *b = NULL;
    pol_evaluator *e = NULL;
    const struct pol_file files[] = {FILE_OF("t/vocabulary.pol", vocabulary), FILE_OF("t/later.pol", later)};
    const struct pol_binding_options options = {.as_of = day};
    allocations = 0;
    refused_from = from;
    bool done = pol_policy_compile(files, 2, &p, NULL) == POL_OK;
    done = done && pol_binding_new(p, members, MEMBERS, sizeof(struct record), &options, &b, NULL) == POL_OK;
    done = done && pol_evaluator_new(b, 2, 4, &e) == POL_OK;
    refused_from = -1;
    pol_evaluator_free(e);
    pol_binding_free(b);
    pol_policy_free(p);
    return done;
}

START_TEST(every_refused_allocation_is_answered) {
    long from = 0;
    while (!survives(from)) ck_assert_int_lt(++from, 100000);
    ck_assert_int_gt(from, 10);
}
END_TEST

static void *decide_often(void *context) {
    struct fixture own = *(struct fixture *)context;
    long eligible = 0;
    if (pol_evaluator_new(own.binding, 1, 4, &own.evaluator) != POL_OK) return NULL;
    for (int i = 0; i < 2000; i++) {
        struct record r = good_record;
        r.revenue = i % 2 ? 20000000 : 1;
        if (pol_evaluator_run(own.evaluator, &r, 1, NULL) != POL_OK) break;
        eligible += pol_scheme_decision(own.evaluator, 0, 0) == POL_ELIGIBLE;
    }
    pol_evaluator_free(own.evaluator);
    return (void *)eligible;
}

START_TEST(threads_share_a_policy) {
    struct fixture f = set_up(day);
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) ck_assert_int_eq(pthread_create(&threads[i], NULL, decide_often, &f), 0);
    for (int i = 0; i < 4; i++) {
        void *eligible;
        pthread_join(threads[i], &eligible);
        ck_assert_int_eq((long)eligible, 1000);
    }
    tear_down(&f);
}
END_TEST

static Suite *suite(void) {
    Suite *s = suite_create("api");
    TCase *t = tcase_create("api");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, names_are_found_in_either_spelling);
    tcase_add_test(t, errors_are_reported);
    tcase_add_loop_test(t, members_that_do_not_fit_are_refused, 0, sizeof bad_members / sizeof *bad_members);
    tcase_add_test(t, a_field_is_bound_once);
    tcase_add_test(t, a_day_that_does_not_exist_is_no_date);
    tcase_add_test(t, a_date_is_given_once);
    tcase_add_test(t, an_eligible_record_has_its_grants);
    tcase_add_test(t, a_silent_grant_asks_for_a_person);
    tcase_add_test(t, reasons_are_sorted_names);
    tcase_add_test(t, missing_values_are_named);
    tcase_add_test(t, items_of_lists_are_read);
    tcase_add_loop_test(t, a_value_that_is_none_is_a_fault_of_its_record, 0, sizeof bad_records / sizeof *bad_records);
    tcase_add_test(t, records_together_are_decided_as_alone);
    tcase_add_test(t, what_is_not_bound_is_missing);
    tcase_add_loop_test(t, values_have_their_bounds, 0, sizeof edges / sizeof *edges);
    tcase_add_test(t, a_fault_of_arithmetic_has_its_place);
    tcase_add_test(t, the_date_chooses_the_version);
    tcase_add_test(t, settings_take_effect);
    tcase_add_test(t, room_has_its_bounds);
    tcase_add_test(t, evaluating_asks_for_no_memory);
    tcase_add_test(t, every_refused_allocation_is_answered);
    tcase_add_test(t, threads_share_a_policy);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(suite); }
