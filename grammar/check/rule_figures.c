// The figures of a rule: what its condition, or its value, holds numbers against, with params, definitions and tables
// put in.
#include "grammar/check/figures.h"

#define FIGURES_MOST 400
#define STEPS_MOST 4000
#define DEPTH_MOST 64

struct gathering {
    struct checker *c;
    struct rule_figures *to;
    const struct expr *top;  // the part of the rule that is being looked at
    uint32_t steps, depth;
};
struct standing {  // where in a condition
    int op, sign;
};

static enum figure_kind kind_of(const struct type *t) {
    switch (t->kind) {
    case TYPE_MONEY: return FIGURE_MONEY;
    case TYPE_PERIOD: return t->unit == UNIT_DAYS ? FIGURE_DAYS : FIGURE_MONTHS;
    case TYPE_PERCENT:
    case TYPE_NUMBER: return FIGURE_RATIO;
    case TYPE_COUNT: return FIGURE_COUNT;
    default: return FIGURE_NONE;
    }
}

// Nothing at all is hardly ever a notice's figure.
static bool set_figure(struct checker *c, const struct type *t, int64_t value, struct figure *f) {
    *f = (struct figure){.kind = kind_of(t), .value = value};
    if (f->kind == FIGURE_COUNT && t->counter) f->unit = slice_of(intern_name(c->names, t->counter));
    return f->kind != FIGURE_NONE && value != 0;
}

static void put(struct gathering *g, const struct expr *e, const struct param *param, int64_t value,
                struct standing s) {
    struct figure figure;
    if (!set_figure(g->c, &e->type, value, &figure)) return;
    struct rule_figure f = {figure, g->top->at, e, param, s.op, s.sign};
    if (g->to->count == FIGURES_MOST) g->to->too_many = true;
    else ARENA_PUSH(g->c->words, g->to->items, g->to->count, f);
}

static void gather(struct gathering *g, const struct expr *e, struct standing s);

static void gather_param(struct gathering *g, const struct param *p, struct standing s) {
    for (uint32_t i = 0; i < p->value_count; i++) {
        const struct expr *e = p->values[i].value;
        if (e->kind == NODE_NUMBER) put(g, e, p, e->value, s);
        else g->to->too_many |= kind_of(&e->type) != FIGURE_NONE;
    }
}

static void gather_row(struct gathering *g, const struct table_row *row) {
    for (uint32_t i = 0; i < row->cell_count; i++) gather(g, row->cells[i], (struct standing){NO_OP, 0});
    for (uint32_t i = 0; i < row->result_count; i++) gather(g, row->results[i], (struct standing){NO_OP, 0});
}

static void gather_rows(struct gathering *g, const struct decl *table) {
    for (uint32_t i = 0; i < table->row_count; i++) gather_row(g, &table->rows[i]);
}

static void gather_named(struct gathering *g, const struct expr *e, struct standing s) {
    const struct definition *d = e->ref;
    if (!d) return;
    if (d->kind == DEF_PARAM) gather_param(g, (const struct param *)d, s);
    if (d->kind == DEF_DEFINE) gather(g, ((const struct define *)d)->expr, s);
    if (d->kind == DEF_TABLE) gather_rows(g, ((const struct table *)d)->decl);
    if (d->kind == DEF_TABLE_RESULT) gather_rows(g, ((const struct table_result *)d)->table->decl);
}

static enum compare_op mirrored(enum compare_op op) {
    switch (op) {
    case OP_LT: return OP_GT;
    case OP_LE: return OP_GE;
    case OP_GT: return OP_LT;
    case OP_GE: return OP_LE;
    default: return op;
    }
}

static void gather_compare(struct gathering *g, const struct expr *e, int sign) {
    enum compare_op op = (enum compare_op)e->op;
    gather(g, e->kids[0], (struct standing){(int)mirrored(op), sign});
    gather(g, e->kids[1], (struct standing){e->kids[0] || op != OP_EQ ? (int)op : NO_OP, sign});
}

static void gather_range(struct gathering *g, const struct expr *e, int sign) {
    gather(g, e->kids[0], (struct standing){(int)range_low_op(e), sign});
    gather(g, e->kids[1], (struct standing){(int)range_high_op(e), sign});
}

static void gather_kids(struct gathering *g, const struct expr *e, struct standing s) {
    for (uint32_t i = 0; i < e->count; i++) gather(g, e->kids[i], s);
}

