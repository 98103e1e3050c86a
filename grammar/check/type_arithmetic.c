// Sums, products and quotients, and what they come to (language reference, Products).
#include "grammar/check/typing.h"

static bool is_moment(enum type_kind kind) { return kind == TYPE_DATE || kind == TYPE_MONTH; }

static bool moves(const struct type *moment, const struct type *period) {
    if (period->kind != TYPE_PERIOD) return false;
    return moment->kind == TYPE_DATE || period->unit == UNIT_MONTHS;
}

static bool can_add(const struct type *sum, const struct type *term) {
    if (sum->kind == TYPE_NONE || term->kind == TYPE_NONE) return true;
    if (is_moment(sum->kind)) return moves(sum, term);
    return type_has_amount(sum->kind) && type_join(sum, term, NULL);
}

static void add_term(struct context *x, struct type *sum, const struct expr *e, uint32_t at) {
    const struct expr *term = e->kids[at];
    if (can_add(sum, &term->type)) {
        bool silent = sum->may_be_silent || term->type.may_be_silent;
        if (is_moment(sum->kind)) sum->may_be_silent = silent;
        else type_join(sum, &term->type, sum);
        return;
    }
    struct diag *d = report(x->c, DIAG_CANT_ADD, term->at, type_words(x->c, sum), type_words(x->c, &term->type));
    label_params(x->c, d, e->kids, at + 1);
    bool dates = is_moment(sum->kind) && sum->kind == term->type.kind;
    bool periods = sum->kind == TYPE_PERIOD && term->type.kind == TYPE_PERIOD;
    if (dates) report_hint(x->c, d, DIAG_HINT_TIME_FROM, A("…"), A("…"));
    if (periods) report_hint(x->c, d, DIAG_HINT_MONTHS_DAYS, A(""));
    *sum = (struct type){0};
}

void type_add(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    bool sound = true;
    struct type sum = {.may_be_silent = true};  // nothing yet: joins with anything
    for (uint32_t i = 0; i < e->count; i++) sound = type_value(x, e->kids[i], NULL) && sound;
    for (uint32_t i = 0; sound && i < e->count; i++) {
        if (i == 0) sum = e->kids[0]->type;
        else add_term(x, &sum, e, i);
        sound = sum.kind != TYPE_NONE || sum.may_be_silent;
    }
    e->type = sound ? sum : (struct type){0};
    if (!is_moment(sum.kind))
        for (uint32_t i = 0; i < e->count; i++) adopt_type(e->kids[i], &e->type);
}

void type_negate(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    struct expr *operand = e->kids[0];
    e->type = (struct type){0};
    if (!type_value(x, operand, NULL)) return;
    if (type_has_amount(operand->type.kind) || operand->type.kind == TYPE_NONE) e->type = operand->type;
    else label_param(x->c, report(x->c, DIAG_CANT_NEGATE, operand->at, type_words(x->c, &operand->type)), operand);
}

struct product {
    enum type_kind left, right, result;
};

#define DATE_YEAR_FIRST 1900  // numbers that are years to who writes them
#define DATE_YEAR_LAST 2100

static const struct product products[] = {
    {TYPE_MONEY, TYPE_PERCENT, TYPE_MONEY},    {TYPE_MONEY, TYPE_COUNT, TYPE_MONEY},
    {TYPE_COUNT, TYPE_COUNT, TYPE_COUNT},      {TYPE_PERCENT, TYPE_PERCENT, TYPE_PERCENT},
    {TYPE_PERCENT, TYPE_COUNT, TYPE_PERCENT},  {TYPE_PERIOD, TYPE_COUNT, TYPE_PERIOD},
    {TYPE_COUNT, TYPE_PERCENT, TYPE_NUMBER},   {TYPE_COUNT, TYPE_NUMBER, TYPE_NUMBER},
    {TYPE_NUMBER, TYPE_NUMBER, TYPE_NUMBER},   {TYPE_NUMBER, TYPE_PERCENT, TYPE_NUMBER},
    {TYPE_PERCENT, TYPE_NUMBER, TYPE_PERCENT}, {TYPE_MONEY, TYPE_NUMBER, TYPE_MONEY},
};
// A share of what is of one kind is a percentage; by a number it stays what it was.
static const struct product quotients[] = {
    {TYPE_MONEY, TYPE_COUNT, TYPE_MONEY},     {TYPE_MONEY, TYPE_NUMBER, TYPE_MONEY},
    {TYPE_MONEY, TYPE_MONEY, TYPE_PERCENT},   {TYPE_COUNT, TYPE_COUNT, TYPE_PERCENT},
    {TYPE_PERIOD, TYPE_PERIOD, TYPE_PERCENT}, {TYPE_PERCENT, TYPE_PERCENT, TYPE_PERCENT},
    {TYPE_PERCENT, TYPE_COUNT, TYPE_PERCENT}, {TYPE_PERCENT, TYPE_NUMBER, TYPE_PERCENT},
    {TYPE_NUMBER, TYPE_NUMBER, TYPE_NUMBER},  {TYPE_NUMBER, TYPE_COUNT, TYPE_NUMBER},
    {TYPE_COUNT, TYPE_NUMBER, TYPE_NUMBER},
};

