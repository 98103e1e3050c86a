#include "tests/bench/oracle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <z3.h>

#include "grammar/base/calendar.h"
#include "interp/value/number.h"

struct term {
    Z3_ast value;  // NULL: it has none here
    Z3_ast state;  // NULL: it is always known
};
struct oracle {
    const struct plan *plan;
    Z3_context c;
    Z3_solver solver;
    struct term *terms;  // by id
    const char **texts;
    uint32_t text_count;
};

// ---- numbers and truths

static Z3_ast number(struct oracle *o, int64_t value) { return Z3_mk_int64(o->c, value, Z3_mk_int_sort(o->c)); }
static Z3_ast truth(struct oracle *o, bool yes) { return yes ? Z3_mk_true(o->c) : Z3_mk_false(o->c); }
static Z3_ast both(struct oracle *o, Z3_ast a, Z3_ast b) { return Z3_mk_and(o->c, 2, (Z3_ast[]){a, b}); }
static Z3_ast either(struct oracle *o, Z3_ast a, Z3_ast b) { return Z3_mk_or(o->c, 2, (Z3_ast[]){a, b}); }
static Z3_ast add(struct oracle *o, Z3_ast a, Z3_ast b) { return Z3_mk_add(o->c, 2, (Z3_ast[]){a, b}); }
static Z3_ast multiply(struct oracle *o, Z3_ast a, Z3_ast b) { return Z3_mk_mul(o->c, 2, (Z3_ast[]){a, b}); }
static Z3_ast state_of(struct oracle *o, struct term t) { return t.state ? t.state : number(o, STATE_KNOWN); }
static Z3_ast is_open(struct oracle *o, struct term t) {
    return t.state ? Z3_mk_gt(o->c, t.state, number(o, STATE_KNOWN)) : truth(o, false);
}

static Z3_ast larger(struct oracle *o, Z3_ast a, Z3_ast b) {
    if (!a || !b) return a ? a : b;
    return Z3_mk_ite(o->c, Z3_mk_ge(o->c, a, b), a, b);
}

static Z3_ast largest_state(struct oracle *o, const struct node *n) {
    Z3_ast state = NULL;
    for (uint32_t k = 0; k < n->count; k++) state = larger(o, state, o->terms[n->kids[k]->id].state);
    return state;
}

// Days as such, for their order alone matters here; texts by their place among those that are named.
static int64_t code_of_text(struct oracle *o, const char *text) {
    for (uint32_t i = 0; i < o->text_count; i++)
        if (!strcmp(o->texts[i], text)) return i;
    o->texts = realloc(o->texts, (o->text_count + 1) * sizeof *o->texts);
    o->texts[o->text_count] = text;
    return o->text_count++;
}

static int64_t code_of(struct oracle *o, const struct node *n) {
    if (n->type.kind == TYPE_DATE) return date_number((int32_t)n->value);
    return n->type.kind == TYPE_TEXT ? code_of_text(o, n->text ? n->text : "") : n->value;
}

static Z3_ast variable(struct oracle *o, uint32_t id, Z3_sort sort) {
    return Z3_mk_const(o->c, Z3_mk_int_symbol(o->c, (int)id), sort);
}

static void assert_between(struct oracle *o, Z3_ast x, int64_t low, int64_t high) {
    Z3_solver_assert(o->c, o->solver, Z3_mk_ge(o->c, x, number(o, low)));
    Z3_solver_assert(o->c, o->solver, Z3_mk_le(o->c, x, number(o, high)));
}

static struct term column(struct oracle *o, const struct node *n) {
    const struct field *f = n->field;
    if (n->type.kind == TYPE_TRUTH) return (struct term){variable(o, n->id, Z3_mk_bool_sort(o->c)), NULL};
    if (n->type.kind == TYPE_NUMBER) return (struct term){NULL, NULL};
    Z3_ast x = variable(o, n->id, Z3_mk_int_sort(o->c));
    struct range r = range_of_type(n->type);
    struct range_span span = range_on(&f->range, n->type.kind, o->plan->as_of);
    if (f->range.words && r.low < span.low) r.low = span.low;
    if (f->range.words && r.high > span.high) r.high = span.high;
    if (n->type.kind == TYPE_SET) r.low = 0, r.high = (int64_t)r.may;  // its bits as a number: only compared
    if (n->type.kind == TYPE_DATE) r.low = date_number((int32_t)r.low), r.high = date_number((int32_t)r.high);
    assert_between(o, x, r.low, r.high);
    return (struct term){x, NULL};
}

