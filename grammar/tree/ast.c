#include "grammar/tree/ast.h"

#include <string.h>

const char *const plain_item_words[2] = {"value", "值"};

struct expr *expr_new(struct arena *a, enum node_kind kind, struct span at) {
    struct expr *e = ARENA_NEW(a, struct expr);
    e->kind = kind;
    e->depth = 1;
    e->at = at;
    return e;
}

// The first kid of a node without a place of its own gives it one.
static void cover(struct expr *parent, struct span at) {
    if (!parent->at.length && !parent->count) parent->at = at;
    uint32_t begin = at.offset < parent->at.offset ? at.offset : parent->at.offset;
    uint32_t end = at.offset + at.length, old_end = parent->at.offset + parent->at.length;
    parent->at.offset = begin;
    parent->at.length = (end > old_end ? end : old_end) - begin;
}

void expr_push(struct arena *a, struct expr *parent, struct expr *kid) {
    if (!kid) return;
    cover(parent, kid->at);
    ARENA_PUSH(a, parent->kids, parent->count, kid);
    if (kid->depth >= parent->depth && kid->depth < UINT16_MAX) parent->depth = (uint16_t)(kid->depth + 1);
}

struct expr *expr_unary(struct arena *a, enum node_kind kind, struct span at, struct expr *kid) {
    struct expr *e = expr_new(a, kind, at);
    e->op_at = at;
    expr_push(a, e, kid);
    return e;
}

struct expr *expr_binary(struct arena *a, enum node_kind kind, struct span op_at, struct expr *left,
                         struct expr *right) {
    struct expr *e = expr_new(a, kind, left ? left->at : op_at);
    e->op_at = op_at;
    expr_push(a, e, left);
    expr_push(a, e, right);
    cover(e, op_at);
    return e;
}

struct expr *expr_ternary(struct arena *a, enum node_kind kind, struct span at, struct expr *x, struct expr *y,
                          struct expr *z) {
    struct expr *e = expr_unary(a, kind, at, x);
    expr_push(a, e, y);
    expr_push(a, e, z);
    return e;
}

// A term's byte goes where its kid goes; kids are pushed first and count is one ahead.
static void push_sign(struct arena *a, struct expr *chain, bool minus) {
    uint32_t at = chain->count - 1;
    chain->minus = arena_grow(a, chain->minus, at, 1);
    chain->minus[at] = minus;
}

struct expr *expr_chain(struct arena *a, enum node_kind kind, struct expr *left, struct expr *right, bool minus) {
    struct expr *chain = left;
    if (left->kind != kind || left->parenthesised) {
        chain = expr_new(a, kind, left->at);
        expr_push(a, chain, left);
        if (kind == NODE_ADD) push_sign(a, chain, false);
    }
    expr_push(a, chain, right);
    if (kind == NODE_ADD) push_sign(a, chain, minus);
    return chain;
}

// What few statements have stands apart, for there are many of the others.
struct decl *decl_new(struct arena *a, enum decl_kind kind, struct span at) {
    static const struct citation no_citation;
    static const struct given nothing_given;
    struct decl *d = ARENA_NEW(a, struct decl);
    d->waiver_citation = &no_citation;
    d->given = &nothing_given;
    d->kind = kind;
    d->at = d->head = at;
    return d;
}

static bool has_text(const struct decl *d) { return d->kind == DECL_MANUAL || d->kind == DECL_DOCUMENT; }

bool decls_match(const struct decl *was, const struct decl *is) {
    bool like = was->kind == is->kind || (is_rule_kind(was->kind) && is_rule_kind(is->kind));
    if (!like) return false;
    if (has_text(is)) return was->text && is->text && strcmp(was->text, is->text) == 0;
    if (is->kind == DECL_WHEN || is->kind == DECL_IN_FORCE || is->kind == DECL_VOCABULARY) return true;
    if (is->kind == DECL_ASSUME && !is->name.en && !is->name.zh) return false;
    return names_meet(&was->name, &is->name);
}
