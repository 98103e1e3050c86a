// Which clause excludes how many: counts over decided blocks, offer by offer. They are of records that the offer is
// asked about: not rejected, its version in force, its `when` yes. All are sums, so that any order of blocks, threads
// and merging gives the same. A tally belongs to one thread; it must not outlive the plan.
//
//     struct tally *t = tally_new(plan, &(struct tally_options){.near_percent = 10});
//     … after eval_block(w, b) and decide(d, w, b): tally_block(t, d, w) …
//     tally_merge(all, t), tally_free(t);
//     all->offers[i].rules[j].stopped …
#ifndef POL_FUNNEL_TALLY_H
#define POL_FUNNEL_TALLY_H
#include "interp/decide/decide.h"

// What a value must come up to, or must not go beyond: one side of a comparison with what is the same for the whole
// run, folded: of ages and spans of time the date itself. Offers that ask the same share it.
struct tally_threshold {
    const struct node *value;  // what is compared; its type says what the numbers here are
    bool at_least;             // values from `bound` on pass; else those up to it
    int64_t bound;             // the last that passes
    // What percentages are of, in the unit of gaps: the bound's own size; of dates and months the days or months
    // between it and the as-of date. 0: there is none.
    int64_t size;
    int64_t step;  // of bins, in the unit of gaps: 1, 2 or 5 times a power of ten, 200 to 500 of them to the size
};

#define TALLY_BINS 512u
enum tally_share { TALLY_WITHIN_5, TALLY_WITHIN_10, TALLY_WITHIN_20, TALLY_SHARES };
extern const uint32_t tally_percents[TALLY_SHARES];

// Records by how far they are from a threshold. A gap is the distance to the nearest value that passes, above zero: in
// fen, counts, millionths, months; of dates in days.
struct tally_gap {
    const struct tally_threshold *threshold;
    uint64_t misses;  // whose only reason is that they are on the wrong side, and of whom nothing is unknown
    uint64_t within[TALLY_SHARES];
    // The same, were all that is unknown of them favourable: those above, and more.
    uint64_t misses_upper, within_upper[TALLY_SHARES];
    int64_t nearest;   // the smallest gap of these; 0: there are none
    uint64_t *bins;    // TALLY_BINS of them: bin i holds gaps above i and up to i + 1 steps; NULL: no misses so far
    uint64_t farther;  // beyond the last bin
    uint64_t close;    // eligible ones that pass by no more than near_percent of the size
};

struct tally_rule {
    const struct planned_rule *planned;
    // In the notice's order: all reach the first to whom the offer applies, or may. A record stops at the first rule
    // that fails, which one that is waived does not. What is left goes on: reached - stopped.
    uint64_t reached, stopped, unknown;  // unknown: of those that reached it, whether they stop later or not
    // Whatever the others say.
    uint64_t fails, asks;
    uint64_t only;        // it fails, and no other fails or is unknown
    uint64_t only_upper;  // and no other fails: as many were all that is unknown favourable
    struct tally_gap *gaps;
    uint32_t gap_count;  // 0: it compares nothing with a threshold, or leaves a choice
    uint64_t without;    // of `only`: those that are no near miss
    struct tally_leaf *leaves;
    uint32_t leaf_count;
};

struct tally_offer {
    const struct planned_offer *planned;
    uint32_t scheme, offer;              // indices, as in the plan
    uint64_t applies, when_unknown;      // its `when` is yes; its `when` is unknown: they are asked as well
    uint64_t decisions[DECISION_COUNT];  // of both: what is left is eligible, refer or incomplete
    uint64_t close;                      // eligible ones whose least margin over all rules is no more than near_percent
    struct tally_rule *rules;            // as planned->rules
};

struct tally {
    const struct plan *plan;
    uint32_t near_percent;
    uint64_t records;  // that were not rejected: the population
    struct tally_offer *offers;
    uint32_t offer_count;
    struct tally_threshold *thresholds;
    uint32_t threshold_count;
    struct tally_room *room;  // of one block
    struct arena arena;       // holds all but the bins
};

struct tally_options {
    const uint8_t *schemes;  // by version, as plan->schemes: which are counted; NULL: all
    uint32_t near_percent;   // 0: close ones are not counted
};

// NULL: out of memory. Blocks have at most `capacity` rows.
struct tally *tally_new(const struct plan *plan, uint32_t capacity, const struct tally_options *options);
void tally_free(struct tally *t);
// Of a block that was decided. False: out of memory.
bool tally_block(struct tally *t, const struct decisions *d, const struct workspace *w);
// Both of the same plan and options. False: out of memory.
bool tally_merge(struct tally *into, const struct tally *from);

// The field whose value is compared as it stands; NULL: it is worked out.
const struct field *tally_field(const struct tally_threshold *t);
// The first whole number of steps by which the threshold would have to move so that at least `wanted` of the misses
// pass, and how many do then; so the answer is exact, and a round value. False: not within the bins.
bool tally_admitting(const struct tally_gap *g, uint64_t wanted, int64_t *gap, uint64_t *admitted);
// The value so far from the bound on the side of those that miss it; a date is a date again. False: there is none.
bool tally_moved(const struct tally_threshold *t, int64_t gap, int64_t *value);
// The first round value that admits one in a hundred of all records, and how many it does. False: there is none.
bool tally_next_percent(const struct tally *t, const struct tally_gap *g, int64_t *value, uint64_t *admitted);
#endif
