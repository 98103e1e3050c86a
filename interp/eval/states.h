// What the rows of a result are known by: the states that a handler gives its node.
#ifndef POL_EVAL_STATES_H
#define POL_EVAL_STATES_H
#include "interp/eval/workspace.h"

// Says that no row of n's result differs from known.
void result_known(struct workspace *w, const struct node *n);
// The states of a computed value: each row's largest among the kids'.
void result_states(struct workspace *w, const struct node *n);
// For a condition over values: unknown wherever a kid is not known.
void result_unknowns(struct workspace *w, const struct node *n);
// The same for a loop over the first kid alone that has seen to that itself.
static inline void result_masked(struct workspace *w, const struct node *n) {
    if (is_stateful(n)) result_states(w, n);
    else w->vectors[n->id].all_known = kid_vector(w, n, 0)->all_known;
}
// The states that n writes row by row; says that some may not be known.
uint8_t *own_states(struct workspace *w, const struct node *n);
// n's own states, each row's as its kids leave it, for a handler that turns some of the known ones into faults; and
// whether all are known so far.
uint8_t *states_to_check(struct workspace *w, const struct node *n, bool *known);

// Of a number per list: 0 and known where a row has no items, unknown where the list is; returns n's own states.
uint8_t *list_states(struct workspace *w, const struct node *n);
#endif
