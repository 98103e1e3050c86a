// Types of expressions: one handler per kind of node, found by the table at the end. A wrong part is reported once
// and gets TYPE_NONE, which fits anything, so that what stands around it is not blamed as well.
#include "grammar/check/typing.h"

typedef void typer(struct context *x, struct expr *e, const struct type *wanted);

static bool silent_truth(struct context *x, const struct expr *e, const struct type *t) {
    if (t->kind != TYPE_TRUTH || !t->may_be_silent) return false;
    report(x->c, DIAG_SILENT_TRUTH, e->at, A(""));
    return true;
}

bool type_condition(struct context *x, struct expr *e) {
    if (!e) return false;
    type_expr(x, e, NULL);
    if (e->type.may_be_silent) report_silent(x, e, DIAG_SILENT_CONDITION);
    if (e->type.may_be_silent || type_is(&e->type, TYPE_TRUTH))
        return e->type.kind == TYPE_TRUTH && !e->type.may_be_silent;
    struct diag *d = report(x->c, DIAG_NOT_CONDITION, e->at, type_words(x->c, &e->type));
    if (!hint_half(x, d, e)) label_param(x->c, d, e);
    return false;
}

static void report_list_value(struct context *x, const struct expr *e) {
    struct diag_arg words = {"this", "此处"};
    if (e->name) words = symbol_words(x->c, e->name);
    struct diag *d = report(x->c, DIAG_NOT_A_VALUE, e->at, words, A2("a list", "列表"));
    report_hint(x->c, d, DIAG_HINT_AGGREGATE, A(""));
}

static bool refuse_list(struct context *x, struct expr *e) {
    if (e->type.kind != TYPE_LIST) return false;
    report_list_value(x, e);
    e->type = (struct type){0};
    return true;
}

bool type_value(struct context *x, struct expr *e, const struct type *wanted) {
    if (!e) return false;
    type_expr(x, e, wanted);
    if (refuse_list(x, e)) return false;
    if (e->type.kind != TYPE_SPAN) return e->type.kind != TYPE_NONE || e->type.may_be_silent;
    report(x->c, DIAG_SPAN_VALUE, e->at, A(""));
    e->type = (struct type){0};
    return false;
}

bool type_known_operand(struct context *x, struct expr *e, const struct type *wanted) {
    if (!e) return false;
    type_expr(x, e, wanted);
    if (refuse_list(x, e)) return false;
    if (!e->type.may_be_silent) return e->type.kind != TYPE_NONE;
    report_silent(x, e, DIAG_SILENT_CONDITION);
    e->type = (struct type){0};
    return false;
}

static void set_kind(struct expr *e, enum type_kind kind) { e->type = (struct type){.kind = kind}; }

static void type_error(struct context *x, struct expr *e, const struct type *wanted) {
    (void)x, (void)wanted;
    e->type = (struct type){0};
}

static void type_number(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    canonical_counter(x->c, &e->type.counter);
}

static void type_string(struct context *x, struct expr *e, const struct type *wanted) {
    (void)x, (void)wanted;
    set_kind(e, TYPE_TEXT);
}

static void type_date(struct context *x, struct expr *e, const struct type *wanted) {
    (void)x, (void)wanted;
    set_kind(e, TYPE_DATE);
}

static void type_month(struct context *x, struct expr *e, const struct type *wanted) {
    (void)x, (void)wanted;
    set_kind(e, TYPE_MONTH);
}

static void type_truth(struct context *x, struct expr *e, const struct type *wanted) {
    (void)x, (void)wanted;
    set_kind(e, TYPE_TRUTH);
}

static void type_silent(struct context *x, struct expr *e, const struct type *wanted) {
    (void)x, (void)wanted;
    e->type = (struct type){.may_be_silent = true};
}

static struct diag_arg place_words(enum node_kind kind) {
    switch (kind) {
    case NODE_MISSING: return (struct diag_arg){"'missing'", "“缺失”"};
    case NODE_RANGE: return (struct diag_arg){"A range", "范围"};
    case NODE_LIST: return (struct diag_arg){"A list of values", "值的列表"};
    default: return (struct diag_arg){"A record", "记录"};
    }
}

static void type_misplaced(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    report(x->c, DIAG_OUT_OF_PLACE, e->at, place_words(e->kind));
    e->type = (struct type){0};
}

// A list stands for a set where a set's values are asked for.
static void type_list(struct context *x, struct expr *e, const struct type *wanted) {
    if (!wanted || wanted->kind != TYPE_SET) {
        type_misplaced(x, e, wanted);
        return;
    }
    struct type value = {.kind = TYPE_CHOICE, .choices = wanted->choices};
    struct context within = *x;
    within.operand = NULL;
    for (uint32_t i = 0; i < e->count; i++)
        if (type_known_operand(&within, e->kids[i], &value)) check_comparable(&within, &value, e->kids[i], false);
    e->type = (struct type){.kind = TYPE_SET, .choices = wanted->choices};
}

// Of a bare name `whole` is what it carries on, if that is a comparison: 类型 为 成长型 或 发展型.
static void type_logic(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    struct context within = *x;
    for (uint32_t i = 0; i < e->count; i++) {
        within.half = e->kind == NODE_OR ? e->kids[i] : NULL;
        if (!i || !e->kids[i] || e->kids[i]->kind != NODE_NAME) within.whole = e->kids[i];
        type_condition(&within, e->kids[i]);
    }
    set_kind(e, TYPE_TRUTH);
}

static void type_is_missing(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    struct expr *operand = e->kids[0];
    set_kind(e, TYPE_TRUTH);
    if (!operand) return;
    type_expr(x, operand, NULL);
    if (operand->type.may_be_silent) report_silent(x, operand, DIAG_SILENT_CONDITION);
}

