// What is asked of the records of an input.
#ifndef POL_RECORD_OPTIONS_H
#define POL_RECORD_OPTIONS_H
#include "grammar/tree/model.h"
#include "interp/data/record/faults.h"
#include "interp/value/slice.h"

enum record_format {
#define RECORD_FORMAT(id, name) RECORDS_##id,
#include "interp/data/record/formats.def"
#undef RECORD_FORMAT
    RECORDS_UNNAMED,  // told by how the name ends, else by the first character
};

enum record_encoding {
    RECORD_ENCODING_GUESSED,
#define RECORD_ENCODING(id, name) RECORD_ENCODING_##id,
#include "interp/data/record/encodings.def"
#undef RECORD_ENCODING
};

// The names of CSV's columns where its data have no header line, as such a line.
struct given_header {
    struct slice line;  // no text: the data begin with it
    const char *path;   // where it comes from, for messages
    uint64_t at;        // the line of that; 0: it is no file
};

struct list_index;
struct records_options {
    const struct policy *policy;
    enum record_format format;
    enum record_encoding encoding;
    char separator;    // of cells; told by the first line
    const char *path;  // "-": standard input; must outlive the input and its faults, as `file`
    struct given_header header;
    uint64_t first_line;              // what messages call the first line of the input; 0: 1
    const char *file;                 // where `path` is what messages call it, with the table that is read; else NULL
    const char *table;                // of the file, where it has several; NULL: it was not said
    bool has_header;                  // formats that have none are not asked for: it is CSV then
    enum record_place place;          // the opened records' own
    int32_t as_of;                    // packed, of all records; 0 where each has its own, or none is known
    const struct field *as_of_field;  // a field of type date that gives every record its as-of date, or NULL
    struct list_index *const *lists;  // by field index, NULL where none was given; NULL: no lists at all
    uint32_t block_rows;              // 0: RECORDS_BLOCK_ROWS
    size_t chunk_size;                // 0: RECORDS_CHUNK_SIZE; a chunk grows for a record that is longer
    size_t record_limit;              // 0: RECORDS_LIMIT
    bool is_hashed;                   // its digest will be asked for once it is read
    // CSV: told of every rejected row with its key, empty where it cannot be told, and where it stands: its chunk, and
    // its number therein. By any thread. May be NULL.
    void (*rejected)(void *context, struct slice key, uint64_t chunk, uint32_t record);
    void *context;
};
#define RECORDS_BLOCK_ROWS 1024u
// Results, as JSON Lines some six times as long, still fit into a pipe of 1 MiB, so that whoever writes them need not
// wait for whoever reads.
#define RECORDS_CHUNK_SIZE ((size_t)128 << 10)
#define RECORDS_LIMIT ((size_t)16 << 20)
#endif
