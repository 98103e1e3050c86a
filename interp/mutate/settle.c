// Slips that no test notices, some at once as worlds of one plan: of each somebody for whom it would show, or a proof
// that there is nobody.
#include "interp/eval/eval.h"
#include "interp/mutate/internal.h"

#define AT_ONCE 16       // worlds of a plan: whoever is looked at is decided in all of them
#define TRIED_BEFORE 32  // of those who were found for slips before, the last

struct settling {
    struct mutation *m;
    struct parts *parts;
    struct shown_list *found;
    uint32_t slips[AT_ONCE];  // by number of the mutant
    bool shown[AT_ONCE];      // by somebody who was found
    struct plan_world worlds[AT_ONCE];
    uint32_t count;
    struct plan *plan;
    struct solver *solver;
    struct lone lone;
    struct workspace *workspace;
    struct decisions *decisions;
};

static bool evaluate(struct settling *s, const struct block *applicant) {
    if (!eval_block(s->workspace, applicant)) return false;
    decide(s->decisions, s->workspace, applicant);
    return true;
}

// A group in which he shows the slip; the number of groups: none.
static uint32_t group_of(const struct settling *s, uint32_t slip, const uint8_t *groups) {
    const struct told told = {s->found->arena, s->decisions, s->workspace};
    uint32_t g = 0, count = s->m->policy->group_count;
    while (g < count && !((!groups || groups[g]) && worlds_differ(&told, slip + 1, g))) g++;
    return g;
}

// What he shows of these slips by what the groups make of him that are asked about.
static bool look_at(struct settling *s, struct shown *one) {
    if (!evaluate(s, one->block)) return false;
    for (uint32_t i = 0; i < s->count; i++) {
        bool same = s->m->mutants[s->slips[i]].fate == FATE_SAME;
        if (same || group_of(s, i, one->groups) == s->m->policy->group_count) continue;
        s->shown[i] = true;
        shown_add_thing(s->found, one, s->slips[i]);
    }
    return true;
}

static bool look_at_earlier(struct settling *s) {
    uint32_t first = s->found->count > TRIED_BEFORE ? s->found->count - TRIED_BEFORE : 0;
    for (uint32_t i = first; i < s->found->count; i++)
        if (!look_at(s, &s->found->items[i])) return false;
    return true;
}

static bool take(struct settling *s, const struct finding *found, uint32_t slip) {
    struct shown *one = shown_add(s->found, found->block);
    if (!evaluate(s, one->block)) return false;
    uint32_t group = group_of(s, slip, NULL);
    if (group == s->m->policy->group_count) return shown_take_back(s->found), true;
    one->groups[group] = 1;
    return look_at(s, one);
}

// Sooner settled comes first: what is proved alike needs no further question, and who is found is mostly one whom a
// test would tell.
static bool settle(struct settling *s, uint32_t slip) {
    static const enum asked_how ways[] = {ASKED_CLOSELY, ASKED_USUAL, ASKED_WHOLE, ASKED_TOLD};
    const struct asking asking = {s->plan, s->solver, &s->lone, s->found->as_of};
    struct finding found;
    for (size_t i = 0; i < sizeof ways / sizeof *ways && !s->shown[slip]; i++) {
        enum answer answer = ask_about(&asking, slip + 1, ways[i], &found);
        if (answer == ANSWER_FAILED || (answer == ANSWER_FOUND && !take(s, &found, slip))) return false;
        if (answer != ANSWER_NONE || ways[i] == ASKED_USUAL) continue;
        s->m->mutants[s->slips[slip]].fate = FATE_SAME;
        return true;
    }
    return true;
}

static bool make_ready(struct settling *s) {
    const struct plan_options po = {.worlds = s->worlds,
                                    .world_count = s->count,
                                    .assumed = true,
                                    .parts = parts_for_all(s->parts, s->m->mutants, s->slips, s->count)};
    const struct solve_options so = {
        .missing = true, .budget = BUDGET, .plain = s->found->plain, .as_of = s->found->as_of};
    s->plan = plan_new(s->m->policy, &po);
    s->solver = s->plan ? solver_new(s->plan, &so) : NULL;
    s->workspace = s->solver ? plan_workspace_new(s->plan, 1) : NULL;
    s->decisions = s->workspace ? decisions_new(s->plan, 1) : NULL;
    return s->decisions != NULL;
}

static void drop(struct settling *s) {
    decisions_free(s->decisions);
    if (s->workspace) workspace_free(s->workspace);
    solver_free(s->solver);
    lone_end(&s->lone);
    if (s->plan) plan_free(s->plan);
    *s = (struct settling){.m = s->m, .parts = s->parts, .found = s->found};
}

static bool settle_some(struct settling *s) {
    bool done = !s->count || (make_ready(s) && look_at_earlier(s));
    for (uint32_t i = 0; i < s->count && done; i++) done = settle(s, i);
    drop(s);
    return done;
}

static void add_slip(struct settling *s, uint32_t mutant) {
    const struct mutant *slip = &s->m->mutants[mutant];
    s->worlds[s->count] = (struct plan_world){
        .patches = slip->patches, .patch_count = slip->patch_count, .groups = slip->groups};
    s->slips[s->count++] = mutant;
}

static void name_witnesses(struct mutation *m, struct shown_list *found) {
    for (uint32_t i = found->count; i-- > 0;) {
        const struct diag_witness *told = shown_witness(found, &found->items[i]);
        for (uint32_t k = 0; k < found->items[i].thing_count; k++) m->mutants[found->items[i].things[k]].witness = told;
    }
    for (uint32_t i = 0; i < m->count; i++)
        found->open += m->mutants[i].fate == FATE_SURVIVED && !m->mutants[i].witness;
}

static bool is_full(const struct settling *s, uint32_t next) {
    const struct mutant *all = s->m->mutants;
    return s->count == AT_ONCE || (s->count && !goes_with(&all[s->slips[0]], &all[next]));
}

bool settle_survivors(struct mutation *m, struct parts *parts, struct shown_list *found) {
    struct settling s = {.m = m, .parts = parts, .found = found};
    bool done = true;
    for (uint32_t i = 0; i < m->count && done; i++) {
        if (m->mutants[i].fate != FATE_SURVIVED) continue;
        if (is_full(&s, i)) done = settle_some(&s);
        add_slip(&s, i);
    }
    done = done && settle_some(&s);
    shown_thin(found, m->count);
    name_witnesses(m, found);
    return done;
}
