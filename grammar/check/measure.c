// What inlining would make of the rules. Each definition is measured once; a call of one with parameters counts an
// argument as often as its parameter is used. Offers that ask for each other in a circle are found on the way.
#include "grammar/check/typing.h"

#define MAX_EXPANDED_POLICY 50000000

struct walk {
    struct checker *c;
    struct measure *into;
    uint32_t levels;  // of recursion, through definitions
};

static uint64_t capped(uint64_t n) { return n > MAX_EXPANDED_POLICY ? MAX_EXPANDED_POLICY : n; }

static uint32_t measure_expr(struct walk *w, const struct expr *e, uint64_t weight);

// `o`, or `boc.hsd` where the way round leads through several schemes.
static void put_offer(struct checker *c, struct text *path, const struct definition *offer, bool several) {
    const struct scheme *s = ((const struct offer *)offer)->scheme;
    if (several) text_format(path, "%s.", name_words(c, &s->def.name).en);
    text_put(path, name_words(c, &offer->name).en);
}

static bool span_schemes(const struct definition *const *round, uint32_t count) {
    for (uint32_t i = 1; i < count; i++)
        if (((const struct offer *)round[i])->scheme != ((const struct offer *)round[0])->scheme) return true;
    return false;
}

// What stands open was come back to. Definitions alone never go round (typing has seen to that), so an offer is among
// them.
static void report_meets_cycle(struct checker *c, const struct definition *d) {
    struct text path = {0};
    const struct definition *round[16];
    uint32_t count = 0;
    for (const struct frame *f = c->frames; f; f = f->outer) {
        if (f->def->kind == DEF_OFFER && count < 16) round[count++] = f->def;
        if (f->def == d) break;
    }
    if (!count) return;
    const struct definition *first = round[count - 1];
    bool several = span_schemes(round, count);
    while (count-- > 0) {
        put_offer(c, &path, round[count], several);
        text_put(&path, " → ");
    }
    put_offer(c, &path, first, several);
    report(c, DIAG_MEETS_CYCLE, first->name.at, name_words(c, &first->name), text_words(c, &path));
}

// Opens what is to be measured; false where it is done, or stands open already.
static bool begin(struct walk *w, struct frame *f, const struct definition *d, struct measure *m) {
    if (m->progress == PROGRESS_OPEN) report_meets_cycle(w->c, d);
    if (m->progress != PROGRESS_NONE || w->levels > EXPANDED_MAX_DEPTH) return false;
    *f = (struct frame){w->c->frames, d, &m->progress};
    m->progress = PROGRESS_OPEN;
    w->c->frames = f;
    return true;
}

// False where it is too large or too deep (reported).
static bool end(struct walk *w, struct frame *f, struct span at, struct measure *m) {
    struct checker *c = w->c;
    c->frames = f->outer;
    bool large = m->size > EXPANDED_MAX_SIZE, deep = m->depth > EXPANDED_MAX_DEPTH;
    if (large) report(c, DIAG_EXPANDS_TOO_LARGE, at, number_words(c, EXPANDED_MAX_SIZE));
    else if (deep) report(c, DIAG_EXPANDS_TOO_DEEP, at, number_words(c, EXPANDED_MAX_DEPTH));
    if (large || deep) m->size = m->depth = 1;  // what uses it is not to blame
    m->progress = PROGRESS_DONE;
    return !large && !deep;
}

static void measure_define(struct walk *w, struct define_build *d) {
    struct frame f;
    struct walk inner = {w->c, &d->measure, w->levels + 1};
    if (d->progress == PROGRESS_FAILED || !begin(w, &f, &d->define.def, &d->measure)) return;
    d->measure.depth = measure_expr(&inner, d->define.expr, 1);
    if (end(w, &f, d->define.def.name.at, &d->measure)) return;
    for (uint32_t i = 0; i < d->define.param_count; i++) d->measure.uses[i] = 1;
}

static uint32_t larger(uint32_t a, uint32_t b) { return a > b ? a : b; }

static uint32_t measure_all_of(struct walk *w, struct expr **items, uint32_t count, uint64_t weight) {
    uint32_t depth = 0;
    for (uint32_t i = 0; i < count; i++) depth = larger(depth, measure_expr(w, items[i], weight));
    return depth;
}

