// What a vocabulary takes every record for: conditions on its fields alone, which say nothing of what is decided.
#include "grammar/check/typing.h"

static bool is_of_record(const struct definition *d) {
    switch (d->kind) {
    case DEF_FIELD:
    case DEF_ITEM_FIELD:
    case DEF_VALUE:
    case DEF_CHOICES:
    case DEF_BUILTIN: return true;
    default: return false;
    }
}

// What else is named in it is said, once.
static bool refuse_others(struct checker *c, const struct expr *e) {
    if (!e) return false;
    bool other = e->ref && !is_of_record(e->ref);
    if (other) {
        struct diag *d = report(c, DIAG_ASSUME_FIELDS, e->at, name_words(c, &e->ref->name));
        report_label(c, d, DIAG_LABEL_DEFINED_HERE, e->ref->name.at, name_words(c, &e->ref->name));
    }
    for (uint32_t i = 0; !other && i < e->count; i++) other = refuse_others(c, e->kids[i]);
    return other;
}

static void check_assumption(struct checker *c, struct decl *d) {
    struct context x = {.c = c, .scope = c->file};
    uint32_t errors = c->diags->errors;
    type_condition(&x, d->expr);
    if (c->diags->errors > errors || refuse_others(c, d->expr)) return;
    measure_condition(c, d->expr);
    ARENA_PUSH(c->arena, c->policy->assumptions, c->policy->assumption_count, d);
}

void check_assumptions(struct checker *c) {
    uint32_t vocabularies;
    struct decl **all = collect_decls(c, DECL_VOCABULARY, &vocabularies);
    for (uint32_t i = 0; i < vocabularies; i++)
        for (uint32_t k = 0; k < all[i]->member_count; k++)
            if (all[i]->members[k]->kind == DECL_ASSUME) check_assumption(c, all[i]->members[k]);
}
