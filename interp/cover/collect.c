// What there is to be seen in a policy: walked once, before the first test.
#include "interp/cover/internal.h"

#define BOTH (uint8_t)(1 << TRUTH_NO | 1 << TRUTH_YES)
#define ALL_THREE (uint8_t)(BOTH | 1 << TRUTH_UNKNOWN)

static void want(struct coverage *c, uint32_t place, uint8_t outcomes, const struct name *name,
                 const struct scheme *scheme) {
    struct cover_place *p = &c->places[place];
    p->wanted |= outcomes;
    if (name) p->name = name;
    if (scheme) p->scheme = scheme;
}

// ---- conditions

// Of several operands: `and`, `or`, and `not` of such.
static bool is_composite(const struct expr *e) {
    while (e->kind == NODE_NOT) e = e->kids[0];
    return e->kind == NODE_AND || e->kind == NODE_OR;
}

static void add_operands(struct coverage *c, struct condition *d, const struct expr *e, const struct scheme *scheme) {
    if (expr_joins(e)) {
        for (uint32_t i = 0; i < e->count; i++) add_operands(c, d, e->kids[i], scheme);
        return;
    }
    uint32_t place = place_of(c, COVER_OPERAND, e->at);
    want(c, place, BOTH, NULL, scheme);
    ARENA_PUSH(&c->arena, d->exprs, d->operand_count, e);
    ARENA_PUSH(&c->arena, d->operands, d->place_count, place);
}

static void walk(struct coverage *c, const struct expr *e, const struct scheme *scheme);

static void add_condition(struct coverage *c, const struct expr *e, const struct scheme *scheme) {
    if (find_condition(c, e)) return;
    struct condition *d = ARENA_NEW(&c->arena, struct condition);
    d->root = e;
    d->part = c->part;
    add_operands(c, d, e, scheme);
    if (d->operand_count > c->longest) c->longest = d->operand_count;
    know_condition(c, d);
    for (uint32_t i = 0; i < d->operand_count; i++) walk(c, d->exprs[i], scheme);
}

// The filter of a list, and what `any` and `all` ask of each item.
static bool is_of_items(const struct expr *e, uint32_t kid) {
    if (e->kind != NODE_CALL || !e->ref || e->ref->kind != DEF_BUILTIN || !kid) return false;
    enum builtin id = ((const struct builtin_def *)e->ref)->id;
    bool filter = e->has_filter && kid == e->count - 1 - e->has_key;
    return filter || ((id == BUILTIN_ANY || id == BUILTIN_ALL) && kid == 1);
}

static void add_rows(struct coverage *c, const struct table *t, const struct scheme *scheme) {
    for (uint32_t i = 0; i < t->decl->row_count; i++) {
        const struct table_row *row = &t->decl->rows[i];
        want(c, place_of(c, COVER_ROW, row->at), COVER_HELD, &t->def.name, scheme);
        for (uint32_t k = 0; k < row->result_count; k++) walk(c, row->results[k], scheme);
    }
    for (uint32_t i = 0; i < t->decl->column_count; i++) walk(c, t->decl->columns[i], scheme);
}

static void walk_table(struct coverage *c, const struct table *t, const struct scheme *scheme) {
    if (is_first_visit(c, t)) add_rows(c, t, scheme);
}

// What is written elsewhere is no part of what asks for it.
static void walk_named(struct coverage *c, const struct definition *named, const struct scheme *scheme) {
    struct part *part = c->part;
    c->part = NULL;
    if (named->kind == DEF_TABLE) walk_table(c, (const struct table *)named, scheme);
    if (named->kind == DEF_TABLE_RESULT) walk_table(c, ((const struct table_result *)named)->table, scheme);
    if (named->kind == DEF_DEFINE && is_first_visit(c, named)) walk(c, ((const struct define *)named)->expr, scheme);
    c->part = part;
}

