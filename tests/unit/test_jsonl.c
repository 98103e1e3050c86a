// JSON Lines: what RFC 8259 allows and what it does not, exact numbers, and types strictly by the data contract.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interp/data/jsonl/key.h"
#include "interp/data/jsonl/scan.h"
#include "tests/unit/check_main.h"
#include "tests/unit/data_text.h"

// One record's members behind its id, and what they come to.
static const struct {
    const char *members, *expected;
} values[] = {
    {"", "id=A\n"},
    {",\"n\":12", "id=A n=12\n"},
    {",\"n\":-0", "id=A n=0\n"},
    {",\"n\":1e3", "id=A n=1000\n"},
    {",\"n\":1.50E+1", "id=A n=15\n"},
    {",\"n\":1000e-3", "id=A n=1\n"},
    {",\"n\":1.5", "D0102\n"},
    {",\"n\":\"12\"", "D0102\n"},
    {",\"n\":true", "D0102\n"},
    {",\"n\":999999999999999999", "id=A n=999999999999999999\n"},
    {",\"n\":1000000000000000000", "D0111\n"},
    {",\"n\":1e99999999999", "D0111\n"},
    {",\"n\":0e99999999999", "id=A n=0\n"},
    {",\"n\":1e-99999999999", "D0102\n"},
    {",\"n\":01", "D0150\n"},
    {",\"n\":+1", "D0150\n"},
    {",\"n\":.5", "D0150\n"},
    {",\"n\":1.", "D0150\n"},
    {",\"n\":NaN", "D0150\n"},
    {",\"revenue\":100000", "id=A revenue=100000.00\n"},
    {",\"revenue\":0.01", "id=A revenue=0.01\n"},
    {",\"revenue\":0.005", "D0103\n"},
    {",\"revenue\":0.10000", "id=A revenue=0.10\n"},
    {",\"revenue\":\"10万元\"", "id=A revenue=100000.00\n"},
    {",\"营业收入\":\"1.5亿元\"", "id=A revenue=150000000.00\n"},
    {",\"revenue\":\"10 apples\"", "D0103\n"},
    {",\"revenue\":-0.01", "id=A revenue=-0.01\n"},
    {",\"rate\":3.75", "id=A rate=3.75\n"},
    {",\"rate\":3.75001", "D0104\n"},
    {",\"a\":true", "id=A a=yes\n"},
    {",\"a\":false", "id=A a=no\n"},
    {",\"a\":null", "id=A\n"},
    {",\"a\":1", "D0101\n"},
    {",\"a\":\"yes\"", "D0101\n"},
    {",\"a\":truely", "D0150\n"},
    {",\"since\":\"2024-02-29\"", "id=A since=2024-02-29\n"},
    {",\"since\":\"2023-02-29\"", "D0105\n"},
    {",\"since\":20240229", "D0105\n"},
    {",\"paid\":\"2024-13\"", "D0106\n"},
    {",\"used\":24", "id=A used=24\n"},
    {",\"kind\":\"大\"", "id=A kind=large\n"},
    {",\"kind\":\"larg\"", "D0107\n"},
    {",\"kind\":\"\"", "D0107\n"},
    {",\"marks\":[\"红\",\"blue\"]", "id=A marks=red;blue\n"},
    {",\"marks\":[]", "id=A marks=none\n"},
    {",\"marks\":[\"pink\"]", "D0107\n"},
    {",\"marks\":\"red;blue\"", "D0108\n"},
    {",\"marks\":[1]", "D0108\n"},
    {",\"label\":\"a\\u0041\\n\\ud83d\\ude00\\\"\"", "id=A label=aA\n\xF0\x9F\x98\x80\"\n"},
    {",\"label\":\"\"", "id=A\n"},
    {",\"label\":5", "D0109\n"},
    {",\"label\":\"\\ud83d\"", "D0156\n"},
    {",\"label\":\"\\ude00\"", "D0156\n"},
    {",\"label\":\"\\ud83dx\"", "D0156\n"},
    {",\"label\":\"\\u0000\"", "D0156\n"},
    {",\"label\":\"\\x\"", "D0156\n"},
    {",\"label\":\"\t\"", "D0156\n"},
    {",\"label\":\"x", "D0151\n"},
    {",\"overdue\":[]", "id=A overdue=[]\n"},
    {",\"overdue\":null", "id=A\n"},
    {",\"overdue\":[{\"month\":\"2024-01\",\"amount\":5},{\"account\":\"X\"}]",
     "id=A overdue=[2024-01/?/5.00;?/X/?]\n"},
    {",\"overdue\":{}", "D0110\n"},
    {",\"overdue\":[5]", "D0110\n"},
    {",\"overdue\":[{\"month\":\"2024-1x\"}]", "D0106\n"},
    {",\"overdue\":[{\"month\":\"2024-1\"}]", "id=A overdue=[2024-01/?/?]\n"},
    {",\"label\":\" 欠息\u3000\u200b\"", "id=A label=欠息\n"},
    {",\"label\":\" \ufeff\"", "id=A\n"},
    {",\"label\":\"#N/A\"", "D0143\n"},
    {",\"label\":\"1.41E+17\"", "D0144\n"},
    {",\"since\":\"2024/7/1\"", "id=A since=2024-07-01\n"},
    {",\"since\":\"2024-07-01T00:00:00\"", "id=A since=2024-07-01\n"},
    {",\"since\":\" \"", "D0105\n"},
    {",\"revenue\":\"1,200,000\"", "id=A revenue=1200000.00\n"},
    {",\"revenue\":\"300万\"", "id=A revenue=3000000.00\n"},
    {",\"rate\":\"25%\"", "id=A rate=25\n"},
    {",\"rate\":0.25", "id=A rate=0.25\nD0165\n"},
    {",\"rate\":\"0.25\"", "id=A rate=0.25\nD0165\n"},
    {",\"rate\":\"0.25%\"", "id=A rate=0.25\n"},
    {",\"rate\":\"x\"", "D0104\n"},
    {",\"kind\":\" small \"", "id=A kind=small\n"},
    {",\"marks\":[\"red \"]", "id=A marks=red\n"},
    {",\"overdue\":[{\"month\":null,\"month\":null}]", "D0153\n"},
    {",\"overdue\":[{\"x\":1},{\"x\":1}]", "id=A overdue=[?/?/?;?/?/?]\nD0154\n"},
    {",\"n\":1,\"n\":1", "D0153\n"},
    {",\"n\":1,\"id\":\"A\"", "D0153\n"},
    {",\"甲\":true,\"a\":true", "D0153\n"},
    {",\"nn\":[{\"x\":[1,2,{}]},\"\\u00e9\"]", "id=A\nD0154\n"},
    {",\"nn\":1,\"nn\":2", "D0153\nD0154\n"},
    {",\"nn\":[1,]", "D0154\nD0150\n"},
    {",", "D0150\n"},
    {"} {", "D0152\n"},
    {"},", "D0152\n"},
    {",\"n\" 1", "D0150\n"},
    {",n:1", "D0150\n"},
};

