// What the files of this room share.
#ifndef POL_JOIN_INTERNAL_H
#define POL_JOIN_INTERNAL_H
#include "interp/tally/json_edit.h"
#include "interp/whatif/join/join.h"

struct joining {
    struct arena *arena;
    const struct join_options *options;
    const struct json_value *edits, *tried;  // what all schemes were asked
    json_whole population, sample, min_cell;
    bool *hidden;  // set where a part did not tell a group
    bool *failed;  // likewise, where there was no memory
};

// Each of a scheme or an offer.
void join_limits(const struct joining *j, struct json_value *subject);
void join_edits(const struct joining *j, struct json_value *subject, struct slice scheme);
void join_robustness(const struct joining *j, struct json_value *subject);
// `scheme` has the offers, in their order.
void join_flips(const struct joining *j, struct json_value *subject, const struct json_value *scheme);
void join_groups(const struct joining *j, struct json_value *rows);  // of one field
#endif
