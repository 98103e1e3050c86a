#include "interp/trace/trace.h"

#include <stdlib.h>

#include "interp/report/words.h"

struct tracing {
    struct trace *trace;
    struct line_writer *lines;
};

// ---- what cites

static const struct decl *offer_around(const struct scheme *s, const struct decl *d) {
    for (uint32_t i = 0; s && i < s->decl->member_count; i++) {
        const struct decl *o = s->decl->members[i];
        if (o->kind != DECL_OFFER || o == d || o->at.source != d->at.source) continue;
        if (o->at.offset <= d->at.offset && d->at.offset < o->at.offset + o->at.length) return o;
    }
    return NULL;
}

static const char *own_name(const struct trace *t, const struct decl *d) {
    const char *name = name_text(t->policy, &d->name, t->lang);
    return name && *name ? name : d->text ? d->text : "";
}

static const char *full_name(const struct trace *t, const struct cited *c) {
    const struct decl *offer = offer_around(c->scheme, c->decl);
    struct text name = {0};
    if (offer && c->decl->kind != DECL_NOT_RULE) text_format(&name, "%s.", own_name(t, offer));
    text_put(&name, own_name(t, c->decl));
    return text_keep(&name, t->arena);
}

static const struct expr *said(const struct cited *c) {
    if (c->citation == c->decl->waiver_citation) return c->decl->waiver;
    return c->decl->kind == DECL_MANUAL || c->decl->kind == DECL_DOCUMENT ? NULL : c->decl->expr;
}

static const char *condition_of(struct tracing *x, const struct cited *c) {
    struct text line = {0};
    const struct expr *e = said(c);
    if (e) line_put(x->lines, e->at, x->trace->lang, &line);
    return text_keep(&line, x->trace->arena);
}

static struct trace_rule rule_of(struct tracing *x, const struct cited *c) {
    struct arena *a = x->trace->arena;
    struct trace_rule r = {.cited = c, .is_mark = c->decl->kind == DECL_NOT_RULE};
    const char *sort = keyword_spelling(keyword_of_decl(c->decl->kind), x->trace->lang);
    r.sort = c->citation == c->decl->waiver_citation ? words_text(x->trace->lang, WORDS_TRACE_WAIVER) : sort;
    r.name = full_name(x->trace, c);
    r.condition = condition_of(x, c);
    if (c->citation->clause) r.places = places_cited(a, c->citation->clause);
    r.place_known = ARENA_ARRAY(a, bool, r.places.count);
    r.place_said = ARENA_ARRAY(a, const struct diag *, r.places.count);
    r.words_count = c->citation->quote_count;
    r.words = ARENA_ARRAY(a, struct trace_words, r.words_count);
    return r;
}

// ---- where it touches the notice

static bool is_cited(const struct trace_rule *r, const struct notice_clause *c) {
    for (uint32_t i = 0; c->place && i < r->places.count; i++)
        if (place_covers(r->places.items[i], c->place)) return true;
    return false;
}

static void push_rule(struct arena *a, struct trace_list *list, uint32_t rule) {
    if (list->count && list->items[list->count - 1] == rule) return;
    ARENA_PUSH(a, list->items, list->count, rule);
}

static uint32_t sentence_behind(const struct notice_document *d, uint32_t at) {
    uint32_t low = 0, high = d->sentence_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (d->sentences[middle].to > at) high = middle;
        else low = middle + 1;
    }
    return low;
}

static void touch(struct arena *a, struct trace_notice *n, uint32_t rule, uint32_t from, uint32_t to) {
    const struct notice_document *d = &n->document;
    for (uint32_t i = sentence_behind(d, from); i < d->sentence_count && d->sentences[i].from < to; i++)
        push_rule(a, &n->quoting[i], rule);
}

// A quote that stands in several clauses is meant where it is cited; where it is cited from none, all are.
static void touch_all(struct arena *a, struct trace_notice *n, uint32_t rule, uint32_t words, const char *stripped,
                      uint32_t length) {
    struct trace_rule *r = &n->rules[rule];
    struct trace_words *w = &r->words[words];
    bool (*find)(const struct notice_document *, const char *, uint32_t, uint32_t, uint32_t *,
                 uint32_t *) = r->is_mark ? notice_find_passage : notice_find;
    uint32_t from, to;
    bool cited = false;
    for (int round = 0; round < 2 && !cited; round++)
        for (uint32_t after = 0; find(&n->document, stripped, length, after, &from, &to); after = from + 1) {
            bool here = is_cited(r, &n->document.clauses[notice_clause_at(&n->document, from)]);
            if (round == 0 && !here) continue;
            cited |= here;
            if (w->from == w->to) w->from = from, w->to = to;
            touch(a, n, rule, from, to);
        }
    w->elsewhere = !cited && w->from < w->to && r->places.count;
    n->elsewhere += w->elsewhere;
}

static void touch_words(struct arena *a, struct trace_notice *n, uint32_t rule) {
    const struct citation *c = n->rules[rule].cited->citation;
    for (uint32_t i = 0; i < c->quote_count; i++) {
        size_t size = strlen(c->quotes[i]);
        char *stripped = arena_alloc(a, size + 1);
        n->rules[rule].words[i].quote = c->quotes[i];
        touch_all(a, n, rule, i, stripped, notice_strip(c->quotes[i], size, stripped));
    }
}

