// What goes wrong for somebody: a record that faults, a limit that comes to nothing, a value that there is none of
// though all is known.
#include "grammar/tree/decision.h"
#include "interp/eval/causes.h"
#include "interp/findings/internal.h"

enum { TOLD = 1, TOLD_ARISES };  // of a part; and of what in it goes wrong

struct part_place {
    const struct planned_part *part;
    const struct planned_offer *offer;
    uint32_t scheme;
};

static struct span head_of(const struct part_place *at) {
    const struct planned_offer *o = at->offer;
    if (at->part->kind == PART_RULE) return o->rules[at->part->index].rule->decl->head;
    return at->part->kind == PART_GRANT ? o->grants[at->part->index].grant->decl->head : o->offer->decl->head;
}

static struct diag_arg words_of(const struct study *s, const struct part_place *at) {
    return study_words(s, at->part->name ? at->part->name : &at->offer->offer->def.name);
}

static void look_at_found(struct study *s, const struct finding *found, const struct node *n) {
    if (!solve_evaluate(s->solver, &n, 1, found->block, s->workspace)) arena_exhausted(s->arena);
}

// ---- faults

static struct diag_arg fault_words(const struct node *fault) {
    switch (fault->operation) {
    case OPERATION_DATE_PLUS:
    case OPERATION_DATE_PLUS_DAYS:
    case OPERATION_MONTH_PLUS: return (struct diag_arg)A2("a date outside the calendar", "日期超出日历范围");
    case OPERATION_INSTALMENT:
        return (struct diag_arg)A2("no instalment of such a rate or so many months", "按此利率或期数算不出月供");
    case OPERATION_UNIQUE: return (struct diag_arg)A2("two rows of a table hold", "表中有两行同时成立");
    case OPERATION_BIRTH_DATE_OF: return (struct diag_arg)A2("no valid ID number", "身份证号码无效");
    default: return (struct diag_arg)A2("an overflow", "数值溢出");
    }
}

static bool is_divisor_zero(const struct study *s, const struct node *fault) {
    uint32_t at = 0;
    if (fault->operation != OPERATION_RATIO && fault->operation != OPERATION_RATIO_COMPARE) return false;
    for (int side = 0; side < 2; side++) {
        at += fault->sides.factors[side];
        for (uint32_t i = 0; i < fault->sides.divisors[side]; i++) {
            struct node_value v = node_value_at(s->workspace, fault->kids[at++], 0);
            if (v.state == STATE_KNOWN && v.value == 0) return true;
        }
    }
    return false;
}

static void report_fault(struct study *s, const struct part_place *at, const struct node *n, form goal, bool usual) {
    const struct node *fault = node_fault(s->workspace, n, 0);
    if (!fault || s->told[fault->id] > TOLD) return;
    s->told[fault->id] = TOLD_ARISES;
    struct diag_arg why = fault_words(fault);
    if (is_divisor_zero(s, fault)) why = (struct diag_arg)A2("a division by zero", "除数为零");
    struct diag *d = diag(&s->c->diags, usual ? DIAG_FAULT_REACHED : DIAG_FAULT_ODD, head_of(at), words_of(s, at), why);
    if (fault->origin) diag_label(&s->c->diags, d, DIAG_LABEL_ARISES, fault->origin->at, A(""));
    diag_hint(&s->c->diags, d, DIAG_HINT_FAULT_REACHED, A(""));
    d->witness = study_witness(s, goal);
}

static form is_asked(struct study *s, const struct part_place *at) {
    const struct scheme *of = s->plan->schemes[at->scheme].scheme;
    form asked = solve_as_of(s->solver, of->from, of->until);
    if (!at->offer->when || at->part->kind == PART_WHEN) return asked;
    return solve_and(s->solver, asked, solve_outcome(s->solver, at->offer->when, (uint8_t)~OUTCOME_NO));
}

