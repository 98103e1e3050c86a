// Expressions as the grammar's actions make them.
#include <string.h>

#include "grammar/base/calendar.h"
#include "grammar/syntax/build.h"
#include "grammar/syntax/literal.h"

void parser_too_deep(struct parser *p, struct span at) {
    if (!p->too_deep) diag(p->diags, DIAG_TOO_DEEP, at);
    p->too_deep = true;
}

// Every later walk recurses, so no tree is handed on that is deeper than they can bear.
static struct expr *bounded(struct parser *p, struct expr *e) {
    if (e->depth <= EXPR_MAX_DEPTH) return e;
    parser_too_deep(p, e->at);
    return expr_new(p->arena, NODE_ERROR, e->at);
}

static struct expr *wrong(struct parser *p, enum diag_id id, struct span at) {
    if (lexer_is_repaired(p->lexer, at)) return expr_new(p->arena, NODE_ERROR, at);
    struct diag *d = diag(p->diags, id, at, A(arena_copy(p->arena, p->bytes + at.offset, at.length)));
    char last = p->bytes[at.offset + at.length - 1];
    if (id == DIAG_NOT_WHOLE && last >= '0' && last <= '9') diag_hint(p->diags, d, DIAG_HINT_PERCENT_UNIT, A(""));
    return expr_new(p->arena, NODE_ERROR, at);
}

struct expr *build_number(struct parser *p, struct span at) {
    struct literal literal;
    enum diag_id fault = literal_number(p->bytes + at.offset, at.length, p->names, &literal);
    if (fault == DIAG_NONE && !literal.type.kind) fault = DIAG_DECIMALS_PLACE;
    if (fault != DIAG_NONE) return wrong(p, fault, at);
    struct expr *e = expr_new(p->arena, NODE_NUMBER, at);
    e->value = literal.value;
    e->type = literal.type;
    return e;
}

struct expr *build_date_expr(struct parser *p, struct span at) {
    int32_t date = build_date(p, at);
    struct expr *e = expr_new(p->arena, date ? NODE_DATE : NODE_ERROR, at);
    e->value = date;
    return e;
}

struct expr *build_month(struct parser *p, struct span at) {
    int32_t month;
    if (!month_parse(p->bytes + at.offset, at.length, &month)) return wrong(p, DIAG_BAD_MONTH, at);
    struct expr *e = expr_new(p->arena, NODE_MONTH, at);
    e->value = month;
    return e;
}

struct expr *build_leaf(struct parser *p, enum node_kind kind, struct span at, int64_t value) {
    struct expr *e = expr_new(p->arena, kind, at);
    e->value = value;
    return e;
}

struct expr *build_string(struct parser *p, struct span at) {
    struct expr *e = expr_new(p->arena, NODE_STRING, at);
    e->text = build_text(p, at);
    return e;
}

struct expr *build_named(struct parser *p, enum node_kind kind, struct span at, symbol name, struct span name_at) {
    struct expr *e = expr_new(p->arena, kind, at);
    e->name = name;
    e->op_at = name_at;
    return e;
}

struct expr *build_on_date(struct parser *p, struct span op_at, symbol param, struct span param_at, struct expr *date) {
    struct expr *name = build_named(p, NODE_NAME, param_at, param, param_at);
    return build_binary(p, NODE_ON_DATE, op_at, name, date, 0);
}

struct expr *build_meets(struct parser *p, struct span at, symbol scheme, struct span scheme_at, symbol offer,
                         struct span offer_at) {
    struct expr *e = build_named(p, NODE_MEETS, at, offer, offer_at);
    expr_push(p->arena, e, build_named(p, NODE_NAME, scheme_at, scheme, scheme_at));
    return bounded(p, e);
}

struct expr *build_member(struct parser *p, struct span at, struct expr *whole, symbol name, struct span name_at) {
    struct expr *e = build_named(p, NODE_MEMBER, at, name, name_at);
    expr_push(p->arena, e, whole);
    return bounded(p, e);
}

struct call_args *build_args(struct parser *p, struct exprs *args, struct expr *filter, struct exprs *more,
                             struct expr *key) {
    struct call_args *c = ARENA_NEW(p->passing, struct call_args);
    for (uint32_t i = 0; more && i < more->count; i++) exprs_add(p, args, more->items[i]);
    if (args) c->args = *args;
    c->filter = filter;
    c->key = key;
    return c;
}

struct expr *build_call(struct parser *p, struct span at, symbol name, struct span name_at, struct call_args *args) {
    struct expr *e = build_named(p, NODE_CALL, at, name, name_at);
    for (uint32_t i = 0; i < args->args.count; i++) expr_push(p->arena, e, args->args.items[i]);
    expr_push(p->arena, e, args->filter);
    expr_push(p->arena, e, args->key);
    e->has_filter = args->filter != NULL;
    e->has_key = args->key != NULL;
    return bounded(p, e);
}

