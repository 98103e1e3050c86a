#include "interp/solve/range.h"

#include "interp/solve/internal.h"

// ---- nodes

static range_finder *const finders[OPERATION_COUNT] = {
    [OPERATION_CONSTANT] = range_of_constant,
    [OPERATION_COLUMN] = range_of_column,
    [OPERATION_AS_OF] = range_of_as_of,
    [OPERATION_WIDEN] = range_of_same,
    [OPERATION_BROADCAST] = range_of_same,
    [OPERATION_AND] = range_of_and,
    [OPERATION_OR] = range_of_or,
    [OPERATION_UNIQUE] = range_of_unique,
    [OPERATION_NOT] = range_of_not,
    [OPERATION_RULE] = range_of_rule,
    [OPERATION_IS_MISSING] = range_of_missing,
    [OPERATION_LIST_MISSING] = range_of_list_missing,
    [OPERATION_LIST_EMPTY] = range_of_list_empty,
    [OPERATION_COMPARE] = range_of_compare,
    [OPERATION_BETWEEN] = range_of_between,
    [OPERATION_AMONG] = range_of_among,
    [OPERATION_HAS] = range_of_has,
    [OPERATION_STARTS_WITH] = range_of_either,
    [OPERATION_LENGTH] = range_of_length,
    [OPERATION_VALID_CREDIT_CODE] = range_of_either,
    [OPERATION_VALID_ID_NUMBER] = range_of_either,
    [OPERATION_BIRTH_DATE_OF] = range_of_birth_date,
    [OPERATION_SET_SIZE] = range_of_set_size,
    [OPERATION_SPAN_COMPARE] = range_of_span_compare,
    [OPERATION_ADD] = range_of_add,
    [OPERATION_SUBTRACT] = range_of_subtract,
    [OPERATION_MULTIPLY] = range_of_multiply,
    [OPERATION_RATIO] = range_of_ratio,
    [OPERATION_RATIO_COMPARE] = range_of_ratio_compare,
    [OPERATION_SCALE] = range_of_scale,
    [OPERATION_MARGINAL] = range_of_marginal,
    [OPERATION_ABOVE_ZERO] = range_of_above_zero,
    [OPERATION_EXTREME] = range_of_extreme,
    [OPERATION_INSTALMENT] = range_of_instalment,
    [OPERATION_DATE_PLUS] = range_of_date_plus,
    [OPERATION_DATE_PLUS_DAYS] = range_of_date_plus_days,
    [OPERATION_MONTH_PLUS] = range_of_month_plus,
    [OPERATION_MONTH_OF] = range_of_month_of,
    [OPERATION_PASSED] = range_of_passed,
    [OPERATION_SPAN] = range_of_passed,
    [OPERATION_DAYS_BETWEEN] = range_of_days_between,
    [OPERATION_MONTHS_BETWEEN] = range_of_months_between,
    [OPERATION_SELECT] = range_of_select,
    [OPERATION_LOOKUP] = range_of_lookup,
    [OPERATION_OR_ELSE] = range_of_or_else,
    [OPERATION_COUNT_ITEMS] = range_of_count_items,
    [OPERATION_COUNT_PER_KEY] = range_of_count_items,
    [OPERATION_ANY_ITEM] = range_of_any_item,
    [OPERATION_ALL_ITEMS] = range_of_any_item,
    [OPERATION_SUM_ITEMS] = range_of_sum_items,
    [OPERATION_EXTREME_ITEM] = range_of_extreme_item,
    [OPERATION_LONGEST_RUN] = range_of_count_items,
};

void ranges_find(const struct plan *plan, const struct box *box, struct range *ranges) {
    const struct finder f = {plan, box, ranges};
    for (uint32_t i = 0; i < plan->node_count; i++) {
        const struct node *n = plan->nodes[i];
        ranges[n->id] = n->constant ? range_of_constant(&f, n) : finders[n->operation](&f, n);
    }
}

// ---- values

static bool holds_known(const struct range *r, const struct node *n, int64_t value) {
    switch (n->type.kind) {
    case TYPE_TRUTH: return may_be(r, value == TRUTH_YES ? OUTCOME_YES : OUTCOME_NO);
    case TYPE_SET: return !((uint64_t)value & ~r->may) && ((uint64_t)value & r->must) == r->must;
    case TYPE_TEXT: return may_be(r, OUTCOME_KNOWN);
    case TYPE_CHOICE:
        if (value < 64 && !(r->may >> value & 1)) return false;
        break;
    default: break;
    }
    return may_be(r, OUTCOME_KNOWN) && r->low <= value && value <= r->high;
}

bool range_admits(const struct range *range, const struct node *n, struct node_value value) {
    if (value.state != STATE_KNOWN) return may_be(range, outcome_of(value.state));
    return holds_known(range, n, value.value);
}
