#include "interp/data/xlsx/xlsx.h"

#include <string.h>

#include "interp/data/record/source.h"

static bool knows(struct slice head) { return head.length >= 4 && !memcmp(head.text, "PK\3\4", 4); }

static const char *const endings[] = {".xlsx", ".xlsm", NULL};

#ifdef POL_XLSX
#include <stdlib.h>

#include "interp/data/xlsx/sheet.h"

struct reading {
    struct book book;
    struct sheet sheet;
};

static void close_source(void *source) {
    struct reading *r = source;
    sheet_close(&r->sheet);
    book_close(&r->book);
    free(r);
}

static void *open_source(const struct records_options *options, struct record_faults *faults) {
    struct reading *r = calloc(1, sizeof *r);
    if (!r) return record_faults_no_memory(faults), NULL;
    r->sheet.book = &r->book;
    if (book_open(&r->book, options, faults) && sheet_open(&r->sheet)) return r;
    close_source(r);
    return NULL;
}

static const char *missing(void) {
    const char *zip = zip_missing();
    return zip ? zip : expat_missing();
}

static enum record_place place(const void *source) { return PLACE_CELL; }

static enum records_status next(void *source, struct chunk *chunk, struct record_faults *faults) {
    struct reading *r = source;
    struct row_chunk rows;
    bool first = !r->sheet.began;
    r->book.archive.faults = faults;
    row_chunk_open(&rows, chunk);
    bool good = sheet_read(&r->sheet, &rows);
    good = (row_chunk_close(&rows) || record_faults_no_memory(faults)) && good;
    if (!good) return RECORDS_FAILED;
    return first || chunk->rows.count ? RECORDS_MORE : RECORDS_END;
}

static void put_reading(const void *source, enum lang lang, struct text *out) {
    const struct reading *r = source;
    text_format(out, lang == LANG_ZH ? "Excel 工作表“%s”" : "sheet '%s' of an Excel workbook",
                text_string(&r->book.sheet));
}

static void warn(const void *source, struct record_faults *faults) {}

static const struct record_source source = {.missing = missing,
                                            .open = open_source,
                                            .close = close_source,
                                            .place = place,
                                            .next = next,
                                            .put_reading = put_reading,
                                            .warn = warn};
#endif

const struct record_reader xlsx_reader = {
    .endings = endings,
    .knows = knows,
#ifdef POL_XLSX
    .source = &source,
#endif
};
