// An explanation for a person at a counter: short aligned lines, the worst first, nothing wider than a page.
#include <string.h>

#include "grammar/base/utf8.h"
#include "interp/explain/sheet.h"

#define PAGE_WIDTH 96
#define ROOMY 64  // columns from which on what labels say is aligned behind the widest of them

static const char *const decision_marks[DECISION_COUNT] = {"✓", "!", "?", "✗", "–", "–"};

static void put_both_names(struct sheet *w, size_t hang, const struct explained_name *n) {
    page_put(&w->page, sheet_name(w, n));
    if (strcmp(n->en, n->zh) != 0) sheet_whole(w, hang, w->lang == LANG_ZH ? n->en : n->zh);
}

static void put_rules(struct sheet *w, size_t indent, const struct explained_rule *rules, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) sheet_rule(w, indent, &rules[i]);
}

static void join_names(struct sheet *w, struct text *out, const struct explained_name *names, uint32_t count) {
    text_clear(out);
    for (uint32_t i = 0; i < count; i++) {
        if (i) text_put(out, sheet_words(w, WORDS_COMMA));
        text_put(out, sheet_name(w, &names[i]));
    }
}

static void put_missing(struct sheet *w, size_t indent, const struct explained_missing *m) {
    sheet_mark(w, indent, "?");
    put_both_names(w, indent + 4, &m->name);
    page_wrap(&w->page, indent + 4, sheet_phrase(w, WORDS_IN_BRACKETS, m->type, NULL));
    if (m->needed_by_count) {
        join_names(w, &w->inner, m->needed_by, m->needed_by_count);
        sheet_dash(w, indent + 4, sheet_phrase(w, WORDS_NEEDED_FOR, text_string(&w->inner), NULL));
    }
    page_line(&w->page);
}

static void put_all_missing(struct sheet *w, size_t indent, const struct explained_offer *o) {
    if (!o->missing_count) return;
    sheet_line(w, indent, indent, sheet_words(w, WORDS_MISSING));
    for (uint32_t i = 0; i < o->missing_count; i++) put_missing(w, indent + 2, &o->missing[i]);
}

static void put_grants(struct sheet *w, size_t indent, const struct explained_offer *o) {
    if (!o->grant_count) return;
    sheet_line(w, indent, indent, sheet_words(w, o->decision == DECISION_ELIGIBLE ? WORDS_GRANTS : WORDS_GRANTS_OPEN));
    for (uint32_t i = 0; i < o->grant_count; i++) sheet_grant(w, indent + 2, &o->grants[i]);
}

static void put_notes(struct sheet *w, size_t indent, enum phrase_id title, const struct explained_note *notes,
                      uint32_t count) {
    if (!count) return;
    sheet_line(w, indent, indent, sheet_words(w, title));
    for (uint32_t i = 0; i < count; i++) sheet_note(w, indent + 2, &notes[i]);
}

static const char *figure_since(struct sheet *w, const struct explained_figure *f) {
    if (f->set) return sheet_words(w, WORDS_FIGURE_SET);
    if (!f->since) return sheet_words(w, WORDS_FIGURE_ALWAYS);
    text_clear(&w->inner);
    words_put(&w->inner, w->lang, WORDS_FIGURE_SINCE, f->since, NULL);
    return text_string(&w->inner);
}

static void put_figure(struct sheet *w, size_t indent, const struct explained_figure *f) {
    sheet_mark(w, indent, "•");
    page_wrap(&w->page, indent + 4, sheet_phrase(w, WORDS_VALUE_IS, sheet_name(w, &f->name), f->value));
    page_wrap(&w->page, indent + 4, sheet_phrase(w, WORDS_IN_BRACKETS, figure_since(w, f), NULL));
    page_line(&w->page);
}

static void put_figures(struct sheet *w, size_t indent, const struct explained_scheme *s) {
    if (!s->figure_count) return;
    page_line(&w->page);
    sheet_line(w, indent, indent, sheet_words(w, WORDS_FIGURES));
    for (uint32_t i = 0; i < s->figure_count; i++) put_figure(w, indent + 2, &s->figures[i]);
}

