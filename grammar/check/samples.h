// Records of samples and tests, and values written out: what tests take from samples.
#ifndef POL_CHECK_SAMPLES_H
#define POL_CHECK_SAMPLES_H
#include "grammar/check/typing.h"

void check_samples(struct checker *c);
void check_record(struct checker *c, const struct expr *record);
// That its values lie in their fields' ranges, once all are checked; `as_of` 0: it is not known.
void check_record_ranges(struct checker *c, const struct expr *record, int32_t as_of);
const struct sample *find_base(struct checker *c, const struct decl *decl);
// A value written out, against the type it must have; `name` says what has that type.
// False where it does not fit (reported).
bool check_literal(struct checker *c, struct expr *value, const struct type *wanted, struct diag_arg name);

// ---- tests.c
void report_unknown_decision(struct checker *c, const struct expr *e);  // of a word that is none

// ---- field_ranges.c
// Reads what stands behind the field's type into `f->range`.
void check_field_range(struct checker *c, struct field *f, struct expr *range);
void report_unknown_field(struct checker *c, struct span at, symbol name);
#endif
