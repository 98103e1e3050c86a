#include "tests/differential/naive.h"

#include <stdlib.h>
#include <string.h>

#include "tests/differential/naive_calendar.h"

typedef struct naive_value value;

struct frame {  // a call of a definition with parameters: its arguments are read where the call stands
    const struct expr *call;
    const struct env *caller;
};
struct env {
    const struct policy *policy;
    const struct naive_record *record;
    const struct field *list;  // the aggregate's, while its items are walked
    uint32_t item;
    const struct frame *frame;
};

static value eval(const struct env *v, const struct expr *e);
static value decide_meets(const struct env *v, const struct offer *o);

// ---- small makers ----

static value known(__int128 n) { return (value){.state = NAIVE_KNOWN, .number = n}; }
static value yes_or_no(bool yes) { return known(yes ? 2 : 0); }
static value bare(enum naive_state s) { return (value){.state = s}; }

static void add_missing(struct naive_missing *to, const struct naive_missing *from) {
    to->fields |= from->fields;
    for (int i = 0; i < NAIVE_MAX_FIELDS; i++) to->items[i] |= from->items[i];
}

static value fit(__int128 n) { return n > INT64_MAX || n < INT64_MIN ? bare(NAIVE_FAULT) : known(n); }

// The stronger of two states that keep a result from being known, with the fields missing from the unknown ones.
static value weaken(value a, const value *b) {
    if (b->state == NAIVE_UNKNOWN) add_missing(&a.missing, &b->missing);
    if (b->state > a.state) a.state = b->state;
    if (a.state != NAIVE_UNKNOWN) a.missing = (struct naive_missing){0};
    return a;
}

static value both_known(const value *a, const value *b) { return weaken(weaken(known(0), a), b); }

// ---- truth: no < unknown < yes, an operand that decides hides the faults of the others ----

static value and_or(const struct env *v, const struct expr *e, bool is_and) {
    value result = yes_or_no(is_and);
    for (uint32_t i = 0; i < e->count; i++) {
        value k = eval(v, e->kids[i]);
        if (k.state == NAIVE_KNOWN && (k.number == 0) == is_and) return k;
        result = weaken(result, &k);
    }
    return result;
}

static value negation(value k) {
    if (k.state == NAIVE_KNOWN) k.number = 2 - k.number;
    return k;
}

// ---- numbers ----

static value dated(struct ymd d) { return d.year < 1 || d.year > 9999 ? bare(NAIVE_FAULT) : known(naive_pack(d)); }

static __int128 divide_rounded(__int128 a, __int128 b, enum rounding how) {
    if (b < 0) a = -a, b = -b;
    __int128 down = a / b - (a % b < 0);
    __int128 rest = a - down * b;  // 0 <= rest < b
    if (rest == 0 || how == ROUND_DOWN) return down;
    if (how == ROUND_UP) return down + 1;
    if (2 * rest == b) return a < 0 ? down : down + 1;  // the half goes away from zero
    return 2 * rest > b ? down + 1 : down;
}

#define MILLION 1000000

static value product(const struct env *v, const struct expr *e) {
    value a = eval(v, e->kids[0]), b = eval(v, e->kids[1]), r = both_known(&a, &b);
    if (r.state != NAIVE_KNOWN) return r;
    enum type_kind x = e->kids[0]->type.kind, y = e->kids[1]->type.kind;
    bool scaled = (x == TYPE_PERCENT && y != TYPE_COUNT) || (y == TYPE_PERCENT && x != TYPE_COUNT);
    if (e->kind == NODE_MULTIPLY) return fit(divide_rounded(a.number * b.number, scaled ? MILLION : 1, e->op));
    if (b.number == 0) return bare(NAIVE_FAULT);
    bool ratio = x == TYPE_MONEY && y == TYPE_MONEY;
    return fit(divide_rounded(a.number * (ratio ? MILLION : 1), b.number, e->op));
}

