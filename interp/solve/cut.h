// Where to part a box that leaves a question open: followed from the question down to a field, cut where it turns.
#ifndef POL_SOLVE_CUT_H
#define POL_SOLVE_CUT_H
#include "interp/solve/internal.h"

// What is open about a node.
enum aim_kind {
    AIM_NOTHING,
    AIM_OUTCOMES,  // what it comes to: its state, or yes or no
    AIM_VALUE,     // known: whether it lies above `at`
    AIM_BITS,      // a choice or a set: whether it has those of `bits`
};
struct aim {
    enum aim_kind kind;
    bool weak;  // `at` is but the middle of what it may be
    int64_t at;
    uint64_t bits;
};

#define FIELD_AS_OF UINT32_MAX
enum cut_kind { CUT_OUTCOMES, CUT_AT, CUT_BITS };
enum cut_rank { CUT_NONE, CUT_WEAK, CUT_THRESHOLD, CUT_VALUE, CUT_STATE };  // the higher the sooner
struct cut {
    enum cut_rank rank;
    enum cut_kind kind;
    uint32_t field;  // its index, first_trait and a trait's id, or FIELD_AS_OF
    int64_t at;      // CUT_AT: the last value of the lower part
    uint64_t bits;   // CUT_OUTCOMES, CUT_BITS: of the one part
};

// Where a node that hangs on one field alone came to lie above `at` when that was last looked for.
struct turn {
    bool known;
    int64_t at, last;  // the field's last value before it does
};

struct cutter {
    struct finder f;
    struct aim *aims;      // by id
    struct turn *turns;    // likewise
    uint32_t aimed;        // of so many something is wanted
    uint32_t first_trait;  // cuts of fields are below, those of traits by their id from here on
    struct cut best;
};
typedef void cut_finder(struct cutter *c, const struct node *n, struct aim aim);

// Says what is open about a node, where it is.
void want_outcomes(struct cutter *c, const struct node *n);
void want_value(struct cutter *c, const struct node *n, __int128 at, bool weak);
void want_bits(struct cutter *c, const struct node *n, uint64_t bits);
void want_middle(struct cutter *c, const struct node *n);  // for want of anything better
void want(struct cutter *c, const struct node *n, struct aim aim);
// Of all kids that is open; false: of none.
bool want_kids(struct cutter *c, const struct node *n);
void offer_cut(struct cutter *c, struct cut cut);
// cut_alone.c: of what is known and hangs on one field alone, where it comes to lie above `at`; false: none is offered.
bool cut_alone(struct cutter *c, const struct node *n, int64_t at);
void offer_outcomes(struct cutter *c, const struct field *f);  // whether it is there, then yes or no
// A column that is seen from the as-of date, where it lies `at` behind it.
void offer_seen(struct cutter *c, const struct node *column, int64_t at);
static inline bool is_point(const struct range *r) { return r->low == r->high; }
static inline uint64_t range_width(const struct range *r) { return (uint64_t)r->high - (uint64_t)r->low; }
static inline int64_t range_middle(const struct range *r) { return r->low + (int64_t)(range_width(r) / 2); }

// traits.c: of a node that the box has as a trait.
void cut_trait(struct cutter *c, const struct node *n, struct aim aim);
// loose.c: false: it is parted as any other is.
bool cut_loose(struct cutter *c, const struct node *n, struct aim aim);
// The best cut for what is wanted of nodes, which all are among these, in order; rank CUT_NONE: there is none.
struct cut cut_find(struct cutter *c, const struct node *const *nodes, uint32_t count);

cut_finder cut_of_nothing, cut_of_column, cut_of_as_of, cut_of_same, cut_of_condition, cut_of_list, cut_of_compare,
    cut_of_between, cut_of_bits, cut_of_text, cut_of_set_size, cut_of_span_compare, cut_of_add, cut_of_subtract,
    cut_of_multiply, cut_of_ratio, cut_of_payment, cut_of_scale, cut_of_any, cut_of_above_zero, cut_of_extreme,
    cut_of_date_plus, cut_of_date_plus_days, cut_of_month_plus, cut_of_month_of, cut_of_passed, cut_of_days_between,
    cut_of_months_between, cut_of_select, cut_of_lookup, cut_of_or_else;
#endif
