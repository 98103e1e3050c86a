// Two offers beside one another: what is the same in both is left out, so that a question hangs on what differs.
#include <stdlib.h>
#include <string.h>

#include "interp/solve/search.h"

// ---- by parts

// Marks the forms that a form is the `or` of.
static void mark_parts(const struct solver *s, form any, uint8_t *marks) {
    marks[any] = 1;
    for (form i = any + 1; i-- > 0;) {
        const struct form_key *k = &s->forms.keys[i];
        if (!marks[i] || k->kind != FORM_OR) continue;
        marks[i] = 0;
        marks[k->kids[0]] = marks[k->kids[1]] = 1;
    }
}

// Those of the first that are not among those of the second.
static form parts_beyond(struct solver *s, const uint8_t *marks, const uint8_t *others, form most) {
    form any = FORM_NO;
    for (form i = 0; i <= most; i++)
        if (marks[i] && !others[i]) any = solve_or(s, any, i);
    return any;
}

// ---- conditions, spelt out

#define OUTCOMES_ALL (OUTCOMES_KNOWN | OUTCOMES_OPEN)

static uint8_t outcomes_possible(const struct node *n) {
    uint8_t outcomes = OUTCOMES_KNOWN | OUTCOME_UNKNOWN;
    if (n->may_be_referred) outcomes |= OUTCOME_REFERRED;
    if (n->may_be_silent) outcomes |= OUTCOME_SILENT;
    return n->may_fault ? outcomes | OUTCOME_FAULT : outcomes;
}

static uint8_t outcomes_turned(uint8_t outcomes) {
    return (uint8_t)((outcomes & OUTCOMES_OPEN) | (outcomes & OUTCOME_NO ? OUTCOME_YES : 0) |
                     (outcomes & OUTCOME_YES ? OUTCOME_NO : 0));
}

// An `and` is no where one of its kids is, and is not yes where one of them is not; an `or` likewise the other way.
static form spelt_out(struct solver *s, const struct node *n, uint8_t outcomes) {
    uint8_t possible = outcomes_possible(n), decides = n->operation == OPERATION_AND ? OUTCOME_NO : OUTCOME_YES;
    uint8_t all_but = OUTCOMES_ALL & ~(decides ^ OUTCOMES_KNOWN), of_one = 0;
    if (n->operation == OPERATION_NOT) return spelt_out(s, n->kids[0], outcomes_turned(outcomes));
    if ((outcomes & possible) == decides) of_one = decides;
    if ((outcomes & possible) == (all_but & possible)) of_one = all_but;
    bool joins = n->operation == OPERATION_AND || n->operation == OPERATION_OR;
    if (!joins || !of_one) return solve_outcome(s, n, outcomes);
    form any = FORM_NO;
    for (uint32_t k = 0; k < n->count; k++) any = solve_or(s, any, spelt_out(s, n->kids[k], of_one));
    return any;
}

// All that the parts ask of the node; each part is but once.
static uint8_t take_outcomes(const struct solver *s, const struct node *n, uint8_t *marks, form most) {
    uint8_t outcomes = 0;
    for (form i = 0; i <= most; i++) {
        const struct form_key *k = &s->forms.keys[i];
        if (!marks[i] || k->kind != FORM_OUTCOME || k->nodes[0] != n) continue;
        outcomes |= (uint8_t)k->outcomes;
        marks[i] = 0;
    }
    return outcomes;
}

static form parts_spelt_out(struct solver *s, uint8_t *marks, form most) {
    form any = FORM_NO;
    for (form i = 0; i <= most; i++) {
        const struct node *n = s->forms.keys[i].kind == FORM_OUTCOME ? s->forms.keys[i].nodes[0] : NULL;
        bool joins = n && (n->operation == OPERATION_AND || n->operation == OPERATION_OR);
        if (marks[i]) any = solve_or(s, any, joins ? spelt_out(s, n, take_outcomes(s, n, marks, most)) : i);
    }
    return any;
}

// ---- what only one is made of

struct two {
    form a, b;
};

// What is left of both; where they are spelt out more may be the same.
static struct two without_common(struct solver *s, struct two of, bool spell_out) {
    form most = of.a > of.b ? of.a : of.b;
    uint8_t *marks = calloc(2 * ((size_t)most + 1), 1);
    if (!marks || s->forms.failed) {
        free(marks);
        return (struct two){solve_no_memory(s), FORM_NO};
    }
    uint8_t *others = marks + most + 1;
    mark_parts(s, of.a, marks);
    mark_parts(s, of.b, others);
    form first = spell_out ? parts_spelt_out(s, marks, most) : parts_beyond(s, marks, others, most);
    form second = spell_out ? parts_spelt_out(s, others, most) : parts_beyond(s, others, marks, most);
    free(marks);
    return (struct two){first, second};
}

// The first holds and the second does not, by what only one of them is made of: it follows from that, and is not all
// that there is to it.
static form follows(struct solver *s, form a, form b) {
    struct two left = without_common(s, (struct two){a, b}, false);
    left = without_common(s, without_common(s, left, true), false);
    return solve_first(s, left.a, solve_not(s, left.b));
}

form solve_graver(struct solver *s, struct planned_place a, struct planned_place b, uint32_t least) {
    form first = decided_least(s, a.scheme, a.offer, least);
    return follows(s, first, decided_least(s, b.scheme, b.offer, least));
}

// ---- nodes that come to the same

static bool may_merge(const struct node *a, const struct node *b) {
    return a && b && a->type.kind == b->type.kind && a->lane == b->lane && !a->constant && !b->constant;
}

bool solve_merge(struct solver *s, const struct node *a, const struct node *b) {
    struct finding found;
    if (!may_merge(a, b)) return true;
    a = solve_class(s, a), b = solve_class(s, b);
    if (a == b) return true;
    enum answer answer = solve(s, solve_not(s, solve_same(s, a, b)), &found);
    if (answer != ANSWER_NONE || found.items) return answer != ANSWER_FAILED;
    memset(s->decided, 0, s->plan->scheme_count * sizeof *s->decided);
    s->least_count = 0;
    s->classes[a->id < b->id ? b->id : a->id] = a->id < b->id ? a : b;
    return classes_find(s);
}
