// Expressions to nodes: names are replaced by what they stand for, definitions inlined with their arguments.
#include "interp/plan/builder.h"
#include "interp/value/truth.h"

const struct node *as_of_node(struct builder *b) {
    struct type type = {.kind = TYPE_DATE};
    if (b->as_of) return make_constant(b, type, STATE_KNOWN, b->as_of, NULL);
    struct node n = node_of(OPERATION_AS_OF, LANE_DATE);
    n.type = type;
    return make_node(b, n, NULL, 0);
}

// A list has no value of its own: where one is named alone, it is for show, and its length is what can be shown.
static const struct node *lower_column(struct builder *b, const struct field *f, const struct field *list) {
    if (f->type.kind == TYPE_LIST) return count_of(b, f);
    struct node n = node_of(OPERATION_COLUMN, column_lane(f)), widened = node_of(OPERATION_WIDEN, LANE_WIDE);
    n.type = widened.type = f->type;
    n.field = f;
    n.column = f->index;
    n.space = list;
    const struct node *column = make_node(b, n, NULL, 0);
    return n.lane == LANE_NUMBER ? make1(b, widened, column) : column;
}

static const struct node *lower_value(struct builder *b, const struct value *v, struct type type) {
    if (type.kind == TYPE_SET) return make_constant(b, type, STATE_KNOWN, (int64_t)(UINT64_C(1) << v->index), NULL);
    type.kind = TYPE_CHOICE;
    return make_constant(b, type, STATE_KNOWN, v->index, NULL);
}

static const struct setting *setting_of(const struct builder *b, const struct param *p) {
    return plan_setting_of(b->settings, b->setting_count, p);
}

// One value for all dates is unknown where the date is, as it would be if there were others.
static const struct node *on_any_date(struct builder *b, struct type type, const struct node *date,
                                      const struct node *value) {
    const struct node *kids[] = {NULL, value, value};
    if (!date->may_be_unknown && !date->may_fault && !date->may_be_referred) return value;
    kids[0] = make_compare(b, OP_EQ, date, date);
    return make_select(b, type, kids, 3);
}

static const struct node *select_by_date(struct builder *b, const struct param *p, struct type type,
                                         const struct node *date, const struct node **values) {
    const struct node **kids = ARENA_ARRAY(b->arena, const struct node *, 2 * (size_t)p->value_count);
    uint32_t count = 0;
    if (p->value_count == 1) return on_any_date(b, type, date, values[0]);
    for (uint32_t i = p->value_count; i-- > 1;) {
        const struct node *from = make_constant(b, date->type, STATE_KNOWN, p->values[i].from, NULL);
        kids[count++] = make_compare(b, OP_GE, date, from);
        kids[count++] = values[i];
    }
    kids[count++] = values[0];
    return make_select(b, type, kids, count);
}

// What a param is in a chain is as exact as it was written: 1元 / 3元 too.
static const struct node *param_by_date(struct builder *b, const struct param *p, const struct node *date) {
    const struct node **over = ARENA_ARRAY(b->arena, const struct node *, p->value_count);
    const struct node **under = ARENA_ARRAY(b->arena, const struct node *, p->value_count);
    bool fraction = false;
    for (uint32_t i = 0; i < p->value_count; i++) {
        const struct node *own = lower(b, p->values[i].value);
        bool splits = is_fraction(own) && own->count == 0;
        over[i] = splits ? make_constant(b, p->type, STATE_KNOWN, own->value, NULL) : own;
        under[i] = make_number(b, splits ? own->second : 1);
        fraction |= splits;
    }
    const struct node *value = select_by_date(b, p, p->type, date, over);
    struct type whole = {.kind = TYPE_COUNT};
    return fraction ? make_quotient(b, p->type, value, select_by_date(b, p, whole, date, under)) : value;
}

// On a date, else as of the run's.
static const struct node *lower_param(struct builder *b, const struct param *p, const struct node *date) {
    const struct setting *s = setting_of(b, p);
    if (!s) return param_by_date(b, p, date);
    return on_any_date(b, p->type, date, make_constant(b, p->type, STATE_KNOWN, s->value, s->text));
}