struct expr *build_assign(struct parser *p, struct span at, symbol name, struct span name_at, struct expr *value) {
    struct expr *e = build_named(p, NODE_ASSIGN, at, name, name_at);
    expr_push(p->arena, e, value);
    return bounded(p, e);
}

struct expr *build_list(struct parser *p, enum node_kind kind, struct span at, const struct exprs *items) {
    struct expr *e = expr_new(p->arena, kind, at);
    for (uint32_t i = 0; items && i < items->count; i++) expr_push(p->arena, e, items->items[i]);
    return bounded(p, e);
}

struct expr *build_unary(struct parser *p, enum node_kind kind, struct span at, struct span op_at, struct expr *kid) {
    struct expr *e = expr_unary(p->arena, kind, at, kid);
    e->op_at = op_at;
    return bounded(p, e);
}

// A table's cell `>= 3` has no left side: its kids are {NULL, right}.
static struct expr *half_binary(struct parser *p, enum node_kind kind, struct span op_at, struct expr *right) {
    struct expr *e = expr_binary(p->arena, kind, op_at, NULL, right);
    struct expr *only = e->kids[0];
    e->kids[0] = NULL;
    ARENA_PUSH(p->arena, e->kids, e->count, only);
    return e;
}

struct expr *build_binary(struct parser *p, enum node_kind kind, struct span op_at, struct expr *left,
                          struct expr *right, int op) {
    struct expr *e = left ? expr_binary(p->arena, kind, op_at, left, right) : half_binary(p, kind, op_at, right);
    e->op = (uint8_t)op;
    return bounded(p, e);
}

struct expr *build_product(struct parser *p, enum node_kind kind, struct span at, struct span op_at, struct expr *left,
                           struct expr *right, struct expr *rounding) {
    bool to_unit = rounding && rounding->count;
    struct expr *e = build_binary(p, kind, op_at, left, right, rounding && !to_unit ? rounding->op : ROUND_DEFAULT);
    e->at = at;
    return to_unit ? build_rounded(p, at, e, rounding) : e;
}

struct expr *build_rounding(struct parser *p, struct span at, int how, struct expr *unit) {
    struct expr *e = expr_new(p->arena, NODE_ROUND, at);
    e->op = (uint8_t)how;
    e->op_at = at;
    expr_push(p->arena, e, unit);
    return e;
}

struct expr *build_rounded(struct parser *p, struct span at, struct expr *operand, const struct expr *rounding) {
    struct expr *e = expr_unary(p->arena, NODE_ROUND, at, operand);
    e->op = rounding->op;
    e->op_at = rounding->op_at;
    if (rounding->count) expr_push(p->arena, e, rounding->kids[0]);
    return bounded(p, e);
}

struct expr *build_in(struct parser *p, struct span op_at, struct expr *operand, struct expr *among, int negated) {
    struct expr *e = build_binary(p, NODE_IN, op_at, operand, among, 0);
    e->negated = negated;
    return e;
}

struct expr *build_with_one(struct parser *p, enum node_kind kind, struct span op_at, struct expr *operand,
                            struct expr *value) {
    struct exprs *one = exprs_add(p, NULL, value);
    return build_binary(p, kind, op_at, operand, build_list(p, NODE_LIST, value->at, one), 0);
}

struct expr *build_asked(struct parser *p, enum node_kind kind, struct span at, struct span op_at, struct expr *operand,
                         bool negated) {
    struct expr *e = build_unary(p, kind, at, op_at, operand);
    e->negated = negated;
    return e;
}

struct expr *build_choice(struct parser *p, struct span at, struct expr *c, struct expr *yes, struct expr *no) {
    return bounded(p, expr_ternary(p->arena, NODE_CHOICE, at, c, yes, no));
}

struct expr *build_span(struct parser *p, struct span at, struct span op_at, struct expr *from, struct expr *to) {
    struct expr *e = expr_unary(p->arena, NODE_SPAN, at, from);
    e->op_at = op_at;
    expr_push(p->arena, e, to);
    return bounded(p, e);
}

struct expr *build_chain(struct parser *p, enum node_kind kind, struct expr *left, struct expr *right, bool minus,
                         struct span op_at) {
    bool extends = left->kind == kind && !left->parenthesised;
    struct expr *e = expr_chain(p->arena, kind, left, right, minus);
    if (!extends) e->op_at = op_at;
    return bounded(p, e);
}

struct expr *build_parenthesised(struct expr *e, struct span at) {
    e->parenthesised = true;
    e->at = at;
    return e;
}
