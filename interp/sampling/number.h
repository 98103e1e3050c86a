// What records are called.
#ifndef POL_SAMPLING_NUMBER_H
#define POL_SAMPLING_NUMBER_H
#include "grammar/base/text.h"
#include "interp/sampling/sampling.h"

void put_number(struct text *out, uint32_t record);  // S001
// Into the record's own cell: its number and what it shows where it `tells`, else that of its base.
void set_number(struct sampling *s, uint32_t record, bool tells, enum lang lang);
#endif