static void tell_codes(const char *text, struct text *out) {
    for (; *text; text = strchr(text, '\n') + 1) {
        const char *end = strchr(text, '\n');
        bool fault = text[0] == 'D' && text[1] == '0';
        text_add(out, text, fault ? 5 : (size_t)(end - text));
        text_char(out, '\n');
    }
}

static void check(const char *line, const char *expected, size_t chunk_size) {
    struct evaluated *e = evaluated_open(data_vocabulary);
    struct text out = {0}, codes = {0};
    data_tell(e, &(struct data_options){.format = RECORDS_JSONL, .chunk_size = chunk_size}, line, strlen(line), &out);
    tell_codes(text_string(&out), &codes);
    // Warnings and faults come in the order they were met, which does not matter here.
    ck_assert_msg(!strcmp(text_string(&codes), expected) ||
                      (strstr(expected, "D0153\nD0154") && strstr(text_string(&codes), "D0154\nD0153")),
                  "%s: %s, not %s", line, text_string(&codes), expected);
    text_free(&out);
    text_free(&codes);
    evaluated_close(e);
}

START_TEST(reads_values) {
    char line[512];
    snprintf(line, sizeof line, "{\"id\":\"A\"%s}", values[_i].members);
    check(line, values[_i].expected, 0);
    check(line, values[_i].expected, 3);
}
END_TEST

