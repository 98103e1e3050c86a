// Who is like somebody known in all that does not matter is soon found, and who is so in all numbers but one: little is
// left to part.
#include <string.h>

#include "interp/solve/search.h"

#define BOXES_NEAR 60u
#define ALONG_MOST 8u  // numbers that are tried, as long as there are boxes for them

static bool gather_free(struct solver *s, form own) {
    if (s->forms.failed || !gather(s, own)) return false;
    memset(s->is_free, 0, s->plan->policy->field_count);
    for (uint32_t i = 0; i < s->variable_count; i++)
        if (variable_field(s, s->variables[i])) s->is_free[s->variables[i]] = 1;
    return true;
}

// ---- along one number

static bool has_variable(const struct solver *s, uint32_t variable) {
    for (uint32_t i = 0; i < s->variable_count; i++)
        if (s->variables[i] == variable) return true;
    return false;
}

static void free_along(struct solver *s, const struct field *f) {
    const struct policy *p = s->plan->policy;
    for (uint32_t i = 0; i < p->field_count; i++)
        s->is_free[i] = &p->fields[i] == f || !type_has_amount(p->fields[i].type.kind);
}

static enum answer ask_some_boxes(struct solver *s, form goal, struct finding *out) {
    uint32_t budget = s->options.budget, before = out->boxes;
    uint64_t looked = out->looks;
    s->options.budget = budget < BOXES_NEAR ? budget : BOXES_NEAR;
    enum answer answer = solve_only(s, goal, out);
    s->options.budget = budget;
    out->boxes += before, out->looks += looked;
    return answer;
}

enum answer ask_along(struct solver *s, form goal, struct finding *out) {
    enum answer answer = ANSWER_OPEN;
    uint32_t tried = 0, fields = s->plan->policy->field_count;
    if (s->forms.failed || !gather(s, goal)) return ANSWER_FAILED;
    s->along = true;
    for (uint32_t i = 0; i < fields && tried < ALONG_MOST && (tried + 1) * BOXES_NEAR <= s->options.budget; i++) {
        const struct field *f = &s->plan->policy->fields[i];
        if (!type_has_amount(f->type.kind) || !has_variable(s, i)) continue;
        tried++;
        free_along(s, f);
        answer = ask_some_boxes(s, goal, out);
        if (answer == ANSWER_FOUND || answer == ANSWER_FAILED) break;
        answer = ANSWER_OPEN;
    }
    s->along = false;
    return answer;
}

// ---- near somebody

enum answer solve_near(struct solver *s, form goal, form own, const struct block *applicant, struct finding *out) {
    form full = solve_and(s, goal, s->assumed);
    if (!applicant || goal == FORM_NO) return solve(s, goal, out);
    if (!gather_free(s, own)) return ANSWER_FAILED;
    s->near = applicant;
    enum answer answer = ask_some_boxes(s, full, out);
    s->near = NULL;
    if (answer == ANSWER_FOUND || answer == ANSWER_FAILED) return answer;
    uint64_t looked = out->looks;
    answer = solve(s, goal, out);
    out->looks += looked;
    return answer;
}
