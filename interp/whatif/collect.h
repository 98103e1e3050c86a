// Records through all worlds, counted block by block: a stage of the pipeline. Every sum is of whole numbers, so that
// neither threads nor the order of the records show in it.
#ifndef POL_WHATIF_COLLECT_H
#define POL_WHATIF_COLLECT_H
#include "interp/run/key_shapes.h"
#include "interp/run/pipeline.h"
#include "interp/whatif/flips.h"
#include "interp/whatif/groups.h"
#include "interp/whatif/values.h"

struct collection {
    const struct scope *scope;
    uint32_t block_rows;
    struct key_set *keys;  // of the records so far, where a second one is rejected; else NULL
    struct view *views;
    uint32_t view_count;
    uint32_t *view_of;             // [plan group * counted + number]: the view
    uint32_t *by_first, by_total;  // of each --by, where its groups begin; of all of them
    // What is counted:
    struct view_sums *sums;       // by view
    struct value_counts *values;  // by counted
    struct flips *flips;          // likewise
    struct group_count *groups;   // [counted * by_total + group]
    struct tally *tally;
    struct where_counts wanted;  // records that --where takes
    struct key_shapes shapes;    // of those that were looked at
    bool failed;
};
// False: out of memory.
bool collection_open(struct collection *c, const struct scope *scope, uint32_t block_rows, struct key_set *keys);
void collection_close(struct collection *c);
struct run_stage collection_stage(struct collection *c);
// Of a world, what a scheme or offer came to.
const struct view_sums *collection_sums(const struct collection *c, uint32_t world, uint32_t counted);
#endif