static const struct {
    const char *data, *expected;
} inputs[] = {
    {"", ""},
    {"\n\r\n  \n", ""},
    {" { \"id\" : \"A\" , \"n\" : 1 } \r\n{\"id\":\"B\"}", "id=A n=1\nid=B\n"},
    {"[]\n{\"id\":\"B\"}\n", "id=B\nD0152 1:1\n"},
    {"{\"n\":1}\n", "D0116 1:1\n"},
    {"{\"id\":null}\n", "D0116 1:1\n"},
    {"{\"id\":\"A\"}\n{\"id\":\"A\"}\n{\"id\":\"B\"}\n", "id=A\nid=A\nid=B\n"},
    {"{\"id\":\"A\",\"n\":x}\n", "D0150 1:15\n"},
    {"{\"id\":\"A\",\"中\":1,\"n\":\"\"}\n{\"id\":\"B\",\"中\":1}\n", "id=B\nD0154 1:11\nD0102 1:21\n"},
    {"{\"id\":\"一二三四五六七八九\"}\n{\"id\":\"A\xFF\"}\n", "id=一二三四五六七八九\nD0121 2:9\n"},
};

START_TEST(reads_lines) {
    data_check(&(struct data_options){.format = RECORDS_JSONL}, inputs[_i].data, inputs[_i].expected);
    for (size_t size = 1; size < 20 && !strstr(inputs[_i].data, "\xFF"); size++)
        data_check(&(struct data_options){.format = RECORDS_JSONL, .chunk_size = size, .block_rows = 2},
                   inputs[_i].data, inputs[_i].expected);
}
END_TEST

static void nested(struct text *out, uint32_t depth) {
    text_put(out, "{\"id\":\"A\",\"x\":");
    text_repeat(out, '[', depth);
    text_repeat(out, ']', depth);
    text_put(out, "}");
}

START_TEST(bounds_nesting) {
    struct text good = {0}, deep = {0}, very = {0};
    nested(&good, JSON_MAX_DEPTH - 2);
    nested(&deep, JSON_MAX_DEPTH);
    nested(&very, 1000000);
    check(text_string(&good), "id=A\nD0154\n", 0);
    check(text_string(&deep), "D0154\nD0155\n", 0);
    check(text_string(&very), "D0154\nD0155\n", 0);
    text_free(&good);
    text_free(&deep);
    text_free(&very);
}
END_TEST

static uint32_t count_of(const struct text *t, const char *part) {
    uint32_t count = 0;
    for (const char *at = text_string(t); (at = strstr(at, part)); at++) count++;
    return count;
}

static void tell_record(const struct text *record, struct text *out) {
    struct evaluated *e = evaluated_open(data_vocabulary);
    data_tell(e, &(struct data_options){.format = RECORDS_JSONL}, text_string(record), record->length, out);
    evaluated_close(e);
}

START_TEST(bounds_what_is_said_of_a_record) {
    struct text record = {0}, out = {0};
    text_put(&record, "{\"id\":\"A\"");
    for (int i = 0; i < 100000; i++) text_put(&record, ",\"n\":true");
    text_put(&record, "}");
    tell_record(&record, &out);
    ck_assert_uint_eq(count_of(&out, "D0102") + count_of(&out, "D0153"), RECORD_MAX_FAULTS);
    text_free(&record);
    text_free(&out);
}
END_TEST

START_TEST(bounds_unknown_keys) {
    struct text record = {0}, out = {0};
    text_put(&record, "{\"id\":\"A\"");
    for (int i = 0; i < 100000; i++) text_format(&record, ",\"x%d\":1", i);
    text_put(&record, "}");
    tell_record(&record, &out);
    ck_assert_uint_eq(count_of(&out, "D0157"), 1);
    ck_assert_uint_eq(count_of(&out, "D0154"), JSONL_MAX_UNKNOWN);
    text_free(&record);
    text_free(&out);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("jsonl");
    TCase *c = tcase_create("jsonl");
    tcase_add_loop_test(c, reads_values, 0, (int)(sizeof values / sizeof *values));
    tcase_add_loop_test(c, reads_lines, 0, (int)(sizeof inputs / sizeof *inputs));
    tcase_add_test(c, bounds_nesting);
    tcase_add_test(c, bounds_what_is_said_of_a_record);
    tcase_add_test(c, bounds_unknown_keys);
    suite_add_tcase(s, c);
    return s;
}

int main(void) { return check_main(make); }
