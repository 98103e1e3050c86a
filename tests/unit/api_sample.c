#include "tests/unit/api_sample.h"

#include <check.h>

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
    "  field share: percent in 0%..100%\n"
    "  field opened: date in 2000-01-01..as_of\n"
    "  field reported: month < as_of\n"
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
const struct pol_file sample_files[SAMPLE_FILES] = {FILE_OF("t/vocabulary.pol", vocabulary),
                                                    FILE_OF("t/bank.pol", scheme), FILE_OF("t/later.pol", later)};

pol_policy *compile(void) {
    pol_policy *policy;
    pol_report *report;
    enum pol_status status = pol_policy_compile(sample_files, SAMPLE_FILES, &policy, &report);
    ck_assert_msg(status == POL_OK, "%s", pol_report_text(report, POL_ENGLISH));
    pol_report_free(report);
    return policy;
}

static const struct pol_member item_members[] = {
    POL_BIND(struct item, month, "paid", POL_INT32),
    POL_BIND_VALUE(struct item, fen, -1, "amount", POL_INT64),
    POL_BIND(struct item, account, "account", POL_TEXT),
    POL_BIND(struct item, sort, "sort", POL_UINT8),
};
const struct pol_member members[MEMBERS] = {
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

const struct record good_record = {
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

const struct pol_date day = {2024, 7, 1};

struct fixture set_up(struct pol_date as_of) {
    struct fixture f;
    const struct pol_binding_options options = {.as_of = as_of};
    f.policy = compile();
    ck_assert_int_eq(pol_binding_new(f.policy, members, MEMBERS, sizeof(struct record), &options, &f.binding, NULL),
                     POL_OK);
    ck_assert_int_eq(pol_evaluator_new(f.binding, 8, 16, &f.evaluator), POL_OK);
    return f;
}

void tear_down(struct fixture *f) {
    pol_evaluator_free(f->evaluator);
    pol_binding_free(f->binding);
    pol_policy_free(f->policy);
}

enum pol_decision decide_one(struct fixture *f, const struct record *r) {
    ck_assert_int_eq(pol_evaluator_run(f->evaluator, r, 1, NULL), POL_OK);
    return pol_offer_decision(f->evaluator, 0, pol_offer_find(f->policy, "bank", "growth"));
}
