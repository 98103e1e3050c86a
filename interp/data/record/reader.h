// What a format of records has to give so that it can be read. A format is a room with one of these; records.c, which
// has a row for each, needs to know nothing else of it. All are called by any thread, but for `bind` and `unbind`.
#ifndef POL_RECORD_READER_H
#define POL_RECORD_READER_H
#include "interp/data/record/chunk.h"
#include "interp/data/record/faults.h"
#include "interp/data/record/options.h"
#include "interp/value/block.h"

struct record_cutter;
struct record_source;
// Of records that are no text nothing more is asked than the first four; csv reads them.
struct record_reader {
    const char *const *endings;        // of the names of its files, as ".csv"; NULL behind the last
    char start;                        // the character that its files begin with, and no others do; NUL: there is none
    bool (*knows)(struct slice head);  // where they are no text: files by their first bytes
    const struct record_source *source;  // likewise; NULL where pol was built without what it takes
    // Where its records end, told by the first line of the input and the header that was given (empty: none was), and
    // the separator of its cells; NUL: it has none.
    const struct record_cutter *(*cutter)(struct slice first_line, struct slice header, char *separator);
    bool has_header;
    // The vocabulary of the policy, ready to be looked up; shared by the parsers. `options` lasts as long. Where there
    // is a header it is read from the beginning of the first chunk, unless it was given, and the chunk's start moved
    // behind it; `first` is NULL where there is none. NULL: faults says why, or there is no memory (faults->failed).
    void *(*bind)(const struct records_options *options, struct chunk *first, struct record_faults *faults);
    void (*unbind)(void *table);
    struct slice (*header)(const void *table);                // the raw line; not called where there is none
    bool (*gives)(const void *table, const struct field *f);  // as records_give
    // What only the whole of the records tells, as warnings. Once they are read.
    void (*warn)(const void *table, struct record_faults *faults);
    // As record_parser_new and those after it.
    void *(*parser_new)(const void *table, uint32_t rows);
    void (*parser_free)(void *parser);
    struct block *(*next)(void *parser, struct chunk *chunk, struct record_faults *faults);
    struct slice (*raw)(const void *parser, uint32_t row);
};
#endif
