// Where a value lies among all that it is compared with, whatever it is worked out from: below the first of them, at
// it, between it and the next. Of a chain of × and ÷, a span of time, a text, a value beside another one that is told
// whose boxes never part it so: what holds at every place holds for everybody.
#ifndef POL_SOLVE_PLACES_H
#define POL_SOLVE_PLACES_H
#include "interp/solve/cut.h"

struct placed {      // a comparison
    uint32_t group;  // those of one value
    bool outside;    // it holds at all places but these
    int64_t low, high;
};
#define GROUP_NONE UINT32_MAX
struct places {
    struct placed *nodes;  // by id
    int64_t *last;         // by group: its last place; the first is 0
    struct range *ranges;  // by group: in the box that is looked at
    uint32_t group_count;
};

struct solver;
// NULL: out of memory.
struct places *places_new(const struct solver *s);
void places_free(struct places *p);
static inline bool is_placed(const struct places *p, const struct node *n) {
    return p && p->nodes[n->id].group != GROUP_NONE;
}
void places_open(struct places *p);  // wherever they may be
// Leaves in a comparison's range what its place, which is known in part, lets it be.
void place_narrow(const struct places *p, const struct node *n, struct range *r);
// Offers a cut between places where that is open; false: the place tells.
bool cut_place(struct cutter *c, const struct places *p, const struct node *n);
#endif
