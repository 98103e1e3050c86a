// Calls: the built-in functions, and among them the aggregates, which look at a list.
#include "grammar/check/typing.h"

static enum builtin builtin_id(const struct expr *e) { return ((const struct builtin_def *)e->ref)->id; }

static uint32_t argument_count(const struct expr *e) { return e->count - e->has_filter - e->has_key; }

static bool check_count(struct context *x, const struct expr *e, uint32_t wanted) {
    uint32_t given = argument_count(e);
    if (given == wanted) return true;
    struct checker *c = x->c;
    report(c, DIAG_ARGUMENT_COUNT, e->at, symbol_words(c, e->name), number_words(c, wanted), number_words(c, given));
    return false;
}

static void check_clauses(struct context *x, const struct expr *e, bool filter, bool key) {
    if (e->has_filter && !filter) report(x->c, DIAG_NO_FILTER, expr_name_at(e), symbol_words(x->c, e->name));
    if (e->has_key && !key) report(x->c, DIAG_NO_KEY, expr_name_at(e), symbol_words(x->c, e->name));
}

static void check_argument(struct context *x, const struct expr *call, struct expr *arg, enum type_kind wanted) {
    if (!type_known_operand(x, arg, NULL) || arg->type.kind == wanted) return;
    struct type t = {.kind = wanted};
    struct diag *d = report(x->c, DIAG_ARGUMENT_TYPE, arg->at, symbol_words(x->c, call->name), type_words(x->c, &t),
                            type_words(x->c, &arg->type));
    label_param(x->c, d, arg);
}

static void type_plain(struct context *x, struct expr *e, uint32_t count, enum type_kind argument,
                       enum type_kind result) {
    check_clauses(x, e, false, false);
    if (check_count(x, e, count))
        for (uint32_t i = 0; i < count; i++) check_argument(x, e, e->kids[i], argument);
    e->type = (struct type){.kind = result};
}

// The terms are counted, or said as a period.
static void check_months(struct context *x, const struct expr *call, struct expr *arg) {
    if (!type_known_operand(x, arg, NULL) || arg->type.kind == TYPE_COUNT) return;
    if (arg->type.kind == TYPE_PERIOD && arg->type.unit == UNIT_MONTHS) return;
    struct diag *d = report(x->c, DIAG_ARGUMENT_TYPE, arg->at, symbol_words(x->c, call->name),
                            A2("a number of months", "月数"), type_words(x->c, &arg->type));
    label_param(x->c, d, arg);
}

static void check_literal_within(struct context *x, const struct expr *arg, int64_t low, int64_t high) {
    bool outside = arg && arg->kind == NODE_NUMBER && (arg->value < low || arg->value > high);
    if (outside) report(x->c, DIAG_INSTALMENT_BOUNDS, arg->at, A(""));
}

static void type_instalment(struct context *x, struct expr *e) {
    check_clauses(x, e, false, false);
    e->type = (struct type){.kind = TYPE_MONEY};
    if (!check_count(x, e, 3)) return;
    check_argument(x, e, e->kids[0], TYPE_MONEY);
    check_argument(x, e, e->kids[1], TYPE_PERCENT);
    check_months(x, e, e->kids[2]);
    check_literal_within(x, e->kids[1], 0, INSTALMENT_RATE_MOST);
    check_literal_within(x, e->kids[2], 1, INSTALMENT_MONTHS_MOST);
}

static void type_months_in(struct context *x, struct expr *e) {
    type_plain(x, e, 1, TYPE_PERIOD, TYPE_COUNT);
    const struct type months = {.kind = TYPE_PERIOD, .unit = UNIT_MONTHS};
    const struct expr *period = e->count ? e->kids[0] : NULL;
    if (!period || period->type.kind != TYPE_PERIOD || period->type.unit == UNIT_MONTHS) return;
    struct diag *d = report(x->c, DIAG_ARGUMENT_TYPE, period->at, symbol_words(x->c, e->name),
                            type_words(x->c, &months), type_words(x->c, &period->type));
    report_hint(x->c, d, DIAG_HINT_MONTHS_DAYS, A(""));
}

