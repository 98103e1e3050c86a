// How many of a row of bytes. Vector code, which adds up bytes: so many rows at once that a byte holds them.
#include "interp/funnel/internal.h"
#include "interp/value/vectorised.h"

#define COUNTED_ROWS (3 * TALLY_STRIP)

VECTORISED static uint8_t count_bits(const uint8_t *bytes, uint8_t bit, uint32_t n) {
    uint8_t count = 0;
    for (uint32_t i = 0; i < n; i++) count = (uint8_t)(count + ((bytes[i] & bit) != 0));
    return count;
}

VECTORISED static uint8_t count_equal(const uint8_t *bytes, const uint8_t *where, uint8_t wanted, uint32_t n) {
    uint8_t count = 0;
    for (uint32_t i = 0; i < n; i++) count = (uint8_t)(count + ((bytes[i] == wanted) & (where[i] != 0)));
    return count;
}

static uint32_t part(uint32_t rows) { return rows < COUNTED_ROWS ? rows : COUNTED_ROWS; }

uint32_t tally_count_bits(const uint8_t *bytes, uint8_t bit, uint32_t rows) {
    uint32_t total = 0;
    for (uint32_t at = 0; at < rows; at += part(rows - at)) total += count_bits(bytes + at, bit, part(rows - at));
    return total;
}

uint32_t tally_count_of(const uint8_t *bytes, const uint8_t *where, uint8_t wanted, uint32_t rows) {
    uint32_t total = 0;
    for (uint32_t at = 0; at < rows; at += part(rows - at))
        total += count_equal(bytes + at, where + at, wanted, part(rows - at));
    return total;
}
