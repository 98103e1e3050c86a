// A block of applicants: one typed column per field, filled once by a reader, read in place by every node.
// Ownership: a block owns its columns; text cells point into `bytes` of the block's own chunk of input, or to copies
// that the block keeps.
#ifndef POL_VALUE_BLOCK_H
#define POL_VALUE_BLOCK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "grammar/tree/model.h"
#include "interp/value/slice.h"
#include "interp/value/truth.h"

enum lane {
    LANE_TRUTH,   // uint8_t: 0 no, 1 unknown, 2 yes; no state beside it (save FAULT, see node_vector)
    LANE_CODE,    // uint8_t: a choice's value; the bits of a set that has at most eight
    LANE_DATE,    // int32_t: packed dates, month ordinals
    LANE_WIDE,    // int64_t: counts, money in fen, percent in millionths, periods; the bits of larger sets
    LANE_TEXT,    // struct slice
    LANE_NUMBER,  // int32_t: an applicant's numbers, clamped; those that do not fit stand in `exact`
    LANE_LIST,    // a list field: items in columns of their own
};
enum lane lane_of(struct type type);           // of values in general
enum lane column_lane(const struct field *f);  // of a field's cells
size_t lane_size(enum lane lane);

// Whether a row of a lane other than TRUTH has a value. Combining operands takes the largest: so it is referred only
// where no field kept it from being known.
enum state {
    STATE_KNOWN,
    STATE_REFERRED,  // what a person decides: no datum would tell
    STATE_UNKNOWN,   // for want of a field
    STATE_SILENT,    // or nothing, the largest of no items: the two differ in where they come from alone
    STATE_FAULT
};

// A run of values: `data` by its lane, `state` one byte a row.
struct vector {
    void *data;
    uint8_t *state;  // NULL for LANE_TRUTH columns
    int64_t *exact;  // LANE_NUMBER: the number itself in rows whose `data` is beyond; else NULL
    bool all_known;  // no row differs from STATE_KNOWN (for TRUTH: none is unknown); handlers may skip `state`
};

// Most numbers fit 32 bits, and a clamped one compares with any constant in between as it would itself.
#define NUMBER_LEAST INT32_MIN
#define NUMBER_MOST INT32_MAX
static inline bool number_is_beyond(int32_t clamped) { return (clamped == NUMBER_LEAST) | (clamped == NUMBER_MOST); }
static inline int32_t number_clamped(int64_t value) {
    return (int32_t)(value < NUMBER_LEAST ? NUMBER_LEAST : value > NUMBER_MOST ? NUMBER_MOST : value);
}
static inline void vector_put_number(struct vector *v, uint32_t row, int64_t value) {
    int32_t clamped = number_clamped(value);
    ((int32_t *)v->data)[row] = clamped;
    if (number_is_beyond(clamped)) v->exact[row] = value;
}
static inline int64_t vector_number(const struct vector *v, uint32_t row) {
    int32_t clamped = ((const int32_t *)v->data)[row];
    return number_is_beyond(clamped) ? v->exact[row] : clamped;
}

// A value of any lane but TEXT and LIST, or none: for readers, who know the lane beforehand.
static inline void vector_store(struct vector *v, enum lane lane, uint32_t row, int64_t value) {
    if (lane == LANE_TRUTH || lane == LANE_CODE) ((uint8_t *)v->data)[row] = (uint8_t)value;
    if (lane == LANE_DATE) ((int32_t *)v->data)[row] = (int32_t)value;
    if (lane == LANE_WIDE) ((int64_t *)v->data)[row] = value;
    if (lane == LANE_NUMBER) vector_put_number(v, row, value);
    if (lane != LANE_TRUTH) v->state[row] = STATE_KNOWN;
}

static inline void vector_store_missing(struct vector *v, enum lane lane, uint32_t row) {
    if (lane == LANE_TRUTH) ((uint8_t *)v->data)[row] = TRUTH_UNKNOWN;
    else v->state[row] = STATE_UNKNOWN;
}

struct list_column {
    uint32_t *offsets;     // rows + 1: items of row r stand at offsets[r] .. offsets[r + 1]
    uint8_t *state;        // STATE_UNKNOWN where the whole list is missing (and then has no items)
    struct vector *items;  // by item field
    uint32_t capacity;     // items that fit
    bool all_known;
};

struct block {
    const struct policy *policy;
    uint32_t capacity, rows;
    struct vector *columns;     // by field index; data NULL for LANE_LIST
    struct list_column *lists;  // by field index; unused where the field is no list
    int32_t *as_of;             // packed date per row, or NULL where the run has one date for all
    uint64_t *record;           // number of the record in the input, from 1
    char *bytes;                // what text cells point into; owned by whoever fills the block
    struct kept_text kept;      // for text that would be gone otherwise
};

struct block *block_new(const struct policy *policy, uint32_t capacity, bool as_of_per_row);  // NULL: out of memory
void block_free(struct block *b);
// Forgets all rows and the text kept for them: rows = 0, no list has items.
void block_clear(struct block *b);
// Opens row number b->rows (below capacity) with every field missing, and returns its index. Lists are open for pushing
// until the next row.
uint32_t block_add_row(struct block *b);
// The same for a caller who had all cells set missing at once, those of rows to come too; lists are left to the caller.
uint32_t block_open_row(struct block *b);
void block_set_all_missing(struct block *b);
void block_drop_row(struct block *b);  // takes the last row back, its list items too, and sets its cells missing
void block_set_missing(struct block *b, uint32_t row, const struct field *f);
void block_set(struct block *b, uint32_t row, const struct field *f, int64_t value);  // any lane but TEXT and LIST
void block_set_text(struct block *b, uint32_t row, const struct field *f, struct slice text);
void block_set_list_known(struct block *b, uint32_t row, const struct field *list);  // present, empty so far
// One more item for the last row, every item field missing; its index among the items, or -1 out of memory.
int64_t block_add_item(struct block *b, const struct field *list);
// Room for so many items in all, whose cells the caller sets. False: out of memory.
bool block_make_items(struct block *b, const struct field *list, uint64_t count);
void block_set_item(struct block *b, const struct field *list, int64_t item, const struct field *f, int64_t value);
void block_set_item_text(struct block *b, const struct field *list, int64_t item, const struct field *f,
                         struct slice text);
// all_known of every column, once the block is full. Readers that track it themselves need not call it.
void block_seal(struct block *b);
void block_seal_field(struct block *b, const struct field *f);  // of one
#endif
