#include "interp/solve/loose.h"

#include <stdlib.h>

#include "interp/solve/search.h"

void loose_free(struct loose *l) {
    if (!l) return;
    free(l->nodes), free(l->placed);
    free(l);
}

static struct loose *loose_new(const struct solver *s) {
    struct loose *l = calloc(1, sizeof *l);
    if (!l) return NULL;
    l->nodes = calloc((size_t)s->plan->node_count + 1, sizeof *l->nodes);
    l->placed = calloc((size_t)s->plan->node_count + 1, sizeof *l->placed);
    if (l->nodes && l->placed && places_find(s, l)) return l;
    loose_free(l);
    return NULL;
}

// ---- what the question has of them

static bool is_worked_out(const struct node *n) {
    switch (n->operation) {
    case OPERATION_ADD:
    case OPERATION_SUBTRACT:
    case OPERATION_MULTIPLY:
    case OPERATION_RATIO:
    case OPERATION_MARGINAL:
    case OPERATION_INSTALMENT:
    case OPERATION_DAYS_BETWEEN:
    case OPERATION_MONTHS_BETWEEN: return n->lane == LANE_WIDE && !n->constant && !n->space;
    default: return false;
    }
}

// Of several kids; of a single one that is not constant it is known what it is worked out of.
static bool is_loose_number(const struct node *n) {
    uint32_t several = 0;
    for (uint32_t k = 0; is_worked_out(n) && k < n->count; k++)
        several += !n->kids[k]->constant && n->kids[k]->operation != OPERATION_AS_OF;
    return several > 1;
}

// What is known of it in this question, at first nothing.
static struct loose_node *own_of(struct loose *l, const struct node *n) {
    struct loose_node *own = &l->nodes[n->id];
    if (own->question != l->question) *own = (struct loose_node){.question = l->question};
    return own;
}

static void take(struct loose *l, const struct node *n, enum loose_kind kind, uint32_t at) {
    struct loose_node *own = own_of(l, n);
    own->kind = (uint8_t)kind, own->at = at;
}

static void collect(const struct solver *s, struct loose *l) {
    l->line_count = 0;
    for (uint32_t i = 0; i < s->node_count; i++) {
        const struct node *n = s->nodes[i];
        if (is_loose_number(n)) take(l, n, LOOSE_NUMBER, solve_class(s, n)->id);
        else if (l->line_count < LINES_MOST && line_of(n, &l->lines[l->line_count]))
            take(l, n, LOOSE_LINE, l->line_count++);
    }
}

static void count_one(uint8_t *count) { *count = (uint8_t)(*count + (*count < 2)); }

// What is compared with a loose number parts that one.
static void collect_places(const struct solver *s, struct loose *l) {
    for (uint32_t i = 0; i < s->node_count; i++) {
        const struct node *n = s->nodes[i];
        const struct loose_node *own = own_of(l, n);
        bool line = own->kind == LOOSE_LINE && l->planes[l->lines[own->at].plane].line_count;
        if (own->kind == LOOSE_NUMBER || line) continue;
        bool place = is_placed(l, n) && loose_kind_of(l, n->kids[0]) != LOOSE_NUMBER;
        take(l, n, place ? LOOSE_PLACE : LOOSE_NOT, 0);
        if (place) count_one(&own_of(l, s->plan->nodes[l->placed[n->id].variable])->places);
    }
}

static void count_reader(const struct solver *s, const struct node *n) {
    if (n) count_one(&own_of(s->loose, solve_class(s, n))->readers);
}

static void count_readers(const struct solver *s) {
    for (uint32_t i = 0; i < s->node_count; i++)
        for (uint32_t k = 0; k < s->nodes[i]->count; k++) count_reader(s, s->nodes[i]->kids[k]);
    for (uint32_t i = 0; i < s->wanted_count; i++)
        for (int k = 0; k < 2; k++) count_reader(s, s->forms.keys[s->wanted[i]].nodes[k]);
}

// Something else of the question has the same variable.
static bool is_shared(const struct loose *l, const struct node *n) {
    uint32_t at = l->nodes[n->id].at;
    switch (loose_kind_of(l, n)) {
    case LOOSE_NUMBER: return l->nodes[at].readers > 1;
    case LOOSE_LINE: return l->planes[l->lines[at].plane].line_count > 1;
    case LOOSE_PLACE: return l->nodes[l->placed[n->id].variable].places > 1;
    case LOOSE_NOT: break;
    }
    return false;
}

bool loose_find(struct solver *s) {
    if (!s->loose) s->loose = loose_new(s);
    if (!s->loose) return s->failed = true, false;
    s->loose->question++;
    collect(s, s->loose);
    count_readers(s);
    planes_find(s, s->loose);
    collect_places(s, s->loose);
    for (uint32_t i = 0; i < s->node_count; i++)
        if (is_shared(s->loose, s->nodes[i])) return true;
    return false;
}

