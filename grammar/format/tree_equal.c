#include "grammar/format/tree_equal.h"

#include <string.h>

#include "grammar/syntax/keywords.h"
#include "grammar/tree/decision.h"
#include "grammar/tree/model.h"

static bool same_text(const char *a, const char *b) {
    if (!a || !b) return a == b;
    return strcmp(a, b) == 0;
}

static bool same_word(const struct tree_words *n, symbol a, symbol b) {
    if (!a || !b) return a == b;
    const char *first = intern_name(n->first, a), *second = intern_name(n->second, b);
    return strcmp(first, second) == 0 || (n->judge && n->judge(n->context, first, second));
}

static bool same_name(const struct tree_words *n, const struct name *a, const struct name *b) {
    if (a->en && a->zh && b->en && b->zh) return same_word(n, a->en, b->en) && same_word(n, a->zh, b->zh);
    return same_word(n, a->en ? a->en : a->zh, b->en ? b->en : b->zh);
}

static bool same_counter(const struct tree_words *n, symbol a, symbol b) {
    if (!a || !b) return a == b;
    const char *first = intern_name(n->first, a), *second = intern_name(n->second, b);
    const struct unit *unit = unit_find(first, strlen(first));
    return strcmp(first, second) == 0 || (unit && unit == unit_find(second, strlen(second)));
}

static bool differs(const struct tree_words *n, struct span at) {
    if (n->differs && !n->differs->length) *n->differs = at;
    return false;
}

// The same definition, of two compilations of the same files.
static bool same_reference(const struct tree_words *n, const struct definition *a, const struct definition *b) {
    if (!a || !b) return a == b;
    if (a->kind != b->kind) return false;
    if (a->kind == DEF_BUILTIN) return ((const struct builtin_def *)a)->id == ((const struct builtin_def *)b)->id;
    return same_name(n, &a->name, &b->name);
}

static bool same_expr(const struct tree_words *n, const struct expr *a, const struct expr *b);

static bool same_decision(const char *a, const char *b) {
    enum decision first, second;
    if (decision_find(a, &first) && decision_find(b, &second)) return first == second;
    return strcmp(a, b) == 0;
}

// `ccb is eligible`: what is compared with is a decision's name, or some.
static bool asks_decision(const struct expr *e) { return (e->kind == NODE_COMPARE || e->kind == NODE_IN) && e->ref; }

static bool same_decided(const struct tree_words *n, const struct expr *a, const struct expr *b) {
    if (a->kind != b->kind || a->count != b->count) return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!same_decided(n, a->kids[i], b->kids[i])) return false;
    return a->kind != NODE_NAME || same_decision(intern_name(n->first, a->name), intern_name(n->second, b->name));
}

static bool same_kids(const struct tree_words *n, const struct expr *a, const struct expr *b) {
    if (a->count != b->count) return false;
    if (asks_decision(a)) return same_expr(n, a->kids[0], b->kids[0]) && same_decided(n, a->kids[1], b->kids[1]);
    for (uint32_t i = 0; i < a->count; i++)
        if (!same_expr(n, a->kids[i], b->kids[i])) return false;
    return !a->minus || (b->minus && memcmp(a->minus, b->minus, a->count) == 0);
}

static bool same_type(const struct tree_words *n, const struct type *a, const struct type *b) {
    return a->kind == b->kind && a->unit == b->unit && same_counter(n, a->counter, b->counter);
}

static bool same_node(const struct tree_words *n, const struct expr *a, const struct expr *b) {
    if (a->kind != b->kind || a->op != b->op) return false;
    if (a->negated != b->negated || a->parenthesised != b->parenthesised) return false;
    if (a->has_filter != b->has_filter || a->has_key != b->has_key || a->value != b->value) return false;
    if (!same_text(a->text, b->text) || !same_reference(n, a->ref, b->ref)) return false;
    if (!a->ref && !same_word(n, a->name, b->name)) return false;
    return a->kind != NODE_NUMBER || same_type(n, &a->type, &b->type);
}

static bool same_expr(const struct tree_words *n, const struct expr *a, const struct expr *b) {
    if (!a || !b) return a == b;
    return same_node(n, a, b) ? same_kids(n, a, b) : differs(n, a->at);
}

static bool same_citation(const struct citation *a, const struct citation *b) {
    if (!same_text(a->clause, b->clause) || a->quote_count != b->quote_count) return false;
    for (uint32_t i = 0; i < a->quote_count; i++)
        if (!same_text(a->quotes[i], b->quotes[i])) return false;
    return true;
}

static bool same_decls(const struct tree_words *n, struct decl *const *a, struct decl *const *b, uint32_t count);

static bool same_field_type(const struct tree_words *n, const struct type_expr *a, const struct type_expr *b) {
    if (!a || !b) return a == b;
    return a->kind == b->kind && a->unit == b->unit && same_counter(n, a->counter, b->counter) &&
           same_word(n, a->same_as, b->same_as) && a->member_count == b->member_count &&
           same_decls(n, a->members, b->members, a->member_count);
}

static bool same_row(const struct tree_words *n, const struct table_row *a, const struct table_row *b) {
    if (a->otherwise != b->otherwise || a->cell_count != b->cell_count || a->result_count != b->result_count)
        return false;
    for (uint32_t i = 0; i < a->cell_count; i++)
        if (!same_expr(n, a->cells[i], b->cells[i])) return false;
    for (uint32_t i = 0; i < a->result_count; i++)
        if (!same_expr(n, a->results[i], b->results[i])) return false;
    return same_citation(&a->citation, &b->citation);
}