// Lowers a body in a scope of its own: it sees its arguments, and the items only where they are handed in.
static const struct node *lower_body(struct builder *b, const struct expr *body, const struct argument *arguments) {
    const struct argument *outer = b->arguments;
    b->arguments = arguments;
    const struct node *n = lower(b, body);
    b->arguments = outer;
    return n;
}

static const struct node *lower_define(struct builder *b, const struct define *d) {
    const struct world_key key = world_key(b, d, 0);
    const struct node *known = memo_find(b, &key, sizeof key);
    if (known) return known;
    const struct field *list = b->list;
    const struct node *passed = b->passed;
    b->list = NULL, b->passed = NULL;
    known = lower_body(b, d->expr, NULL);
    b->list = list, b->passed = passed;
    memo_add(b, &key, sizeof key, known);
    return known;
}

// A field or an item's field, by whatever name: what an expression came to is not missing but unknown.
static bool names_field(const struct builder *b, const struct expr *e) {
    const struct definition *d = expr_stands_for(e);
    if (d && d->kind == DEF_DEFINE_PARAM) return b->arguments[((const struct define_param *)d)->index].is_field;
    return d && (d->kind == DEF_FIELD || d->kind == DEF_ITEM_FIELD);
}

struct call_key {
    struct world_key define;
    const struct field *list;
    const struct node *passed;
    struct argument arguments[];
};

static const struct node *lower_call(struct builder *b, const struct expr *e, const struct define *d) {
    size_t size = sizeof(struct call_key) + e->count * sizeof(struct argument);
    struct call_key *key = arena_alloc(b->arena, size);
    key->define = world_key(b, d, 0);
    key->list = b->list, key->passed = b->passed;
    for (uint32_t i = 0; i < e->count; i++) {
        key->arguments[i].list = list_of(b, e->kids[i]);
        if (key->arguments[i].list && e->kids[i]->kind != NODE_MEMBER) continue;
        key->arguments[i].list = NULL;
        key->arguments[i].node = lower(b, e->kids[i]);
        key->arguments[i].is_field = names_field(b, e->kids[i]);
    }
    const struct node *known = memo_find(b, key, size);
    if (known) return known;
    known = lower_body(b, d->expr, key->arguments);
    memo_add(b, key, size, known);
    return known;
}

static const struct node *lower_ref(struct builder *b, const struct expr *e) {
    const struct definition *def = e->ref;
    switch (def->kind) {
    case DEF_FIELD: return lower_column(b, (const struct field *)def, NULL);
    case DEF_ITEM_FIELD: return lower_column(b, &b->list->items[((const struct field *)def)->index], b->list);
    case DEF_VALUE: return lower_value(b, (const struct value *)def, e->type);
    case DEF_DEFINE: return lower_define(b, (const struct define *)def);
    case DEF_DEFINE_PARAM: return b->arguments[((const struct define_param *)def)->index].node;
    case DEF_PARAM: return lower_param(b, (const struct param *)def, as_of_node(b));
    case DEF_TABLE: return lower_table(b, (const struct table *)def, 0);
    case DEF_TABLE_RESULT: {
        const struct table_result *r = (const struct table_result *)def;
        return lower_table(b, r->table, r->index);
    }
    case DEF_OFFER: return lower_meets(b, (const struct offer *)def);
    case DEF_GRANT: return lower(b, ((const struct grant *)def)->decl->expr);
    case DEF_BUILTIN: return as_of_node(b);
    case DEF_SCHEME:
    case DEF_SAMPLE:
    case DEF_STANDARD:
    case DEF_CHOICES:
    case DEF_RULE: break;
    }
    return make_constant(b, e->type, STATE_UNKNOWN, 0, NULL);
}

static const struct node *lower_extreme(struct builder *b, bool smallest, const struct expr *e) {
    const struct node *best = as_type(b, lower(b, e->kids[0]), e->type);
    for (uint32_t i = 1; i < e->count; i++) best = make_extreme(b, smallest, best, lower(b, e->kids[i]));
    return best;
}

static const struct node *lower_between_dates(struct builder *b, enum builtin id, const struct expr *e) {
    const struct node *from = lower(b, e->kids[0]), *to = lower(b, e->kids[1]);
    switch (id) {
    case BUILTIN_COMPLETED_YEARS: return make_passed(b, from, to, 12);
    case BUILTIN_COMPLETED_MONTHS: return make_passed(b, from, to, 1);
    case BUILTIN_DAYS_BETWEEN: return make_days(b, from, to);
    default: return make_months(b, from, to);
    }
}

