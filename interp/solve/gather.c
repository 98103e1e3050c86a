// What a question hangs on: only that is worked out over a box, and only those fields are parted.
#include <stdlib.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/solve/search.h"

// ---- forms and nodes

static bool make_room(struct solver *s) {
    uint32_t count = s->forms.count;
    if (count <= s->held_room) return true;
    uint8_t *held = realloc(s->held, 2 * (size_t)count);
    if (held) s->held = held;
    form *wanted = realloc(s->wanted, count * sizeof *wanted);
    if (wanted) s->wanted = wanted;
    if (held && wanted) s->held_room = count;
    return held && wanted;
}

static void gather_forms(struct solver *s, form goal) {
    uint8_t *reached = s->held + s->held_room;
    memset(reached, 0, s->held_room);
    reached[goal] = 1;
    s->wanted_count = 0;
    for (form i = goal + 1; i-- > 0;) {
        const struct form_key *k = &s->forms.keys[i];
        if (!reached[i]) continue;
        for (int kid = 0; kid < 2 && k->kind >= FORM_NOT; kid++) reached[k->kids[kid]] = 1;
        for (int n = 0; n < 2; n++)
            if (k->nodes[n]) s->seen[k->nodes[n]->id] = 1;
    }
    for (form i = 0; i <= goal; i++)
        if (reached[i]) s->wanted[s->wanted_count++] = i;
}

static void gather_nodes(struct solver *s) {
    const struct plan *p = s->plan;
    s->node_count = 0;
    for (uint32_t i = p->node_count; i-- > 0;)
        for (uint32_t k = 0; s->seen[i] && k < p->nodes[i]->count; k++) s->seen[p->nodes[i]->kids[k]->id] = 1;
    for (uint32_t i = 0; i < p->node_count; i++)
        if (s->seen[i]) s->nodes[s->node_count++] = p->nodes[i];
}

static void gather_variables(struct solver *s) {
    uint8_t *used = s->box.views;  // until the views are chosen
    uint32_t fields = s->plan->policy->field_count;
    memset(used, 0, fields);
    s->variable_count = 0;
    for (uint32_t i = 0; i < s->node_count; i++)
        if (s->nodes[i]->field && !s->nodes[i]->space) used[s->nodes[i]->field->index] = 1;
    for (uint32_t i = 0; i < fields; i++)
        if (used[i]) s->variables[s->variable_count++] = i;
    for (uint32_t i = 0; i < s->node_count; i++)
        if (s->is_trait[s->nodes[i]->id]) s->variables[s->variable_count++] = fields + s->nodes[i]->id;
    memset(used, 0, fields);
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
    for (uint32_t i = 0; i < s->plan->policy->field_count; i++)
        if (views[i] != VIEW_TOP && views[i] != VIEW_DIFFERENCE) views[i] = VIEW_PLAIN;
}

// ---- the whole box

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

void open_box(struct solver *s) {
    s->box.as_of[0] = DATE_MIN, s->box.as_of[1] = DATE_MAX;
    for (uint32_t i = 0; i < s->plan->policy->field_count; i++) {
        s->box.fields[i] = s->whole[i];
        if (s->box.views[i]) see_from_as_of(&s->plan->policy->fields[i], &s->box.fields[i]);
        if (s->usual_only) usual_range(s, &s->plan->policy->fields[i], &s->box.fields[i]);
    }
    if (s->usual_only) usual_as_of(s, s->box.as_of);
    open_traits(s);
}

bool gather(struct solver *s, form goal) {
    if (!make_room(s)) return false;
    if (s->gathered == goal) return true;
    s->gathered = goal;
    memset(s->seen, 0, s->plan->node_count);
    gather_forms(s, goal);
    gather_nodes(s);
    gather_variables(s);
    choose_views(s);
    return true;
}
