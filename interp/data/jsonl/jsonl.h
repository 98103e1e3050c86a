// JSON Lines to blocks: one object per line (RFC 8259), read in one pass and strictly. Numbers never become doubles.
#ifndef POL_JSONL_JSONL_H
#define POL_JSONL_JSONL_H
#include "interp/data/input/input.h"
#include "interp/data/record/cell.h"

// The vocabulary, ready to be looked up. Shared by threads.
struct jsonl_table {
    const struct policy *policy;
    const char *path;
    const struct field *as_of_field;
    struct list_index *const *lists;
    struct dictionary keys;         // of records: field indexes
    struct cell_type *types;        // by field index
    struct dictionary *item_keys;   // by field index, of a list's items
    struct cell_type **item_types;  // by field index, then item field index
};
bool jsonl_bind(struct jsonl_table *t, const struct records_options *options);  // false: out of memory
void jsonl_unbind(struct jsonl_table *t);

struct jsonl_parser;
struct jsonl_parser *jsonl_parser_new(const struct jsonl_table *table, uint32_t rows);  // NULL: out of memory
void jsonl_parser_free(struct jsonl_parser *p);
struct block *jsonl_parser_next(struct jsonl_parser *p, struct chunk *chunk, struct record_faults *faults);
struct slice jsonl_parser_raw(const struct jsonl_parser *p, uint32_t row);
bool jsonl_is_blank(struct slice line);  // it is no record
#endif
