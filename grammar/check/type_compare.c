// Comparisons: what may stand beside what.
#include <string.h>

#include "grammar/check/typing.h"
#include "grammar/syntax/notation.h"

static bool has_order(enum type_kind kind) {
    return kind != TYPE_TRUTH && kind != TYPE_CHOICE && kind != TYPE_SET && kind != TYPE_TEXT;
}

// A bare number beside what is written with a unit.
static enum diag_id unit_hint(enum type_kind kind) {
    switch (kind) {
    case TYPE_MONEY: return DIAG_HINT_MONEY_UNIT;
    case TYPE_PERCENT: return DIAG_HINT_PERCENT_UNIT;
    case TYPE_DATE: return DIAG_HINT_DATE_FORM;
    case TYPE_PERIOD:
    case TYPE_SPAN: return DIAG_HINT_PERIOD_UNIT;
    case TYPE_TRUTH: return DIAG_HINT_TRUTH_ALONE;
    case TYPE_NONE:
    case TYPE_COUNT:
    case TYPE_NUMBER:
    case TYPE_MONTH:
    case TYPE_CHOICE:
    case TYPE_SET:
    case TYPE_TEXT:
    case TYPE_LIST: break;
    }
    return DIAG_NONE;
}

void hint_units(struct checker *c, struct diag *d, const struct type *a, const struct type *b) {
    bool periods = (a->kind == TYPE_PERIOD || a->kind == TYPE_SPAN) && b->kind == TYPE_PERIOD;
    bool bare = (b->kind == TYPE_COUNT && !b->counter) || b->kind == TYPE_NUMBER;
    if (a->kind == TYPE_NUMBER && b->kind == TYPE_PERCENT) report_hint(c, d, DIAG_HINT_BARE_NUMBER, A(""));
    if (periods) report_hint(c, d, DIAG_HINT_MONTHS_DAYS, A(""));
    if (bare && unit_hint(a->kind) != DIAG_NONE) report_hint(c, d, unit_hint(a->kind), A(""));
    if (a->kind == TYPE_SET && b->kind == TYPE_CHOICE) report_hint(c, d, DIAG_HINT_HAS, A(""));
    if (a->kind == TYPE_TRUTH && b->kind == TYPE_TEXT) report_hint(c, d, DIAG_HINT_YES_NO, A(""));
}

// NULL where the two can be compared.
static struct diag *comparison_fault(struct checker *c, struct span at, const struct type *left,
                                     const struct type *right, bool ordered) {
    bool span = left->kind == TYPE_SPAN && type_is(right, TYPE_PERIOD);
    if (!span && (left->kind == TYPE_SPAN || !type_join(left, right, NULL))) {
        struct diag *d = report(c, DIAG_CANT_COMPARE, at, type_words(c, left), type_words(c, right));
        hint_units(c, d, left, right);
        return d;
    }
    return ordered && !has_order(left->kind) ? report(c, DIAG_NOT_ORDERED, at, type_words(c, left)) : NULL;
}

bool check_comparable(struct context *x, const struct type *left, struct expr *right, bool ordered) {
    struct diag *d = comparison_fault(x->c, right->at, left, &right->type, ordered);
    if (d && !label_param(x->c, d, right)) label_param(x->c, d, x->operand);
    if (d) hint_code(x->c, d, left, right);
    if (!d) adopt_type(right, left);
    return !d;
}

static bool check_sides(struct checker *c, const struct expr *comparison, bool ordered) {
    struct expr *left = comparison->kids[0], *right = comparison->kids[1];
    struct diag *d = comparison_fault(c, comparison->at, &left->type, &right->type, ordered);
    if (d) label_params(c, d, comparison->kids, 2), hint_code(c, d, &left->type, right);
    if (!d) adopt_type(left, &right->type), adopt_type(right, &left->type);
    return !d;
}

void type_compare(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    struct expr *left = e->kids[0], *right = e->kids[1];
    bool ordered = e->op != OP_EQ && e->op != OP_NE;
    e->type = (struct type){.kind = TYPE_TRUTH};
    if (!left || !right) return;
    struct context beside = *x;
    beside.comparison = e;
    bool known = type_known_operand(&beside, left, NULL);
    beside.lenient = x->lenient || !known;
    type_known_operand(&beside, right, &left->type);
    if (!known || right->type.kind == TYPE_NONE) return;
    if (!check_sides(x->c, e, ordered)) e->type = (struct type){0};
}

