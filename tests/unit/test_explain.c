// The writers of explanations, over a story told by hand, and the page they write on.
#include <stdlib.h>
#include <string.h>

#include "grammar/base/utf8.h"
#include "interp/explain/explain.h"
#include "interp/report/page.h"
#include "interp/report/words.h"
#include "tests/unit/check_main.h"
#include "tests/unit/explain_sample.h"

static const char *const languages[] = {"en", "zh"};

static char *written(enum lang lang, void (*write)(struct text *, const struct explanation *)) {
    const struct explanation e = explain_sample(lang);
    struct text t = {0};
    write(&t, &e);
    ck_assert(!t.failed);
    return t.bytes;
}

// ---- the page

struct wrapped {
    size_t width, hang;
    const char *from, *to;
};

static const struct wrapped wraps[] = {
    {10, 2, "one two", "one two"},
    {7, 2, "one two", "one two"},     // exactly fits
    {6, 2, "one two", "one\n  two"},  // one column short
    {4, 2, "longest", "longest"},     // a word is never cut
    {4, 0, "一二三", "一二\n三"},
    {5, 0, "一二三", "一二\n三"},  // half a wide character is none
    {6, 0, "一二三", "一二三"},
    {6, 0, "一二三，四", "一二\n三，四"},  // no line begins with a comma
    {6, 0, "一二（三）", "一二\n（三）"},  // none ends with an opening bracket
    {8, 0, "ab一 二", "ab一 二"},
    {5, 1, "a  b", "a  b"},
    {5, 0, "", ""},
    {8, 1, "longer(a, b)", "longer(\n a, b)"},  // a call that no line has room for
    {8, 1, "x (a and bcdef(c))", "x (a and\n bcdef(\n c))"},
    {6, 1, "longer(a)", "longer(a)"},
};

START_TEST(lines_wrap) {
    const struct wrapped *w = &wraps[_i];
    struct text t = {0};
    struct page p = {.out = &t, .width = w->width};
    page_wrap(&p, w->hang, w->from);
    ck_assert_str_eq(text_string(&t), w->to);
    text_free(&t);
}
END_TEST

START_TEST(names_stay_whole) {
    static const char *const names[] = {"经营", "经营时长"};
    struct text t = {0};
    struct page p = {.out = &t, .width = 12, .whole = names, .whole_count = 2};
    page_wrap(&p, 0, "未满足经营时长三，（经营时长）未");
    ck_assert_str_eq(text_string(&t), "未满足\n经营时长三，\n（经营时长）\n未");
    text_free(&t);
}
END_TEST

START_TEST(right_edge) {
    struct text t = {0};
    struct page p = {.out = &t, .width = 10};
    page_put(&p, "年龄");
    page_right(&p, "a:12");
    page_line(&p);
    page_put(&p, "years");
    page_right(&p, "a:12");  // 5 + 2 + 4 columns are one too many
    ck_assert_str_eq(text_string(&t), "年龄  a:12\nyears\n      a:12");
    text_free(&t);
}
END_TEST

// ---- words

static size_t placeholders(const char *s, char which) {
    size_t count = 0;
    for (const char *p = s; (p = strchr(p, '{')); p++) count += p[1] == which && p[2] == '}';
    return count;
}

START_TEST(both_languages_take_the_same_arguments) {
    const char *en = words_text(LANG_EN, (enum phrase_id)_i), *zh = words_text(LANG_ZH, (enum phrase_id)_i);
    ck_assert(*en && *zh);
    ck_assert_uint_eq(placeholders(en, '1'), placeholders(zh, '1'));
    ck_assert_uint_eq(placeholders(en, '2'), placeholders(zh, '2'));
}
END_TEST

START_TEST(phrases_take_arguments) {
    struct text t = {0};
    words_put(&t, LANG_EN, WORDS_VALUE_IS, "age", "{1}");
    ck_assert_str_eq(text_string(&t), "age = {1}");
    text_clear(&t);
    words_put(&t, LANG_ZH, WORDS_APPLICANT, "甲", "2024-07-01");
    ck_assert_str_eq(text_string(&t), "申请人 甲，基准日 2024-07-01");
    text_free(&t);
}
END_TEST

// ---- text

static void write_page(struct text *out, const struct explanation *e) {
    explain_write_text(out, e, &(struct explain_looks){0});
}