static void measure_table(struct walk *w, struct table_build *t) {
    struct frame f;
    struct walk inner = {w->c, &t->measure, w->levels + 1};
    const struct decl *decl = t->table.decl;
    if (t->progress == PROGRESS_FAILED || !begin(w, &f, &t->table.def, &t->measure)) return;
    uint32_t depth = measure_all_of(&inner, decl->columns, decl->column_count, 1);
    for (uint32_t i = 0; i < decl->row_count; i++) {
        depth = larger(depth, measure_all_of(&inner, decl->rows[i].cells, decl->rows[i].cell_count, 1));
        depth = larger(depth, measure_all_of(&inner, decl->rows[i].results, decl->rows[i].result_count, 1));
    }
    t->measure.depth = depth + 1;
    end(w, &f, t->table.def.name.at, &t->measure);
}

static void measure_rule(struct walk *w, struct rule_build *r) {
    struct frame f;
    struct walk inner = {w->c, &r->measure, w->levels + 1};
    if (!begin(w, &f, &r->rule.def, &r->measure)) return;
    uint32_t depth = measure_expr(&inner, r->rule.decl->expr, 1);
    depth = larger(depth, measure_expr(&inner, r->rule.decl->when, 1));
    r->measure.depth = larger(depth, measure_expr(&inner, r->rule.decl->waiver, 1));
    w->c->expanded += r->measure.size;
    end(w, &f, r->rule.def.name.at, &r->measure);
}

static void measure_offer(struct walk *w, struct offer_build *o) {
    struct frame f;
    struct measure *m = &o->measure;
    struct walk inner = {w->c, m, w->levels + 1};
    if (!begin(w, &f, &o->offer.def, m)) return;
    m->depth = measure_expr(&inner, o->offer.when, 1);
    for (uint32_t i = 0; i < o->offer.rule_count; i++) {
        struct rule_build *r = (struct rule_build *)o->offer.rules[i];
        measure_rule(&inner, r);
        m->size = capped(m->size + r->measure.size);
        m->depth = larger(m->depth, r->measure.depth);
    }
    m->depth++;
    m->progress = PROGRESS_DONE;
    w->c->frames = f.outer;
}

static uint32_t measure_met(struct walk *w, struct offer_build *o, uint64_t weight) {
    measure_offer(w, o);
    w->into->size = capped(w->into->size + weight * o->measure.size);
    return o->measure.depth + 1;
}

// Of another scheme every version is asked, each in its time.
static uint32_t measure_meets(struct walk *w, const struct expr *e, uint64_t weight) {
    const struct checker *c = w->c;
    const struct offer *meant = (const struct offer *)e->ref;
    uint32_t depth = 1;
    if (!meant) return depth;
    if (!e->count) return measure_met(w, (struct offer_build *)e->ref, weight);
    for (uint32_t i = 0; i < c->scheme_count; i++) {
        const struct scheme_build *s = c->schemes_built[i];
        if (s->scheme.group != meant->scheme->group) continue;
        struct offer_build *o = (struct offer_build *)scope_find_here(s->offers, e->name);
        if (o) depth = larger(depth, measure_met(w, o, weight));
    }
    return depth;
}

static uint32_t measure_named(struct walk *w, const struct measure *m, uint64_t weight) {
    w->into->size = capped(w->into->size + weight * m->size);
    return m->depth + 1;
}

static uint32_t measure_name(struct walk *w, const struct expr *e, uint64_t weight) {
    const struct definition *d = e->ref;
    if (!d) return 1;
    if (d->kind == DEF_DEFINE_PARAM && w->into->uses) {
        uint64_t *uses = &w->into->uses[((const struct define_param *)d)->index];
        *uses = capped(*uses + weight);
    }
    if (d->kind == DEF_DEFINE) {
        measure_define(w, (struct define_build *)d);
        return measure_named(w, &((struct define_build *)d)->measure, weight);
    }
    if (d->kind != DEF_TABLE) return 1;
    measure_table(w, (struct table_build *)d);
    return measure_named(w, &((struct table_build *)d)->measure, weight);
}