static bool literal_number(const struct expr *e) {
    return e && (e->kind == NODE_NUMBER || e->kind == NODE_DATE || e->kind == NODE_MONTH);
}

// Of `>= 18, <= 65` every value is one or the other: a range was meant.
static bool leave_nothing_out(const struct expr *lower, const struct expr *upper) {
    int64_t from = lower->kids[1]->value, to = upper->kids[1]->value;
    return from < to || (from == to && (lower->op == OP_GE || upper->op == OP_LE));
}

static void report_nothing_out(struct context *x, struct span at, const struct expr *lower, const struct expr *upper) {
    struct text meant = {0};
    struct diag *d = report(x->c, DIAG_ALTERNATIVES_ALL, at, A(""));
    if (lower->kids[1]->value == upper->kids[1]->value) return;
    put_source(x->c, &meant, lower->kids[1]->at);
    text_format(&meant, "%s..%s", lower->op == OP_GT ? "<" : "", upper->op == OP_LT ? "<" : "");
    put_source(x->c, &meant, upper->kids[1]->at);
    diag_meant(x->c->diags, d, at, text_words(x->c, &meant));
}

static bool is_lower(const struct expr *bound) { return bound->op == OP_GE || bound->op == OP_GT; }

// Whether the bound lets in more than the other, of the same side.
static bool lets_in_more(const struct expr *bound, const struct expr *other) {
    int64_t end = bound->kids[1]->value, other_end = other->kids[1]->value;
    if (end != other_end) return (end < other_end) == is_lower(bound);
    return bound->op == OP_GE || bound->op == OP_LE;
}

// The widest bounds of literals that were met, lower and upper.
struct widest {
    const struct expr *lower, *upper;
};

static bool check_bound(struct context *x, struct span at, const struct expr *bound, struct widest *widest) {
    if (bound->op == OP_EQ || bound->op == OP_NE || !literal_number(bound->kids[1])) return true;
    const struct expr **side = is_lower(bound) ? &widest->lower : &widest->upper;
    if (!*side || lets_in_more(bound, *side)) *side = bound;
    if (!widest->lower || !widest->upper || !leave_nothing_out(widest->lower, widest->upper)) return true;
    report_nothing_out(x, at, widest->lower, widest->upper);
    return false;
}

// What is said of alternatives together: each lets in what it names, and so `!=` beside another lets in all.
static bool check_alternatives(struct context *x, const struct expr *list) {
    struct widest widest = {NULL, NULL};
    for (uint32_t i = 0; i < list->count; i++) {
        const struct expr *item = list->kids[i];
        if (!expr_is_bound(item)) continue;
        bool excludes = list->count > 1 && item->op == OP_NE;
        if (excludes)
            report_hint(x->c, report(x->c, DIAG_ALTERNATIVE_NOT, item->at, A("")), DIAG_HINT_EACH_KEPT, A(""));
        if (excludes || !check_bound(x, list->at, item, &widest)) return false;
    }
    return true;
}

static bool type_items(struct context *x, struct expr *list, const struct type *left) {
    bool sound = true;
    if (!list->count) report(x->c, DIAG_EMPTY_LITERAL_LIST, list->at, A(""));
    for (uint32_t i = 0; i < list->count; i++) sound = type_beside(x, list->kids[i], left, false) && sound;
    return sound && check_alternatives(x, list);
}

static bool type_bound(struct context *x, struct expr *bound, const struct type *left) {
    return type_beside(x, bound->kids[1], left, bound->op != OP_EQ && bound->op != OP_NE);
}

static bool is_empty_range(const struct expr *range) {
    const struct expr *low = range->kids[0], *high = range->kids[1];
    if (!literal_number(low) || !literal_number(high)) return false;
    return low->value > high->value || (low->value == high->value && range->op != RANGE_CLOSED);
}

static bool is_unknown_name(const struct context *x, const struct expr *e) {
    return e && e->kind == NODE_NAME && !scope_find(x->scope, e->name) && !item_named(x->list, e->name);
}

