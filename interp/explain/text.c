// An explanation for a person at a counter: short aligned lines, the worst first, nothing wider than a page.
#include <string.h>

#include "grammar/base/utf8.h"
#include "interp/explain/explain.h"
#include "interp/report/page.h"
#include "interp/report/words.h"

#define PAGE_WIDTH 96
#define ITEMS_SHOWN 10  // of a list field

struct sheet {
    struct page page;
    enum lang lang;
    size_t label_width;         // of the widest label, in columns
    struct text phrase, inner;  // scratch: a phrase being put together, and an argument of it
};

static const char *const decision_marks[DECISION_COUNT] = {"✓", "!", "?", "✗", "–", "–"};
static const char *const outcome_marks[RULE_OUTCOME_COUNT] = {"✗", "?", "!", "✓", "–"};
static const char *const truth_marks[] = {"✗", "?", "✓", "!"};
static const char *const grant_marks[] = {
    [STATE_KNOWN] = "•", [STATE_REFERRED] = "!", [STATE_UNKNOWN] = "?", [STATE_SILENT] = "!", [STATE_FAULT] = "✗"};

static const char *words(const struct sheet *w, enum phrase_id id) { return words_text(w->lang, id); }

static const char *primary(const struct sheet *w, const struct explained_name *n) {
    return w->lang == LANG_ZH ? n->zh : n->en;
}

// A phrase in the scratch text, good until the next one.
static const char *phrase(struct sheet *w, enum phrase_id id, const char *one, const char *two) {
    text_clear(&w->phrase);
    words_put(&w->phrase, w->lang, id, one, two);
    return text_string(&w->phrase);
}

// A line, or lines, of their own.
static void put_line(struct sheet *w, size_t indent, size_t hang, const char *string) {
    page_pad(&w->page, indent);
    page_wrap(&w->page, hang, string);
    page_line(&w->page);
}

// "✗ name — "
static void put_marked(struct sheet *w, size_t indent, const char *mark) {
    page_pad(&w->page, indent);
    page_put(&w->page, mark);
    page_put(&w->page, " ");
}

static void put_both_names(struct sheet *w, const struct explained_name *n) {
    page_put(&w->page, primary(w, n));
    if (!strcmp(n->en, n->zh)) return;
    page_put(&w->page, " ");
    page_put(&w->page, w->lang == LANG_ZH ? n->en : n->zh);
}

// Returns the column behind the label, where its lines hang.
static size_t put_label(struct sheet *w, size_t indent, enum phrase_id id) {
    size_t column = indent + w->label_width + 2;
    page_pad(&w->page, indent);
    page_put(&w->page, words(w, id));
    page_pad(&w->page, column);
    return column;
}

static void put_place(struct sheet *w, const struct explained_place *place) {
    if (!place->file) return;
    text_clear(&w->phrase);
    text_format(&w->phrase, "%s:%u", place->file, place->line);
    page_right(&w->page, text_string(&w->phrase));
}

// "一（二） “年满18周岁”", and what it is written in if not in the scheme's own notice. `of`: whose it is, where that
// is not plain from the place; else NULL.
static void put_clause(struct sheet *w, size_t indent, const struct explained_citation *c, const char *of) {
    if (!c->clause && !c->quote_count) return;
    size_t hang = put_label(w, indent, WORDS_LABEL_CLAUSE);
    if (of) page_wrap(&w->page, hang, of);
    if (c->clause) page_wrap(&w->page, hang, c->clause);
    for (uint32_t i = 0; i < c->quote_count; i++) {
        bool spaced = i || c->clause;
        page_wrap(&w->page, hang, phrase(w, spaced ? WORDS_QUOTED_NEXT : WORDS_QUOTED, c->quotes[i], NULL));
    }
    page_line(&w->page);
}

static void put_origin(struct sheet *w, size_t indent, const struct explained_origin *o, const char *of) {
    static const enum phrase_id labels[ORIGIN_KIND_COUNT] = {WORDS_LABEL_AMENDMENT, WORDS_LABEL_STANDARD};
    if (!o) return;
    size_t hang = put_label(w, indent, labels[o->kind]);
    if (of) page_wrap(&w->page, hang, of);
    page_wrap(&w->page, hang, o->text);
    page_line(&w->page);
}

static void put_citation(struct sheet *w, size_t indent, const struct explained_citation *c) {
    put_clause(w, indent, c, NULL);
    put_origin(w, indent, c->origin, NULL);
}

