// A strip: a few rows of a block, and what is found out about the offer at hand, row by row, before it is put into
// words.
#ifndef POL_WRITE_STRIP_H
#define POL_WRITE_STRIP_H
#include "interp/data/write/reason_words.h"

#define WRITE_STRIP 256u  // rows
struct strip {
    uint32_t number[WRITE_STRIP];  // of offer and decision
    uint64_t masks[REASONS][WRITE_STRIP];
    uint32_t slot[WRITE_STRIP];    // where to look for what is said
    uint8_t picked[WRITE_STRIP];   // UINT8_MAX where the offer at hand is the row's and gives reasons
    uint8_t open[WRITE_STRIP];     // not 0 where anything about it is not known
    uint8_t in_full[WRITE_STRIP];  // not 0 where the masks do not tell all
    int64_t limit[WRITE_STRIP];    // of the best offer, where granted is not 0
    uint8_t granted[WRITE_STRIP];
};

struct row_out;
// Words every cell of the strip that `r` stands at.
void word_strip(const struct row_out *r);
#endif
