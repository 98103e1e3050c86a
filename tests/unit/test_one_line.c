// A condition on one line, in either spelling, whatever its author's lines, comments and signs.
#include <stdlib.h>
#include <string.h>

#include "grammar/format/one_line.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

static const char vocabulary[] = "vocabulary {\n"
                                 "  field id(编号): text key\n"
                                 "  field label(备注): text\n"
                                 "  field good(良好): yes/no\n"
                                 "  field revenue(收入): money\n"
                                 "}\n"
                                 "define asked = ";

struct line {
    const char *written, *en, *zh;
};

static const struct line lines[] = {
    {"good", "good", "良好"},
    {"good\n  and   revenue>=3万元", "good and revenue >= 3万元", "良好 且 收入 ≥ 3万元"},
    {"good # a reader's remark\n  and not good", "good and not good", "良好 且 非 良好"},
    {"label = \"one # two\"", "label = \"one # two\"", "备注 = “one # two”"},
    {"备注 = “一 # 二” 或 良好", "label = \"一 # 二\" or good", "备注 = “一 # 二” 或 良好"},
};

START_TEST(on_one_line) {
    const struct line *l = &lines[_i];
    struct text policy = {0}, en = {0}, zh = {0};
    text_put(&policy, vocabulary);
    text_put(&policy, l->written);
    text_char(&policy, '\n');
    struct evaluated *e = evaluated_open(text_string(&policy));
    struct line_writer *w = line_writer_new(&e->c);
    line_put(w, e->policy->defines[0]->expr->at, LANG_EN, &en);
    line_put(w, e->policy->defines[0]->expr->at, LANG_ZH, &zh);
    ck_assert_str_eq(text_string(&en), l->en);
    ck_assert_str_eq(text_string(&zh), l->zh);
    text_free(&policy);
    text_free(&en);
    text_free(&zh);
    evaluated_close(e);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("one_line");
    TCase *t = tcase_create("one_line");
    tcase_add_loop_test(t, on_one_line, 0, (int)(sizeof lines / sizeof *lines));
    suite_add_tcase(s, t);
    return s;
}
int main(void) { return check_main(make); }
