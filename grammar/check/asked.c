// The condition on records that a run asks for: an expression over a record's fields, what stands outside the schemes,
// what is decided of the record, `ccb.growth is eligible`, and what schemes define (type_of_scheme.c). Decisions come
// after everything else is worked out, so they are joined by `and`, `or` and `not` alone.
#include "grammar/check/samples.h"
#include "grammar/tree/decision.h"

static const struct definition *offer_meant(const struct context *x, const struct expr *e) {
    const struct scheme *s = e->kind == NODE_MEMBER ? scheme_meant(x, e->kids[0]) : NULL;
    return s ? scope_find_here(offers_of(x->c, s->group, e->name), e->name) : NULL;
}

// Whose decision a path stands for; NULL: nobody's.
static const struct definition *decider(const struct context *x, const struct expr *e) {
    const struct scheme *s = scheme_meant(x, e);
    return s ? &s->def : e ? offer_meant(x, e) : NULL;
}

// ---- decisions

static int64_t decision_bit(struct context *x, const struct expr *word) {
    enum decision found = (enum decision)0;
    bool is_name = word && word->kind == NODE_NAME;
    if (is_name && decision_find(intern_name(x->c->names, word->name), &found)) return INT64_C(1) << found;
    if (is_name) report_unknown_decision(x->c, word);
    else if (word) report(x->c, DIAG_NO_DECISION_WORD, word->at, A(""));
    return 0;
}

// `value` becomes the bits of those decisions for which it holds.
static void type_decision(struct context *x, struct expr *e, const struct definition *whose) {
    const struct expr *words = e->kids[1];
    bool several = words && words->kind == NODE_LIST, not = e->kind == NODE_IN ? e->negated : e->op == OP_NE;
    e->ref = e->kids[0]->ref = whose;
    if (e->kids[0]->kind == NODE_MEMBER) e->kids[0]->kids[0]->ref = &scheme_meant(x, e->kids[0]->kids[0])->def;
    e->type = (struct type){.kind = TYPE_TRUTH};
    for (uint32_t i = 0; several && i < words->count; i++) e->value |= decision_bit(x, words->kids[i]);
    if (!several) e->value = decision_bit(x, words);
    if (not ) e->value = ((INT64_C(1) << DECISION_COUNT) - 1) & ~e->value;
}

static bool asks_decision(const struct context *x, const struct expr *e, const struct definition **whose) {
    bool equal = e->kind == NODE_COMPARE && (e->op == OP_EQ || e->op == OP_NE);
    *whose = equal || e->kind == NODE_IN ? decider(x, e->kids[0]) : NULL;
    return *whose != NULL;
}

static bool holds_decision(const struct context *x, const struct expr *e) {
    const struct definition *whose;
    bool found = e && asks_decision(x, e, &whose);
    for (uint32_t i = 0; e && expr_joins(e) && i < e->count && !found; i++) found = holds_decision(x, e->kids[i]);
    return found;
}

// Whose decision is asked for where there can be none: it stands for nothing then.
static bool refuse_deciders(struct context *x, struct expr *e) {
    const struct definition *whose = e ? decider(x, e) : NULL;
    bool found = whose != NULL;
    if (found) {
        struct diag_arg words = name_words(x->c, &whose->name);
        report_hint(x->c, report(x->c, DIAG_DECISION_ALONE, e->at, words), DIAG_HINT_DECISION, words);
    }
    bool defined = e && e->kind == NODE_MEMBER && scheme_meant(x, e->kids[0]);  // by the scheme, or by nothing
    for (uint32_t i = 0; e && !found && !defined && i < e->count; i++) found = refuse_deciders(x, e->kids[i]);
    return found;
}

static void type_asked(struct context *x, struct expr *e) {
    const struct definition *whose;
    if (!e) return;
    if (asks_decision(x, e, &whose)) type_decision(x, e, whose);
    else if (!holds_decision(x, e)) {
        if (!refuse_deciders(x, e)) type_condition(x, e);
    } else {
        for (uint32_t i = 0; i < e->count; i++) type_asked(x, e->kids[i]);
        e->type = (struct type){.kind = TYPE_TRUTH};
    }
}

const struct expr *check_asked(struct checker *c, struct expr *e) {
    struct context x = {.c = c, .scope = c->file, .asked = true};
    type_asked(&x, e);
    if (e && !c->diags->errors) measure_condition(c, e);
    return e;
}
