// How the parts of the naive evaluator call one another: the surroundings of an expression, and a function per family
// of nodes.
#ifndef NAIVE_EVAL_H
#define NAIVE_EVAL_H
#include "tests/differential/naive.h"

typedef struct naive_value value;

struct naive_frame {  // a call of a definition with parameters: its arguments are read where the call stands
    const struct expr *call;
    const struct naive_env *caller;
};
struct naive_env {
    const struct policy *policy;
    const struct naive_record *record;
    const struct field *list;  // the aggregate's, while its items are walked
    uint32_t item;
    const struct naive_frame *frame;
};

value naive_eval(const struct naive_env *v, const struct expr *e);
// The same where a value of the kind is meant: a count may stand for a number.
value naive_eval_as(const struct naive_env *v, const struct expr *e, enum type_kind kind);

// What a name or a call of a definition stands for, to be read in `inner`; NULL where it stands for a value of its own.
// `frame` has to live as long as `inner`.
const struct expr *naive_stands_for(const struct naive_env *v, const struct expr *e, struct naive_env *inner,
                                    struct naive_frame *frame);

value naive_instalment(const struct naive_env *v, const struct expr *e, bool level);
// The value that a param on a date has; NULL where the date is not known, or the run has set it.
const struct expr *naive_on_date(const struct naive_env *v, const struct expr *e, value *date);

value naive_product(const struct naive_env *v, const struct expr *e);
value naive_round(const struct naive_env *v, const struct expr *e);
value naive_sum(const struct naive_env *v, const struct expr *e);
value naive_extreme(const struct naive_env *v, const struct expr *e, bool most);
value naive_negative(value x);

// A date and n periods as `term` has them; `month`: the date is a month.
value naive_add_period(value date, const struct expr *term, value n, bool month);
value naive_between(const struct naive_env *v, const struct expr *e, enum builtin id);
value naive_within(const struct naive_env *v, const struct expr *e);

value naive_compare(const struct naive_env *v, const struct expr *left, enum compare_op op, const struct expr *right);
value naive_among(const struct naive_env *v, const struct expr *x, const struct expr *set);
__int128 naive_bits_of(const struct naive_env *v, const struct expr *list);
value naive_has(const struct naive_env *v, const struct expr *e);

value naive_starts_with(const struct naive_env *v, const struct expr *e);
value naive_text_call(const struct naive_env *v, const struct expr *e, enum builtin id);

value naive_is_missing(const struct naive_env *v, const struct expr *e);
value naive_is_empty(const struct naive_env *v, const struct expr *e);
value naive_or_else(const struct naive_env *v, const struct expr *e);

const struct field *naive_list_of(const struct naive_env *v, const struct expr *e);
value naive_item_cell(const struct naive_env *v, const struct field *f);
value naive_aggregate(const struct naive_env *v, const struct expr *call, enum builtin id);

value naive_look_up(const struct naive_env *v, const struct table *t, uint32_t result);

value naive_meets(const struct naive_env *outer, const struct offer *o);
value naive_meets_elsewhere(const struct naive_env *v, const struct expr *e);
#endif
