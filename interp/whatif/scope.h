// What is counted: which schemes and offers, in which worlds, and how the records are grouped.
#ifndef POL_WHATIF_SCOPE_H
#define POL_WHATIF_SCOPE_H
#include "interp/plan/plan.h"
#include "interp/whatif/ask.h"
#include "interp/whatif/result.h"

#define NO_OFFER UINT32_MAX

// A scheme or an offer, in all versions and worlds.
struct counted {
    const struct scheme *scheme;  // the first version of the baseline; of a new offer the scenario's
    const struct offer *offer;    // NULL: the scheme
    uint32_t group;               // the policy's
    uint32_t *places;             // of an offer, by the plan's schemes: its place there; NO_OFFER
};

enum world_kind { WORLD_BASELINE, WORLD_SCENARIO, WORLD_EDITS, WORLD_SWEEP, WORLD_SHIFT };
struct counted_world {
    enum world_kind kind;
    uint64_t edits;        // EDITS: those that are put in
    uint32_t item, point;  // SWEEP: which, and its point; SHIFT: which param, 0 down and 1 up
};

struct scope {
    struct arena *arena;
    const struct whatif_ask *ask;
    const struct policy *policy;
    const struct plan *plan;
    struct plan_world *planned;  // by number less one
    struct counted_world *worlds;
    uint32_t world_count;
    struct counted *counted;
    uint32_t count;
    const struct param **shifted;  // for robustness
    struct setting (*shifts)[2];
    uint32_t shift_count;
    uint8_t *told;  // by the plan's schemes: whether their clauses are counted one by one
    bool apart;     // the edits can be told apart
};

// All worlds that the answer needs. Unwinds through the arena; so do the others.
void scope_worlds(struct scope *s);
// Once the plan is made.
void scope_counted(struct scope *s);
uint32_t scope_near(const struct scope *s);  // percent
uint32_t scope_edit_count(const struct scope *s);
// The world with just these edits; UINT32_MAX: there is none.
uint32_t scope_world_of(const struct scope *s, uint64_t edits);
#endif
