// A trace as a page: the notice on the left, its rules on the right, to be compared and signed.
#include "interp/report/html.h"
#include "interp/report/words.h"
#include "interp/trace/trace.h"

static const char style[] =
    "table.trace{width:100%;table-layout:fixed}table.trace td{max-width:none}"
    ".trace td:first-child{width:52%}.trace tr{break-inside:avoid}.trace tr.mark{break-after:avoid}"
    ".untouched{border-left:4px solid var(--bad);padding-left:.5em}"
    ".marked{color:var(--soft)}.quoted{border-left:4px solid var(--good);padding-left:.5em}"
    ".trace .rule{margin:0 0 .5em}.trace code{display:block;font-family:inherit;color:var(--soft)}"
    ".trace .note{font-size:inherit;margin:0}.sign{margin:1.6rem 0 .4rem;break-before:avoid}";

static const char *const classes[] = {"untouched", "marked", "quoted"};

struct drawing {
    struct text *out;
    const struct trace *t;
    const struct trace_notice *n;
};

static void put_words(struct drawing *w, const char *tag, const char *kind, enum phrase_id id, const char *one,
                      const char *two) {
    struct text words = {0};
    words_put(&words, w->t->lang, id, one, two);
    html_element(w->out, tag, kind, text_string(&words));
    w->out->failed |= words.failed;
    text_free(&words);
}

static void put_accepted(struct drawing *w, const struct diag *d) {
    if (d && d->accepted) put_words(w, "p", "lead", WORDS_TRACE_ACCEPTED, d->accepted, NULL);
}

static void put_rule(struct drawing *w, const struct trace_rule *r) {
    struct text name = {0};
    trace_put_rule(&name, w->t, r, true);
    html_open(w->out, "div", r->is_mark ? "rule marked" : "rule");
    html_text(w->out, text_string(&name));
    if (*r->condition) html_element(w->out, "code", NULL, r->condition);
    html_close(w->out, "div");
    w->out->failed |= name.failed;
    text_free(&name);
}

// A sentence to a row, and its rules beside it; rules that stand beside the row above are not told again.
static bool told_above(const struct trace_notice *n, const struct notice_clause *c, uint32_t sentence, uint32_t rule) {
    for (uint32_t i = c->first; i < sentence; i++)
        for (uint32_t k = 0; k < n->quoting[i].count; k++)
            if (n->quoting[i].items[k] == rule) return true;
    return false;
}

static void put_rules(struct drawing *w, const struct notice_clause *c, uint32_t sentence) {
    const struct trace_list *l = &w->n->quoting[sentence];
    uint32_t above = 0;
    if (!l->count) put_words(w, "div", "note", WORDS_TRACE_NOTHING, NULL, NULL);
    for (uint32_t i = 0; i < l->count; i++)
        if (told_above(w->n, c, sentence, l->items[i])) above++;
        else put_rule(w, &w->n->rules[l->items[i]]);
    if (above) put_words(w, "div", "note", WORDS_TRACE_ABOVE, NULL, NULL);
}

static void put_head(struct drawing *w, const struct notice_clause *c) {
    text_put(w->out, "<tr class=\"mark\"><td colspan=\"2\">");
    html_element(w->out, "b", NULL, trace_place(w->t, c));
    text_put(w->out, " ");
    html_text(w->out, c->heading);
    text_put(w->out, "</td></tr>\n");
}

static void put_clause(struct drawing *w, const struct notice_clause *c) {
    put_head(w, c);
    for (uint32_t i = c->first; i < c->first + c->count; i++) {
        text_put(w->out, "<tr><td>");
        html_element(w->out, "div", classes[trace_state_of(w->n, i)], w->n->document.sentences[i].text);
        put_accepted(w, w->n->said[i]);
        text_put(w->out, "</td><td>");
        put_rules(w, c, i);
        text_put(w->out, "</td></tr>\n");
    }
}

static void begin_table(struct drawing *w, enum phrase_id left, enum phrase_id right) {
    text_put(w->out, "<table class=\"trace\"><thead><tr>");
    html_element(w->out, "th", NULL, words_text(w->t->lang, left));
    html_element(w->out, "th", NULL, words_text(w->t->lang, right));
    text_put(w->out, "</tr></thead><tbody>\n");
}

static void put_wrong(struct drawing *w, const struct trace_rule *r) {
    struct text name = {0};
    trace_put_rule(&name, w->t, r, true);
    for (uint32_t i = 0; i < r->places.count; i++) {
        if (r->place_known[i]) continue;
        put_words(w, "p", "untouched", WORDS_TRACE_NO_CLAUSE, text_string(&name), r->places.items[i]);
        put_accepted(w, r->place_said[i]);
    }
    for (uint32_t i = 0; i < r->words_count; i++) {
        if (!r->words[i].elsewhere) continue;
        put_words(w, "p", "untouched", WORDS_TRACE_ELSEWHERE, text_string(&name), r->cited->citation->clause);
        put_accepted(w, r->words[i].said);
    }
    w->out->failed |= name.failed;
    text_free(&name);
}

