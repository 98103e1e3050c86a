// CSV records: RFC 4180 to the letter, each refusal with its place, and no difference wherever a chunk or block ends.
#include <stdlib.h>
#include <string.h>

#include "interp/data/csv/csv.h"
#include "interp/data/csv/split.h"
#include "tests/unit/check_main.h"
#include "tests/unit/data_text.h"

static const struct {
    const char *data, *expected;
} rows[] = {
    {"id,n\nA,1\nB,2\n", "id=A n=1\nid=B n=2\n"},
    {"id,n\nA,1\nB,2", "id=A n=1\nid=B n=2\n"},
    {"id,n\r\nA,1\r\nB,\r\n", "id=A n=1\nid=B\n"},
    {"\xEF\xBB\xBFid,n\nA,1\n", "id=A n=1\n"},
    {"编号,n,甲\nA,1,是\nB,2,no\n", "id=A a=yes n=1\nid=B a=no n=2\n"},
    {"n,id\n\n1,A\n\r\n\n2,B\n\n", "id=A n=1\nid=B n=2\n"},
    {"id,label\n\"A\",\"x,y\"\n\"B\"\"b\",\"two\nlines\"\n", "id=A label=x,y\nid=B\"b label=two\nlines\n"},
    {"id,label\n\"A\",\"\"\nB,\"\"\"\"\n", "id=A\nid=B label=\"\n"},
    {"\"id\",\"n\"\n\"A\",\"12\"\n", "id=A n=12\n"},
    {"id,n\nA,1\n,\nB,2\n\"\", \n　,\xC2\xA0\n,,,\nC,x\n", "id=A n=1\nid=B n=2\nD0102 8:3\n"},
    {"id,n\nA,1\n,\nA,2\n", "id=A n=1\nid=A n=2\n"},
    {"id,n\n  ,1\n A ,2\n", "id=A n=2\nD0116 2:1\n"},
    {" id\xE3\x80\x80,\"n \"\nA,1\n", "id=A n=1\n"},
    {"id,label\n1.41E+17,x\n2,y\n", "id=2 label=y\nD0144 2:1\n"},
    {"id,n\nA,1,2\nB\nC,3\n", "id=C n=3\nD0112 2:1\nD0112 3:1\n"},
    {"id,label\nA,x\"y\nB,z\n", "id=B label=z\nD0113 2:4\n"},
    {"id,label\nA,\"x\"y\nB,z\n", "id=B label=z\nD0114 2:6\n"},
    {"id,label\nA,z\nB,\"x\nC,y\n", "id=A label=z\nid=C label=y\nD0115 3:3\n"},
    {"id,n,label\nA,1,x\nB,\"1,x\nC,1,x\nD,\"1\",x\nE,1,x\n", "id=A n=1 label=x\nid=E n=1 label=x\nD0123 3:3\n"},
    {"id,label,n\nA,\"x,1\nB,y\",2\nC,\"z,1\n\",2\n", "id=A n=2 label=x,1\nB,y\nid=C n=2 label=z,1\nD0164 2:1\n"},
    {"id,rate\nA,0.25\nB,0.5\nC,1\nD,25%\n", "id=A rate=0.25\nid=B rate=0.5\nid=C rate=1\nid=D rate=25\nD0165 0:0\n"},
    {"id,rate\nA,0.25\nB,25\nC,0.5%\n", "id=A rate=0.25\nid=B rate=25\nid=C rate=0.5\n"},
    {"id,rate\nA,0.25%\nB,1\n", "id=A rate=0.25\nid=B rate=1\n"},
    {"id,n\nA,x\nB,2\nC,1.5\n", "id=B n=2\nD0102 2:3\nD0102 4:3\n"},
    {"id,n,since\nA,x,2023-02-29\n", "D0102 2:3\nD0105 2:5\n"},
    {"id,n\n,1\nB,2\n", "id=B n=2\nD0116 2:1\n"},
    {"id,n\nA,1\nA,2\nB,3\nA,4\n", "id=A n=1\nid=A n=2\nid=B n=3\nid=A n=4\n"},
    {"id,n,n\nA,1,2\n", "D0137 1:0\n"},
    {"id,甲,a\nA,1,1\n", "D0137 1:0\n"},
    {"id,nn\nA,1\n", "id=A\nD0138 1:0\n"},
    {"id,,n, \nA,1,2,3\n", "id=A n=2\nD0145 1:0\n"},
    {"n\n1\n", "D0139 1:0\n"},
    {"", "D0136 1:0\n"},
    {"id,overdue\nA,1\n", "D0141 1:0\n"},
    {"id\"x,n\nA,1\n", "D0140 1:0\n"},
    {"id,n\rA,1\rB,2\r", "D0149 0:0\n"},
    {"id,\"n\r\nn\"\nA,1\n", "id=A\nD0138 1:0\n"},
    {"id,n\nA\xFF"
     "B,1\nC,2\n",
     "id=C n=2\nD0121 2:2\n"},
    {"id,label\n\"A\",\"中\xE6\"\n你好吗一二三四五六,好\n", "id=你好吗一二三四五六 label=好\nD0121 2:7\n"},
    {"id;n;label\nA;1;x,y\n;;\nB;;\"p;q\"\n", "id=A n=1 label=x,y\nid=B label=p;q\nD0147 0:0\n"},
    {"id\tn\tlabel\nA\t1\tx;y\n\t \t\nB\t2\t\n", "id=A n=1 label=x;y\nid=B n=2\nD0147 0:0\n"},
    {"id,n,\"a;b;c;d\"\nA,1,2\n", "id=A n=1\nD0138 1:0\n"},
    {"id,label\nA,\xFF\nA,y\n", "id=A label=y\nD0121 2:3\n"},
    {"id,a,n\nA,yes,1\nB,no,2\nC,yes,3\nD,yesno,4\nE,\"yes\",5\nF, yes,6\nG,no,7\nH,,8\nI,false,9\nJ,no,10\nK,n,11\n",
     "id=A a=yes n=1\nid=B a=no n=2\nid=C a=yes n=3\nid=E a=yes n=5\nid=F a=yes n=6\nid=G a=no n=7\nid=H n=8\n"
     "id=I a=no n=9\nid=J a=no n=10\nid=K a=no n=11\nD0101 5:3\n"},
    {"id,n,a\r\nA,1,yes\r\nB,2,no\r\nC,3,yes\r\nD,4,yes\rno\r\nE,5,no\rno\r\nF,6,yes\r\n",
     "id=A a=yes n=1\nid=B a=no n=2\nid=C a=yes n=3\nid=F a=yes n=6\nD0101 5:5\nD0101 6:5\n"},
    {"id,n\n\"A\n\nB\",1\nC,x\n", "id=A\n\nB n=1\nD0102 5:3\n"},
};

