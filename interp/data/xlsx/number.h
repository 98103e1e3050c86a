// The room's own: the numbers of cells as text, exactly. A workbook has binary fractions with 17 digits; what was typed
// is their first 15, which is what Excel shows.
#ifndef POL_XLSX_NUMBER_H
#define POL_XLSX_NUMBER_H
#include <stdbool.h>
#include <stdint.h>

#include "grammar/base/text.h"
#include "interp/value/slice.h"

#define NUMBER_DIGITS 15
// digits × 10 to the power of exponent; no zero behind the last digit, none at all for 0.
struct sheet_number {
    bool negative;
    int count;
    int exponent;
    char digits[NUMBER_DIGITS];
};
bool sheet_number_read(struct slice text, struct sheet_number *n);  // false: it is no number
// 1200.5; beyond 15 digits before the point as Excel shows it, 1.41E+17, for nobody knows the others.
void sheet_number_put(struct text *out, const struct sheet_number *n);
void sheet_number_put_percent(struct text *out, const struct sheet_number *n);  // 3.5%
// 2024-07-01, and the time of day where there is one. False: no day is so.
bool sheet_number_put_date(struct text *out, const struct sheet_number *n, bool date1904);
#endif
