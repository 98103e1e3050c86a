// Cells: every type's spellings, both sides of every limit. What the fast loops take and what cell_parse takes is the
// same.
#include <stdio.h>
#include <string.h>

#include "interp/data/jsonl/scan.h"
#include "interp/data/record/cell.h"
#include "tests/unit/check_main.h"
#include "tests/unit/data_text.h"

// A field, a cell of it, and what it comes to: a value as it is written out, "" for missing, a code.
static const struct {
    const char *field, *cell, *expected;
} cells[] = {
    {"a", "yes", "yes"},
    {"a", "no", "no"},
    {"a", "true", "yes"},
    {"a", "false", "no"},
    {"a", "1", "yes"},
    {"a", "0", "no"},
    {"a", "是", "yes"},
    {"a", "否", "no"},
    {"a", "", ""},
    {"a", "\"\"", ""},
    {"a", "\"yes\"", "yes"},
    {"a", "Yes", "yes"},
    {"a", "TRUE", "yes"},
    {"a", "2", "D0101"},
    {"a", " yes", "yes"},
    {"a", "truefalse", "D0101"},
    {"n", "0", "0"},
    {"n", "7", "7"},
    {"n", "12345678", "12345678"},
    {"n", "123456789", "123456789"},
    {"n", "-5", "-5"},
    {"n", "+5", "5"},
    {"n", "1234567890123456", "1234567890123456"},
    {"n", "12345678901234567", "12345678901234567"},
    {"n", "999999999999999999", "999999999999999999"},
    {"n", "1000000000000000000", "D0111"},
    {"n", "9999999999999999999", "D0111"},
    {"n", "0000000000000000007", "D0111"},
    {"n", "007", "7"},
    {"n", "1.0", "1"},
    {"n", "1e3", "D0102"},
    {"n", "", ""},
    {"n", "1 000", "D0102"},
    {"n", "\"1,000\"", "1000"},
    {"n", "-", "D0102"},
    {"n", "１", "1"},
    {"n", "1234567x", "D0102"},
    {"n", "x2345678", "D0102"},
    {"n", "12345678x0", "D0102"},
    {"n", "/", "D0102"},
    {"n", ":", "D0102"},
    {"n", "4294967296", "4294967296"},
    {"revenue", "0", "0.00"},
    {"revenue", "100000", "100000.00"},
    {"revenue", "0.01", "0.01"},
    {"revenue", "0.1", "0.10"},
    {"revenue", "123456.78", "123456.78"},
    {"revenue", "-0.01", "-0.01"},
    {"revenue", "1.234", "D0103"},
    {"revenue", "1.", "D0103"},
    {"revenue", ".50", "D0103"},
    {"revenue", "1.2x", "D0103"},
    {"revenue", "x.12", "D0103"},
    {"revenue", "1..2", "D0103"},
    {"revenue", "9999999999999999.99", "9999999999999999.99"},
    {"revenue", "9999999999999999", "9999999999999999.00"},
    {"revenue", "10000000000000000.00", "D0111"},
    {"revenue", "92233720368547758.08", "D0111"},
    {"revenue", "92233720368547758", "92233720368547758.00"},
    {"revenue", "92233720368547759", "D0111"},
    {"revenue", "10万元", "100000.00"},
    {"revenue", "1.5亿元", "150000000.00"},
    {"revenue", "500元", "500.00"},
    {"revenue", "0.000001万元", "0.01"},
    {"revenue", "0.0000001万元", "D0103"},
    {"revenue", "5分", "0.05"},
    {"revenue", "0.5分", "D0103"},
    {"revenue", "100000 yuan", "100000.00"},
    {"revenue", "5 fen", "0.05"},
    {"revenue", "万元", "D0103"},
    {"revenue", "10万", "100000.00"},
    {"revenue", "10 美元", "D0103"},
    {"revenue", "922337203亿元", "92233720300000000.00"},
    {"revenue", "922337204亿元", "D0111"},
    {"rate", "3.5", "3.5"},
    {"rate", "3.75%", "3.75"},
    {"rate", "3.75％", "3.75"},
    {"rate", "4", "4"},
    {"rate", "0.0001", "0.0001"},
    {"rate", "0.00001", "D0104"},
    {"rate", "%", "D0104"},
    {"rate", "-1.5", "-1.5"},
    {"since", "2024-02-29", "2024-02-29"},
    {"since", "2023-02-29", "D0105"},
    {"since", "2024-02-28", "2024-02-28"},
    {"since", "0001-01-01", "0001-01-01"},
    {"since", "0000-01-01", "D0105"},
    {"since", "9999-12-31", "9999-12-31"},
    {"since", "2024-00-01", "D0105"},
    {"since", "2024-13-01", "D0105"},
    {"since", "2024-12-00", "D0105"},
    {"since", "2024-12-32", "D0105"},
    {"since", "2024-11-31", "D0105"},
    {"since", "2024-11-30", "2024-11-30"},
    {"since", "2024-1-1", "2024-01-01"},
    {"since", "2024/01/01", "2024-01-01"},
    {"since", "2024-01-01 ", "2024-01-01"},
    {"since", "20240101", "2024-01-01"},
    {"since", "2024-0x-01", "D0105"},
    {"since", "1900-02-29", "D0105"},
    {"since", "2000-02-29", "2000-02-29"},
    {"paid", "2024-01", "2024-01"},
    {"paid", "2024-12", "2024-12"},
    {"paid", "2024-00", "D0106"},
    {"paid", "2024-13", "D0106"},
    {"paid", "0001-01", "0001-01"},
    {"paid", "0000-12", "D0106"},
    {"paid", "2024-1", "2024-01"},
    {"paid", "202401", "2024-01"},
    {"paid", "2024-01-01", "2024-01"},
    {"used", "24", "24"},
    {"used", "2.5", "D0102"},
    {"used", "24个月", "24"},
    {"kind", "small", "small"},
    {"kind", "大", "large"},
    {"kind", "another_rather_long_value", "another_rather_long_value"},
    {"kind", "另一个相当长的取值", "another_rather_long_value"},
    {"kind", "another_RATHER_long_value", "D0107"},
    {"kind", "Small", "D0107"},
    {"kind", "smal", "D0107"},
    {"kind", "smalls", "D0107"},
    {"kind", "", ""},
    {"marks", "red", "red"},
    {"marks", "red;绿", "red;green"},
    {"marks", "blue；red", "red;blue"},
    {"marks", "none", "none"},
    {"marks", "无", "none"},
    {"marks", "", ""},
    {"marks", "red;", "D0108"},
    {"marks", ";", "D0108"},
    {"marks", "none;red", "D0108"},
    {"marks", "red;red", "red"},
    {"marks", "pink", "D0108"},
    {"label", "=1+1", "=1+1"},
    {"label", "\"a,b\"", "a,b"},
    {"label", " x ", "x"},
    // What spreadsheets, databases and people write.
    {"a", "t", "yes"},
    {"a", "F", "no"},
    {"a", "Y", "yes"},
    {"a", "n", "no"},
    {"a", "ＹＥＳ", "yes"},
    {"a", "1.0", "yes"},
    {"a", "真", "yes"},
    {"a", "NULL", ""},
    {"a", "有", "D0101"},
    {"a", "-", "D0101"},
    {"n", "3.00", "3"},
    {"n", "3.10", "D0102"},
    {"n", "\"1,234,567\"", "1234567"},
    {"n", "\"-1,234\"", "-1234"},
    {"n", "\"1234,567\"", "D0102"},
    {"n", "\"1,23\"", "D0102"},
    {"n", "\"120,0000\"", "D0102"},
    {"n", "\",123\"", "D0102"},
    {"n", "\"1,\"", "D0102"},
    {"n", "１２", "12"},
    {"n", "－５", "-5"},
    {"n", "\u00A0 3\u3000", "3"},
    {"n", "3人", "D0102"},
    {"n", "nan", ""},
    {"n", "1.2E+06", "D0144"},
    {"n", "#N/A", "D0143"},
    {"n", "　", ""},
    {"staff", "3人", "3"},
    {"staff", "3 people", "3"},
    {"staff", "1 person", "1"},
    {"staff", "3次", "D0102"},
    {"staff", "人", "D0102"},
    {"revenue", "\"¥1,200.00\"", "1200.00"},
    {"revenue", "￥1200", "1200.00"},
    {"revenue", "-¥5", "-5.00"},
    {"revenue", "¥-5", "-5.00"},
    {"revenue", "-¥-5", "D0103"},
    {"revenue", "$5", "D0103"},
    {"revenue", "CNY 5", "5.00"},
    {"revenue", "人民币5元", "5.00"},
    {"revenue", "\"1,200万元\"", "12000000.00"},
    {"revenue", "1，200，000", "1200000.00"},
    {"revenue", "1.2亿", "120000000.00"},
    {"revenue", "1200000.0000", "1200000.00"},
    {"revenue", "1200000.0001", "D0103"},
    {"revenue", "(5.00)", "D0103"},
    {"revenue", "1.41E+17", "D0144"},
    {"revenue", "#VALUE!", "D0143"},
    {"revenue", "\\N", ""},
    {"revenue", "-", "D0103"},
    {"revenue", "¥", "D0103"},
    {"revenue", "万", "D0103"},
    {"rate", "25 %", "25"},
    {"rate", "２５％", "25"},
    {"rate", "0.250000", "0.25"},
    {"since", "2024/7/1", "2024-07-01"},
    {"since", "2024.7.1", "2024-07-01"},
    {"since", "2024年7月1日", "2024-07-01"},
    {"since", "2024-07-01 00:00:00", "2024-07-01"},
    {"since", "2024-07-01T00:00:00", "2024-07-01"},
    {"since", "2024/7/1 0:00", "2024-07-01"},
    {"since", "2024-07-01 13:45:59.123456", "2024-07-01"},
    {"since", "2024-07-01T00:00:00+08:00", "2024-07-01"},
    {"since", "2024-07-01T00:00:00Z", "D0105"},
    {"since", "2024-07-01 24:00:00", "D0105"},
    {"since", "2024-07-01 0", "D0105"},
    {"since", "2024-07/01", "D0105"},
    {"since", "2024年7月1", "D0105"},
    {"since", "2024-07-011", "D0105"},
    {"since", "202407011", "D0105"},
    {"since", "01/07/2024", "D0105"},
    {"since", "24-7-1", "D0105"},
    {"since", "20240230", "D0105"},
    {"since", "1900/1/0", "D0105"},
    {"since", "45474", "D0105"},
    {"since", "NaN", ""},
    {"paid", "2024年7月", "2024-07"},
    {"paid", "2024/7", "2024-07"},
    {"paid", "2024.07", "2024-07"},
    {"paid", "2024.1", "D0106"},
    {"paid", "2024-07-02", "D0106"},
    {"paid", "202413", "D0106"},
    {"used", "2年", "24"},
    {"used", "24 months", "24"},
    {"used", "24天", "D0102"},
    {"used", "24.0", "24"},
    {"kind", " small ", "small"},
    {"kind", "null", ""},
    {"kind", "#REF!", "D0143"},
    {"marks", "red、绿", "red;green"},
    {"marks", "\"red, 绿\"", "red;green"},
    {"marks", "red|blue", "red;blue"},
    {"marks", " 无 ", "none"},
    {"marks", "None", "D0108"},
    {"label", "欠息 ", "欠息"},
    {"label", "欠息　", "欠息"},
    {"label", "欠息\u200B", "欠息"},
    {"label", "\uFEFF\u00A0欠息\t", "欠息"},
    {"label", "\" x\n\"", "x"},
    {"label", " ", ""},
    {"label", "　\u200B", ""},
    {"label", "欠　息", "欠　息"},
    {"label", "NULL", "NULL"},
    {"label", "#N/A", "D0143"},
    {"label", "#1", "#1"},
    {"label", "1.41E+17", "D0144"},
    {"label", "12E5", "12E5"},
    {"label", "1E+05", "D0144"},
    {"label", "AE+05", "AE+05"},
};

