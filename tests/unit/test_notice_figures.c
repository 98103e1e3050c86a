// The figures that stand in a notice's words, and the edges that the words give them.
#include "grammar/base/text.h"
#include "grammar/notice/figures.h"
#include "tests/unit/check_main.h"

struct row {
    const char *words, *read;
};
// Money in fen, months, days, millionths, or how many of what; then < <= >= > and in, ex for （含）, （不含）.
static const struct row rows[] = {
    {"年营业收入在10万元以上", "10000000元>= "},
    {"年营业收入在30万元（含）以上", "30000000元>= "},
    {"50万元以上（含50万元）", "50000000元>= "},
    {"30万元以上（不含）", "30000000元> "},
    {"原则上不超10万元，", "10000000元<= "},
    {"小于人民币500元（含）、每次逾期不超过10天等", "50000元<= 10天<= "},
    {"年满18周岁且不超过65周岁", "18岁>= 65岁<= "},
    {"年龄在18周岁（含18周岁）至65周岁（含65周岁）之间", "18岁>= 65岁<= "},
    {"申请年龄为20至65周岁", "20岁 65岁 "},
    {"营业收入在60万元至120万元、为1至3人缴纳社保", "60000000元 120000000元 1人 3人 "},
    {"近两年内无连续3期或累计6期及以上", "24月 3期 6期>= "},
    {"实际经营满2年", "24月>= "},
    {"不满三年的", "36月< "},
    {"不低于3.75%", "37500比>= "},
    {"百分之三十以内，万分之五", "300000比<= 500比 "},
    {"一年半；1年6个月；半年；十八个月", "18月 18月 6月 18月 "},
    {"三十万元，一百二十万元，5千元，1.5亿元，1,200元，300万的", "30000000元 120000000元 500000元 15000000000元 "
                                                                 "120000元 300000000元 "},
    {"1.5倍", "1500000比 "},
    {"贷款期限1年（含）", "12月in "},
    {"不得超过3次，未超过4次，没有超过5次", "3次<= 4次<= 5次<= "},
    {"至少2人，不足4人，４人", "2人>= 4人< 4人 "},
    {"2024年5月6日起，第3期，5月6日，2022年版，〔2024〕10号，百亿送贷，一次性，“五个一”，17个领域", ""},
    {"三年级，1年度，一户一策，三型四类，连三累六，50至100万元", "100000000元 "},
    {"99999999999999999999万元", ""},
    {"\xff"
     "3年\xe4",
     "36月 "},
};

static void put_figure(struct text *t, const struct figure *f) {
    static const char *const kinds[] = {"", "元", "月", "天", "比", ""};
    static const char *const bounds[] = {"", "<", "<=", ">=", ">", "in", "ex"};
    text_int(t, f->value);
    text_put(t, kinds[f->kind]);
    text_add(t, f->unit.text ? f->unit.text : "", f->unit.length);
    text_put(t, bounds[f->bound]);
    text_char(t, ' ');
}

START_TEST(figures_are_read_with_their_edges) {
    struct arena a;
    struct text t = {0};
    arena_init(&a, NULL);
    const struct figures found = notice_figures(&a, slice_of(rows[_i].words));
    for (uint32_t i = 0; i < found.count; i++) put_figure(&t, &found.items[i]);
    ck_assert_str_eq(text_string(&t), rows[_i].read);
    text_free(&t);
    arena_free(&a);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("notice_figures");
    TCase *t = tcase_create("notice_figures");
    tcase_add_loop_test(t, figures_are_read_with_their_edges, 0, (int)(sizeof rows / sizeof *rows));
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
