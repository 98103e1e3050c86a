// Rules, what is granted and what a person checks, with what there is to say of their values.
#include "interp/explain/sheet.h"

#define ITEMS_SHOWN 10  // of a list field

static const char *const outcome_marks[RULE_OUTCOME_COUNT] = {"✗", "?", "!", "✓", "–"};
static const char *const truth_marks[] = {"✗", "?", "✓", "!"};
static const char *const grant_marks[] = {
    [STATE_KNOWN] = "•", [STATE_REFERRED] = "!", [STATE_UNKNOWN] = "?", [STATE_SILENT] = "!", [STATE_FAULT] = "✗"};

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
    size_t hang = sheet_label(w, indent, WORDS_LABEL_CLAUSE);
    if (of) page_wrap(&w->page, hang, of);
    if (c->clause) page_wrap(&w->page, hang, c->clause);
    for (uint32_t i = 0; i < c->quote_count; i++) {
        bool spaced = i || c->clause;
        page_wrap(&w->page, hang, sheet_phrase(w, spaced ? WORDS_QUOTED_NEXT : WORDS_QUOTED, c->quotes[i], NULL));
    }
    page_line(&w->page);
}

static void put_origin(struct sheet *w, size_t indent, const struct explained_origin *o, const char *of) {
    static const enum phrase_id labels[ORIGIN_KIND_COUNT] = {WORDS_LABEL_AMENDMENT, WORDS_LABEL_STANDARD};
    if (!o) return;
    size_t hang = sheet_label(w, indent, labels[o->kind]);
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
    words_put(&of, w->lang, WORDS_VALUE_SAID, sheet_name(w, &v->name), "");
    put_clause(w, indent, v->citation, text_string(&of));
    put_origin(w, indent, v->citation->origin, text_string(&of));
    w->phrase.failed |= of.failed;
    text_free(&of);
}

static const char *truth_word(const struct sheet *w, uint8_t truth) {
    static const enum phrase_id ids[] = {WORDS_NO, WORDS_TRUTH_UNKNOWN, WORDS_YES, WORDS_VALUE_REFERRED};
    return sheet_words(w, ids[truth]);
}

static const char *part_mark(const struct explained_part *part) {
    return part->verdict ? outcome_marks[part->outcome] : truth_marks[part->truth];
}

static void put_judged(struct sheet *w, size_t hang, const struct explained_part *part) {
    const char *judged = part->verdict ? part->verdict : truth_word(w, part->truth);
    page_wrap(&w->page, hang, sheet_phrase(w, WORDS_JUDGED, part->text, judged));
    page_line(&w->page);
}

static void put_parts(struct sheet *w, size_t indent, const struct explained_part *parts, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        sheet_mark(w, indent, part_mark(&parts[i]));
        put_judged(w, indent + 4, &parts[i]);
        put_parts(w, indent + 2, parts[i].parts, parts[i].part_count);
    }
}

void sheet_condition(struct sheet *w, size_t indent, enum phrase_id label, const struct explained_part *condition) {
    size_t hang = sheet_label(w, indent, label);
    put_judged(w, hang, condition);
    put_parts(w, hang, condition->parts, condition->part_count);
}

static void put_items(struct sheet *w, size_t indent, const struct explained_value *v) {
    uint32_t shown = v->item_count < ITEMS_SHOWN ? v->item_count : ITEMS_SHOWN;
    for (uint32_t i = 0; i < shown; i++) sheet_line(w, indent + 2, indent + 4, v->items[i]);
    if (shown == v->item_count) return;
    text_clear(&w->inner);
    text_int(&w->inner, v->item_count - shown);
    sheet_line(w, indent + 2, indent + 4, sheet_phrase(w, WORDS_MORE_ITEMS, text_string(&w->inner), NULL));
}

static void put_row(struct sheet *w, size_t indent, const struct explained_row *row) {
    size_t hang = sheet_label(w, indent, WORDS_LABEL_TABLE);
    page_wrap(&w->page, hang, row->text);
    put_place(w, &row->place);
    page_line(&w->page);
    put_parts(w, hang, row->cells, row->cell_count);
    if (row->nearest) sheet_line(w, hang, hang + 2, row->nearest);
    put_parts(w, hang, row->against, row->against_count);
    put_citation(w, hang, &row->citation);
}

static const char *value_line(struct sheet *w, const struct explained_value *v) {
    return sheet_phrase(w, v->said ? WORDS_VALUE_SAID : WORDS_VALUE_IS, sheet_name(w, &v->name), v->text);
}