// "✗ growth 成长型预授信 — not eligible: trading fails"
static void put_decision(struct sheet *w, size_t indent, enum decision d, const struct explained_name *n,
                         const char *summary) {
    sheet_mark(w, indent, decision_marks[d]);
    put_both_names(w, indent + 2, n);
    sheet_dash(w, indent + 4, summary);
    page_line(&w->page);
}

static void put_offer(struct sheet *w, size_t indent, const struct explained_offer *o) {
    size_t inner = indent + 4;
    page_line(&w->page);
    put_decision(w, indent, o->decision, &o->name, o->summary);
    bool applies = o->decision != DECISION_NOT_APPLICABLE;
    if (o->title && strcmp(o->title, o->name.zh) != 0 && strcmp(o->title, o->name.en) != 0)
        sheet_line(w, inner, inner, o->title);
    if (o->has_when && applies) sheet_condition(w, inner, WORDS_APPLIES_WHEN, &o->when);
    sheet_values(w, inner, o->when_values, o->when_value_count, false);
    if (!applies) return;
    put_all_missing(w, inner, o);
    put_rules(w, inner, o->rules, o->rule_count);
    put_grants(w, inner, o);
    put_notes(w, inner, WORDS_MANUALS, o->manuals, o->manual_count);
    put_notes(w, inner, WORDS_DOCUMENTS, o->documents, o->document_count);
}

static void put_descent(struct sheet *w, size_t indent, const struct explained_scheme *s) {
    const char *period = s->decision == DECISION_NOT_IN_FORCE ? NULL : s->period;  // its summary has it
    const char *parts[] = {s->issuer, s->document_number, period};
    if (s->title) sheet_line(w, indent, indent, s->title);
    text_clear(&w->phrase);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i] && w->phrase.length) text_put(&w->phrase, " · ");
        if (parts[i]) text_put(&w->phrase, parts[i]);
    }
    if (w->phrase.length) sheet_line(w, indent, indent, text_string(&w->phrase));
    for (uint32_t i = 0; i < s->amendment_count; i++)
        sheet_line(w, indent, indent + 2, sheet_phrase(w, WORDS_AMENDED_BY, s->amendments[i].text, NULL));
}

static void put_shared_rules(struct sheet *w, const struct explained_scheme *s) {
    if (!s->rule_count) return;
    page_line(&w->page);
    sheet_line(w, 2, 2, sheet_words(w, WORDS_SHARED));
    put_rules(w, 4, s->rules, s->rule_count);
}

static void put_scheme(struct sheet *w, const struct explained_scheme *s) {
    page_line(&w->page);
    put_decision(w, 0, s->decision, &s->name, s->summary);
    put_descent(w, 2, s);
    put_shared_rules(w, s);
    for (uint32_t i = 0; i < s->offer_count; i++) put_offer(w, 2, &s->offers[i]);
    if (s->manual_count || s->document_count) page_line(&w->page);
    put_notes(w, 2, WORDS_MANUALS, s->manuals, s->manual_count);
    put_notes(w, 2, WORDS_DOCUMENTS, s->documents, s->document_count);
    put_figures(w, 2, s);
}

static size_t widest_label(enum lang lang) {
    static const enum phrase_id labels[] = {WORDS_LABEL_CONDITION, WORDS_LABEL_HERE,      WORDS_LABEL_CLAUSE,
                                            WORDS_LABEL_WAIVER,    WORDS_LABEL_VALUE,     WORDS_APPLIES_WHEN,
                                            WORDS_LABEL_TABLE,     WORDS_LABEL_AMENDMENT, WORDS_LABEL_STANDARD};
    size_t widest = 0;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        const char *label = words_text(lang, labels[i]);
        size_t width = utf8_columns(label, strlen(label));
        if (width > widest) widest = width;
    }
    return widest;
}

static void put_head(struct sheet *w, const struct explanation *e) {
    sheet_line(w, 0, 0, sheet_phrase(w, WORDS_APPLICANT, e->id, e->as_of));
    for (size_t i = 0; i < e->reform_count; i++)
        sheet_line(w, 0, 2, sheet_phrase(w, WORDS_REFORM_APPLIED, e->reforms[i], NULL));
    if (e->duplicate) sheet_line(w, 0, 2, sheet_words(w, WORDS_DUPLICATE));
}

