// Questions about one item, whoever has it and whatever else is in the list. An item and the applicant's own fields
// hang together no other way than what is asked of it has them, so a list of that item alone tells as much.
#ifndef POL_SOLVE_LONE_H
#define POL_SOLVE_LONE_H
#include "interp/plan/unroll.h"
#include "interp/solve/solve.h"

struct lone {
    const struct plan *plan;
    struct unrolled unrolled;
    struct solver *solver;  // of that; NULL: not begun
    uint8_t *beyond;        // by node id: what it comes to hangs on more than an item and the applicant's own fields
};
// False: out of memory; lone_end in any case. The plan must outlive it.
bool lone_begin(struct lone *l, const struct plan *plan, const struct solve_options *options);
void lone_end(struct lone *l);
// All answers are ANSWER_NONE where that is so of every item of anybody's; whoever is found need not be an applicant.
// Of a node that asks whether any item is such, or all are not, or how many are: that there is one.
enum answer lone_ask(const struct lone *l, const struct node *aggregate);
// Of two nodes that are worked out by item: that there is one for which they come to something else.
enum answer lone_differ(const struct lone *l, const struct node *a, const struct node *b);
// What follows for whoever is asked about by a solver of the plan. False: out of memory.
bool lone_known(const struct lone *l, struct solver *s, form *known);
#endif
