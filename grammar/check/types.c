// What types are to one another: which may stand for which, and what both come to.
#include "grammar/check/checker.h"

bool is_bare_silent(const struct type *t) { return t->kind == TYPE_NONE && t->may_be_silent; }

bool type_is(const struct type *t, enum type_kind kind) { return t->kind == kind || t->kind == TYPE_NONE; }

static bool same_details(const struct type *a, const struct type *b) {
    if (a->kind == TYPE_COUNT) return !a->counter || !b->counter || a->counter == b->counter;
    return a->unit == b->unit && a->choices == b->choices && a->domain == b->domain;
}

// A bare count is a number without decimals; so many times a percentage is a percentage too.
static struct type fitted(struct type t, const struct type *other) {
    if (t.may_be_percent && other->kind == TYPE_PERCENT)
        return (struct type){.kind = TYPE_PERCENT, .may_be_silent = t.may_be_silent};
    if (t.kind == TYPE_COUNT && !t.counter && other->kind == TYPE_NUMBER) t.kind = TYPE_NUMBER;
    return t;
}

bool type_join(const struct type *first, const struct type *second, struct type *joined) {
    const struct type left = fitted(*first, second), right = fitted(*second, first);
    const struct type *a = &left, *b = &right;
    bool none = a->kind == TYPE_NONE || b->kind == TYPE_NONE;
    if (!none && (a->kind != b->kind || !same_details(a, b))) return false;
    if (!joined) return true;
    bool wrong = (a->kind == TYPE_NONE && !a->may_be_silent) || (b->kind == TYPE_NONE && !b->may_be_silent);
    struct type out = a->kind == TYPE_NONE ? *b : *a;
    if (!out.counter) out.counter = b->counter;
    if (out.decimals < b->decimals) out.decimals = b->decimals;
    out.may_be_percent = a->kind == TYPE_NONE || b->kind == TYPE_NONE ? out.may_be_percent
                                                                      : first->may_be_percent && second->may_be_percent;
    out.may_be_silent = a->may_be_silent || b->may_be_silent;
    *joined = wrong ? (struct type){0} : out;
    return true;
}

// 3 written beside a number is 3.0. One that does not fit stays a count, and is a fault of the records it meets.
static void adopt_number(struct expr *e) {
    bool negative = e->kind == NODE_NEGATE && e->kids[0] && e->kids[0]->kind == NODE_NUMBER;
    int64_t value;
    if (negative) adopt_number(e->kids[0]), e->type = e->kids[0]->type;
    if (e->kind != NODE_NUMBER || e->type.kind != TYPE_COUNT || e->type.counter) return;
    if (__builtin_mul_overflow(e->value, type_scale(TYPE_NUMBER), &value)) return;
    e->value = value;
    e->type = (struct type){.kind = TYPE_NUMBER};
}

void adopt_type(struct expr *e, const struct type *t) {
    if (e && t->kind == TYPE_NUMBER) adopt_number(e);
    if (!e || t->kind == TYPE_NONE || !is_bare_silent(&e->type)) return;
    if (e->kind == NODE_NAME || e->kind == NODE_MEMBER || e->kind == NODE_CALL) return;  // what it names keeps its own
    e->type = *t;
    e->type.may_be_silent = true;
    for (uint32_t i = e->kind == NODE_CHOICE; i < e->count; i++) adopt_type(e->kids[i], t);
}
