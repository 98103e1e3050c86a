// A trace for programs.
#include "grammar/base/json.h"

#include "interp/trace/trace.h"

static const char *const states[] = {"untouched", "marked", "quoted"};
static const char *const kinds[] = {"same", "moved", "changed", "removed", "added"};

static void put_list(struct json_writer *j, const char *name, const struct trace_list *l) {
    json_open_array(j, name);
    for (uint32_t i = 0; i < l->count; i++) json_put_int(j, NULL, l->items[i]);
    json_close_array(j);
}

static void put_place(struct json_writer *j, const struct trace *t, struct span at) {
    struct location where = source_locate(t->sources, at);
    json_put_place(j, t->sources->items[at.source]->path, where.line, where.column);
}

static void put_accepted(struct json_writer *j, const struct diag *d) {
    json_put_string(j, "accepted", d ? d->accepted : NULL);
}

static void put_words(struct json_writer *j, const struct trace_notice *n, const struct trace_words *w) {
    json_open_object(j, NULL);
    json_put_string(j, "words", w->quote);
    bool found = w->from < w->to;
    const char *place = found ? n->document.clauses[notice_clause_at(&n->document, w->from)].place : NULL;
    json_put_string(j, "place", place);
    json_put_bool(j, "elsewhere", w->elsewhere);
    put_accepted(j, w->said);
    json_close_object(j);
}

static void put_places(struct json_writer *j, const struct trace_rule *r) {
    json_open_array(j, "places");
    for (uint32_t i = 0; i < r->places.count; i++) {
        json_open_object(j, NULL);
        json_put_string(j, "place", r->places.items[i]);
        json_put_bool(j, "known", r->place_known[i]);
        put_accepted(j, r->place_said[i]);
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_rule(struct json_writer *j, const struct trace *t, const struct trace_notice *n,
                     const struct trace_rule *r) {
    struct span at = r->cited->decl->at;
    json_open_object(j, NULL);
    json_put_string(j, "kind", r->sort);
    json_put_string(j, r->is_mark ? "reason" : "name", r->name);
    if (*r->condition) json_put_string(j, "condition", r->condition);
    json_put_bool(j, "rule", !r->is_mark);
    put_place(j, t, at);
    json_put_string(j, "cite", r->cited->citation->clause);
    put_places(j, r);
    json_open_array(j, "quotes");
    for (uint32_t i = 0; i < r->words_count; i++) put_words(j, n, &r->words[i]);
    json_close_array(j);
    json_close_object(j);
}

static void put_clause(struct json_writer *j, const struct trace_notice *n, uint32_t clause) {
    const struct notice_clause *c = &n->document.clauses[clause];
    json_open_object(j, NULL);
    json_put_string(j, "place", c->place);
    json_put_string(j, "heading", c->heading);
    put_list(j, "cited_by", &n->citing[clause]);
    json_open_array(j, "sentences");
    for (uint32_t i = c->first; i < c->first + c->count; i++) {
        json_open_object(j, NULL);
        json_put_string(j, "text", n->document.sentences[i].text);
        json_put_string(j, "state", states[trace_state_of(n, i)]);
        put_list(j, "rules", &n->quoting[i]);
        put_accepted(j, n->said[i]);
        json_close_object(j);
    }
    json_close_array(j);
    json_close_object(j);
}

static void put_counts(struct json_writer *j, const struct trace_notice *n) {
    json_put_int(j, "sentences", n->document.sentence_count);
    for (int i = TRACE_STATE_COUNT; i-- > 0;) json_put_int(j, states[i], n->states[i]);
    json_put_int(j, "unknown_clauses", n->unknown);
    json_put_int(j, "quotes_elsewhere", n->elsewhere);
}

static void put_side(struct json_writer *j, const char *name, const struct notice_document *d, uint32_t sentence) {
    json_open_object(j, name);
    json_put_string(j, "place", d->clauses[d->sentences[sentence].clause].place);
    json_put_string(j, "text", d->sentences[sentence].text);
    json_close_object(j);
}

static void put_change(struct json_writer *j, const struct trace_against *g, const struct trace_change *c) {
    json_open_object(j, NULL);
    json_put_string(j, "change", kinds[c->kind]);
    if (c->kind != CHANGE_NEW) put_side(j, "old", &g->notice->document, c->old);
    if (c->kind != CHANGE_GONE) put_side(j, "new", &g->amended, c->new);
    if (c->kind != CHANGE_NEW) put_list(j, "rules", &g->notice->quoting[c->old]);
    json_close_object(j);
}

static void put_against(struct json_writer *j, const struct trace_against *g) {
    json_open_object(j, "against");
    json_put_string(j, "file", g->path);
    json_open_array(j, "changes");
    for (uint32_t i = 0; i < g->change_count; i++)
        if (g->changes[i].kind != CHANGE_NONE) put_change(j, g, &g->changes[i]);
    json_close_array(j);
    json_open_array(j, "rules_whose_words_are_gone");
    for (uint32_t i = 0; i < g->notice->rule_count; i++)
        if (g->lost[i]) json_put_int(j, NULL, i);
    json_close_array(j);
    json_close_object(j);
}

static void put_figure(struct json_writer *j, const struct trace *t, const struct diag *d) {
    struct text message = {0};
    diag_message(&message, t->lang, d->id, d->args);
    json_open_object(j, NULL);
    json_put_string(j, "code", diag_info(d->id)->code);
    json_put_string(j, "message", text_string(&message));
    put_place(j, t, d->at);
    json_put_int(j, "notice_line", source_locate(t->sources, d->label.at).line);
    put_accepted(j, d);
    json_close_object(j);
    j->out->failed |= message.failed;
    text_free(&message);
}

static void put_notice(struct json_writer *j, const struct trace *t, const struct trace_notice *n,
                       const struct trace_against *against) {
    json_open_object(j, NULL);
    json_put_string(j, "file", n->source->path);
    json_put_string(j, "number", n->number);
    put_counts(j, n);
    json_open_array(j, "clauses");
    for (uint32_t i = 0; i < n->document.clause_count; i++) put_clause(j, n, i);
    json_close_array(j);
    json_open_array(j, "rules");
    for (uint32_t i = 0; i < n->rule_count; i++) put_rule(j, t, n, &n->rules[i]);
    json_close_array(j);
    json_open_array(j, "figures");
    for (uint32_t i = 0; i < n->figure_count; i++) put_figure(j, t, n->figures[i]);
    json_close_array(j);
    if (against && against->notice == n) put_against(j, against);
    json_close_object(j);
}

void trace_write_json(struct text *out, const struct trace *t, const struct trace_against *against) {
    struct json_writer j = {.out = out};
    json_open_object(&j, NULL);
    json_open_array(&j, "notices");
    for (uint32_t i = 0; i < t->notice_count; i++) put_notice(&j, t, &t->notices[i], against);
    json_close_array(&j);
    json_close_object(&j);
    text_char(out, '\n');
}
