// The bytes of a data file, or of standard input or a FIFO, in chunks that end where a record ends, as UTF-8.
// Memory: a chunk's size and, for a longer record, that record's.
#ifndef POL_INPUT_H
#define POL_INPUT_H
#include "interp/data/records.h"

// Where the last whole record of bytes[from .. length) ends, and where that record begins; end == from: none is whole.
struct record_cut {
    size_t end, last;
};
typedef struct record_cut record_cutter(const char *bytes, size_t from, size_t length);

struct input;
// NULL: a fault was added, or there is no memory (faults->failed).
struct input *input_open(const char *path, record_cutter *cut, size_t chunk_size, size_t record_limit, struct record_faults *faults);
void input_close(struct input *in);
enum records_status input_next(struct input *in, struct chunk *chunk, struct record_faults *faults);
// The record before the next chunk was none (it was the header).
void input_forget_last(struct input *in);
#endif
