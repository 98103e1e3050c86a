// A solver's memory, and what it takes for usual.
#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "interp/solve/search.h"
#include "interp/value/number.h"

#define USUAL_AGE 360  // of a date, in months
#define LOT 1          // rows of a block

static int64_t usual_value(const struct solver *s, const struct field *f) {
    switch (f->type.kind) {
    case TYPE_DATE: return s->options.as_of - USUAL_AGE * 32;
    case TYPE_MONTH: return date_month(s->options.as_of) - 12;
    case TYPE_TRUTH: return TRUTH_NO;
    default: return 0;
    }
}

// As the plain applicant has it, where there is one.
static void take_usual(struct solver *s, const struct field *f) {
    const struct block *plain = s->options.plain;
    bool list = f->type.kind == TYPE_LIST, text = f->type.kind == TYPE_TEXT;
    s->usual[f->index] = usual_value(s, f);
    s->plain_states[f->index] = STATE_KNOWN;
    if (!plain || !plain->rows) return;
    struct node_value v = {.state = STATE_KNOWN};
    if (!list) v = vector_value(&plain->columns[f->index], column_lane(f), 0);
    else v.state = (enum state)plain->lists[f->index].state[0];
    s->plain_states[f->index] = (uint8_t)v.state;
    if (v.state == STATE_KNOWN && !list && !text) s->usual[f->index] = v.value;
}

static struct range whole_range(const struct solver *s, const struct field *f) {
    struct range r = range_of_type(f->type);
    struct range_span span = range_on(&f->range, f->type.kind, 0);
    if (!s->options.missing) r.outcomes &= (uint8_t)~OUTCOME_UNKNOWN;
    if (f->range.words && r.low < span.low) r.low = span.low;
    if (f->range.words && r.high > span.high) r.high = span.high;
    return r;
}

static void take_fields(struct solver *s) {
    const struct policy *p = s->plan->policy;
    for (uint32_t i = 0; i < p->field_count; i++) {
        s->whole[i] = whole_range(s, &p->fields[i]);
        s->box.fields[i] = s->whole[i];
        s->box.views[i] = VIEW_PLAIN;
    }
    s->variable_count = 0;
    s->gathered = UINT32_MAX;
}

static void take_plain(struct solver *s) {
    for (uint32_t i = 0; i < s->plan->policy->field_count; i++) take_usual(s, &s->plan->policy->fields[i]);
}

static bool make_rooms(struct solver *s) {
    uint32_t fields = s->plan->policy->field_count + 1, nodes = s->plan->node_count + 1;
    s->ranges = calloc(nodes, sizeof *s->ranges);
    s->cutter.aims = calloc(nodes, sizeof *s->cutter.aims);
    s->cutter.turns = calloc(nodes, sizeof *s->cutter.turns);
    s->nodes = calloc(nodes, sizeof *s->nodes);
    s->reached = calloc(nodes, sizeof *s->reached);
    s->whole = calloc(fields, sizeof *s->whole);
    s->usual = calloc(fields, sizeof *s->usual);
    s->plain_states = calloc(fields, 1);
    s->is_free = calloc(fields, 1);
    s->variables = calloc((size_t)fields + nodes, sizeof *s->variables);
    s->is_trait = calloc(nodes, 1);
    s->classes = calloc(nodes, sizeof *s->classes);
    s->hangs = calloc(nodes, sizeof *s->hangs);
    s->stamps = calloc(nodes, sizeof *s->stamps);
    s->faults = calloc(nodes, 1);
    s->decided = calloc(s->plan->scheme_count + 1, sizeof *s->decided);
    s->box.traits = calloc(nodes, sizeof *s->box.traits);
    s->box.is_trait = s->is_trait;
    s->box.items_known = !s->options.missing;
    s->cutter.f = (struct finder){&s->box, s->ranges};
    s->cutter.first_trait = s->plan->policy->field_count;
    return s->ranges && s->cutter.aims && s->cutter.turns && s->nodes && s->reached && s->whole && s->usual &&
           s->plain_states && s->is_free && s->variables && s->is_trait && s->classes && s->box.traits && s->hangs &&
           s->stamps && s->faults && s->decided && marks_make_room(&s->marks, fields > nodes ? fields : nodes);
}

