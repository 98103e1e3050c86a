// Limits as text, a strip at a time: whole yuan, and behind their digits a point and the fen.
#ifndef POL_WRITE_LIMITS_H
#define POL_WRITE_LIMITS_H
#include "interp/data/write/strip.h"

#define LONG_LIMIT UINT8_MAX
struct limit_texts {
    uint64_t whole[WRITE_STRIP];
    uint32_t rest[WRITE_STRIP];
    uint8_t digits[WRITE_STRIP];  // of the whole yuan
    uint8_t length[WRITE_STRIP];  // of all; 0: no limit; LONG_LIMIT: it is too long for this
};
void limit_texts(struct limit_texts *t, const int64_t *fen, const uint8_t *granted, uint32_t n);
#endif
