// Samples and tests that are passed over: which pieces of a text they are, and what becomes of the rest.
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

static Suite *make(void) {
    Suite *s = suite_create("pass_over");
    TCase *t = tcase_create("pass_over");
    tcase_add_loop_test(t, pieces_found, 0, (int)(sizeof rows / sizeof *rows));
    tcase_add_loop_test(t, wholes_parsed, 0, (int)(sizeof wholes / sizeof *wholes));
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