static void tell(const char *field, const char *cell, struct text *found) {
    struct text data = {0}, out = {0};
    struct evaluated *e = evaluated_open(data_vocabulary);
    text_format(&data, "id,%s\nA,%s\n", field, cell);
    data_tell(e, &(struct data_options){.format = RECORDS_CSV}, text_string(&data), data.length, &out);
    const char *told = text_string(&out), *value = strchr(told, '=') ? strchr(strchr(told, '=') + 1, '=') : NULL;
    if (told[0] == 'D') text_add(found, told, 5);
    else if (value) text_add(found, value + 1, strcspn(value + 1, "\n"));
    text_free(&data);
    text_free(&out);
    evaluated_close(e);
}

START_TEST(reads_cells) {
    struct text found = {0};
    tell(cells[_i].field, cells[_i].cell, &found);
    ck_assert_msg(!strcmp(text_string(&found), cells[_i].expected), "%s %s: %s, not %s", cells[_i].field,
                  cells[_i].cell, text_string(&found), cells[_i].expected);
    text_free(&found);
}
END_TEST

// Quoted cells take the slow way: it must come to the same.
START_TEST(quotes_make_no_difference) {
    struct text found = {0}, quoted = {0};
    if (strchr(cells[_i].cell, '"')) return;
    text_format(&quoted, "\"%s\"", cells[_i].cell);
    tell(cells[_i].field, text_string(&quoted), &found);
    ck_assert_str_eq(text_string(&found), cells[_i].expected);
    text_free(&found);
    text_free(&quoted);
}
END_TEST