// A definition's or a param's, which stands among others.
static void put_value_citation(struct sheet *w, size_t indent, const struct explained_value *v) {
    struct text of = {0};
    words_put(&of, w->lang, WORDS_VALUE_SAID, primary(w, &v->name), "");
    put_clause(w, indent, v->citation, text_string(&of));
    put_origin(w, indent, v->citation->origin, text_string(&of));
    w->phrase.failed |= of.failed;
    text_free(&of);
}

static const char *truth_word(const struct sheet *w, uint8_t truth) {
    static const enum phrase_id ids[] = {WORDS_NO, WORDS_TRUTH_UNKNOWN, WORDS_YES, WORDS_VALUE_REFERRED};
    return words(w, ids[truth]);
}

static const char *part_mark(const struct explained_part *part) {
    return part->verdict ? outcome_marks[part->outcome] : truth_marks[part->truth];
}

static void put_judged(struct sheet *w, size_t hang, const struct explained_part *part) {
    const char *judged = part->verdict ? part->verdict : truth_word(w, part->truth);
    page_wrap(&w->page, hang, phrase(w, WORDS_JUDGED, part->text, judged));
    page_line(&w->page);
}

static void put_parts(struct sheet *w, size_t indent, const struct explained_part *parts, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        put_marked(w, indent, part_mark(&parts[i]));
        put_judged(w, indent + 4, &parts[i]);
        put_parts(w, indent + 2, parts[i].parts, parts[i].part_count);
    }
}

static void put_condition(struct sheet *w, size_t indent, enum phrase_id label,
                          const struct explained_part *condition) {
    size_t hang = put_label(w, indent, label);
    put_judged(w, hang, condition);
    put_parts(w, hang, condition->parts, condition->part_count);
}

static void put_items(struct sheet *w, size_t indent, const struct explained_value *v) {
    uint32_t shown = v->item_count < ITEMS_SHOWN ? v->item_count : ITEMS_SHOWN;
    for (uint32_t i = 0; i < shown; i++) put_line(w, indent + 2, indent + 4, v->items[i]);
    if (shown == v->item_count) return;
    text_clear(&w->inner);
    text_int(&w->inner, v->item_count - shown);
    put_line(w, indent + 2, indent + 4, phrase(w, WORDS_MORE_ITEMS, text_string(&w->inner), NULL));
}

static void put_row(struct sheet *w, size_t indent, const struct explained_row *row) {
    size_t hang = put_label(w, indent, WORDS_LABEL_TABLE);
    page_wrap(&w->page, hang, row->text);
    put_place(w, &row->place);
    page_line(&w->page);
    put_parts(w, hang, row->cells, row->cell_count);
    if (row->nearest) put_line(w, hang, hang + 2, row->nearest);
    put_parts(w, hang, row->against, row->against_count);
    put_citation(w, hang, &row->citation);
}

static const char *value_line(struct sheet *w, const struct explained_value *v) {
    return phrase(w, v->said ? WORDS_VALUE_SAID : WORDS_VALUE_IS, primary(w, &v->name), v->text);
}

// "score = 75, rows above": in short what was told of the same offer before.
static void put_above(struct sheet *w, size_t indent, const struct explained_value *v) {
    const struct explained_row *one = v->row ? v->row : v->row_count == 1 ? v->rows : NULL;
    struct text named = {0};
    text_put(&named, one ? one->text : value_line(w, v));
    size_t hang = put_label(w, indent, WORDS_LABEL_TABLE);
    put_line(w, 0, hang, phrase(w, one ? WORDS_ROW_ABOVE : WORDS_ROWS_ABOVE, text_string(&named), NULL));
    w->phrase.failed |= named.failed;
    text_free(&named);
}

static void put_table(struct sheet *w, size_t indent, const struct explained_value *v) {
    if (v->told_above) put_above(w, indent, v);
    else if (v->row) put_row(w, indent, v->row);
    else
        for (uint32_t i = 0; i < v->row_count; i++) put_row(w, indent, &v->rows[i]);
}

