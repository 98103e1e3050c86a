// Where a value lies among all that it is compared with, whatever it is worked out from: below the first of them, at
// it, between it and the next. Of a chain of × and ÷, a span of time, a text, a value beside another one that is told
// whose boxes never part it so: what holds at every place holds for everybody.
#include <stdlib.h>
#include <string.h>

#include "grammar/base/order.h"
#include "interp/solve/loose.h"
#include "interp/solve/search.h"

struct mark {  // what a value is compared with: a number in parts of `under`, or a text
    int64_t over, under;
    const char *text;
    uint32_t node;
    bool second;  // the upper end
};

// ---- comparisons of one value

static bool is_known(const struct node *n) { return n->constant && n->constant_state == STATE_KNOWN; }

static bool is_column(const struct node *n) {
    return n->operation == OPERATION_COLUMN || n->operation == OPERATION_WIDEN || n->operation == OPERATION_AS_OF;
}

// What boxes part anyway is left to them.
static bool compares_placed(const struct node *n) {
    bool text = n->kids[0]->type.kind == TYPE_TEXT;
    if (n->kids[0]->type.kind == TYPE_TRUTH || n->kids[0]->type.kind == TYPE_SET || n->kids[0]->constant) return false;
    return !n->kids[1]->constant || (is_known(n->kids[1]) && (text || !is_column(n->kids[0])));
}

static bool may_be_placed(const struct node *n) {
    if (n->constant || n->space) return false;
    switch (n->operation) {
    case OPERATION_COMPARE: return compares_placed(n);
    case OPERATION_BETWEEN: return !is_column(n->kids[0]);
    case OPERATION_SPAN_COMPARE: return is_known(n->kids[2]);
    case OPERATION_RATIO_COMPARE: return n->count && n->value > 0 && !n->sides.factors[1] && !n->sides.divisors[1];
    default: return false;
    }
}

static bool is_comparison(const struct node *n) {
    return n->operation == OPERATION_COMPARE || n->operation == OPERATION_BETWEEN;
}

// How many of its kids are the value, the first ones, and what it stands beside.
static uint32_t value_kids(const struct node *n) {
    if (n->operation == OPERATION_RATIO_COMPARE) return n->count;
    if (n->operation == OPERATION_SPAN_COMPARE) return 2;
    return n->operation == OPERATION_COMPARE && !n->kids[1]->constant ? 2 : 1;
}

static bool are_of_one_value(const struct solver *s, const struct node *a, const struct node *b) {
    bool alike = a->operation == b->operation || (is_comparison(a) && is_comparison(b));
    if (!alike || value_kids(a) != value_kids(b)) return false;
    if (a->operation == OPERATION_RATIO_COMPARE && a->sides.factors[0] != b->sides.factors[0]) return false;
    for (uint32_t i = 0; i < value_kids(a); i++)
        if (solve_class(s, a->kids[i]) != solve_class(s, b->kids[i])) return false;
    return true;
}

// ---- what it is compared with

static struct mark mark_of(const struct node *n, bool second) {
    struct mark m = {.over = n->value, .under = 1, .node = n->id, .second = second};
    if (n->operation == OPERATION_BETWEEN && second) m.over = n->second;
    if (n->operation == OPERATION_SPAN_COMPARE) m.over = n->kids[2]->value;
    if (n->operation == OPERATION_RATIO_COMPARE) m.over = n->second, m.under = n->value;
    if (n->operation != OPERATION_COMPARE) return m;
    m.over = n->kids[1]->constant ? n->kids[1]->value : 0;
    m.text = n->kids[1]->text;
    return m;
}

static int compare_marks(const void *left, const void *right) {
    const struct mark *a = left, *b = right;
    if (a->text && b->text) return strcmp(a->text, b->text);
    __int128 x = (__int128)a->over * b->under, y = (__int128)b->over * a->under;
    return (x > y) - (x < y);
}

static int64_t larger(int64_t a, int64_t b) { return a > b ? a : b; }

// The mark stands at this place.
static void place_end(struct placed *p, const struct node *n, bool second, int64_t at, int64_t last) {
    enum compare_op op = n->operation == OPERATION_BETWEEN ? (second ? OP_LE : OP_GE) : (enum compare_op)n->op;
    bool up = op == OP_GE || op == OP_GT || op == OP_EQ || op == OP_NE;
    int64_t low = !up ? 0 : op == OP_GT ? at + 1 : at;
    int64_t high = op == OP_LT ? at - 1 : op == OP_GE || op == OP_GT ? last : at;
    p->outside = op == OP_NE;
    p->low = larger(p->low, low);
    if (high < p->high) p->high = high;
}