static const struct product *find(const struct product *rows, size_t count, enum type_kind left, enum type_kind right) {
    for (size_t i = 0; i < count; i++)
        if (rows[i].left == left && rows[i].right == right) return &rows[i];
    return NULL;
}

// What stands first is what the other is a part or a multiple of: 20% * 3 is a percentage, 3 * 20% a number.
static const struct product *find_product(enum type_kind left, enum type_kind right) {
    size_t count = sizeof products / sizeof *products;
    const struct product *p = find(products, count, left, right);
    return p ? p : find(products, count, right, left);
}

// 3, -3, (2 + 1): numbers that count nothing, and what is worked out of them.
static bool is_written_out(const struct expr *e) {
    if (e->kind == NODE_NUMBER) return !e->type.counter;
    if (e->kind != NODE_NEGATE && e->kind != NODE_ADD && e->kind != NODE_MULTIPLY) return false;
    for (uint32_t i = 0; i < e->count; i++)
        if (!is_written_out(e->kids[i])) return false;
    return true;
}

// Half of a count, and what one counter is to another, is no share.
static bool is_average(const struct expr *e) {
    const struct expr *a = e->kids[0], *b = e->kids[1];
    if (e->kind != NODE_DIVIDE || a->type.kind != TYPE_COUNT || b->type.kind != TYPE_COUNT) return false;
    return a->type.counter != b->type.counter || is_written_out(b);
}

// A number that is rounded where it stands is whole: a count, of whatever stands first.
static enum type_kind result_kind(const struct expr *e, const struct product *p) {
    enum type_kind kind = is_average(e) ? TYPE_NUMBER : p->result;
    return kind == TYPE_NUMBER && e->op != ROUND_DEFAULT ? TYPE_COUNT : kind;
}

// A person times a person is no person: only one counter survives, and none a division by it.
static symbol counter_of(const struct expr *e, const struct type *a, const struct type *b) {
    if (a->counter && b->counter) return SYMBOL_NONE;
    return a->counter || e->kind == NODE_DIVIDE ? a->counter : b->counter;
}

// So many times a percentage: what stands beside it tells whether that is a number.
static bool is_percentage(const struct type *t) { return t->kind == TYPE_PERCENT || t->may_be_percent; }

static bool may_be_percent(const struct expr *e) {
    const struct type *a = &e->kids[0]->type, *b = &e->kids[1]->type;
    bool counted = a->kind == TYPE_COUNT || b->kind == TYPE_COUNT, both = is_percentage(a) && is_percentage(b);
    if (e->kind == NODE_DIVIDE) return is_percentage(a) && b->kind == TYPE_COUNT;
    return both || (counted && (is_percentage(a) || is_percentage(b)));
}

static struct type product_type(const struct expr *e, const struct product *p) {
    const struct type *a = &e->kids[0]->type, *b = &e->kids[1]->type;
    struct type t = {.kind = result_kind(e, p), .may_be_silent = a->may_be_silent || b->may_be_silent};
    if (t.kind == TYPE_PERIOD) t.unit = a->unit ? a->unit : b->unit;
    if (t.kind == TYPE_COUNT) t.counter = counter_of(e, a, b);
    if (t.kind == TYPE_NUMBER) t.decimals = NUMBER_DECIMALS, t.may_be_percent = may_be_percent(e);
    return t;
}

// 2020/5/6 was to be a date.
static bool is_stroked_date(const struct expr *e) {
    const struct expr *year = e->kids[0];
    return e->kind == NODE_DIVIDE && year->kind == NODE_NUMBER && e->kids[1]->kind == NODE_NUMBER &&
           year->value >= DATE_YEAR_FIRST && year->value <= DATE_YEAR_LAST;
}

