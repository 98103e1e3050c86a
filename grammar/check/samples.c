// Samples, and what a test says of its applicant: fields that exist, values written out that fit them.
#include "grammar/check/samples.h"

static bool is_literal(const struct expr *e) {
    switch (e->kind) {
    case NODE_NUMBER:
    case NODE_STRING:
    case NODE_DATE:
    case NODE_MONTH:
    case NODE_TRUTH:
    case NODE_LIST: return true;
    case NODE_NEGATE: return e->kids[0] && e->kids[0]->kind == NODE_NUMBER;
    case NODE_NAME: return e->ref && e->ref->kind == DEF_VALUE;
    default: return false;
    }
}

static void report_misfit(struct checker *c, const struct expr *value, const struct type *wanted,
                          struct diag_arg name) {
    struct diag *d = report(c, DIAG_VALUE_MISFIT, value->at, name, type_words(c, wanted), type_words(c, &value->type));
    bool number = (value->type.kind == TYPE_COUNT && !value->type.counter) || value->type.kind == TYPE_NUMBER;
    bool bare = wanted->kind == TYPE_MONEY && number;
    if (bare) report_hint(c, d, DIAG_HINT_MONEY_UNIT, A(""));
    hint_code(c, d, wanted, value);
}

// A field of two decimals has no value of three.
static bool check_decimals(struct checker *c, const struct expr *value, const struct type *wanted,
                           struct diag_arg name) {
    int64_t held = value->kind == NODE_NEGATE ? value->kids[0]->value : value->value;
    if (wanted->kind != TYPE_NUMBER || held % number_step(wanted->decimals) == 0) return true;
    report(c, DIAG_VALUE_DECIMALS, value->at, name, number_words(c, wanted->decimals));
    return false;
}

bool check_literal(struct checker *c, struct expr *value, const struct type *wanted, struct diag_arg name) {
    struct context x = {.c = c, .scope = c->builtins, .lenient = wanted->kind == TYPE_NONE};
    if (value->kind == NODE_MISSING || value->kind == NODE_ERROR) {
        value->type = *wanted;
        return false;
    }
    type_expr(&x, value, wanted);
    if (value->type.kind == TYPE_NONE) return false;
    struct type both;
    bool literal = is_literal(value), fits = type_join(wanted, &value->type, &both);
    fits = fits && (type_is(&both, wanted->kind) || wanted->may_be_percent);
    if (!literal) report(c, DIAG_NOT_LITERAL, value->at, A(""));
    else if (!fits) report_misfit(c, value, wanted, name);
    else adopt_type(value, wanted);
    return literal && fits && check_decimals(c, value, wanted, name);
}

static void check_item(struct checker *c, struct expr *assign, const struct field *list) {
    const struct field *item = item_named(list, assign->name);
    if (item) {
        assign->ref = &item->def;
        if (assign->kids[0]) check_literal(c, assign->kids[0], &item->type, name_words(c, &item->def.name));
        return;
    }
    struct diag *d = report(c, DIAG_UNKNOWN_MEMBER, expr_name_at(assign), name_words(c, &list->def.name),
                            symbol_words(c, assign->name));
    hint_item(c, d, assign->name, list);
}

static void check_twice(struct checker *c, const struct expr *record, uint32_t at) {
    for (uint32_t i = 0; i < at; i++) {
        if (!record->kids[i]->ref || record->kids[i]->ref != record->kids[at]->ref) continue;
        struct diag *d = report(c, DIAG_GIVEN_TWICE, expr_name_at(record->kids[at]),
                                symbol_words(c, record->kids[at]->name));
        report_label(c, d, DIAG_LABEL_FIRST_HERE, expr_name_at(record->kids[i]), A(""));
        return;
    }
}

static void check_in_range(struct checker *c, const struct field *f, const struct expr *value, int32_t as_of) {
    bool minus = value->kind == NODE_NEGATE, number = value->kind == NODE_NUMBER;
    if (!f->range.words || !(minus || number || value->kind == NODE_DATE || value->kind == NODE_MONTH)) return;
    int64_t held = minus ? -value->kids[0]->value : value->value;
    if (range_holds(&f->range, f->type.kind, held, as_of)) return;
    report(c, DIAG_VALUE_OUTSIDE, value->at, name_words(c, &f->def.name), A(f->range.words));
}

static void check_item_ranges(struct checker *c, const struct expr *record, int32_t as_of) {
    for (uint32_t i = 0; i < record->count; i++) {
        const struct expr *assign = record->kids[i];
        if (assign->kind == NODE_ASSIGN && assign->ref && assign->kids[0])
            check_in_range(c, (const struct field *)assign->ref, assign->kids[0], as_of);
    }
}

static void check_given_item_ranges(struct checker *c, const struct field *list, const struct expr *records,
                                    int32_t as_of) {
    for (uint32_t i = 0; i < records->count; i++) {
        const struct expr *item = records->kids[i];
        if (item && item->kind == NODE_RECORD) check_item_ranges(c, item, as_of);
        else if (item && list->plain) check_in_range(c, list->items, item, as_of);
    }
}