static struct term constant(struct oracle *o, const struct node *n) {
    Z3_ast state = n->constant_state == STATE_KNOWN ? NULL : number(o, n->constant_state);
    if (n->type.kind == TYPE_TRUTH) return (struct term){truth(o, n->value == TRUTH_YES), state};
    return (struct term){number(o, n->constant_state == STATE_KNOWN ? code_of(o, n) : 0), state};
}

// ---- operations

static Z3_ast kid(struct oracle *o, const struct node *n, uint32_t k) { return o->terms[n->kids[k]->id].value; }

// Whatever one of them decides is so whatever the others are; else the largest state.
static struct term joined(struct oracle *o, const struct node *n, bool all) {
    Z3_ast value = truth(o, all), decided = truth(o, false);
    for (uint32_t k = 0; k < n->count; k++) {
        struct term t = o->terms[n->kids[k]->id];
        Z3_ast decides = all ? Z3_mk_not(o->c, t.value) : t.value;
        value = all ? both(o, value, t.value) : either(o, value, t.value);
        decided = either(o, decided, both(o, decides, Z3_mk_not(o->c, is_open(o, t))));
    }
    Z3_ast state = largest_state(o, n);
    return (struct term){value, state ? Z3_mk_ite(o->c, decided, number(o, STATE_KNOWN), state) : NULL};
}

static Z3_ast compared(struct oracle *o, enum compare_op op, Z3_ast a, Z3_ast b) {
    switch (op) {
    case OP_EQ: return Z3_mk_eq(o->c, a, b);
    case OP_NE: return Z3_mk_not(o->c, Z3_mk_eq(o->c, a, b));
    case OP_LT: return Z3_mk_lt(o->c, a, b);
    case OP_LE: return Z3_mk_le(o->c, a, b);
    case OP_GT: return Z3_mk_gt(o->c, a, b);
    case OP_GE: break;
    }
    return Z3_mk_ge(o->c, a, b);
}

static Z3_ast between(struct oracle *o, const struct node *n) {
    bool date = n->kids[0]->type.kind == TYPE_DATE;
    int64_t low = date ? date_number((int32_t)n->value) : n->value,
            high = date ? date_number((int32_t)n->second) : n->second;
    Z3_ast x = kid(o, n, 0);
    return both(o, Z3_mk_ge(o->c, x, number(o, low)), Z3_mk_le(o->c, x, number(o, high)));
}

static Z3_ast among(struct oracle *o, const struct node *n) {
    Z3_ast any = truth(o, false);
    for (int code = 0; code < 64; code++)
        if ((uint64_t)n->value >> code & 1) any = either(o, any, Z3_mk_eq(o->c, kid(o, n, 0), number(o, code)));
    return any;
}

static struct term selected(struct oracle *o, const struct node *n) {
    struct term t = o->terms[n->kids[n->count - 1]->id];
    for (uint32_t k = n->count - 1; k >= 2; k -= 2) {
        struct term when = o->terms[n->kids[k - 2]->id], value = o->terms[n->kids[k - 1]->id];
        Z3_ast state = Z3_mk_ite(o->c, when.value, state_of(o, value), state_of(o, t));
        bool known = !when.state && !value.state && !t.state;
        t.value = Z3_mk_ite(o->c, when.value, value.value, t.value);
        t.state = known ? NULL : Z3_mk_ite(o->c, is_open(o, when), state_of(o, when), state);
    }
    return t;
}

// Down as it is; half up of what is above zero as of what is below.
static Z3_ast scaled(struct oracle *o, const struct node *n) {
    Z3_ast x = multiply(o, kid(o, n, 0), number(o, n->value)), by = number(o, n->second);
    Z3_ast down = Z3_mk_div(o->c, x, by), minus = Z3_mk_unary_minus(o->c, x), two = number(o, 2 * n->second);
    if (n->op == ROUND_DOWN) return down;
    if (n->op == ROUND_UP) return Z3_mk_unary_minus(o->c, Z3_mk_div(o->c, minus, by));
    Z3_ast above = Z3_mk_div(o->c, add(o, multiply(o, number(o, 2), x), by), two);
    Z3_ast below = Z3_mk_div(o->c, add(o, multiply(o, number(o, 2), minus), by), two);
    return Z3_mk_ite(o->c, Z3_mk_ge(o->c, x, number(o, 0)), above, Z3_mk_unary_minus(o->c, below));
}

static struct term above_zero(struct oracle *o, const struct node *n) {
    struct term t = o->terms[n->kids[0]->id];
    Z3_ast not = Z3_mk_and(o->c, 2, (Z3_ast[]){Z3_mk_not(o->c, is_open(o, t)), Z3_mk_le(o->c, t.value, number(o, 0))});
    return (struct term){t.value, Z3_mk_ite(o->c, not, number(o, STATE_SILENT), state_of(o, t))};
}

