// Differences as a page, for a change request: was and is side by side, what it comes to, and who shows it.
#include "interp/chart/chart.h"
#include "interp/diff/effect.h"
#include "interp/report/html.h"
#include "interp/whatif/write/write.h"

static const char style[] =
    "table.diff{width:100%}table.diff td{max-width:none;vertical-align:top}.diff tr{break-inside:avoid}"
    ".tightened{border-left:4px solid var(--bad);padding-left:.5em}"
    ".loosened{border-left:4px solid var(--good);padding-left:.5em}"
    ".changed,.open{border-left:4px solid var(--soft);padding-left:.5em}.same{color:var(--soft)}"
    ".diff pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:.2em 0;font-size:.8em}.sign{margin:1.6rem 0 .4rem}";

static void put_words(struct text *out, const struct diff *d, const char *tag, const char *kind, enum phrase_id id,
                      const char *one) {
    struct text words = {0};
    words_put(&words, d->lang, id, one, NULL);
    html_element(out, tag, kind, text_string(&words));
    out->failed |= words.failed;
    text_free(&words);
}

static void put_witness(struct text *out, const struct diff *d, enum phrase_id id, const struct change_witness *w,
                        const char *brief) {
    if (!w) return;
    put_words(out, d, "div", "note", id, w->as_of);
    html_element(out, "pre", NULL, brief);
}

static void put_row(struct text *out, const struct diff *d, const struct difference *x) {
    struct text sentence = {0};
    diff_put_sentence(&sentence, d, x);
    text_put(out, "<tr><td>");
    html_element(out, "div", change_effect_words[x->effect], text_string(&sentence));
    text_put(out, "</td><td>");
    put_words(out, d, "div", NULL, effect_phrase(x->effect), NULL);
    put_witness(out, d, WORDS_DIFF_WORSE, x->worse, x->worse_brief);
    put_witness(out, d, WORDS_DIFF_BETTER, x->better, x->better_brief);
    text_put(out, "</td></tr>\n");
    out->failed |= sentence.failed;
    text_free(&sentence);
}

static void put_table(struct text *out, const struct diff *d) {
    text_put(out, "<table class=\"diff\"><thead><tr>");
    html_element(out, "th", NULL, words_text(d->lang, WORDS_DIFF_CHANGE));
    html_element(out, "th", NULL, words_text(d->lang, WORDS_DIFF_EFFECT));
    text_put(out, "</tr></thead><tbody>\n");
    for (uint32_t i = 0; i < d->count; i++) put_row(out, d, &d->items[i]);
    text_put(out, "</tbody></table>\n");
}

static void put_effect(struct text *out, const struct diff *d) {
    html_element(out, "h2", NULL, words_text(d->lang, WORDS_DIFF_DATA));
    whatif_put_page(out, d->effect, d->lang, &d->compilation->arena);
}

static void begin(struct text *out, const struct diff *d) {
    struct text rules = {0};
    text_put(&rules, style);
    if (d->effect) text_put(&rules, chart_style);
    html_begin(out, d->lang, words_text(d->lang, WORDS_DIFF_TITLE), text_string(&rules));
    out->failed |= rules.failed;
    text_free(&rules);
}

void diff_write_page(struct text *out, const struct diff *d) {
    begin(out, d);
    put_words(out, d, "p", "lead", diff_verdict(d), number_text(d->count).text);
    if (d->count) put_table(out, d);
    if (d->effect) put_effect(out, d);
    put_words(out, d, "p", "sign", WORDS_TRACE_SIGN, NULL);
    put_words(out, d, "p", "sign", WORDS_TRACE_SIGN_SECOND, NULL);
    html_end(out);
}