void check_record_ranges(struct checker *c, const struct expr *record, int32_t as_of) {
    for (uint32_t i = 0; record && i < record->count; i++) {
        const struct expr *value = record->kids[i] && record->kids[i]->ref ? record->kids[i]->kids[0] : NULL;
        if (!value) continue;
        const struct field *f = (const struct field *)record->kids[i]->ref;
        if (value->kind == NODE_RECORDS) check_given_item_ranges(c, f, value, as_of);
        else check_in_range(c, f, value, as_of);
    }
}

static void check_items(struct checker *c, const struct expr *record, const struct field *list) {
    for (uint32_t i = 0; i < record->count; i++) {
        if (record->kids[i]->kind != NODE_ASSIGN) continue;
        check_item(c, record->kids[i], list);
        check_twice(c, record, i);
    }
}

// A value alone is an item of a list of values; elsewhere it does not say which field of the item it gives.
static void check_given_item(struct checker *c, struct expr *item, const struct field *list) {
    if (item->kind == NODE_RECORD) check_items(c, item, list);
    else if (list->plain) check_literal(c, item, &list->items[0].type, name_words(c, &list->def.name));
    else if (item->kind != NODE_ERROR && list->item_count)
        report(c, DIAG_ITEM_BARE, item->at, name_words(c, &list->def.name), name_words(c, &list->items[0].def.name));
}

static void report_no_items(struct checker *c, const struct expr *value, const struct field *list) {
    struct diag_arg found = {"something else", "其他内容"};
    struct diag *d = report(c, DIAG_VALUE_MISFIT, value->at, name_words(c, &list->def.name), type_words(c, &list->type),
                            found);
    report_hint(c, d, DIAG_HINT_BRACKETS, A(""));
}

static void check_records(struct checker *c, struct expr *value, const struct field *list) {
    value->type = list->type;
    if (value->kind == NODE_MISSING || value->kind == NODE_ERROR) return;
    if (value->kind != NODE_RECORDS) {
        report_no_items(c, value, list);
        return;
    }
    for (uint32_t i = 0; i < value->count; i++)
        if (value->kids[i]) check_given_item(c, value->kids[i], list);
}

// Past the cap nobody reads the hint.
static void offer_fields(struct checker *c, struct nearest *n) {
    const struct policy *p = c->policy;
    if (c->diags->errors > DIAG_MAX_ERRORS) return;
    for (uint32_t i = 0; i < p->field_count; i++) name_offer(&p->fields[i].def.name, c->names, n);
}

void report_unknown_field(struct checker *c, struct span at, symbol name) {
    struct diag *d = report(c, DIAG_UNKNOWN_FIELD, at, symbol_words(c, name));
    struct nearest n = nearest_to(intern_name(c->names, name));
    offer_fields(c, &n);
    hint_nearest(c, d, &n);
}

static void check_given(struct checker *c, struct expr *assign) {
    struct expr *value = assign->kids[0];
    assign->ref = scope_find_here(c->fields, assign->name);
    if (!assign->ref) {
        report_unknown_field(c, expr_name_at(assign), assign->name);
        return;
    }
    const struct field *f = (const struct field *)assign->ref;
    if (!value) return;
    if (f->type.kind == TYPE_LIST) check_records(c, value, f);
    else check_literal(c, value, &f->type, name_words(c, &f->def.name));
}

// Fields by index, so that a record of all fields costs one look each.
void check_record(struct checker *c, const struct expr *record) {
    const struct expr **given = ARENA_ARRAY(c->arena, const struct expr *, c->policy->field_count);
    for (uint32_t i = 0; record && i < record->count; i++) {
        struct expr *assign = record->kids[i];
        if (!assign || assign->kind != NODE_ASSIGN) continue;
        check_given(c, assign);
        if (!assign->ref) continue;
        const struct expr **first = &given[((const struct field *)assign->ref)->index];
        if (*first) {
            struct diag *d = report(c, DIAG_GIVEN_TWICE, expr_name_at(assign), symbol_words(c, assign->name));
            report_label(c, d, DIAG_LABEL_FIRST_HERE, expr_name_at(*first), A(""));
        } else *first = assign;
    }
}

const struct sample *find_base(struct checker *c, const struct decl *decl) {
    bool passed = c->passed_tests && !scope_find_here(c->samples, decl->given->base);
    if (!decl->given->base || passed) return NULL;
    return (const struct sample *)scope_named(c, c->samples, decl->given->base, decl->given->base_at,
                                              DIAG_UNKNOWN_SAMPLE);
}

void check_samples(struct checker *c) {
    const struct policy *p = c->policy;
    for (uint32_t i = 0; i < p->sample_count; i++) {
        check_record(c, p->samples[i]->decl->given->record);
        check_record_ranges(c, p->samples[i]->decl->given->record, 0);
    }
}