static void put_figure(struct drawing *w, const struct diag *d) {
    struct text place = {0}, message = {0};
    source_describe(w->t->sources, d->at, &place);
    diag_message(&message, w->t->lang, d->id, d->args);
    put_words(w, "p", "untouched", WORDS_TRACE_FIGURE, text_string(&place), text_string(&message));
    put_accepted(w, d);
    w->out->failed |= place.failed || message.failed;
    text_free(&place);
    text_free(&message);
}

static void put_sums(struct drawing *w) {
    const struct trace_notice *n = w->n;
    put_words(w, "p", "lead", WORDS_TRACE_SENTENCES, number_text(n->document.sentence_count).text,
              number_text(n->states[TRACE_QUOTED]).text);
    put_words(w, "p", "lead", WORDS_TRACE_SUMS, number_text(n->states[TRACE_MARKED]).text,
              number_text(n->states[TRACE_UNTOUCHED]).text);
    for (uint32_t i = 0; i < n->rule_count; i++) put_wrong(w, &n->rules[i]);
    for (uint32_t i = 0; i < n->figure_count; i++) put_figure(w, n->figures[i]);
}

static void put_notice(struct drawing *w) {
    put_words(w, "h2", NULL, WORDS_TRACE_NOTICE, trace_title(w->n), w->n->source->path);
    put_sums(w);
    begin_table(w, WORDS_TRACE_CLAUSE, WORDS_TRACE_RULES);
    for (uint32_t i = 0; i < w->n->document.clause_count; i++) put_clause(w, &w->n->document.clauses[i]);
    text_put(w->out, "</tbody></table>\n");
    put_words(w, "p", "sign", WORDS_TRACE_SIGN, NULL, NULL);
    put_words(w, "p", "sign", WORDS_TRACE_SIGN_SECOND, NULL, NULL);
}

// ---- an amended notice

// Which of a sentence's rules have to be looked at anew.
static void put_touching(struct drawing *w, const struct trace_against *g, uint32_t rule) {
    struct text name = {0};
    const struct trace_rule *r = &g->notice->rules[rule];
    trace_put_rule(&name, w->t, r, true);
    html_open(w->out, "div", "rule");
    put_words(w, "div", g->lost[rule] ? "untouched" : "quoted", g->lost[rule] ? WORDS_TRACE_LOST : WORDS_TRACE_STILL,
              text_string(&name), NULL);
    if (*r->condition) html_element(w->out, "code", NULL, r->condition);
    html_close(w->out, "div");
    w->out->failed |= name.failed;
    text_free(&name);
}

static void put_sides(struct drawing *w, const struct trace_against *g, const struct trace_change *c) {
    const struct trace_moved at = trace_moved(w->t, g, c);
    const struct notice_document *old = &g->notice->document, *new = &g->amended;
    put_words(w, "b", NULL, at.head, at.from, at.to);
    if (c->kind != CHANGE_NEW) put_words(w, "div", "marked", WORDS_TRACE_OLD, old->sentences[c->old].text, NULL);
    if (c->kind == CHANGE_NEW || c->kind == CHANGE_WORDS)
        put_words(w, "div", "quoted", WORDS_TRACE_NOW, new->sentences[c->new].text, NULL);
}

static void put_change(struct drawing *w, const struct trace_against *g, const struct trace_change *c) {
    const struct trace_list *l = c->kind != CHANGE_NEW ? &g->notice->quoting[c->old] : NULL;
    text_put(w->out, "<tr><td>");
    put_sides(w, g, c);
    text_put(w->out, "</td><td>");
    if (!l || !l->count) put_words(w, "div", "note", WORDS_TRACE_NOTHING, NULL, NULL);
    for (uint32_t i = 0; l && i < l->count; i++) put_touching(w, g, l->items[i]);
    text_put(w->out, "</td></tr>\n");
}

static void put_against(struct drawing *w, const struct trace_against *g) {
    put_words(w, "h2", NULL, WORDS_TRACE_AGAINST, g->path, trace_title(g->notice));
    begin_table(w, WORDS_TRACE_CHANGES, WORDS_TRACE_RULES);
    for (uint32_t i = 0; i < g->change_count; i++)
        if (g->changes[i].kind != CHANGE_NONE) put_change(w, g, &g->changes[i]);
    text_put(w->out, "</tbody></table>\n");
    if (!trace_has_changed(g)) put_words(w, "p", NULL, WORDS_TRACE_SAME, NULL, NULL);
}

void trace_write_page(struct text *out, const struct trace *t, const struct trace_against *against) {
    struct drawing w = {.out = out, .t = t};
    html_begin(out, t->lang, words_text(t->lang, WORDS_TRACE_TITLE), style);
    if (against) w.n = against->notice, put_against(&w, against);
    for (uint32_t i = 0; i < t->notice_count; i++) {
        w.n = &t->notices[i];
        put_notice(&w);
    }
    html_end(out);
}
