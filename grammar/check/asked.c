// The condition on records that a run asks for: an expression over a record's fields, what stands outside the schemes,
// what is decided of the record, `ccb.growth is eligible`, and what schemes define, `ccb.min_revenue`. Decisions come
// after everything else is worked out, so they are joined by `and`, `or` and `not` alone.
#include "grammar/check/samples.h"
#include "grammar/tree/decision.h"

// What a run knows as the scheme's name is one only where nothing in the vocabulary is called so.
static const struct scheme *scheme_meant(const struct context *x, const struct expr *e) {
    if (!e || e->kind != NODE_NAME || scope_find(x->scope, e->name)) return NULL;
    return (const struct scheme *)scope_find_here(x->c->schemes, e->name);
}

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
    e->ref = whose;
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

static bool joins(const struct expr *e) { return e->kind == NODE_AND || e->kind == NODE_OR || e->kind == NODE_NOT; }

static bool holds_decision(const struct context *x, const struct expr *e) {
    const struct definition *whose;
    bool found = e && asks_decision(x, e, &whose);
    for (uint32_t i = 0; e && joins(e) && i < e->count && !found; i++) found = holds_decision(x, e->kids[i]);
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

void check_asked(struct checker *c, const struct tree *condition) {
    struct context x = {.c = c, .scope = c->file, .asked = true};
    struct expr *e = condition && condition->count ? condition->decls[0]->expr : NULL;
    type_asked(&x, e);
    if (e && !c->diags->errors) measure_condition(c, e);
    c->policy->asked = e;
}

// ---- what schemes define

static struct expr *name_of(struct context *x, const struct expr *e, const struct definition *d) {
    struct expr *name = expr_new(x->c->arena, NODE_NAME, e->at);
    name->name = e->name;
    name->ref = d;
    name->type = named_type(x, name);
    return name;
}

static struct expr *begun(struct context *x, const struct expr *e, int32_t from) {
    struct expr *today = expr_new(x->c->arena, NODE_NAME, e->at), *date = expr_new(x->c->arena, NODE_DATE, e->at);
    today->name = intern_text(x->c->names, "as_of", 5);
    today->ref = scope_find(x->c->builtins, today->name);
    date->value = from;
    today->type = date->type = (struct type){.kind = TYPE_DATE};
    struct expr *after = expr_binary(x->c->arena, NODE_COMPARE, e->at, today, date);
    after->op = OP_GE;
    after->type = (struct type){.kind = TYPE_TRUTH};
    return after;
}

// Of the versions that define it the last that has begun, else the first, as a scheme's decision is.
static struct expr *defined_by(struct context *x, const struct expr *e, uint32_t group) {
    struct expr *value = NULL;
    for (uint32_t i = 0; i < x->c->scheme_count; i++) {
        const struct scheme_build *s = x->c->schemes_built[i];
        const struct definition *d = s->scheme.group == group ? scope_find_here(s->scope, e->name) : NULL;
        if (!d) continue;
        struct expr *own = name_of(x, e, d), *earlier = value;
        value = earlier && s->scheme.from
                    ? expr_ternary(x->c->arena, NODE_CHOICE, e->at, begun(x, e, s->scheme.from), own, earlier)
                    : own;
        value->type = own->type;
    }
    return value;
}

bool type_of_scheme(struct context *x, struct expr *e) {
    const struct scheme *s = scheme_meant(x, e->kids[0]);
    struct expr *value = s ? defined_by(x, e, s->group) : NULL;
    if (!s) return false;
    e->type = (struct type){0};
    if (value) {
        struct span at = e->at;
        *e = *value;
        e->at = at;
        return true;
    }
    const struct scope *offers = offers_of(x->c, s->group, e->name);
    struct diag *d = report(x->c, DIAG_SCHEME_LACKS, expr_name_at(e), name_words(x->c, &s->def.name),
                            symbol_words(x->c, e->name));
    hint_scope(x->c, d, e->name, offers, NULL);
    return true;
}