START_TEST(no_line_is_wider_than_the_page) {
    char *text = written((enum lang)_i, write_page);
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        ck_assert_msg(utf8_columns(line, length) <= 96, "%s: %.*s", languages[_i], (int)length, line);
        ck_assert_msg(!length || line[length - 1] != ' ', "%s: %.*s|", languages[_i], (int)length, line);
        line += length + 1;
    }
    free(text);
}
END_TEST

static const char *const english_lines[] = {
    "Applicant A\"1, as of 2024-07-01\nReform applied: 放宽年限\nThis number occurs more than once",
    "\n! ccb 建行预授信 — a person decides: trading is not met, but may be waived (growth)\n  “遇建美好",
    "  For every offer\n    ✓ enforced — not hit ",
    "        condition   enforced → no\n",
    "      applies if  type is growth → yes\n",
    "        ? birth_date 出生日期 (date) — needed for age, capacity\n        ? type 类型 (one of growth, "
    "development)\n",
    "          condition   not bad_credit and clean_spouse → no\n                      ✗ not bad_credit → no\n",
    "          waiver      industry_experience and trading_time >= 6 months → yes\n",
    " policies/ccb.pol:34\n",
    "                        and 2 more\n",
    "        ! tenor: the notice says nothing about it ",
    "        ? 结婚证 ",
    "            perhaps, when married: this is unknown\n",
    "    • min_revenue = 30万元 (since 2024-05-06)\n    • cap = 20万元 (set for this run)\n    • floor = 1万元 (from "
    "the beginning)\n",
    "            table       cap: whether row 3 holds cannot be told yet          policies/ccb.pol:45\n"
    "                        ✓ type: growth → yes\n"
    "                        ? premium: no → unknown\n"
    "                        clause      附件1 二（二） “成长型：信用类最高额度上限不超过20万元”\n"
    "            table       floor: no row holds                                  policies/ccb.pol:47\n"
    "            table       floor: no row holds, as above\n"
    "            table       score = 75, rows above\n"
    "            table       score: row 1 holds → 50, as above\n",
    "\n– old — not in force on 2024-07-01 (in force until 2023-12-31)\n",
};

START_TEST(english_text_says) {
    char *text = written(LANG_EN, write_page);
    ck_assert_msg(strstr(text, english_lines[_i]) != NULL, "%s\nis not in\n%s", english_lines[_i], text);
    free(text);
}
END_TEST

static const char *const chinese_lines[] = {
    "申请人 A\"1，基准日 2024-07-01\n已应用改革：放宽年限\n",
    "\n! 建行预授信 ccb——",
    "        条件  enforced → 否\n",
    "        ? 出生日期 birth_date（date）——用于判断年龄、行为能力\n",
    "          情况  连续经营时长：2023-03-01 起，1年4个月，本行业从业经验 = 是，",
    "    • 最低营业收入 = 30万元（自 2024-05-06 起）\n",
    "            表    评分 = 75，各行见上\n",
};

START_TEST(chinese_text_says) {
    char *text = written(LANG_ZH, write_page);
    ck_assert_msg(strstr(text, chinese_lines[_i]) != NULL, "%s\nis not in\n%s", chinese_lines[_i], text);
    free(text);
}
END_TEST

// An offer that does not apply says so, and nothing else of it.
START_TEST(not_applicable_is_short) {
    char *text = written(LANG_EN, write_page);
    const char *offer = strstr(text, "– benchmark — does not apply");
    ck_assert_ptr_nonnull(offer);
    ck_assert_ptr_nonnull(strstr(offer, "not so\n\n"));
    free(text);
}
END_TEST

// ---- JSON

