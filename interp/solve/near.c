// Who is like somebody known in all that does not matter is soon found: little is left to part.
#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/solve/search.h"

#define BOXES_NEAR 60u

// As the box has it.
static int64_t seen_value(const struct solver *s, const struct field *f, int64_t value) {
    int32_t as_of = s->near->as_of[0];
    bool month = f->type.kind == TYPE_MONTH;
    switch (s->box.views[f->index]) {
    case VIEW_TOP: return date_top(as_of) - value;
    case VIEW_DIFFERENCE: return (month ? date_month(as_of) : as_of) - value;
    default: return value;
    }
}

static void take_value(struct range *r, const struct field *f, int64_t value) {
    switch (f->type.kind) {
    case TYPE_TRUTH: r->outcomes = value == TRUTH_YES ? OUTCOME_YES : OUTCOME_NO; return;
    case TYPE_SET: r->may = r->must = (uint64_t)value; break;
    case TYPE_CHOICE:
        if (value < 64) r->may = UINT64_C(1) << value;
        r->low = r->high = value;
        break;
    default: r->low = r->high = value;
    }
    r->outcomes = OUTCOME_KNOWN;
}

void near_range(const struct solver *s, const struct field *f, struct range *r) {
    if (f->type.kind == TYPE_LIST || f->type.kind == TYPE_TEXT) return;
    struct node_value v = vector_value(&s->near->columns[f->index], column_lane(f), 0);
    if (v.state == STATE_KNOWN) take_value(r, f, seen_value(s, f, v.value));
    else r->outcomes &= OUTCOMES_OPEN;
}

static bool gather_free(struct solver *s, form own) {
    if (s->forms.failed || !gather(s, own)) return false;
    memset(s->is_free, 0, s->plan->policy->field_count);
    for (uint32_t i = 0; i < s->variable_count; i++)
        if (variable_field(s, s->variables[i])) s->is_free[s->variables[i]] = 1;
    return true;
}

enum answer solve_near(struct solver *s, form goal, form own, const struct block *applicant, struct finding *out) {
    uint32_t budget = s->options.budget;
    form full = solve_and(s, goal, s->assumed);
    if (!applicant || goal == FORM_NO) return solve(s, goal, out);
    if (!gather_free(s, own)) return ANSWER_FAILED;
    s->near = applicant;
    s->options.budget = budget < BOXES_NEAR ? budget : BOXES_NEAR;
    enum answer answer = solve_only(s, full, out);
    s->options.budget = budget;
    s->near = NULL;
    return answer == ANSWER_FOUND || answer == ANSWER_FAILED ? answer : solve(s, goal, out);
}
