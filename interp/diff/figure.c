// The one figure in which two expressions differ.
#include <string.h>

#include "interp/diff/compare.h"

struct figures {
    const struct expr *from, *to;
    uint32_t count;
};

static bool is_leaf_like(const struct expr *e) {
    return e->kind == NODE_NUMBER || e->kind == NODE_DATE || e->kind == NODE_MONTH;
}

static bool is_text_like(const char *a, const char *b) { return a && b ? strcmp(a, b) == 0 : a == b; }

static bool is_alike(const struct expr *a, const struct expr *b) {
    if (a->kind != b->kind || a->op != b->op || a->negated != b->negated || a->count != b->count) return false;
    if (a->has_filter != b->has_filter || a->has_key != b->has_key) return false;
    if (a->kind == NODE_STRING || a->kind == NODE_TRUTH) return a->value == b->value && is_text_like(a->text, b->text);
    return a->kind == NODE_CALL || a->ref == b->ref || (a->ref && b->ref && names_meet(&a->ref->name, &b->ref->name));
}

// False: they are not of one shape.
static bool compare(struct figures *f, const struct expr *a, const struct expr *b) {
    if (!a || !b) return a == b;
    if (!is_alike(a, b)) return false;
    if (is_leaf_like(a) && a->value != b->value) f->from = a, f->to = b, f->count++;
    for (uint32_t i = 0; i < a->count; i++)
        if (!compare(f, a->kids[i], b->kids[i])) return false;
    return true;
}

enum figure_change figure_between(const struct expr *was, const struct expr *is, const struct expr **from,
                                  const struct expr **to) {
    struct figures f = {0};
    if (!compare(&f, was, is) || f.count != 1) return FIGURE_SAME;
    *from = f.from, *to = f.to;
    bool number = f.from->kind == NODE_NUMBER && f.from->type.kind == f.to->type.kind;
    if (!number) return FIGURE_OTHER;
    return f.from->value < f.to->value ? FIGURE_RAISED : FIGURE_LOWERED;
}
