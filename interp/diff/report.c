// Differences as text and as JSON.
#include "grammar/base/json.h"
#include "grammar/base/source.h"
#include "grammar/syntax/keywords.h"
#include "interp/diff/compare.h"
#include "interp/diff/effect.h"
#include "interp/report/page.h"
#include "interp/report/words.h"
#include "interp/whatif/write/write.h"

struct diff_sums diff_sums(const struct diff *d) {
    struct diff_sums s = {{0}};
    for (uint32_t i = 0; i < d->count; i++) s.of[d->items[i].effect]++;
    return s;
}

enum phrase_id effect_phrase(enum change_effect e) {
    static const enum phrase_id phrases[] = {[CHANGE_SAME] = WORDS_DIFF_EFFECT_SAME,
                                             [CHANGE_TIGHTENED] = WORDS_DIFF_EFFECT_TIGHTENED,
                                             [CHANGE_LOOSENED] = WORDS_DIFF_EFFECT_LOOSENED,
                                             [CHANGE_CHANGED] = WORDS_DIFF_EFFECT_CHANGED,
                                             [CHANGE_OPEN] = WORDS_DIFF_EFFECT_OPEN};
    return phrases[e];
}

// ---- text

static void put_wrapped(struct text *out, size_t width, const char *mark, struct text *sentence) {
    struct page p = {.out = out, .width = width};
    page_put(&p, mark);
    page_wrap(&p, 2, text_string(sentence));
    page_line(&p);
    out->failed |= sentence->failed;
    text_free(sentence);
}

static void put_line(struct text *out, const struct diff *d, size_t width, enum phrase_id id, const char *one,
                     const char *two) {
    struct text t = {0};
    words_put(&t, d->lang, id, one, two);
    put_wrapped(out, width, "  ", &t);
}

static void put_witness(struct text *out, const struct diff *d, size_t width, enum phrase_id id,
                        const struct change_witness *w, const char *brief) {
    if (!w) return;
    put_line(out, d, width, id, w->as_of, NULL);
    text_format(out, "    %s\n", brief);
}

static const char *mark_of(const struct difference *x) {
    static const char *const marks[] = {"+ ", "- ", "~ "};
    return marks[x->kind];
}

static void put_difference(struct text *out, const struct diff *d, const struct difference *x, size_t width) {
    struct text t = {0};
    diff_put_sentence(&t, d, x);
    put_wrapped(out, width, mark_of(x), &t);
    put_line(out, d, width, effect_phrase(x->effect), NULL, NULL);
    put_witness(out, d, width, WORDS_DIFF_WORSE, x->worse, x->worse_brief);
    put_witness(out, d, width, WORDS_DIFF_BETTER, x->better, x->better_brief);
}

enum phrase_id diff_verdict(const struct diff *d) {
    if (!d->count) return WORDS_DIFF_NOTHING;
    return diff_means(d) ? WORDS_DIFF_OTHERWISE : WORDS_DIFF_FORM;
}

static void put_effect(struct text *out, const struct diff *d, size_t width) {
    text_format(out, "\n%s\n", words_text(d->lang, WORDS_DIFF_DATA));
    whatif_write_text(out, d->effect, d->lang, width, &d->compilation->arena);
}

void diff_write_text(struct text *out, const struct diff *d, size_t width) {
    struct text t = {0};
    for (uint32_t i = 0; i < d->count; i++) put_difference(out, d, &d->items[i], width);
    words_put(&t, d->lang, diff_verdict(d), number_text(d->count).text, NULL);
    put_wrapped(out, width, "", &t);
    if (d->effect) put_effect(out, d, width);
}

// ---- JSON