// A column of many cells, which vector code reads, and the same cells in quotes, which are read one by one.
static void compare_ways(const char *field, const char *cell_list) {
    struct text plain = {0}, quoted = {0}, found = {0}, expected = {0};
    struct evaluated *e = evaluated_open(data_vocabulary);
    text_format(&plain, "id,%s\n", field);
    text_format(&quoted, "id,%s\n", field);
    uint32_t row = 0;
    for (const char *cell = cell_list, *end; (end = strchr(cell, '\n')); cell = end + 1, row++) {
        text_format(&plain, "A%u,%.*s\n", row, (int)(end - cell), cell);
        text_format(&quoted, "A%u,\"%.*s\"\n", row, (int)(end - cell), cell);
    }
    data_tell(e, &(struct data_options){.format = RECORDS_CSV}, text_string(&plain), plain.length, &found);
    data_tell(e, &(struct data_options){.format = RECORDS_CSV}, text_string(&quoted), quoted.length, &expected);
    ck_assert_uint_gt(row, 0);
    ck_assert_str_eq(text_string(&found), text_string(&expected));
    text_free(&plain);
    text_free(&quoted);
    text_free(&found);
    text_free(&expected);
    evaluated_close(e);
}

START_TEST(columns_agree_with_cells) {
    static const char *const fields[] = {"n", "since", "paid", "revenue", "rate", "used", "a", "kind", "marks"};
    static const char *const pieces[] = {"0", "1", "9", "12", "2024", "-",   "-02", "-29",   "-12-31", ".", ".5",
                                         "/", ":", " ", "x",  "yes",  "red", ";",   "large", "大",     "元"};
    struct text list = {0};
    uint64_t seed = (uint64_t)_i + 1;
    for (int row = 0; row < 3000; row++) {
        for (int i = 0; i < 3; i++) {
            seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
            if (seed >> 40 & 7) text_put(&list, pieces[(seed >> 33) % (sizeof pieces / sizeof *pieces)]);
        }
        text_char(&list, '\n');
    }
    compare_ways(fields[_i], text_string(&list));
    text_free(&list);
}
END_TEST

