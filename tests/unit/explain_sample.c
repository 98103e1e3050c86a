#include "explain_sample.h"

#define NAME(a, b) \
    { (a), (b) }
#define COUNT(array) (uint32_t)(sizeof(array) / sizeof *(array))

static const char *const trading_quotes[] = {
    "连续经营2年以上；从事本行业有丰富从业经验的，经营年限可适当放宽，原则上不低于6个月"};
static const char *overdue_items[12] = {
    "month 2024-01, amount 600元", "month 2024-02, amount 600元", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"};

static struct explained_part credit_parts[] = {{.text = "not bad_credit", .truth = 0},
                                               {.text = "clean_spouse", .truth = 0, .part_count = 0}};

static struct explained_value trading_values[] = {
    {.name = NAME("trading_time", "连续经营时长"),
     .kind = DEF_DEFINE,
     .state = STATE_KNOWN,
     .said = true,
     .text = "2023-03-01 起，1年4个月"},
    {.name = NAME("industry_experience", "本行业从业经验"),
     .kind = DEF_FIELD,
     .state = STATE_KNOWN,
     .text = "是",
     .json = "true"},
    {.name = NAME("overdue", "逾期记录"),
     .kind = DEF_FIELD,
     .state = STATE_KNOWN,
     .said = true,
     .text = "12 records",
     .items = overdue_items,
     .item_count = 12},
    {.name = NAME("birth_date", "出生日期"),
     .kind = DEF_FIELD,
     .state = STATE_UNKNOWN,
     .said = true,
     .text = "missing"},
};

static const char *const cap_quotes[] = {"成长型：信用类最高额度上限不超过20万元"};
static struct explained_part cap_cells[] = {{.text = "type: growth", .truth = TOLD_YES},
                                            {.text = "premium: no", .truth = TOLD_UNKNOWN}};
static const struct explained_row cap_row = {
    .text = "cap: whether row 3 holds cannot be told yet",
    .number = 3,
    .truth = TOLD_UNKNOWN,
    .place = {"policies/ccb.pol", 45, 9},
    .citation = {"附件1 二（二）", cap_quotes, 1, NULL},
    .cells = cap_cells,
    .cell_count = COUNT(cap_cells),
};
static const struct explained_row floor_row = {
    .text = "floor: no row holds", .truth = TOLD_NO, .place = {"policies/ccb.pol", 47, 5}};
static struct explained_row score_rows[] = {
    {.text = "score: row 1 holds → 50", .number = 1, .truth = TOLD_YES, .gives = "50", .gives_json = "50"},
    {.text = "score: row 3 holds → 25", .number = 3, .truth = TOLD_YES, .gives = "25", .gives_json = "25"},
};
static struct explained_value limit_values[] = {
    {.name = NAME("cap", "单户限额"),
     .kind = DEF_TABLE,
     .state = STATE_UNKNOWN,
     .said = true,
     .text = "unknown",
     .row = &cap_row},
    {.name = NAME("floor", "起点"),
     .kind = DEF_TABLE,
     .state = STATE_SILENT,
     .said = true,
     .text = "not in the notice",
     .row = &floor_row},
    {.name = NAME("floor", "起点"),
     .kind = DEF_TABLE,
     .state = STATE_SILENT,
     .said = true,
     .text = "not in the notice",
     .row = &floor_row,
     .told_above = true},
    {.name = NAME("score", "评分"),
     .kind = DEF_TABLE,
     .state = STATE_KNOWN,
     .text = "75",
     .rows = score_rows,
     .row_count = COUNT(score_rows),
     .told_above = true},
    {.name = NAME("bonus", "加分"),
     .kind = DEF_TABLE,
     .state = STATE_KNOWN,
     .text = "5",
     .rows = score_rows,
     .row_count = 1,
     .told_above = true},
};

static struct explained_rule own_rules[] = {
    {.kind = RULE_REQUIRE,
     .name = NAME("credit", "信用"),
     .label = "无不良信用记录",
     .place = {"policies/ccb.pol", 21, 3},
     .outcome = RULE_FAILED,
     .verdict = "not met",
     .citation = {"附件1 一（三）", NULL, 0, NULL},
     .condition = {.text = "not bad_credit and clean_spouse",
                   .truth = 0,
                   .parts = credit_parts,
                   .part_count = COUNT(credit_parts)}},
    {.kind = RULE_REQUIRE,
     .name = NAME("trading", "连续经营"),
     .place = {"policies/ccb.pol", 34, 5},
     .outcome = RULE_ASKS,
     .verdict = "not met, but may be waived: a person decides",
     .replaces = true,
     .citation = {"附件1 二（一）1", trading_quotes, 1, NULL},
     .condition = {.text = "trading_time >= 2 years", .truth = 0},
     .values = trading_values,
     .value_count = COUNT(trading_values),
     .has_waiver = true,
     .waiver = {.text = "industry_experience and trading_time >= 6 months", .truth = 2},
     .waiver_citation = {"附件1 二（一）1", NULL, 0, NULL}},
};

static struct explained_rule shared_rules[] = {
    {.kind = RULE_VETO,
     .name = NAME("enforced", "被执行"),
     .place = {"policies/ccb.pol", 12, 3},
     .outcome = RULE_MET,
     .verdict = "not hit",
     .condition = {.text = "enforced", .truth = 0}},
};

static struct explained_grant grants[] = {
    {.name = NAME("limit", "额度"),
     .place = {"policies/ccb.pol", 50, 5},
     .expression = "min(20% * annual_revenue, cap)",
     .value = {.name = NAME("limit", "额度"),
               .kind = DEF_GRANT,
               .state = STATE_KNOWN,
               .text = "20万元",
               .json = "200000.00"},
     .values = limit_values,
     .value_count = COUNT(limit_values)},
    {.name = NAME("tenor", "期限"),
     .place = {"policies/ccb.pol", 51, 5},
     .expression = "silent",
     .value = {.name = NAME("tenor", "期限"),
               .kind = DEF_GRANT,
               .state = STATE_SILENT,
               .said = true,
               .text = "the notice says nothing about it"}},
};

static struct explained_name needed_by[] = {NAME("age", "年龄"), NAME("capacity", "行为能力")};
static struct explained_missing missing[] = {{NAME("birth_date", "出生日期"), "date", needed_by, 2},
                                             {NAME("type", "类型"), "one of growth, development", NULL, 0}};

static struct explained_note documents[] = {
    {.text = "营业执照", .place = {"policies/ccb.pol", 60, 3}, .citation = {"六、1", NULL, 0, NULL}, .truth = 2},
    {.text = "结婚证", .place = {"policies/ccb.pol", 61, 3}, .condition = "married", .truth = 1},
};
static struct explained_note manuals[] = {
    {.name = NAME("survey", "贷前调查"), .text = "贷前调查", .place = {"policies/ccb.pol", 70, 3}, .truth = 2}};

static struct explained_figure figures[] = {
    {NAME("min_revenue", "最低营业收入"), "30万元", "300000.00", "2024-05-06", false},
    {NAME("cap", "上限"), "20万元", "200000.00", NULL, true},
    {NAME("floor", "下限"), "1万元", "10000.00", NULL, false}};

static struct explained_offer offers[] = {
    {.name = NAME("growth", "成长型预授信"),
     .title = "成长型",
     .place = {"policies/ccb.pol", 30, 3},
     .decision = DECISION_REFER,
     .summary = "a person decides: trading is not met, but may be waived",
     .has_when = true,
     .when = {.text = "type is growth", .truth = 2},
     .rules = own_rules,
     .rule_count = COUNT(own_rules),
     .missing = missing,
     .missing_count = COUNT(missing),
     .grants = grants,
     .grant_count = COUNT(grants),
     .manuals = manuals,
     .manual_count = 1,
     .documents = documents,
     .document_count = 2},
    {.name = NAME("benchmark", "benchmark"),
     .place = {"policies/ccb.pol", 90, 3},
     .decision = DECISION_NOT_APPLICABLE,
     .summary = "does not apply: type is development is not so",
     .has_when = true,
     .when = {.text = "type is development", .truth = 0}},
};

static struct explained_scheme schemes[] = {
    {.name = NAME("ccb", "建行预授信"),
     .title = "“遇建美好 贷动三晋”个体工商户预授信",
     .issuer = "中国建设银行股份有限公司山西省分行",
     .document_number = "晋市监发〔2024〕86号",
     .period = "in force from 2024-05-06",
     .decision = DECISION_REFER,
     .summary = "a person decides: trading is not met, but may be waived (growth)",
     .best = NAME("growth", "成长型预授信"),
     .rules = shared_rules,
     .rule_count = 1,
     .figures = figures,
     .figure_count = COUNT(figures),
     .offers = offers,
     .offer_count = COUNT(offers)},
    {.name = NAME("old", "old"),
     .period = "in force until 2023-12-31",
     .decision = DECISION_NOT_IN_FORCE,
     .summary = "not in force on 2024-07-01 (in force until 2023-12-31)"},
};

static const char *const reforms[] = {"放宽年限"};

struct explanation explain_sample(enum lang lang) {
    return (struct explanation){.lang = lang,
                                .id = "A\"1",
                                .as_of = "2024-07-01",
                                .duplicate = true,
                                .reforms = reforms,
                                .reform_count = COUNT(reforms),
                                .schemes = schemes,
                                .scheme_count = COUNT(schemes)};
}
