#ifndef POL_WHATIF_REASONS_H
#define POL_WHATIF_REASONS_H
#include "interp/whatif/view.h"

#define REASONS_MOST 256u  // of a kind; further ones are not told

struct reason_list {
    uint32_t count;
    struct whatif_reason items[REASONS_MOST];
};
struct reason_lists {
    struct reason_list lists[3];  // by enum reason
};
// Of the first offer and not of the second where it is better, else the other way; sorted.
enum whatif_cause reasons_between(const struct viewing *w, const uint32_t version[2], const uint32_t offer[2],
                                  uint32_t row, bool better, struct reason_list *out);
int reason_compare(const struct whatif_reason *a, const struct whatif_reason *b);
#endif