START_TEST(all_dates_of_some_years_agree_with_cells) {
    static const int years[] = {0, 1, 4, 1900, 2000, 2023, 2024, 9999};
    struct text list = {0};
    for (int month = 0; month <= 13; month++)
        for (int day = 0; day <= 32; day++) text_format(&list, "%04d-%02d-%02d\n", years[_i], month, day);
    compare_ways("since", text_string(&list));
    text_free(&list);
}
END_TEST

static const struct {
    const char *text;
    unsigned decimals;
    enum number_status status;
    int64_t value;
} decimals[] = {
    {"1", 0, NUMBER_OK, 1},
    {"1.5", 1, NUMBER_OK, 15},
    {"1.5", 0, NUMBER_BAD, 0},
    {"-0.05", 2, NUMBER_OK, -5},
    {"", 2, NUMBER_BAD, 0},
    {"999999999999999999", 0, NUMBER_OK, INT64_C(999999999999999999)},
    {"1000000000000000000", 0, NUMBER_TOO_LARGE, 0},
    {"92233720368547758", 2, NUMBER_OK, INT64_C(9223372036854775800)},
    {"92233720368547759", 2, NUMBER_TOO_LARGE, 0},
};

START_TEST(reads_decimals) {
    int64_t value = 0;
    struct slice text = slice_of(decimals[_i].text);
    ck_assert_int_eq(cell_decimal(text, decimals[_i].decimals, &value), decimals[_i].status);
    if (decimals[_i].status == NUMBER_OK) ck_assert_int_eq(value, decimals[_i].value);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("cell");
    TCase *c = tcase_create("cell");
    tcase_add_loop_test(c, reads_cells, 0, (int)(sizeof cells / sizeof *cells));
    tcase_add_loop_test(c, quotes_make_no_difference, 0, (int)(sizeof cells / sizeof *cells));
    tcase_add_loop_test(c, columns_agree_with_cells, 0, 9);
    tcase_add_loop_test(c, all_dates_of_some_years_agree_with_cells, 0, 8);
    tcase_add_loop_test(c, reads_decimals, 0, (int)(sizeof decimals / sizeof *decimals));
    suite_add_tcase(s, c);
    return s;
}

int main(void) { return check_main(make); }
