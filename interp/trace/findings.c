// What a trace leaves open, as findings.
#include "interp/trace/trace.h"

const uint32_t *trace_places(struct arena *a, const struct source *notice) {
    uint32_t *places = ARENA_ARRAY(a, uint32_t, notice->size + 1);
    notice_places(notice->bytes, notice->size, places);
    return places;
}

struct span trace_span(const uint32_t *places, uint32_t source, uint32_t from, uint32_t to) {
    return (struct span){source, places[from], places[to - 1] + 1 - places[from]};
}

bool trace_is_finding(const struct diag *d) {
    return d->id == DIAG_TRACE_UNTOUCHED || d->id == DIAG_TRACE_NO_CLAUSE || d->id == DIAG_TRACE_ELSEWHERE ||
           d->id == DIAG_ACCEPT_NOTHING || d->id == DIAG_TRACE_LOST || d->id == DIAG_TRACE_NEW ||
           d->label.id == DIAG_LABEL_FIGURE;
}

struct adding {
    const struct trace *t;
    struct trace_notice *n;
    struct diags *ds;
    const uint32_t *places;
    uint32_t source;
};

static const struct decl *source_in(const struct decl *block) {
    for (uint32_t i = 0; block && i < block->member_count; i++)
        if (block->members[i]->kind == DECL_SOURCE) return block->members[i];
    return NULL;
}

// What names the notice: of the first of its rules whose block does.
static const struct decl *naming(const struct trace_notice *n) {
    for (uint32_t i = 0; i < n->rule_count; i++) {
        const struct cited *c = n->rules[i].cited;
        const struct decl *own = source_in(c->decl->within), *d = own || !c->scheme ? own : source_in(c->scheme->decl);
        if (d) return d;
    }
    return NULL;
}

// An unnumbered part can't be cited.
static struct diag_arg cite(struct arena *a, const struct notice_clause *c) {
    struct text en = {0}, zh = {0};
    if (c->place) text_format(&en, " cite “%s”", c->place);
    if (c->place) text_format(&zh, " 依据 “%s”", c->place);
    struct diag_arg words = {text_keep(&en, a), NULL};
    words.zh = text_keep(&zh, a);
    return words;
}

static void add_untouched(struct adding *x, const struct decl *source) {
    const struct notice_document *d = &x->n->document;
    for (uint32_t i = 0; i < d->sentence_count; i++) {
        const struct notice_sentence *s = &d->sentences[i];
        if (trace_state_of(x->n, i) != TRACE_UNTOUCHED) continue;
        struct span at = trace_span(x->places, x->source, s->from, s->to);
        struct diag *said = diag_record(x->ds, DIAG_TRACE_UNTOUCHED, at, NULL, 0);
        if (source) diag_label(x->ds, said, DIAG_LABEL_TRACE_SOURCE, source->at);
        diag_hint(x->ds, said, DIAG_HINT_TRACE_UNTOUCHED, cite(x->t->arena, &d->clauses[s->clause]));
        x->n->said[i] = said;
    }
}

static void add_places(struct adding *x, struct trace_rule *r) {
    for (uint32_t i = 0; i < r->places.count; i++)
        if (!r->place_known[i])
            r->place_said[i] = diag(x->ds, DIAG_TRACE_NO_CLAUSE, r->cited->citation->clause_at, A(r->places.items[i]));
}

static void add_words(struct adding *x, struct trace_rule *r) {
    const struct citation *c = r->cited->citation;
    const struct notice_document *d = &x->n->document;
    for (uint32_t i = 0; i < r->words_count; i++) {
        struct trace_words *w = &r->words[i];
        if (!w->elsewhere) continue;
        const char *place = trace_place(x->t, &d->clauses[notice_clause_at(d, w->from)]);
        struct diag *said = diag(x->ds, DIAG_TRACE_ELSEWHERE, c->quote_spans[i], A(place), A(c->clause));
        diag_label(x->ds, said, DIAG_LABEL_TRACE_STANDS, trace_span(x->places, x->source, w->from, w->to));
        diag_hint(x->ds, said, DIAG_HINT_TRACE_CITE, A(""));
        w->said = said;
    }
}

static uint32_t index_of(const struct trace *t, const struct source *s) {
    uint32_t i = 0;
    while (t->sources->items[i] != s) i++;
    return i;
}

void trace_add_findings(struct trace *t, struct diags *ds) {
    for (uint32_t i = 0; i < t->notice_count; i++) {
        struct trace_notice *n = &t->notices[i];
        struct adding x = {t, n, ds, trace_places(t->arena, n->source), index_of(t, n->source)};
        add_untouched(&x, naming(n));
        for (uint32_t k = 0; k < n->rule_count; k++) {
            add_places(&x, &n->rules[k]);
            add_words(&x, &n->rules[k]);
        }
    }
}
