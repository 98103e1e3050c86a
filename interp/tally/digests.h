// Files in stamps, told apart by their digests whatever they are called.
#ifndef POL_TALLY_DIGESTS_H
#define POL_TALLY_DIGESTS_H
#include "interp/tally/json_tree.h"

// Whether all policies and notices of one list are in the other too, and the other way round; else one that is not is
// told of each ("-" where there is none). A file that says no role is in the list for just that.
bool digests_agree(struct arena *a, const struct json_value *list, const struct json_value *other,
                   const char *differs[2]);
// The path of data that both lists have, and that are not empty; without text: there are none.
struct slice digests_again(const struct json_value *list, const struct json_value *other);
// Those of the other list that were data, of applicants or of their items, and are not in the first yet.
void digests_join(struct arena *a, struct json_value *list, const struct json_value *other);
#endif