static void cite_places(struct arena *a, struct trace_notice *n, uint32_t rule) {
    struct trace_rule *r = &n->rules[rule];
    for (uint32_t p = 0; p < r->places.count; p++) {
        for (uint32_t i = 0; i < n->document.clause_count; i++) {
            const char *place = n->document.clauses[i].place;
            if (!place || !place_covers(r->places.items[p], place)) continue;
            r->place_known[p] = true;
            push_rule(a, &n->citing[i], rule);
        }
        n->unknown += !r->place_known[p];
    }
}

// ---- by notice

static struct trace_notice *notice_of(struct trace *t, uint32_t source) {
    const struct source *s = t->sources->items[source];
    for (uint32_t i = 0; i < t->notice_count; i++)
        if (t->notices[i].source == s) return &t->notices[i];
    struct trace_notice n = {.source = s, .document = notice_document(t->arena, s->bytes, s->size)};
    n.said = ARENA_ARRAY(t->arena, const struct diag *, n.document.sentence_count);
    n.quoting = ARENA_ARRAY(t->arena, struct trace_list, n.document.sentence_count);
    n.citing = ARENA_ARRAY(t->arena, struct trace_list, n.document.clause_count);
    ARENA_PUSH(t->arena, t->notices, t->notice_count, n);
    return &t->notices[t->notice_count - 1];
}

static int by_place(const void *a, const void *b) {
    const struct span x = ((const struct trace_rule *)a)->cited->decl->at,
                      y = ((const struct trace_rule *)b)->cited->decl->at;
    if (x.source != y.source) return x.source < y.source ? -1 : 1;
    if (x.offset != y.offset) return x.offset < y.offset ? -1 : 1;
    const struct citation *p = ((const struct trace_rule *)a)->cited->citation,
                          *q = ((const struct trace_rule *)b)->cited->citation;
    return (p > q) - (p < q);
}

static void link_rules(struct trace *t, struct trace_notice *n) {
    if (n->rule_count) qsort(n->rules, n->rule_count, sizeof *n->rules, by_place);
    for (uint32_t i = 0; i < n->rule_count; i++) {
        touch_words(t->arena, n, i);
        cite_places(t->arena, n, i);
    }
    for (uint32_t i = 0; i < n->document.sentence_count; i++) n->states[trace_state_of(n, i)]++;
}

static void take_figures(struct trace *t, const struct diags *said) {
    for (uint32_t i = 0; i < said->count; i++) {
        const struct diag *d = said->items[i];
        if (d->label.id != DIAG_LABEL_FIGURE) continue;
        for (uint32_t k = 0; k < t->notice_count; k++) {
            struct trace_notice *n = &t->notices[k];
            if (n->source != t->sources->items[d->label.at.source]) continue;
            ARENA_PUSH(t->arena, n->figures, n->figure_count, d);
            n->figures_open += !d->accepted;
        }
    }
}

struct trace trace_policy(struct arena *a, const struct policy *p, const struct diags *said, struct line_writer *lines,
                          enum lang lang) {
    struct trace t = {.policy = p, .arena = a, .sources = p->sources, .lang = lang};
    struct tracing x = {&t, lines};
    for (uint32_t i = 0; i < p->cited_count; i++) {
        struct trace_notice *n = notice_of(&t, p->cited[i].notice);
        const struct trace_rule rule = rule_of(&x, &p->cited[i]);
        if (p->cited[i].scheme && p->cited[i].scheme->notice == p->cited[i].notice)
            n->number = p->cited[i].scheme->document_number;
        ARENA_PUSH(a, n->rules, n->rule_count, rule);
    }
    for (uint32_t i = 0; i < t.notice_count; i++) link_rules(&t, &t.notices[i]);
    take_figures(&t, said);
    return t;
}

enum trace_state trace_state_of(const struct trace_notice *n, uint32_t sentence) {
    const struct trace_list *l = &n->quoting[sentence];
    for (uint32_t i = 0; i < l->count; i++)
        if (!n->rules[l->items[i]].is_mark) return TRACE_QUOTED;
    return l->count ? TRACE_MARKED : TRACE_UNTOUCHED;
}

static bool is_whole(const struct trace_notice *n) {
    for (uint32_t i = 0; i < n->document.sentence_count; i++)
        if (n->said[i] && !n->said[i]->accepted) return false;
    for (uint32_t i = 0; i < n->rule_count; i++) {
        const struct trace_rule *r = &n->rules[i];
        for (uint32_t k = 0; k < r->places.count; k++)
            if (r->place_said[k] && !r->place_said[k]->accepted) return false;
        for (uint32_t k = 0; k < r->words_count; k++)
            if (r->words[k].said && !r->words[k].said->accepted) return false;
    }
    return !n->figures_open;
}

bool trace_is_whole(const struct trace *t) {
    for (uint32_t i = 0; i < t->notice_count; i++)
        if (!is_whole(&t->notices[i])) return false;
    return true;
}

// ---- as people read it

void trace_put_rule(struct text *out, const struct trace *t, const struct trace_rule *r, bool place) {
    struct location at = source_locate(t->sources, r->cited->decl->at);
    text_format(out, r->is_mark ? "%s “%s”" : "%s %s", r->sort, r->name);
    if (place) text_format(out, " (%s:%u)", t->sources->items[r->cited->decl->at.source]->path, at.line);
}

const char *trace_title(const struct trace_notice *n) { return n->number ? n->number : n->source->path; }

const char *trace_place(const struct trace *t, const struct notice_clause *c) {
    if (c->place) return c->place;
    return words_text(t->lang, WORDS_TRACE_FRONT);
}
