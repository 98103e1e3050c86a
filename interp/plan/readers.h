// What of a plan reads a field: for the message that nothing gives it.
#ifndef POL_PLAN_READERS_H
#define POL_PLAN_READERS_H
#include "grammar/base/text.h"
#include "interp/plan/plan.h"

// "bank (revenue, limit), loan (age)": schemes, with the first few of their rules and grants that read the field,
// directly or through a definition. Nothing where none does, or out of memory (out->failed).
void plan_put_readers(const struct plan *plan, const struct field *field, enum lang lang, struct text *out);
#endif
