// Which format a file's records are in, by its name and by how it begins.
#include "interp/data/records.h"
#include "tests/unit/check_main.h"

static const struct {
    const char *path;
    bool told;
    enum record_format format;
} names[] = {
    {"a.csv", true, RECORDS_CSV},       {"a/b.CSV", true, RECORDS_CSV},    {".csv", true, RECORDS_CSV},
    {"a.jsonl", true, RECORDS_JSONL},   {"a.ndjson", true, RECORDS_JSONL}, {"a.csv.NdJson", true, RECORDS_JSONL},
    {"a.jsonl.csv", true, RECORDS_CSV}, {"-", false, RECORDS_CSV},         {"", false, RECORDS_CSV},
    {"a.csv.gz", false, RECORDS_CSV},   {"csv", false, RECORDS_CSV},       {"申请.jsonl", true, RECORDS_JSONL},
};

START_TEST(names_tell_formats) {
    enum record_format format = RECORDS_CSV;
    ck_assert_int_eq(record_format_of_name(names[_i].path, &format), names[_i].told);
    ck_assert_int_eq(format, names[_i].format);
}
END_TEST

// What is not known, or begins like nothing else, is CSV.
START_TEST(beginnings_tell_formats) {
    ck_assert_int_eq(record_format_of_start('{'), RECORDS_JSONL);
    for (int c = -1; c < 256; c++)
        if (c != '{') ck_assert_int_eq(record_format_of_start(c), RECORDS_CSV);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("records");
    TCase *c = tcase_create("formats");
    tcase_add_loop_test(c, names_tell_formats, 0, (int)(sizeof names / sizeof *names));
    tcase_add_test(c, beginnings_tell_formats);
    suite_add_tcase(s, c);
    return s;
}

int main(void) { return check_main(make); }
