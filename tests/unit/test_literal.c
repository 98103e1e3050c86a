#include "check_main.h"
#include "grammar/syntax/literal.h"
#include "parsed.h"

struct row {
    const char *text;
    enum diag_id fault;
    int64_t value;
    enum type_kind kind;
};

static const struct row rows[] = {
    {"3", DIAG_NONE, 3, TYPE_COUNT},
    {"10万元", DIAG_NONE, 10000000, TYPE_MONEY},
    {"1.5亿元", DIAG_NONE, 15000000000, TYPE_MONEY},
    {"0.01元", DIAG_NONE, 1, TYPE_MONEY},
    {"0.001元", DIAG_NOT_WHOLE_FEN, 0, TYPE_MONEY},
    {"0.5 fen", DIAG_NOT_WHOLE_FEN, 0, TYPE_MONEY},
    {"3.75%", DIAG_NONE, 37500, TYPE_PERCENT},
    {"0.0001％", DIAG_NONE, 1, TYPE_PERCENT},
    {"0.00001%", DIAG_PERCENT_DECIMALS, 0, TYPE_PERCENT},
    {"2 years", DIAG_NONE, 24, TYPE_PERIOD},
    {"1.5年", DIAG_NONE, 18, TYPE_PERIOD},
    {"1.3年", DIAG_NOT_WHOLE, 0, TYPE_PERIOD},
    {"10天", DIAG_NONE, 10, TYPE_PERIOD},
    {"1.0人", DIAG_NONE, 1, TYPE_COUNT},
    {"1.5人", DIAG_NOT_WHOLE, 0, TYPE_COUNT},
    {"999999999999999999", DIAG_NONE, 999999999999999999, TYPE_COUNT},
    {"1000000000000000000", DIAG_NUMBER_TOO_LONG, 0, TYPE_COUNT},
    {"999999999亿元", DIAG_NUMBER_TOO_LARGE, 0, TYPE_MONEY},
    {"922337203亿元", DIAG_NONE, 9223372030000000000, TYPE_MONEY},
    {"5x", DIAG_UNKNOWN_UNIT, 0, TYPE_COUNT},
    {"", DIAG_BAD_NUMBER_TEXT, 0, TYPE_COUNT},
};

START_TEST(numbers) {
    struct parsed p;
    struct literal out = {0};
    const struct row *row = &rows[_i];
    compilation_init(&p.c, &p.out_of_memory);
    ck_assert_int_eq((int)literal_number(row->text, strlen(row->text), &p.c.names, &out), (int)row->fault);
    if (row->fault == DIAG_NONE) ck_assert_int_eq(out.value, row->value);
    if (row->fault == DIAG_NONE) ck_assert_int_eq((int)out.type.kind, (int)row->kind);
    compilation_free(&p.c);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("literal");
    TCase *t = tcase_create("literal");
    tcase_add_loop_test(t, numbers, 0, (int)(sizeof rows / sizeof *rows));
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
