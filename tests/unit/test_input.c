// The input in chunks: whichever way it is read, by however many threads, the chunks make up the file, each begins
// where a record does and knows its line.
#include <fcntl.h>
#include <iconv.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "interp/data/csv/csv.h"
#include "interp/data/csv/split.h"
#include "interp/data/input/input.h"
#include "interp/data/jsonl/jsonl.h"
#include "interp/data/record/scan.h"
#include "tests/unit/check_main.h"
#include "tests/unit/data_text.h"

static uint32_t draw(uint64_t *seed, uint32_t range) {
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % range;
}

struct style {
    const struct record_cutter *cutter;
    const char *const *pieces;
    const char *head;
    bool gb18030;
};

static const char *const plain[] = {"a", "bc,", "d", ",", "\n", "\r\n", "\n\n", "long cell without a quote", NULL};
static const char *const quoted[] = {
    "\"q\",", "\"two\nlines\"", "\"\"\"x\"\"\"", "\",\"", "\n\"a\",\"b\"\n", "\"", "x\"y", ",", "\n",
    "中",     "\r\n",           "\n\r\n",        NULL};
static const char *const wide[] = {"中文", "é", "\xF0\x9F\x98\x80", ",", "\n", "x", "\"好\n\",", NULL};
static const char *const objects[] = {"{\"a\":\"b\"}\n", "{}", "\n", " \t\n", "中", "\\\"", "\r\n", NULL};
static const char *const chinese[] = {"\xD6\xD0\xCE\xC4", "\x81\x30\x84\x36", "x", ",", "\n", "\"\xBA\xC3\n\",", NULL};
static const struct style styles[] = {
    {&csv_cutter, plain, "", false},      {&csv_cutter, quoted, "", false},
    {&csv_cutter, wide, "中文\n", false}, {&csv_cutter, quoted, "\xEF\xBB\xBFid\n", false},
    {&jsonl_cutter, objects, "", false},  {&csv_cutter, chinese, "\xD6\xD0\xCE\xC4\xD6\xD0\n", true},
};
#define STYLES ((int)(sizeof styles / sizeof *styles))

static void write_data(struct text *t, const struct style *style, uint64_t *seed, size_t length) {
    uint32_t count = 0;
    while (style->pieces[count]) count++;
    text_put(t, style->head);
    while (t->length < length) text_put(t, style->pieces[draw(seed, count)]);
}

// Where records end, byte by byte.
static bool *record_ends(const char *bytes, size_t length, bool quotes) {
    bool *ends = calloc(length + 1, sizeof *ends), open = false;
    for (size_t i = 0; i < length; i++) {
        bool quote = quotes && bytes[i] == '"', first = i == 0 || bytes[i - 1] == ',' || bytes[i - 1] == '\n';
        if (open && quote && bytes[i + 1] == '"') i++;
        else if (open && quote) open = false;
        else if (!open && quote) open = first;
        ends[i + 1] = !open && bytes[i] == '\n';
    }
    return ends;
}

// What a reader of the whole would hand out.
struct model {
    const char *bytes;
    size_t length;
    bool *ends;
};

static struct model model_open(const struct style *style, const char *bytes, size_t length) {
    bool csv = style->cutter == &csv_cutter;
    return (struct model){bytes, length, record_ends(bytes, length, csv)};
}

static void check_chunk(const struct model *m, const struct chunk *c, size_t from) {
    size_t length = c->end - c->start, lines = 1;
    ck_assert_uint_le(from + length, m->length);
    ck_assert_mem_eq(c->buffer + c->start, m->bytes + from, length);
    ck_assert(from + length == m->length || m->ends[from + length]);
    for (size_t i = 0; i < from; i++) lines += m->bytes[i] == '\n';
    ck_assert_uint_eq(c->first_line, lines);
    if (c->plain) ck_assert_uint_eq(scan_plain(c->buffer + c->start, length), length);
}

#define MAX_CHUNKS 4096
struct reading {
    struct input *input;
    struct chunk *chunks;
    int failed;
};

static void *read_chunks(void *argument) {
    struct reading *r = argument;
    struct record_faults faults = {0};
    struct chunk chunk = {0};
    enum records_status status;
    while ((status = input_next(r->input, &chunk, &faults)) == RECORDS_MORE && chunk.number < MAX_CHUNKS) {
        r->chunks[chunk.number] = chunk;
        chunk = (struct chunk){0};
    }
    r->failed = status != RECORDS_END;
    chunk_free(&chunk);
    record_faults_free(&faults);
    return NULL;
}

#define MAX_THREADS 8
static void read_with(struct input *input, int threads, struct chunk *chunks) {
    struct reading readings[MAX_THREADS];
    pthread_t ids[MAX_THREADS];
    for (int i = 0; i < threads; i++) readings[i] = (struct reading){input, chunks, 0};
    for (int i = 0; i < threads; i++) ck_assert_int_eq(pthread_create(&ids[i], NULL, read_chunks, &readings[i]), 0);
    for (int i = 0; i < threads; i++) pthread_join(ids[i], NULL);
    for (int i = 0; i < threads; i++) ck_assert(!readings[i].failed);
}

