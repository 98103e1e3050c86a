// Records in: CSV and JSON Lines to blocks. An input hands out raw chunks that end where a record ends; any thread
// takes and parses its own chunks into its own block. Ownership: whoever opens a thing closes it. A block's text cells
// point into the chunk it was parsed from, so the chunk must not be read into anew while the block is in use.
#ifndef POL_DATA_RECORDS_H
#define POL_DATA_RECORDS_H
#include "grammar/diag/diag.h"
#include "interp/value/block.h"

enum record_format { RECORDS_CSV, RECORDS_JSONL };

// Why a record (or the whole input) was refused, as a registry message with its place in the data file. Warnings, such
// as an unknown column, come the same way; the registry tells which is which.
struct record_fault {
    enum diag_id id;
    struct diag_arg args[DIAG_MAX_ARGS];  // strings owned by the fault list
    enum diag_id hint;                    // DIAG_NONE where there is none; its argument is the name that was meant
    const char *hint_arg;
    const char *path;  // the file, as the caller gave it
    uint64_t line;     // physical line, from 1; 0 where none
    uint32_t column;   // characters, from 1; 0 where none
    uint64_t record;   // from 1; 0 for the file as a whole
    bool again;        // the record had a fault before this one; set by the run
    struct slice raw;  // the record's own bytes, for --rejects; empty where none. They live as long as the chunk
};

struct fault_page;
struct record_faults {
    struct record_fault *items;
    uint32_t count, capacity;
    struct fault_page *pages;  // what args point into
    bool failed;               // out of memory: something was not recorded
};
void record_faults_free(struct record_faults *faults);
void record_faults_clear(struct record_faults *faults);
// One more fault, its arguments copied; NULL: out of memory. A text argument is cut to a length fit for a message.
struct record_fault *record_fault_add(struct record_faults *faults, enum diag_id id, const struct slice *args,
                                      size_t count);
void record_fault_hint(struct record_faults *faults, struct record_fault *fault, enum diag_id hint, const char *arg);
enum severity record_fault_severity(const struct record_fault *fault);
// "path:line:column: error[D0101]: message" and the hint, each with its line end.
void record_fault_render(struct text *out, enum lang lang, const struct record_fault *fault);
// One JSON object on a line: code, severity, file, line, column, record, message, hint.
void record_fault_render_json(struct text *out, enum lang lang, const struct record_fault *fault);

// A piece of the input that begins and ends between two records.
struct chunk {
    char *buffer;  // owned; SCAN_PADDING bytes beyond `end` may be read
    size_t capacity;
    size_t start, end;  // the records' bytes; before `start` stands the record before them, from `previous` on
    size_t previous;
    bool plain;           // all ASCII, without a NUL; false where that is not known
    uint64_t number;      // chunks are numbered from 0, in order
    uint64_t first_line;  // the physical line `start` is on
    size_t at;            // where the parser goes on
    uint64_t line;        // the line `counted` is on
    size_t counted;
    uint32_t records;  // parsed so far, rejected ones too
};
void chunk_free(struct chunk *chunk);

struct list_index;
struct records_options {
    const struct policy *policy;
    enum record_format format;
    const char *path;                 // "-": standard input; must outlive the input and its faults
    const struct field *as_of_field;  // a field of type date that gives every record its as-of date, or NULL
    struct list_index *const *lists;  // by field index, NULL where none was given; NULL: no lists at all
    uint32_t block_rows;              // 0: RECORDS_BLOCK_ROWS
    size_t chunk_size;                // 0: RECORDS_CHUNK_SIZE; a chunk grows for a record that is longer
    size_t record_limit;              // 0: RECORDS_LIMIT
    bool repeats;                     // CSV: a key may stand in several rows in turn
    // CSV: told of every rejected row with its key, empty where it cannot be told, and where it stands: its chunk, and
    // its number therein. By any thread. May be NULL.
    void (*rejected)(void *context, struct slice key, uint64_t chunk, uint32_t record);
    void *context;
};
#define RECORDS_BLOCK_ROWS 1024u
#define RECORDS_CHUNK_SIZE ((size_t)256 << 10)
#define RECORDS_LIMIT ((size_t)16 << 20)
#define RECORD_MAX_FAULTS \
    100u  // of one record that are said: each has a place, and finding it costs the length of the line

struct records;
// Opens the input and reads a CSV file's header line. NULL after a fatal fault (or out of memory: faults->failed);
// warnings may be in `faults` although all is well.
struct records *records_open(const struct records_options *options, struct record_faults *faults);
void records_close(struct records *r);
// The raw header line of a CSV file without its line end, for --rejects; empty for JSON Lines.
struct slice records_header(const struct records *r);
const char *records_path(const struct records *r);

// At most so many rows in a block; takes effect with the parsers made after it.
void records_limit_rows(struct records *r, uint32_t block_rows);

enum records_status { RECORDS_MORE, RECORDS_END, RECORDS_FAILED };
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
const char *record_parser_path(const struct record_parser *p);
// The physical line row `row` begins on.
uint64_t record_parser_line(const struct record_parser *p, struct chunk *chunk, uint32_t row);
#endif