static bool same_table(const struct tree_words *n, const struct decl *a, const struct decl *b) {
    if (a->hit != b->hit || a->column_count != b->column_count || a->result_count != b->result_count) return false;
    if (a->row_count != b->row_count) return false;
    for (uint32_t i = 0; i < a->column_count; i++)
        if (!same_expr(n, a->columns[i], b->columns[i])) return false;
    for (uint32_t i = 0; i < a->result_count; i++)
        if (!same_name(n, &a->results[i], &b->results[i]) ||
            !same_field_type(n, a->result_types[i], b->result_types[i]))
            return false;
    for (uint32_t i = 0; i < a->row_count; i++)
        if (!same_row(n, &a->rows[i], &b->rows[i])) return false;
    return true;
}

static symbol member_at(const struct expectation *e, uint32_t i) { return e->members ? e->members[i] : SYMBOL_NONE; }

// Item `i` of a list of names, and what it stands for.
static bool same_listed(const struct tree_words *n, const struct expectation *a, const struct expectation *b,
                        uint32_t i) {
    if (!same_word(n, a->names[i], b->names[i]) || !same_word(n, member_at(a, i), member_at(b, i)))
        return differs(n, a->name_spans[i]);
    bool resolved = a->refs && b->refs;
    return !resolved || same_reference(n, a->refs[i], b->refs[i]) || differs(n, a->name_spans[i]);
}

static bool same_expectation(const struct tree_words *n, const struct expectation *a, const struct expectation *b) {
    if (a->kind != b->kind || a->name_count != b->name_count) return false;
    if (!same_word(n, a->scheme, b->scheme) || !same_word(n, a->offer, b->offer)) return differs(n, a->path_at);
    for (uint32_t i = 0; i < a->name_count; i++)
        if (!same_listed(n, a, b, i)) return false;
    if (!same_decision(intern_name(n->first, a->decision), intern_name(n->second, b->decision))) return false;
    return same_expr(n, a->actual, b->actual) && same_expr(n, a->wanted, b->wanted);
}

static bool same_test(const struct tree_words *n, const struct decl *a, const struct decl *b) {
    if (a->as_of != b->as_of || a->given->expectation_count != b->given->expectation_count) return false;
    for (uint32_t i = 0; i < a->given->expectation_count; i++)
        if (!same_expectation(n, &a->given->expectations[i], &b->given->expectations[i])) return false;
    return same_word(n, a->given->base, b->given->base) && same_expr(n, a->given->record, b->given->record);
}

static bool same_reforms(const struct claim_text *a, const struct claim_text *b) {
    if (a->reform_count != b->reform_count || a->then_as_of != b->then_as_of) return false;
    for (uint32_t i = 0; i < a->reform_count; i++)
        if (!same_text(a->reforms[i].title, b->reforms[i].title)) return false;
    return true;
}

static bool same_claim(const struct tree_words *n, const struct claim_text *a, const struct claim_text *b) {
    if (!a || !b) return a == b;
    return a->kind == b->kind && same_reforms(a, b) && same_expr(n, a->who, b->who) && same_expr(n, a->name, b->name) &&
           same_expr(n, a->then, b->then);
}

static bool same_values(const struct tree_words *n, const struct decl *a, const struct decl *b) {
    if (a->value_count != b->value_count || a->param_count != b->param_count) return false;
    for (uint32_t i = 0; i < a->value_count; i++)
        if (a->values[i].from != b->values[i].from || !same_expr(n, a->values[i].value, b->values[i].value))
            return false;
    for (uint32_t i = 0; i < a->param_count; i++)
        if (!same_name(n, &a->params[i], &b->params[i])) return false;
    return true;
}

static bool same_flags(const struct decl *a, const struct decl *b) {
    return a->in_principle == b->in_principle && a->replace == b->replace && a->fixed == b->fixed && a->key == b->key &&
           a->from == b->from && a->until == b->until && same_text(a->text, b->text) &&
           same_text(a->document_number, b->document_number);
}

static bool same_decl(const struct tree_words *n, const struct decl *a, const struct decl *b) {
    if (a->kind != b->kind || a->member_count != b->member_count || !same_flags(a, b)) return false;
    if (!same_name(n, &a->name, &b->name) || !same_word(n, a->target, b->target)) return differs(n, a->head);
    if (!same_citation(&a->citation, &b->citation) || !same_citation(a->waiver_citation, b->waiver_citation))
        return false;
    if (!same_expr(n, a->expr, b->expr) || !same_expr(n, a->when, b->when) || !same_expr(n, a->waiver, b->waiver))
        return false;
    return same_field_type(n, a->type, b->type) && same_values(n, a, b) && same_table(n, a, b) && same_test(n, a, b) &&
           same_claim(n, a->claim, b->claim) && same_decls(n, a->members, b->members, a->member_count);
}

static bool same_decls(const struct tree_words *n, struct decl *const *a, struct decl *const *b, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (!same_decl(n, a[i], b[i])) return false;
    return true;
}

bool tree_equal(const struct tree_words *words, const struct tree *a, const struct tree *b) {
    return a->count == b->count && same_decls(words, a->decls, b->decls, a->count);
}