// A condition that offers share is told once.
static void ask_fault(struct study *s, const struct part_place *at, const struct node *n, form before) {
    struct finding found;
    if (!n || !n->may_fault || s->told[n->id]) return;
    form faults = solve_outcome(s->solver, n, OUTCOME_FAULT);
    form reached = solve_and(s->solver, faults, before), goal = solve_and(s->solver, reached, is_asked(s, at));
    enum answer answer = study_ask_any(s, goal, &found);
    if (answer != ANSWER_FOUND) {
        s->told[n->id] = answer == ANSWER_NONE && study_ask_any(s, faults, NULL) == ANSWER_NONE;
        return;
    }
    s->told[n->id] = TOLD;
    bool usual = study_narrow_usual(s, &goal, &found);
    look_at_found(s, &found, n);
    report_fault(s, at, n, goal, usual);
}

static void ask_faults(struct study *s, const struct part_place *at) {
    const struct planned_part *p = at->part;
    uint8_t bad = p->bad == TRUTH_NO ? OUTCOME_NO : OUTCOME_YES;
    ask_fault(s, at, p->when, FORM_YES);
    ask_fault(s, at, p->node, FORM_YES);
    if (p->waiver) ask_fault(s, at, p->waiver, solve_outcome(s->solver, p->node, bad));
}

// ---- values that there are none of

// The largest of no items, say: then a person decides, whatever else is handed in.
static void ask_nothing(struct study *s, const struct part_place *at, uint32_t offer) {
    struct finding found;
    const struct node *n = at->part->node;
    if (!n->may_be_silent || n->constant || s->told[n->id]) return;
    form goal = solve_decision(s->solver, at->scheme, offer, SOLVE_DECISION(DECISION_REFER));
    goal = solve_and(s->solver, goal, solve_outcome(s->solver, n, OUTCOME_SILENT));
    if (study_ask(s, goal, at->scheme, &found) != ANSWER_FOUND) return;
    look_at_found(s, &found, n);
    if (!node_is_nothing(s->workspace, n, 0)) return;
    s->told[n->id] = TOLD;
    const struct node *origin = node_origin(s->workspace, n, 0, STATE_SILENT);
    struct diag *d = diag(&s->c->diags, DIAG_NO_VALUE_EVER, head_of(at), words_of(s, at));
    if (origin && origin->origin) diag_label(&s->c->diags, d, DIAG_LABEL_ARISES, origin->origin->at, A(""));
    diag_hint(&s->c->diags, d, DIAG_HINT_NO_VALUE_EVER, A(""));
    d->witness = study_witness(s, goal);
}

// ---- limits

static void ask_limit(struct study *s, const struct part_place *at, uint32_t offer) {
    const struct planned_grant *g = &at->offer->grants[at->part->index];
    struct finding found;
    if (!g->is_limit || g->written->low > 0 || s->told[g->written->id]) return;
    form goal = solve_decision(s->solver, at->scheme, offer, SOLVE_DECISION(DECISION_REFER));
    goal = solve_and(s->solver, goal, solve_between(s->solver, g->written, INT64_MIN, 0));
    goal = solve_and(s->solver, goal, solve_decided(s->solver, at->scheme));
    if (study_ask_any(s, goal, &found) != ANSWER_FOUND) return;
    s->told[g->written->id] = TOLD;
    study_narrow_usual(s, &goal, &found);
    struct diag *d = diag(&s->c->diags, DIAG_LIMIT_NOTHING, head_of(at), words_of(s, at));
    if (g->written->origin) diag_label(&s->c->diags, d, DIAG_LABEL_ARISES, g->written->origin->at, A(""));
    diag_hint(&s->c->diags, d, DIAG_HINT_LIMIT_NOTHING, A(""));
    d->witness = study_witness(s, goal);
}

// ---- all of them

static void ask_offer(struct study *s, uint32_t scheme, uint32_t offer) {
    const struct planned_offer *o = study_offer(s, scheme, offer);
    for (uint32_t i = 0; i < planned_part_count(o); i++) {
        struct planned_part part = planned_part(o, i);
        const struct part_place at = {&part, o, scheme};
        if (part.node) ask_faults(s, &at);
        if (part.kind != PART_GRANT) continue;
        ask_limit(s, &at, offer);
        ask_nothing(s, &at, offer);
    }
}

void effects_ask(struct study *s) {
    s->told = ARENA_ARRAY(s->arena, uint8_t, s->plan->node_count);
    for (uint32_t i = 0; i < s->policy->scheme_count; i++)
        for (uint32_t k = 0; k < s->plan->schemes[i].offer_count; k++) ask_offer(s, i, k);
}
