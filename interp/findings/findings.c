#include "interp/findings/findings.h"

#include "interp/eval/workspace.h"
#include "interp/findings/internal.h"

static void report_open(struct study *s) {
    if (!s->open) return;
    const struct number_text digits = number_text(s->open);
    const struct policy *p = s->policy;
    struct span at = p->scheme_count ? p->schemes[0]->decl->head : p->tables[0]->decl->head;
    struct diag *d = diag(&s->c->diags, DIAG_FINDINGS_OPEN, at, A(digits.text));
    diag_hint(&s->c->diags, d, DIAG_HINT_FINDINGS_OPEN, A(""));
}

// What nobody is or meets is so whatever is missing. Beside others a rule is asked of applicants of whom all is known:
// else it decides whenever the others are unknown.
static void look(struct study *s) {
    s->places = places_of(s->arena, s->policy);
    if (!s->places.count && !s->policy->table_count) return;
    exprs_gather(s);
    study_make(s, &(struct plan_options){.assumed = true,
                                         .extra = s->exprs,
                                         .extra_count = s->expr_count,
                                         .rows = s->policy->tables,
                                         .row_count = s->policy->table_count});
    places_ask_alone(s);
    operands_ask(s);
    study_take_missing(s, false);
    places_ask_beside(s);
    places_report(s);
    effects_ask(s);
    operands_ask_beside(s);
    rows_ask(s);
    amendments_ask(s);
    parts_report(s);
    report_open(s);
}

void findings_add(struct compilation *c, const struct policy *p) {
    struct study s = {.c = c, .arena = &c->arena, .policy = p};
    if (findings_assumed(c, p)) study_run(&s, look);
}
