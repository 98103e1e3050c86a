// A plan whose lists have so many items at most, each of them so many fields of the applicant's own: what it asks of
// lists is then asked of these. Of the longest run, and of items by key, no more is known than that there are not more
// than items.
#ifndef POL_PLAN_UNROLL_H
#define POL_PLAN_UNROLL_H
#include "interp/plan/plan.h"

struct unrolled {
    // Its `extra`: by the other plan's node, the one of this; of what is worked out by item the first item's.
    struct plan *plan;
    const uint32_t *count_at;  // by list: the field that says how many items there are; 0: it is not unrolled
    const uint32_t *items_at;  // … and the first field of its first item; the others stand behind it, item by item
};
// `items`: of each list, by its field. A list that something is asked of has one at least. `missing`: fields may be
// missing, a list too, which is as its number of items then, and what stands in its items. What is made must not
// outlive the other plan. False: out of memory.
bool plan_unroll(const struct plan *of, const uint32_t *items, bool missing, struct unrolled *out);
#endif
