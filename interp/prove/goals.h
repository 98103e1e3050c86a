// What is sought for a claim.
#ifndef POL_PROVE_GOALS_H
#define POL_PROVE_GOALS_H
#include "interp/prove/internal.h"
#include "interp/solve/solve.h"

struct goals {
    const struct prover *p;
    struct solver *s;
    const struct policy_claim *claim;
    const struct claimed *asked;
};
form goal_of_claim(const struct goals *g);
form goal_decided(const struct goals *g);  // no fault is reached
#endif
