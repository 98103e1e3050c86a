// Fields by name, in either spelling, for whoever asks from outside the language: options, bindings.
#ifndef POL_VALUE_FIELD_NAMES_H
#define POL_VALUE_FIELD_NAMES_H
#include "grammar/tree/model.h"

const struct field *field_find(const struct policy *p, const char *name, size_t length);  // NULL: none
const char *field_nearest(const struct policy *p, const char *name);  // for a hint; NULL: none is near
// The same among `count` fields, of records or of a list's items.
const char *field_nearest_of(const struct policy *p, const struct field *fields, uint32_t count, const char *name);
#endif
