// CSV that is not UTF-8, read with the converters of the C library.
#include <iconv.h>
#include <string.h>

#include "tests/unit/check_main.h"
#include "tests/unit/data_text.h"

START_TEST(converts_gb18030) {
    // 编号,label / A,生存型 / B,好
    data_check(&(struct data_options){.format = RECORDS_CSV},
               "\xB1\xE0\xBA\xC5,label\nA,\xC9\xFA\xB4\xE6\xD0\xCD\nB,\xBA\xC3\n",
               "id=A label=生存型\nid=B label=好\nD0134 0:0\n");
}
END_TEST

// A text in UTF-16, as what it is in UTF-8: `big` units have their first byte first.
static void tell_wide(const char *text, bool big, bool mark, size_t chunk_size, struct text *out) {
    char wide[512], *to = wide, *from = (char *)(uintptr_t)text;
    size_t left = strlen(text), room = sizeof wide - 2;
    struct evaluated *e = evaluated_open(data_vocabulary);
    iconv_t convert = iconv_open(big ? "UTF-16BE" : "UTF-16LE", "UTF-8");
    if (mark) to = (char *)memcpy(wide, big ? "\xFE\xFF" : "\xFF\xFE", 2) + 2;
    ck_assert_int_eq((int)iconv(convert, &from, &left, &to, &room), 0);
    iconv_close(convert);
    data_tell(e, &(struct data_options){.format = RECORDS_CSV, .chunk_size = chunk_size}, wide, (size_t)(to - wide),
              out);
    evaluated_close(e);
}

START_TEST(reads_utf16) {
    for (size_t size = 1; size < 200; size += 7) {
        struct text out = {0};
        tell_wide("编号,label,n\nA,上海😀,1\r\nB,\"x\ny\",2\nC,长长长长长长长长长长长长长长长,\n", _i & 1, _i & 2, size,
                  &out);
        ck_assert_str_eq(text_string(&out), "id=A n=1 label=上海😀\nid=B n=2 label=x\ny\nid=C label="
                                            "长长长长长长长长长长长长长长长\nD0146 0:0\n");
        text_free(&out);
    }
}
END_TEST

START_TEST(reads_a_mark_alone) {
    data_check(&(struct data_options){.format = RECORDS_CSV}, "\xFF\xFE", "D0146 0:0\nD0136 1:0\n");
}
END_TEST

static void check_encoding(enum record_encoding encoding, const char *bytes, size_t length, const char *expected) {
    struct evaluated *e = evaluated_open(data_vocabulary);
    for (size_t size = 0; size < 40; size += 3) {
        struct text out = {0};
        data_tell(e, &(struct data_options){.format = RECORDS_CSV, .chunk_size = size, .encoding = encoding}, bytes,
                  length, &out);
        ck_assert_str_eq(text_string(&out), expected);
        text_free(&out);
    }
    evaluated_close(e);
}

// What valid UTF-8 says stays; damage is refused line by line, and which encoding it is, is told of the whole file.
START_TEST(tells_encodings_apart) {
    static const char damaged[] = "id,label\nA,欠息\nB,x\nC,\xE9\xA0\n",
                      mostly[] = "id,label\nA,\xB1\xB1\xBE\xA9\xCA\xD0\nB,\xB1\xB1\xBE\xA9\nC,\xC9\xCF\xBA\xA3\nD,"
                                 "息\nE,\xB1\xB1\xBE\xA9\xFF\nF,x\n",
                      short_words[] = "id,label\nA,\xC7\xB7\xCF\xA2\n", torn[] = "i\0d\0\n\0A\0\x00\xD8\n\0B\0\n";
    check_encoding(RECORD_ENCODING_GUESSED, damaged, sizeof damaged - 1, "id=A label=欠息\nid=B label=x\nD0121 4:3\n");
    check_encoding(
        RECORD_ENCODING_GUESSED, mostly, sizeof mostly - 1,
        "id=A label=北京市\nid=B label=北京\nid=C label=上海\nid=F label=x\nD0134 0:0\nD0158 5:3\nD0159 6:5\n");
    check_encoding(RECORD_ENCODING_UTF8, mostly, sizeof mostly - 1,
                   "id=D label=息\nid=F label=x\nD0121 2:3\nD0121 3:3\nD0121 4:3\nD0121 6:3\n");
    check_encoding(RECORD_ENCODING_GUESSED, short_words, sizeof short_words - 1, "id=A label=ǷϢ\nD0148 0:0\n");
    check_encoding(RECORD_ENCODING_GB18030, short_words, sizeof short_words - 1, "id=A label=欠息\n");
    check_encoding(RECORD_ENCODING_UTF8, short_words, sizeof short_words - 1, "id=A label=ǷϢ\n");
    check_encoding(RECORD_ENCODING_UTF16, torn, sizeof torn, "id=B\nD0159 2:2\n");
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("encoding");
    TCase *c = tcase_create("encoding");
    tcase_add_test(c, converts_gb18030);
    tcase_add_loop_test(c, reads_utf16, 0, 4);
    tcase_add_test(c, reads_a_mark_alone);
    tcase_add_test(c, tells_encodings_apart);
    suite_add_tcase(s, c);
    return s;
}

int main(void) { return check_main(make); }