static void put_values(struct sheet *w, size_t indent, const struct explained_value *values, uint32_t count) {
    if (!count) return;
    size_t hang = put_label(w, indent, WORDS_LABEL_HERE);
    text_clear(&w->inner);
    for (uint32_t i = 0; i < count; i++) {
        if (i) text_put(&w->inner, words(w, WORDS_BETWEEN_VALUES));
        text_put(&w->inner, value_line(w, &values[i]));
    }
    page_wrap(&w->page, hang, text_string(&w->inner));
    page_line(&w->page);
    for (uint32_t i = 0; i < count; i++) put_items(w, hang, &values[i]);
    for (uint32_t i = 0; i < count; i++) {
        if (values[i].citation) put_value_citation(w, indent, &values[i]);
        put_table(w, indent, &values[i]);
    }
}

static void put_rule(struct sheet *w, size_t indent, const struct explained_rule *r) {
    size_t inner = indent + 4;
    put_marked(w, indent, outcome_marks[r->outcome]);
    page_put(&w->page, primary(w, &r->name));
    page_put(&w->page, words(w, WORDS_DASH));
    page_wrap(&w->page, inner, r->verdict);
    put_place(w, &r->place);
    page_line(&w->page);
    if (r->label) put_line(w, inner, inner, r->label);
    if (r->has_when) put_condition(w, inner, WORDS_APPLIES_WHEN, &r->when);
    if (r->outcome != RULE_NOT_ASKED) put_condition(w, inner, WORDS_LABEL_CONDITION, &r->condition);
    put_values(w, inner, r->values, r->value_count);
    put_citation(w, inner, &r->citation);
    if (!r->has_waiver) return;
    put_condition(w, inner, WORDS_LABEL_WAIVER, &r->waiver);
    put_citation(w, inner, &r->waiver_citation);
}

static void put_rules(struct sheet *w, size_t indent, const struct explained_rule *rules, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) put_rule(w, indent, &rules[i]);
}

static void join_names(struct sheet *w, struct text *out, const struct explained_name *names, uint32_t count) {
    text_clear(out);
    for (uint32_t i = 0; i < count; i++) {
        if (i) text_put(out, words(w, WORDS_COMMA));
        text_put(out, primary(w, &names[i]));
    }
}

static void put_missing(struct sheet *w, size_t indent, const struct explained_missing *m) {
    put_marked(w, indent, "?");
    put_both_names(w, &m->name);
    page_wrap(&w->page, indent + 4, phrase(w, WORDS_IN_BRACKETS, m->type, NULL));
    if (m->needed_by_count) {
        join_names(w, &w->inner, m->needed_by, m->needed_by_count);
        page_put(&w->page, words(w, WORDS_DASH));
        page_wrap(&w->page, indent + 4, phrase(w, WORDS_NEEDED_FOR, text_string(&w->inner), NULL));
    }
    page_line(&w->page);
}

static void put_all_missing(struct sheet *w, size_t indent, const struct explained_offer *o) {
    if (!o->missing_count) return;
    put_line(w, indent, indent, words(w, WORDS_MISSING));
    for (uint32_t i = 0; i < o->missing_count; i++) put_missing(w, indent + 2, &o->missing[i]);
}

static void put_grant(struct sheet *w, size_t indent, const struct explained_grant *g) {
    size_t inner = indent + 4;
    put_marked(w, indent, grant_marks[g->value.state]);
    page_wrap(&w->page, inner, value_line(w, &g->value));
    put_place(w, &g->place);
    page_line(&w->page);
    bool is_open = g->value.state == STATE_UNKNOWN || g->value.state == STATE_REFERRED;
    if (g->value_count || is_open) {
        size_t hang = put_label(w, inner, WORDS_LABEL_VALUE);
        put_line(w, hang, hang, g->expression);
    }
    put_values(w, inner, g->values, g->value_count);
    put_citation(w, inner, &g->citation);
}

static void put_grants(struct sheet *w, size_t indent, const struct explained_offer *o) {
    if (!o->grant_count) return;
    put_line(w, indent, indent, words(w, o->decision == DECISION_ELIGIBLE ? WORDS_GRANTS : WORDS_GRANTS_OPEN));
    for (uint32_t i = 0; i < o->grant_count; i++) put_grant(w, indent + 2, &o->grants[i]);
}

static void put_note(struct sheet *w, size_t indent, const struct explained_note *n) {
    size_t inner = indent + 4;
    put_marked(w, indent, n->truth == 2 ? "□" : "?");
    page_wrap(&w->page, inner, n->text);
    put_place(w, &n->place);
    page_line(&w->page);
    if (n->truth != 2) put_line(w, inner, inner, phrase(w, WORDS_MAYBE_NEEDED, n->condition, NULL));
    put_citation(w, inner, &n->citation);
}

