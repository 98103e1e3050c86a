// Records whose decision or limit changed, by class: from what to what, for which reasons, by which offers.
#ifndef POL_WHATIF_FLIPS_H
#define POL_WHATIF_FLIPS_H
#include "grammar/base/few.h"
#include "interp/whatif/view.h"

#define FLIP_CACHE 256u
#define FLIP_PLANES 8u

struct flip_sample {
    uint64_t hash;
    char *id, *why[2], *fields;  // its own; fields line by line
    struct whatif_sampled told;  // but for these
};
struct flip {
    uint8_t before, after;
    enum whatif_flip_kind kind;
    enum whatif_cause cause;
    const struct offer *offer_before, *offer_after;
    struct whatif_reason *reasons;  // sorted; its own
    uint32_t reason_count;
    uint64_t records;
    whatif_fen limits[2];  // sums before and after
    struct few sample;     // struct flip_sample
    struct flip *next;     // of one hash
};
struct flip_raw {  // what a class follows from, where no more than this is needed
    uint32_t version[2], offer[2];
    uint8_t decision[2], kind;
    uint8_t failed[2][FLIP_PLANES];
};
struct flip_cached {
    struct flip_raw raw;
    uint32_t flip;  // from 1
};

struct flips {
    struct flip **items;
    uint32_t count, capacity;
    struct flip_cached cache[FLIP_CACHE];
    bool failed;
};
void flips_free(struct flips *f);
// The class of a row that changed, with it counted in; NULL: out of memory.
struct flip *flips_add(struct flips *f, const struct viewing *w, const struct view views[2], const struct seen seen[2],
                       uint32_t row);
enum whatif_flip_kind flip_kind(uint8_t before, uint8_t after, int64_t limit_before, int64_t limit_after);
// sample.c
// Keeps the record if it is among the `most` of its class that are told. False: out of memory.
bool flip_sample(struct flip *flip, uint32_t most, const struct viewing *w, const struct view views[2],
                 const struct seen seen[2], uint64_t hash, struct slice id, uint32_t row);
bool sample_put(struct flip *flip, uint32_t most, struct flip_sample *s);  // takes it over
void flips_merge(struct flips *into, struct flips *from, uint32_t most);
void flips_sort(struct flips *f, const struct scope *s);  // as the result has them
#endif