static value add_period(value date, const struct expr *term, value n, bool month) {
    if (month) {
        __int128 m = date.number + n.number;
        return m < 12 || m > 9999 * 12 + 11 ? bare(NAIVE_FAULT) : known(m);
    }
    if (term->type.unit == UNIT_DAYS) {
        struct ymd later;
        if (n.number > 9999999 || n.number < -9999999) return bare(NAIVE_FAULT);
        return naive_plus_days(naive_unpack(date.number), (int64_t)n.number, &later) ? known(naive_pack(later))
                                                                                     : bare(NAIVE_FAULT);
    }
    if (n.number > 200000 || n.number < -200000) return bare(NAIVE_FAULT);
    return dated(naive_plus_months(naive_unpack(date.number), (int64_t)n.number));
}

static value sum(const struct env *v, const struct expr *e) {
    enum type_kind kind = e->kids[0]->type.kind;
    value total = eval(v, e->kids[0]);
    for (uint32_t i = 1; i < e->count; i++) {
        value k = eval(v, e->kids[i]), r = both_known(&total, &k);
        if (r.state == NAIVE_KNOWN) {
            if (e->minus && e->minus[i]) k.number = -k.number;
            bool calendar = kind == TYPE_DATE || kind == TYPE_MONTH;
            r = calendar ? add_period(total, e->kids[i], k, kind == TYPE_MONTH) : fit(total.number + k.number);
        }
        total = r;
    }
    return total;
}

// ---- comparisons ----

static bool holds(enum compare_op op, int order) {
    switch (op) {
    case OP_EQ: return order == 0;
    case OP_NE: return order != 0;
    case OP_LT: return order < 0;
    case OP_LE: return order <= 0;
    case OP_GT: return order > 0;
    case OP_GE: return order >= 0;
    }
    abort();
}

// The span from a to b against a period of n: where b lies beside a + n.
static value compare_span(const struct env *v, const struct expr *span, enum compare_op op, const struct expr *period) {
    while (span->kind == NODE_NAME) span = ((const struct define *)(const void *)span->ref)->expr;
    value a = eval(v, span->kids[0]), b = eval(v, span->kids[1]), n = eval(v, period);
    value r = both_known(&a, &b);
    r = weaken(r, &n);
    if (r.state != NAIVE_KNOWN) return r;
    struct ymd from = naive_unpack(a.number), to = naive_unpack(b.number);
    if (period->type.unit == UNIT_DAYS) {
        __int128 days = naive_day_number(to) - naive_day_number(from);
        return yes_or_no(holds(op, days < n.number ? -1 : days > n.number));
    }
    int64_t months = n.number > 9999999 ? 9999999 : n.number < -9999999 ? -9999999 : (int64_t)n.number;
    return yes_or_no(holds(op, naive_compare_ymd(to, naive_plus_months(from, months))));
}

static value compare(const struct env *v, const struct expr *left, enum compare_op op, const struct expr *right) {
    if (left->type.kind == TYPE_SPAN) return compare_span(v, left, op, right);
    value a = eval(v, left), b = eval(v, right), r = both_known(&a, &b);
    if (r.state != NAIVE_KNOWN) return r;
    if (left->type.kind == TYPE_TEXT) return yes_or_no(holds(op, strcmp(a.text, b.text)));
    return yes_or_no(holds(op, a.number < b.number ? -1 : a.number > b.number));
}

static value conjunction(value a, value b) {
    if (a.state == NAIVE_KNOWN && a.number == 0) return a;
    if (b.state == NAIVE_KNOWN && b.number == 0) return b;
    return weaken(weaken(yes_or_no(true), &a), &b);
}

static value disjunction(value a, value b) { return negation(conjunction(negation(a), negation(b))); }

