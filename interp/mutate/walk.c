// Where slips are looked for: all that schemes are decided by, with the definitions, tables and params that it names.
#include "interp/mutate/internal.h"
#include "interp/report/words.h"

static void walk(struct mutation *m, struct expr *e);

static void walk_param(struct mutation *m, const struct param *p) {
    for (uint32_t i = 0; i < p->value_count; i++)
        if (!p->is_unit) walk(m, p->values[i].value);
}

// ---- tables

static void drop_row(struct mutation *m, const struct decl *d, uint32_t row) {
    bool fresh;
    struct mutant *mutant = mutant_at(m, d->rows[row].at, MUTANT_DROP, DROPPED_ROW, &fresh);
    struct table_row *rows = ARENA_ARRAY(&m->arena, struct table_row, d->row_count);
    struct decl *open = (struct decl *)d;  // the tree is ours while mutants are tried
    uint32_t count = 0;
    mutant->part = DROPPED_ROW;
    for (uint32_t i = 0; i < d->row_count; i++)
        if (i != row) rows[count++] = d->rows[i];
    PATCH(m, mutant, open->rows, rows);
    PATCH(m, mutant, open->row_count, count);
}

static void swap_rows(struct mutation *m, const struct decl *d, uint32_t row) {
    bool fresh;
    struct mutant *mutant = mutant_at(m, d->rows[row].at, MUTANT_SWAP, 0, &fresh);
    PATCH(m, mutant, d->rows[row], d->rows[row + 1]);
    PATCH(m, mutant, d->rows[row + 1], d->rows[row]);
}

static void slip_rows(struct mutation *m, const struct decl *d) {
    for (uint32_t i = 0; i < d->row_count && d->row_count > 1; i++) drop_row(m, d, i);
    for (uint32_t i = 0; d->hit == HIT_FIRST && i + 1 < d->row_count; i++)
        if (!d->rows[i + 1].otherwise) swap_rows(m, d, i);
}

static void walk_row(struct mutation *m, const struct table_row *row) {
    for (uint32_t i = 0; i < row->cell_count; i++)
        if (row->cells[i]) walk(m, row->cells[i]);
    for (uint32_t i = 0; i < row->result_count; i++) walk(m, row->results[i]);
}

static void walk_table(struct mutation *m, const struct table *t) {
    const struct decl *d = t->decl;
    for (uint32_t i = 0; i < d->column_count; i++) walk(m, d->columns[i]);
    for (uint32_t i = 0; i < d->row_count; i++) walk_row(m, &d->rows[i]);
    if (d->hit != HIT_MARGINAL) slip_rows(m, d);
}

// ---- names

static void walk_definition(struct mutation *m, const struct definition *d) {
    uint32_t offer = m->offer;
    if (d->kind == DEF_TABLE_RESULT) d = &((const struct table_result *)d)->table->def;
    if (d->kind == DEF_DEFINE && is_new_walk(m, d)) walk(m, ((const struct define *)d)->expr);
    if (d->kind == DEF_PARAM && is_new_walk(m, d)) walk_param(m, (const struct param *)d);
    if (d->kind == DEF_TABLE && is_new_walk(m, d)) walk_table(m, (const struct table *)d);
    m->offer = offer;
}

// What a definition with parameters stands for is of the type of the call that was checked last: slips that do not
// hang on a type are as good there.
static void walk(struct mutation *m, struct expr *e) {
    if (e->ref && (e->kind == NODE_NAME || e->kind == NODE_MEMBER || e->kind == NODE_CALL)) walk_definition(m, e->ref);
    m->asks_about |= e->kind == NODE_MEETS;
    slip_expression(m, e);
    for (uint32_t i = 0; i < e->count; i++)
        if (e->kids[i] && e->kids[i]->kind != NODE_ASSIGN) walk(m, e->kids[i]);
}

// ---- rules and offers

