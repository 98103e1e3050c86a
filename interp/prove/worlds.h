// What is decided and granted in a world of a plan, by whichever version of a scheme is in force, and how two worlds
// compare. Groups are the policy's.
#ifndef POL_PROVE_WORLDS_H
#define POL_PROVE_WORLDS_H
#include "grammar/tree/decision.h"
#include "interp/solve/solve.h"

struct worlds {
    struct solver *s;
    const struct plan *plan;
};
#define NO_OFFER UINT32_MAX
#define GETS (SOLVE_DECISION(DECISION_ELIGIBLE) | SOLVE_DECISION(DECISION_REFER))

static inline uint32_t group_in(const struct plan *plan, uint32_t world, uint32_t group) {
    return plan->worlds[world][group];
}
uint32_t offer_named(const struct planned_scheme *p, const struct name *name);  // NO_OFFER: it has none of that name
// Offers of a scheme in either world, whatever the version, each name once. `at` is zero before the first; NULL: there
// are no more.
const struct offer *next_offer(struct worlds w, uint32_t a, uint32_t b, uint32_t group, struct planned_place *at);
form version_in_force(struct worlds w, uint32_t scheme);
form are_in_force(struct worlds w, uint32_t a, uint32_t b);  // both versions
// Of the offer, or the best of the scheme's (NULL).
form is_decided(struct worlds w, uint32_t world, uint32_t group, const struct name *offer, uint32_t decisions);
// In world `a` the decision is better than in world `b`.
form is_better(struct worlds w, uint32_t a, uint32_t b, uint32_t group, const struct name *offer);
// Conditions, waivers and values of one name that come to the same in both worlds are one from then on. False: out of
// memory.
bool merge_versions(struct worlds w, uint32_t a, uint32_t b, uint32_t group);

// What two offers grant: NULL, there is no such grant.
form grant_differs(struct solver *s, const struct node *a, const struct node *b);
// The limit in the second is larger, or there is one where there was none.
form limit_is_larger(struct solver *s, const struct node *before, const struct node *after);
typedef form comparison(struct solver *s, const struct planned_offer *before, const struct planned_offer *after);
comparison offer_limit_larger, offer_limit_smaller, offer_grants_differ;
// The applicant gets the offer in both worlds, and what is granted compares so.
form is_granted(struct worlds w, uint32_t a, uint32_t b, uint32_t group, const struct name *offer, comparison *compare);
#endif