static value among(const struct env *v, const struct expr *x, const struct expr *set) {
    if (set->kind == NODE_RANGE)
        return conjunction(compare(v, x, OP_GE, set->kids[0]), compare(v, x, OP_LE, set->kids[1]));
    value result = yes_or_no(false);
    for (uint32_t i = 0; i < set->count; i++) result = disjunction(result, compare(v, x, OP_EQ, set->kids[i]));
    return result;
}

static __int128 bits_of(const struct env *v, const struct expr *list) {
    __int128 bits = 0;
    for (uint32_t i = 0; i < list->count; i++) bits |= (__int128)1 << (int)eval(v, list->kids[i]).number;
    return bits;
}

static value has(const struct env *v, const struct expr *e) {
    value s = eval(v, e->kids[0]);
    if (s.state != NAIVE_KNOWN) return s;
    __int128 wanted = bits_of(v, e->kids[1]), got = (__int128)(uint64_t)s.number & wanted;
    return yes_or_no(e->op == HAS_ANY ? got != 0 : got == wanted);
}

// ---- lists ----

static const struct field *list_of(const struct env *v, const struct expr *e, const struct env **where) {
    if (e->kind == NODE_MEMBER) return list_of(v, e->kids[0], where);
    if (e->ref->kind == DEF_FIELD) return (const struct field *)(const void *)e->ref;
    const struct define_param *p = (const void *)e->ref;
    return list_of(v->frame->caller, v->frame->call->kids[p->index], where);
}

static value item_cell(const struct env *v, const struct field *f) {
    const struct naive_list *l = &v->record->lists[v->list->index];
    const struct naive_cell *c = &l->cells[v->item * v->list->item_count + f->index];
    value r = known(c->value);
    r.text = c->text;
    if (c->known) return r;
    r = bare(NAIVE_UNKNOWN);
    r.missing.items[v->list->index] = (uint64_t)1 << f->index;
    return r;
}

static value filter_of(const struct env *v, const struct expr *call) {
    return call->has_filter ? eval(v, call->kids[call->count - 1 - (call->has_key ? 1 : 0)]) : yes_or_no(true);
}

struct passing {  // the items that pass, with what the aggregate reads of each
    uint32_t count;
    value *items, *keys;
    value state;  // not KNOWN where an item kept the aggregate from being known
};

static bool same_key(const value *a, const value *b) {
    return a->text && b->text ? strcmp(a->text, b->text) == 0 : a->number == b->number;
}

static void take_item(const struct env *v, const struct expr *call, struct passing *p) {
    value f = filter_of(v, call);
    p->state = weaken(p->state, &f);
    if (f.state != NAIVE_KNOWN || f.number == 0) return;
    value item = call->kids[0]->kind == NODE_MEMBER ? item_cell(v, (const void *)call->kids[0]->ref) : known(1);
    value key = call->has_key ? eval(v, call->kids[call->count - 1]) : known(0);
    p->state = weaken(weaken(p->state, &item), &key);
    p->items[p->count] = item;
    p->keys[p->count++] = key;
}

static bool has_month(const struct passing *p, const value *key, __int128 month) {
    for (uint32_t i = 0; i < p->count; i++)
        if (same_key(&p->keys[i], key) && p->items[i].number == month) return true;
    return false;
}

static int64_t longest(const struct passing *p) {
    int64_t best = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        int64_t run = 1;
        while (has_month(p, &p->keys[i], p->items[i].number + run)) run++;
        best = run > best ? run : best;
    }
    return best;
}

static value finish(enum builtin id, const struct passing *p) {
    if (p->state.state != NAIVE_KNOWN) return p->state;
    if (id == BUILTIN_COUNT) return known(p->count);
    if (id == BUILTIN_LONGEST_RUN) return known(longest(p));
    __int128 total = 0;
    if (id == BUILTIN_SUM) {
        for (uint32_t i = 0; i < p->count; i++) total += p->items[i].number;
        return fit(total);
    }
    if (!p->count) return bare(NAIVE_UNKNOWN);
    total = p->items[0].number;
    for (uint32_t i = 1; i < p->count; i++)
        if ((id == BUILTIN_MAX) == (p->items[i].number > total)) total = p->items[i].number;
    return known(total);
}