static const char *const kinds[] = {"added", "dropped", "altered"};
static const char *const parts[] = {
    [DIFFERENCE_OF_WHOLE] = "whole",  [DIFFERENCE_OF_SORT] = "sort",     [DIFFERENCE_OF_CONDITION] = "condition",
    [DIFFERENCE_OF_WHERE] = "when",   [DIFFERENCE_OF_WAIVER] = "waiver", [DIFFERENCE_OF_VALUE] = "value",
    [DIFFERENCE_OF_ROW] = "row",      [DIFFERENCE_OF_ORDER] = "order",   [DIFFERENCE_OF_HEAD] = "head",
    [DIFFERENCE_OF_TYPE] = "type",    [DIFFERENCE_OF_DATES] = "dates",   [DIFFERENCE_OF_TEXT] = "text",
    [DIFFERENCE_OF_RESULT] = "result"};

static void json_name(struct json_writer *j, const struct diff *d, const char *member, const struct decl *of) {
    bool named = of && (of->name.en || of->name.zh);
    json_put_string(j, member, named ? name_text(d->policy, &of->name, LANG_EN) : NULL);
}

static void json_place(struct json_writer *j, const struct diff *d, const char *member, const struct decl *of,
                       struct span at) {
    if (!of) return json_put_null(j, member);
    struct source_set *sources = &d->compilation->sources;
    struct span place = at.length ? at : of->head;
    struct location l = source_locate(sources, place);
    json_open_object(j, member);
    json_put_place(j, sources->items[place.source]->path, l.line, l.column);
    json_close_object(j);
}

static void json_witness(struct json_writer *j, const char *member, const struct change_witness *w) {
    if (!w) return json_put_null(j, member);
    json_open_object(j, member);
    json_put_string(j, "as_of", w->as_of);
    json_put_raw(j, "record", text_string(&w->record));
    json_close_object(j);
}

static void json_sentence(struct json_writer *j, const struct diff *d, const struct difference *x) {
    struct text t = {0};
    diff_put_sentence(&t, d, x);
    json_put_string(j, "sentence", text_string(&t));
    j->out->failed |= t.failed;
    text_free(&t);
}

static void json_difference(struct json_writer *j, const struct diff *d, const struct difference *x) {
    const struct decl *self = difference_clause(x);
    json_open_object(j, NULL);
    json_name(j, d, "scheme", self->kind == DECL_SCHEME ? self : x->scheme);
    json_name(j, d, "offer", self->kind == DECL_OFFER ? self : x->offer);
    json_put_string(j, "what", keyword_spelling(keyword_of_decl(self->kind), LANG_EN));
    json_name(j, d, "rule", self);
    json_put_string(j, "kind", kinds[x->kind]);
    json_put_string(j, "part", parts[x->of]);
    json_put_string(j, "was", x->figure ? x->figure_from : x->from);
    json_put_string(j, "is", x->figure ? x->figure_to : x->to);
    json_sentence(j, d, x);
    json_put_string(j, "clause", x->cited ? x->cited->clause : NULL);
    json_place(j, d, "was_place", x->was, x->was_at);
    json_place(j, d, "place", x->is, x->is_at);
    json_put_string(j, "effect", change_effect_words[x->effect]);
    json_witness(j, "worse", x->worse);
    json_witness(j, "better", x->better);
    json_close_object(j);
}

// Two editions are no reform, so its parts are not put together from those of others.
static void json_effect(struct json_writer *j, const struct diff *d) {
    struct text t = {0};
    whatif_write_json(&t, d->effect, d->lang, false);
    while (t.length && t.bytes[t.length - 1] == '\n') t.bytes[--t.length] = '\0';
    json_put_raw(j, "effect", text_string(&t));
    j->out->failed |= t.failed;
    text_free(&t);
}

void diff_write_json(struct text *out, const struct diff *d) {
    struct json_writer j = {.out = out};
    json_open_object(&j, NULL);
    json_put_string(&j, "meaning", diff_means(d) ? "different" : "same");
    json_open_array(&j, "changes");
    for (uint32_t i = 0; i < d->count; i++) json_difference(&j, d, &d->items[i]);
    json_close_array(&j);
    if (d->effect) json_effect(&j, d);
    json_close_object(&j);
    text_char(out, '\n');
}
