#include "tests/fuzz/fuzz_records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "grammar/base/utf8.h"
#include "grammar/check/check.h"
#include "grammar/syntax/load.h"
#include "interp/findings/findings.h"

static const char vocabulary[] =
    "vocabulary { field id(编号): text key field note: text field flag(标记): yes/no field number: count field "
    "amount(金额值): money "
    "field share: percent field day: date field month_of_it: month field months_used: period in months field "
    "days_used: period in days "
    "field kind(种类): one of {a(甲), b(乙)} field marks: any of {x(子), y(丑), z} "
    "field items: list of {when_month: month, account: text, sum_due: money, late: count, flagged: yes/no} }";

static struct policy *compile(struct compilation *c) {
    compilation_load_text(c, "fuzz.pol", vocabulary, sizeof vocabulary - 1);
    struct policy *p = check_policy(c, &(struct check_options){0});
    if (c->diags.errors) abort();
    return p;
}

// Every fault must have something to say, in both languages.
static void render(const struct record_faults *faults) {
    struct text out = {0};
    for (uint32_t i = 0; i < faults->count; i++) {
        record_fault_render(&out, LANG_EN, &faults->items[i]);
        record_fault_render(&out, LANG_ZH, &faults->items[i]);
    }
    if (faults->count && !out.length) abort();
    text_free(&out);
}

static uint64_t parse_chunk(struct record_parser *parser, struct chunk *chunk, struct record_faults *faults) {
    uint64_t rows = 0;
    for (const struct block *b; (b = record_parser_next(parser, chunk, faults));) {
        for (uint32_t row = 0; row < b->rows; row++)
            if (record_parser_raw(parser, row).length > chunk->end) abort();
        rows += b->rows;
    }
    return rows;
}

// How many records are good, read in chunks of `chunk_size`.
static uint64_t read_all(const struct policy *p, const char *path, enum record_format format, size_t chunk_size,
                         uint32_t block_rows) {
    struct record_faults faults = {0};
    struct records_options options = {.policy = p,
                                      .format = format,
                                      .path = path,
                                      .chunk_size = chunk_size,
                                      .block_rows = block_rows,
                                      .record_limit = 1 << 16};
    struct records *r = records_open(&options, &faults);
    uint64_t rows = 0;
    if (r) {
        struct record_parser *parser = record_parser_new(r);
        struct chunk chunk = {0};
        while (records_next(r, &chunk, &faults) == RECORDS_MORE) rows += parse_chunk(parser, &chunk, &faults);
        chunk_free(&chunk);
        record_parser_free(parser);
        records_close(r);
    }
    render(&faults);
    record_faults_free(&faults);
    return rows;
}

static void as_file(const uint8_t *data, size_t size, char path[32], int *fd) {
    *fd = memfd_create("fuzz", MFD_CLOEXEC);
    if (*fd < 0 || write(*fd, data, size) != (ssize_t)size) abort();
    snprintf(path, 32, "/proc/self/fd/%d", *fd);
}

// Whether the encoding is beyond doubt: what is guessed from the first chunk depends on where that ends.
static bool encoding_is_sure(const uint8_t *data, size_t size) {
    if (size >= 3 && !memcmp(data, "\xEF\xBB\xBF", 3)) return true;
    uint32_t character;
    for (size_t at = 0, taken; at < size; at += taken)
        if (!(taken = utf8_decode((const char *)data + at, size - at, &character))) return false;
    return true;
}

int fuzz_records(const uint8_t *data, size_t size, enum record_format format) {
    jmp_buf out_of_memory;
    struct compilation c;
    char path[32];
    int fd;
    if (setjmp(out_of_memory)) abort();
    compilation_init(&c, &out_of_memory);
    c.prover = findings_prover();
    const struct policy *p = compile(&c);
    as_file(data, size, path, &fd);
    uint64_t large = read_all(p, path, format, 1 << 16, 0), small = read_all(p, path, format, 7, 2);
    if (large != small && encoding_is_sure(data, size)) abort();  // where the chunks end must not matter
    close(fd);
    compilation_free(&c);
    return 0;
}