static void refuse_product(struct context *x, const struct expr *e, enum diag_id refusal) {
    struct diag *d = report(x->c, refusal, e->at, type_words(x->c, &e->kids[0]->type),
                            type_words(x->c, &e->kids[1]->type));
    label_params(x->c, d, e->kids, 2);
    if (is_stroked_date(e)) report_hint(x->c, d, DIAG_HINT_DATE_FORM, A(""));
}

static void settle(struct context *x, struct expr *e, const struct product *p, enum diag_id refusal) {
    const struct type *a = &e->kids[0]->type, *b = &e->kids[1]->type;
    bool units = a->kind == TYPE_PERIOD && b->kind == TYPE_PERIOD && a->unit != b->unit;
    if (!p || units) refuse_product(x, e, refusal);
    if (!p || units || !check_chain(x->c, e)) return;
    e->type = product_type(e, p);
    if (e->op != ROUND_DEFAULT && !needs_rounding(e)) report(x->c, DIAG_ROUNDS_EXACT, e->at, A(""));
}

static bool type_factors(struct context *x, struct expr *e) {
    e->type = (struct type){0};
    bool left = type_value(x, e->kids[0], NULL), right = type_value(x, e->kids[1], NULL);
    return left && right;
}

// Anything times or by what is silent is silent, of a kind that nobody can tell.
static bool silent_factor(struct expr *e) {
    bool silent = is_bare_silent(&e->kids[0]->type) || is_bare_silent(&e->kids[1]->type);
    if (silent) e->type = (struct type){.may_be_silent = true};
    return silent;
}

void type_multiply(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    if (!type_factors(x, e) || silent_factor(e)) return;
    settle(x, e, find_product(e->kids[0]->type.kind, e->kids[1]->type.kind), DIAG_CANT_MULTIPLY);
}

void type_divide(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    if (!type_factors(x, e)) return;
    const struct expr *by = e->kids[1];
    if (by->kind == NODE_NUMBER && by->value == 0) report(x->c, DIAG_DIVIDES_BY_ZERO, by->at, A(""));
    if (silent_factor(e)) return;
    size_t count = sizeof quotients / sizeof *quotients;
    settle(x, e, find(quotients, count, e->kids[0]->type.kind, by->type.kind), DIAG_CANT_DIVIDE);
}

static bool is_positive(const struct expr *e) { return e->kind == NODE_NUMBER && e->value > 0; }

// Whether it is known what the unit is, and above zero: a literal, or a param of literals.
static bool is_unit(const struct expr *unit) {
    const struct param *p = is_param(unit) ? (const struct param *)unit->ref : NULL;
    for (uint32_t i = 0; p && i < p->value_count; i++)
        if (!is_positive(p->values[i].value)) return false;
    return p || is_positive(unit);
}

static bool check_unit(struct context *x, struct expr *unit, const struct type *rounded) {
    if (!type_value(x, unit, NULL)) return false;
    if (!type_join(rounded, &unit->type, NULL)) {
        struct diag *d = report(x->c, DIAG_ROUND_UNIT_TYPE, unit->at, type_words(x->c, rounded),
                                type_words(x->c, &unit->type));
        hint_units(x->c, d, rounded, &unit->type);
        label_param(x->c, d, unit);
        return false;
    }
    adopt_type(unit, rounded);
    if (is_param(unit)) ((struct param *)unit->ref)->is_unit = true;
    if (!is_unit(unit)) label_param(x->c, report(x->c, DIAG_ROUND_UNIT, unit->at, A("")), unit);
    return true;
}

void type_round(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    struct expr *operand = e->kids[0], *unit = e->count > 1 ? e->kids[1] : NULL;
    e->type = (struct type){0};
    if (!type_value(x, operand, NULL)) return;
    const struct type *t = &operand->type;
    if (t->kind != TYPE_NONE && !type_has_amount(t->kind)) {
        label_param(x->c, report(x->c, DIAG_CANT_ROUND, operand->at, type_words(x->c, t)), operand);
        return;
    }
    bool whole = !unit && t->kind == TYPE_NUMBER;  // to a count, as it is behind × and ÷
    bool exact = !unit && t->kind != TYPE_NONE && !whole && !may_be_fraction(operand);
    if (exact) report(x->c, DIAG_ROUNDS_EXACT, e->at, A(""));
    if (unit && check_unit(x, unit, t)) type_join(t, &unit->type, &e->type);
    if (!unit) e->type = *t;
    if (whole) e->type.kind = TYPE_COUNT;
}
