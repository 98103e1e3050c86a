// What asks about a value instead of reading it: is missing, is empty, else.
#include "tests/differential/naive_eval.h"

static value missing_or_not(value x, bool negated) {
    if (x.state == NAIVE_FAULT) return x;
    return naive_truth((x.state == NAIVE_UNKNOWN) != negated);
}

// A span has no value: it is missing where one of its dates is.
static value span_missing(const struct naive_env *v, const struct expr *e, bool negated) {
    while (e->kind == NODE_NAME) e = ((const struct define *)(const void *)e->ref)->expr;
    value a = naive_eval(v, e->kids[0]), b = naive_eval(v, e->kids[1]);
    return missing_or_not(naive_both(&a, &b), negated);
}

value naive_is_empty(const struct naive_env *v, const struct expr *e) {
    const struct expr *x = e->kids[0];
    if (x->type.kind == TYPE_LIST) {
        const struct field *list = naive_list_of(v, x);
        const struct naive_list *l = &v->record->lists[list->index];
        value r = naive_bare(NAIVE_UNKNOWN);
        r.missing.fields = (uint64_t)1 << list->index;
        return l->known ? naive_truth((l->count == 0) != e->negated) : r;
    }
    value s = naive_eval(v, x);
    return s.state == NAIVE_KNOWN ? naive_truth((s.number == 0) != e->negated) : s;
}

static value list_is_missing(const struct naive_env *v, const struct expr *e) {
    const struct field *list = naive_list_of(v, e->kids[0]);
    return naive_truth(!v->record->lists[list->index].known != e->negated);
}

value naive_is_missing(const struct naive_env *v, const struct expr *e) {
    enum type_kind kind = e->kids[0]->type.kind;
    if (kind == TYPE_SPAN) return span_missing(v, e->kids[0], e->negated);
    if (kind == TYPE_LIST) return list_is_missing(v, e);
    return missing_or_not(naive_eval(v, e->kids[0]), e->negated);
}

// Whether it is a cell, by whatever name: only a cell's own absence is replaced, not what an expression came to.
static bool names_cell(const struct naive_env *v, const struct expr *e) {
    if (e->kind == NODE_MEMBER) return e->ref->kind == DEF_ITEM_FIELD;
    if (e->kind != NODE_NAME) return false;
    if (e->ref->kind == DEF_DEFINE) return names_cell(v, ((const struct define *)(const void *)e->ref)->expr);
    if (e->ref->kind != DEF_DEFINE_PARAM) return e->ref->kind == DEF_FIELD || e->ref->kind == DEF_ITEM_FIELD;
    const struct define_param *p = (const void *)e->ref;
    return names_cell(v->frame->caller, v->frame->call->kids[p->index]);
}

value naive_or_else(const struct naive_env *v, const struct expr *e) {
    value x = naive_eval_as(v, e->kids[0], e->type.kind);
    bool gap = x.state == NAIVE_SILENT || x.state == NAIVE_NOTHING;
    if (!gap && (x.state != NAIVE_UNKNOWN || !names_cell(v, e->kids[0]))) return x;
    value d = naive_eval_as(v, e->kids[1], e->type.kind);
    if (d.state == NAIVE_UNKNOWN && !gap) naive_add_missing(&d.missing, &x.missing);
    return d;
}
