// Whether what was read lies in its fields' ranges: by column, behind the parsing.
#ifndef POL_RECORD_RANGES_H
#define POL_RECORD_RANGES_H
#include "interp/value/block.h"

// A column of records or of items that is looked at.
struct ranged_column {
    const struct field *field;
    struct range_span span;
    bool by_row;  // an end is at the as-of date, which is each record's own
};
// False where nothing is to be looked at. `as_of` is that of all records; 0 where each has its own.
bool ranged_column_init(struct ranged_column *c, const struct field *f, int32_t as_of);
// Adds `flag` to `bad` of every row that holds a known value outside. `as_of` is by row, 0 where it is not known; NULL:
// it is the same for all, or nobody knows it.
void ranged_column_mark(const struct ranged_column *c, const struct vector *v, const int32_t *as_of, uint32_t rows,
                        uint8_t flag, uint8_t *bad);
int64_t ranged_value(const struct field *f, const struct vector *v, uint32_t row);  // of a row that is known

// An item field whose range asks for the as-of date, where each record has its own: items from a file of their own are
// read before it is known.
struct ranged_item {
    const struct field *list;
    struct ranged_column column;
};
// All of a policy's, to be freed; NULL where there are none. False: out of memory.
bool ranged_items(const struct policy *policy, struct ranged_item **items, uint32_t *count);

struct ranged_words {  // for a message
    char name[128], value[16];
    const char *range;
};
// Whether an item of this row lies outside, and which is the first one; `words` may be NULL.
bool ranged_item_outside(const struct ranged_item *items, uint32_t count, const struct block *b, uint32_t row,
                         struct ranged_words *words);
// A date or a month as it is written.
void ranged_value_text(const struct field *f, int64_t value, char text[16]);
#endif
