// What is sought for a claim.
#ifndef POL_PROVE_GOALS_H
#define POL_PROVE_GOALS_H
#include "interp/prove/internal.h"
#include "interp/prove/worlds.h"

struct goals {
    const struct prover *p;
    struct solver *s;
    const struct policy_claim *claim;
    const struct claimed *asked;
};
form goal_of_claim(const struct goals *g);
// Of a claim that compares two worlds, about one offer of a scheme: by what is decided, and by what is granted.
form goal_of_decision(const struct goals *g, uint32_t group, const struct name *offer);
form goal_of_grants(const struct goals *g, uint32_t group, const struct name *offer);
form goal_decided(const struct goals *g);  // no fault is reached
#endif
