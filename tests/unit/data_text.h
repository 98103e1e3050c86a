// Data given as text, read through the real readers, and told as text again: what the tests of the data formats stand
// on.
#ifndef POL_TESTS_DATA_TEXT_H
#define POL_TESTS_DATA_TEXT_H
#include "interp/data/records.h"
#include "interp/run/list_load.h"
#include "interp/run/run.h"
#include "tests/unit/evaluated.h"

extern const char data_vocabulary[];

// A file that has no name, and the path it can be opened by meanwhile.
struct data_file {
    int fd;
    char path[32];
};
void data_file_open(struct data_file *f, const char *bytes, size_t length);
void data_file_close(struct data_file *f);

struct data_options {
    enum record_format format;
    enum record_encoding encoding;
    size_t chunk_size, record_limit;
    uint32_t block_rows;
    const char *as_of_field;
    const char *list;    // items of `overdue`, as CSV
    size_t list_memory;  // more goes to temporary files; 0: the default
    uint32_t list_jobs;  // threads that read the list; 0: one
    size_t list_chunk_size;
    bool unclaimed;  // tells of applicants of the list without a record, as a last fault
};
// One line per record, its fields that have a value: "id=A n=3 marks=red;blue overdue=[2024-01/X/5.00;…]", then one
// line per fault: "D0102 2:5" (code, line, column), for the unclaimed with how many and one of them.
void data_tell(const struct evaluated *e, const struct data_options *options, const char *bytes, size_t length,
               struct text *out);
// The same, for a text that is expected.
void data_check(const struct data_options *options, const char *bytes, const char *expected);
#endif
