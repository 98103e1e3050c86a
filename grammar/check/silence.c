// What may be silent, or nothing, where something must be known: the message says what to write instead, in the words
// that the writer uses.
#include <string.h>

#include "grammar/check/typing.h"

static const struct expr *cause_of(const struct expr *e);

static const struct expr *cause_among(struct expr *const *kids, uint32_t first, uint32_t count) {
    for (uint32_t i = first; i < count; i++)
        if (kids[i] && kids[i]->type.may_be_silent) return cause_of(kids[i]);
    return NULL;
}

static const struct expr *cause_in_table(const struct table *t, uint32_t result) {
    const struct expr *found = NULL;
    for (uint32_t i = 0; i < t->decl->row_count && !found; i++)
        if (result < t->decl->rows[i].result_count) found = cause_among(t->decl->rows[i].results, result, result + 1);
    return found;
}

static const struct expr *cause_behind(const struct expr *e) {
    if (!e->ref) return NULL;
    if (e->ref->kind == DEF_DEFINE) return cause_among(&((const struct define *)e->ref)->expr, 0, 1);
    if (e->ref->kind == DEF_TABLE) return cause_in_table((const struct table *)e->ref, 0);
    if (e->ref->kind != DEF_TABLE_RESULT) return NULL;
    const struct table_result *r = (const struct table_result *)e->ref;
    return cause_in_table(r->table, r->index);
}

// The expression that is silent, or nothing, of itself: in what is named, too.
static const struct expr *cause_of(const struct expr *e) {
    uint32_t first = e->kind == NODE_OR_ELSE || e->kind == NODE_CHOICE;
    const struct expr *found = cause_behind(e);
    if (!found && e->kind != NODE_MEMBER) found = cause_among(e->kids, first, e->count);
    return found ? found : e;
}

static bool is_extreme_item(const struct expr *e) {
    return e->kind == NODE_CALL && e->ref && e->ref->kind == DEF_BUILTIN && e->count && e->kids[0] &&
           (e->kids[0]->kind == NODE_MEMBER || e->kids[0]->type.kind == TYPE_LIST) && e->type.may_be_silent;
}

// What a table that puts rows together comes to where no row holds, as an aggregate of no items does.
static const struct table *extreme_table(const struct expr *e) {
    const struct definition *d = e->ref;
    if (!d || (d->kind != DEF_TABLE && d->kind != DEF_TABLE_RESULT)) return NULL;
    const struct table *t = d->kind == DEF_TABLE ? (const struct table *)d : ((const struct table_result *)d)->table;
    return t->decl->hit == HIT_MAX || t->decl->hit == HIT_MIN ? t : NULL;
}

static bool is_smallest(const struct expr *e) {
    const struct table *t = extreme_table(e);
    return t ? t->decl->hit == HIT_MIN : ((const struct builtin_def *)e->ref)->id == BUILTIN_MIN;
}

static bool is_inside(struct span inner, struct span outer) {
    return inner.source == outer.source && inner.offset >= outer.offset &&
           inner.offset + inner.length <= outer.offset + outer.length;
}

static bool holds_aggregate(const struct expr *e) {
    if (e->kind == NODE_CALL) return true;  // or might
    for (uint32_t i = 0; i < e->count; i++)
        if (e->kids[i] && holds_aggregate(e->kids[i])) return true;
    return false;
}

// Whether all of the items are as the largest, or the smallest, is, or some of them.
static bool asks_all(const struct expr *call, enum compare_op op) {
    bool below = op == OP_LT || op == OP_LE;
    return below != is_smallest(call);
}

static enum compare_op asked(const struct expr *comparison, bool mirrored) {
    static const enum compare_op other_way[] = {OP_EQ, OP_NE, OP_GT, OP_GE, OP_LT, OP_LE};
    return mirrored ? other_way[comparison->op] : (enum compare_op)comparison->op;
}

static bool is_looser_than_and(const struct expr *e) {
    return (e->kind == NODE_OR || e->kind == NODE_CHOICE || e->kind == NODE_OR_ELSE) && !e->parenthesised;
}

// `where` and the filter; of `any`, whose question stands there too, joined to it.
static bool put_filter(struct checker *c, struct text *out, const struct expr *call, bool chinese, bool joined) {
    const struct expr *filter = call->has_filter ? call->kids[call->count - 1] : NULL;
    if (filter || joined) text_put(out, chinese ? " 其中 " : " where ");
    if (!filter) return true;
    bool open = joined && is_looser_than_and(filter);
    if (open) text_char(out, '(');
    bool put = put_source(c, out, filter->at);
    if (open) text_char(out, ')');
    if (joined) text_put(out, chinese ? " 且 " : " and ");
    return put;
}

