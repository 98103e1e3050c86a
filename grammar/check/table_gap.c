// Whether the rows of a table leave somebody out, or hold two at once: put to the prover, where there is one. What it
// is asked about must be sound all through, since faults are no reason to stop here.
#include "grammar/check/cells.h"
#include "grammar/check/prover.h"

#define DEEPEST 60  // definitions within definitions

enum plannable { PLANNABLE, BY_VALUES, ASKS_OFFERS, UNSOUND };  // by its params' own values; the largest counts

static enum plannable look(const struct expr *e, int depth);

static enum plannable worse(enum plannable a, enum plannable b) { return a > b ? a : b; }

static enum plannable look_at_all(struct expr *const *kids, uint32_t count, int depth) {
    enum plannable all = PLANNABLE;
    for (uint32_t i = 0; i < count && all != UNSOUND; i++)
        if (kids[i]) all = worse(all, look(kids[i], depth));
    return all;
}

static enum plannable look_at_table(const struct decl *d, int depth) {
    enum plannable all = table_is_sound(d) ? look_at_all(d->columns, d->column_count, depth) : UNSOUND;
    for (uint32_t i = 0; i < d->row_count && all != UNSOUND; i++) {
        all = worse(all, look_at_all(d->rows[i].cells, d->rows[i].cell_count, depth));
        if (all != UNSOUND) all = worse(all, look_at_all(d->rows[i].results, d->rows[i].result_count, depth));
    }
    return all;
}

static enum plannable look_behind(const struct definition *d, int depth) {
    if (!d || depth > DEEPEST) return UNSOUND;
    switch (d->kind) {
    case DEF_DEFINE: return ((const struct define *)d)->expr ? look(((const struct define *)d)->expr, depth) : UNSOUND;
    case DEF_PARAM: return ((const struct param *)d)->type.kind == TYPE_NONE ? UNSOUND : BY_VALUES;
    case DEF_TABLE: return look_at_table(((const struct table *)d)->decl, depth);
    case DEF_TABLE_RESULT: return look_at_table(((const struct table_result *)d)->table->decl, depth);
    default: return PLANNABLE;
    }
}

static bool names_something(const struct expr *e) {
    return e->kind == NODE_NAME || e->kind == NODE_MEMBER || e->kind == NODE_CALL;
}

static enum plannable look(const struct expr *e, int depth) {
    if (e->kind == NODE_MEETS) return ASKS_OFFERS;
    if (e->kind == NODE_ERROR) return UNSOUND;
    enum plannable all = names_something(e) ? look_behind(e->ref, depth + 1) : PLANNABLE;
    return all == UNSOUND ? all : worse(all, look_at_all(e->kids, e->count, depth));
}

static struct table_asked asked_of(const struct checker *c, const struct table_build *t) {
    const struct scheme_build *s = t->scope->scheme;
    return (struct table_asked){c->policy, &t->table, s ? s->scheme.from : 0, s ? s->scheme.until : 0, false};
}

// The columns and the cells, not what the rows come to.
static enum plannable is_plannable(const struct decl *d) {
    enum plannable all = look_at_all(d->columns, d->column_count, 0);
    for (uint32_t i = 0; i < d->row_count && all != UNSOUND; i++)
        all = worse(all, look_at_all(d->rows[i].cells, d->rows[i].cell_count, 0));
    return all;
}

// False: it is not sound.
static bool ask(struct checker *c, const struct table_build *t, bool overlap, struct table_told *told) {
    enum plannable plannable = is_plannable(t->table.decl);
    *told = (struct table_told){.answer = TABLE_OPEN};
    if (!table_is_sound(t->table.decl) || plannable == UNSOUND) return false;
    if (!c->prover || plannable == ASKS_OFFERS) return true;
    const struct table_asked asked = asked_of(c, t);
    (overlap ? c->prover->overlap : c->prover->gap)(c->arena, &asked, told);
    return true;
}

static void report_gap(struct checker *c, const struct decl *decl, bool truth, const struct table_told *told) {
    bool open = told->answer == TABLE_OPEN;
    enum diag_id id = open    ? truth ? DIAG_TABLE_GAP_MAYBE_TRUTH : DIAG_TABLE_GAP_MAYBE
                      : truth ? DIAG_TABLE_GAP_TRUTH
                              : DIAG_TABLE_GAP;
    struct diag *d = report(c, id, decl->head, name_words(c, &decl->name), told->words);
    report_hint(c, d, DIAG_HINT_OTHERWISE, A(""));
    d->witness = told->witness;
}

// First as if the columns had nothing to do with one another, which settles most; then as they are. Where that can't be
// told, there is a gap where there is one between the columns' values.
static void ask_for_gap(struct checker *c, const struct table_build *t, struct table_told *told) {
    const struct grid g = grid_of(c, t->table.decl, PARAMS_UNKNOWN);
    struct table_told apart = {.answer = TABLE_OPEN};
    if (c->prover && !grid_is_opaque(&g)) grid_ask_gap(&g, &apart);
    if (apart.answer != TABLE_NEVER) ask(c, t, false, told);
    if (apart.answer == TABLE_NEVER || (apart.answer == TABLE_SOMEBODY && told->answer == TABLE_OPEN)) *told = apart;
}

bool table_leaves_gap(struct checker *c, struct table_build *t, bool truth) {
    const struct decl *decl = t->table.decl;
    struct table_told told = {.answer = TABLE_OPEN};
    if (table_has_otherwise(decl) || !table_is_sound(decl) || is_plannable(decl) == UNSOUND) return false;
    ask_for_gap(c, t, &told);
    if (told.answer == TABLE_NEVER) return !truth && is_plannable(decl) == BY_VALUES;  // a setting may open one
    if (!hit_collects(decl->hit)) report_gap(c, decl, truth, &told);                   // else as meant
    return true;
}

bool table_overlaps(struct checker *c, struct table_build *t, struct table_told *told) {
    return !ask(c, t, true, told) || told->answer != TABLE_NEVER;
}
