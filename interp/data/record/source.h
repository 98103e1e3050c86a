// Where records come from that are no text in their file: they are told as CSV, a header and then a record a row, as
// row_chunk.h has it, and read as that.
#ifndef POL_RECORD_SOURCE_H
#define POL_RECORD_SOURCE_H
#include "interp/data/record/chunk.h"
#include "interp/data/record/faults.h"
#include "interp/data/record/options.h"

// By one thread at a time, but by several in turn.
struct record_source {
    const char *(*missing)(void);  // the library that it takes and that can't be loaded; NULL: all are there
    // The file is `options`' and is there; what its columns are is for its vocabulary to say. NULL: faults says why, or
    // there is no memory (faults->failed).
    void *(*open)(const struct records_options *options, struct record_faults *faults);
    void (*close)(void *source);
    enum record_place (*place)(const void *source);  // what the numbers of its rows are
    // The first chunk begins with the header. END: there was no row, nor a header, to hand out. FAILED as open.
    enum records_status (*next)(void *source, struct chunk *chunk, struct record_faults *faults);
    // How it was read, once it is read: what the summary tells, and warnings.
    void (*put_reading)(const void *source, enum lang lang, struct text *out);
    void (*warn)(const void *source, struct record_faults *faults);
};
#endif
