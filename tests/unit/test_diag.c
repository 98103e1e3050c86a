#include <ctype.h>

#include "check_main.h"
#include "grammar/base/nearest.h"
#include "parsed.h"

static const char source_text[] = "define 年龄 = 五\n\tdefine x = 3 3\n";

static void render(struct text *out, enum lang lang, uint32_t offset, uint32_t length, bool json) {
    struct parsed p;
    compilation_init(&p.c, &p.out_of_memory);
    struct span at = {source_add(&p.c.sources, "t.pol", source_text, sizeof source_text - 1), offset, length};
    struct diag *d = diag(&p.c.diags, DIAG_UNKNOWN_UNIT, at, A("x\x1B\n"));
    diag_hint(&p.c.diags, d, DIAG_HINT_DID_YOU_MEAN, A("元"));
    if (json) diag_render_json(out, lang, &p.c.sources, d);
    else diag_render(out, lang, &p.c.sources, d);
    compilation_free(&p.c);
}

START_TEST(carets_stand_under_wide_characters) {
    struct text out = {0};
    render(&out, LANG_EN, 7, 6, false);
    ck_assert_str_eq(text_string(&out),
                     "t.pol:1:8: error[P0116]: 'x��' is no unit.\n 1 | define 年龄 = 五\n   |        ^~~~\n"
                     "hint: Did you mean '元'?\n");
    text_free(&out);
}
END_TEST

START_TEST(a_tab_stays_a_tab) {
    struct text out = {0};
    render(&out, LANG_ZH, 32, 1, false);
    ck_assert_ptr_nonnull(strstr(text_string(&out), "错误[P0116]"));
    ck_assert_ptr_nonnull(strstr(text_string(&out), "\n   | \t"));
    ck_assert_ptr_nonnull(strstr(text_string(&out), "提示：是否想写“元”？\n"));
    text_free(&out);
}
END_TEST

START_TEST(json_has_the_place) {
    struct text out = {0};
    render(&out, LANG_EN, 7, 6, true);
    ck_assert_ptr_nonnull(strstr(text_string(&out),
                                 "\"line\":1,\"column\":8,\"end_line\":1,\"end_column\":10,\"offset\":7,\"length\":6"));
    ck_assert_ptr_nonnull(strstr(text_string(&out), "\"label\":null,\"witness\":null,\"accepted\":null}"));
    text_free(&out);
}
END_TEST

START_TEST(errors_are_capped_and_sorted) {
    struct parsed p;
    compilation_init(&p.c, &p.out_of_memory);
    for (uint32_t i = 0; i < DIAG_MAX_ERRORS + 5; i++)
        diag(&p.c.diags, DIAG_UNKNOWN_UNIT, ((struct span){0, DIAG_MAX_ERRORS + 5 - i, 1}), A("x"));
    ck_assert_uint_eq(p.c.diags.count, DIAG_MAX_ERRORS);
    ck_assert_uint_eq(p.c.diags.errors, DIAG_MAX_ERRORS + 5);
    ck_assert_uint_eq(p.c.diags.dropped, 5);
    diag_sort(&p.c.diags);
    for (uint32_t i = 1; i < p.c.diags.count; i++)
        ck_assert_uint_lt(p.c.diags.items[i - 1]->at.offset, p.c.diags.items[i]->at.offset);
    compilation_free(&p.c);
}
END_TEST

static bool ends_with(const char *text, const char *end) {
    size_t a = strlen(text), b = strlen(end);
    return a >= b && !strcmp(text + a - b, end);
}

// Every row of the registry is held to the same style.
START_TEST(messages_are_sentences) {
    const struct diag_info *info = diag_info((enum diag_id)_i);
    const char *en = diag_text((enum diag_id)_i, LANG_EN), *zh = diag_text((enum diag_id)_i, LANG_ZH);
    ck_assert_msg(isupper((unsigned char)*en) || *en == '\'' || *en == '{', "%s begins with no capital: %s", info->code,
                  en);
    ck_assert_msg(ends_with(en, ".") || ends_with(en, "?"), "%s has no full stop: %s", info->code, en);
    ck_assert_msg(ends_with(zh, "。") || ends_with(zh, "？"), "%s has no full stop: %s", info->code, zh);
    ck_assert_msg(!strstr(en, "token") && !strstr(en, "syntax"), "%s speaks of compilers: %s", info->code, en);
}
END_TEST

START_TEST(codes_are_different) {
    for (int i = DIAG_NONE + 1; i < _i; i++)
        ck_assert_str_ne(diag_info((enum diag_id)i)->code, diag_info((enum diag_id)_i)->code);
}
END_TEST

START_TEST(what_is_accepted_counts_no_more) {
    static struct arena arena;
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) ck_abort_msg("out of memory");
    arena_init(&arena, &out_of_memory);
    struct diags ds = {.arena = &arena};
    struct diag *warning = diag(&ds, DIAG_PARAM_UNUSED, ((struct span){0}), A("x"));
    struct diag *note = diag(&ds, DIAG_NOTE_NOTES, ((struct span){0}), A("1"));
    ck_assert(diag_is_wrong(warning) && !diag_is_wrong(note));
    ck_assert_uint_eq(ds.warnings, 1);
    ck_assert_uint_eq(ds.notes, 1);
    diag_accept(&ds, warning, (struct span){0}, "meant");
    diag_accept(&ds, note, (struct span){0}, "meant");
    ck_assert(!diag_is_wrong(warning));
    ck_assert_uint_eq(ds.warnings + ds.notes, 0);
    ck_assert_uint_eq(ds.accepted, 2);
    arena_free(&arena);
}
END_TEST

