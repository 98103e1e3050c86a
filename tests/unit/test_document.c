// A notice read as clauses, their headings and their sentences.
#include "grammar/base/text.h"
#include "grammar/notice/document.h"
#include "tests/unit/check_main.h"

struct row {
    const char *notice, *read;  // a line a clause: place[heading] sentence | sentence
};
static const struct row rows[] = {
    {"通知\n各支行：\n请认真执行。\n一、目的\n支持经营。要快。", "[] 请认真执行。\n一[目的] 支持经营。 | 要快。\n"},
    {"一、目的\n（一）年满18周岁。", "一[目的]\n一（一）[] 年满18周岁。\n"},
    // An annex's title, whether or not the annex bears a number; what is said of it in brackets is no sentence.
    {"一、要快。\n附件：1.标准\n2.流程\n附件 1\n授信标准\n一、基础条件\n（一）有执照。",
     "一[] 要快。\n[]\n附件1[授信标准]\n附件1 一[基础条件]\n附件1 一（一）[] 有执照。\n"},
    {"一、要快。\n附件：授信方案\n授信方案\n(2024年试行版)\n特制定本方案。\n一、背景\n略。",
     "一[] 要快。\n[]\n附件[授信方案] 特制定本方案。\n附件 一[背景] 略。\n"},
    // What is broken at a line's end, and is as long as a line, is no heading.
    {"一、机制\n（二）普惠金融（个人贷款）业务责任认定在符合我行现行\n\n个人贷款总体原则的基础上，尽职免责。",
     "一[机制]\n一（二）[] 普惠金融（个人贷款）业务责任认定在符合我行现行个人贷款总体原则的基础上，尽职免责。\n"},
    {"一、统一标准，构建分型帮扶政策\n根据意见，做好授信；并加大投放。",
     "一[统一标准，构建分型帮扶政策] 根据意见，做好授信； | 并加大投放。\n"},
    {"一、要求\n1.须为本人；\n2.信用良好，无逾期记\n录。",
     "一[要求]\n一1[] 须为本人；\n一2[] 信用良好，无逾期记录。\n"},
    // Stops within brackets and quotation marks end no sentence.
    {"一、要求（如有；下同）“满2年。”的。", "一[] 要求（如有；下同）“满2年。”的。\n"},
};

static void put_clause(struct text *t, const struct notice_document *d, const struct notice_clause *c) {
    text_format(t, "%s[%s]", c->place ? c->place : "", c->heading);
    for (uint32_t i = 0; i < c->count; i++) text_format(t, i ? " | %s" : " %s", d->sentences[c->first + i].text);
    text_char(t, '\n');
}

START_TEST(clauses_have_headings_and_sentences) {
    const struct row *row = &rows[_i];
    struct arena a;
    struct text t = {0};
    arena_init(&a, NULL);
    const struct notice_document d = notice_document(&a, row->notice, strlen(row->notice));
    for (uint32_t i = 0; i < d.clause_count; i++) put_clause(&t, &d, &d.clauses[i]);
    ck_assert_str_eq(text_string(&t), row->read);
    text_free(&t);
    arena_free(&a);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("document");
    TCase *t = tcase_create("document");
    tcase_add_loop_test(t, clauses_have_headings_and_sentences, 0, (int)(sizeof rows / sizeof *rows));
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
