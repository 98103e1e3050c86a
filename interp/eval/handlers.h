// The handlers of all operations, and what they tell of themselves afterwards.
#ifndef POL_EVAL_HANDLERS_H
#define POL_EVAL_HANDLERS_H
#include "interp/eval/states.h"

// What a LOOKUP came to in a row: the result chosen, and the bits of the columns that kept it from choosing.
const struct node *lookup_result(const struct workspace *w, const struct node *n, uint32_t row);
uint32_t lookup_culprits(const struct workspace *w, const struct node *n, uint32_t row);

// The handlers: eval_<operation>, with its lane where several have one.
#define HANDLER(name) void name(struct workspace *w, const struct node *n)
HANDLER(eval_column);
HANDLER(eval_as_of);
HANDLER(eval_widen);
HANDLER(eval_broadcast);
HANDLER(eval_and);
HANDLER(eval_or);
HANDLER(eval_unique);
HANDLER(eval_above_zero);
HANDLER(eval_not);
HANDLER(eval_rule);
HANDLER(eval_truth_missing);
HANDLER(eval_is_missing);
HANDLER(eval_list_missing);
HANDLER(eval_list_empty);
HANDLER(eval_compare_truth);
HANDLER(eval_compare_code);
HANDLER(eval_compare_date);
HANDLER(eval_compare_wide);
HANDLER(eval_compare_text);
HANDLER(eval_between_date);
HANDLER(eval_between_wide);
HANDLER(eval_among);
HANDLER(eval_has_code);
HANDLER(eval_has_wide);
HANDLER(eval_starts_with);
HANDLER(eval_length);
HANDLER(eval_valid_credit_code);
HANDLER(eval_valid_id_number);
HANDLER(eval_birth_date_of);
HANDLER(eval_set_size_code);
HANDLER(eval_set_size_wide);
HANDLER(eval_span_compare);
HANDLER(eval_add);
HANDLER(eval_subtract);
HANDLER(eval_multiply);
HANDLER(eval_ratio);
HANDLER(eval_marginal);
HANDLER(eval_ratio_compare);
HANDLER(eval_scale);
HANDLER(eval_scale_number);
HANDLER(eval_extreme_date);
HANDLER(eval_extreme_wide);
HANDLER(eval_instalment);
HANDLER(eval_date_plus);
HANDLER(eval_date_plus_days);
HANDLER(eval_month_plus);
HANDLER(eval_month_of);
HANDLER(eval_passed);
HANDLER(eval_days_between);
HANDLER(eval_months_between);
HANDLER(eval_select_truth);
HANDLER(eval_select_code);
HANDLER(eval_select_date);
HANDLER(eval_select_wide);
HANDLER(eval_select_text);
HANDLER(eval_lookup_byte);
HANDLER(eval_lookup_date);
HANDLER(eval_lookup_wide);
HANDLER(eval_lookup_text);
HANDLER(eval_else_truth);
HANDLER(eval_else_code);
HANDLER(eval_else_date);
HANDLER(eval_else_wide);
HANDLER(eval_else_text);
HANDLER(eval_count_items);
HANDLER(eval_count_per_key);
HANDLER(eval_any_item);
HANDLER(eval_all_items);
HANDLER(eval_sum_items);
HANDLER(eval_extreme_item_date);
HANDLER(eval_extreme_item_wide);
HANDLER(eval_longest_run);
#undef HANDLER
#endif
