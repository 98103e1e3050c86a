// What jsonl.c and jsonl_value.c share: a parser's state, and the values of fields.
#ifndef POL_JSONL_VALUE_H
#define POL_JSONL_VALUE_H
#include "interp/data/csv.h"
#include "interp/data/json_scan.h"
#include "interp/data/jsonl.h"

#define JSONL_MAX_UNKNOWN 256u

// A key as the record before had it at the same place: from its quote to behind its colon.
struct jsonl_guess {
    const char *text;
    uint32_t length, key_length, field;
};
#define JSONL_GUESSES 128u

struct jsonl_parser {
    const struct jsonl_table *table;
    struct block *block;
    struct slice *raw;             // by row
    struct chunk *chunk;
    struct record_faults *faults;
    struct json json;
    struct slice line;             // the record at hand
    char *spill;
    size_t spill_capacity;
    struct list_reader **lists;    // by field index, NULL where there is none
    uint32_t *seen, *item_seen;    // by field index: the stamp of the object that had it
    uint32_t stamp, item_stamp;
    struct slice unknown[JSONL_MAX_UNKNOWN];  // keys of the object at hand that no field bears
    uint32_t unknown_from, unknown_count;
    struct jsonl_guess guesses[JSONL_GUESSES];  // by place in the record; they last as long as the chunk
    uint32_t guess_count, place;
    struct text last_key, warned;
    uint32_t fault_count;          // of the record at hand
    bool bad, quiet, damaged, no_memory;
};

// Where a value goes: the last row, or an item of one of its lists.
struct jsonl_target {
    const struct cell_type *type;
    const struct field *list;      // NULL: the row itself
    int64_t item;
};
// At the value. False after a fault of syntax, which ends the record; a value that does not fit is a fault that does not.
bool jsonl_value(struct jsonl_parser *p, const struct jsonl_target *to, struct slice key);
bool jsonl_list(struct jsonl_parser *p, const struct field *list, struct slice key);
// Marks the record as bad. False: enough was said of it, or nothing is to be said.
bool jsonl_refuse(struct jsonl_parser *p);
void jsonl_fault(struct jsonl_parser *p, enum diag_id id, const char *at, const struct slice *args, size_t count);
void jsonl_place(struct jsonl_parser *p, struct record_fault *fault, const char *at);
bool jsonl_pass_over(struct jsonl_parser *p, struct slice key, const char *at, const struct field *fields, uint32_t count);

static inline struct slice text_of_name(const struct jsonl_parser *p, const struct field *f) {
    const char *name = name_text(p->table->policy, &f->def.name, LANG_EN);
    return (struct slice){name, (uint32_t)strlen(name)};
}
#endif
