// The places that findings are about, what is asked of them, and what the answers come to.
#ifndef POL_FINDINGS_INTERNAL_H
#define POL_FINDINGS_INTERNAL_H
#include "grammar/tree/compilation.h"
#include "interp/solve/solve.h"

enum fact {
    FACT_HOLDS = 1,      // somebody meets the rule, or is not hit by it
    FACT_SPEAKS = 2,     // … fails it, or is hit by it
    FACT_WAIVED = 4,     // … is waived
    FACT_DECIDES = 8,    // … would fare better without it
    FACT_GRANTED = 16,   // … is eligible for the offer
    FACT_REFERRED = 32,  // … is referred by it
    FACT_AGAINST = 64,   // … fails it, or is hit by it, in the offer, with all known
};

// A rule in an offer of a version, or an offer itself.
struct place {
    const struct rule *rule;  // NULL: the offer
    const struct offer *offer;
    uint32_t scheme, offer_index, rule_index;
    uint8_t asked, found, open;  // bits of facts: `open` are those that were not settled
};

struct places {
    struct place *items;  // sorted: what is written at one place stands together
    uint32_t count;
};

// As the plan will have them. All of it is the arena's.
struct places places_of(struct arena *a, const struct policy *p);
// Of the first of a group: where the next group begins. A group is of one rule, and of one offer if `offers`.
uint32_t places_end(const struct places *all, uint32_t at, bool offers);
const struct place *places_offer(const struct places *all, const struct offer *o);  // the first of its group
// Fills in what was asked and found. False: out of memory. Draws nothing from the arena.
bool places_ask(struct places *all, const struct policy *p);
void places_report(const struct places *all, struct compilation *c, const struct policy *p);
#endif
