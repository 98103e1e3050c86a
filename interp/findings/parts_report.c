// What the questions about parts of conditions came to, in words: one finding for a place.
#include <stdlib.h>

#include "grammar/base/order.h"
#include "grammar/base/text.h"
#include "interp/findings/internal.h"

static int compare_facts(const void *left, const void *right) {
    const struct part_fact *a = left, *b = right;
    int order = compare_numbers(a->at.source, b->at.source);
    if (!order) order = compare_numbers(a->at.offset, b->at.offset);
    if (!order) order = compare_numbers(a->at.length, b->at.length);
    if (!order) order = compare_numbers(a->kind, b->kind);
    if (!order && a->offer) order = compare_numbers(a->offer->decl->at.source, b->offer->decl->at.source);
    if (!order && a->offer) order = compare_numbers(a->offer->decl->at.offset, b->offer->decl->at.offset);
    return order;
}

static bool is_one_place(const struct part_fact *a, const struct part_fact *b) {
    return a->kind == b->kind && a->at.source == b->at.source && a->at.offset == b->at.offset &&
           a->at.length == b->at.length;
}

static bool all_idle(const struct part_fact *f, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (!f[i].idle) return false;
    return true;
}

// The one beside which it never matters, where it takes but one.
static const struct expr *rival(struct study *s, const struct part_fact *f) {
    form own = operand_comes_to(s, f->e, f->kid, true);
    for (uint32_t i = 0; i < f->e->count; i++) {
        if (i == f->kid) continue;
        form both = solve_and(s->solver, own, operand_comes_to(s, f->e, i, false));
        if (study_ask_any(s, both, NULL) == ANSWER_NONE) return f->e->kids[i];
    }
    return NULL;
}

static void report_operand(struct study *s, const struct part_fact *f) {
    struct diag *d = diag(&s->c->diags, DIAG_OPERAND_IDLE, f->at, A(""));
    const struct expr *other = rival(s, f);
    if (other) diag_label(&s->c->diags, d, DIAG_LABEL_DECIDES, other->at, A(""));
    diag_hint(&s->c->diags, d, DIAG_HINT_OPERAND_IDLE, A(""));
}

static void report_branch(struct study *s, const struct part_fact *f) {
    struct diag *d = diag(&s->c->diags, DIAG_BRANCH_DEAD, f->at, A(""));
    diag_label(&s->c->diags, d, DIAG_LABEL_BRANCH, f->e->kids[0]->at, A(""));
    diag_hint(&s->c->diags, d, DIAG_HINT_BRANCH_DEAD, A(""));
}

static void report_define(struct study *s, const struct part_fact *f) {
    struct diag *d = diag(&s->c->diags, f->kid ? DIAG_DEFINE_NEVER : DIAG_DEFINE_ALWAYS, f->at,
                          study_words(s, &f->define->def.name));
    diag_hint(&s->c->diags, d, DIAG_HINT_DEFINE_ALWAYS, A(""));
}

static void report_row(struct study *s, const struct part_fact *f) {
    bool masked = f->above.length != 0;
    struct diag *d = diag(&s->c->diags, masked ? DIAG_ROW_UNREACHED : DIAG_ROW_NOBODY, f->at, A(""));
    if (masked) diag_label(&s->c->diags, d, DIAG_LABEL_ROW_ABOVE, f->above, A(""));
    d->witness = f->witness;
    diag_hint(&s->c->diags, d, masked ? DIAG_HINT_ROW_UNREACHED : DIAG_HINT_ROW_NOBODY, A(""));
}

// ---- in offers

static bool is_of_offer(const struct part_fact *f, const struct part_fact *g) {
    return f->offer->decl->at.offset == g->offer->decl->at.offset &&
           f->offer->decl->at.source == g->offer->decl->at.source;
}

// The offers in all of whose versions it is idle; the first of those.
static const struct part_fact *name_offers(struct study *s, const struct part_fact *f, uint32_t count, struct text *en,
                                           struct text *zh) {
    const struct part_fact *first = NULL;
    for (uint32_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && is_of_offer(&f[i], &f[end]);) end++;
        if (!all_idle(&f[i], end - i)) continue;
        if (!first) first = &f[i];
        text_format(en, "%s%s", en->length ? ", " : "", name_text(s->policy, &f[i].offer->def.name, LANG_EN));
        text_format(zh, "%s%s", zh->length ? "、" : "", name_text(s->policy, &f[i].offer->def.name, LANG_ZH));
    }
    return first;
}

static void report_in(struct study *s, const struct part_fact *f, uint32_t count, enum diag_id id) {
    struct text en = {0}, zh = {0};
    const struct part_fact *first = name_offers(s, f, count, &en, &zh);
    struct diag_arg offers = {text_keep(&en, s->arena), NULL};
    offers.zh = text_keep(&zh, s->arena);
    if (!first) return;
    struct diag *d = diag(&s->c->diags, id, f->at, offers);
    const struct rule *rule = first->rule;
    if (rule) diag_label(&s->c->diags, d, DIAG_LABEL_PART_OF, rule->decl->head, study_words(s, &rule->def.name));
    diag_hint(&s->c->diags, d, DIAG_HINT_RULE_IDLE, A(""));
}

// ---- all of them

static void report_group(struct study *s, const struct part_fact *f, uint32_t count) {
    bool idle = all_idle(f, count);
    switch (f->kind) {
    case FACT_OF_OPERAND:
        if (idle) report_operand(s, f);
        break;
    case FACT_OF_BRANCH:
        if (idle) report_branch(s, f);
        break;
    case FACT_OF_DEFINE:
        if (idle) report_define(s, f);
        break;
    case FACT_OF_ROW:
        if (idle) report_row(s, f);
        break;
    case FACT_OF_OPERAND_IN: report_in(s, f, count, DIAG_OPERAND_IDLE_IN); break;
    case FACT_OF_WHEN: report_in(s, f, count, DIAG_WHEN_IDLE); break;
    }
}

// What never matters anywhere is not told once more of some offers.
void parts_report(struct study *s) {
    const struct part_fact *told = NULL;
    if (s->fact_count) qsort(s->facts, s->fact_count, sizeof *s->facts, compare_facts);
    for (uint32_t i = 0, end; i < s->fact_count; i = end) {
        const struct part_fact *f = &s->facts[i];
        for (end = i + 1; end < s->fact_count && is_one_place(f, &s->facts[end]);) end++;
        bool again = told && f->kind == FACT_OF_OPERAND_IN && told->at.offset == f->at.offset &&
                     told->at.source == f->at.source && told->at.length == f->at.length;
        if (!again) report_group(s, f, end - i);
        if (all_idle(f, end - i)) told = f;
    }
}
