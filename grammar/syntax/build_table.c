// Tables and tests as the grammar's actions make them.
#include <string.h>

#include "grammar/syntax/build.h"
#include "grammar/tree/decision.h"

struct table_row *build_row(struct parser *p, struct span at, const struct exprs *cells, const struct exprs *results,
                            const struct citation *citation) {
    struct table_row *row = ARENA_NEW(p->passing, struct table_row);
    row->at = at;
    row->cells = cells ? cells->items : NULL;
    row->cell_count = cells ? cells->count : 0;
    row->results = results ? results->items : NULL;
    row->result_count = results ? results->count : 0;
    if (citation) row->citation = *citation;
    return row;
}

struct table_body *build_rows(struct parser *p, const struct exprs *columns, const struct results *results,
                              const struct rows *rows) {
    struct table_body *body = ARENA_NEW(p->passing, struct table_body);
    if (columns) body->columns = *columns;
    if (results) body->results = *results;
    if (rows && columns) body->rows = *rows;  // without its header a row can't be judged
    return body;
}

struct expr *build_cell_list(struct parser *p, struct exprs *items) {
    if (items->count == 1) return items->items[0];
    struct span at = span_join(items->items[0]->at, items->items[items->count - 1]->at);
    return build_list(p, NODE_LIST, at, items);
}

static bool is_lower(int op) { return op == OP_GT || op == OP_GE; }
static bool is_upper(int op) { return op == OP_LT || op == OP_LE; }

struct expr *build_bounds(struct parser *p, struct span at, struct span op_at, int op, struct expr *end, int second_op,
                          struct expr *second_end) {
    if (is_upper(op) && is_lower(second_op)) return build_bounds(p, at, op_at, second_op, second_end, op, end);
    if (!is_lower(op) || !is_upper(second_op)) {
        diag_hint(p->diags, diag_record(p->diags, DIAG_BOUNDS_ONE_SIDED, at, NULL, 0), DIAG_HINT_BOUNDS, A(""));
        return expr_new(p->arena, NODE_ERROR, at);
    }
    int ends = (op == OP_GT ? RANGE_WITHOUT_LOW : 0) | (second_op == OP_LT ? RANGE_WITHOUT_HIGH : 0);
    struct expr *range = build_binary(p, NODE_RANGE, op_at, end, second_end, ends);
    range->at = at;
    return range;
}

// `at least 60 less than 120`: what stands behind the first sign was read as a comparison.
static bool is_second_bound(int op, const struct expr *end) {
    bool ordered = end->kind == NODE_COMPARE && (is_lower(end->op) || is_upper(end->op));
    return ordered && !end->parenthesised && (is_lower(op) || is_upper(op));
}

struct expr *build_bound(struct parser *p, struct span at, struct span op_at, int op, struct expr *end) {
    if (is_second_bound(op, end)) return build_bounds(p, at, op_at, op, end->kids[0], end->op, end->kids[1]);
    struct expr *bound = build_binary(p, NODE_COMPARE, op_at, NULL, end, op);
    bound->at = at;
    return bound;
}

struct decl *build_table(struct parser *p, struct span at, struct span keyword, const struct name *name,
                         const struct citation *citation, int hit, const struct table_body *body) {
    struct decl *d = with_name(build_decl(p, DECL_TABLE, at, keyword, NULL), name);
    if (citation) d->citation = *citation;
    d->hit = (enum hit_policy)hit;
    d->columns = body->columns.items;
    d->column_count = body->columns.count;
    d->results = body->results.names.items;
    d->result_types = body->results.types;
    d->result_count = body->results.names.count;
    d->rows = body->rows.items;
    d->row_count = body->rows.count;
    return d;
}

struct given *test_new(struct parser *p) {
    return ARENA_NEW(p->arena, struct given);
}

struct given *test_given(struct given *body, symbol base, struct span base_at, struct expr *record) {
    body->base = base;
    body->base_at = base_at;
    body->record = record;
    return body;
}

struct given *test_expect(struct parser *p, struct given *body, const struct expectations *more) {
    for (uint32_t i = 0; i < more->count; i++)
        ARENA_PUSH(p->arena, body->expectations, body->expectation_count, more->items[i]);
    return body;
}

struct decl *build_test(struct parser *p, struct span at, struct span keyword, struct span title, int32_t as_of,
                        const struct given *body) {
    struct decl *d = build_titled(p, DECL_TEST, at, keyword, title);
    d->as_of = as_of;
    d->given = body;
    return d;
}

// `ccb is …` and `ccb.growth is …`: a scheme, or an offer of it; a bare name may be either, which the checker tells.
static bool take_path(struct expectation *x, const struct expr *path) {
    bool whole = path->kind == NODE_NAME;
    if (!whole && (path->kind != NODE_MEMBER || path->kids[0]->kind != NODE_NAME)) return false;
    const struct expr *scheme = whole ? path : path->kids[0];
    x->path_at = path->at;
    x->scheme = scheme->name;
    x->scheme_at = scheme->at;
    x->offer = whole ? SYMBOL_NONE : path->name;
    x->offer_at = whole ? (struct span){0} : path->op_at;
    return true;
}

struct expectation *build_expectation(struct parser *p, struct span at, struct expr *actual, struct expr *wanted) {
    struct expectation *x = ARENA_NEW(p->passing, struct expectation);
    x->kind = EXPECT_VALUE;
    x->at = at;
    x->actual = actual;
    x->wanted = wanted;
    enum decision known;
    bool decision = wanted->kind == NODE_NAME && decision_find(intern_name(p->names, wanted->name), &known);
    if (!decision || !take_path(x, actual)) return x;
    x->kind = EXPECT_DECISION;
    x->decision = wanted->name;
    x->decision_at = wanted->at;
    x->actual = x->wanted = NULL;
    return x;
}

struct expectation *build_expected_names(struct parser *p, int kind, struct span at, const struct name_set *names) {
    struct expectation *x = ARENA_NEW(p->passing, struct expectation);
    x->kind = kind == EXPECT_FAILED ? EXPECT_FAILED : kind == EXPECT_MISSING ? EXPECT_MISSING : EXPECT_REFER;
    x->at = at;
    if (!names) return x;
    x->names = names->names;
    x->members = names->members;
    x->name_spans = names->spans;
    x->name_count = names->count;
    return x;
}