static void walk(struct coverage *c, const struct expr *e, const struct scheme *scheme) {
    if (is_composite(e)) {
        add_condition(c, e, scheme);
        return;
    }
    bool names = e->kind == NODE_NAME || e->kind == NODE_MEMBER || e->kind == NODE_CALL;
    if (e->ref && names) walk_named(c, e->ref, scheme);
    for (uint32_t i = 0; i < e->count; i++)
        if (e->kids[i]) (is_of_items(e, i) ? add_condition : walk)(c, e->kids[i], scheme);
}

static void walk_part(struct coverage *c, const struct expr *e, const struct scheme *scheme) {
    c->part = part_of(c, e);
    walk(c, e, scheme);
    c->part = NULL;
}

// ---- schemes

static void add_part(struct coverage *c, enum cover_kind kind, const struct expr *e, const struct name *name,
                     const struct scheme *scheme) {
    want(c, place_of(c, kind, e->at), ALL_THREE, name, scheme);
    walk_part(c, e, scheme);
}

static void add_rule(struct coverage *c, const struct rule *r, const struct scheme *scheme) {
    add_part(c, kind_of_rule(r), r->decl->expr, &r->def.name, scheme);
    if (r->decl->when) add_part(c, COVER_WHEN, r->decl->when, &r->def.name, scheme);
    if (r->decl->waiver) add_part(c, COVER_WAIVER, r->decl->waiver, &r->def.name, scheme);
}

static bool may_ask(const struct rule *r) { return !rule_decides(r->kind) || r->decl->waiver; }

// Those that its rules, `when` and period can lead to; what they then do lead to is another question.
static uint8_t decisions_of(const struct offer *o) {
    uint8_t outcomes = (uint8_t)(1 << DECISION_ELIGIBLE);
    for (uint32_t i = 0; i < o->rule_count; i++) {
        outcomes |= (uint8_t)(1 << DECISION_INCOMPLETE);
        if (rule_decides(o->rules[i]->kind)) outcomes |= (uint8_t)(1 << DECISION_INELIGIBLE);
        if (may_ask(o->rules[i])) outcomes |= (uint8_t)(1 << DECISION_REFER);
    }
    for (uint32_t i = 0; i < o->grant_count; i++)
        if (o->grants[i]->decl->expr->type.may_be_silent) outcomes |= (uint8_t)(1 << DECISION_REFER);
    if (o->when) outcomes |= (uint8_t)(1 << DECISION_NOT_APPLICABLE | 1 << DECISION_INCOMPLETE);
    if (o->scheme->begins || o->scheme->ends) outcomes |= (uint8_t)(1 << DECISION_NOT_IN_FORCE);
    return outcomes;
}

static void add_offer(struct coverage *c, const struct offer *o) {
    want(c, place_of(c, COVER_DECISION, o->decl->head), decisions_of(o), &o->def.name, o->scheme);
    if (o->when) add_part(c, COVER_WHEN, o->when, &o->def.name, o->scheme);
    for (uint32_t i = 0; i < o->rule_count; i++) add_rule(c, o->rules[i], o->scheme);
    for (uint32_t i = 0; i < o->grant_count; i++) walk(c, o->grants[i]->decl->expr, o->scheme);
}

static void add_scheme(struct coverage *c, const struct scheme *s) {
    for (uint32_t i = 0; i < s->offer_count; i++) add_offer(c, s->offers[i]);
    for (uint32_t i = 0; i < s->amendment_count; i++)
        want(c, place_of(c, COVER_AMENDMENT, s->amendments[i]->head), COVER_HELD, &s->amendments[i]->name, s);
}

// ---- the whole

void collect_places(struct coverage *c) {
    for (uint32_t i = 0; i < c->policy->scheme_count; i++) add_scheme(c, c->policy->schemes[i]);
    c->watched = ARENA_ARRAY(&c->arena, struct watched_condition, c->condition_count);
    for (uint32_t i = 0; i < c->condition_count; i++) {
        const struct condition *d = c->listed[i];
        c->watched[i] = (struct watched_condition){
            .root = d->root, .operands = d->exprs, .operand_count = d->operand_count};
    }
}
