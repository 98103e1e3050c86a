// The public API: claims on all applicants.
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "interp/pol.h"
#include "tests/unit/check_main.h"
#include "tests/unit/refused_memory.h"

static long allocations, refused_from = -1;
static bool refuse(void) { return refused_from >= 0 && allocations++ >= refused_from; }

static const char policy[] = "vocabulary {\n"
                             "  field applicant_id(编号): text key\n"
                             "  field born(出生日期): date <= as_of\n"
                             "  field revenue(收入): money >= 0 yuan\n"
                             "}\n"
                             "define age(年龄) = completed_years(born, as_of)\n"
                             "scheme bank(银行) {\n"
                             "  in force from 2024-01-01\n"
                             "  param least(最低年龄) = 18 years_old\n"
                             "  require of_age(成年): age >= least\n"
                             "  offer loan(贷款) { grant limit(额度) = revenue * 10% }\n"
                             "}\n"
                             "reform \"older\" of bank { param least(最低年龄) = 20 years_old }\n";

static enum pol_status prove(const char *text, const char *claim, const struct pol_prove_options *o, pol_proof **proof,
                             pol_report **report) {
    const struct pol_file file = {"bank.pol", text, strlen(text)};
    return pol_prove(&file, 1, claim, o, proof, report);
}

START_TEST(a_claim_is_proved) {
    pol_proof *p;
    pol_report *r;
    ck_assert_int_eq(prove(policy, "nobody where age < 18 gets bank", NULL, &p, &r), POL_OK);
    ck_assert_int_eq(pol_proof_answer(p), POL_PROVED);
    ck_assert(pol_proof_holds(p));
    ck_assert_ptr_null(pol_proof_witness(p));
    ck_assert_ptr_null(pol_proof_as_of(p));
    ck_assert_ptr_null(pol_proof_story(p));
    ck_assert_str_eq(pol_proof_scope(p, POL_ENGLISH), "every applicant whose data are all there");
    ck_assert_str_eq(pol_proof_scope(p, POL_CHINESE), "所有资料齐全的申请人");
    ck_assert_uint_eq(pol_report_errors(r), 0);
    ck_assert_str_eq(pol_report_json(r, POL_ENGLISH), "[]");
    pol_proof_free(p);
    pol_report_free(r);
}
END_TEST

// The record is one that an evaluation reads, and it says what was asked for.
START_TEST(a_claim_is_broken) {
    const struct pol_prove_options options = {.as_of = {2024, 7, 1}, .lang = POL_CHINESE};
    pol_proof *p;
    ck_assert_int_eq(prove(policy, "凡 年龄 < 19岁 者 无人获得 银行.贷款", &options, &p, NULL), POL_OK);
    ck_assert_int_eq(pol_proof_answer(p), POL_FOUND);
    ck_assert(!pol_proof_holds(p));
    ck_assert_str_eq(pol_proof_as_of(p), "2024-07-01");
    const char *record = pol_proof_witness(p);
    ck_assert_ptr_nonnull(strstr(record, "{\"编号\":\"W1\",\"出生日期\":\"200"));
    ck_assert_ptr_nonnull(strstr(pol_proof_story(p), "基准日 2024-07-01"));
    pol_proof_free(p);
}
END_TEST

START_TEST(somebody_is_shown_or_is_not) {
    pol_proof *p;
    ck_assert_int_eq(prove(policy, "somebody where age < 19 gets bank", NULL, &p, NULL), POL_OK);
    ck_assert_int_eq(pol_proof_answer(p), POL_FOUND);
    ck_assert(pol_proof_holds(p));
    pol_proof_free(p);
    ck_assert_int_eq(prove(policy, "somebody where age < 18 gets bank", NULL, &p, NULL), POL_OK);
    ck_assert_int_eq(pol_proof_answer(p), POL_PROVED);
    ck_assert(!pol_proof_holds(p));
    pol_proof_free(p);
}
END_TEST