static struct span list_at(const struct expr *call) {
    return call->kids[0]->kind == NODE_MEMBER ? call->kids[0]->kids[0]->at : call->kids[0]->at;
}

// What is compared of each item: `amount` of overdue.amount, or what stands behind the list.
static bool put_item(struct checker *c, struct text *out, const struct expr *call) {
    const struct expr *list = call->kids[0], *value = call->kids[1];
    if (list->kind == NODE_MEMBER) text_put(out, intern_name(c->names, list->name));
    else return !is_looser_than_and(value) && put_source(c, out, value->at);
    return true;
}

// "all(overdue, amount <= 1000元)" for "max(overdue.amount) <= 1000元". False where there is no such question.
static bool put_question(struct checker *c, struct text *out, const struct expr *call, const struct expr *comparison) {
    static const char *const signs[][2] = {{"=", "="}, {"!=", "≠"}, {"<", "<"}, {"<=", "≤"}, {">", ">"}, {">=", "≥"}};
    if (!comparison || (comparison->kids[0] != call && comparison->kids[1] != call)) return false;
    bool right = comparison->kids[1] == call, chinese = is_chinese(c, call->name);
    const struct expr *bound = comparison->kids[right ? 0 : 1];
    enum compare_op op = asked(comparison, right);
    if (op == OP_EQ || op == OP_NE || !bound || holds_aggregate(bound)) return false;
    bool all = asks_all(call, op);
    text_put(out, builtin_words[all ? BUILTIN_ALL : BUILTIN_ANY][chinese]);
    text_char(out, '(');
    bool put = put_source(c, out, list_at(call)) && put_filter(c, out, call, chinese, !all);
    if (all) text_put(out, chinese ? "，" : ", ");
    put = put_item(c, out, call) && put;
    text_format(out, " %s ", signs[op][chinese]);
    put = put_source(c, out, bound->at) && put;
    text_char(out, ')');
    return put;
}

static bool put_default(struct checker *c, struct text *out, const struct expr *call) {
    bool chinese = is_chinese(c, call->name);
    const char *zero = zero_text(&call->type, chinese);
    if (!zero || !put_source(c, out, call->at)) return false;
    text_format(out, " %s %s", chinese ? "否则" : "else", zero);
    return true;
}

static void hint_nothing(struct checker *c, struct diag *d, const struct expr *e, const struct expr *comparison) {
    struct text with_default = {0}, question = {0};
    bool by_default = put_default(c, &with_default, e);
    bool by_question = is_extreme_item(e) && put_question(c, &question, e, comparison);
    struct diag_arg first = text_words(c, &with_default), second = text_words(c, &question);
    if (by_default && by_question) report_hint(c, d, DIAG_HINT_NOTHING_EITHER, first, second);
    else if (by_default) report_hint(c, d, DIAG_HINT_NOTHING_ELSE, first);
    else if (by_question) report_hint(c, d, DIAG_HINT_NOTHING_ASK, second);
    else report_hint(c, d, DIAG_HINT_ELSE, A(""));
}

static void report_nothing(struct context *x, const struct expr *e, const struct expr *cause) {
    bool smallest = is_smallest(cause), of_table = extreme_table(cause) != NULL;
    struct diag *d = report(
        x->c, DIAG_MAY_BE_NOTHING, e->at, A2(smallest ? "smallest" : "largest", smallest ? "最小值" : "最大值"),
        A2(of_table ? "where no row holds" : "of no items", of_table ? "没有一行成立" : "没有符合条件的项目"));
    if (!is_inside(cause->at, e->at))
        report_label(x->c, d, DIAG_LABEL_NOTHING, cause->at,
                     A2(of_table ? "no row of the table holds" : "no item passes",
                        of_table ? "表中没有一行成立" : "没有符合条件的项目"));
    hint_nothing(x->c, d, cause, x->comparison);
}

void report_silent(struct context *x, const struct expr *e, enum diag_id silent) {
    const struct expr *cause = cause_of(e);
    if (is_extreme_item(cause) || extreme_table(cause)) report_nothing(x, e, cause);
    else report_hint(x->c, report(x->c, silent, e->at, A("")), DIAG_HINT_ELSE, A(""));
}
