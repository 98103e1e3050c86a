// What a question hangs on: only that is worked out over a box, and only those fields are parted.
#include <stdlib.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/solve/search.h"

// ---- forms, nodes and fields: each is found before what it is made of, and so they are put down from the end

static bool make_room(struct solver *s) {
    uint32_t count = s->forms.count;
    if (!marks_make_room(&s->marks, count)) return false;
    if (count <= s->held_room) return true;
    uint8_t *held = realloc(s->held, 4 * (size_t)count);
    if (held) s->held = held;
    form *wanted = realloc(s->wanted, 2 * count * sizeof *wanted);
    if (wanted) s->wanted = wanted;
    if (held && wanted) s->held_room = 2 * count;
    return held && wanted;
}

static void gather_forms(struct solver *s, form goal) {
    form *first = s->wanted + s->held_room;
    s->wanted_count = 0;
    marks_add(&s->marks, goal);
    for (form i; marks_take_last(&s->marks, &i); s->wanted_count++) {
        const struct form_key *k = &s->forms.keys[i];
        *--first = i;
        for (int kid = 0; kid < 2 && k->kind >= FORM_NOT; kid++) marks_add(&s->marks, k->kids[kid]);
    }
    memmove(s->wanted, first, s->wanted_count * sizeof *first);
}

static void mark_node(struct solver *s, const struct node *n) {
    if (n && s->reached[n->id] < s->gathering) marks_add(&s->marks, n->id);
}

// Those that are marked and what they are worked out from, behind the others; how many they are.
static uint32_t take_nodes(struct solver *s, uint32_t others, uint32_t reached) {
    const struct node **first = s->nodes + s->plan->node_count;
    uint32_t count = 0;
    for (uint32_t id; marks_take_last(&s->marks, &id); count++) {
        *--first = s->plan->nodes[id];
        s->reached[id] = reached;
        for (uint32_t k = 0; k < (*first)->count; k++) mark_node(s, (*first)->kids[k]);
    }
    memmove(s->nodes + others, first, count * sizeof *first);
    return count;
}

uint32_t gather_from(struct solver *s, const struct node *const *all, uint32_t count) {
    s->gathered = UINT32_MAX;
    s->gathering += 2;
    for (uint32_t i = 0; i < count; i++) mark_node(s, all[i]);
    return take_nodes(s, 0, s->gathering);
}

static void gather_nodes(struct solver *s) {
    s->gathering += 2;
    for (uint32_t i = 0; i < s->wanted_count; i++)
        for (int n = 0; n < 2; n++) mark_node(s, s->forms.keys[s->wanted[i]].nodes[n]);
    s->node_count = take_nodes(s, 0, s->gathering);
}

static void mark_offer(struct solver *s, const struct planned_offer *o) {
    mark_node(s, o->when);
    for (uint32_t i = 0; i < o->rule_count; i++) {
        mark_node(s, o->rules[i].condition);
        mark_node(s, o->rules[i].waiver);
    }
    for (uint32_t i = 0; i < o->grant_count; i++) mark_node(s, o->grants[i].value);
}

// What an offer is decided by need not be all in the question.
static void gather_offers(struct solver *s) {
    for (uint32_t i = 0; i < s->wanted_count; i++) {
        const struct form_key *k = &s->forms.keys[s->wanted[i]];
        if (k->kind == FORM_DECISION && decision_needs_rules(k))
            mark_offer(s, &s->plan->schemes[k->low].offers[k->high]);
    }
    s->replayed_count = s->node_count + take_nodes(s, s->node_count, s->gathering + 1);
}

static void gather_variables(struct solver *s) {
    uint32_t *first = s->variables + s->plan->policy->field_count + s->plan->node_count, count = 0;
    for (uint32_t i = 0; i < s->node_count; i++)
        if (s->nodes[i]->field && !s->nodes[i]->space) marks_add(&s->marks, s->nodes[i]->field->index);
    for (uint32_t i; marks_take_last(&s->marks, &i); count++) *--first = i;
    memmove(s->variables, first, count * sizeof *first);
    for (uint32_t i = 0; i < s->node_count; i++)
        if (s->is_trait[s->nodes[i]->id]) s->variables[count++] = s->plan->policy->field_count + s->nodes[i]->id;
    s->variable_count = count;
}

// ---- views

#define VIEW_NEVER 4u  // some reader takes the date as it is

// How a reader would have its kid, as bits of views.
static unsigned view_wanted(const struct node *n, uint32_t kid) {
    const struct node *to = n->count > 1 ? n->kids[1 - (kid > 0)] : n;
    bool as_of = to->operation == OPERATION_AS_OF;
    switch (n->operation) {
    case OPERATION_IS_MISSING: return 0;
    case OPERATION_SPAN_COMPARE:
        if (kid || !as_of || n->op == OP_EQ || n->op == OP_NE) return VIEW_NEVER;
        return n->op == OP_GE || n->op == OP_LT ? VIEW_TOP : VIEW_DIFFERENCE;
    case OPERATION_PASSED:
    case OPERATION_SPAN: return kid == 0 && as_of ? VIEW_TOP : VIEW_NEVER;
    case OPERATION_COMPARE: return as_of ? VIEW_DIFFERENCE : VIEW_NEVER;
    case OPERATION_MONTHS_BETWEEN: {
        bool month = to->operation == OPERATION_MONTH_OF && to->kids[0]->operation == OPERATION_AS_OF;
        return kid == 0 && month ? VIEW_DIFFERENCE : VIEW_NEVER;
    }
    default: return VIEW_NEVER;
    }
}

