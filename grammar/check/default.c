// `x else d`: what it can replace. Silent and nothing wherever they come from, missing only where x names a field.
#include "grammar/check/typing.h"

// A parameter may stand for a field: its calls are looked at where they stand.
static bool names_field(const struct expr *e) {
    const struct definition *d = expr_stands_for(e);
    if (d && d->kind == DEF_DEFINE_PARAM) ((struct define_param *)d)->has_default = true;
    if (d && d->kind == DEF_FIELD) return ((const struct field *)d)->type.kind != TYPE_LIST;
    return d && (d->kind == DEF_ITEM_FIELD || d->kind == DEF_DEFINE_PARAM);
}

static const struct expr *needed_by(const struct expr *e);

static const struct expr *needed_by_kids(struct expr *const *kids, uint32_t count) {
    const struct expr *found = NULL;
    for (uint32_t i = 0; i < count && !found; i++)
        if (kids[i]) found = needed_by(kids[i]);
    return found;
}

static const struct expr *needed_by_table(const struct table *t) {
    const struct expr *found = needed_by_kids(t->decl->columns, t->decl->column_count);
    for (uint32_t i = 0; i < t->decl->row_count && !found; i++)
        found = needed_by_kids(t->decl->rows[i].results, t->decl->rows[i].result_count);
    return found;
}

static const struct expr *needed_by_name(const struct expr *e) {
    switch (e->ref->kind) {
    case DEF_FIELD:
    case DEF_ITEM_FIELD:
    case DEF_OFFER: return e;
    case DEF_DEFINE: return needed_by_kids(&((const struct define *)e->ref)->expr, 1);
    case DEF_TABLE: return needed_by_table((const struct table *)e->ref);
    case DEF_TABLE_RESULT: return needed_by_table(((const struct table_result *)e->ref)->table);
    default: return NULL;
    }
}

// The first name of a field, a list or an offer that may leave e unknown; NULL: nothing can.
static const struct expr *needed_by(const struct expr *e) {
    bool named = e->kind == NODE_NAME || e->kind == NODE_MEETS || e->kind == NODE_MEMBER;
    bool listed = e->kind == NODE_MEMBER && e->kids[0] && e->kids[0]->ref && e->kids[0]->type.kind == TYPE_LIST;
    if (listed) return needed_by_name(e->kids[0]);
    if (named) return e->ref ? needed_by_name(e) : NULL;
    const struct expr *found = needed_by_kids(e->kids, e->count);
    bool called = !found && e->kind == NODE_CALL && e->ref && e->ref->kind == DEF_DEFINE;
    return called ? needed_by_name(e) : found;
}

static bool is_branch(const struct expr *e) { return e->kind == NODE_OR_ELSE || e->kind == NODE_CHOICE; }

static bool put_value(struct checker *c, struct text *out, const struct expr *e) {
    bool open = is_branch(e) && !e->parenthesised;
    if (open) text_char(out, '(');
    bool put = put_source(c, out, e->at);
    if (open) text_char(out, ')');
    return put;
}

// "annual_revenue else 0元". False where no default is at hand.
static bool put_on_field(struct checker *c, struct text *out, const struct expr *field, const struct expr *otherwise,
                         bool chinese) {
    text_format(out, "%s %s ", intern_name(c->names, field->name), chinese ? "否则" : "else");
    bool fits = otherwise && type_join(&field->type, &otherwise->type, NULL);
    const char *zero = zero_text(&field->type, chinese);
    if (fits) return put_value(c, out, otherwise);
    if (zero) text_put(out, zero);
    return zero != NULL;
}

// "if overdue is missing then 0元 else sum(overdue.amount)"
static bool put_asked_first(struct checker *c, struct text *out, const struct expr *list, const struct expr *value,
                            const struct expr *otherwise, bool chinese) {
    text_format(out, chinese ? "如果 %s 为缺失 那么 " : "if %s is missing then ", intern_name(c->names, list->name));
    bool put = otherwise && put_value(c, out, otherwise);
    text_put(out, chinese ? " 否则 " : " else ");
    return put_source(c, out, value->at) && put;
}

static void hint_place(struct checker *c, struct diag *d, const struct expr *needed, const struct expr *value,
                       const struct expr *otherwise) {
    struct text words = {0};
    bool chinese = is_chinese(c, needed->name), list = needed->type.kind == TYPE_LIST;
    bool put = list ? put_asked_first(c, &words, needed, value, otherwise, chinese)
                    : put_on_field(c, &words, needed, otherwise, chinese);
    struct diag_arg written = text_words(c, &words);
    enum diag_id shown = list ? DIAG_HINT_ELSE_LIST : DIAG_HINT_ELSE_FIELD;
    if (put) report_hint(c, d, shown, written);
    else report_hint(c, d, DIAG_HINT_ELSE_NAME, symbol_words(c, needed->name));
}

static void report_no_default(struct checker *c, struct span at, const struct expr *value,
                              const struct expr *otherwise) {
    const struct expr *needed = needed_by(value);
    struct diag *d = report(c, needed ? DIAG_ELSE_REPLACES_NOTHING : DIAG_ELSE_OF_KNOWN, at, A(""));
    if (needed && needed->kind != NODE_MEETS) hint_place(c, d, needed, value, otherwise);
}

void check_default(struct checker *c, const struct expr *e) {
    const struct expr *value = e->kids[0];
    if (value->type.kind == TYPE_NONE || value->type.may_be_silent || names_field(value)) return;
    report_no_default(c, value->at, value, e->kids[1]);
}

void check_defaults_of_call(struct checker *c, const struct expr *call, const struct define *d) {
    for (uint32_t i = 0; i < call->count && i < d->param_count; i++)
        if (d->params[i].has_default && call->kids[i]->type.kind != TYPE_LIST && !names_field(call->kids[i]))
            report_no_default(c, call->kids[i]->at, call->kids[i], NULL);
}
