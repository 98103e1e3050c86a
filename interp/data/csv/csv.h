// CSV records to blocks: the header binds columns to fields, and each column of a block is read by a loop for
// its type. A row that cannot be used is explained cell by cell afterwards and taken out again.
#ifndef POL_CSV_CSV_H
#define POL_CSV_CSV_H
#include "interp/data/csv/split.h"
#include "interp/data/record/cell.h"

struct csv_column {
    const struct field *field;  // NULL: an unknown column
    struct cell_type type;
    struct slice name;  // as the header has it
};

// A header, bound. Shared by threads.
struct csv_table {
    const struct records_options *options;
    const struct policy *policy;
    const struct field *as_of_field;
    struct list_index *const *lists;
    struct csv_column *columns;
    uint32_t column_count, key_column;
    char *header;  // the raw line, then the names without their quotes
    struct slice header_line;
};
// `options` must last as long as the table. Reads the header from the beginning of the first chunk and moves the
// chunk's start behind it.
bool csv_bind(struct csv_table *table, const struct records_options *options, struct chunk *first,
              struct record_faults *faults);
void csv_unbind(struct csv_table *table);

struct csv_parser {
    const struct csv_table *table;
    struct block *block;
    struct csv_rows rows;
    uint8_t *bad;                // by found row: what is wrong with it
    uint32_t *kept;              // by row of the block: its found row
    struct list_reader **lists;  // of the table's, those that there are
    uint32_t list_count;
    char *spill;  // unquoted text that could not be taken from the chunk as it stands
    size_t spill_used, spill_capacity;
    struct text last_key;  // of the record before, empty where it had none
    bool failed;           // a list could not be looked up
    bool damaged;          // somewhere in the chunk there is a byte that is not UTF-8
    const char *bytes;
};
bool csv_parser_init(struct csv_parser *p, const struct csv_table *table, uint32_t rows);  // false: out of memory
void csv_parser_free(struct csv_parser *p);
struct block *csv_parser_next(struct csv_parser *p, struct chunk *chunk, struct record_faults *faults);

enum csv_badness {
    BAD_SHAPE = 1,
    BAD_UTF8 = 2,
    BAD_CELL = 4,
    BAD_KEY = 8,
    BAD_AS_OF = 16,
    BAD_DUPLICATE = 32,
    BAD_ITEM = 64
};
// csv_columns.c: reads the columns of all rows that are not bad in shape, marking rows with a bad cell.
void csv_read_columns(struct csv_parser *p);
// The text of a cell without quotes; lasts until the next block.
struct slice csv_parser_cell(struct csv_parser *p, const struct csv_row *row, uint32_t column);
// csv_faults.c: why a bad row is refused.
void csv_explain(struct csv_parser *p, struct chunk *chunk, uint32_t row, struct record_faults *faults);
// records.c
uint64_t chunk_line_at(struct chunk *chunk, size_t offset);
uint32_t chunk_column_at(const struct chunk *chunk, size_t offset);
#endif
