// Whoever the solver finds for an outcome that no test has seen, looked at as if there were a test of it.
#include <stdlib.h>
#include <string.h>

#include "interp/cover/internal.h"
#include "interp/eval/eval.h"

void taking_end(struct taking *t) {
    decisions_free(t->decisions);
    if (t->workspace) workspace_free(t->workspace);
    free(t->before);
}

bool taking_begin(struct taking *t, struct coverage *c, const struct plan *plan, struct shown_list *found) {
    *t = (struct taking){.c = c, .found = found, .plan = plan, .workspace = plan_workspace_new(plan, 1)};
    t->decisions = decisions_new(plan, 1);
    t->before = calloc(2 * (size_t)c->place_count + 1, 1);
    if (!t->workspace || !t->decisions || !t->before) return false;
    t->shown = t->before + c->place_count;
    for (uint32_t i = 0; i < c->place_count; i++) t->before[i] = c->places[i].seen;
    return true;
}

// What is seen of the applicant alone stands in the places afterwards.
static bool see_applicant(struct taking *t, const struct block *applicant, const uint8_t *groups) {
    const struct test_view view = {.groups = groups, .d = t->decisions, .w = t->workspace};
    if (!eval_block(t->workspace, applicant)) return false;
    decide(t->decisions, t->workspace, applicant);
    for (uint32_t i = 0; i < t->c->place_count; i++) t->c->places[i].seen = 0;
    see_test(t->c, &view);
    return true;
}

static void add_things(struct taking *t, struct shown *s) {
    for (uint32_t i = 0; i < t->c->place_count; i++) {
        const struct cover_place *p = &t->c->places[i];
        uint8_t fresh = (uint8_t)(p->seen & p->wanted & ~t->before[i]);
        t->shown[i] |= fresh;
        for (unsigned k = 0; fresh >> k; k++)
            if (fresh >> k & 1) shown_add_thing(t->found, s, cover_thing(i, k));
    }
}

static void put_back(struct taking *t) {
    for (uint32_t i = 0; i < t->c->place_count; i++) t->c->places[i].seen = t->before[i];
}

bool take(struct taking *t, const struct block *applicant, const struct cover_place *p, uint8_t outcome) {
    struct shown *s = shown_add(t->found, applicant);
    s->groups[p->scheme->group] = 1;
    bool shows = see_applicant(t, applicant, s->groups) && p->seen & outcome;
    if (shows) add_things(t, s);
    else shown_take_back(t->found);
    put_back(t);
    return shows;
}
