// A record written in a policy file (a sample, or what a test is given) as a row of a block.
#ifndef POL_STUDY_SAMPLE_H
#define POL_STUDY_SAMPLE_H
#include "interp/value/block.h"

// Adds one row: the fields of `base` (NULL: none), those of `record` (a RECORD, or NULL) in their place. Text cells
// point into the policy. False: out of memory.
bool sample_add(struct block *b, const struct sample *base, const struct expr *record);
// The first sample of the policy, on that date, as a block of one row: whatever nobody asks about is as usual there.
// NULL where there is none, or no memory for it: then `no_memory` is set.
struct block *sample_first(const struct policy *p, int32_t as_of, bool *no_memory);
// A literal's value as grammar/tree/model.h describes it, and the text of a STRING.
int64_t literal_value(const struct expr *e);
struct slice literal_text(const struct expr *e);
#endif