static value quantified(struct env *v, const struct expr *call, bool any) {
    const struct naive_list *l = &v->record->lists[v->list->index];
    value result = yes_or_no(!any);
    for (v->item = 0; v->item < l->count; v->item++) {
        value f = filter_of(v, call);
        if (any) result = disjunction(result, f);
        else result = conjunction(result, disjunction(negation(f), eval(v, call->kids[1])));
    }
    return result;
}

static value aggregate(const struct env *v, const struct expr *call, enum builtin id) {
    const struct env *where = v;
    struct env inner = *v;
    inner.list = list_of(v, call->kids[0], &where);
    const struct naive_list *l = &v->record->lists[inner.list->index];
    if (!l->known) {
        value r = bare(NAIVE_UNKNOWN);
        r.missing.fields = (uint64_t)1 << inner.list->index;
        return r;
    }
    if (id == BUILTIN_ANY || id == BUILTIN_ALL) return quantified(&inner, call, id == BUILTIN_ANY);
    struct passing p = {0, calloc(l->count + 1, sizeof(value)), calloc(l->count + 1, sizeof(value)), known(0)};
    for (inner.item = 0; inner.item < l->count; inner.item++) take_item(&inner, call, &p);
    value result = finish(id, &p);
    free(p.items);
    free(p.keys);
    return result;
}

// ---- calls ----

static value extreme(const struct env *v, const struct expr *e, bool most) {
    value r = eval(v, e->kids[0]);
    for (uint32_t i = 1; i < e->count; i++) {
        value k = eval(v, e->kids[i]), s = both_known(&r, &k);
        if (s.state == NAIVE_KNOWN) s = (most ? k.number > r.number : k.number < r.number) ? k : r;
        r = s;
    }
    return r;
}

static value between(const struct env *v, const struct expr *e, enum builtin id) {
    value a = eval(v, e->kids[0]), b = eval(v, e->kids[1]), r = both_known(&a, &b);
    if (r.state != NAIVE_KNOWN) return r;
    if (id == BUILTIN_MONTHS_BETWEEN) return known(b.number - a.number);
    struct ymd x = naive_unpack(a.number), y = naive_unpack(b.number);
    if (id == BUILTIN_DAYS_BETWEEN) return known(naive_day_number(y) - naive_day_number(x));
    int64_t months = naive_whole_months(x, y);
    return known(id == BUILTIN_COMPLETED_YEARS ? naive_floor_div(months, 12) : months);
}

static bool over_list(const struct expr *e) {
    const struct expr *x = e->kids[0];
    if (x->kind == NODE_MEMBER) return x->kids[0]->type.kind == TYPE_LIST;
    return x->type.kind == TYPE_LIST;
}

static value built_in(const struct env *v, const struct expr *e, enum builtin id) {
    switch (id) {
    case BUILTIN_AS_OF: return known(v->record->as_of);
    case BUILTIN_MONTH_OF: {
        value d = eval(v, e->kids[0]);
        d.number >>= 5;
        return d;
    }
    case BUILTIN_COMPLETED_YEARS:
    case BUILTIN_COMPLETED_MONTHS:
    case BUILTIN_DAYS_BETWEEN:
    case BUILTIN_MONTHS_BETWEEN: return between(v, e, id);
    case BUILTIN_MAX:
    case BUILTIN_MIN:
        if (!over_list(e)) return extreme(v, e, id == BUILTIN_MAX);
        return aggregate(v, e, id);
    default: return aggregate(v, e, id);
    }
}

static value call_define(const struct env *v, const struct expr *e, const struct define *d) {
    struct frame frame = {e, v};
    struct env inner = *v;
    inner.frame = d->param_count ? &frame : NULL;
    return eval(&inner, d->expr);
}

// ---- tables ----