START_TEST(reads) { data_check(&(struct data_options){.format = RECORDS_CSV}, rows[_i].data, rows[_i].expected); }
END_TEST

// However the input is cut into chunks and blocks, it says the same; a missing line end at the end makes no difference.
START_TEST(is_the_same_in_any_chunks) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!rows[i].data[0]) continue;
        struct data_options o = {
            .format = RECORDS_CSV, .chunk_size = (size_t)_i + 1, .block_rows = 1 + (uint32_t)_i % 4};
        struct evaluated *e = evaluated_open(data_vocabulary);
        struct text out = {0};
        data_tell(e, &o, rows[i].data, strlen(rows[i].data), &out);
        ck_assert_str_eq(text_string(&out), rows[i].expected);
        text_free(&out);
        evaluated_close(e);
    }
}
END_TEST

START_TEST(refuses_a_record_beyond_the_limit) {
    char data[512] = "id,label\nA,\"";
    memset(data + strlen(data), 'x', 400);
    struct data_options o = {.format = RECORDS_CSV, .chunk_size = 16, .record_limit = 100};
    data_check(&o, data, "D0120 2:0\n");
    o.record_limit = 128;
    data_check(&o, data, "D0120 2:0\n");
}
END_TEST

// Some lines, a quote that no other closes within the limit, so many lines, and two quoted ones beyond it.
static void put_stray(struct text *data, struct text *expected, int lines) {
    text_put(data, "id,label\nA,x\nB,\"open\n");
    text_put(expected, "id=A label=x\n");
    for (int i = 0; i < lines; i++) {
        text_format(data, "C%d,y\n", i);
        text_format(expected, "id=C%d label=y\n", i);
    }
}

