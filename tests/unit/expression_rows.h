// Expressions evaluated one by one, a row each. The test that includes this defines the rows; expression_rows.c is its
// main.
#ifndef POL_EXPRESSION_ROWS_H
#define POL_EXPRESSION_ROWS_H
#include <stddef.h>

struct expression_row {
    const char *expr, *record, *expected;  // of evaluate_once: the value, a bar, the missing fields
};

extern const struct expression_row rows[];
extern const size_t row_count;
extern const char rows_are_of[];  // the name of the suite
#endif