static void check_chunks(const struct model *m, struct chunk *chunks) {
    size_t from = 0;
    for (size_t i = 0; i < MAX_CHUNKS && chunks[i].buffer; i++) {
        check_chunk(m, &chunks[i], from);
        from += chunks[i].end - chunks[i].start;
        ck_assert_uint_gt(chunks[i].end, chunks[i].start);
        chunk_free(&chunks[i]);
    }
    ck_assert_uint_eq(from, m->length);
}

// As UTF-8, without a byte order mark, the last line ended.
static void expect(const struct style *style, const struct text *data, struct text *expected) {
    const char *bytes = text_string(data);
    size_t length = data->length;
    if (style->gb18030) {
        text_reserve(expected, 2 * length);
        iconv_t convert = iconv_open("UTF-8", "GB18030");
        char *from = data->bytes, *to = expected->bytes;
        size_t left = length, room = 2 * length;
        ck_assert_int_ne((int)iconv(convert, &from, &left, &to, &room), -1);
        iconv_close(convert);
        expected->length = (size_t)(to - expected->bytes);
        return;
    }
    size_t mark = !strncmp(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
    text_add(expected, bytes + mark, length - mark);
}

static void read_file(const struct style *style, const struct text *data, const struct model *m, size_t size,
                      int threads) {
    struct chunk chunks[MAX_CHUNKS] = {0};
    struct record_faults faults = {0};
    struct data_file file;
    data_file_open(&file, text_string(data), data->length);
    struct input *input = input_open(file.path, RECORD_ENCODING_GUESSED, size, RECORDS_LIMIT, &faults);
    ck_assert_ptr_nonnull(input);
    input_cut(input, style->cutter);
    read_with(input, threads, chunks);
    check_chunks(m, chunks);
    input_close(input);
    data_file_close(&file);
    record_faults_free(&faults);
}

struct pouring {
    const struct text *data;
    int fd;
};

// In small portions, so that the reader meets an empty pipe.
static void *pour(void *argument) {
    struct pouring *p = argument;
    uint64_t seed = p->data->length;
    for (size_t at = 0, more; at < p->data->length; at += more) {
        more = draw(&seed, 200) + 1;
        if (more > p->data->length - at) more = p->data->length - at;
        ck_assert_int_eq(write(p->fd, p->data->bytes + at, more), (ssize_t)more);
    }
    close(p->fd);
    return NULL;
}

static void read_pipe(const struct style *style, const struct text *data, const struct model *m, size_t size,
                      int threads) {
    struct chunk chunks[MAX_CHUNKS] = {0};
    struct record_faults faults = {0};
    char path[32];
    int fds[2];
    pthread_t writer;
    ck_assert_int_eq(pipe(fds), 0);
    struct pouring pouring = {data, fds[1]};
    snprintf(path, sizeof path, "/proc/self/fd/%d", fds[0]);
    ck_assert_int_eq(pthread_create(&writer, NULL, pour, &pouring), 0);
    struct input *input = input_open(path, RECORD_ENCODING_GUESSED, size, RECORDS_LIMIT, &faults);
    ck_assert_ptr_nonnull(input);
    input_cut(input, style->cutter);
    read_with(input, threads, chunks);
    pthread_join(writer, NULL);
    check_chunks(m, chunks);
    input_close(input);
    close(fds[0]);
    record_faults_free(&faults);
}

static void check_style(const struct style *style, uint64_t seed) {
    static const size_t sizes[] = {1, 5, 6, 7, 13, 16, 64, 333, 1 << 14};
    static const int threads[] = {1, 2, 3, 8};
    struct text data = {0}, expected = {0};
    write_data(&data, style, &seed, 1 + draw(&seed, 4000));
    text_put(&data, draw(&seed, 2) ? "\"\nz" : "\n");
    expect(style, &data, &expected);
    if (expected.bytes[expected.length - 1] != '\n') text_char(&expected, '\n');
    struct model m = model_open(style, text_string(&expected), expected.length);
    size_t size = sizes[draw(&seed, 9)];
    for (int i = 0; i < 4; i++) read_file(style, &data, &m, size, threads[i]);
    for (int i = 0; i < 4; i += 2) read_pipe(style, &data, &m, size, threads[i]);
    free(m.ends);
    text_free(&data);
    text_free(&expected);
}

// An emulated machine has no converters.
static bool has_converter(void) {
    iconv_t convert = iconv_open("UTF-8", "GB18030");
    bool has = convert != (iconv_t)-1;
    if (has) iconv_close(convert);
    return has;
}

START_TEST(hands_out_the_file) {
    if (styles[_i].gb18030 && !has_converter()) return;
    for (uint64_t round = 0; round < 8; round++) check_style(&styles[_i], round * 977 + (uint64_t)_i);
}
END_TEST

// What is told of bytes in the middle is what whoever reads from the beginning finds.
static enum cut_ahead check_ahead(const struct style *style, const struct model *m, size_t from, size_t to) {
    struct record_ends cut, before = style->cutter->cut(m->bytes, record_ends_from(0), from);
    bool quotes = memchr(m->bytes + from, '"', to - from) != NULL;
    enum cut_ahead told = style->cutter->ahead(m->bytes, from, to, quotes, &cut);
    size_t end = to;
    while (end && !m->ends[end]) end--;
    if (told == CUT_UNKNOWN || (told == CUT_UNLESS_OPEN && before.open)) return told;
    struct record_ends whole = style->cutter->cut(m->bytes, record_ends_from(0), to);
    ck_assert_uint_eq(cut.end, end);
    ck_assert_uint_eq(cut.seen, whole.seen);
    ck_assert_int_eq(cut.open, whole.open);
    return told;
}

START_TEST(cuts_ahead) {
    int told[] = {[CUT_UNKNOWN] = 0, [CUT_UNLESS_OPEN] = 0, [CUT_SURE] = 0};
    for (uint64_t round = 0; round < 1500; round++) {
        uint64_t seed = round * 31 + (uint64_t)_i;
        struct text data = {0};
        write_data(&data, &styles[_i], &seed, 400);
        struct model m = model_open(&styles[_i], data.bytes, data.length);
        size_t from = draw(&seed, 200) + 1, to = from + draw(&seed, (uint32_t)(m.length - from));
        told[check_ahead(&styles[_i], &m, from, to)]++;
        free(m.ends);
        text_free(&data);
    }
    ck_assert_int_gt(told[CUT_UNLESS_OPEN] + told[CUT_SURE], 150);
    if (styles[_i].pieces == quoted) ck_assert_int_gt(told[CUT_SURE], 150);
}
END_TEST

// A cut goes on where it left off, and finds what it finds in one go.
START_TEST(cuts_step_by_step) {
    for (uint64_t round = 0; round < 500; round++) {
        uint64_t seed = round * 17 + (uint64_t)_i;
        struct text data = {0};
        struct record_ends cut = record_ends_from(0);
        write_data(&data, &styles[_i], &seed, 150);
        for (size_t to = 0; to < data.length; to += draw(&seed, 9)) {
            struct record_ends whole = styles[_i].cutter->cut(data.bytes, record_ends_from(0), to);
            cut = styles[_i].cutter->cut(data.bytes, cut, to);
            ck_assert_uint_eq(cut.end, whole.end);
            ck_assert_uint_eq(cut.seen, whole.seen);
            ck_assert_int_eq(cut.open, whole.open);
        }
        text_free(&data);
    }
}
END_TEST

START_TEST(sums_up_bytes) {
    char bytes[700];
    uint64_t seed = (uint64_t)_i;
    for (size_t length = 0; length < sizeof bytes; length++) {
        static const char odd[] = {'\n', '"', '\0', (char)0x80, (char)0xFF};
        memset(bytes, 'x', length);
        for (size_t i = 0; i < length; i++)
            if (draw(&seed, 300) < 2) bytes[i] = odd[draw(&seed, 5)];
        struct scan_summary found = scan_summary(bytes, length);
        ck_assert_uint_eq(found.newlines, scan_newlines(bytes, length));
        ck_assert_int_eq(found.quotes, memchr(bytes, '"', length) != NULL);
        ck_assert_int_eq(found.plain, scan_plain(bytes, length) == length);
    }
}
END_TEST

static void read_terminal(int threads) {
    static const char typed[] = "id\nA\nB\n\004";
    struct chunk chunks[MAX_CHUNKS] = {0};
    struct record_faults faults = {0};
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    ck_assert_int_ge(terminal, 0);
    ck_assert(grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    ck_assert_int_eq(write(terminal, typed, sizeof typed - 1), (ssize_t)sizeof typed - 1);
    struct input *input = input_open(ptsname(terminal), RECORD_ENCODING_GUESSED, 64, RECORDS_LIMIT, &faults);
    struct model m = model_open(&styles[0], "id\nA\nB\n", 7);
    ck_assert_ptr_nonnull(input);
    input_cut(input, &csv_cutter);
    read_with(input, threads, chunks);
    check_chunks(&m, chunks);
    input_close(input);
    close(terminal);
    free(m.ends);
    record_faults_free(&faults);
}

// A terminal can be read on after it said that the input has ended; nobody must wait for that. It takes some tries to
// have one thread about to read just when another learns of the end.
START_TEST(ends_where_a_terminal_says) {
    for (int i = 0; i < 100; i++) read_terminal(1 + i % 4);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("input");
    TCase *c = tcase_create("input");
    tcase_set_timeout(c, 120);
    tcase_add_loop_test(c, hands_out_the_file, 0, STYLES);
    tcase_add_test(c, ends_where_a_terminal_says);
    tcase_add_loop_test(c, cuts_ahead, 0, STYLES - 1);
    tcase_add_loop_test(c, cuts_step_by_step, 0, STYLES);
    tcase_add_loop_test(c, sums_up_bytes, 0, 8);
    suite_add_tcase(s, c);
    return s;
}

int main(void) { return check_main(make); }
