// What whatif found, written: a file a format.
#ifndef POL_WRITE_WRITE_H
#define POL_WRITE_WRITE_H
#include "grammar/base/text.h"
#include "interp/whatif/result.h"

// All numbers, for programs: fen as strings of digits.
void whatif_write_json(struct text *out, const struct whatif_result *r, enum lang lang);
#endif
