#include "grammar/check/typing.h"

// What a param's value may be made of: it is known before any applicant is.
static bool check_constant(struct checker *c, const struct expr *e, bool stated) {
    if (!e) return false;
    switch (e->kind) {
    case NODE_ERROR: return false;
    case NODE_NUMBER:
    case NODE_STRING:
    case NODE_DATE:
    case NODE_MONTH:
    case NODE_TRUTH: return true;
    case NODE_NEGATE:
    case NODE_ADD:
    case NODE_MULTIPLY:
    case NODE_DIVIDE: break;
    case NODE_NAME:
        if (stated || is_value_name(c, e->name)) return true;  // nothing else is in scope
        report(c, DIAG_NOT_CONSTANT, e->at, A(""));
        return false;
    default: report(c, DIAG_NOT_CONSTANT, e->at, A("")); return false;
    }
    bool sound = true;
    for (uint32_t i = 0; i < e->count; i++) sound = check_constant(c, e->kids[i], stated) && sound;
    return sound;
}

static bool type_dated(struct checker *c, struct param *p, struct dated_value *v) {
    struct type before = p->type;  // of the first: what the param is said to be
    bool unknown = stated_is_unknown(p->decl->type, &before);
    struct context x = {.c = c, .scope = c->builtins, .lenient = unknown};
    bool first = v == p->values;
    if (!check_constant(c, v->value, before.choices || unknown) || !type_value(&x, v->value, &before)) return false;
    if (first) check_stated(c, &p->def.name, p->decl->type, &before, v->value);
    if (first) p->type = v->value->type;
    if (first || type_join(&before, &v->value->type, &p->type)) return true;
    report(c, DIAG_PARAM_TYPES, v->value->at, type_words(c, &before), type_words(c, &v->value->type));
    return false;
}

static void check_dates(struct checker *c, const struct param *p) {
    for (uint32_t i = 1; i < p->value_count; i++) {
        if (p->values[i].from > p->values[i - 1].from) continue;
        struct diag *d = report(c, DIAG_PARAM_DATES, p->values[i].from_at, A(""));
        if (i > 1) report_label(c, d, DIAG_LABEL_THE_OTHER, p->values[i - 1].from_at, A(""));
    }
}

void type_param(struct checker *c, struct param_build *p) {
    if (p->typed) return;
    p->typed = true;
    p->param.type = stated_type(c, p->param.decl->type);
    bool sound = true;
    for (uint32_t i = 0; i < p->param.value_count; i++) sound = type_dated(c, &p->param, &p->param.values[i]) && sound;
    if (!sound) p->param.type = (struct type){0};
    check_dates(c, &p->param);
}

bool is_param(const struct expr *e) { return e->kind == NODE_NAME && e->ref && e->ref->kind == DEF_PARAM; }

// Of what a definition is called with nobody knows what becomes.
static bool takes_type_of_parts(const struct expr *e) {
    return e->kind != NODE_CALL || (e->ref && e->ref->kind == DEF_BUILTIN);
}

static const struct expr *find_param(const struct expr *e) {
    const struct expr *found = is_param(e) ? e : NULL;
    for (uint32_t i = 0; i < e->count && !found && takes_type_of_parts(e); i++)
        if (e->kids[i] && e->kids[i]->type.kind == e->type.kind) found = find_param(e->kids[i]);
    return found;
}

bool label_param(struct checker *c, struct diag *d, const struct expr *operand) {
    const struct expr *param = operand ? find_param(operand) : NULL;
    if (param) report_label(c, d, DIAG_LABEL_DEFINED_HERE, param->ref->name.at, symbol_words(c, param->name));
    return param != NULL;
}

void label_params(struct checker *c, struct diag *d, struct expr *const *operands, uint32_t count) {
    while (count && !label_param(c, d, operands[count - 1])) count--;
}

static void report_no_param(struct context *x, const struct expr *e) {
    report(x->c, DIAG_ON_NO_PARAM, e->at, symbol_words(x->c, e->name));
}

void type_on_date(struct context *x, struct expr *e, const struct type *wanted) {
    struct expr *param = e->kids[0], *date = e->kids[1];
    type_expr(x, param, wanted);
    if (param->ref && !is_param(param)) report_no_param(x, param);
    bool known = type_known_operand(x, date, NULL);
    if (known && date->type.kind != TYPE_DATE) report(x->c, DIAG_ON_NO_DATE, date->at, type_words(x->c, &date->type));
    e->type = is_param(param) ? param->type : (struct type){0};
}
