// One scheme or offer in one world, over the rows of a decided block: whichever versions its rows have.
#ifndef POL_WHATIF_VIEW_H
#define POL_WHATIF_VIEW_H
#include "interp/decide/decide.h"
#include "interp/whatif/scope.h"

#define LEFT_OUT 0xFFu  // the decision of a row that faulted

struct seen {  // by row
    const uint8_t *decision;
    const uint8_t *has;  // 1 where there is a limit, for an eligible row or one that a person decides
    const int64_t *limit;
};

struct view {
    const struct counted *of;
    uint32_t group;  // the plan's
};

struct viewing {  // of a worker
    const struct scope *scope;
    const struct plan *plan;
    const struct workspace *workspace;
    const struct decisions *decisions;
};
// Room for what is gathered: of a view's own.
struct view_room {
    uint8_t *decision, *has;
    int64_t *limit;
};

// The version of a row.
static inline uint32_t view_version(const struct decisions *d, const struct view *v, uint32_t row) {
    return d->chosen[(size_t)v->group * d->capacity + row];
}
// The offer that a row's decision is of, of the row's version; NO_OFFER.
uint32_t view_offer(const struct decisions *d, const struct view *v, uint32_t row);
struct seen view_see(const struct viewing *w, const struct view *v, const struct view_room room[2]);

struct view_sums {
    uint64_t decisions[DECISION_COUNT];
    uint64_t granted_count;
    whatif_fen granted, refer;
    whatif_fen open;  // the largest limits that incomplete rows could have
};
// Of incomplete rows the largest limits that offers which are not decided could have.
void view_count_open(const struct viewing *w, const struct view *v, const struct seen *s, struct view_sums *sums);
void view_count(const struct seen *s, uint32_t rows, struct view_sums *sums);
// The limits of eligible rows that have one, row by row: how many. Room for one more than there are rows.
uint32_t view_granted(const struct seen *s, uint32_t rows, int64_t *granted);
// Rows of two views that differ in the decision or in the limit: their numbers; how many.
uint32_t view_changes(const struct seen *a, const struct seen *b, uint32_t rows, uint8_t *marks, uint32_t *changed);
static inline int64_t seen_limit(const struct seen *s, uint32_t row) { return s->has[row] ? s->limit[row] : 0; }
#endif
