// The places that findings are about, what is asked of them, and what the answers come to.
#ifndef POL_FINDINGS_INTERNAL_H
#define POL_FINDINGS_INTERNAL_H
#include "grammar/diag/diag.h"
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

// ---- what all questions of a policy share

struct study {
    struct compilation *c;
    struct arena *arena;  // the compilation's
    const struct policy *policy;
    struct plan *plan;
    struct solver *solver;
    struct block *nothing;        // an applicant of whom nothing is known
    struct workspace *workspace;  // to look at one who was found
    struct places places;
    uint8_t *told;           // by node's id: whether what goes wrong there was told, or never does
    uint32_t boxes;          // that are left
    uint64_t open;           // questions that were not settled
    form *rest;              // of one offer, by rule: another one speaks against the applicant
    uint32_t offer, scheme;  // whose `rest` it is
};
// All of them unwind where memory runs out.

// Whether somebody is so whose record faults nowhere in the scheme; `found` may be NULL.
enum answer study_ask(struct study *s, form goal, uint32_t scheme, struct finding *found);
// The same, whether or not it faults.
enum answer study_ask_any(struct study *s, form goal, struct finding *found);
// Of what somebody was found for: whether there is one with usual values; the goal, and who is found, then is such.
bool study_narrow_usual(struct study *s, form *goal, struct finding *found);
// Applicants of whom all is known from now on; or some of whom something is missing, too.
void study_take_missing(struct study *s, bool missing);
const struct planned_offer *study_offer(const struct study *s, uint32_t scheme, uint32_t offer);
// No rule of the offer but this one (its rule_count: none at all) turns the applicant down.
form study_passes_rest(struct study *s, uint32_t scheme, uint32_t offer, uint32_t rule);
struct diag_arg study_words(const struct study *s, const struct name *n);

// witness.c: of somebody who is as asked for, with no more known than it takes. NULL: nobody was found again.
const struct diag_witness *study_witness(struct study *s, form goal);
// effects.c: of applicants of whom all is known, what goes wrong.
void effects_ask(struct study *s);

// ---- the places

// As the plan will have them. All of it is the arena's.
struct places places_of(struct arena *a, const struct policy *p);
// Of the first of a group: where the next group begins. A group is of one rule, and of one offer if `offers`.
uint32_t places_end(const struct places *all, uint32_t at, bool offers);
const struct place *places_offer(const struct places *all, const struct offer *o);  // the first of its group
// Fill in what was asked and found: of each alone, then, of applicants of whom all is known, beside the others.
void places_ask_alone(struct study *s);
void places_ask_beside(struct study *s);
void places_report(struct study *s);
#endif
