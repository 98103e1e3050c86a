// Records that were faulted while they were evaluated, and where in the policy that was.
#ifndef POL_RUN_FAULT_PLACES_H
#define POL_RUN_FAULT_PLACES_H
#include "interp/data/records.h"
#include "interp/plan/plan.h"
#include "interp/run/key_set.h"

// Where in the policy each node stands at which a record was faulted, by node, worked out the first time: many records
// may be faulted at one, and a policy is long. A worker has its own.
struct fault_places {
    const struct plan *plan;
    struct text *places;  // NULL: none as yet
};
void fault_places_free(struct fault_places *places);
// The record of `row` cannot be used: says why, as the evaluation found it.
void run_record_fault(struct record_faults *faults, struct record_parser *parser, struct chunk *chunk,
                      const struct block *b, uint32_t row, struct fault_places *places, const struct workspace *w,
                      const struct node *at);
bool is_evaluation_fault(enum diag_id id);         // of those
enum diag_id run_fault_id(const struct node *at);  // NULL: nobody knows where
// Nor can those whose key another record had before: they get a fault, and in `fault`, by row, a one. `keys` are those
// so far. False: out of memory.
bool run_reject_again(struct record_faults *faults, struct record_parser *parser, struct chunk *chunk,
                      const struct block *b, const struct policy *policy, struct key_set *keys, uint8_t *fault);
#endif
