// Records of samples and tests, and values written out: what tests take from samples.
#ifndef POL_CHECK_SAMPLES_H
#define POL_CHECK_SAMPLES_H
#include "grammar/check/typing.h"

void check_samples(struct checker *c);
void check_record(struct checker *c, const struct expr *record);
const struct sample *find_base(struct checker *c, const struct decl *decl);
// A value written out, against the type it must have; `name` says what has that type.
void check_literal(struct checker *c, struct expr *value, const struct type *wanted, struct diag_arg name);
void report_unknown_field(struct checker *c, struct span at, symbol name);
#endif