START_TEST(codes_are_found) {
    for (int i = DIAG_NONE + 1; i < DIAG_COUNT; i++) {
        const char *code = diag_info((enum diag_id)i)->code;
        ck_assert_int_eq(diag_find(code, strlen(code)), i);
        ck_assert_int_eq(diag_find(code, strlen(code) - 1), DIAG_NONE);
    }
    ck_assert_int_eq(diag_find("", 0), DIAG_NONE);
}
END_TEST

START_TEST(a_message_that_begins_with_an_argument_has_a_capital) {
    struct text out = {0};
    diag_message(&out, LANG_EN, DIAG_CANT_COMPARE, (struct diag_arg[DIAG_MAX_ARGS]){A("a date"), A("money")});
    ck_assert_str_eq(text_string(&out), "A date can't be compared with money.");
    text_free(&out);
}
END_TEST

// In the language of its line, quotes and remarks of other lines apart, and with blanks where words would meet.
static const struct {
    const char *line, *what, *en, *zh, *written;
} fixed[] = {
    {"a&&b", "&&", "and", "且", " and "},        {"a && b", "&&", "and", "且", "and"},
    {"失信&&已婚", "&&", "and", "且", " 且 "},   {"失信 &&", "&&", "and", "且", "且"},
    {"a && \"中文\"", "&&", "and", "且", "and"}, {"a && “中文”", "&&", "and", "且", "and"},
    {"10万", "万", "万元", NULL, "万元"},        {"x；", "；", "", NULL, ""},
    {"中文\nx；y", "；", ":", "：", ":"},        {"&&b", "&&", "and", "且", "and "},
};

START_TEST(a_fix_is_put_as_its_line_is_written) {
    struct parsed p;
    const char *line = fixed[_i].line, *what = strstr(line, fixed[_i].what);
    compilation_init(&p.c, &p.out_of_memory);
    struct span at = {source_add(&p.c.sources, "t.pol", line, strlen(line)), (uint32_t)(what - line),
                      (uint32_t)strlen(fixed[_i].what)};
    struct diag *d = diag_record(&p.c.diags, DIAG_UNEXPECTED, at, NULL, 0);
    diag_meant(&p.c.diags, d, at, (struct diag_arg){fixed[_i].en, fixed[_i].zh});
    ck_assert_str_eq(diag_fix_text(&p.c.sources, d->fix), fixed[_i].written);
    compilation_free(&p.c);
}
END_TEST

START_TEST(only_one_word_that_is_near_was_meant) {
    struct nearest n = nearest_to("最大年龄");
    nearest_offer(&n, "最高年龄");
    ck_assert(nearest_is_plain(&n));
    nearest_offer(&n, "最高年龄");
    ck_assert(nearest_is_plain(&n));
    nearest_offer(&n, "最低年龄");
    ck_assert(!nearest_is_plain(&n));
    ck_assert_str_eq(n.best, "最高年龄");
    nearest_offer(&n, "最大年龄");
    ck_assert(nearest_is_plain(&n));
    struct nearest far = nearest_to("annual_revenue");
    nearest_offer(&far, "anual_revenu");
    ck_assert(far.best && !nearest_is_plain(&far));
}
END_TEST

START_TEST(a_name_at_the_head_of_a_chinese_sentence_stays_as_it_is) {
    struct text out = {0};
    diag_message(&out, LANG_ZH, DIAG_INPUT_EMPTY, (struct diag_arg[DIAG_MAX_ARGS]){A("t.csv")});
    ck_assert_str_eq(text_string(&out), "t.csv 为空：CSV 文件应以表头开头。");
    text_free(&out);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("diag");
    TCase *t = tcase_create("diag");
    tcase_add_test(t, carets_stand_under_wide_characters);
    tcase_add_test(t, a_tab_stays_a_tab);
    tcase_add_test(t, json_has_the_place);
    tcase_add_test(t, errors_are_capped_and_sorted);
    tcase_add_test(t, what_is_accepted_counts_no_more);
    tcase_add_test(t, codes_are_found);
    tcase_add_test(t, a_message_that_begins_with_an_argument_has_a_capital);
    tcase_add_test(t, a_name_at_the_head_of_a_chinese_sentence_stays_as_it_is);
    tcase_add_loop_test(t, a_fix_is_put_as_its_line_is_written, 0, (int)(sizeof fixed / sizeof *fixed));
    tcase_add_test(t, only_one_word_that_is_near_was_meant);
    tcase_add_loop_test(t, messages_are_sentences, DIAG_NONE + 1, DIAG_COUNT);
    tcase_add_loop_test(t, codes_are_different, DIAG_NONE + 1, DIAG_COUNT);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
