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
    {"3.0", DIAG_NONE, 3, TYPE_COUNT},
    {"3.25", DIAG_NONE, 3250000, TYPE_NUMBER},
    {"0.000001", DIAG_NONE, 1, TYPE_NUMBER},
    {"0.0000001", DIAG_NUMBER_DECIMALS, 0, TYPE_NUMBER},
    {"9223372036854.5", DIAG_NONE, 9223372036854500000, TYPE_NUMBER},
    {"9223372036855.5", DIAG_NUMBER_TOO_LARGE, 0, TYPE_NUMBER},
    {"2 decimals", DIAG_NONE, 2, TYPE_NONE},
    {"1位小数", DIAG_NONE, 1, TYPE_NONE},
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
    {"1.50元", DIAG_NONE, 150, TYPE_MONEY},
    {"100", DIAG_NONE, 100, TYPE_COUNT},
    {"0.10%", DIAG_NONE, 1000, TYPE_PERCENT},
    {"1.25年", DIAG_NONE, 15, TYPE_PERIOD},
    {"0.00000001亿元", DIAG_NONE, 100, TYPE_MONEY},
    {"0.123456789012345678亿元", DIAG_NUMBER_TOO_LONG, 0, TYPE_MONEY},
    {"0.00000000001亿元", DIAG_NOT_WHOLE_FEN, 0, TYPE_MONEY},
    {"922337203.6854775807亿元", DIAG_NUMBER_TOO_LONG, 0, TYPE_MONEY},
    {"5x", DIAG_UNKNOWN_UNIT, 0, TYPE_COUNT},
    {"5:", DIAG_UNKNOWN_UNIT, 0, TYPE_COUNT},
    {"5/", DIAG_UNKNOWN_UNIT, 0, TYPE_COUNT},
    {"5.", DIAG_UNKNOWN_UNIT, 0, TYPE_COUNT},
    {"5.元", DIAG_UNKNOWN_UNIT, 0, TYPE_COUNT},
    {"1.2.3元", DIAG_UNKNOWN_UNIT, 0, TYPE_COUNT},
    {".5元", DIAG_NONE, 50, TYPE_MONEY},
    {"元", DIAG_BAD_NUMBER_TEXT, 0, TYPE_COUNT},
    {"5 元", DIAG_NONE, 500, TYPE_MONEY},
    {"5 \t\xE3\x80\x80\xC2\xA0"
     "元",
     DIAG_NONE, 500, TYPE_MONEY},
    {"5 ", DIAG_NONE, 5, TYPE_COUNT},
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

// What stands beside the kind of a type.
START_TEST(units) {
    struct parsed p;
    struct literal years = {0}, days = {0}, people = {0}, persons = {0}, times = {0}, bare = {0};
    compilation_init(&p.c, &p.out_of_memory);
    ck_assert_int_eq((int)literal_number("2年", strlen("2年"), &p.c.names, &years), DIAG_NONE);
    ck_assert_int_eq((int)literal_number("2天", strlen("2天"), &p.c.names, &days), DIAG_NONE);
    ck_assert_int_eq((int)literal_number("2人", strlen("2人"), &p.c.names, &people), DIAG_NONE);
    ck_assert_int_eq((int)literal_number("1 person", 8, &p.c.names, &persons), DIAG_NONE);
    ck_assert_int_eq((int)literal_number("2次", strlen("2次"), &p.c.names, &times), DIAG_NONE);
    ck_assert_int_eq((int)literal_number("2", 1, &p.c.names, &bare), DIAG_NONE);
    ck_assert_int_eq((int)years.type.unit, UNIT_MONTHS);
    ck_assert_int_eq((int)days.type.unit, UNIT_DAYS);
    ck_assert_str_eq(intern_name(&p.c.names, people.type.counter), "人");
    ck_assert(people.type.counter == persons.type.counter && people.type.counter != times.type.counter);
    ck_assert(bare.type.counter == SYMBOL_NONE);
    compilation_free(&p.c);
}
END_TEST

