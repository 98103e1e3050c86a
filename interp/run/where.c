#include "interp/run/where.h"

#include <stdlib.h>
#include <string.h>

#include "interp/value/vectorised.h"

struct where {
    struct where_step *steps;
    const struct expr **exprs;
    size_t step_count, expr_count;
    uint32_t depth;  // of truths that are kept at once
};

struct where_mask {
    const struct where *where;
    const struct plan *plan;
    size_t extra_at;
    uint32_t capacity;
    uint8_t *truths;  // depth * capacity, innermost last
};

static bool is_decision(const struct expr *e) {
    bool compares = e->kind == NODE_COMPARE || e->kind == NODE_IN;
    return compares && e->ref && (e->ref->kind == DEF_SCHEME || e->ref->kind == DEF_OFFER);
}

static bool joins(const struct expr *e) { return e->kind == NODE_AND || e->kind == NODE_OR || e->kind == NODE_NOT; }

static bool holds_decision(const struct expr *e) {
    bool found = is_decision(e);
    for (uint32_t i = 0; joins(e) && i < e->count && !found; i++) found = holds_decision(e->kids[i]);
    return found;
}

static size_t count_nodes(const struct expr *e) {
    size_t count = 2;  // itself, and what joins it to the one before
    for (uint32_t i = 0; joins(e) && i < e->count; i++) count += count_nodes(e->kids[i]);
    return count;
}

static void add(struct where *w, enum where_kind kind, const struct expr *e) {
    w->steps[w->step_count++] = (struct where_step){kind, e, w->expr_count};
    if (kind == WHERE_CONDITION) w->exprs[w->expr_count++] = e;
}

// `under` truths are kept already.
static void take_apart(struct where *w, const struct expr *e, uint32_t under) {
    if (w->depth < under + 1) w->depth = under + 1;
    if (is_decision(e)) add(w, WHERE_DECISION, e);
    else if (!holds_decision(e)) add(w, WHERE_CONDITION, e);
    else {
        for (uint32_t i = 0; i < e->count; i++) {
            take_apart(w, e->kids[i], under + (i > 0));
            if (i) add(w, e->kind == NODE_AND ? WHERE_AND : WHERE_OR, e);
        }
        if (e->kind == NODE_NOT) add(w, WHERE_NOT, e);
    }
}

struct where *where_new(const struct expr *asked) {
    struct where *w = calloc(1, sizeof *w);
    size_t count = asked ? count_nodes(asked) : 1;
    if (!w) return NULL;
    w->steps = calloc(count, sizeof *w->steps);
    w->exprs = calloc(count, sizeof *w->exprs);
    if (!w->steps || !w->exprs) {
        where_free(w);
        return NULL;
    }
    if (asked) take_apart(w, asked, 0);
    return w;
}

void where_free(struct where *w) {
    if (!w) return;
    free(w->steps);
    free(w->exprs);
    free(w);
}

const struct expr **where_exprs(const struct where *w, size_t *count) {
    *count = w->expr_count;
    return w->exprs;
}

const struct where_step *where_steps(const struct where *w, size_t *count) {
    *count = w->step_count;
    return w->steps;
}

struct where_mask *where_mask_new(const struct where *w, const struct plan *plan, size_t extra_at, uint32_t capacity) {
    struct where_mask *m = calloc(1, sizeof *m);
    if (!m) return NULL;
    *m = (struct where_mask){.where = w, .plan = plan, .extra_at = extra_at, .capacity = capacity};
    m->truths = calloc((size_t)w->depth + 1, capacity);
    if (m->truths) return m;
    free(m);
    return NULL;
}

void where_mask_free(struct where_mask *m) {
    if (!m) return;
    free(m->truths);
    free(m);
}

// ---- truths of a block

VECTORISED static void set_decided(uint8_t *out, const uint8_t *decision, int64_t bits, uint32_t n) {
    uint8_t among[DECISION_COUNT];
    for (int i = 0; i < DECISION_COUNT; i++) among[i] = bits >> i & 1 ? TRUTH_YES : TRUTH_NO;
    for (uint32_t i = 0; i < n; i++) out[i] = among[decision[i]];
}

// Of an offer that the version does not have nothing is decided.
static const uint8_t *decisions_of(const struct scheme_result *s, const struct expr *e) {
    if (e->ref->kind == DEF_SCHEME) return s->decision;
    for (uint32_t i = 0; i < s->planned->offer_count; i++)
        if (name_equal(&s->planned->offers[i].offer->def.name, &e->ref->name)) return s->offers[i].decision;
    return NULL;
}

uint32_t where_group(const struct expr *e) {
    if (e->ref->kind == DEF_OFFER) return ((const struct offer *)e->ref)->scheme->group;
    return ((const struct scheme *)e->ref)->group;
}

// Each row by the version that is reported of it.
static void put_decided(uint8_t *out, const struct decisions *d, const struct expr *e) {
    uint32_t group = where_group(e);
    const uint16_t *chosen = d->chosen + (size_t)group * d->capacity;
    for (uint32_t row = 0, end; row < d->rows; row = end) {
        const uint8_t *decision = decisions_of(&d->schemes[chosen[row]], e);
        for (end = row + 1; end < d->rows && chosen[end] == chosen[row];) end++;
        if (decision) set_decided(out + row, decision + row, e->value, end - row);
        else memset(out + row, e->value >> DECISION_NOT_IN_FORCE & 1 ? TRUTH_YES : TRUTH_NO, end - row);
    }
}

VECTORISED static void join_truths(uint8_t *into, const uint8_t *with, bool smaller, uint32_t n) {
    if (smaller)
        for (uint32_t i = 0; i < n; i++) into[i] = truth_and(into[i], with[i]);
    else
        for (uint32_t i = 0; i < n; i++) into[i] = truth_or(into[i], with[i]);
}

static void turn_truths(uint8_t *truths, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) truths[i] = truth_not(truths[i]);
}

const uint8_t *where_mask_rows(struct where_mask *m, const struct workspace *w, const struct decisions *d) {
    const struct where *where = m->where;
    uint8_t *top = m->truths;  // behind the last that is kept
    if (!where->step_count) return NULL;
    for (size_t i = 0; i < where->step_count; i++) {
        const struct where_step *s = &where->steps[i];
        switch (s->kind) {
        case WHERE_CONDITION:
            memcpy(top, node_vector(w, m->plan->extra[m->extra_at + s->extra])->data, d->rows);
            top += m->capacity;
            break;
        case WHERE_DECISION:
            put_decided(top, d, s->expr);
            top += m->capacity;
            break;
        case WHERE_NOT: turn_truths(top - m->capacity, d->rows); break;
        case WHERE_AND:
        case WHERE_OR: top -= m->capacity; join_truths(top - m->capacity, top, s->kind == WHERE_AND, d->rows);
        }
    }
    return m->truths;
}

void where_leave_out(struct where_mask *m, const struct workspace *w, struct decisions *d,
                     struct where_counts *counts) {
    const uint8_t *truths = where_mask_rows(m, w, d);
    for (uint32_t i = 0; truths && i < d->rows; i++) {
        if (d->fault[i]) continue;
        counts->wanted += truths[i] == TRUTH_YES;
        counts->unknown += truths[i] == TRUTH_UNKNOWN;
        d->fault[i] = truths[i] != TRUTH_YES;
    }
}
