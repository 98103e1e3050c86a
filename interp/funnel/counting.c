// How many of a row of bytes: vectors of counters, which are bytes too and so hold no more than UINT8_MAX strips.
#include "interp/funnel/internal.h"
#include "interp/value/vectorised.h"

static uint32_t sum(const uint8_t *counters) {
    uint32_t total = 0;
    for (uint32_t i = 0; i < TALLY_STRIP; i++) total += counters[i];
    return total;
}

VECTORISED static void add_bits(uint8_t *restrict counters, const uint8_t *restrict bytes, uint8_t bit,
                                uint32_t strips) {
    for (uint32_t s = 0; s < strips; s++)
        for (uint32_t i = 0; i < TALLY_STRIP; i++)
            counters[i] = (uint8_t)(counters[i] + ((bytes[s * TALLY_STRIP + i] & bit) != 0));
}

VECTORISED static void add_equal(uint8_t *restrict counters, const uint8_t *restrict bytes,
                                 const uint8_t *restrict where, uint8_t wanted, uint32_t strips) {
    for (uint32_t s = 0; s < strips; s++)
        for (uint32_t i = 0; i < TALLY_STRIP; i++)
            counters[i] = (uint8_t)(counters[i] +
                                    ((bytes[s * TALLY_STRIP + i] == wanted) & where[s * TALLY_STRIP + i]));
}

static uint32_t part(uint32_t strips) { return strips < UINT8_MAX ? strips : UINT8_MAX; }

uint32_t tally_count_bits(const uint8_t *bytes, uint8_t bit, uint32_t rows) {
    uint32_t total = 0, strips = tally_strips(rows);
    for (uint32_t at = 0; at < strips; at += part(strips - at)) {
        uint8_t counters[TALLY_STRIP] = {0};
        add_bits(counters, bytes + (size_t)at * TALLY_STRIP, bit, part(strips - at));
        total += sum(counters);
    }
    return total;
}

uint32_t tally_count_of(const uint8_t *bytes, const uint8_t *where, uint8_t wanted, uint32_t rows) {
    uint32_t total = 0, strips = tally_strips(rows);
    for (uint32_t at = 0; at < strips; at += part(strips - at)) {
        uint8_t counters[TALLY_STRIP] = {0};
        size_t from = (size_t)at * TALLY_STRIP;
        add_equal(counters, bytes + from, where + from, wanted, part(strips - at));
        total += sum(counters);
    }
    return total;
}
