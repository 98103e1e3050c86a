#include <stdlib.h>

#include "check_main.h"
#include "grammar/syntax/keywords.h"
#include "parsed.h"

struct fault {
    const char *text;
    int errors;
    const char *first_code;  // "" where there is none
    uint32_t offset;
};

static const struct fault faults[] = {
    {"", 0, "", 0},
    {"scheme s(某) {\n  require a: x in 18..65\n}\n", 0, "", 0},
    {"方案 某(s) {\n  要求 年龄：年龄 属于 18..65\n  可放宽 当 甲 且 乙 不为缺失\n}\n", 0, "", 0},
    {"scheme s { requrie a: x }", 1, "P0103", 11},
    {"scheme s {\n require a: x y\n require b: (x\n require c:\n require d: x < y < z\n require e: 5yaers > x\n}", 5,
     "P0101", 25},
    {"scheme s {\n require a: x\n", 1, "P0104", 25},
    {"scheme s { offer o {\n}\nscheme t { }\n", 1, "P0104", 23},
    {"}", 1, "P0105", 0},
    {"scheme s { when x }", 1, "P0106", 11},
    {"define in = 3", 1, "P0108", 7},
    {"define x = \"abc\n", 1, "P0115", 11},
    {"define x = 2024-02-30", 1, "P0123", 11},
    {"define small(little) = 3", 1, "P0303", 7},
    {"scheme s { offer growth(成长型 {\n when x\n grant limit = 1元\n}\n}", 1, "P0127", 33},
    {"define type = source and document or field", 0, "", 0},
    {"scheme s {\n table t first {\n  a | b || c\n  x | || 1\n  y | - || 2 3\n  - | - || 4\n }\n}", 2, "P0101", 47},
    {"scheme s {\n table t first {\n }\n}", 1, "P0101", 29},
    {"test \"t\" as of 2024-07-01 { given shop with { type: growth } expect ccb.growth is eligible, limit = 20万元 }",
     0, "", 0},
};

START_TEST(faults_are_told_once) {
    const struct fault *f = &faults[_i];
    struct parsed p;
    parse_bytes(&p, f->text, strlen(f->text));
    ck_assert_int_eq((int)p.c.diags.errors, f->errors);
    if (f->errors) ck_assert_str_eq(diag_info(p.c.diags.items[0]->id)->code, f->first_code);
    if (f->errors) ck_assert_uint_eq(p.c.diags.items[0]->at.offset, f->offset);
    parsed_free(&p);
}
END_TEST

static char *repeated(const char *head, const char *part, int count, size_t *size) {
    size_t h = strlen(head), n = strlen(part);
    char *out = malloc(h + n * (size_t)count + 1);
    memcpy(out, head, h + 1);
    for (int i = 0; i < count; i++) memcpy(out + h + n * (size_t)i, part, n + 1);
    *size = h + n * (size_t)count;
    return out;
}

START_TEST(deep_nesting_is_one_fault) {
    struct parsed p;
    size_t size;
    char *text = repeated("define x = ", "(", 100000, &size);
    parse_bytes(&p, text, size);
    ck_assert_uint_eq(p.c.diags.errors, 1);
    ck_assert_int_eq((int)p.c.diags.items[0]->id, (int)DIAG_TOO_DEEP);
    parsed_free(&p);
    free(text);
}
END_TEST

// More than the parser's stack has at first.
START_TEST(nesting_within_bounds_is_read) {
    struct parsed p;
    size_t size;
    char text[512] = "define x = ";
    memset(text + strlen(text), '(', 180);
    strcat(text, "7");
    memset(text + strlen(text), ')', 180);
    size = strlen(text);
    parse_bytes(&p, text, size);
    ck_assert_uint_eq(p.c.diags.errors, 0);
    ck_assert_int_eq((int)p.tree->decls[0]->expr->value, 7);
    parsed_free(&p);
}
END_TEST

START_TEST(long_chains_stay_flat) {
    static const char *const parts[] = {" or a", " and a", " + a"};
    struct parsed p;
    size_t size;
    char *text = repeated("define x = a", parts[_i], 100000, &size);
    parse_bytes(&p, text, size);
    ck_assert_uint_eq(p.c.diags.errors, 0);
    ck_assert_uint_eq(p.tree->decls[0]->expr->count, 100001);
    ck_assert_uint_eq(p.tree->decls[0]->expr->depth, 2);
    parsed_free(&p);
    free(text);
}
END_TEST

START_TEST(default_binds_less_than_or) {
    static const char text[] = "define x = a or b else c";
    struct parsed p;
    parse_bytes(&p, text, strlen(text));
    ck_assert_int_eq((int)p.tree->decls[0]->expr->kind, (int)NODE_OR_ELSE);
    ck_assert_int_eq((int)p.tree->decls[0]->expr->kids[0]->kind, (int)NODE_OR);
    parsed_free(&p);
}
END_TEST

// Also where the first part of its grammar is left out, as `replace` mostly is.
START_TEST(declarations_begin_at_their_first_word) {
    static const char *const words[] = {"require a: b", "veto a: b", "param a = 1", "refer a: b",
                                        "replace require a: b"};
    struct parsed p;
    struct text text = {0};
    text_format(&text, "scheme s {\nmanual \"m\"\n# why\n%s\n}", words[_i]);
    parse_bytes(&p, text_string(&text), text.length);
    ck_assert_uint_eq(p.c.diags.errors, 0);
    struct span at = p.tree->decls[0]->members[1]->at;
    ck_assert_uint_eq(at.length, strlen(words[_i]));
    ck_assert(!memcmp(text_string(&text) + at.offset, words[_i], at.length));
    parsed_free(&p);
    text_free(&text);
}
END_TEST

// The grammar's list of words that are names as well, and the last column of keywords.def, say the same.
START_TEST(a_keyword_is_a_name_unless_it_is_reserved) {
    const char *spelling;
    int token;
    enum lang lang;
    for (size_t i = 0; (spelling = keyword_at(i, &token, &lang)); i++) {
        struct parsed p;
        struct text text = {0};
        if (strchr(spelling, ' ')) continue;
        text_format(&text, "define %s = 1", spelling);
        parse_bytes(&p, text_string(&text), text.length);
        ck_assert_msg((p.c.diags.errors != 0) == keyword_is_reserved(token), "%s", spelling);
        parsed_free(&p);
        text_free(&text);
    }
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("parser");
    TCase *t = tcase_create("parser");
    tcase_add_loop_test(t, faults_are_told_once, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(t, a_keyword_is_a_name_unless_it_is_reserved);
    tcase_add_test(t, deep_nesting_is_one_fault);
    tcase_add_test(t, nesting_within_bounds_is_read);
    tcase_add_loop_test(t, long_chains_stay_flat, 0, 3);
    tcase_add_test(t, default_binds_less_than_or);
    tcase_add_loop_test(t, declarations_begin_at_their_first_word, 0, 5);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
