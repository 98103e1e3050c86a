// A trace in lines of text: clauses with their rules, and what is open.
#include "interp/report/page.h"
#include "interp/report/words.h"
#include "interp/trace/trace.h"

struct telling {
    struct page page;
    const struct trace *t;
    const struct trace_notice *n;
};

static void put_line(struct telling *w, size_t indent, enum phrase_id id, const char *one, const char *two) {
    struct text line = {0};
    words_put(&line, w->t->lang, id, one, two);
    page_pad(&w->page, indent);
    page_wrap(&w->page, indent + 2, text_string(&line));
    page_line(&w->page);
    w->page.out->failed |= line.failed;
    text_free(&line);
}

static void put_accepted(struct telling *w, const struct diag *d) {
    if (d && d->accepted) put_line(w, 6, WORDS_TRACE_ACCEPTED, d->accepted, NULL);
}

static void put_rule_line(struct telling *w, size_t indent, enum phrase_id id, uint32_t rule, const char *two) {
    struct text name = {0};
    trace_put_rule(&name, w->t, &w->n->rules[rule], true);
    put_line(w, indent, id, text_string(&name), two);
    w->page.out->failed |= name.failed;
    text_free(&name);
}

static bool holds(const struct trace_list *l, uint32_t rule) {
    for (uint32_t i = 0; i < l->count; i++)
        if (l->items[i] == rule) return true;
    return false;
}

static bool quotes_clause(const struct trace_notice *n, const struct notice_clause *c, uint32_t rule) {
    for (uint32_t i = 0; i < c->count; i++)
        if (holds(&n->quoting[c->first + i], rule)) return true;
    return false;
}

// Whoever cites a clause around this one is told here only where it quotes it.
static bool is_told(const struct trace_notice *n, const struct notice_clause *c, uint32_t rule) {
    const struct trace_rule *r = &n->rules[rule];
    for (uint32_t i = 0; c->place && i < r->places.count; i++)
        if (!strcmp(r->places.items[i], c->place)) return true;
    return quotes_clause(n, c, rule);
}

static void put_rules(struct telling *w, const struct notice_clause *c) {
    for (uint32_t i = 0; i < w->n->rule_count; i++) {
        if (!is_told(w->n, c, i)) continue;
        bool quotes = quotes_clause(w->n, c, i);
        put_rule_line(w, 4,
                      w->n->rules[i].is_mark ? WORDS_TRACE_IS
                      : quotes               ? WORDS_TRACE_QUOTED_BY
                                             : WORDS_TRACE_CITED_BY,
                      i, NULL);
    }
}

static void put_clause(struct telling *w, const struct notice_clause *c) {
    page_pad(&w->page, 2);
    struct text head = {0};
    text_format(&head, *c->heading ? "%s  %s" : "%s", trace_place(w->t, c), c->heading);
    page_wrap(&w->page, 4, text_string(&head));
    page_line(&w->page);
    w->page.out->failed |= head.failed;
    text_free(&head);
    put_rules(w, c);
    for (uint32_t i = c->first; i < c->first + c->count; i++)
        if (trace_state_of(w->n, i) == TRACE_UNTOUCHED) {
            put_line(w, 4, WORDS_TRACE_OPEN, w->n->document.sentences[i].text, NULL);
            put_accepted(w, w->n->said[i]);
        }
}

static bool has_news(const struct trace_notice *n, const struct notice_clause *c) {
    for (uint32_t i = 0; i < n->rule_count; i++)
        if (is_told(n, c, i)) return true;
    return c->count > 0;
}

// ---- what is wrong with citations

static void put_wrong_places(struct telling *w, uint32_t rule) {
    const struct trace_rule *r = &w->n->rules[rule];
    for (uint32_t i = 0; i < r->places.count; i++)
        if (!r->place_known[i]) {
            put_rule_line(w, 2, WORDS_TRACE_NO_CLAUSE, rule, r->places.items[i]);
            put_accepted(w, r->place_said[i]);
        }
}

static void put_wrong_words(struct telling *w, uint32_t rule) {
    const struct trace_rule *r = &w->n->rules[rule];
    for (uint32_t i = 0; i < r->words_count; i++) {
        if (!r->words[i].elsewhere) continue;
        const struct notice_clause *c = &w->n->document.clauses[notice_clause_at(&w->n->document, r->words[i].from)];
        put_rule_line(w, 2, WORDS_TRACE_ELSEWHERE, rule, r->cited->citation->clause);
        put_line(w, 4, WORDS_TRACE_STANDS_IN, trace_place(w->t, c), r->words[i].quote);
        put_accepted(w, r->words[i].said);
    }
}

