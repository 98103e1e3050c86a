// Random records for any policy.
#ifndef RANDOM_RECORD_H
#define RANDOM_RECORD_H
#include "tests/differential/naive.h"
#include "tests/differential/random_source.h"

// Its arrays are the caller's to free with random_record_free.
struct naive_record random_record(struct random_source *r, const struct policy *p);
void random_record_free(struct naive_record *record, const struct policy *p);
// What is missing of the field, or one cell of its items that is, filled in; false where nothing is.
bool random_fill_field(struct random_source *r, const struct field *f, struct naive_record *record);
// The same of some field.
bool random_fill(struct random_source *r, const struct policy *p, struct naive_record *record);
#endif