static void check_stray(size_t chunk_size, int lines, bool is_quoted, const char *tail) {
    struct data_options o = {.format = RECORDS_CSV, .chunk_size = chunk_size, .record_limit = 100};
    struct text data = {0}, expected = {0};
    put_stray(&data, &expected, lines);
    if (is_quoted) text_put(&data, "D,\"two\nlines\"\nE,\"\"\n");
    if (is_quoted) text_put(&expected, "id=D label=two\nlines\nid=E\n");
    text_format(&data, "%s", tail);
    if (*tail) text_put(&expected, "id=F label=z\n");
    text_put(&expected, "D0115 3:3\n");
    data_check(&o, text_string(&data), text_string(&expected));
    text_free(&data);
    text_free(&expected);
}

// Wherever the input is cut, and wherever it ends.
START_TEST(reads_on_behind_a_quote_that_stays_open) {
    for (int lines = 0; lines < 60; lines++) check_stray((size_t)_i + 1, lines, false, "");
    for (int lines = 25; lines < 60; lines++) check_stray((size_t)_i + 1, lines, true, "");
    for (int lines = 25; lines < 60; lines++) check_stray((size_t)_i + 1, lines, true, "F,z");
}
END_TEST

// Of quotes that close and open again the last one is cut off, and what stands before it is one record.
START_TEST(cuts_off_a_chain_of_quotes) {
    struct data_options o = {.format = RECORDS_CSV, .chunk_size = (size_t)_i + 1, .record_limit = 100};
    struct text data = {0}, told = {0};
    text_put(&data, "id,label\n");
    for (int i = 0; i < 40; i++) text_put(&data, "x\"y,\"\n");
    text_put(&data, "A,z\n");
    struct evaluated *e = evaluated_open(data_vocabulary);
    data_tell(e, &o, data.bytes, data.length, &told);
    ck_assert_ptr_nonnull(strstr(text_string(&told), "D0113 2:2\n"));
    ck_assert_ptr_null(strstr(text_string(&told), "D0120"));
    evaluated_close(e);
    text_free(&data);
    text_free(&told);
}
END_TEST

START_TEST(takes_as_of_from_a_field) {
    struct data_options o = {.format = RECORDS_CSV, .as_of_field = "since"};
    data_check(&o, "id,since\nA,2024-02-29\nB,\n", "id=A since=2024-02-29 as_of=2024-02-29\nD0117 3:1\n");
    data_check(&o, "id,n\nA,1\n", "D0142 1:0\n");
}
END_TEST

// A reader written the plain way, byte by byte, for comparison: cells parted by 1, records by 2, refused records left
// out.
static void naive(const char *data, size_t length, uint32_t columns, struct text *out) {
    for (size_t at = 0; at < length;) {
        struct text record = {0};
        uint32_t cells = 1;
        bool good = true, empty = data[at] == '\n';
        for (bool first = true;; at++) {
            if (at < length && data[at] == '"' && first) {
                size_t open = at;
                for (at++; at < length && !(data[at] == '"' && data[at + 1] != '"'); at++) {
                    if (data[at] == '"') at++;
                    text_char(&record, data[at]);
                }
                good &= at < length;
                if (at >= length) at = (size_t)(strchr(data + open, '\n') - data);
                else at++;
                good &= at >= length || data[at] == ',' || data[at] == '\n';
                while (at < length && data[at] != ',' && data[at] != '\n') at++;
            }
            first = false;
            if (at >= length || data[at] == '\n') break;
            good &= data[at] != '"';
            first = data[at] == ',';
            cells += first;
            text_char(&record, first ? '\1' : data[at]);
        }
        at++;
        empty |= strspn(text_string(&record), "\1\n") == record.length;
        if (good && !empty && cells == columns) text_add(out, text_string(&record), record.length);
        if (good && !empty && cells == columns) text_char(out, '\2');
        text_free(&record);
    }
}