static void mark_nodes(struct solver *s) {
    for (uint32_t i = 0; i < s->plan->node_count; i++) {
        const struct node *n = s->plan->nodes[i];
        s->is_trait[n->id] = is_trait(n);
        s->classes[n->id] = n;
    }
    boxes_find_hangs(s);
}

// Of anybody, whether or not something is missing.
static void find_faults(struct solver *s) {
    struct box any = s->box;
    any.traits = NULL, any.items_known = false;
    for (uint32_t i = 0; i < s->plan->policy->field_count; i++) any.fields[i].outcomes |= OUTCOME_UNKNOWN;
    ranges_find(s->plan, &any, s->ranges);
    for (uint32_t i = 0; i < s->plan->node_count; i++) s->faults[i] = (s->ranges[i].outcomes & OUTCOME_FAULT) != 0;
}

static bool make_evaluator(struct solver *s) {
    s->block = block_new(s->plan->policy, LOT, true);
    s->spare = block_new(s->plan->policy, LOT, true);
    s->kept_block = block_new(s->plan->policy, LOT, true);
    s->workspace = plan_workspace_new(s->plan, LOT);
    s->decisions = decisions_new(s->plan, LOT);
    return s->block && s->spare && s->kept_block && s->workspace && s->decisions;
}

void solver_take_plain(struct solver *s, const struct block *plain) {
    s->options.plain = plain;
    take_plain(s);
}

void solver_take_missing(struct solver *s, bool missing) {
    if (s->options.missing == missing) return;
    slots_free(s->slots), s->slots = NULL;
    s->options.missing = missing;
    s->box.items_known = !missing;
    take_fields(s);
}

// Of whom it is not known it is taken to hold; whose it can't be worked out is none of them.
static form assumptions(struct solver *s, uint32_t first, uint32_t end) {
    form all = FORM_YES;
    for (uint32_t i = first; i < end; i++)
        all = solve_and(s, all, solve_not(s, solve_outcome(s, s->plan->assumed[i], OUTCOME_NO | OUTCOME_FAULT)));
    return all;
}

enum answer solve_assumptions(struct solver *s, uint32_t count) {
    struct finding found;
    return solve_only(s, assumptions(s, 0, count), &found);
}

enum answer solve_assumption(struct solver *s, uint32_t at) {
    struct finding found;
    return solve_only(s, assumptions(s, at, at + 1), &found);
}

struct solver *solver_new(const struct plan *plan, const struct solve_options *options) {
    struct solver *s = calloc(1, sizeof *s);
    if (!s) return NULL;
    s->plan = plan;
    s->options = *options;
    if (!s->options.as_of) s->options.as_of = SOLVE_USUAL_AS_OF;
    if (!s->options.budget) s->options.budget = SOLVE_BUDGET;
    s->gaps = s->options.missing;
    bool made = forms_make(&s->forms) && box_make(&s->box, plan->policy) && make_rooms(s) && make_evaluator(s);
    if (made) {
        take_fields(s);
        find_faults(s);
        take_fields(s);
        take_plain(s);
        mark_nodes(s);
        made = specimens_make(s) && (!plan->world_count || classes_find(s));
        s->assumed = assumptions(s, 0, plan->assumed_count);
    }
    if (made) return s;
    solver_free(s);
    return NULL;
}

void solver_free(struct solver *s) {
    if (!s) return;
    forms_free(&s->forms);
    specimens_free(s);
    slots_free(s->slots);
    loose_free(s->loose);
    box_free(&s->box);
    free(s->ranges), free(s->cutter.aims), free(s->cutter.turns), free(s->nodes), free(s->reached), free(s->whole),
        free(s->usual);
    free(s->plain_states), free(s->is_free), free(s->variables), free(s->is_trait), free(s->classes),
        free(s->box.traits), free(s->wanted), free(s->held), free(s->hangs), free(s->stamps), free(s->faults),
        free(s->decided);
    marks_free(&s->marks);
    boxes_free(s);
    free(s->least);
    if (s->block) block_free(s->block);
    if (s->spare) block_free(s->spare);
    if (s->kept_block) block_free(s->kept_block);
    if (s->workspace) workspace_free(s->workspace);
    decisions_free(s->decisions);
    free(s);
}
