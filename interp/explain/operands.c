#include <stdlib.h>

#include "interp/explain/build.h"

struct explain_operands {
    struct arena arena;
    const struct expr **exprs;
    uint32_t count;
};

const struct expr *expr_meaning(const struct expr *e) {
    bool named = e->kind == NODE_NAME && e->ref && e->ref->kind == DEF_DEFINE;
    return named ? ((const struct define *)e->ref)->expr : NULL;
}

static bool has(const struct explain_operands *o, const struct expr *e) {
    for (uint32_t i = 0; i < o->count; i++)
        if (o->exprs[i] == e) return true;
    return false;
}

static void collect(struct explain_operands *o, const struct expr *e);

static void add(struct explain_operands *o, const struct expr *e) {
    if (has(o, e)) return;
    ARENA_PUSH(&o->arena, o->exprs, o->count, e);
    collect(o, e);
}

static void collect(struct explain_operands *o, const struct expr *e) {
    const struct expr *meaning = expr_meaning(e);
    if (meaning) add(o, meaning);
    if (!expr_joins(e)) return;
    for (uint32_t i = 0; i < e->count; i++) add(o, e->kids[i]);
}

static void collect_offer(struct explain_operands *o, const struct offer *offer) {
    if (offer->when) collect(o, offer->when);
    for (uint32_t i = 0; i < offer->rule_count; i++) {
        const struct decl *rule = offer->rules[i]->decl;
        if (rule->when) collect(o, rule->when);
        collect(o, rule->expr);
        if (rule->waiver) add(o, rule->waiver);
    }
}

static void collect_edition(struct explain_operands *o, const struct world *w) {
    for (uint32_t i = 0; i < w->scheme_count; i++)
        for (uint32_t k = 0; k < w->schemes[i]->offer_count; k++) collect_offer(o, w->schemes[i]->offers[k]);
}

static bool collect_all(struct explain_operands *o, const struct policy *p) {
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) return false;
    arena_init(&o->arena, &out_of_memory);
    for (uint32_t i = 0; i < p->scheme_count; i++)
        for (uint32_t k = 0; k < p->schemes[i]->offer_count; k++) collect_offer(o, p->schemes[i]->offers[k]);
    for (uint32_t i = 0; i < p->world_count; i++)
        if (p->worlds[i].whole) collect_edition(o, &p->worlds[i]);
    o->arena.out_of_memory = NULL;
    return true;
}

struct explain_operands *explain_operands_new(const struct policy *p) {
    struct explain_operands *o = calloc(1, sizeof *o);
    if (!o || collect_all(o, p)) return o;
    explain_operands_free(o);
    return NULL;
}

void explain_operands_free(struct explain_operands *o) {
    if (!o) return;
    arena_free(&o->arena);
    free(o);
}

const struct expr **explain_operands_exprs(const struct explain_operands *o, size_t *count) {
    *count = o->count;
    return o->exprs;
}

const struct node *operand_node(const struct explain_options *options, const struct plan *plan, const struct expr *e) {
    const struct explain_operands *o = options->operands;
    for (uint32_t i = 0; o && i < o->count; i++)
        if (o->exprs[i] == e) return plan->extra[options->operands_at + i];
    return NULL;
}
