// What differences come to: those of a rule what was proved of it, those of anything else what was proved of all rules
// that read it.
#include <stdlib.h>

#include "interp/diff/compare.h"

// ---- what an expression reads

struct reading {
    const struct name *wanted;
    const struct definition **seen;  // definitions and tables that were gone through, or are about to be
    uint32_t seen_count;
    struct arena *arena;
};

static bool reads(struct reading *r, const struct expr *e);

static bool is_new(struct reading *r, const struct definition *d) {
    for (uint32_t i = 0; i < r->seen_count; i++)
        if (r->seen[i] == d) return false;
    ARENA_PUSH(r->arena, r->seen, r->seen_count, d);
    return true;
}

static bool table_reads(struct reading *r, const struct decl *t) {
    for (uint32_t i = 0; i < t->column_count; i++)
        if (reads(r, t->columns[i])) return true;
    for (uint32_t i = 0; i < t->row_count; i++) {
        const struct table_row *row = &t->rows[i];
        for (uint32_t k = 0; k < row->cell_count; k++)
            if (reads(r, row->cells[k])) return true;
        for (uint32_t k = 0; k < row->result_count; k++)
            if (reads(r, row->results[k])) return true;
    }
    return false;
}

static const struct decl *table_of(const struct definition *d) {
    if (d->kind == DEF_TABLE) return ((const struct table *)d)->decl;
    return d->kind == DEF_TABLE_RESULT ? ((const struct table_result *)d)->table->decl : NULL;
}

static bool definition_reads(struct reading *r, const struct definition *d) {
    if (names_meet(&d->name, r->wanted)) return true;
    if (d->kind == DEF_DEFINE) return is_new(r, d) && reads(r, ((const struct define *)d)->decl->expr);
    const struct decl *t = table_of(d);
    return t && (names_meet(&t->name, r->wanted) || (is_new(r, d) && table_reads(r, t)));
}

static bool reads(struct reading *r, const struct expr *e) {
    if (!e) return false;
    if (e->ref && definition_reads(r, e->ref)) return true;
    for (uint32_t i = 0; i < e->count; i++)
        if (reads(r, e->kids[i])) return true;
    return false;
}

static bool clause_reads(struct reading *r, const struct decl *d) {
    r->seen_count = 0;
    return d && (reads(r, d->expr) || reads(r, d->when) || reads(r, d->waiver));
}

static const struct decl *clause_of(const struct change_side *s, enum change_of of) {
    if (of == CHANGE_OF_RULE) return s->rule ? s->rule->rule->decl : NULL;
    if (of == CHANGE_OF_GRANT) return s->grant ? s->grant->grant->decl : NULL;
    return s->offer && of == CHANGE_OF_WHEN ? s->offer->when_decl : NULL;
}

static bool change_reads(struct reading *r, const struct rule_change *c) {
    return clause_reads(r, clause_of(&c->before, c->of)) || clause_reads(r, clause_of(&c->after, c->of));
}

// ---- which proofs are about a difference

static const struct name *scheme_of(const struct rule_change *c) {
    const struct offer *o = c->before.offer ? c->before.offer : c->after.offer;
    return &o->scheme->def.name;
}

static bool stands_in(const struct difference *x, const struct rule_change *c) {
    bool scheme = !x->scheme || x->scheme->kind == DECL_STANDARD || names_meet(&x->scheme->name, scheme_of(c));
    return scheme && (!x->offer || (c->offer && names_meet(&x->offer->name, c->offer)));
}

static bool is_part(const struct rule_change *c, enum change_of of, const struct decl *d) {
    return c->of == of && c->part && names_meet(c->part, &d->name);
}

static bool is_about(struct reading *r, const struct difference *x, const struct rule_change *c) {
    const struct decl *d = difference_clause(x);
    if (is_rule_kind(d->kind)) return is_part(c, CHANGE_OF_RULE, d);
    switch (d->kind) {
    case DECL_GRANT: return is_part(c, CHANGE_OF_GRANT, d);
    case DECL_WHEN: return c->of == CHANGE_OF_WHEN;
    case DECL_OFFER: return c->of == CHANGE_OF_OFFER && names_meet(&d->name, c->offer);
    case DECL_SCHEME: return c->of == CHANGE_OF_OFFER && names_meet(&d->name, scheme_of(c));
    case DECL_AMENDMENT: return c->of == CHANGE_OF_OFFER && name_has(scheme_of(c), d->target);
    default: r->wanted = &d->name; return change_reads(r, c);
    }
}

static const struct citation *cited_by(const struct decl *d) { return d && d->citation.clause ? &d->citation : NULL; }

static void take(struct difference *x, const struct rule_change *c) {
    const struct decl *was = clause_of(&c->before, c->of), *is = clause_of(&c->after, c->of);
    if (!x->cited && c->effect != CHANGE_SAME) x->cited = is ? cited_by(is) : cited_by(was);
    x->effect = change_join(x->effect, c->effect);
    if (!x->worse && c->worse.answer == ANSWER_FOUND) x->worse = &c->worse;
    if (!x->better && c->better.answer == ANSWER_FOUND) x->better = &c->better;
}

// What people are to verify or to bring, and when a scheme is in force, no proof is about: it is another policy.
static bool is_beside_rules(const struct difference *x) {
    enum decl_kind kind = difference_clause(x)->kind;
    return kind == DECL_MANUAL || kind == DECL_DOCUMENT || kind == DECL_IN_FORCE;
}

static void judge(struct diff *d, struct difference *x) {
    struct reading r = {.arena = &d->compilation->arena};
    x->cited = cited_by(difference_clause(x));
    x->effect = is_beside_rules(x) ? CHANGE_CHANGED : CHANGE_SAME;
    if (x->effect != CHANGE_SAME) return;
    for (uint32_t i = 0; i < d->changes.count; i++)
        if (stands_in(x, &d->changes.items[i]) && is_about(&r, x, &d->changes.items[i])) take(x, &d->changes.items[i]);
}

// ---- offers that come to something else by what stands elsewhere

static bool is_explained(const struct diff *d, const struct rule_change *c) {
    for (uint32_t i = 0; i < d->count; i++)
        if (d->items[i].effect != CHANGE_SAME && stands_in(&d->items[i], c)) return true;
    return false;
}

static void add_result(struct diff *d, const struct rule_change *c) {
    const struct offer *was = c->before.offer, *is = c->after.offer;
    struct comparing at = {.d = d, .scheme = (is ? is : was)->scheme->decl};
    struct difference x = {.kind = DIFFERENCE_ALTERED, .of = DIFFERENCE_OF_RESULT};
    x.was = was ? was->decl : NULL, x.is = is ? is->decl : NULL;
    take(&x, c);
    add_difference(&at, x);
}

void judge_differences(struct diff *d) {
    for (uint32_t i = 0; i < d->count; i++) judge(d, &d->items[i]);
    for (uint32_t i = 0; i < d->changes.count; i++) {
        const struct rule_change *c = &d->changes.items[i];
        if (c->of == CHANGE_OF_OFFER && c->effect != CHANGE_SAME && !is_explained(d, c)) add_result(d, c);
    }
}