static void put_notes(struct sheet *w, size_t indent, enum phrase_id title, const struct explained_note *notes,
                      uint32_t count) {
    if (!count) return;
    put_line(w, indent, indent, words(w, title));
    for (uint32_t i = 0; i < count; i++) put_note(w, indent + 2, &notes[i]);
}

static const char *figure_since(struct sheet *w, const struct explained_figure *f) {
    if (f->set) return words(w, WORDS_FIGURE_SET);
    if (!f->since) return words(w, WORDS_FIGURE_ALWAYS);
    text_clear(&w->inner);
    words_put(&w->inner, w->lang, WORDS_FIGURE_SINCE, f->since, NULL);
    return text_string(&w->inner);
}

static void put_figure(struct sheet *w, size_t indent, const struct explained_figure *f) {
    put_marked(w, indent, "•");
    page_wrap(&w->page, indent + 4, phrase(w, WORDS_VALUE_IS, primary(w, &f->name), f->value));
    page_wrap(&w->page, indent + 4, phrase(w, WORDS_IN_BRACKETS, figure_since(w, f), NULL));
    page_line(&w->page);
}

static void put_figures(struct sheet *w, size_t indent, const struct explained_scheme *s) {
    if (!s->figure_count) return;
    page_line(&w->page);
    put_line(w, indent, indent, words(w, WORDS_FIGURES));
    for (uint32_t i = 0; i < s->figure_count; i++) put_figure(w, indent + 2, &s->figures[i]);
}

// "✗ growth 成长型预授信 — not eligible: trading fails"
static void put_decision(struct sheet *w, size_t indent, enum decision d, const struct explained_name *n,
                         const char *summary) {
    put_marked(w, indent, decision_marks[d]);
    put_both_names(w, n);
    page_put(&w->page, words(w, WORDS_DASH));
    page_wrap(&w->page, indent + 4, summary);
    page_line(&w->page);
}

static void put_offer(struct sheet *w, size_t indent, const struct explained_offer *o) {
    size_t inner = indent + 4;
    page_line(&w->page);
    put_decision(w, indent, o->decision, &o->name, o->summary);
    bool applies = o->decision != DECISION_NOT_APPLICABLE;
    if (o->title && strcmp(o->title, o->name.zh) != 0 && strcmp(o->title, o->name.en) != 0)
        put_line(w, inner, inner, o->title);
    if (o->has_when && applies) put_condition(w, inner, WORDS_APPLIES_WHEN, &o->when);
    put_values(w, inner, o->when_values, o->when_value_count);
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
    if (s->title) put_line(w, indent, indent, s->title);
    text_clear(&w->phrase);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i] && w->phrase.length) text_put(&w->phrase, " · ");
        if (parts[i]) text_put(&w->phrase, parts[i]);
    }
    if (w->phrase.length) put_line(w, indent, indent, text_string(&w->phrase));
    for (uint32_t i = 0; i < s->amendment_count; i++)
        put_line(w, indent, indent + 2, phrase(w, WORDS_AMENDED_BY, s->amendments[i].text, NULL));
}

static void put_shared_rules(struct sheet *w, const struct explained_scheme *s) {
    if (!s->rule_count) return;
    page_line(&w->page);
    put_line(w, 2, 2, words(w, WORDS_SHARED));
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
    put_line(w, 0, 0, phrase(w, WORDS_APPLICANT, e->id, e->as_of));
    for (size_t i = 0; i < e->reform_count; i++)
        put_line(w, 0, 2, phrase(w, WORDS_REFORM_APPLIED, e->reforms[i], NULL));
    if (e->duplicate) put_line(w, 0, 2, words(w, WORDS_DUPLICATE));
}

void explain_write_text(struct text *out, const struct explanation *e) {
    struct sheet w = {.page = {.out = out, .width = PAGE_WIDTH}, .lang = e->lang, .label_width = widest_label(e->lang)};
    put_head(&w, e);
    for (uint32_t i = 0; i < e->scheme_count; i++) put_scheme(&w, &e->schemes[i]);
    out->failed |= w.phrase.failed || w.inner.failed;
    text_free(&w.phrase);
    text_free(&w.inner);
}