bool can_be_largest(enum type_kind kind) {
    return kind == TYPE_COUNT || kind == TYPE_MONEY || kind == TYPE_PERCENT || kind == TYPE_NUMBER ||
           kind == TYPE_PERIOD || kind == TYPE_DATE || kind == TYPE_MONTH || kind == TYPE_NONE;
}

// The argument, beside those before it, which came to `all`.
static bool join_argument(struct context *x, const struct expr *e, uint32_t at, struct type *all) {
    const struct expr *arg = e->kids[at];
    struct diag *d;
    if (!can_be_largest(arg->type.kind)) d = report(x->c, DIAG_NOT_ORDERED, arg->at, type_words(x->c, &arg->type));
    else if (type_join(all, &arg->type, all)) return true;
    else d = report(x->c, DIAG_BRANCHES_DIFFER, arg->at, type_words(x->c, all), type_words(x->c, &arg->type));
    label_params(x->c, d, e->kids, at + 1);
    return false;
}

static void type_largest(struct context *x, struct expr *e) {
    check_clauses(x, e, false, false);
    bool sound = true;
    struct type all = {.may_be_silent = true};
    for (uint32_t i = 0; i < argument_count(e); i++) sound = type_value(x, e->kids[i], NULL) && sound;
    for (uint32_t i = 0; sound && i < argument_count(e); i++) {
        bool silent = i > 0 && all.may_be_silent;
        sound = join_argument(x, e, i, &all);
        all.may_be_silent = silent || e->kids[i]->type.may_be_silent;
    }
    e->type = sound ? all : (struct type){0};
    for (uint32_t i = 0; i < argument_count(e); i++) adopt_type(e->kids[i], &e->type);
}

struct walk {                  // one look at a list
    const struct field *list;  // NULL: not to be told
    const struct definition *ref;
};

static void report_not_list(struct context *x, const struct expr *call, const struct expr *arg, struct diag_arg words) {
    report(x->c, DIAG_NOT_LIST, arg->at, symbol_words(x->c, call->name), words);
}

static struct walk walk_list(struct context *x, const struct expr *call, struct expr *arg) {
    type_expr(x, arg, NULL);
    if (arg->type.kind == TYPE_NONE && !arg->type.may_be_silent) return (struct walk){NULL, arg->ref};
    if (arg->type.kind != TYPE_LIST) {
        report_not_list(x, call, arg, type_words(x->c, &arg->type));
        return (struct walk){0};
    }
    bool field = arg->ref->kind == DEF_FIELD;
    return (struct walk){field ? (const struct field *)arg->ref : arg->type.domain, arg->ref};
}

static struct walk walk_items(struct context *x, const struct expr *call, struct expr *arg) {
    if (arg->kind != NODE_MEMBER) {
        type_expr(x, arg, NULL);
        if (arg->type.kind == TYPE_LIST)
            report(x->c, DIAG_OF_EACH_ITEM, arg->at, symbol_words(x->c, call->name), symbol_words(x->c, arg->name));
        else if (arg->type.kind != TYPE_NONE || arg->type.may_be_silent)
            report_not_list(x, call, arg, type_words(x->c, &arg->type));
        arg->type = (struct type){0};
        return (struct walk){0};
    }
    if (!resolve_base(x, arg)) return (struct walk){NULL, arg->kids[0] ? arg->kids[0]->ref : NULL};
    const struct field *list = resolve_item(x, arg);
    if (!list) report_not_list(x, call, arg->kids[0], (struct diag_arg)A2("none", "非列表"));
    return (struct walk){list, arg->kids[0]->ref};
}

static struct context inside(const struct context *x, struct walk w) {
    struct context in = *x;
    in.list = w.list;
    in.list_ref = w.ref;
    in.in_filter = true;
    in.lenient = x->lenient || !w.list;
    return in;
}

static void type_key(struct context *in, struct expr *key) {
    type_expr(in, key, NULL);
    bool item = key->ref && key->ref->kind == DEF_ITEM_FIELD;
    if (!item && key->type.kind != TYPE_NONE)
        report(in->c, DIAG_OUT_OF_PLACE, key->at, A2("What is no item's field", "非列表项目的字段"));
}

