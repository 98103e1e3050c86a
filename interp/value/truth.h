// Kleene's three-valued logic. With no < unknown < yes, `and` is the smaller, `or` the larger and `not` the
// mirror image, so a block of conditions is worked out by byte minima and maxima.
#ifndef POL_VALUE_TRUTH_H
#define POL_VALUE_TRUTH_H
#include <stdint.h>

enum truth { TRUTH_NO, TRUTH_UNKNOWN, TRUTH_YES };

static inline uint8_t truth_and(uint8_t a, uint8_t b) { return a < b ? a : b; }
static inline uint8_t truth_or(uint8_t a, uint8_t b) { return a > b ? a : b; }
static inline uint8_t truth_not(uint8_t a) { return (uint8_t)(TRUTH_YES - a); }
static inline uint8_t truth_of(int known_to_hold) { return known_to_hold ? TRUTH_YES : TRUTH_NO; }
#endif