static value cell_holds(const struct env *v, const struct expr *column, const struct expr *cell) {
    if (!cell) return yes_or_no(true);
    if (cell->kind == NODE_COMPARE && !cell->kids[0]) return compare(v, column, cell->op, cell->kids[1]);
    if (cell->kind == NODE_LIST || cell->kind == NODE_RANGE) return among(v, column, cell);
    return compare(v, column, OP_EQ, cell);
}

static value row_holds(const struct env *v, const struct decl *table, const struct table_row *row) {
    value result = yes_or_no(true);
    for (uint32_t c = 0; !row->otherwise && c < row->cell_count; c++)
        result = conjunction(result, cell_holds(v, table->columns[c], row->cells[c]));
    return result;
}

static value look_up(const struct env *v, const struct table *t, uint32_t result) {
    for (uint32_t i = 0; i < t->decl->row_count; i++) {
        const struct table_row *row = &t->decl->rows[i];
        value hit = row_holds(v, t->decl, row);
        if (hit.state != NAIVE_KNOWN) return hit;
        if (hit.number == 2) return eval(v, row->results[result]);
    }
    return bare(NAIVE_SILENT);
}

// ---- names ----

static value param_value(const struct env *v, const struct param *p) {
    const struct expr *e = p->values[0].value;
    for (uint32_t i = 1; i < p->value_count; i++)
        if (v->record->as_of >= p->values[i].from) e = p->values[i].value;
    return eval(v, e);
}

static value field_value(const struct env *v, const struct field *f) {
    const struct naive_cell *c = &v->record->cells[f->index];
    value r = known(f->type.kind == TYPE_SET ? (__int128)(uint64_t)c->value : c->value);
    r.text = c->text;
    if (c->known) return r;
    r = bare(NAIVE_UNKNOWN);
    r.missing.fields = (uint64_t)1 << f->index;
    return r;
}

static value name_value(const struct env *v, const struct expr *e) {
    const void *ref = e->ref;
    switch (e->ref->kind) {
    case DEF_FIELD: return field_value(v, ref);
    case DEF_ITEM_FIELD: return item_cell(v, ref);
    case DEF_VALUE: return known(((const struct value *)ref)->index);
    case DEF_DEFINE: return call_define(v, e, ref);
    case DEF_DEFINE_PARAM: {
        struct env outer = *v->frame->caller;
        outer.list = v->list ? v->list : outer.list;
        outer.item = v->list ? v->item : outer.item;
        return eval(&outer, v->frame->call->kids[((const struct define_param *)ref)->index]);
    }
    case DEF_PARAM: return param_value(v, ref);
    case DEF_TABLE: return look_up(v, ref, 0);
    case DEF_TABLE_RESULT:
        return look_up(v, ((const struct table_result *)ref)->table, ((const struct table_result *)ref)->index);
    case DEF_BUILTIN: return known(v->record->as_of);
    default: abort();
    }
}

// ---- the rest ----

static value is_missing(value x, bool negated) {
    if (x.state == NAIVE_FAULT) return x;
    return yes_or_no((x.state == NAIVE_UNKNOWN) != negated);
}

// A span has no value: it is missing where one of its dates is.
static value span_missing(const struct env *v, const struct expr *e, bool negated) {
    while (e->kind == NODE_NAME) e = ((const struct define *)(const void *)e->ref)->expr;
    value a = eval(v, e->kids[0]), b = eval(v, e->kids[1]);
    return is_missing(both_known(&a, &b), negated);
}

static value is_empty(const struct env *v, const struct expr *e) {
    const struct expr *x = e->kids[0];
    if (x->type.kind == TYPE_LIST) {
        struct env inner = *v;
        const struct field *list = list_of(&inner, x, NULL);
        const struct naive_list *l = &v->record->lists[list->index];
        value r = bare(NAIVE_UNKNOWN);
        r.missing.fields = (uint64_t)1 << list->index;
        return l->known ? yes_or_no((l->count == 0) != e->negated) : r;
    }
    value s = eval(v, x);
    return s.state == NAIVE_KNOWN ? yes_or_no((s.number == 0) != e->negated) : s;
}

