// The fields that a row misses, as a mask of its offer.
#ifndef POL_WRITE_MISSING_H
#define POL_WRITE_MISSING_H
#include "interp/data/write/strip.h"

// The columns that a condition or grant looks at, as bits of its offer.
#define NEEDED_COLUMNS 12
struct need {
    uint8_t count;  // 0: not known; the evaluated tree says what is missing
    uint8_t bits[NEEDED_COLUMNS];
};

struct writer;
// Columns and bits, ahead of the first block. False: out of memory.
bool prepare_needs(struct writer *w);
// Ahead of a block's first strip.
void missing_block(struct writer *w, const struct block *b);
// Of row i of the strip: the fields that are missing and the grants that ask for a person, into the strip's masks.
void find_missing(const struct row_out *r, struct strip *s, uint32_t i);
#endif
