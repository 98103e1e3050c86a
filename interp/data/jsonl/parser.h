// The room's own: the vocabulary, a parser at work, and why it refuses a record.
#ifndef POL_JSONL_PARSER_H
#define POL_JSONL_PARSER_H
#include <stdatomic.h>

#include "interp/data/jsonl/scan.h"
#include "interp/data/record/cell.h"
#include "interp/data/record/chunk.h"
#include "interp/data/record/faults.h"
#include "interp/data/record/options.h"
#include "interp/data/record/ranges.h"
#include "interp/data/record/spill.h"
#include "interp/value/block.h"

// The vocabulary, ready to be looked up. Shared by threads.
struct jsonl_table {
    const struct policy *policy;
    const char *path;
    int32_t as_of;  // as in records_options
    const struct field *as_of_field;
    struct ranged_item *late;  // item fields whose range is known only with the record's as-of date
    uint32_t late_count;
    struct list_index *const *lists;
    struct dictionary truths;       // the words of all conditions
    struct dictionary keys;         // of records: field indexes
    struct cell_type *types;        // by field index
    struct dictionary *item_keys;   // by field index, of a list's items
    struct cell_type **item_types;  // by field index, then item field index
    atomic_bool *given;             // by field index: a record had it, as far as parsers are done
};
// As record_reader's `bind`.
struct jsonl_table *jsonl_table_new(const struct records_options *options, struct record_faults *faults);
void jsonl_table_free(struct jsonl_table *t);

#define JSONL_MAX_UNKNOWN 256u

// A key of a field as it stood when it was last met: from its quote to behind its colon. No text: length 0.
struct jsonl_guess {
    const char *text;
    uint32_t length, key_length, field;
};

// The keys of records, or of the items of a list. Objects mostly have the same keys in the same order.
struct jsonl_keys {
    const struct dictionary *words;
    const struct field *fields;
    uint32_t count;               // of the fields
    uint32_t last;                // one more than the last field met in the object at hand; 0: none yet
    uint32_t stamp, *seen;        // by field index: the stamp of the object that had it last
    struct jsonl_guess *guesses;  // by `last`: what came next in other objects; they last as long as the chunk
};

struct jsonl_parser {
    const struct jsonl_table *table;
    struct block *block;
    struct slice *raw;  // by row
    struct chunk *chunk;
    struct record_faults *faults;
    struct json_reader json;
    struct slice line;  // the record at hand
    struct spill spill;
    struct list_reader **lists;  // by field index, NULL where there is none
    const struct field **list_fields;
    uint32_t list_count;
    struct jsonl_keys keys, *item_keys;       // of records; by field index, of the items of lists
    struct slice unknown[JSONL_MAX_UNKNOWN];  // keys of the object at hand that no field bears
    uint32_t unknown_from, unknown_count;
    struct slice list;  // the key of the list whose item is at hand; no text: none is
    struct text warned;
    uint32_t fault_count;  // of the record at hand
    bool bad, damaged, no_memory;
};

bool jsonl_is_blank(struct slice line);  // it is no record

// Marks the record as bad. False: enough was said of it, or nothing is to be said.
bool jsonl_refuse(struct jsonl_parser *p);
void jsonl_fault(struct jsonl_parser *p, enum diag_id id, const char *at, const struct slice *args, size_t count);
// Gives the fault its place, which is the record at hand and `at` in it; NULL: none was made.
void jsonl_place(struct jsonl_parser *p, struct record_fault *fault, const char *at);

static inline struct slice jsonl_field_name(const struct jsonl_parser *p, const struct field *f) {
    return slice_of(name_text(p->table->policy, &f->def.name, LANG_EN));
}
#endif