// ---- in a box

static const struct line *line_at(const struct loose *l, const struct node *n) { return &l->lines[l->nodes[n->id].at]; }

static const struct range whatever = {UINT8_MAX, INT64_MIN, INT64_MAX, UINT64_MAX, 0};

static void open_place(struct solver *s, const struct placed *p) {
    struct range *r = &s->box.traits[p->variable];
    if (!s->is_trait[p->variable] || !hangs_on(s, s->plan->nodes[p->variable])) *r = whatever;
    r->low = 0, r->high = p->last;
}

// A comparison's directions are those of the first on its plane.
void loose_open(struct solver *s) {
    const struct loose *l = s->loose;
    for (uint32_t i = 0; i < s->node_count; i++) {
        const struct node *n = s->nodes[i];
        switch (loose_kind_of(l, n)) {
        case LOOSE_NUMBER: s->box.traits[l->nodes[n->id].at] = whatever; break;
        case LOOSE_LINE: s->box.traits[n->id] = whatever; break;
        case LOOSE_PLACE: open_place(s, &l->placed[n->id]); break;
        case LOOSE_NOT: break;
        }
    }
    for (uint32_t i = 0; i < l->plane_count; i++)
        if (l->planes[i].line_count) s->box.traits[l->planes[i].variable].may = l->planes[i].all;
}

static struct range number_in(const struct range *own, struct range r) {
    r.outcomes &= own->outcomes;
    if (!may_be_known(&r)) return r;
    if (own->low > r.low) r.low = own->low;
    if (own->high < r.high) r.high = own->high;
    if (r.low > r.high) r.outcomes &= (uint8_t)~OUTCOME_KNOWN;
    return r;
}

static struct range line_in(const struct finder *f, const struct line *line, struct range r) {
    uint64_t yes, no;
    r.outcomes &= f->box->traits[line->n->id].outcomes;
    if (!may_be_known(&r)) return r;
    line_directions(f->box->loose, f, line, &yes, &no);
    if (!yes) r.outcomes &= (uint8_t)~OUTCOME_YES;
    if (!no) r.outcomes &= (uint8_t)~OUTCOME_NO;
    return r;
}

struct range loose_range(const struct finder *f, const struct node *n, struct range r) {
    const struct loose *l = f->box->loose;
    switch (loose_kind_of(l, n)) {
    case LOOSE_NUMBER: return number_in(&f->box->traits[l->nodes[n->id].at], r);
    case LOOSE_LINE: return line_in(f, line_at(l, n), r);
    case LOOSE_PLACE: return place_in(f, n, r);
    case LOOSE_NOT: break;
    }
    return r;
}

// A fault is told from all else by itself: not every number that is worked out fits.
static bool cut_fault(struct cutter *c, const struct node *n, uint32_t variable) {
    uint8_t outcomes = c->f.ranges[n->id].outcomes;
    if (!(outcomes & OUTCOME_FAULT) || outcomes == OUTCOME_FAULT) return false;
    offer_cut(c, (struct cut){CUT_THRESHOLD, CUT_OUTCOMES, c->first_trait + variable, 0, OUTCOME_FAULT});
    return true;
}

static bool cut_number(struct cutter *c, const struct node *n, uint32_t variable, struct aim aim) {
    const struct range *own = &c->f.box->traits[variable];
    if (aim.kind == AIM_OUTCOMES) return want_kids(c, n) || cut_fault(c, n, variable);
    if (aim.kind != AIM_VALUE || aim.at < own->low || aim.at >= own->high) return false;
    offer_cut(c, (struct cut){aim.weak ? CUT_WEAK : CUT_THRESHOLD, CUT_AT, c->first_trait + variable, aim.at, 0});
    return true;
}

static bool cut_line(struct cutter *c, const struct line *line) {
    const struct loose *l = c->f.box->loose;
    uint64_t yes, no;
    line_directions(l, &c->f, line, &yes, &no);
    if (!yes || !no) return cut_fault(c, line->n, line->n->id);
    if (yes & no) want_value(c, line->varies, range_middle(&c->f.ranges[line->varies->id]), false);
    else offer_cut(c, (struct cut){CUT_THRESHOLD, CUT_BITS, c->first_trait + l->planes[line->plane].variable, 0, yes});
    return true;
}

bool cut_loose(struct cutter *c, const struct node *n, struct aim aim) {
    const struct loose *l = c->f.box->loose;
    switch (loose_kind_of(l, n)) {
    case LOOSE_NUMBER: return cut_number(c, n, l->nodes[n->id].at, aim);
    case LOOSE_LINE: return want_kids(c, n) || cut_line(c, line_at(l, n));
    case LOOSE_PLACE: return cut_place(c, n);
    case LOOSE_NOT: break;
    }
    return false;
}