static const struct {
    const char *text;
    uint32_t length, blanks;
} blanks[] = {
    {"", 0, 0},
    {"x", 1, 0},
    {" x", 2, 1},
    {"\t \tx", 4, 3},
    {"  ", 2, 2},
    {"  ", 1, 1},
    {"\xE3\x80\x80x", 4, 3},
    {"\xE3\x80\x80", 3, 3},
    {"\xE3\x80\x80", 2, 0},
    {"\xE3\x80\x81", 3, 0},
    {"\xC2\xA0x", 3, 2},
    {"\xC2\xA0", 2, 2},
    {"\xC2\xA0", 1, 0},
    {"\xC2\xA1", 2, 0},
    {" \xE3\x80\x80\t\xC2\xA0 x", 9, 8},
    {"\xE3\x80\x80\xE3\x80\x80", 6, 6},
    {"\xE3\x80\x80\xE3\x80\x80", 5, 3},
    {"x \xE3\x80\x80", 5, 0},
};

START_TEST(blanks_of_every_width) {
    ck_assert_uint_eq(literal_blanks(blanks[_i].text, blanks[_i].length), blanks[_i].blanks);
}
END_TEST

static const struct {
    const char *text;
    uint32_t length, bytes;
} quotes[] = {
    {"\"x\"", 3, 1}, {"'", 1, 1}, {"`x", 2, 1}, {"“x”", 7, 3}, {"”", 3, 3},  {"「", 3, 3}, {"》", 3, 3}, {"＂", 3, 3},
    {"＇x", 4, 3},   {"x", 1, 0}, {"", 0, 0},   {"\"", 0, 0},  {"\0", 1, 0}, {"“", 2, 0},  {"、", 3, 0}, {"，", 3, 0},
};

START_TEST(quotes_of_every_language) {
    ck_assert_uint_eq(literal_quote(quotes[_i].text, quotes[_i].length), quotes[_i].bytes);
}
END_TEST

static const struct {
    const char *text, *date;  // NULL: nothing of the kind
} date_likes[] = {
    {"2024年5月6日", "2024-05-06"},
    {"2024/5/6", "2024-05-06"},
    {"2024.5.6", "2024-05-06"},
    {"2024年5月", "2024-05"},
    {"2024-12-31", "2024-12-31"},
    {"20240506", "2024-05-06"},
    {"2024/12/31", "2024-12-31"},
    {"2024/1/1", "2024-01-01"},
    {"2024/13/1", NULL},
    {"2024/0/1", NULL},
    {"2024/1/0", NULL},
    {"2024/1/32", NULL},
    {"2024/1/1/1", NULL},
    {"2024/1/123", NULL},
    {"12024/1/1", NULL},
    {"1000/1/1", "1000-01-01"},
    {"999/1/1", NULL},
    {"2024", NULL},
    {"/2024/1/1", NULL},
    {"", NULL},
};

START_TEST(other_ways_to_write_a_date) {
    char out[LITERAL_DATE_LENGTH + 1];
    memset(out, 'x', sizeof out);
    bool is_date = literal_date_like(date_likes[_i].text, strlen(date_likes[_i].text), out);
    ck_assert_int_eq(is_date, date_likes[_i].date != NULL);
    if (is_date) ck_assert_str_eq(out, date_likes[_i].date);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("literal");
    TCase *t = tcase_create("literal");
    tcase_add_loop_test(t, numbers, 0, (int)(sizeof rows / sizeof *rows));
    tcase_add_test(t, units);
    tcase_add_loop_test(t, blanks_of_every_width, 0, (int)(sizeof blanks / sizeof *blanks));
    tcase_add_loop_test(t, quotes_of_every_language, 0, (int)(sizeof quotes / sizeof *quotes));
    tcase_add_loop_test(t, other_ways_to_write_a_date, 0, (int)(sizeof date_likes / sizeof *date_likes));
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
