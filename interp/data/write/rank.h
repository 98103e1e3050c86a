// An applicant's offers over all schemes, the best first: what `pol match` writes.
//
// Those that can be had stand before those that can't (eligible, a person decides, incomplete, ineligible). Of the
// first two the better ones come first, by limit, rate or tenor, and have a rank, which those that are as good share.
// What an offer can't be told by stands behind what it can. Of the others those with the least in the way come first.
// Then the order is that of the policies. What does not apply, or is not in force, is left out.
#ifndef POL_WRITE_RANK_H
#define POL_WRITE_RANK_H
#include "interp/decide/decide.h"

enum rank_by {
    RANK_LIMIT,  // the larger
    RANK_RATE,   // the lower: the grant `rate` (利率), where there is none `rate_floor` (利率下限)
    RANK_TENOR,  // the longer, in months: the grant `tenor` (期限)
    RANK_COUNT,
};

struct ranked_value {
    int64_t value;
    bool known;  // what is not granted, silent or referred has none
};
struct ranked_offer {
    uint32_t version, offer;  // its place in the plan
    uint8_t decision;
    uint32_t rank;  // from 1 on; 0: it can't be had as it stands
    bool tied;      // another one has that rank
    struct ranked_value values[RANK_COUNT];
    uint32_t in_the_way;  // rules that fail and data that are missing, of an offer without a rank
};

struct ranking;
// By limit, until another measure is asked for. NULL: out of memory. The plan must outlive it.
struct ranking *ranking_new(const struct plan *plan);
void ranking_free(struct ranking *r);
void ranking_by(struct ranking *r, enum rank_by by);
// The grant by which an offer is told; NULL: it has none of that kind. `offer` counts in the plan's scheme.
const struct planned_grant *ranking_grant(const struct ranking *r, uint32_t scheme, uint32_t offer, enum rank_by by);
// A decided row's offers in order; how many. They last until the next call.
uint32_t ranking_row(struct ranking *r, const struct decisions *d, const struct workspace *w, uint32_t row,
                     const struct ranked_offer **offers);
#endif
