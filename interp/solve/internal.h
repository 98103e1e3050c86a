// One function for each operation: what it comes to from what its kids may be.
#ifndef POL_SOLVE_INTERNAL_H
#define POL_SOLVE_INTERNAL_H
#include "interp/solve/range.h"

struct finder {
    const struct box *box;
    struct range *ranges;  // by id; those of the kids stand already
};
typedef struct range range_finder(const struct finder *f, const struct node *n);

// Of a node, from those of its kids.
struct range range_of_node(const struct finder *f, const struct node *n);
static inline const struct range *kid_range(const struct finder *f, const struct node *n, uint32_t kid) {
    return &f->ranges[n->kids[kid]->id];
}
static inline bool may_be(const struct range *r, uint8_t outcomes) { return (r->outcomes & outcomes) != 0; }
static inline bool may_be_known(const struct range *r) { return may_be(r, OUTCOMES_KNOWN); }

// The largest state among the kids, from `first` on: the open outcomes that it may be, and whether all may be known.
uint8_t open_outcomes(const struct finder *f, const struct node *n, uint32_t first, bool *known);
// Of a condition over values: yes and no as given, where all kids may be known.
struct range condition_range(const struct finder *f, const struct node *n, bool yes, bool no);
// Of a number: the bounds, or where they do not fit as wide as can be with a fault beside.
struct range number_range(const struct finder *f, const struct node *n, __int128 low, __int128 high);
struct extent {
    __int128 low, high;
};
// From the least to the largest of what four pairs of ends come to.
struct extent extent_of(const __int128 corners[4]);
// Of a column that is seen so from the as-of date, which `to` is, what `from` stands as in the box; else NULL.
const struct range *seen_range(const struct finder *f, const struct node *from, const struct node *to, enum view view);
// pairs.c: two dates of the applicant's, each moved by so many months, that are compared with one another: where both
// are seen from the as-of date in the same way, it does not matter how far the first lies behind the second.
struct date_term {
    const struct field *field;
    int64_t months;
    bool moved;
};
struct date_pair {
    struct date_term terms[2];
};
bool date_pair_of(const struct node *n, struct date_pair *pair);
// A date of the applicant's, moved by so many months, that is compared with the as-of date: it is reached, or is not,
// where so many whole months have passed, as VIEW_TOP has it.
struct date_reached {
    struct date_term term;
    const struct node *column;
    bool yes;  // where it is reached
};
bool date_reached_of(const struct node *n, struct date_reached *r);
// So many days, as dates are packed, the first lies behind the second; false: they are not seen alike.
bool pair_apart(const struct finder *f, const struct date_pair *pair, int64_t apart[2]);
static inline int64_t pair_moved(const struct date_pair *p) { return (p->terms[0].months - p->terms[1].months) * 32; }
// traits.c: of a node that the box has as a trait.
struct range trait_range(const struct finder *f, const struct node *n);
// The first and the last day that exist in a range of dates. Of what is never known any.
int32_t first_day(int64_t low);
int32_t last_day(int64_t high);
// Either of two.
struct range range_join(struct range a, struct range b);

range_finder range_of_constant, range_of_column, range_of_as_of, range_of_same, range_of_and, range_of_or, range_of_not,
    range_of_unique, range_of_rule, range_of_missing, range_of_list_missing, range_of_list_empty, range_of_compare,
    range_of_between, range_of_among, range_of_has, range_of_either, range_of_length, range_of_birth_date,
    range_of_set_size, range_of_span_compare, range_of_add, range_of_subtract, range_of_multiply, range_of_ratio,
    range_of_ratio_compare, range_of_scale, range_of_marginal, range_of_above_zero, range_of_extreme,
    range_of_instalment, range_of_date_plus, range_of_date_plus_days, range_of_month_plus, range_of_month_of,
    range_of_passed, range_of_days_between, range_of_months_between, range_of_select, range_of_lookup, range_of_or_else,
    range_of_count_items, range_of_any_item, range_of_sum_items, range_of_extreme_item;
#endif
