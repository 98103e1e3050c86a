// Summaries of the parts of some data, added up by the rules of rules.def: counts and amounts of any size, exactly.
#ifndef POL_TALLY_ADD_H
#define POL_TALLY_ADD_H
#include "interp/tally/json_tree.h"
#include "interp/tally/rules.h"

// Why two can't be added: what differs, and how.
struct tally_clash {
    const struct sum_rule *rule;  // NULL: none
    struct text path;             // of the member
    struct text values;           // what they are here and there
};

struct sums {
    struct arena *arena;
    struct json_value *total;  // NULL: nothing was added as yet
    char **left_out;           // paths of what can't be added, each once
    size_t left_out_count;
    struct slice parted;  // the first whose rows are others in each file, and that is null for it
    struct slice again;   // data that more than one file is of
    struct slice path[TALLY_DEPTH];
    size_t depth;
    struct tally_clash clash;
};
// `v` becomes part of the total. False: the clash says why.
bool sums_add(struct sums *t, struct json_value *v);
bool sums_of_whatif(const struct json_value *v);  // or else of eval
void sums_free(struct sums *t);
#endif
