#include "tests/unit/check_main.h"
#include "tests/unit/check_policy.h"

#define ONE_SCHEME                                                                                             \
    "scheme s(甲) { in force from 2024-01-01\nrequire r(规则): married\ndefine d = annual_revenue + 1元\n" \
    "offer a(乙) { grant limit(额度) = 1万元\ngrant kind = type }\noffer b { } }\n"
#define EXPECT(rest) ONE_SCHEME "test \"t\" as of 2024-07-01 {\ngiven { type: growth }\nexpect " rest "\n}\n"

static const struct policy_row rows[] = {
    // samples
    {"sample x { type: growth, annual_revenue: 1万元, classes: {quality}, birth_date: 2000-01-01, married: yes, note: "
     "\"n\", people: 3人, "
     "since_month: 2020-02, share: 3%, months_used: 1 year, overdue: [ { month: 2020-01, amount: 3元 } ], "
     "spouse_overdue: [] }\n",
     ""},
    {"sample x { 类型: 成长型 }\n", ""},
    {"sample x { @typ: growth }\n", "P0310"},
    {"sample x { type: @grwth }\n", "P0304"},
    {"sample x { type: missing, overdue: missing }\n", ""},
    {"sample x { annual_revenue: @5000 }\n", "P0435"},
    {"sample x { people: @5次 }\n", "P0435"},
    {"sample x { people: 5 }\n", ""},
    {"sample x { annual_revenue: -5元 }\n", ""},
    {"sample x { annual_revenue: @1元 + 2元 }\n", "P0434"},
    {"sample x { type: growth, @type: growth }\n", "P0550"},
    {"sample x { overdue: @3 }\n", "P0435"},
    {"sample x { overdue: [ { @mnth: 2020-01 } ] }\n", "P0305"},
    {"sample x { overdue: [ { month: @3 } ] }\n", "P0435"},
    {"sample x { overdue: [ { month: 2020-01, @month: 2020-02 } ] }\n", "P0550"},
    {"sample x { classes: {@growth} }\n", "P0304"},
    {"sample x { type: growth }\nsample @x { type: growth }\n", "P0301"},
    // what a test is given
    {"sample x { type: growth }\ntest \"t\" as of 2024-07-01 { given x with { married: yes } expect type = growth }\n",
     ""},
    {"sample x { type: growth }\ntest \"t\" as of 2024-07-01 { given @y with { married: yes } expect type = growth }\n",
     "P0309"},
    {"test \"t\" as of 2024-07-01 { given { @maried: yes } expect type = growth }\n", "P0310"},
    // what it promises
    {"@test \"t\" { given { type: growth } expect type = growth }\n", "P0591"},
    {"@test \"t\" as of 2024-07-01 { given { type: growth } }\n", "P0592"},
    {"@测试 “甲” 截至 2024-07-01 { }\n", "P0592"},
    {"test \"t\" as of 2024-07-01 { expect type is missing }\n@test \"t\" as of 2024-07-02 { expect type is missing }\n"
     "test \"u\" as of 2024-07-01 { expect type is missing }\n",
     "P0593"},
    // paths and decisions
    {EXPECT("s.a is eligible"), ""},
    {EXPECT("甲.乙 is 符合条件"), ""},
    {EXPECT("s is refer"), ""},
    {EXPECT("s.a is @eligibl"), "P0322"},
    {EXPECT("@z.a is eligible"), "P0308"},
    {EXPECT("s.@c is eligible"), "P0307"},
    {EXPECT("s.@c is eligible, failed {nothing}"), "P0307"},
    // names
    {EXPECT("s.a is ineligible, failed {r}, missing {overdue.amount, type}, refer {kind}"), ""},
    {EXPECT("s.a is ineligible, failed {规则}"), ""},
    {EXPECT("s.a is ineligible, failed {@q}"), "P0321"},
    {EXPECT("s.a is ineligible, failed {@limit}"), "P0321"},
    {EXPECT("s.a is ineligible, missing {@q}"), "P0310"},
    {EXPECT("s.a is ineligible, missing {@overdue.q}"), "P0305"},
    {EXPECT("s is ineligible, @failed {r}"), "P0551"},
    // values
    {EXPECT("s.a is eligible, limit = 1万元"), ""},
    {EXPECT("s.a is eligible, limit = @1人"), "P0435"},
    {EXPECT("s.a is eligible, limit = silent"), ""},
    {EXPECT("s.a is eligible, kind = growth"), ""},
    {EXPECT("s.a is eligible, kind = @grwth"), "P0304"},
    {EXPECT("s.a is eligible, d = 2元"), ""},
    {EXPECT("s.a is eligible, annual_revenue is missing"), ""},
    {EXPECT("s.b is eligible, @limit = 1万元"), "P0302"},
    {EXPECT("type = growth"), ""},
    {EXPECT("@d = 1元"), "P0302"},
};

START_TEST(row) { check_row(&rows[_i]); }
END_TEST

static Suite *make(void) { return rows_suite("tests", row, sizeof rows / sizeof *rows); }
int main(void) { return check_main(make); }
