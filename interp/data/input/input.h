// The bytes of a data file, or of standard input or a FIFO, in chunks that end where a record ends, as UTF-8. A file is
// read in pieces at fixed places, by many threads at once; what a piece's own bytes tell is found out there and then.
// Only what depends on the pieces before it is settled one piece after the other, and that takes no time worth
// mentioning. Memory: a piece's size for each chunk and, for a longer record, that record's.
#ifndef POL_INPUT_INPUT_H
#define POL_INPUT_INPUT_H
#include "grammar/base/sha256.h"
#include "interp/data/input/record_ends.h"
#include "interp/data/record/chunk.h"
#include "interp/data/record/faults.h"
#include "interp/data/record/options.h"

struct input;
// Opens it and looks at its beginning. NULL: a fault was added, or there is no memory (faults->failed).
struct input *input_open(const char *path, enum record_encoding encoding, size_t chunk_size, size_t record_limit,
                         struct record_faults *faults);
// The first line without its line feed, as far as it was looked at; lasts as long as the input. In bytes of the input,
// but for UTF-16, which is UTF-8 here; without a byte order mark.
struct slice input_first_line(const struct input *in);
// As much of its beginning as was looked at: its bytes as they are. Lasts as long.
struct slice input_head(const struct input *in);
// What the bytes are where they are no text that is read: a fault was added. `format` is what they were taken for.
bool input_is_text(const struct input *in, enum record_format format, struct record_faults *faults);
// What it turned out to be, or was said to be; NULL: UTF-8. Not while it is read.
const char *input_encoding_name(const struct input *in);
// Where records end. Before anything is read.
void input_cut(struct input *in, const struct record_cutter *cutter);
// What messages call its first line, unless that is 1. Likewise.
void input_count_from(struct input *in, uint64_t line);
void input_close(struct input *in);
// What is read goes into its digest, for that to take no reading of its own. Before anything is read.
void input_hash(struct input *in);
// SHA-256 of all that is in it, which takes a reading of its own where it was not hashed, or not yet read to its end:
// not of what can be read only once. Not while it is read. False: a fault was added, or there is no memory.
bool input_digest(const struct input *in, char digits[SHA256_DIGITS + 1], struct record_faults *faults);
// Bytes of the file when it was opened; 0: it is none, or empty.
uint64_t input_size(const struct input *in);
// Whether it is, by size and time, what it was when it was opened. False: a fault was added.
bool input_is_kept(const struct input *in, struct record_faults *faults);
// After its end: whether the last line has no line feed, as when a file was cut short before it came here.
bool input_ends_bare(const struct input *in);
// For any number of threads, each with its own chunk and faults. After END or FAILED all get END.
enum records_status input_next(struct input *in, struct chunk *chunk, struct record_faults *faults);
#endif