// Each is rounded before: it is no chain that goes on.
static const struct node *lower_instalment(struct builder *b, const struct expr *e, bool of_principal) {
    struct node n = node_of(OPERATION_INSTALMENT, LANE_WIDE);
    const struct node *kids[3];
    n.type = e->type;
    n.op = of_principal;
    for (uint32_t i = 0; i < 3; i++) kids[i] = make_closed(b, lower(b, e->kids[i]));
    return make_node(b, n, kids, 3);
}

static const struct node *lower_set_size(struct builder *b, const struct expr *e) {
    return make1(b, node_of(OPERATION_SET_SIZE, LANE_WIDE), lower(b, e->kids[0]));
}

static const struct node *lower_builtin(struct builder *b, enum builtin id, const struct expr *e) {
    switch (id) {
    case BUILTIN_AS_OF: return as_of_node(b);
    case BUILTIN_COMPLETED_YEARS:
    case BUILTIN_COMPLETED_MONTHS:
    case BUILTIN_DAYS_BETWEEN:
    case BUILTIN_MONTHS_BETWEEN: return lower_between_dates(b, id, e);
    case BUILTIN_MONTHS_IN: return make_in_parts(b, lower(b, e->kids[0]), e->type);
    case BUILTIN_MONTH_OF: return make_month_of(b, lower(b, e->kids[0]));
    case BUILTIN_INSTALMENT:
    case BUILTIN_INSTALMENT_PRINCIPAL: return lower_instalment(b, e, id == BUILTIN_INSTALMENT_PRINCIPAL);
    case BUILTIN_LENGTH:
    case BUILTIN_VALID_CREDIT_CODE:
    case BUILTIN_VALID_ID_NUMBER:
    case BUILTIN_BIRTH_DATE_OF: return lower_text_call(b, id, e);
    case BUILTIN_MAX:
    case BUILTIN_MIN:
        if (!list_of(b, e->kids[0])) return lower_extreme(b, id == BUILTIN_MIN, e);
        break;
    case BUILTIN_COUNT:
        if (e->kids[0]->type.kind == TYPE_SET) return lower_set_size(b, e);
        break;
    case BUILTIN_ANY:
    case BUILTIN_ALL:
    case BUILTIN_SUM:
    case BUILTIN_LONGEST_RUN:
    case BUILTIN_COUNT_: break;
    }
    return lower_aggregate(b, id, e);
}

static const struct node *lower_connected(struct builder *b, const struct expr *e) {
    const struct node **kids = ARENA_ARRAY(b->arena, const struct node *, e->count);
    for (uint32_t i = 0; i < e->count; i++) kids[i] = lower(b, e->kids[i]);
    return e->kind == NODE_AND ? make_and(b, kids, e->count) : make_or(b, kids, e->count);
}

static const struct node *lower_missing(struct builder *b, const struct expr *e) {
    const struct field *list = e->kids[0]->kind == NODE_NAME ? list_of(b, e->kids[0]) : NULL;
    struct node n = node_of(list ? OPERATION_LIST_MISSING : OPERATION_IS_MISSING, LANE_TRUTH);
    n.field = list;
    const struct node *asked = list ? make_node(b, n, NULL, 0) : make1(b, n, as_stored(lower(b, e->kids[0])));
    return e->negated ? make_not(b, asked) : asked;
}

static const struct node *lower_empty(struct builder *b, const struct expr *e) {
    const struct field *list = e->kids[0]->kind == NODE_NAME ? list_of(b, e->kids[0]) : NULL;
    struct node n = node_of(OPERATION_LIST_EMPTY, LANE_TRUTH);
    n.field = list;
    const struct node *empty;
    if (list) {
        empty = make_node(b, n, NULL, 0);
    } else {
        const struct node *set = lower(b, e->kids[0]);
        empty = make_compare(b, OP_EQ, set, make_constant(b, set->type, STATE_KNOWN, 0, NULL));
    }
    return e->negated ? make_not(b, empty) : empty;
}