// ---- all schemes at a glance

static size_t widest_scheme(const struct sheet *w, const struct explanation *e) {
    size_t widest = 0;
    for (uint32_t i = 0; i < e->scheme_count; i++) {
        const char *name = sheet_name(w, &e->schemes[i].name);
        size_t width = utf8_columns(name, strlen(name));
        if (width > widest) widest = width;
    }
    return widest;
}

// "✓ 建行预授信  符合条件，额度20万元"; where names leave too little room, the answer stands below.
static void put_overview(struct sheet *w, const struct explanation *e) {
    size_t column = 2 + widest_scheme(w, e) + 2;
    bool below = column > w->page.width / 2;
    page_line(&w->page);
    for (uint32_t i = 0; i < e->scheme_count; i++) {
        sheet_mark(w, 0, decision_marks[e->schemes[i].decision]);
        page_put(&w->page, sheet_name(w, &e->schemes[i].name));
        if (below) page_line(&w->page);
        sheet_line(w, below ? 4 : column, below ? 4 : column, e->schemes[i].summary);
    }
}

// ---- in brief: what decided

static enum rule_outcome deciding(enum decision d) {
    static const enum rule_outcome outcomes[DECISION_COUNT] = {
        [DECISION_ELIGIBLE] = RULE_OUTCOME_COUNT,       [DECISION_REFER] = RULE_ASKS,
        [DECISION_INCOMPLETE] = RULE_UNKNOWN,           [DECISION_INELIGIBLE] = RULE_FAILED,
        [DECISION_NOT_APPLICABLE] = RULE_OUTCOME_COUNT, [DECISION_NOT_IN_FORCE] = RULE_OUTCOME_COUNT};
    return outcomes[d];
}

static void put_deciding(struct sheet *w, const struct explained_rule *rules, uint32_t count, enum decision d) {
    for (uint32_t i = 0; i < count; i++)
        if (rules[i].outcome == deciding(d)) sheet_rule(w, 2, &rules[i]);
}

static void put_open_grants(struct sheet *w, const struct explained_offer *o) {
    for (uint32_t i = 0; i < o->grant_count && o->decision == DECISION_REFER; i++)
        if (o->grants[i].value.state != STATE_KNOWN) sheet_grant(w, 2, &o->grants[i]);
}

static void put_reasons(struct sheet *w, const struct explained_scheme *s) {
    if (deciding(s->decision) == RULE_OUTCOME_COUNT) return;
    page_line(&w->page);
    put_decision(w, 0, s->decision, &s->name, s->summary);
    put_deciding(w, s->rules, s->rule_count, s->decision);
    for (uint32_t i = 0; i < s->offer_count; i++) {
        const struct explained_offer *o = &s->offers[i];
        if (!s->best.en || strcmp(o->name.en, s->best.en) != 0) continue;
        if (s->decision == DECISION_INCOMPLETE) put_all_missing(w, 2, o);
        put_deciding(w, o->rules, o->rule_count, s->decision);
        put_open_grants(w, o);
    }
}

void explain_write_text(struct text *out, const struct explanation *e, const struct explain_looks *looks) {
    size_t width = looks->width ? looks->width : PAGE_WIDTH;
    struct sheet w = {.page = {.out = out, .width = width, .whole = e->rule_names, .whole_count = e->rule_name_count},
                      .lang = e->lang,
                      .brief = looks->brief};
    if (width >= ROOMY) w.label_width = widest_label(e->lang);
    put_head(&w, e);
    if (e->scheme_count > 1 || looks->brief) put_overview(&w, e);
    for (uint32_t i = 0; i < e->scheme_count; i++) (looks->brief ? put_reasons : put_scheme)(&w, &e->schemes[i]);
    out->failed |= w.phrase.failed || w.inner.failed;
    text_free(&w.phrase);
    text_free(&w.inner);
}