static void by_rows(const char *data, size_t length, uint32_t columns, uint32_t capacity, struct text *out) {
    struct csv_rows found;
    char room[512];
    ck_assert(csv_rows_init(&found, capacity, columns));
    for (size_t at = 0; at < length;) {
        at = csv_find_rows(&found, data, at, length);
        ck_assert_uint_le(found.count, capacity);
        for (uint32_t r = 0; r < found.count; r++) {
            if (found.items[r].quality != CSV_GOOD) continue;
            for (uint32_t c = 0; c < columns; c++) {
                struct slice cell = csv_cell_text(csv_raw_cell(&found, data, &found.items[r], c), room);
                if (c) text_char(out, '\1');
                text_add(out, cell.text, cell.length);
            }
            text_char(out, '\2');
        }
    }
    csv_rows_free(&found);
}

START_TEST(agrees_with_a_naive_reader) {
    static const char pieces[] = ",,\n\"a,b\"\n\"\"\nxyz,\"q\"\"r\n\n";
    uint64_t seed = (uint64_t)_i * 7919 + 1;
    char data[512 + SCAN_PADDING] = {0};
    for (int round = 0; round < 300; round++) {
        size_t length = (size_t)(seed >> 33) % 300 + 1;
        for (size_t i = 0; i < length; i++) {
            seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
            data[i] = pieces[(seed >> 33) % (sizeof pieces - 1)];
        }
        data[length - 1] = '\n';
        data[length] = '\0';
        struct text expected = {0}, found = {0};
        naive(data, length, 3, &expected);
        by_rows(data, length, 3, 1 + (uint32_t)_i, &found);
        ck_assert_msg(!strcmp(text_string(&expected), text_string(&found)), "%s", data);
        text_free(&expected);
        text_free(&found);
    }
}
END_TEST

// A record is never cut a record: what follows the cut is read as the same records as the whole is.
START_TEST(cuts_between_records) {
    static const char data[] = "a,b,c\n\"x\ny\",1,2\n\n1,\"2\"\"\n\",3\nlast,row,here\n";
    for (size_t length = 0; length < sizeof data; length++) {
        struct record_ends cut = csv_cutter.cut(data, record_ends_from(0), length);
        size_t ends[] = {0, 6, 16, 17, 28, 42}, expected = 0;
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
            if (ends[i] <= length) expected = ends[i];
        ck_assert_uint_eq(cut.end, expected);
    }
}
END_TEST

START_TEST(places_every_bit) {
    static const uint64_t masks[] = {
        0, 1, UINT64_C(1) << 63, UINT64_MAX, UINT64_C(0x8000000000000001), UINT64_C(0x00FF00FF00FF00FF)};
    uint64_t seed = 1;
    for (uint32_t round = 0; round < 500; round++) {
        seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
        uint64_t mask = round < sizeof masks / sizeof *masks ? masks[round] : seed & (seed << (round % 64));
        uint32_t places[64], count = 0;
        scan_places(mask, round * 1000, places);
        for (uint32_t bit = 0; bit < 64; bit++)
            if (mask >> bit & 1) ck_assert_uint_eq(places[count++], round * 1000 + bit);
    }
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("csv");
    TCase *c = tcase_create("csv");
    tcase_set_timeout(c, 60);
    tcase_add_loop_test(c, reads, 0, (int)(sizeof rows / sizeof *rows));
    tcase_add_loop_test(c, is_the_same_in_any_chunks, 0, 24);
    tcase_add_test(c, refuses_a_record_beyond_the_limit);
    tcase_add_loop_test(c, reads_on_behind_a_quote_that_stays_open, 0, 40);
    tcase_add_loop_test(c, cuts_off_a_chain_of_quotes, 0, 40);
    tcase_add_test(c, takes_as_of_from_a_field);
    tcase_add_loop_test(c, agrees_with_a_naive_reader, 0, 8);
    tcase_add_test(c, cuts_between_records);
    tcase_add_test(c, places_every_bit);
    suite_add_tcase(s, c);
    return s;
}

int main(void) { return check_main(make); }