static void view_kid(struct solver *s, const struct node *n, uint32_t k) {
    struct date_reached r;
    const struct node *kid = n->kids[k];
    bool dated = kid->type.kind == TYPE_DATE || kid->type.kind == TYPE_MONTH,
         moved = kid->operation == OPERATION_DATE_PLUS;
    const struct node *column = moved ? kid->kids[0] : kid;
    if (!dated || column->operation != OPERATION_COLUMN || column->space) return;
    unsigned wanted = moved ? (date_reached_of(n, &r) ? VIEW_TOP : VIEW_NEVER) : view_wanted(n, k);
    s->box.views[column->field->index] |= (uint8_t)wanted;
}

// Two dates that are compared are seen alike, or both as they are.
static bool view_pair(struct solver *s, const struct node *n) {
    struct date_pair p;
    if (!date_pair_of(n, &p)) return false;
    uint8_t *a = &s->box.views[p.terms[0].field->index], *b = &s->box.views[p.terms[1].field->index];
    bool changes = *a != *b;
    *a = *b = *a | *b;
    return changes;
}

static void choose_views(struct solver *s) {
    uint8_t *views = s->box.views;
    struct date_pair p;
    for (uint32_t i = 0; i < s->node_count; i++) {
        if (s->nodes[i]->operation == OPERATION_DATE_PLUS || date_pair_of(s->nodes[i], &p)) continue;
        for (uint32_t k = 0; k < s->nodes[i]->count; k++) view_kid(s, s->nodes[i], k);
    }
    for (bool changes = true; changes;) {
        changes = false;
        for (uint32_t i = 0; i < s->node_count; i++) changes |= view_pair(s, s->nodes[i]);
    }
    for (uint32_t i = 0; i < s->variable_count; i++) {
        const struct field *f = variable_field(s, s->variables[i]);
        if (f && views[f->index] != VIEW_TOP && views[f->index] != VIEW_DIFFERENCE) views[f->index] = VIEW_PLAIN;
    }
}

// ---- the whole box

// They stand behind the fields.
static bool has_traits(const struct solver *s) {
    return s->variable_count && !variable_field(s, s->variables[s->variable_count - 1]);
}

// What lies behind the as-of date: all that there is, and where the field's range ends there no more than that.
static void see_from_as_of(const struct field *f, struct range *r) {
    bool month = f->type.kind == TYPE_MONTH;
    int64_t reach = month ? date_month(DATE_MAX) - date_month(DATE_MIN) : DATE_MAX - DATE_MIN;
    r->low = -reach, r->high = reach;
    if (f->range.most.given && f->range.most.at_as_of) r->low = -f->range.most.value;
    if (f->range.least.given && f->range.least.at_as_of)
        r->high = 3 - f->range.least.value;  // date_top raises by no more
}

// Whatever they may come to, where all else is open.
static void open_traits(struct solver *s) {
    struct range *traits = s->box.traits;
    s->box.traits = NULL;
    ranges_find_of(s->nodes, s->node_count, &s->box, s->ranges);
    s->box.traits = traits;
    for (uint32_t i = 0; i < s->node_count; i++) {
        uint32_t id = s->nodes[i]->id;
        if (!s->is_trait[id]) continue;
        traits[id] = s->ranges[id];
        if (!is_aggregate(s->nodes[i])) traits[id].outcomes &= (uint8_t)~OUTCOME_UNKNOWN;
    }
}

static void open_field(struct solver *s, const struct field *f) {
    s->box.fields[f->index] = s->whole[f->index];
    if (s->box.views[f->index]) see_from_as_of(f, &s->box.fields[f->index]);
    if (s->usual_only) usual_range(s, f, &s->box.fields[f->index]);
    if ((s->near || s->along) && !s->is_free[f->index]) near_range(s, f, &s->box.fields[f->index]);
}

void open_box(struct solver *s) {
    s->box.as_of[0] = DATE_MIN, s->box.as_of[1] = DATE_MAX;
    for (uint32_t i = 0; i < s->variable_count; i++) {
        const struct field *f = variable_field(s, s->variables[i]);
        if (f) open_field(s, f);
    }
    if (s->near) s->box.as_of[0] = s->box.as_of[1] = s->near->as_of[0];
    if (s->usual_only) usual_as_of(s, s->box.as_of);
    if (has_traits(s)) open_traits(s);
}

// ---- a question

// Of fields that it does not hang on a box holds whatever they may be.
static void close_box(struct solver *s) {
    for (uint32_t i = 0; i < s->variable_count; i++) {
        const struct field *f = variable_field(s, s->variables[i]);
        if (!f) continue;
        s->box.fields[f->index] = s->whole[f->index];
        s->box.views[f->index] = VIEW_PLAIN;
    }
}

bool gather(struct solver *s, form goal) {
    if (!make_room(s)) return false;
    if (s->gathered == goal) return true;
    close_box(s);
    s->gathered = goal;
    gather_forms(s, goal);
    gather_nodes(s);
    gather_offers(s);
    gather_variables(s);
    choose_views(s);
    return true;
}