static value list_is_missing(const struct env *v, const struct expr *e) {
    const struct field *list = list_of(v, e->kids[0], NULL);
    return yes_or_no(!v->record->lists[list->index].known != e->negated);
}

static value or_else(const struct env *v, const struct expr *e) {
    value x = eval(v, e->kids[0]);
    if (x.state == NAIVE_KNOWN || x.state == NAIVE_FAULT) return x;
    value d = eval(v, e->kids[1]);
    if (d.state == NAIVE_UNKNOWN && x.state == NAIVE_UNKNOWN) add_missing(&d.missing, &x.missing);
    return d;
}

static value within(const struct env *v, const struct expr *e) {
    value m = eval(v, e->kids[0]), n = eval(v, e->kids[1]), r = both_known(&m, &n);
    if (r.state != NAIVE_KNOWN) return r;
    if (e->kids[0]->type.kind == TYPE_DATE) m.number >>= 5;
    __int128 ago = (v->record->as_of >> 5) - m.number;
    return yes_or_no(ago >= 0 && ago < n.number);
}

static value choice(const struct env *v, const struct expr *e) {
    value c = eval(v, e->kids[0]);
    if (c.state != NAIVE_KNOWN) return c;
    return eval(v, e->kids[c.number == 2 ? 1 : 2]);
}

static value negative(value x) { return x.state == NAIVE_KNOWN ? fit(-x.number) : x; }