// "score = 75, rows above": in short what was told of the same offer before.
static void put_above(struct sheet *w, size_t indent, const struct explained_value *v) {
    const struct explained_row *one = v->row ? v->row : v->row_count == 1 ? v->rows : NULL;
    struct text named = {0};
    text_put(&named, one ? one->text : value_line(w, v));
    size_t hang = sheet_label(w, indent, WORDS_LABEL_TABLE);
    sheet_line(w, 0, hang, sheet_phrase(w, one ? WORDS_ROW_ABOVE : WORDS_ROWS_ABOVE, text_string(&named), NULL));
    w->phrase.failed |= named.failed;
    text_free(&named);
}

static void put_table(struct sheet *w, size_t indent, const struct explained_value *v) {
    if (v->told_above && !w->brief) put_above(w, indent, v);
    else if (v->row) put_row(w, indent, v->row);
    else
        for (uint32_t i = 0; i < v->row_count; i++) put_row(w, indent, &v->rows[i]);
}

static bool is_above(const struct sheet *w, const struct explained_value *v) { return v->said_above && !w->brief; }

// What stands above is named; what is `whole` is told again.
static void put_facts(struct sheet *w, size_t hang, const struct explained_value *values, uint32_t count, bool whole) {
    struct text above = {0};
    text_clear(&w->inner);
    for (uint32_t i = 0; i < count; i++) {
        bool named = is_above(w, &values[i]) && !whole;
        struct text *to = named ? &above : &w->inner;
        if (to->length) text_put(to, sheet_words(w, named ? WORDS_COMMA : WORDS_BETWEEN_VALUES));
        text_put(to, named ? sheet_name(w, &values[i].name) : value_line(w, &values[i]));
    }
    if (above.length && w->inner.length) text_put(&w->inner, sheet_words(w, WORDS_SEMICOLON));
    if (above.length) words_put(&w->inner, w->lang, WORDS_FACTS_ABOVE, text_string(&above), NULL);
    w->inner.failed |= above.failed;
    text_free(&above);
    page_wrap(&w->page, hang, text_string(&w->inner));
    page_line(&w->page);
}

void sheet_values(struct sheet *w, size_t indent, const struct explained_value *values, uint32_t count, bool whole) {
    if (!count) return;
    size_t hang = sheet_label(w, indent, WORDS_LABEL_HERE);
    put_facts(w, hang, values, count, whole);
    for (uint32_t i = 0; i < count; i++)
        if (!is_above(w, &values[i])) put_items(w, hang, &values[i]);
    for (uint32_t i = 0; i < count; i++) {
        if (values[i].citation && !is_above(w, &values[i])) put_value_citation(w, indent, &values[i]);
        put_table(w, indent, &values[i]);
    }
}

void sheet_rule(struct sheet *w, size_t indent, const struct explained_rule *r) {
    size_t inner = indent + 4;
    bool decides = r->outcome < RULE_MET;
    sheet_mark(w, indent, outcome_marks[r->outcome]);
    page_put(&w->page, sheet_name(w, &r->name));
    sheet_dash(w, inner, r->verdict);
    put_place(w, &r->place);
    page_line(&w->page);
    if (r->label) sheet_line(w, inner, inner, r->label);
    if (r->has_when) sheet_condition(w, inner, WORDS_APPLIES_WHEN, &r->when);
    if (r->outcome != RULE_NOT_ASKED) sheet_condition(w, inner, WORDS_LABEL_CONDITION, &r->condition);
    sheet_values(w, inner, r->values, r->value_count, decides);
    put_citation(w, inner, &r->citation);
    if (!r->has_waiver) return;
    sheet_condition(w, inner, WORDS_LABEL_WAIVER, &r->waiver);
    put_citation(w, inner, &r->waiver_citation);
}

void sheet_grant(struct sheet *w, size_t indent, const struct explained_grant *g) {
    size_t inner = indent + 4;
    sheet_mark(w, indent, grant_marks[g->value.state]);
    page_wrap(&w->page, inner, value_line(w, &g->value));
    put_place(w, &g->place);
    page_line(&w->page);
    bool is_open = g->value.state == STATE_UNKNOWN || g->value.state == STATE_REFERRED;
    if (g->value_count || is_open) {
        size_t hang = sheet_label(w, inner, WORDS_LABEL_VALUE);
        sheet_line(w, hang, hang, g->expression);
    }
    sheet_values(w, inner, g->values, g->value_count, is_open);
    put_citation(w, inner, &g->citation);
}

void sheet_note(struct sheet *w, size_t indent, const struct explained_note *n) {
    size_t inner = indent + 4;
    sheet_mark(w, indent, n->truth == 2 ? "□" : "?");
    page_wrap(&w->page, inner, n->text);
    put_place(w, &n->place);
    page_line(&w->page);
    if (n->truth != 2) sheet_line(w, inner, inner, sheet_phrase(w, WORDS_MAYBE_NEEDED, n->condition, NULL));
    put_citation(w, inner, &n->citation);
}
