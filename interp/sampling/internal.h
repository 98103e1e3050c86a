// What asking and keeping share.
#ifndef POL_SAMPLING_INTERNAL_H
#define POL_SAMPLING_INTERNAL_H
#include "interp/sampling/sampling.h"

#define NO_RECORD UINT32_MAX

// keep.c: a copy of the block's row, or the same record once more: its number; NO_RECORD: out of memory.
uint32_t keep_record(struct sampling *s, const struct block *b, uint32_t base, struct sample_aspect aspect);
void keep_gap(struct sampling *s, struct sample_aspect aspect, bool open);
// A block of one row, on the date, without the field, or with all (NULL); NULL: out of memory.
struct block *copy_without(struct sampling *s, const struct block *b, const struct field *left_out);
// ask.c: all that the solver is asked.
void ask_all(struct sampling *s);
// missing.c: all that comes of leaving a field out of what was found.
void leave_out_fields(struct sampling *s);
#endif
