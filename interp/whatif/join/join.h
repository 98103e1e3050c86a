// The reports of whatif on the parts of some data, made one: behind what was added up, all that does not add up is made
// anew of what it follows from. The same comes of it as of the whole data.
#ifndef POL_JOIN_JOIN_H
#define POL_JOIN_JOIN_H
#include "interp/tally/add.h"

#define JOIN_AS_ASKED (-1)
struct join_options {
    size_t files;      // that were added up
    int64_t min_cell;  // groups of fewer are not told; JOIN_AS_ASKED: as the parts were asked for
};
// Whether the report has what it can be joined by; those in pages do without.
bool whatif_may_join(const struct json_value *report);
enum join_status {
    JOIN_MADE,
    JOIN_HIDDEN,  // likewise, but that parts hide groups of few: the groups by that field are null
    JOIN_MEMORY,
};
// Unwinds through the sums' arena.
enum join_status whatif_join(struct sums *t, const struct join_options *options);
#endif