static Z3_ast extreme(struct oracle *o, const struct node *n) {
    Z3_ast a = kid(o, n, 0), b = kid(o, n, 1);
    return Z3_mk_ite(o->c, n->op == 0 ? Z3_mk_ge(o->c, a, b) : Z3_mk_le(o->c, a, b), a, b);
}

static Z3_ast same_or_compared(struct oracle *o, const struct node *n) {
    return compared(o, (enum compare_op)n->op, kid(o, n, 0), kid(o, n, 1));
}

static struct term term_of(struct oracle *o, const struct node *n) {
    Z3_ast state = largest_state(o, n);
    for (uint32_t k = 0; k < n->count; k++)
        if (!kid(o, n, k)) return (struct term){NULL, NULL};
    if (n->constant) return constant(o, n);
    switch (n->operation) {
    case OPERATION_COLUMN: return column(o, n);
    case OPERATION_WIDEN: return o->terms[n->kids[0]->id];
    case OPERATION_AND: return joined(o, n, true);
    case OPERATION_OR: return joined(o, n, false);
    case OPERATION_NOT: return (struct term){Z3_mk_not(o->c, kid(o, n, 0)), state};
    case OPERATION_IS_MISSING: return (struct term){truth(o, false), NULL};
    case OPERATION_COMPARE: return (struct term){same_or_compared(o, n), state};
    case OPERATION_BETWEEN: return (struct term){between(o, n), state};
    case OPERATION_AMONG: return (struct term){among(o, n), state};
    case OPERATION_ADD: return (struct term){add(o, kid(o, n, 0), kid(o, n, 1)), state};
    case OPERATION_SCALE: return (struct term){scaled(o, n), state};
    case OPERATION_EXTREME: return (struct term){extreme(o, n), state};
    case OPERATION_ABOVE_ZERO: return above_zero(o, n);
    case OPERATION_SELECT: return selected(o, n);
    default: return (struct term){NULL, NULL};
    }
}

// ---- questions

static Z3_ast outcome(struct oracle *o, const struct literal *l) {
    struct term t = o->terms[l->node->id];
    Z3_ast any = truth(o, false), known = Z3_mk_not(o->c, is_open(o, t));
    bool is_truth = l->node->type.kind == TYPE_TRUTH;
    if (l->outcomes & OUTCOME_NO) any = either(o, any, is_truth ? both(o, known, Z3_mk_not(o->c, t.value)) : known);
    if (l->outcomes & OUTCOME_YES && is_truth) any = either(o, any, both(o, known, t.value));
    for (int s = STATE_REFERRED; s <= STATE_FAULT; s++)
        if (l->outcomes & outcome_of((enum state)s) && t.state)
            any = either(o, any, Z3_mk_eq(o->c, t.state, number(o, s)));
    return any;
}

struct oracle *oracle_new(const struct plan *p) {
    struct oracle *o = calloc(1, sizeof *o);
    Z3_config config = Z3_mk_config();
    if (!o) abort();
    o->plan = p;
    o->c = Z3_mk_context(config);
    Z3_del_config(config);
    o->solver = Z3_mk_simple_solver(o->c);
    Z3_solver_inc_ref(o->c, o->solver);
    Z3_params params = Z3_mk_params(o->c);
    Z3_params_inc_ref(o->c, params);
    Z3_params_set_uint(o->c, params, Z3_mk_string_symbol(o->c, "rlimit"), 10000000);
    Z3_params_set_uint(o->c, params, Z3_mk_string_symbol(o->c, "arith.solver"), 2);
    Z3_solver_set_params(o->c, o->solver, params);
    Z3_params_dec_ref(o->c, params);
    o->terms = calloc(p->node_count + 1, sizeof *o->terms);
    if (!o->terms) abort();
    for (uint32_t i = 0; i < p->node_count; i++) o->terms[i] = term_of(o, p->nodes[i]);
    return o;
}

void oracle_free(struct oracle *o) {
    Z3_solver_dec_ref(o->c, o->solver);
    Z3_del_context(o->c);
    free(o->terms);
    free(o->texts);
    free(o);
}

enum answer oracle_ask(struct oracle *o, const struct literal *literals, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (!o->terms[literals[i].node->id].value) return ANSWER_OPEN;
    Z3_solver_push(o->c, o->solver);
    for (uint32_t i = 0; i < count; i++) Z3_solver_assert(o->c, o->solver, outcome(o, &literals[i]));
    Z3_lbool answer = Z3_solver_check(o->c, o->solver);
    Z3_solver_pop(o->c, o->solver, 1);
    return answer == Z3_L_TRUE ? ANSWER_FOUND : answer == Z3_L_FALSE ? ANSWER_NONE : ANSWER_OPEN;
}
