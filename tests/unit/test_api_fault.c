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

// Two applicants, of whom the first is not at fault; what the second's fault says lasts as long as this.
struct second {
    pol_policy *policy;
    pol_binding *binding;
    pol_evaluator *evaluator;
};

static struct second second_of(const struct pol_file *file, const struct pol_member *bound, size_t count,
                               size_t record_size, const void *records) {
    const struct pol_binding_options options = {.as_of = day};
    struct second s;
    ck_assert_int_eq(pol_policy_compile(file, 1, &s.policy, NULL), POL_OK);
    ck_assert_int_eq(pol_binding_new(s.policy, bound, count, record_size, &options, &s.binding, NULL), POL_OK);
    ck_assert_int_eq(pol_evaluator_new(s.binding, 2, 0, &s.evaluator), POL_OK);
    ck_assert_int_eq(pol_evaluator_run(s.evaluator, records, 2, NULL), POL_OK);
    ck_assert_int_eq(pol_evaluator_fault(s.evaluator, 0).kind, POL_FAULT_NONE);
    return s;
}

static void second_free(const struct second *s) {
    pol_evaluator_free(s->evaluator);
    pol_binding_free(s->binding);
    pol_policy_free(s->policy);
}

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
    const int64_t records[2][2] = {{10, 11}, {10, 10}};
    struct second s = second_of(&file, two, 2, sizeof records[0], records);
    struct pol_fault fault = pol_evaluator_fault(s.evaluator, 1);
    ck_assert_int_eq(fault.kind, POL_FAULT_ROWS);
    ck_assert_str_eq(fault.file, "t/rows.pol");
    ck_assert_uint_eq(fault.line, 5);
    ck_assert_uint_eq(fault.other_line, 6);
    second_free(&s);
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
    const int64_t records[] = {4, 5};
    struct second s = second_of(&file, &n, 1, sizeof *records, records);
    struct pol_fault fault = pol_evaluator_fault(s.evaluator, 1);
    ck_assert_int_eq(fault.kind, POL_FAULT_ARGUMENT);
    ck_assert_str_eq(fault.file, "t/born.pol");
    ck_assert_uint_eq(fault.line, 4);
    ck_assert_uint_eq(fault.other_line, 0);
    second_free(&s);
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
