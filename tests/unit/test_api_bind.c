// The public API: what compiles, what is found by name, what binds.
#include <string.h>

#include "tests/unit/api_sample.h"
#include "tests/unit/check_main.h"

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

// A code that is granted is told by name, whatever field it came from, or none.
START_TEST(choices_that_are_granted_have_names) {
    static const char text[] = "choices rank(级别) { low(低), high(高) = \"9\" }\n"
                               "vocabulary { field id: text key field own: one of rank }\n"
                               "scheme s { in force from 2024-01-01 offer o {\n"
                               "  grant rank one of rank = if own is low then high else low\n"
                               "  grant limit = 5 yuan } }\n";
    const struct pol_file file = {"ranks.pol", text, sizeof text - 1};
    pol_policy *p;
    ck_assert_int_eq(pol_policy_compile(&file, 1, &p, NULL), POL_OK);
    int grant = pol_grant_find(p, "s", "o", "rank");
    ck_assert_int_eq(pol_grant_kind(p, grant), POL_KIND_CHOICE);
    ck_assert_str_eq(pol_grant_choice_name(p, grant, 1, POL_CHINESE), "高");
    ck_assert_str_eq(pol_grant_choice_name(p, grant, 0, POL_ENGLISH), "low");
    ck_assert_ptr_null(pol_grant_choice_name(p, grant, 2, POL_ENGLISH));
    ck_assert_ptr_null(pol_grant_choice_name(p, grant, -1, POL_ENGLISH));
    ck_assert_ptr_null(pol_grant_choice_name(p, pol_grant_find(p, "s", "o", "limit"), 0, POL_ENGLISH));
    ck_assert_ptr_null(pol_grant_choice_name(p, -1, 0, POL_ENGLISH));
    ck_assert_int_eq(pol_choice_code(p, "own", "9"), 1);
    ck_assert_int_eq(pol_choice_code(p, "own", "高"), 1);
    ck_assert_int_eq(pol_choice_code(p, "own", "8"), -1);
    pol_policy_free(p);
}
END_TEST

// A member holds millionths; more decimals than the field has are no value of it.
START_TEST(numbers_have_no_more_decimals_than_their_field) {
    static const char text[] = "vocabulary { field id: text key field rating: number 2 decimals in 0..100 }\n"
                               "scheme s { in force from 2024-01-01 offer o { grant twice = rating * 2 } }\n";
    static const int64_t values[] = {66250000, 66255000, 100010000, 0};
    static const bool good[] = {true, false, false, true};
    const struct pol_file file = {"numbers.pol", text, sizeof text - 1};
    const struct pol_member member = {.field = "rating", .offset = 0, .type = POL_INT64};
    const struct pol_binding_options options = {.as_of = day};
    pol_policy *p;
    pol_binding *b;
    pol_evaluator *e;
    ck_assert_int_eq(pol_policy_compile(&file, 1, &p, NULL), POL_OK);
    ck_assert_int_eq(pol_field_kind(p, pol_field_find(p, "rating")), POL_KIND_NUMBER);
    ck_assert_int_eq(pol_binding_new(p, &member, 1, sizeof *values, &options, &b, NULL), POL_OK);
    ck_assert_int_eq(pol_evaluator_new(b, 4, 0, &e), POL_OK);
    ck_assert_int_eq(pol_evaluator_run(e, values, 4, NULL), POL_OK);
    for (size_t i = 0; i < 4; i++) ck_assert_int_eq(pol_offer_decision(e, i, 0) == POL_ELIGIBLE, good[i]);
    pol_evaluator_free(e);
    pol_binding_free(b);
    pol_policy_free(p);
}
END_TEST

// Whose elements are the items.
START_TEST(an_array_is_a_list_of_values) {
    static const char text[] = "vocabulary { field id: text key field tags: list of text }\n"
                               "scheme s { in force from 2024-01-01 require once: count(tags per value) <= 1\n"
                               "    offer o { grant many = count(tags) } }\n";
    static const char *const once[] = {"a", "b"}, *const twice[] = {"a", "b", "a"};
    static const struct {
        const char *const *tags;
        size_t count;
    } records[] = {{once, 2}, {twice, 3}, {NULL, 0}};
    static const struct pol_member value = {.field = "value", .type = POL_TEXT};
    const struct pol_member tags = {.field = "tags",
                                    .type = POL_LIST,
                                    .count_offset = sizeof(char *),
                                    .items = &value,
                                    .item_count = 1,
                                    .item_size = sizeof(char *)};
    const struct pol_file file = {"tags.pol", text, sizeof text - 1};
    const struct pol_binding_options options = {.as_of = day};
    pol_policy *p;
    pol_binding *b;
    pol_evaluator *e;
    ck_assert_int_eq(pol_policy_compile(&file, 1, &p, NULL), POL_OK);
    ck_assert_int_eq(pol_binding_new(p, &tags, 1, sizeof *records, &options, &b, NULL), POL_OK);
    ck_assert_int_eq(pol_evaluator_new(b, 3, 8, &e), POL_OK);
    ck_assert_int_eq(pol_evaluator_run(e, records, 3, NULL), POL_OK);
    ck_assert_int_eq(pol_offer_decision(e, 0, 0), POL_ELIGIBLE);
    ck_assert_int_eq(pol_offer_decision(e, 1, 0), POL_INELIGIBLE);
    ck_assert_int_eq(pol_offer_decision(e, 2, 0), POL_ELIGIBLE);
    pol_evaluator_free(e);
    pol_binding_free(b);
    pol_policy_free(p);
}
END_TEST

START_TEST(errors_are_reported) {
    static const char broken[] = "scheme x { require : }";
    const struct pol_file file = {"broken.pol", broken, sizeof broken - 1};
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

static Suite *suite(void) {
    Suite *s = suite_create("api_bind");
    TCase *t = tcase_create("api_bind");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, names_are_found_in_either_spelling);
    tcase_add_test(t, choices_that_are_granted_have_names);
    tcase_add_test(t, numbers_have_no_more_decimals_than_their_field);
    tcase_add_test(t, an_array_is_a_list_of_values);
    tcase_add_test(t, errors_are_reported);
    tcase_add_loop_test(t, members_that_do_not_fit_are_refused, 0, sizeof bad_members / sizeof *bad_members);
    tcase_add_test(t, a_field_is_bound_once);
    tcase_add_test(t, a_day_that_does_not_exist_is_no_date);
    tcase_add_test(t, a_date_is_given_once);
    tcase_add_test(t, settings_take_effect);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(suite); }