static void type_is_empty(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    struct expr *operand = e->kids[0];
    set_kind(e, TYPE_TRUTH);
    if (!operand) return;
    type_expr(x, operand, NULL);
    const struct type *t = &operand->type;
    if (t->may_be_silent) report_silent(x, operand, DIAG_SILENT_CONDITION);
    else if (!type_is(t, TYPE_SET) && t->kind != TYPE_LIST)
        label_param(x->c, report(x->c, DIAG_CANT_BE_EMPTY, operand->at, type_words(x->c, t)), operand);
}

static void join_kids(struct context *x, struct expr *e, struct expr *a, struct expr *b) {
    if (!type_join(&a->type, &b->type, &e->type)) {
        struct diag *d = report(x->c, DIAG_BRANCHES_DIFFER, b->at, type_words(x->c, &a->type),
                                type_words(x->c, &b->type));
        label_params(x->c, d, (struct expr *const[]){a, b}, 2);
        e->type = (struct type){0};
    }
    adopt_type(a, &e->type);
    adopt_type(b, &e->type);
}

// What the second of two values is looked for beside the first: what that is, or what both are wanted for.
static const struct type *beside(const struct expr *first, const struct type *wanted) {
    return first && first->type.choices ? &first->type : wanted;
}

static void type_choice(struct context *x, struct expr *e, const struct type *wanted) {
    struct expr *yes = e->kids[1], *no = e->kids[2];
    type_condition(x, e->kids[0]);
    type_value(x, yes, wanted);
    type_value(x, no, beside(yes, wanted));
    e->type = (struct type){0};
    if (!yes || !no) return;
    join_kids(x, e, yes, no);
    if (silent_truth(x, e, &e->type)) e->type = (struct type){0};
}

static void type_or_else(struct context *x, struct expr *e, const struct type *wanted) {
    struct expr *value = e->kids[0], *otherwise = e->kids[1];
    type_value(x, value, wanted);
    type_value(x, otherwise, beside(value, wanted));
    e->type = (struct type){0};
    if (!value || !otherwise) return;
    bool silent = otherwise->type.may_be_silent;
    join_kids(x, e, value, otherwise);
    if (e->type.kind != TYPE_NONE) e->type.may_be_silent = silent;
    if (silent_truth(x, e, &e->type)) e->type = (struct type){0};
    check_default(x->c, e);
}

static void type_span(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    for (uint32_t i = 0; i < e->count; i++)
        if (type_known_operand(x, e->kids[i], NULL) && !type_is(&e->kids[i]->type, TYPE_DATE))
            report(x->c, DIAG_NOT_DATE, e->kids[i]->at, type_words(x->c, &e->kids[i]->type));
    set_kind(e, TYPE_SPAN);
}

static void type_within(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    struct expr *month = e->kids[0], *period = e->kids[1];
    if (type_known_operand(x, month, NULL) && month->type.kind != TYPE_MONTH && month->type.kind != TYPE_DATE)
        report(x->c, DIAG_WITHIN_WHAT, month->at, type_words(x->c, &month->type));
    if (type_known_operand(x, period, NULL) && (period->type.kind != TYPE_PERIOD || period->type.unit != UNIT_MONTHS))
        report(x->c, DIAG_WITHIN_MONTHS, period->at, type_words(x->c, &period->type));
    set_kind(e, TYPE_TRUTH);
}

static typer *const typers[NODE_KIND_COUNT] = {
    [NODE_ERROR] = type_error,
    [NODE_NUMBER] = type_number,
    [NODE_STRING] = type_string,
    [NODE_DATE] = type_date,
    [NODE_MONTH] = type_month,
    [NODE_TRUTH] = type_truth,
    [NODE_SILENT] = type_silent,
    [NODE_MISSING] = type_misplaced,
    [NODE_NAME] = type_name,
    [NODE_MEMBER] = type_member,
    [NODE_CALL] = type_call,
    [NODE_LIST] = type_list,
    [NODE_RECORDS] = type_misplaced,
    [NODE_RECORD] = type_misplaced,
    [NODE_ASSIGN] = type_misplaced,
    [NODE_NOT] = type_logic,
    [NODE_NEGATE] = type_negate,
    [NODE_AND] = type_logic,
    [NODE_OR] = type_logic,
    [NODE_ADD] = type_add,
    [NODE_MULTIPLY] = type_multiply,
    [NODE_DIVIDE] = type_divide,
    [NODE_ROUND] = type_round,
    [NODE_COMPARE] = type_compare,
    [NODE_RANGE] = type_misplaced,
    [NODE_IN] = type_in,
    [NODE_HAS] = type_has,
    [NODE_STARTS_WITH] = type_starts_with,
    [NODE_IS_MISSING] = type_is_missing,
    [NODE_IS_EMPTY] = type_is_empty,
    [NODE_OR_ELSE] = type_or_else,
    [NODE_CHOICE] = type_choice,
    [NODE_SPAN] = type_span,
    [NODE_WITHIN] = type_within,
    [NODE_ON_DATE] = type_on_date,
    [NODE_MEETS] = type_meets,
};

// A tree is never deep, but definitions put into one another may be: the same bound as for what comes out.
void type_expr(struct context *x, struct expr *e, const struct type *wanted) {
    if (!e) return;
    bool deep = x->c->nesting >= EXPANDED_MAX_DEPTH;
    if (deep) {
        report(x->c, DIAG_EXPANDS_TOO_DEEP, e->at, number_words(x->c, EXPANDED_MAX_DEPTH));
        e->type = (struct type){0};
        return;
    }
    x->c->nesting++;
    typers[e->kind](x, e, wanted);
    x->c->nesting--;
}