static const char *const json_parts[] = {
    "{\"id\":\"A\\\"1\",\"as_of\":\"2024-07-01\",\"reform\":\"放宽年限\",\"duplicate\":true,\"schemes\":[{\"name\":"
    "\"ccb\",",
    "\"names\":{\"en\":\"ccb\",\"zh\":\"建行预授信\"}",
    "\"decision\":\"refer\",\"summary\":\"a person decides: trading is not met, but may be waived "
    "(growth)\",\"best\":\"growth\"",
    "\"kind\":\"veto\",\"outcome\":\"passed\",\"verdict\":\"not "
    "hit\",\"replaces\":false,\"place\":{\"file\":\"policies/ccb.pol\",\"line\":12,\"column\":3}",
    "\"operands\":[{\"text\":\"not bad_credit\",\"result\":\"no\",\"operands\":[]},",
    "\"state\":\"unknown\",\"text\":\"missing\",\"value\":null,\"items\":[]",
    "\"waiver\":{\"condition\":{\"text\":\"industry_experience and trading_time >= 6 "
    "months\",\"result\":\"yes\",\"operands\":[]},\"cite\":",
    "\"state\":\"known\",\"text\":\"20万元\",\"value\":200000.00,\"values\":[",
    "\"type\":\"date\",\"needed_by\":[\"age\",\"capacity\"]",
    "\"condition\":\"married\",\"needed\":\"unknown\"",
    "\"items\":[],\"row\":{\"number\":3,\"otherwise\":false,\"result\":\"unknown\",\"text\":\"cap: whether row 3 holds "
    "cannot be told "
    "yet\",\"place\":{\"file\":\"policies/ccb.pol\",\"line\":45,\"column\":9},\"cite\":\"附件1 "
    "二（二）\",\"quotes\":[\"成长型：信用类最高额度上限不超过20万元\"],\"cells\":[{\"text\":\"type: "
    "growth\",\"result\":\"yes\",\"operands\":[]},",
    "\"row\":{\"number\":null,\"otherwise\":false,\"result\":\"no\",\"text\":\"floor: no row holds\"",
    "\"rows\":[{\"number\":1,\"otherwise\":false,\"result\":\"yes\",\"text\":\"score: row 1 holds → 50\"",
    "\"number\":3,\"otherwise\":false,\"result\":\"yes\",\"text\":\"score: row 3 holds → 25\"",
    "\"since\":null,\"set\":true}",
    "\"best\":null,\"rules\":[],\"offers\":[]",
};

START_TEST(json_says) {
    char *json = written(LANG_EN, explain_write_json);
    ck_assert_msg(strstr(json, json_parts[_i]) != NULL, "%s\nis not in\n%s", json_parts[_i], json);
    free(json);
}
END_TEST

// Brackets in balance outside of strings, and no comma behind an opening one.
START_TEST(json_is_well_formed) {
    char *json = written((enum lang)_i, explain_write_json);
    char open[64];
    size_t depth = 0;
    bool quoted = false;
    for (const char *p = json; *p; p++) {
        if (*p == '\\') p++;
        else if (*p == '"') quoted = !quoted;
        if (quoted) continue;
        if (*p == '{' || *p == '[') open[depth++] = *p;
        if (*p == '}' || *p == ']') ck_assert_int_eq(open[--depth], *p == '}' ? '{' : '[');
        if (strchr("{[,", *p)) ck_assert(p[1] != ',' && (*p != ',' || (p[1] != '}' && p[1] != ']')));
    }
    ck_assert_uint_eq(depth, 0);
    ck_assert_int_eq(json[strlen(json) - 1], '\n');
    free(json);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static Suite *make_suite(void) {
    Suite *s = suite_create("explain");
    TCase *page = tcase_create("page");
    tcase_add_loop_test(page, lines_wrap, 0, COUNT(wraps));
    tcase_add_test(page, right_edge);
    tcase_add_test(page, names_stay_whole);
    suite_add_tcase(s, page);
    TCase *words = tcase_create("words");
    tcase_add_loop_test(words, both_languages_take_the_same_arguments, 0, WORDS_COUNT);
    tcase_add_test(words, phrases_take_arguments);
    suite_add_tcase(s, words);
    TCase *text = tcase_create("text");
    tcase_add_loop_test(text, no_line_is_wider_than_the_page, LANG_EN, LANG_ZH + 1);
    tcase_add_loop_test(text, english_text_says, 0, COUNT(english_lines));
    tcase_add_loop_test(text, chinese_text_says, 0, COUNT(chinese_lines));
    tcase_add_test(text, not_applicable_is_short);
    suite_add_tcase(s, text);
    TCase *json = tcase_create("json");
    tcase_add_loop_test(json, json_says, 0, COUNT(json_parts));
    tcase_add_loop_test(json, json_is_well_formed, LANG_EN, LANG_ZH + 1);
    suite_add_tcase(s, json);
    return s;
}

int main(void) { return check_main(make_suite); }
