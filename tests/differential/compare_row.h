// One row of a block that was decided, from both sides.
#ifndef COMPARE_ROW_H
#define COMPARE_ROW_H
#include "interp/decide/decide.h"
#include "tests/differential/subject.h"

struct comparison {
    const struct subject *s;
    const struct decisions *d;
    const struct workspace *w;
    uint32_t scheme, offer, row;
    const struct naive_record *record;
};

// Fails the test where anything differs: decisions, reasons, missing fields, granted values, faults.
void compare_row(struct comparison x);
// The same of a record in a block of its own.
void compare_alone(const struct subject *s, const struct naive_record *record);
#endif