// 十八..六十五: one range that is written otherwise, and no two names.
static bool refuse_words(struct context *x, const struct expr *range) {
    if (!is_unknown_name(x, range->kids[0]) || !is_unknown_name(x, range->kids[1])) return false;
    struct text source = {0};
    put_source(x->c, &source, range->at);
    struct diag_arg words = text_words(x->c, &source);
    struct notation written = notation_read(x->c->arena, words.en, strlen(words.en));
    if (written.kind != NOTATION_RANGE) return false;
    diag_meant(x->c->diags, report(x->c, DIAG_OTHER_NOTATION, range->at, words), range->at, written.written);
    return true;
}

static bool type_ends(struct context *x, struct expr *range, const struct type *left) {
    bool sound = true;
    if (refuse_words(x, range)) return false;
    for (uint32_t i = 0; i < range->count; i++) {
        struct expr *end = range->kids[i];
        bool known = type_known_operand(x, end, left);
        sound = known && check_comparable(x, left, end, true) && sound;
    }
    if (sound && is_empty_range(range)) report(x->c, DIAG_RANGE_EMPTY, range->at, A(""));
    return sound;
}

bool type_beside(struct context *x, struct expr *e, const struct type *left, bool ordered) {
    if (!e) return false;
    bool sound;
    struct context beside = *x;
    beside.lenient = x->lenient || left->kind == TYPE_NONE;
    if (e->kind == NODE_LIST) sound = type_items(&beside, e, left);
    else if (e->kind == NODE_RANGE) sound = type_ends(&beside, e, left);
    else if (expr_is_bound(e)) sound = type_bound(&beside, e, left);
    else return type_known_operand(&beside, e, left) && check_comparable(x, left, e, ordered);
    e->type = sound && e->count ? e->kids[e->count - 1]->type : (struct type){0};
    return sound;
}

void type_in(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    struct expr *operand = e->kids[0], *among = e->kids[1];
    e->type = (struct type){.kind = TYPE_TRUTH};
    if (!operand || !among) return;
    bool known = type_known_operand(x, operand, NULL);
    struct type left = known ? operand->type : (struct type){0};
    if (left.kind == TYPE_SET) {
        struct diag *d = report(x->c, DIAG_OUT_OF_PLACE, operand->at, A2("A set", "多选"));
        report_hint(x->c, d, DIAG_HINT_HAS, A(""));
        return;
    }
    struct context beside = *x;
    beside.operand = operand;
    type_beside(&beside, among, &left, false);
}

void type_has(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    struct expr *operand = e->kids[0], *values = e->kids[1];
    e->type = (struct type){.kind = TYPE_TRUTH};
    if (!operand || !values) return;
    bool known = type_known_operand(x, operand, NULL), set = operand->type.kind == TYPE_SET;
    if (known && !set)
        label_param(x->c, report(x->c, DIAG_NOT_SET, operand->at, type_words(x->c, &operand->type)), operand);
    struct type value = {set ? TYPE_CHOICE : TYPE_NONE, .choices = set ? operand->type.choices : NULL};
    type_beside(x, values, &value, false);
}

// 91 for "91".
static void report_beginning(struct context *x, const struct expr *e) {
    struct diag *d = report(x->c, DIAG_BEGINNING_NO_TEXT, e->at, type_words(x->c, &e->type));
    struct text quoted = {0};
    if (e->kind != NODE_NUMBER) return;
    text_char(&quoted, '"');
    put_source(x->c, &quoted, e->at);
    text_char(&quoted, '"');
    diag_meant(x->c->diags, d, e->at, text_words(x->c, &quoted));
}

void type_starts_with(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    struct expr *operand = e->kids[0], *texts = e->kids[1];
    e->type = (struct type){.kind = TYPE_TRUTH};
    if (!operand || !texts) return;
    if (type_known_operand(x, operand, NULL) && operand->type.kind != TYPE_TEXT)
        label_param(x->c, report(x->c, DIAG_NOT_TEXT, operand->at, type_words(x->c, &operand->type)), operand);
    if (!texts->count) report(x->c, DIAG_EMPTY_LITERAL_LIST, texts->at, A(""));
    for (uint32_t i = 0; i < texts->count; i++) {
        struct expr *text = texts->kids[i];
        if (!type_known_operand(x, text, NULL)) continue;
        if (text->type.kind != TYPE_TEXT) report_beginning(x, text);
        else if (text->kind == NODE_STRING && !*text->text) report(x->c, DIAG_BEGINNING_EMPTY, text->at, A(""));
    }
}