START_TEST(reforms_are_compared) {
    const char *const older[] = {"older"};
    const struct pol_prove_options options = {.missing = true, .reforms = older, .reform_count = 1};
    pol_proof *p;
    ck_assert_int_eq(prove(policy, "nobody better", &options, &p, NULL), POL_OK);
    ck_assert_int_eq(pol_proof_answer(p), POL_PROVED);
    ck_assert_str_eq(pol_proof_scope(p, POL_ENGLISH), "every applicant, whatever data are missing");
    pol_proof_free(p);
    ck_assert_int_eq(prove(policy, "nobody worse", &options, &p, NULL), POL_OK);
    ck_assert_int_eq(pol_proof_answer(p), POL_FOUND);
    ck_assert_str_ne(pol_proof_story(p), pol_proof_story_after(p));
    pol_proof_free(p);
}
END_TEST

// The later edition asks for more years; claims on one are about it.
START_TEST(editions_are_compared) {
    char later[sizeof policy];
    memcpy(later, policy, sizeof policy);
    memcpy(strstr(later, "= 18 years_old"), "= 21", strlen("= 21"));
    const struct pol_file before = {"bank.pol", policy, strlen(policy)};
    const struct pol_prove_options options = {.lang = POL_CHINESE, .before = &before, .before_count = 1};
    pol_proof *p;
    ck_assert_int_eq(prove(later, "无人变好", &options, &p, NULL), POL_OK);
    ck_assert_int_eq(pol_proof_answer(p), POL_PROVED);
    pol_proof_free(p);
    ck_assert_int_eq(prove(later, "nobody where age < 21 gets bank", &options, &p, NULL), POL_OK);
    ck_assert_int_eq(pol_proof_answer(p), POL_PROVED);
    pol_proof_free(p);
    ck_assert_int_eq(prove(later, "same", &options, &p, NULL), POL_OK);
    ck_assert_int_eq(pol_proof_answer(p), POL_FOUND);
    ck_assert_ptr_nonnull(strstr(pol_proof_story(p), "需人工决定"));
    ck_assert_ptr_nonnull(strstr(pol_proof_story_after(p), "成年未通过"));
    pol_proof_free(p);
}
END_TEST

// Who is old enough on the first date is so on the second, and not the other way round.
START_TEST(dates_are_compared) {
    const struct pol_prove_options options = {.as_of = {2024, 7, 1}, .then_as_of = {2025, 7, 1}};
    pol_proof *p;
    ck_assert_int_eq(prove(policy, "nobody worse", &options, &p, NULL), POL_OK);
    ck_assert_int_eq(pol_proof_answer(p), POL_PROVED);
    pol_proof_free(p);
    ck_assert_int_eq(prove(policy, "nobody better", &options, &p, NULL), POL_OK);
    ck_assert_int_eq(pol_proof_answer(p), POL_FOUND);
    ck_assert_str_eq(pol_proof_as_of(p), "2024-07-01");
    ck_assert_ptr_nonnull(strstr(pol_proof_story_after(p), "as of 2025-07-01"));
    pol_proof_free(p);
}
END_TEST

START_TEST(somebody_odd_is_called_so) {
    static const char loss[] = "vocabulary {\n field id: text key\n field profit(利润): money\n}\n"
                               "scheme bank {\n in force from 2024-01-01\n"
                               " offer loan { require poor: profit < 100 yuan } }\n";
    const struct pol_prove_options options = {.lang = POL_CHINESE};
    pol_proof *p;
    ck_assert_int_eq(prove(loss, "nobody where profit < 0 yuan gets bank", &options, &p, NULL), POL_OK);
    ck_assert_str_eq(pol_proof_odd(p), "利润");
    ck_assert_ptr_null(pol_proof_story_after(p));
    pol_proof_free(p);
    ck_assert_int_eq(prove(loss, "nobody where profit < 10 yuan gets bank", &options, &p, NULL), POL_OK);
    ck_assert_ptr_null(pol_proof_odd(p));
    pol_proof_free(p);
}
END_TEST

static const struct pol_file before_file = {"bank.pol", policy, sizeof policy - 1};
static const struct pol_file broken_file = {"bank.pol", "scheme bank {", 13};
static const char other[] = "vocabulary { field applicant_id(编号): text key\n field revenue(收入): count }\n"
                            "scheme bank(银行) { in force from 2024-01-01\n offer loan(贷款) { } }\n";
static const struct pol_file other_file = {"bank.pol", other, sizeof other - 1};

