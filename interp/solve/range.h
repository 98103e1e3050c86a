// What a node may come to where the applicant is known only in part: the states it may have, and what no known value of
// it lies outside. Ranges may be too wide, never too narrow.
#ifndef POL_SOLVE_RANGE_H
#define POL_SOLVE_RANGE_H
#include "interp/eval/workspace.h"
#include "interp/plan/plan.h"

// One bit for all that a value may be; conditions have two of those that are known.
enum outcome {
    OUTCOME_KNOWN = 1,
    OUTCOME_NO = 1,
    OUTCOME_YES = 2,
    OUTCOME_REFERRED = 1 << (STATE_REFERRED + 1),
    OUTCOME_UNKNOWN = 1 << (STATE_UNKNOWN + 1),
    OUTCOME_SILENT = 1 << (STATE_SILENT + 1),
    OUTCOME_FAULT = 1 << (STATE_FAULT + 1),
};
#define OUTCOMES_KNOWN (OUTCOME_NO | OUTCOME_YES)
#define OUTCOMES_OPEN (OUTCOME_REFERRED | OUTCOME_UNKNOWN | OUTCOME_SILENT | OUTCOME_FAULT)
static inline uint8_t outcome_of(enum state state) { return (uint8_t)(1 << (state + 1)); }

struct range {
    uint8_t outcomes;
    int64_t low, high;  // of numbers, dates, months; a choice's code
    uint64_t may,
        must;  // a choice's codes that are among the first 64; of a set, the values it may have and those it has
};

// How a date or a month of the applicant's stands in a box: as it is, or as far behind the as-of date as it lies. Then
// what is only ever compared with the as-of date is proved for all of them at once.
enum view {
    VIEW_PLAIN,
    VIEW_TOP,         // date_top(as of) - date: so whole months since are (… >> 5)
    VIEW_DIFFERENCE,  // as of - date; of a month the as-of date's month - month
};

// An applicant known in part.
struct loose;
struct box {
    struct range *fields;  // by field index: may be missing, may be known, and what it is then; a list only whether
    uint8_t *views;        // by field index: how `fields` has it
    int32_t as_of[2];      // the earliest and the latest as-of date, where the plan has none
    // By node's id what is asked of lists and texts (traits.h), where `is_trait` says so; NULL: it is worked out.
    struct range *traits;
    const uint8_t *is_trait;
    bool items_known;           // nothing is missing in a list's items
    const struct loose *loose;  // what is worked out stands free of that, in `traits` too (loose.h); NULL: nothing does
};

// Whatever a value of that type can be, there or missing.
struct range range_of_type(struct type type);
// All that an applicant can be. False: out of memory; box_free all the same.
bool box_make(struct box *box, const struct policy *policy);
void box_free(struct box *box);
// The range of every node, by its id; or of some that stand in order, and all of whose kids are among them.
void ranges_find_of(const struct node *const *nodes, uint32_t count, const struct box *box, struct range *ranges);
void ranges_find(const struct plan *plan, const struct box *box, struct range *ranges);
// Whether a value that was worked out lies in its range.
bool range_admits(const struct range *range, const struct node *n, struct node_value value);
#endif
