// Records in: CSV, JSON Lines and tables to blocks. An input hands out raw chunks that end where a record ends; any
// thread takes and parses its own chunks into its own block. Ownership: whoever opens a thing closes it. A block's text
// cells point into the chunk it was parsed from, so the chunk must not be read into anew while the block is in use.
#ifndef POL_DATA_RECORDS_H
#define POL_DATA_RECORDS_H
#include "grammar/base/sha256.h"
#include "interp/data/record/chunk.h"
#include "interp/data/record/faults.h"
#include "interp/data/record/options.h"
#include "interp/value/block.h"

// What a file's name says its records are, by how it ends; false: nothing.
bool record_format_of_name(const char *path, enum record_format *format);
// What they are by their first character that is no white space; -1 where that is not known.
enum record_format record_format_of_start(int character);

struct records;
// Opens the input and reads a CSV file's header line. NULL after a fatal fault (or out of memory: faults->failed);
// warnings may be in `faults` although all is well.
struct records *records_open(const struct records_options *options, struct record_faults *faults);
void records_close(struct records *r);
// The same records once more, from their beginning. NULL: out of memory, or what was read is gone, as from a pipe.
struct records *records_again(const struct records *r, struct record_faults *faults);
// Whether what was read is there to be read again: a regular file, not a pipe.
bool records_last(const struct records *r);
// The raw header line of a CSV file without its line end, for --rejects; empty for JSON Lines.
struct slice records_header(const struct records *r);
char records_separator(const struct records *r);  // of the header's cells; NUL for JSON Lines
// That of their raw bytes: CSV or JSON Lines, as it was asked for or told by the file.
enum record_format records_format(const struct records *r);
// What only the whole of the records tells, as warnings. Once all is read.
void records_warn(const struct records *r, struct record_faults *faults);
// "GB18030, cells parted by tabs": what is told of an input that is not UTF-8 with commas. False: it is. Once all is
// read.
bool records_put_reading(struct text *out, enum lang lang, const struct records *r);
// As input_digest and input_is_kept.
bool records_digest(const struct records *r, char digits[SHA256_DIGITS + 1], struct record_faults *faults);
bool records_are_kept(const struct records *r, struct record_faults *faults);
const char *records_path(const struct records *r);
uint64_t records_size(const struct records *r);  // as input_size
enum record_place records_place(const struct records *r);
bool records_end_bare(const struct records *r);  // after the end: the last line has no line feed
bool records_have_header(const struct records *r);
// Whether the header, or where there is none any record so far, has the field; only once its parsers are freed.
bool records_give(const struct records *r, const struct field *f);

// At most so many rows in a block; takes effect with the parsers made after it.
void records_limit_rows(struct records *r, uint32_t block_rows);

// The next chunk, into whatever buffer `chunk` has from the last time (all zero the first time). Any thread may ask,
// with a chunk of its own. FAILED: a fault of the input as a whole was added, or there was no memory; it is said once,
// in the chunk whose number comes next, and is the end for all.
enum records_status records_next(struct records *r, struct chunk *chunk, struct record_faults *faults);

// One per thread. Owns its block, which is filled anew by each call.
struct record_parser;
struct record_parser *record_parser_new(struct records *r);  // NULL: out of memory
void record_parser_free(struct record_parser *p);
// The next records of the chunk as a sealed block that may have no rows (all were rejected); NULL once the chunk has no
// more, or out of memory (faults->failed). Rejected records are in `faults`, in order, numbered from 1 within the
// chunk.
struct block *record_parser_next(struct record_parser *p, struct chunk *chunk, struct record_faults *faults);
// The bytes of row `row`'s record in the last block, without the line end.
struct slice record_parser_raw(const struct record_parser *p, uint32_t row);
enum record_place record_parser_place(const struct record_parser *p);  // what the lines are
const char *record_parser_path(const struct record_parser *p);
// The physical line row `row` begins on.
uint64_t record_parser_line(const struct record_parser *p, struct chunk *chunk, uint32_t row);
#endif