static value eval(const struct env *v, const struct expr *e) {
    value r;
    switch (e->kind) {
    case NODE_NUMBER:
    case NODE_DATE:
    case NODE_MONTH:
    case NODE_TRUTH: return known(e->value);
    case NODE_STRING: return r = known(0), r.text = e->text, r;
    case NODE_SILENT: return bare(NAIVE_SILENT);
    case NODE_NAME: return name_value(v, e);
    case NODE_MEMBER: return name_value(v, e);
    case NODE_CALL:
        if (e->ref->kind == DEF_DEFINE) return call_define(v, e, (const void *)e->ref);
        return built_in(v, e, ((const struct builtin_def *)(const void *)e->ref)->id);
    case NODE_LIST: return known(bits_of(v, e));
    case NODE_NOT: return negation(eval(v, e->kids[0]));
    case NODE_NEGATE: return negative(eval(v, e->kids[0]));
    case NODE_AND: return and_or(v, e, true);
    case NODE_OR: return and_or(v, e, false);
    case NODE_ADD: return sum(v, e);
    case NODE_MULTIPLY:
    case NODE_DIVIDE: return product(v, e);
    case NODE_COMPARE: return compare(v, e->kids[0], e->op, e->kids[1]);
    case NODE_IN: return r = among(v, e->kids[0], e->kids[1]), e->negated ? negation(r) : r;
    case NODE_HAS: return has(v, e);
    case NODE_IS_MISSING:
        if (e->kids[0]->type.kind == TYPE_SPAN) return span_missing(v, e->kids[0], e->negated);
        if (e->kids[0]->type.kind == TYPE_LIST) return list_is_missing(v, e);
        return is_missing(eval(v, e->kids[0]), e->negated);
    case NODE_IS_EMPTY: return is_empty(v, e);
    case NODE_OR_ELSE: return or_else(v, e);
    case NODE_CHOICE: return choice(v, e);
    case NODE_WITHIN: return within(v, e);
    case NODE_MEETS: return decide_meets(v, (const struct offer *)(const void *)e->ref);
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

value naive_evaluate(const struct policy *p, const struct naive_record *r, const struct expr *e) {
    struct env v = {.policy = p, .record = r};
    return eval(&v, e);
}

// ---- decisions ----

enum outcome { HOLDS, FAILS, OPEN, ASKS, BROKEN };

// What one rule says: the state of the record under it, with the missing fields where it is open.
static enum outcome judge(const struct env *v, const struct rule *rule, struct naive_missing *missing) {
    value k = eval(v, rule->decl->expr);
    if (k.state == NAIVE_FAULT) return BROKEN;
    bool unmet_is_no = rule->kind == RULE_REQUIRE || rule->kind == RULE_IN_PRINCIPLE;
    if (k.state == NAIVE_KNOWN && (k.number == 2) == unmet_is_no) return HOLDS;
    if (k.state == NAIVE_KNOWN && (rule->kind == RULE_IN_PRINCIPLE || rule->kind == RULE_REFER)) return ASKS;
    if (k.state == NAIVE_KNOWN && rule->decl->waiver) {
        value w = eval(v, rule->decl->waiver);
        if (w.state == NAIVE_FAULT) return BROKEN;
        if (w.state == NAIVE_KNOWN) return w.number == 2 ? ASKS : FAILS;
        k = w;
    }
    if (k.state == NAIVE_KNOWN) return FAILS;
    add_missing(missing, &k.missing);
    return OPEN;
}

static value decide_meets(const struct env *outer, const struct offer *o) {
    struct env v = {.policy = outer->policy, .record = outer->record};
    value result = o->when ? eval(&v, o->when) : yes_or_no(true);
    for (uint32_t i = 0; i < o->rule_count; i++) {
        if (o->rules[i]->kind != RULE_REQUIRE && o->rules[i]->kind != RULE_VETO) continue;
        struct naive_missing missing = {0};
        enum outcome said = judge(&v, o->rules[i], &missing);
        value k = said == HOLDS   ? yes_or_no(true)
                  : said == FAILS ? yes_or_no(false)
                                  : bare(said == BROKEN ? NAIVE_FAULT : NAIVE_UNKNOWN);
        k.missing = missing;
        result = conjunction(result, k);
    }
    return result;
}

static bool in_force(const struct scheme *s, int32_t as_of) {
    return (!s->from || as_of >= s->from) && (!s->until || as_of <= s->until);
}

static int settle(bool fails, bool open, bool asks) { return fails ? 3 : open ? 2 : asks ? 1 : 0; }

void naive_decide(const struct policy *p, const struct naive_record *r, const struct offer *o,
                  struct naive_offer *out) {
    struct env v = {.policy = p, .record = r};
    bool fails = false, open = false, asks = false;
    out->fault = false;
    out->missing = (struct naive_missing){0};
    out->decision = 5;
    if (!in_force(o->scheme, r->as_of)) return;
    value when = o->when ? eval(&v, o->when) : yes_or_no(true);
    out->fault = when.state == NAIVE_FAULT;
    out->decision = 4;
    if (when.state == NAIVE_KNOWN && when.number == 0) return;
    open = when.state == NAIVE_UNKNOWN;
    if (open) out->missing = when.missing;
    for (uint32_t i = 0; i < o->rule_count; i++) {
        enum outcome said = judge(&v, o->rules[i], &out->missing);
        out->failed[i] = said == FAILS;
        out->asks[i] = said == ASKS;
        fails |= said == FAILS;
        open |= said == OPEN;
        asks |= said == ASKS;
        out->fault |= said == BROKEN;
    }
    for (uint32_t g = 0; g < o->grant_count; g++) {
        value k = out->grants[g] = eval(&v, o->grants[g].decl->expr);
        out->asks[o->rule_count + g] = k.state == NAIVE_SILENT;
        asks |= k.state == NAIVE_SILENT;
        open |= k.state == NAIVE_UNKNOWN;
        out->fault |= k.state == NAIVE_FAULT;
        if (k.state == NAIVE_UNKNOWN) add_missing(&out->missing, &k.missing);
    }
    out->decision = settle(fails, open, asks);
}