// What is worked out of several figures is none that a notice has.
static void gather_arithmetic(struct gathering *g, const struct expr *e) {
    for (uint32_t i = 0; i < e->count; i++) {
        const struct type *t = &e->kids[i]->type;
        bool share = t->kind == TYPE_PERCENT && e->kind == NODE_MULTIPLY;
        if (share || e->kids[i]->kind != NODE_NUMBER) gather(g, e->kids[i], (struct standing){NO_OP, 0});
        else if (e->kids[i]->value) g->to->too_many = true;
    }
}

static void gather_by_kind(struct gathering *g, const struct expr *e, struct standing s) {
    struct standing plain = {NO_OP, 0};
    switch (e->kind) {
    case NODE_NUMBER: put(g, e, NULL, e->value, s); break;
    case NODE_NAME:
    case NODE_MEMBER: gather_named(g, e, s); break;
    case NODE_CALL:
        gather_kids(g, e, plain);
        if (e->ref && e->ref->kind == DEF_DEFINE) gather(g, ((const struct define *)e->ref)->expr, plain);
        break;
    case NODE_NOT: gather(g, e->kids[0], (struct standing){NO_OP, -s.sign}); break;
    case NODE_AND:
    case NODE_OR: gather_kids(g, e, (struct standing){NO_OP, s.sign}); break;
    case NODE_COMPARE: gather_compare(g, e, s.sign); break;
    case NODE_RANGE: gather_range(g, e, s.sign); break;
    case NODE_IN:
        gather(g, e->kids[0], plain);
        gather(g, e->kids[1], (struct standing){NO_OP, e->negated ? -s.sign : s.sign});
        break;
    case NODE_CHOICE:
        gather(g, e->kids[0], plain);
        gather(g, e->kids[1], s);
        gather(g, e->kids[2], s);
        break;
    case NODE_ADD:
    case NODE_MULTIPLY:
    case NODE_DIVIDE: gather_arithmetic(g, e); break;
    case NODE_ROUND: gather(g, e->kids[0], plain); break;
    case NODE_MEETS: break;
    case NODE_LIST: gather_kids(g, e, (struct standing){NO_OP, s.sign}); break;
    default: gather_kids(g, e, plain);
    }
}

// What is put in for a name has its place where the name stands.
static bool stands_for_others(const struct expr *e) {
    return e->kind == NODE_NAME || e->kind == NODE_MEMBER ||
           (e->kind == NODE_CALL && e->ref && e->ref->kind == DEF_DEFINE);
}

static void gather(struct gathering *g, const struct expr *e, struct standing s) {
    if (!e || g->to->too_many) return;
    if (++g->steps > STEPS_MOST || g->depth == DEPTH_MOST) {
        g->to->too_many = true;
        return;
    }
    const struct expr *top = g->top;
    if (!g->depth || !stands_for_others(top)) g->top = e;
    g->depth++;
    gather_by_kind(g, e, s);
    g->depth--;
    g->top = top;
}

// The row that bears the citation; NULL: none of the table's.
static const struct table_row *row_of(const struct decl *d, const struct citation *q) {
    uintptr_t first = (uintptr_t)d->rows, at = (uintptr_t)q;
    size_t index = d->row_count && at >= first ? (at - first) / sizeof *d->rows : d->row_count;
    return index < d->row_count ? &d->rows[index] : NULL;
}

// Vetoes say who is left out, notices sometimes who is not.
static int sign_of(const struct decl *d, const struct citation *q) {
    return d->kind == DECL_REQUIRE && q == &d->citation ? 1 : 0;
}

static void gather_values(struct gathering *g, const struct decl *d) {
    for (uint32_t i = 0; i < d->value_count; i++) gather(g, d->values[i].value, (struct standing){NO_OP, 0});
}

struct rule_figures rule_figures(struct checker *c, const struct cited *cited) {
    const struct decl *d = cited->decl;
    struct rule_figures found = {0};
    struct gathering g = {.c = c, .to = &found};
    const struct table_row *row = row_of(d, cited->citation);
    struct standing s = {NO_OP, sign_of(d, cited->citation)};
    if (row) gather_row(&g, row);
    else if (cited->citation == d->waiver_citation) gather(&g, d->waiver, s);
    else if (d->kind == DECL_TABLE) gather_rows(&g, d);
    else if (d->kind == DECL_PARAM) gather_values(&g, d);
    else if (is_rule_kind(d->kind) || d->kind == DECL_GRANT || d->kind == DECL_DEFINE) gather(&g, d->expr, s);
    return found;
}
