// The room's own: a header that is bound, a parser at work, and what its parts ask of each other.
#ifndef POL_CSV_PARSER_H
#define POL_CSV_PARSER_H
#include "interp/data/csv/split.h"
#include "interp/data/record/cell.h"
#include "interp/data/record/chunk.h"
#include "interp/data/record/faults.h"
#include "interp/data/record/options.h"
#include "interp/data/record/ranges.h"
#include "interp/data/record/spill.h"
#include "interp/value/block.h"

struct csv_column {
    const struct field *field;  // NULL: an unknown column
    struct cell_type type;      // of a list of values, that of each
    struct slice name;          // as the header has it
};

// A header, bound. Shared by threads.
struct csv_table {
    const struct records_options *options;
    const struct policy *policy;
    const struct field *as_of_field;
    struct list_index *const *lists;
    struct csv_column *columns;
    uint32_t column_count, key_column;
    struct dictionary truths;      // the words of all columns of conditions
    struct ranged_column *ranged;  // those of the columns that have a range
    uint32_t ranged_count;
    struct ranged_item *late;  // of list files, by the record's own as-of date
    uint32_t late_count;
    char *header;              // the raw line, then the names without their quotes
    struct slice header_line;  // its cells parted as the data's are
};
// Reads the header, from the beginning of the first chunk where none was given, as record_reader's `bind`.
struct csv_table *csv_table_new(const struct records_options *options, struct chunk *first,
                                struct record_faults *faults);
void csv_table_free(struct csv_table *table);

// A column of truths mostly has one word for yes and one for no: the last ones that were found, each with what ends the
// cell, so that no length need be compared.
struct ended_word {
    uint64_t bytes, mask;
};
struct truth_words {
    struct ended_word yes, no;
};

struct csv_parser {
    const struct csv_table *table;
    struct block *block;
    struct csv_rows rows;
    uint8_t *bad;                // by found row: what is wrong with it
    uint32_t *kept;              // by row of the block: its found row
    struct truth_words *truths;  // by column
    struct list_reader **lists;  // of the table's, those that there are
    uint32_t list_count;
    struct spill spill;
    size_t spill_used;
    bool failed;   // a list could not be looked up
    bool damaged;  // somewhere in the chunk there is a byte that is not UTF-8
    const char *bytes;
};

// What is wrong with a row.
enum csv_badness {
    BAD_SHAPE = 1,
    BAD_UTF8 = 2,
    BAD_CELL = 4,
    BAD_KEY = 8,
    BAD_AS_OF = 16,
    BAD_ITEM = 32,
    BAD_LATE = 64  // an item lies in its range on no such day as the record's
};

// Reads the columns of all rows that are not bad in shape, marking rows with a bad cell.
void csv_read_columns(struct csv_parser *p);
// Lists of values, whose cells are such as `a;b`. Marks rows with a bad one, once as-of dates are known; fills the
// lists of the rows that are left. False: out of memory.
void csv_check_values(struct csv_parser *p);
bool csv_fill_values(struct csv_parser *p);
// What is wrong with such a cell; `wrong` is then the part of it that is.
enum diag_id csv_values_fault(const struct csv_parser *p, const struct csv_column *c, uint32_t row, struct slice text,
                              struct slice *wrong);
static inline bool csv_is_values(const struct csv_column *c) { return c->field && c->field->plain; }
// Whether what a cell of this row came to lies in the field's range.
static inline bool csv_is_in_range(const struct csv_parser *p, uint32_t row, const struct field *f,
                                   const struct cell_value *v) {
    int32_t as_of = p->block->as_of ? p->block->as_of[row] : p->table->options->as_of;
    return !v->known || range_holds(&f->range, f->type.kind, v->value, as_of);
}
// The text of a cell without quotes; lasts until the next block.
struct slice csv_parser_cell(struct csv_parser *p, const struct csv_row *row, uint32_t column);
// Warns of a record that holds lines which look like records of their own.
void csv_warn_lines(struct csv_parser *p, struct chunk *chunk, uint32_t row, struct record_faults *faults);
// Why a bad row is refused.
void csv_explain(struct csv_parser *p, struct chunk *chunk, uint32_t row, struct record_faults *faults);
#endif
