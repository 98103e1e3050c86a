#include <stdlib.h>

#include "tests/differential/naive_eval.h"

static value and_or(const struct naive_env *v, const struct expr *e, bool is_and) {
    value result = naive_truth(is_and);
    for (uint32_t i = 0; i < e->count; i++) {
        value k = naive_eval(v, e->kids[i]);
        if (k.state == NAIVE_KNOWN && (k.number == 0) == is_and) return k;
        result = naive_weaken(result, &k);
    }
    return result;
}

static bool over_list(const struct expr *e) {
    const struct expr *x = e->kids[0];
    if (x->kind == NODE_MEMBER) return x->kids[0]->type.kind == TYPE_LIST;
    return x->type.kind == TYPE_LIST;
}

static value set_size(value set) {
    __int128 size = 0;
    for (int i = 0; i < 64; i++) size += set.number >> i & 1;
    if (set.state == NAIVE_KNOWN) set.number = size;
    return set;
}

static value built_in(const struct naive_env *v, const struct expr *e, enum builtin id) {
    switch (id) {
    case BUILTIN_AS_OF: return naive_known(v->record->as_of);
    case BUILTIN_MONTHS_IN: return naive_eval(v, e->kids[0]);
    case BUILTIN_MONTH_OF: {
        value d = naive_eval(v, e->kids[0]);
        d.number >>= 5;
        return d;
    }
    case BUILTIN_COMPLETED_YEARS:
    case BUILTIN_COMPLETED_MONTHS:
    case BUILTIN_DAYS_BETWEEN:
    case BUILTIN_MONTHS_BETWEEN: return naive_between(v, e, id);
    case BUILTIN_INSTALMENT:
    case BUILTIN_INSTALMENT_PRINCIPAL: return naive_instalment(v, e, id == BUILTIN_INSTALMENT);
    case BUILTIN_LENGTH:
    case BUILTIN_VALID_CREDIT_CODE:
    case BUILTIN_VALID_ID_NUMBER:
    case BUILTIN_BIRTH_DATE_OF: return naive_text_call(v, e, id);
    case BUILTIN_MAX:
    case BUILTIN_MIN:
        if (!over_list(e)) return naive_extreme(v, e, id == BUILTIN_MAX);
        return naive_aggregate(v, e, id);
    case BUILTIN_COUNT:
        if (e->kids[0]->type.kind == TYPE_SET) return set_size(naive_eval(v, e->kids[0]));
        return naive_aggregate(v, e, id);
    default: return naive_aggregate(v, e, id);
    }
}

static const struct naive_setting *setting_of(const struct naive_env *v, const struct param *p) {
    const struct naive_setting *s = v->record->setting;
    return s && s->param->def.name.en == p->def.name.en ? s : NULL;  // in whichever version of its scheme
}

// NULL where the run has set it: then it is that value.
static const struct expr *value_in_force(const struct naive_env *v, const struct param *p, int64_t date) {
    const struct expr *e = p->values[0].value;
    if (setting_of(v, p)) return NULL;
    for (uint32_t i = 1; i < p->value_count; i++)
        if (date >= p->values[i].from) e = p->values[i].value;
    return e;
}

const struct expr *naive_on_date(const struct naive_env *v, const struct expr *e, value *date) {
    *date = naive_eval(v, e->kids[1]);
    const struct param *p = (const void *)e->kids[0]->ref;
    return date->state == NAIVE_KNOWN ? value_in_force(v, p, (int64_t)date->number) : NULL;
}

static value on_date(const struct naive_env *v, const struct expr *e) {
    value date;
    const struct expr *body = naive_on_date(v, e, &date);
    if (date.state != NAIVE_KNOWN) return date;
    return body ? naive_eval_as(v, body, e->type.kind)
                : naive_known(setting_of(v, (const void *)e->kids[0]->ref)->value);
}

// An argument is read where the call stands, of the item that is being walked here.
static const struct expr *argument(const struct naive_env *v, const struct define_param *p, struct naive_env *outer) {
    *outer = *v->frame->caller;
    if (v->list) outer->list = v->list, outer->item = v->item;
    return v->frame->call->kids[p->index];
}

const struct expr *naive_stands_for(const struct naive_env *v, const struct expr *e, struct naive_env *inner,
                                    struct naive_frame *frame) {
    const void *ref = e->ref;
    *inner = *v;
    switch (e->ref->kind) {
    case DEF_DEFINE:
        *frame = (struct naive_frame){e, v};
        inner->frame = ((const struct define *)ref)->param_count ? frame : NULL;
        return ((const struct define *)ref)->expr;
    case DEF_DEFINE_PARAM: return argument(v, ref, inner);
    case DEF_PARAM: return value_in_force(v, ref, v->record->as_of);
    default: return NULL;
    }
}