// Behind the list: what is asked, or worked out, of each item.
static void type_per_item(struct context *in, struct expr *call, struct expr *arg) {
    bool asked = builtin_id(call) == BUILTIN_ALL || builtin_id(call) == BUILTIN_ANY;
    if (asked) type_condition(in, arg);
    else if (!type_known_operand(in, arg, NULL)) arg->type = (struct type){0};
}

static void type_clauses(struct context *x, struct expr *e, struct walk w) {
    struct context in = inside(x, w);
    uint32_t at = argument_count(e);
    if (at == 2) type_per_item(&in, e, e->kids[1]);
    if (e->has_filter) type_condition(&in, e->kids[at++]);
    if (e->has_key && e->kids[at]) type_key(&in, e->kids[at]);
}

static bool nested(struct context *x, struct expr *e) {
    if (x->owner) x->owner->measure.aggregates = true;
    if (!x->in_filter) return false;
    report(x->c, DIAG_NESTED_AGGREGATE, expr_name_at(e), symbol_words(x->c, e->name));
    e->type = (struct type){0};
    return true;
}

bool can_sum(const struct type *t) { return can_be_largest(t->kind) && t->kind != TYPE_DATE && t->kind != TYPE_MONTH; }

static bool fits_aggregate(enum builtin id, const struct type *item) {
    if (id == BUILTIN_LONGEST_RUN) return type_is(item, TYPE_MONTH);
    return id == BUILTIN_SUM ? can_sum(item) : can_be_largest(item->kind);
}

// sum(overdue, amount * 2), where a list stands alone.
static bool names_list(const struct context *x, const struct expr *e) {
    const struct expr *arg = e->kids[0];
    const struct definition *d = arg && arg->kind == NODE_NAME && argument_count(e) > 1
                                     ? scope_find(x->scope, arg->name)
                                     : NULL;
    return d && list_meant(d);
}

// sum(amounts) of a list of values is sum(amounts.value): only these are there to be summed.
static void take_values(struct context *x, struct expr *e) {
    struct expr *arg = e->kids[0];
    const struct definition *d = arg->kind == NODE_NAME ? scope_find(x->scope, arg->name) : NULL;
    const struct field *list = d ? list_meant(d) : NULL;
    if (!list || !list->plain) return;
    const struct name *value = &list->items[0].def.name;
    e->kids[0] = expr_unary(x->c->arena, NODE_MEMBER, arg->at, arg);
    e->kids[0]->name = is_chinese(x->c, e->name) ? value->zh : value->en;
}

static void type_item_aggregate(struct context *x, struct expr *e) {
    enum builtin id = builtin_id(e);
    bool per_item = id != BUILTIN_LONGEST_RUN && names_list(x, e);
    check_clauses(x, e, true, id == BUILTIN_LONGEST_RUN);
    if (nested(x, e) || !check_count(x, e, per_item ? 2 : 1) || !e->kids[0]) return;
    if (!per_item) take_values(x, e);
    struct expr *arg = e->kids[per_item];
    type_clauses(x, e, per_item ? walk_list(x, e, e->kids[0]) : walk_items(x, e, arg));
    struct type month = {.kind = TYPE_MONTH};
    struct diag_arg amount = A2("an amount", "数值");
    struct diag_arg wanted = id == BUILTIN_LONGEST_RUN ? type_words(x->c, &month) : amount;
    bool fits = fits_aggregate(id, &arg->type);
    if (!fits)
        report(x->c, DIAG_ARGUMENT_TYPE, arg->at, symbol_words(x->c, e->name), wanted, type_words(x->c, &arg->type));
    e->type = fits ? arg->type : (struct type){0};
    if (fits && id != BUILTIN_SUM) e->type.may_be_silent = true;  // of no items it is nothing
    if (id == BUILTIN_LONGEST_RUN) e->type = (struct type){.kind = TYPE_COUNT};
}