static uint32_t measure_call(struct walk *w, const struct expr *e, uint64_t weight) {
    struct define_build *d = (struct define_build *)e->ref;
    uint32_t depth = 0;
    measure_define(w, d);
    for (uint32_t i = 0; i < e->count && i < d->define.param_count; i++)
        depth = larger(depth, measure_expr(w, e->kids[i], capped(weight * d->measure.uses[i])));
    return depth + measure_named(w, &d->measure, weight);
}

static bool too_deep(struct walk *w, const struct expr *e) {
    if (w->levels <= EXPANDED_MAX_DEPTH) return false;
    report(w->c, DIAG_EXPANDS_TOO_DEEP, e->at, number_words(w->c, EXPANDED_MAX_DEPTH));
    return true;
}

// The depth with everything put in.
static uint32_t measure_expr(struct walk *w, const struct expr *e, uint64_t weight) {
    if (!e || too_deep(w, e)) return 0;
    uint32_t depth;
    w->levels++;
    w->into->size = capped(w->into->size + weight);
    if (e->kind == NODE_NAME) depth = measure_name(w, e, weight);
    else if (e->kind == NODE_MEETS) depth = measure_meets(w, e, weight);
    else if (e->kind == NODE_CALL && e->ref && e->ref->kind == DEF_DEFINE) depth = measure_call(w, e, weight);
    else depth = measure_all_of(w, e->kids, e->count, weight) + 1;
    w->levels--;
    return depth;
}

static void measure_root(struct checker *c, const struct expr *e, struct span at) {
    struct measure m = {.progress = PROGRESS_NONE};
    struct walk w = {c, &m, 0};
    struct frame f;
    struct definition root = {DEF_RULE, {0}};
    if (!e || !begin(&w, &f, &root, &m)) return;
    m.depth = measure_expr(&w, e, 1);
    c->expanded += m.size;
    end(&w, &f, at, &m);
}

void measure_condition(struct checker *c, const struct expr *e) { measure_root(c, e, e->at); }

static void measure_notes(struct checker *c, const struct note *notes, uint32_t first, uint32_t count) {
    for (uint32_t i = first; i < count; i++) measure_root(c, notes[i].decl->expr, notes[i].decl->head);
}

static void measure_grant(struct checker *c, const struct grant *g) { measure_root(c, g->decl->expr, g->decl->head); }

static void measure_scheme(struct checker *c, struct scheme_build *s) {
    struct measure none = {.progress = PROGRESS_NONE};
    struct walk w = {c, &none, 0};
    for (uint32_t i = 0; i < s->own_rule_count; i++) measure_rule(&w, s->own_rules[i]);
    measure_notes(c, s->manuals, 0, s->manual_count);
    measure_notes(c, s->documents, 0, s->document_count);
    for (uint32_t i = 0; i < s->own_grant_count; i++) measure_grant(c, &s->own_grants[i]->grant);
    for (uint32_t i = 0; i < s->scheme.offer_count; i++) {
        const struct offer *o = s->scheme.offers[i];
        measure_offer(&w, (struct offer_build *)o);
        for (uint32_t j = 0; j < o->grant_count; j++)
            if (!o->grants[j]->is_shared) measure_grant(c, o->grants[j]);
        measure_notes(c, o->manuals, s->manual_count, o->manual_count);
        measure_notes(c, o->documents, s->document_count, o->document_count);
    }
    if (c->expanded > MAX_EXPANDED_POLICY)
        report(c, DIAG_POLICY_TOO_LARGE, s->scheme.decl->head, number_words(c, MAX_EXPANDED_POLICY));
}

void measure_apart(struct checker *c, struct scheme_build *const *schemes, uint32_t count) {
    uint64_t expanded = c->expanded;
    for (uint32_t i = 0; i < count; i++) measure_scheme(c, schemes[i]);
    c->expanded = expanded;
}

void measure_all(struct checker *c) {
    struct measure none = {.progress = PROGRESS_NONE};
    struct walk w = {c, &none, 0};
    for (uint32_t i = 0; i < c->define_count; i++) measure_define(&w, c->defines[i]);
    for (uint32_t i = 0; i < c->table_count; i++) measure_table(&w, c->tables[i]);
    for (uint32_t i = 0; i < c->scheme_count; i++) measure_scheme(c, c->schemes_built[i]);
}