static const struct node *lower_else(struct builder *b, const struct expr *e) {
    const struct node *x = as_type(b, lower(b, e->kids[0]), e->type);
    const struct node *otherwise = as_type(b, lower(b, e->kids[1]), e->type);
    struct node n = node_of(OPERATION_OR_ELSE, x->lane);
    n.type = e->type;
    n.op = names_field(b, e->kids[0]);
    if (x->constant && x->constant_state == STATE_SILENT) return make_closed(b, otherwise);
    bool replaced = x->may_be_silent || (x->may_be_unknown && replaces_missing(&n));
    return replaced ? make2(b, n, x, otherwise) : make_closed(b, x);
}

static const struct node *lower_choice(struct builder *b, const struct expr *e) {
    const struct node *kids[3];
    for (uint32_t i = 0; i < 3; i++) kids[i] = lower(b, e->kids[i]);
    return make_select(b, e->type, kids, 3);
}

static const struct node *lower_on_date(struct builder *b, const struct expr *e) {
    return lower_param(b, (const struct param *)e->kids[0]->ref, lower(b, e->kids[1]));
}

static const struct node *lower_span(struct builder *b, const struct expr *e) {
    struct node n = node_of(OPERATION_SPAN, LANE_WIDE);
    n.type.kind = TYPE_SPAN;
    const struct node *from = lower(b, e->kids[0]);
    return make2(b, n, from, lower(b, e->kids[1]));
}

static const struct node *lower_compare(struct builder *b, const struct expr *e) {
    const struct node *left = lower(b, e->kids[0]);
    return make_compare(b, (enum compare_op)e->op, left, lower(b, e->kids[1]));
}

static const struct node *lower_kind(struct builder *b, const struct expr *e) {
    switch (e->kind) {
    case NODE_NUMBER:
    case NODE_DATE:
    case NODE_MONTH:
    case NODE_TRUTH: return make_constant(b, e->type, STATE_KNOWN, e->value, NULL);
    case NODE_STRING: return make_constant(b, e->type, STATE_KNOWN, 0, e->text);
    case NODE_SILENT: return make_constant(b, e->type, STATE_SILENT, 0, NULL);
    case NODE_NAME:
    case NODE_MEMBER: return lower_ref(b, e);
    case NODE_MEETS: return e->count ? lower_meets_elsewhere(b, e) : lower_ref(b, e);
    case NODE_CALL:
        if (e->ref->kind == DEF_DEFINE) return lower_call(b, e, (const struct define *)e->ref);
        return lower_builtin(b, ((const struct builtin_def *)e->ref)->id, e);
    case NODE_LIST: return make_constant(b, e->type, STATE_KNOWN, set_bits(e), NULL);
    case NODE_NOT: return make_not(b, lower(b, e->kids[0]));
    case NODE_NEGATE: return make_negated(b, lower(b, e->kids[0]));
    case NODE_AND:
    case NODE_OR: return lower_connected(b, e);
    case NODE_ADD: return lower_sum(b, e);
    case NODE_MULTIPLY:
    case NODE_DIVIDE: return lower_product(b, e);
    case NODE_ROUND: return lower_round(b, e);
    case NODE_COMPARE: return lower_compare(b, e);
    case NODE_IN: return lower_in(b, e);
    case NODE_HAS: return lower_has(b, e);
    case NODE_STARTS_WITH: return lower_starts_with(b, e);
    case NODE_IS_MISSING: return lower_missing(b, e);
    case NODE_IS_EMPTY: return lower_empty(b, e);
    case NODE_OR_ELSE: return lower_else(b, e);
    case NODE_CHOICE: return lower_choice(b, e);
    case NODE_SPAN: return lower_span(b, e);
    case NODE_WITHIN: return lower_within(b, e);
    case NODE_ON_DATE: return lower_on_date(b, e);
    case NODE_MISSING:
    case NODE_ERROR:
    case NODE_RECORDS:
    case NODE_RECORD:
    case NODE_ASSIGN:
    case NODE_RANGE:
    case NODE_KIND_COUNT: break;
    }
    return make_constant(b, e->type, STATE_UNKNOWN, 0, NULL);
}

const struct node *lower(struct builder *b, const struct expr *e) {
    const struct expr *outer = b->origin;
    struct planned_use *use = b->use;
    const struct watched *w = b->watched ? use_begin(b, e) : NULL;
    b->origin = e;
    const struct node *n = lower_kind(b, e);
    b->origin = outer;
    if (w) use_end(b, w, use, n);
    return n;
}