// The size of a set is no aggregate.
static bool type_set_size(struct context *x, struct expr *e) {
    if (argument_count(e) != 1 || !e->kids[0]) return false;
    type_expr(x, e->kids[0], NULL);
    if (e->kids[0]->type.kind != TYPE_SET) return false;
    check_clauses(x, e, false, false);
    type_known_operand(x, e->kids[0], NULL);
    e->type = (struct type){.kind = TYPE_COUNT};
    return true;
}

static void type_list_aggregate(struct context *x, struct expr *e) {
    enum builtin id = builtin_id(e);
    if (id == BUILTIN_COUNT && type_set_size(x, e)) return;
    bool both = id == BUILTIN_ANY && argument_count(e) == 2;
    check_clauses(x, e, true, id == BUILTIN_COUNT);
    bool sound = !nested(x, e) && check_count(x, e, both || id == BUILTIN_ALL ? 2 : 1) && e->kids[0];
    e->type = (struct type){.kind = id == BUILTIN_COUNT ? TYPE_COUNT : TYPE_TRUTH};
    if (sound) type_clauses(x, e, walk_list(x, e, e->kids[0]));
}

static void type_builtin(struct context *x, struct expr *e) {
    switch (builtin_id(e)) {
    case BUILTIN_AS_OF: type_plain(x, e, 0, TYPE_DATE, TYPE_DATE); break;
    case BUILTIN_COMPLETED_YEARS:
    case BUILTIN_COMPLETED_MONTHS:
    case BUILTIN_DAYS_BETWEEN: type_plain(x, e, 2, TYPE_DATE, TYPE_COUNT); break;
    case BUILTIN_MONTHS_BETWEEN: type_plain(x, e, 2, TYPE_MONTH, TYPE_COUNT); break;
    case BUILTIN_MONTHS_IN: type_months_in(x, e); break;
    case BUILTIN_MONTH_OF: type_plain(x, e, 1, TYPE_DATE, TYPE_MONTH); break;
    case BUILTIN_INSTALMENT:
    case BUILTIN_INSTALMENT_PRINCIPAL: type_instalment(x, e); break;
    case BUILTIN_LENGTH: type_plain(x, e, 1, TYPE_TEXT, TYPE_COUNT); break;
    case BUILTIN_VALID_CREDIT_CODE:
    case BUILTIN_VALID_ID_NUMBER: type_plain(x, e, 1, TYPE_TEXT, TYPE_TRUTH); break;
    case BUILTIN_BIRTH_DATE_OF: type_plain(x, e, 1, TYPE_TEXT, TYPE_DATE); break;
    case BUILTIN_COUNT:
    case BUILTIN_ANY:
    case BUILTIN_ALL: type_list_aggregate(x, e); break;
    case BUILTIN_SUM:
    case BUILTIN_LONGEST_RUN: type_item_aggregate(x, e); break;
    case BUILTIN_MAX:
    case BUILTIN_MIN:
        if (argument_count(e) > 1 && !names_list(x, e)) type_largest(x, e);
        else type_item_aggregate(x, e);
        break;
    case BUILTIN_COUNT_: break;
    }
}

static bool can_be_called(const struct definition *d) {
    if (d->kind == DEF_BUILTIN) return ((const struct builtin_def *)d)->id != BUILTIN_AS_OF;
    return d->kind == DEF_DEFINE && ((const struct define *)d)->param_count > 0;
}

// A field may be called `count`: what can't be called does not hide what can.
static const struct definition *find_callable(const struct scope *s, symbol name) {
    for (; s; s = s->parent) {
        const struct definition *d = scope_find_here(s, name);
        if (d && can_be_called(d)) return d;
    }
    return NULL;
}

static void report_not_callable(struct context *x, const struct expr *e) {
    struct checker *c = x->c;
    struct diag *d = report(c, DIAG_UNKNOWN_FUNCTION, expr_name_at(e), symbol_words(c, e->name));
    hint_scope(c, d, e->name, x->scope, can_be_called);
}

void type_call(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    e->type = (struct type){0};
    e->ref = find_callable(x->scope, e->name);
    if (!e->ref) report_not_callable(x, e);
    else if (e->ref->kind == DEF_BUILTIN) type_builtin(x, e);
    else {
        check_clauses(x, e, false, false);
        type_call_of(x, e, (struct define_build *)e->ref);
    }
}
