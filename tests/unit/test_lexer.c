#include "check_main.h"
#include "grammar/syntax/lexer.h"
#include "grammar/syntax/parser.h"
#include "parsed.h"

struct tokens {
    const char *text;
    int kinds[8];
};

static const struct tokens rows[] = {
    {"18..65", {TOK_NUMBER, TOK_RANGE, TOK_NUMBER}},
    {"18..<65", {TOK_NUMBER, TOK_RANGE_BELOW, TOK_NUMBER}},
    {"18<..65", {TOK_NUMBER, TOK_RANGE_ABOVE, TOK_NUMBER}},
    {"18 ＜ ～ < 65", {TOK_NUMBER, TOK_RANGE_BETWEEN, TOK_NUMBER}},
    {"18 ..＜ 65", {TOK_NUMBER, TOK_RANGE_BELOW, TOK_NUMBER}},
    {"2024-05-06 2024-05", {TOK_DATE, TOK_MONTH}},
    {"2024-050", {TOK_NUMBER, TOK_MINUS, TOK_NUMBER}},
    {"3 years and x", {TOK_NUMBER, TOK_AND, TOK_NAME}},
    {"5 and 10万元", {TOK_NUMBER, TOK_AND, TOK_NUMBER}},
    {"3\nyears", {TOK_NUMBER, TOK_NAME}},
    {"at least at\nleast atleast", {TOK_AT_LEAST, TOK_AT_LEAST, TOK_NAME}},
    {"require in principle require", {TOK_REQUIRE_IN_PRINCIPLE, TOK_REQUIRE}},
    {"可放宽 当 不为缺失 不为", {TOK_WAIVE_WHEN, TOK_IS_NOT_MISSING, TOK_IS_NOT}},
    {"要求年龄 requirement", {TOK_NAME, TOK_NAME}},
    {"yes/no yes/nobody", {TOK_YES_NO, TOK_YES, TOK_DIVIDE, TOK_NAME}},
    {"（）｛｝：，、", {TOK_LPAREN, TOK_RPAREN, TOK_LBRACE, TOK_RBRACE, TOK_COLON, TOK_COMMA, TOK_COMMA}},
    {"≥ ≤ ≠ × ｜｜ ｜ ～", {TOK_GE, TOK_LE, TOK_NE, TOK_TIMES, TOK_BARS, TOK_BAR, TOK_RANGE}},
    {"“a“b”c” \"d“\" x", {TOK_STRING, TOK_STRING, TOK_NAME}},
    {"\xEF\xBB\xBFuse # use\n", {TOK_USE}},
    {"table t first {\na || b\n\n1 || 2 }\n",
     {TOK_TABLE, TOK_NAME, TOK_FIRST, TOK_LBRACE, TOK_NAME, TOK_BARS, TOK_NAME, TOK_NEWLINE}},
    {"5x", {TOK_POL_YYerror}},
};

START_TEST(tokens_of_text) {
    struct parsed p;
    const struct tokens *row = &rows[_i];
    compilation_init(&p.c, &p.out_of_memory);
    uint32_t source = source_add(&p.c.sources, "t", row->text, strlen(row->text));
    struct lexer *lx = lexer_open(&p.c, &p.c.arena, source, &p.c.diags, (struct repairs){0});
    for (int i = 0; i < 8 && row->kinds[i]; i++) ck_assert_int_eq(lexer_next(lx).kind, row->kinds[i]);
    if (!row->kinds[7]) ck_assert_int_eq(lexer_next(lx).kind, 0);
    compilation_free(&p.c);
}
END_TEST

struct bad {
    const char *text;
    size_t size;
    enum diag_id id;
    uint32_t offset;
};

static const struct bad bad_texts[] = {
    {"# a\0b", 5, DIAG_NUL_BYTE, 3},
    {"use \"a\0b\"", 9, DIAG_NUL_BYTE, 6},
    {"# \x01", 3, DIAG_CONTROL_CHARACTER, 2},
    {"# \xE2\x80\xAE", 5, DIAG_BIDIRECTIONAL, 2},
    {"\xE2\x81\xA6", 3, DIAG_BIDIRECTIONAL, 0},
    {"\xD8\x9C", 2, DIAG_BIDIRECTIONAL, 0},
    {"# \xFF", 3, DIAG_NOT_UTF8, 2},
    {"# \xC0\xAF", 3, DIAG_NOT_UTF8, 2},
    {"# \xED\xA0", 3, DIAG_NOT_UTF8, 2},
    {"@", 1, DIAG_UNEXPECTED_CHARACTER, 0},
    {"“a", 4, DIAG_UNTERMINATED_STRING, 0},
};

START_TEST(bad_characters_are_told) {
    struct parsed p;
    const struct bad *b = &bad_texts[_i];
    parse_bytes(&p, b->text, b->size);
    ck_assert_uint_ge(p.c.diags.errors, 1);
    ck_assert_int_eq((int)p.c.diags.items[0]->id, (int)b->id);
    ck_assert_uint_eq(p.c.diags.items[0]->at.offset, b->offset);
    parsed_free(&p);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("lexer");
    TCase *t = tcase_create("lexer");
    tcase_add_loop_test(t, tokens_of_text, 0, (int)(sizeof rows / sizeof *rows));
    tcase_add_loop_test(t, bad_characters_are_told, 0, (int)(sizeof bad_texts / sizeof *bad_texts));
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