// A requirement that always holds, a veto that never does.
static void drop_rule(struct mutation *m, struct decl *d, bool is_bad_by_yes) {
    bool fresh;
    struct mutant *mutant = mutant_at(m, d->head, MUTANT_DROP, DROPPED_RULE, &fresh);
    struct expr *truth = ARENA_NEW(&m->arena, struct expr);
    *truth = (struct expr){.kind = NODE_TRUTH, .depth = 1, .at = d->expr->at, .type = {.kind = TYPE_TRUTH}};
    truth->value = is_bad_by_yes ? TRUTH_NO : TRUTH_YES;
    mutant->part = DROPPED_RULE;
    PATCH(m, mutant, d->expr, truth);
}

static void drop_part(struct mutation *m, struct expr **part, enum mutant_part which) {
    bool fresh;
    struct mutant *mutant = mutant_at(m, (*part)->at, MUTANT_DROP, which, &fresh);
    mutant->part = which;
    PATCH(m, mutant, *part, NULL);
}

static void slip_strength(struct mutation *m, struct rule *r) {
    static const enum rule_kind others[] = {[RULE_REQUIRE] = RULE_IN_PRINCIPLE,
                                            [RULE_IN_PRINCIPLE] = RULE_REQUIRE,
                                            [RULE_VETO] = RULE_REFER,
                                            [RULE_REFER] = RULE_VETO};
    static const enum phrase_id words[] = {[RULE_REQUIRE] = WORDS_MUTATE_REQUIRE,
                                           [RULE_IN_PRINCIPLE] = WORDS_MUTATE_IN_PRINCIPLE,
                                           [RULE_VETO] = WORDS_MUTATE_VETO,
                                           [RULE_REFER] = WORDS_MUTATE_REFER};
    bool fresh;
    struct mutant *mutant = mutant_at(m, r->decl->head, MUTANT_STRENGTH, 0, &fresh);
    mutant->was = words_text(m->lang, words[r->kind]);
    mutant->now = words_text(m->lang, words[others[r->kind]]);
    PATCH(m, mutant, r->kind, others[r->kind]);
}

static void walk_rule(struct mutation *m, const struct rule *r) {
    struct decl *d = (struct decl *)r->decl;
    if (!is_new_walk(m, r)) return;
    walk(m, d->expr);
    if (d->when) walk(m, d->when);
    if (d->waiver) walk(m, d->waiver);
    drop_rule(m, d, rule_is_bad_by_yes(r->kind));
    if (d->when) drop_part(m, &d->when, DROPPED_CONDITION);
    if (d->waiver) drop_part(m, &d->waiver, DROPPED_WAIVER);
    slip_strength(m, (struct rule *)r);
}

static void walk_offer(struct mutation *m, struct offer *o) {
    uint32_t offer = m->offer;
    if (o->when) walk(m, o->when);
    if (o->when) drop_part(m, &o->when, DROPPED_CONDITION);
    for (uint32_t i = 0; i < o->rule_count; i++, m->offer = offer) walk_rule(m, o->rules[i]);
    for (uint32_t i = 0; i < o->grant_count; i++, m->offer = offer)
        if (is_new_walk(m, o->grants[i])) walk(m, o->grants[i]->decl->expr);
}

static bool has_versions(const struct policy *p, uint32_t scheme) {
    uint32_t group = p->schemes[scheme]->group;
    bool before = scheme && p->schemes[scheme - 1]->group == group;
    return before || (scheme + 1 < p->scheme_count && p->schemes[scheme + 1]->group == group);
}

// What is asked about in another offer changes that one too.
void walk_policy(struct mutation *m) {
    uint32_t number = 0;
    for (uint32_t i = 0; i < m->policy->scheme_count; i++) {
        const struct scheme *s = m->policy->schemes[i];
        m->group = s->group;
        for (uint32_t k = 0; k < s->offer_count; k++, number++) {
            m->offer = has_versions(m->policy, i) ? MUTANT_OFFERS : number;
            walk_offer(m, s->offers[k]);
        }
    }
    for (uint32_t i = 0; m->asks_about && i < m->count; i++) m->mutants[i].offer = MUTANT_OFFERS;
}