static const struct wrong {
    const char *claim, *code;
    enum pol_status status;
    struct pol_prove_options options;
} wrongs[] = {
    {"nobody where age < 18 gets nothing", "P0581", POL_ERROR_ARGUMENT, {.missing = false}},
    {"nobody where height < 18 gets bank", "P0302", POL_ERROR_ARGUMENT, {.missing = false}},
    {"everybody is happy", "P0101", POL_ERROR_ARGUMENT, {.missing = false}},
    {"nobody worse", "U0431", POL_ERROR_ARGUMENT, {.missing = false}},
    {"nobody worse", "P0561", POL_ERROR_ARGUMENT, {.reforms = (const char *const[]){"younger"}, .reform_count = 1}},
    {"nobody gets bank", NULL, POL_ERROR_ARGUMENT, {.as_of = {2024, 2, 30}}},
    {"nobody worse", NULL, POL_ERROR_ARGUMENT, {.then_as_of = {2024, 7, 1}}},
    {"nobody worse", NULL, POL_ERROR_ARGUMENT, {.as_of = {2024, 7, 1}, .then_as_of = {2024, 7, 1}}},
    {"nobody worse", NULL, POL_ERROR_ARGUMENT, {.as_of = {2024, 7, 1}, .then_as_of = {2025, 2, 29}}},
    {"nobody worse",
     NULL,
     POL_ERROR_ARGUMENT,
     {.before = &before_file, .before_count = 1, .as_of = {2024, 7, 1}, .then_as_of = {2025, 7, 1}}},
    {"nobody worse", "P0104", POL_ERROR_POLICY, {.before = &broken_file, .before_count = 1}},
    {"nobody worse", "P0700", POL_ERROR_POLICY, {.before = &other_file, .before_count = 1}},
};

START_TEST(what_cannot_be_asked_is_said) {
    const struct wrong *w = &wrongs[_i];
    pol_proof *p;
    pol_report *r;
    ck_assert_int_eq(prove(policy, w->claim, &w->options, &p, &r), w->status);
    ck_assert_ptr_null(p);
    if (w->code) ck_assert_uint_ge(pol_report_errors(r), 1);
    if (w->code) ck_assert_ptr_nonnull(strstr(pol_report_json(r, POL_ENGLISH), w->code));
    pol_report_free(r);
}
END_TEST

START_TEST(what_is_wrong_with_the_files_is_said) {
    static const char *const texts[] = {
        "scheme bank {", "vocabulary { field id: text key\n field n: count\n assume n > 3 and n < 3 }\n"
                         "scheme bank { in force from 2024-01-01\n offer loan { require some: n > 3 } }\n"};
    for (int i = 0; i < 2; i++) {
        pol_proof *p;
        pol_report *r;
        ck_assert_int_eq(prove(texts[i], "nobody gets bank", NULL, &p, &r), POL_ERROR_POLICY);
        ck_assert_ptr_null(p);
        ck_assert_uint_ge(pol_report_errors(r), 1);
        pol_report_free(r);
    }
}
END_TEST

// Whichever allocation is refused first, the call says so and nothing is left.
START_TEST(memory_may_be_refused) {
    bool done = false;
    for (long from = 0; !done && from < 4000; from += 1 + from / 8) {
        pol_proof *p;
        allocations = 0, refused_from = from;
        enum pol_status status = prove(policy, "nobody where age < 19 gets bank", NULL, &p, NULL);
        refused_from = -1;
        done = status == POL_OK;
        if (!done) ck_assert_int_eq(status, POL_ERROR_MEMORY);
        if (!done) ck_assert_ptr_null(p);
        pol_proof_free(p);
    }
    ck_assert(done);
}
END_TEST

static Suite *make(void) {
    Suite *suite = suite_create("api_prove");
    TCase *c = tcase_create("prove");
    tcase_set_timeout(c, 60);
    tcase_add_test(c, a_claim_is_proved);
    tcase_add_test(c, a_claim_is_broken);
    tcase_add_test(c, somebody_is_shown_or_is_not);
    tcase_add_test(c, reforms_are_compared);
    tcase_add_test(c, editions_are_compared);
    tcase_add_test(c, dates_are_compared);
    tcase_add_test(c, somebody_odd_is_called_so);
    tcase_add_loop_test(c, what_cannot_be_asked_is_said, 0, sizeof wrongs / sizeof *wrongs);
    tcase_add_test(c, what_is_wrong_with_the_files_is_said);
    tcase_add_test(c, memory_may_be_refused);
    suite_add_tcase(suite, c);
    return suite;
}

int main(void) { return check_main(make); }
