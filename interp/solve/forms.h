// The questions of a solver, each once: kids stand before whoever joins them.
#ifndef POL_SOLVE_FORMS_H
#define POL_SOLVE_FORMS_H
#include "grammar/base/arena.h"
#include "grammar/tree/decision.h"
#include "interp/eval/workspace.h"
#include "interp/solve/solve.h"

enum form_kind {
    FORM_TRUTH,
    FORM_OUTCOME,
    FORM_BETWEEN,
    FORM_SAME,
    FORM_BELOW,
    FORM_AS_OF,
    FORM_NOT,
    FORM_DECISION,
    FORM_AND,
    FORM_FIRST,
    FORM_OR
};
// FORM_FIRST is `and`, whose second kid is looked into once the first is settled.
// FORM_DECISION is its first kid by another name: an offer's decision, low the scheme and high the offer, is among
// `outcomes`. So what was made of the offer here can be held against what decide() makes of it.
struct form_key {  // without padding
    uint32_t kind, outcomes;
    form kids[2];
    int64_t low, high;
    const struct node *nodes[2];
};
// Whether it hangs on the offer's rules and grants what is made of it; else on its days and its `when` alone.
static inline bool decision_needs_rules(const struct form_key *k) {
    uint32_t of = k->outcomes & (SOLVE_DECISION(DECISION_NOT_APPLICABLE) - 1);
    return of && of != SOLVE_DECISION(DECISION_NOT_APPLICABLE) - 1;
}
struct form_entry;
struct forms {
    struct form_key *keys;  // by form
    uint32_t count;
    struct form_entry *known;
    struct arena arena;
    bool failed;  // out of memory: all that is asked since is FORM_NO, and no answer counts
};
bool forms_make(struct forms *f);  // with FORM_NO and FORM_YES
void forms_free(struct forms *f);
form forms_add(struct forms *f, const struct form_key *key);

// Whether it holds: may be, may not be.
#define MAY_HOLD 1u
#define MAY_NOT 2u
// Of a form from those of its kids, over a box.
uint8_t form_over(const struct form_key *k, const uint8_t *held, const struct range *ranges, const struct box *box);
// settled.c: the node that one comes to as it stands, all over a box.
const struct node *settled_node(const struct node *n, const struct range *ranges);
// Of an applicant who has been evaluated, in the row.
bool form_of_row(const struct form_key *k, const uint8_t *held, const struct workspace *w, uint32_t row);
#endif
