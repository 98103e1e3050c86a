// Which records a run is asked for: the policy's condition on them (policy->asked), over a decided block. What the
// condition asks of the record itself are expressions of the plan, what it asks of decisions a byte compared.
//
//     struct where *where = where_new(policy->asked);                    // before the plan
//     po.extra = where_exprs(where, &po.extra_count);             // or among others
//     struct where_mask *mask = where_mask_new(where, plan, 0, capacity);  // one per thread; 0: first in po.extra
//     … decide(d, w, b); const uint8_t *wanted = where_mask_rows(mask, w, d);
#ifndef POL_RUN_WHERE_H
#define POL_RUN_WHERE_H
#include "interp/decide/decide.h"

struct where;
struct where *where_new(const struct expr *asked);  // NULL: all are wanted. NULL comes back: out of memory
void where_free(struct where *w);
// Its conditions on records, for plan_options.extra.
const struct expr **where_exprs(const struct where *w, size_t *count);

// The condition in the order in which it is worked out: what is joined stands before what joins it.
enum where_kind { WHERE_CONDITION, WHERE_DECISION, WHERE_NOT, WHERE_AND, WHERE_OR };
struct where_step {
    enum where_kind kind;
    const struct expr *expr;
    size_t extra;  // of a condition: its place among the expressions
};
const struct where_step *where_steps(const struct where *w, size_t *count);
uint32_t where_group(const struct expr *e);  // of a decision: whose schemes'

struct where_mask;
// Its expressions begin at `extra_at` in plan->extra. NULL: out of memory.
struct where_mask *where_mask_new(const struct where *w, const struct plan *plan, size_t extra_at, uint32_t capacity);
void where_mask_free(struct where_mask *m);
// By row of a decided block, enum truth: yes where it is wanted, unknown where that can't be told. Of a record with a
// fault it says nothing of use. NULL: all are wanted.
const uint8_t *where_mask_rows(struct where_mask *m, const struct workspace *w, const struct decisions *d);

struct where_counts {
    uint64_t wanted, unknown;
};
// Leaves out of the decisions what is not wanted, as if it had a fault, and counts the rest.
void where_leave_out(struct where_mask *m, const struct workspace *w, struct decisions *d, struct where_counts *counts);
#endif
