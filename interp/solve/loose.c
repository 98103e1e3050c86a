#include "interp/solve/loose.h"

#include <stdlib.h>
#include <string.h>

#include "interp/solve/search.h"

void loose_free(struct loose *l) {
    if (!l) return;
    free(l->number_at), free(l->line_at), free(l->readers);
    free(l);
}

static struct loose *loose_new(const struct plan *p) {
    struct loose *l = calloc(1, sizeof *l);
    if (!l) return NULL;
    l->number_at = calloc(p->node_count + 1, sizeof *l->number_at);
    l->line_at = calloc(p->node_count + 1, 1);
    l->readers = calloc(p->node_count + 1, 1);
    if (l->number_at && l->line_at && l->readers) return l;
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

static bool collect(const struct solver *s, struct loose *l) {
    bool any = false;
    memset(l->number_at, 0, s->plan->node_count * sizeof *l->number_at);
    memset(l->line_at, 0, s->plan->node_count);
    l->line_count = 0;
    for (uint32_t i = 0; i < s->node_count; i++) {
        const struct node *n = s->nodes[i];
        if (is_loose_number(n)) any = true, l->number_at[n->id] = solve_class(s, n)->id + 1;
        if (l->line_count == LINES_MOST || !line_of(n, &l->lines[l->line_count])) continue;
        l->line_at[n->id] = (uint8_t)++l->line_count;
    }
    return any || l->line_count > 1;
}

static void count_reader(const struct solver *s, const struct node *n) {
    uint8_t *readers = n ? &s->loose->readers[solve_class(s, n)->id] : NULL;
    if (readers && *readers < 2) ++*readers;
}

static void count_readers(const struct solver *s) {
    memset(s->loose->readers, 0, s->plan->node_count);
    for (uint32_t i = 0; i < s->node_count; i++)
        for (uint32_t k = 0; k < s->nodes[i]->count; k++) count_reader(s, s->nodes[i]->kids[k]);
    for (uint32_t i = 0; i < s->wanted_count; i++)
        for (int k = 0; k < 2; k++) count_reader(s, s->forms.keys[s->wanted[i]].nodes[k]);
}

static bool is_helpful(const struct solver *s) {
    const struct loose *l = s->loose;
    for (uint32_t i = 0; i < l->plane_count; i++)
        if (l->planes[i].line_count > 1) return true;
    for (uint32_t i = 0; i < s->node_count; i++) {
        uint32_t at = l->number_at[s->nodes[i]->id];
        if (at && l->readers[at - 1] > 1) return true;
    }
    return false;
}

bool loose_find(struct solver *s) {
    if (!s->loose) s->loose = loose_new(s->plan);
    if (!s->loose) return s->failed = true, false;
    if (!collect(s, s->loose)) return false;
    count_readers(s);
    planes_find(s, s->loose);
    return is_helpful(s);
}

// ---- in a box

static const struct line *line_at(const struct loose *l, const struct node *n) {
    const struct line *line = l->line_at[n->id] ? &l->lines[l->line_at[n->id] - 1] : NULL;
    return line && l->planes[line->plane].line_count ? line : NULL;
}

// Of whatever it comes to; a comparison's directions are those of the first on its plane.
void loose_open(struct solver *s) {
    const struct range all = {UINT8_MAX, INT64_MIN, INT64_MAX, UINT64_MAX, 0};
    const struct loose *l = s->loose;
    for (uint32_t i = 0; i < s->node_count; i++) {
        uint32_t at = l->number_at[s->nodes[i]->id];
        if (at) s->box.traits[at - 1] = all;
    }
    for (uint32_t i = 0; i < l->line_count; i++) s->box.traits[l->lines[i].n->id] = all;
    for (uint32_t i = 0; i < l->plane_count; i++) s->box.traits[l->planes[i].variable].may = l->planes[i].all;
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
    const struct line *line = line_at(f->box->loose, n);
    uint32_t at = f->box->loose->number_at[n->id];
    return at ? number_in(&f->box->traits[at - 1], r) : line ? line_in(f, line, r) : r;
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
    const struct line *line = line_at(l, n);
    if (l->number_at[n->id]) return cut_number(c, n, l->number_at[n->id] - 1, aim);
    return line && (want_kids(c, n) || cut_line(c, line));
}
