// A total, for people: the records, what became of them, and what made it so.
#ifndef POL_TALLY_TELL_H
#define POL_TALLY_TELL_H
#include "interp/tally/json_tree.h"

void tally_tell(struct text *out, enum lang lang, const struct json_value *total);
// "name: 3 eligible, 1 refer", a line.
void tally_put_decisions(struct text *out, enum lang lang, const char *name, const uint64_t counts[]);
#endif
