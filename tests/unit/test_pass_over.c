// Samples and tests that are passed over: which pieces of a text they are, and what becomes of the rest.
#include "grammar/base/text.h"
#include "grammar/syntax/pass_over.h"
#include "tests/unit/check_main.h"
#include "tests/unit/parsed.h"

// What is found is written as ~.
static const struct row {
    const char *text, *rest;
} rows[] = {
    {"", ""},
    {"test \"a\" { given b expect c.d is eligible }\n", "~\n"},
    {"a\n  sample b(乙) { c: {d}, e: [{ f: 1 }] } g\n", "a\n  ~ g\n"},
    {"测试 “甲” 截至 2024-07-01 {\n    假设 乙\n}\n样例 甲(a)｛\n  乙：｛｝\n｝\n方案 丙 { }", "~\n~\n方案 丙 { }"},
    {"　测试“甲”{ }", "　~"},
    {"sample a with { b: 1 }\r\n", "~\r\n"},
    // braces that are none
    {"test \"}\" { given a # }\n expect “}“}”}” \"{\" }\nb", "~\nb"},
    {"# test \"a\" {\nb", "# test \"a\" {\nb"},
    // what only looks like one
    {"define a = b and\n  sample in {c}\n", "define a = b and\n  sample in {c}\n"},
    {"define a =\n  test\nscheme b { }\n", "define a =\n  test\nscheme b { }\n"},
    {"define a =\n  sample\nb { }\n", "define a =\n  sample\nb { }\n"},
    {"tests \"a\" { }", "tests \"a\" { }"},
    {"sample2 a { }", "sample2 a { }"},
    {"vocabulary { field\n test \"a\" { }\n}\n", "vocabulary { field\n test \"a\" { }\n}\n"},
    {"a test \"b\" { }", "a test \"b\" { }"},
    {"test \"b\"\n{ }", "test \"b\"\n{ }"},
    // one that may not be whole
    {"test \"a\" {\n given b\nscheme c { }\n}\n", "test \"a\" {\n given b\nscheme c { }\n}\n"},
    {"test \"a\" {\n given b\n\ttest \"c\" { }\n}\n", "test \"a\" {\n given b\n\ttest \"c\" { }\n}\n"},
    {"test \"a\" {\n given b\n", "test \"a\" {\n given b\n"},
    {"test \"a\" { \"b\n }\n", "test \"a\" { \"b\n }\n"},
    {"test \"a\" { “b\n }\n", "test \"a\" { “b\n }\n"},
    {"test \"a\" { }\nb }\n", "test \"a\" { }\nb }\n"},
    {"test \"a\" { }\nb {\n", "test \"a\" { }\nb {\n"},
    {"test \"a\" } { }\n", "test \"a\" } { }\n"},
    {"test \"a\" { }\nb \"\n", "test \"a\" { }\nb \"\n"},
};

START_TEST(pieces_found) {
    const struct row *row = &rows[_i];
    struct compilation c;
    jmp_buf out_of_memory;
    char rest[256] = "";
    compilation_init(&c, &out_of_memory);
    struct repairs found = tests_in(&c.arena, lexer_keywords(&c), row->text, strlen(row->text));
    uint32_t at = 0;
    for (uint32_t i = 0; i < found.count; i++) {
        ck_assert_int_eq(found.items[i].kind, 0);
        strncat(strncat(rest, row->text + at, found.items[i].offset - at), "~", 2);
        at = found.items[i].offset + found.items[i].length;
    }
    ck_assert_str_eq(strcat(rest, row->text + at), row->rest);
    compilation_free(&c);
}
END_TEST

// Statements that a text comes to, and faults that are said of it, with tests and without.
static const struct whole {
    const char *text;
    uint32_t all, left, faults;
    bool passed;
} wholes[] = {
    {"sample a { b: 1 }\ndefine c = 1\ntest \"d\" { given a }\ndefine e = 2\n", 4, 2, 0, true},
    {"sample a { b: 1 }\n", 1, 0, 0, true},
    {"define a = 1\n", 1, 1, 0, false},
    {"sample a { b 1 }\ndefine c = = 1\n", 2, 2, 2, false},
};

static void parse_whole(const struct whole *w, bool no_tests, uint32_t statements, uint32_t faults) {
    struct compilation c;
    jmp_buf out_of_memory;
    compilation_init(&c, &out_of_memory);
    c.no_tests = no_tests;
    struct tree *tree = parse_source(&c, source_add(&c.sources, "t.pol", w->text, strlen(w->text)));
    ck_assert_uint_eq(tree->count, statements);
    ck_assert_uint_eq(c.diags.errors, faults);
    ck_assert_int_eq(c.passed_tests, no_tests && w->passed);
    compilation_free(&c);
}

START_TEST(wholes_parsed) {
    const struct whole *w = &wholes[_i];
    parse_whole(w, false, w->all, w->faults);
    parse_whole(w, true, w->left, w->faults);
}
END_TEST

// What is left of a text where what stands behind its last statement is forgotten; NULL: all of it.
static const struct cut {
    const char *text, *left;
} cuts[] = {
    {"define a = 1 # b\n\ntest \"c\" { given d }\n", "define a = 1 # b"},
    {"sample a { b: 1 }\ndefine c =\n  2\n# d\n", "sample a { b: 1 }\ndefine c =\n  2"},
    {"define a = 1", "define a = 1"},
    {"test \"a\" {\n}\n", "test \"a\" {"},
    {"", ""},
    // something is wrong with it
    {"define a = = 1\ntest \"c\" { given d }\n", NULL},
};

static void assert_cut(struct source_set *sources, uint32_t index, const struct cut *cut, const struct text *whole) {
    const struct source *s = sources->items[index];
    ck_assert_uint_eq(s->size, cut->left ? strlen(cut->left) : whole->length);
    ck_assert_mem_eq(s->bytes, whole->bytes, s->size);
    ck_assert_int_eq(s->bytes[s->size], '\0');
    struct span behind = {index, (uint32_t)s->size, 0}, beyond = {index, (uint32_t)whole->length, 0};
    ck_assert_uint_eq(source_locate(sources, beyond).line, source_locate(sources, behind).line);
}

// Large texts have memory of their own: `more` lines of remarks stand behind it.
static void cut_with(const struct cut *cut, size_t more) {
    struct compilation c;
    jmp_buf out_of_memory;
    struct text text = {0};
    compilation_init(&c, &out_of_memory);
    c.no_tests = c.cuts_texts = true;
    text_put(&text, cut->text);
    for (size_t i = 0; i < more; i++) text_put(&text, "\n# once upon a time there was a remark");
    text_string(&text);
    for (uint32_t i = 0; i < 2; i++) source_add(&c.sources, "t.pol", text.bytes, text.length);
    for (uint32_t i = 2; i-- > 0;) parse_source(&c, i);
    for (uint32_t i = 0; i < 2; i++) assert_cut(&c.sources, i, cut, &text);
    text_free(&text);
    compilation_free(&c);
}

START_TEST(texts_cut) {
    cut_with(&cuts[_i], 0);
    cut_with(&cuts[_i], 100);
    cut_with(&cuts[_i], 1000);
    cut_with(&cuts[_i], 10000);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("pass_over");
    TCase *t = tcase_create("pass_over");
    tcase_add_loop_test(t, pieces_found, 0, (int)(sizeof rows / sizeof *rows));
    tcase_add_loop_test(t, wholes_parsed, 0, (int)(sizeof wholes / sizeof *wholes));
    tcase_add_loop_test(t, texts_cut, 0, (int)(sizeof cuts / sizeof *cuts));
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
