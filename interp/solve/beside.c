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

// The first holds and the second does not, by what only one of them is made of: it follows from that, and is not all
// that there is to it.
static form follows(struct solver *s, form a, form b) {
    form most = a > b ? a : b;
    uint8_t *marks = calloc(2 * ((size_t)most + 1), 1);
    if (!marks || s->forms.failed) return free(marks), solve_no_memory(s);
    mark_parts(s, a, marks);
    mark_parts(s, b, marks + most + 1);
    form own = parts_beyond(s, marks, marks + most + 1, most);
    form others = parts_beyond(s, marks + most + 1, marks, most);
    free(marks);
    return solve_first(s, own, solve_not(s, others));
}

form solve_graver(struct solver *s, struct planned_place a, struct planned_place b, uint32_t least) {
    return follows(s, decided_least(s, a.scheme, a.offer, least), decided_least(s, b.scheme, b.offer, least));
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
    s->classes[a->id < b->id ? b->id : a->id] = a->id < b->id ? a : b;
    return classes_find(s);
}
