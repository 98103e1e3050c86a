// Values of fields, and the items of lists.
#ifndef POL_JSONL_VALUE_H
#define POL_JSONL_VALUE_H
#include "interp/data/jsonl/parser.h"

// Where a value goes, in a field's column or in one of a list's items, and the key before it.
struct jsonl_target {
    const struct cell_type *type;
    struct vector *column;
    uint32_t row;
    const struct slice *key;
};
// At the value. False after a fault of syntax, which ends the record; a value that does not fit is a fault that does
// not.
bool jsonl_value(struct jsonl_parser *p, const struct jsonl_target *to);
bool jsonl_list(struct jsonl_parser *p, const struct field *list, const struct slice *key);
#endif