static void put_sums(struct telling *w) {
    const struct trace_notice *n = w->n;
    struct text counts = {0};
    text_int(&counts, n->document.sentence_count);
    put_line(w, 2, WORDS_TRACE_SENTENCES, text_string(&counts), number_text(n->states[TRACE_QUOTED]).text);
    put_line(w, 2, WORDS_TRACE_SUMS, number_text(n->states[TRACE_MARKED]).text,
             number_text(n->states[TRACE_UNTOUCHED]).text);
    w->page.out->failed |= counts.failed;
    text_free(&counts);
}

static void put_figure(struct telling *w, const struct diag *d) {
    struct text place = {0}, message = {0};
    source_describe(w->t->sources, d->at, &place);
    diag_message(&message, w->t->lang, d->id, d->args);
    put_line(w, 2, WORDS_TRACE_FIGURE, text_string(&place), text_string(&message));
    put_accepted(w, d);
    w->page.out->failed |= place.failed || message.failed;
    text_free(&place);
    text_free(&message);
}

static void put_figures(struct telling *w) {
    if (!w->n->figure_count) return;
    page_line(&w->page);
    put_line(w, 0, WORDS_TRACE_FIGURES, NULL, NULL);
    for (uint32_t i = 0; i < w->n->figure_count; i++) put_figure(w, w->n->figures[i]);
}

static void put_notice(struct telling *w) {
    put_line(w, 0, WORDS_TRACE_NOTICE, trace_title(w->n), w->n->source->path);
    put_sums(w);
    page_line(&w->page);
    for (uint32_t i = 0; i < w->n->document.clause_count; i++)
        if (has_news(w->n, &w->n->document.clauses[i])) put_clause(w, &w->n->document.clauses[i]);
    if (w->n->unknown || w->n->elsewhere) {
        page_line(&w->page);
        put_line(w, 0, WORDS_TRACE_WRONG, NULL, NULL);
    }
    for (uint32_t i = 0; i < w->n->rule_count; i++) {
        put_wrong_places(w, i);
        put_wrong_words(w, i);
    }
    put_figures(w);
}

// ---- an amended notice

static void put_touching(struct telling *w, const struct trace_against *g, uint32_t sentence) {
    const struct trace_list *l = &w->n->quoting[sentence];
    for (uint32_t i = 0; i < l->count; i++)
        put_rule_line(w, 6, g->lost[l->items[i]] ? WORDS_TRACE_LOST : WORDS_TRACE_STILL, l->items[i], NULL);
}

static void put_change(struct telling *w, const struct trace_against *g, const struct trace_change *c) {
    const struct notice_document *old = &g->notice->document, *new = &g->amended;
    bool was = c->kind != CHANGE_NEW, is = c->kind != CHANGE_GONE;
    const struct trace_moved at = trace_moved(w->t, g, c);
    put_line(w, 2, at.head, at.from, at.to);
    if (was) put_line(w, 4, WORDS_TRACE_OLD, old->sentences[c->old].text, NULL);
    if (is && c->kind != CHANGE_MOVED) put_line(w, 4, WORDS_TRACE_NOW, new->sentences[c->new].text, NULL);
    if (was) put_touching(w, g, c->old);
}

static void put_against(struct telling *w, const struct trace_against *g) {
    put_line(w, 0, WORDS_TRACE_AGAINST, g->path, trace_title(g->notice));
    page_line(&w->page);
    for (uint32_t i = 0; i < g->change_count; i++)
        if (g->changes[i].kind != CHANGE_NONE) put_change(w, g, &g->changes[i]);
    if (!trace_has_changed(g)) put_line(w, 2, WORDS_TRACE_SAME, NULL, NULL);
}

void trace_write_text(struct text *out, const struct trace *t, const struct trace_against *against, size_t width) {
    struct telling w = {.page = {.out = out, .width = width}, .t = t};
    if (against) {
        w.n = against->notice;
        put_against(&w, against);
        return;
    }
    for (uint32_t i = 0; i < t->notice_count; i++) {
        w.n = &t->notices[i];
        if (i) page_line(&w.page);
        put_notice(&w);
    }
}