static value field_value(const struct naive_env *v, const struct field *f) {
    const struct naive_cell *c = &v->record->cells[f->index];
    value r = naive_known(f->type.kind == TYPE_SET ? (__int128)(uint64_t)c->value : c->value);
    r.text = c->text;
    if (c->known) return r;
    r = naive_bare(NAIVE_UNKNOWN);
    r.missing.fields = (uint64_t)1 << f->index;
    return r;
}

static value name_value(const struct naive_env *v, const struct expr *e) {
    struct naive_env inner;
    struct naive_frame frame;
    const struct expr *body = naive_stands_for(v, e, &inner, &frame);
    if (body) return naive_eval_as(&inner, body, e->type.kind);
    const void *ref = e->ref;
    switch (e->ref->kind) {
    case DEF_FIELD: return field_value(v, ref);
    case DEF_ITEM_FIELD: return naive_item_cell(v, ref);
    case DEF_VALUE: return naive_known(((const struct value *)ref)->index);
    case DEF_PARAM: return naive_known(setting_of(v, ref)->value);
    case DEF_TABLE: return naive_look_up(v, ref, 0);
    case DEF_TABLE_RESULT:
        return naive_look_up(v, ((const struct table_result *)ref)->table, ((const struct table_result *)ref)->index);
    case DEF_BUILTIN: return naive_known(v->record->as_of);
    default: abort();
    }
}

static value choice(const struct naive_env *v, const struct expr *e) {
    value c = naive_eval(v, e->kids[0]);
    if (c.state != NAIVE_KNOWN) return c;
    return naive_eval_as(v, e->kids[c.number == 2 ? 1 : 2], e->type.kind);
}

static value evaluate(const struct naive_env *v, const struct expr *e) {
    value r;
    switch (e->kind) {
    case NODE_NUMBER:
    case NODE_DATE:
    case NODE_MONTH:
    case NODE_TRUTH: return naive_known(e->value);
    case NODE_STRING: return r = naive_known(0), r.text = e->text, r;
    case NODE_SILENT: return naive_bare(NAIVE_SILENT);
    case NODE_NAME: return name_value(v, e);
    case NODE_MEMBER: return name_value(v, e);
    case NODE_CALL:
        if (e->ref->kind == DEF_DEFINE) return name_value(v, e);
        return built_in(v, e, ((const struct builtin_def *)(const void *)e->ref)->id);
    case NODE_LIST: return naive_known(naive_bits_of(v, e));
    case NODE_NOT: return naive_not(naive_eval(v, e->kids[0]));
    case NODE_NEGATE: return naive_negative(naive_eval(v, e->kids[0]));
    case NODE_AND: return and_or(v, e, true);
    case NODE_OR: return and_or(v, e, false);
    case NODE_ADD: return naive_sum(v, e);
    case NODE_MULTIPLY:
    case NODE_DIVIDE: return naive_product(v, e);
    case NODE_ROUND: return naive_round(v, e);
    case NODE_COMPARE: return naive_compare(v, e->kids[0], e->op, e->kids[1]);
    case NODE_IN: return r = naive_among(v, e->kids[0], e->kids[1]), e->negated ? naive_not(r) : r;
    case NODE_HAS: return naive_has(v, e);
    case NODE_STARTS_WITH: return naive_starts_with(v, e);
    case NODE_IS_MISSING: return naive_is_missing(v, e);
    case NODE_IS_EMPTY: return naive_is_empty(v, e);
    case NODE_OR_ELSE: return naive_or_else(v, e);
    case NODE_CHOICE: return choice(v, e);
    case NODE_WITHIN: return naive_within(v, e);
    case NODE_ON_DATE: return on_date(v, e);
    case NODE_MEETS:
        return e->count ? naive_meets_elsewhere(v, e) : naive_meets(v, (const struct offer *)(const void *)e->ref);
    case NODE_ERROR:
    case NODE_MISSING:
    case NODE_RECORDS:
    case NODE_RECORD:
    case NODE_ASSIGN:
    case NODE_RANGE:
    case NODE_SPAN:
    case NODE_KIND_COUNT: break;
    }
    abort();
}

value naive_eval(const struct naive_env *v, const struct expr *e) {
    value r = evaluate(v, e);
    const struct naive_watch *watch = v->record->watch;
    if (watch) watch->met(watch->context, e, &r);
    return r;
}

value naive_eval_as(const struct naive_env *v, const struct expr *e, enum type_kind kind) {
    value r = naive_eval(v, e);
    bool lifted = r.state == NAIVE_KNOWN && e->type.kind == TYPE_COUNT && kind == TYPE_NUMBER;
    return lifted ? naive_fit(r.number * 1000000) : r;
}

value naive_evaluate(const struct policy *p, const struct naive_record *r, const struct expr *e) {
    struct naive_env v = {.policy = p, .record = r};
    return naive_eval(&v, e);
}
