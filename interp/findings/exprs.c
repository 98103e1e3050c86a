// The expressions that are asked about by themselves, and their nodes: what `and`, `or` and `not` join, and what
// choices hang on. They are the plan's further expressions.
#include <stdlib.h>

#include "interp/findings/internal.h"

static void push(struct study *s, const struct expr *e) { ARENA_PUSH(s->arena, s->exprs, s->expr_count, e); }

static bool joins(const struct expr *e) { return e->kind == NODE_AND || e->kind == NODE_OR || e->kind == NODE_NOT; }

// What walks over items or is written for many calls is none of the applicant's own.
bool expr_is_apart(const struct expr *e) {
    return e->kind == NODE_CALL || e->kind == NODE_MEMBER || e->kind == NODE_RECORDS || e->kind == NODE_RECORD;
}

static void gather(struct study *s, const struct expr *e) {
    if (!e || expr_is_apart(e)) return;
    if (e->kind == NODE_CHOICE) push(s, e->kids[0]);
    for (uint32_t i = 0; i < e->count; i++) {
        if (joins(e)) push(s, e->kids[i]);
        gather(s, e->kids[i]);
    }
}

static void gather_offer(struct study *s, const struct offer *o) {
    gather(s, o->when);
    for (uint32_t i = 0; i < o->rule_count; i++) {
        gather(s, o->rules[i]->decl->when);
        gather(s, o->rules[i]->decl->expr);
        gather(s, o->rules[i]->decl->waiver);
    }
    for (uint32_t i = 0; i < o->grant_count; i++) gather(s, o->grants[i]->decl->expr);
}

static int compare_exprs(const void *left, const void *right) {
    const struct expr *a = *(const struct expr *const *)left, *b = *(const struct expr *const *)right;
    return (a > b) - (a < b);
}

static void keep_each_once(struct study *s) {
    uint32_t kept = 0;
    if (s->expr_count) qsort(s->exprs, s->expr_count, sizeof *s->exprs, compare_exprs);
    for (uint32_t i = 0; i < s->expr_count; i++)
        if (!kept || s->exprs[kept - 1] != s->exprs[i]) s->exprs[kept++] = s->exprs[i];
    s->expr_count = kept;
}

bool define_is_asked(const struct define *d) {
    return !d->param_count && d->expr && d->expr->type.kind == TYPE_TRUTH && d->expr->kind != NODE_TRUTH &&
           d->expr->kind != NODE_NAME;
}

void exprs_gather(struct study *s) {
    const struct policy *p = s->policy;
    for (uint32_t i = 0; i < p->scheme_count; i++)
        for (uint32_t k = 0; k < p->schemes[i]->offer_count; k++) gather_offer(s, p->schemes[i]->offers[k]);
    for (uint32_t i = 0; i < p->define_count; i++) {
        if (p->defines[i]->param_count) continue;
        if (define_is_asked(p->defines[i])) push(s, p->defines[i]->expr);
        gather(s, p->defines[i]->expr);
    }
    keep_each_once(s);
}

uint32_t exprs_index(const struct study *s, const struct expr *e) {
    const struct expr **found = bsearch(&e, s->exprs, s->expr_count, sizeof *s->exprs, compare_exprs);
    return (uint32_t)(found - s->exprs);
}

const struct node *exprs_node(const struct study *s, const struct expr *e) { return s->plan->extra[exprs_index(s, e)]; }
