// What the parts of a tally share.
#ifndef POL_FUNNEL_INTERNAL_H
#define POL_FUNNEL_INTERNAL_H
#include "interp/funnel/tally.h"

// A condition that a rule cannot do without: it holds only where each of its leaves comes to the truth that is wanted.
struct tally_leaf {
    const struct node *node;
    uint8_t wanted;
    struct tally_gap *at_least, *at_most;  // what a value below, or above, misses; both NULL: it has no threshold
};

#define TALLY_STRIP 64u
static inline uint32_t tally_strips(uint32_t rows) { return (rows + TALLY_STRIP - 1) / TALLY_STRIP; }

enum tally_open { TALLY_OPEN_WHEN = 1, TALLY_OPEN_RULE = 2 };

// Bytes by row, in whole strips.
struct tally_room {
    uint8_t *yes;      // a `when` for offers without one
    uint8_t *counted;  // 0xFF where the offer's version is in force and the record is not rejected
    uint8_t *live;     // 0xFF where moreover its `when` is not no
    uint8_t *alive;    // and no rule so far has failed
    uint8_t *several;  // 0xFF where more than one rule fails
    uint8_t *open;     // what is unknown: TALLY_OPEN_WHEN, TALLY_OPEN_RULE
    uint8_t *eligible;
    uint8_t *bits;    // of the plane at hand: eight rules to a byte
    uint8_t *passed;  // whatever threshold of the offer by no more than near_percent
    uint8_t **close;  // by threshold: 0xFF for those who do
};

// thresholds.c: the closed range of values for which a condition comes to a truth; false where it is no such.
struct tally_range {
    const struct node *value;
    bool has_low, has_high;
    int64_t low, high;
};
bool tally_range_of(const struct node *n, uint8_t wanted, struct tally_range *r);
struct tally_threshold tally_threshold_of(const struct plan *plan, const struct tally_range *r, bool at_least);
// How far a value is beyond the bound, on the side of those that miss it; below 0 or 0: it passes, by so much.
int64_t tally_distance(const struct tally_threshold *t, int64_t value);

// counting.c
uint32_t tally_count_bits(const uint8_t *bytes, uint8_t bit, uint32_t rows);
uint32_t tally_count_of(const uint8_t *bytes, const uint8_t *where, uint8_t wanted, uint32_t rows);

// funnel.c: an offer's counts; the room's `eligible` is the offer's afterwards. False: out of memory.
bool tally_funnel(struct tally *t, struct tally_offer *o, const struct decisions *d, const struct workspace *w);
// gaps.c: how far they are off, of whom the room's bits say which of a plane's rules is the only one that fails. False:
// out of memory.
bool tally_misses(const struct tally_room *r, const struct tally_offer *o, uint32_t plane, const struct workspace *w,
                  uint32_t rows);
// Who passes a threshold of the run by little; then how many of the offer's eligible ones do.
void tally_find_close(struct tally *t, const struct workspace *w, uint32_t rows);
void tally_count_close(struct tally *t, struct tally_offer *o, uint32_t rows);
#endif
