// The public API: records at fault, and where in the policy.
#include "tests/unit/api_sample.h"
#include "tests/unit/check_main.h"

START_TEST(a_fault_of_arithmetic_has_its_place) {
    struct fixture f = set_up(day);
    struct record r = good_record;
    r.born = (struct pol_date){9999, 12, 31};  // a year later there is no date
    ck_assert_int_eq(decide_one(&f, &r), POL_NO_DECISION);
    struct pol_fault fault = pol_evaluator_fault(f.evaluator, 0);
    ck_assert_int_eq(fault.kind, POL_FAULT_ARITHMETIC);
    ck_assert_str_eq(fault.file, "t/bank.pol");
    ck_assert_uint_eq(fault.line, 13);
    tear_down(&f);
}
END_TEST

// Rows for less than 15 people, and for as many as share, or more.
START_TEST(two_rows_that_hold_are_named) {
    static const char text[] = "vocabulary { field id: text key field n: count field h: count }\n"
                               "scheme s { in force from 2024-01-01\n"
                               "  table t unique {\n"
                               "    n || r\n"
                               "    < 15 || 1\n"
                               "    >= h || 2\n"
                               "    otherwise || 3\n"
                               "  }\n"
                               "  offer o { grant limit = 5 yuan * t }\n"
                               "}\n";
    const struct pol_file file = {"t/rows.pol", text, sizeof text - 1};
    const struct pol_member two[] = {{.field = "n", .type = POL_INT64},
                                     {.field = "h", .offset = sizeof(int64_t), .type = POL_INT64}};
    const struct pol_binding_options options = {.as_of = day};
    const int64_t records[2][2] = {{10, 11}, {10, 10}};
    pol_policy *policy;
    pol_binding *binding;
    pol_evaluator *e;
    ck_assert_int_eq(pol_policy_compile(&file, 1, &policy, NULL), POL_OK);
    ck_assert_int_eq(pol_binding_new(policy, two, 2, sizeof records[0], &options, &binding, NULL), POL_OK);
    ck_assert_int_eq(pol_evaluator_new(binding, 2, 0, &e), POL_OK);
    ck_assert_int_eq(pol_evaluator_run(e, records, 2, NULL), POL_OK);
    ck_assert_int_eq(pol_evaluator_fault(e, 0).kind, POL_FAULT_NONE);
    struct pol_fault fault = pol_evaluator_fault(e, 1);
    ck_assert_int_eq(fault.kind, POL_FAULT_ROWS);
    ck_assert_str_eq(fault.file, "t/rows.pol");
    ck_assert_uint_eq(fault.line, 5);
    ck_assert_uint_eq(fault.other_line, 6);
    pol_evaluator_free(e);
    pol_binding_free(binding);
    pol_policy_free(policy);
}
END_TEST

// Of few applicants the rule asks for a birth date that there is not.
START_TEST(what_a_function_cannot_be_asked_is_told_from_arithmetic) {
    static const char text[] = "vocabulary { field id: text key field n: count }\n"
                               "scheme s { in force from 2024-01-01\n"
                               "  offer o {\n"
                               "    require born: n < 5 or birth_date_of(\"110105194912310021\") < as_of\n"
                               "    grant limit = 5 yuan\n"
                               "  }\n"
                               "}\n";
    const struct pol_file file = {"t/born.pol", text, sizeof text - 1};
    const struct pol_member n = {.field = "n", .type = POL_INT64};
    const struct pol_binding_options options = {.as_of = day};
    const int64_t records[] = {4, 5};
    pol_policy *policy;
    pol_binding *binding;
    pol_evaluator *e;
    ck_assert_int_eq(pol_policy_compile(&file, 1, &policy, NULL), POL_OK);
    ck_assert_int_eq(pol_binding_new(policy, &n, 1, sizeof *records, &options, &binding, NULL), POL_OK);
    ck_assert_int_eq(pol_evaluator_new(binding, 2, 0, &e), POL_OK);
    ck_assert_int_eq(pol_evaluator_run(e, records, 2, NULL), POL_OK);
    ck_assert_int_eq(pol_evaluator_fault(e, 0).kind, POL_FAULT_NONE);
    struct pol_fault fault = pol_evaluator_fault(e, 1);
    ck_assert_int_eq(fault.kind, POL_FAULT_ARGUMENT);
    ck_assert_str_eq(fault.file, "t/born.pol");
    ck_assert_uint_eq(fault.line, 4);
    ck_assert_uint_eq(fault.other_line, 0);
    pol_evaluator_free(e);
    pol_binding_free(binding);
    pol_policy_free(policy);
}
END_TEST

static Suite *suite(void) {
    Suite *s = suite_create("api_fault");
    TCase *t = tcase_create("api_fault");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, a_fault_of_arithmetic_has_its_place);
    tcase_add_test(t, two_rows_that_hold_are_named);
    tcase_add_test(t, what_a_function_cannot_be_asked_is_told_from_arithmetic);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(suite); }