// Of a group, whose marks stand side by side.
static void place_group(struct loose *l, const struct solver *s, struct mark *marks, uint32_t count) {
    int64_t at = 1;
    qsort(marks, count, sizeof *marks, compare_marks);
    for (uint32_t i = 1; i < count; i++) at += 2 * (compare_marks(&marks[i - 1], &marks[i]) != 0);
    const struct placed own = {marks[0].node, false, 0, at + 1, at + 1};
    at = 1;
    for (uint32_t i = 0; i < count; i++) {
        const struct node *n = s->plan->nodes[marks[i].node];
        if (i) at += 2 * (compare_marks(&marks[i - 1], &marks[i]) != 0);
        if (!is_placed(l, n)) l->placed[n->id] = own;
        place_end(&l->placed[n->id], n, marks[i].second, at, own.last);
    }
}

// ---- all of a plan

struct gathering {
    const struct solver *s;
    uint32_t *next;   // by node's id: the next one whose first kid is the same
    uint32_t *heads;  // by that kid's id
    uint8_t *done;    // by node's id
    struct mark *marks;
};

static void gather_group(struct gathering *g, struct loose *l, uint32_t first) {
    const struct node *n = g->s->plan->nodes[first];
    uint32_t count = 0, nodes = 0;
    for (uint32_t i = first; i != PLACED_NONE; i = g->next[i]) {
        const struct node *other = g->s->plan->nodes[i];
        if (g->done[i] || !are_of_one_value(g->s, n, other)) continue;
        g->done[i] = 1, nodes++;
        g->marks[count++] = mark_of(other, false);
        if (other->operation == OPERATION_BETWEEN) g->marks[count++] = mark_of(other, true);
    }
    if (nodes > 1) place_group(l, g->s, g->marks, count);
}

static void gather_all(struct gathering *g, struct loose *l) {
    const struct plan *plan = g->s->plan;
    for (uint32_t i = 0; i < plan->node_count; i++) g->heads[i] = PLACED_NONE, l->placed[i].variable = PLACED_NONE;
    for (uint32_t i = plan->node_count; i-- > 0;) {
        const struct node *n = plan->nodes[i];
        g->done[i] = !may_be_placed(n);
        if (g->done[i]) continue;
        uint32_t *head = &g->heads[solve_class(g->s, n->kids[0])->id];
        g->next[i] = *head, *head = i;
    }
    for (uint32_t i = 0; i < plan->node_count; i++)
        if (!g->done[i]) gather_group(g, l, i);
}

bool places_find(const struct solver *s, struct loose *l) {
    size_t nodes = (size_t)s->plan->node_count + 1;
    struct gathering g = {.s = s};
    g.next = calloc(nodes, sizeof *g.next), g.heads = calloc(nodes, sizeof *g.heads);
    g.done = calloc(nodes, 1), g.marks = calloc(2 * nodes, sizeof *g.marks);
    bool made = g.next && g.heads && g.done && g.marks;
    if (made) gather_all(&g, l);
    free(g.next), free(g.heads), free(g.done), free(g.marks);
    return made;
}

// ---- in a box

// Of the places that the box leaves open whether at some it holds, and at some it does not.
static void tell_place(const struct placed *at, const struct range *place, bool *yes, bool *no) {
    bool within = place->low <= at->high && place->high >= at->low;
    bool beyond = place->low < at->low || place->high > at->high;
    *yes = at->outside ? beyond : within, *no = at->outside ? within : beyond;
}

struct range place_in(const struct finder *f, const struct node *n, struct range r) {
    const struct placed *at = &f->box->loose->placed[n->id];
    bool yes, no;
    tell_place(at, &f->box->traits[at->variable], &yes, &no);
    if (!yes) r.outcomes &= (uint8_t)~OUTCOME_YES;
    if (!no) r.outcomes &= (uint8_t)~OUTCOME_NO;
    return r;
}

bool cut_place(struct cutter *c, const struct node *n) {
    const struct placed *at = &c->f.box->loose->placed[n->id];
    const struct range *place = &c->f.box->traits[at->variable];
    bool below = place->low < at->low && place->high >= at->low;
    bool above = place->high > at->high && place->low <= at->high;
    if (!below && !above) return false;
    offer_cut(c, (struct cut){CUT_VALUE, CUT_AT, c->first_trait + at->variable, below ? at->low - 1 : at->high, 0});
    return true;
}
