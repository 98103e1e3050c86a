// A page for people who decide: headlines, then scheme by scheme each chart over the table that it draws, offers folded
// away below their scheme.
#include "interp/chart/chart.h"
#include "interp/report/html.h"
#include "interp/report/words.h"
#include "interp/whatif/write/charts.h"
#include "interp/whatif/write/write.h"

static void put_table(struct text *out, const struct grid *table) {
    if (table) grid_write_html(out, table);
}

static void put_tables(struct text *out, const struct telling *t, const struct whatif_subject *s) {
    chart_decisions(out, t, s);
    put_table(out, whatif_decisions(t, s));
    put_table(out, whatif_matrix(t, s));
    chart_bridge(out, t, s);
    put_table(out, whatif_bridge_table(t, s));
    put_table(out, whatif_limits(t, s));
    put_table(out, whatif_flips(t, s));
    chart_attributions(out, t, s);
    put_table(out, whatif_attributions(t, s));
    for (uint32_t i = 0; i < s->group_count; i++) {
        chart_groups(out, t, &s->groups[i]);
        put_table(out, whatif_group_table(t, &s->groups[i]));
    }
    for (uint32_t i = 0; i < s->sweep_count; i++) put_table(out, whatif_sweep_table(t, &s->sweeps[i]));
    put_table(out, whatif_robustness_table(t, s));
    put_table(out, whatif_bounds_table(t, s));
    for (uint32_t i = 0; i < whatif_versions(s); i++) {
        put_table(out, whatif_funnel(t, s, i));
        put_table(out, whatif_near(t, s, i));
    }
    put_table(out, whatif_sample_table(t, s));
}

static void put_offer(struct text *out, const struct telling *t, const struct whatif_subject *s) {
    if (!whatif_has_changed(s)) return;
    html_open(out, "details", NULL);
    html_element(out, "summary", NULL, whatif_headline(t, s));
    put_tables(out, t, s);
    html_close(out, "details");
}

// A scheme, and the offers behind it.
static void put_scheme(struct text *out, const struct telling *t, const struct whatif_subject *s,
                       const struct whatif_subject *end) {
    html_section(out, 2, whatif_name(t, s), whatif_name(t, s));
    html_element(out, "p", "lead", whatif_headline(t, s));
    if (whatif_has_changed(s) || s->sweep_count) put_tables(out, t, s);
    for (const struct whatif_subject *o = s + 1; o < end && o->offer; o++) put_offer(out, t, o);
    html_close(out, "section");
}

static void put_contents(struct text *out, const struct telling *t) {
    html_open(out, "nav", NULL);
    html_open(out, "ul", NULL);
    for (uint32_t i = 0; i < t->r->subject_count; i++) {
        const struct whatif_subject *s = &t->r->subjects[i];
        if (s->offer) continue;
        html_open(out, "li", NULL);
        html_link(out, whatif_name(t, s), whatif_headline(t, s));
        html_close(out, "li");
    }
    html_close(out, "ul");
    html_close(out, "nav");
}

static void put_stamp(struct text *out, const struct telling *t) {
    html_section(out, 2, "stamp", words_text(t->lang, WORDS_WHATIF_INPUTS));
    grid_write_html(out, whatif_stamp_table(t));
    grid_write_html(out, whatif_inputs(t));
    html_close(out, "section");
}

static void put_data(struct text *out, const struct telling *t) {
    struct text json = {0};
    whatif_write_json(&json, t->r, t->lang);
    html_data(out, "numbers", text_string(&json));
    out->failed |= json.failed;
    text_free(&json);
}

void whatif_write_page(struct text *out, const struct whatif_result *r, enum lang lang, struct arena *arena) {
    const struct telling t = {arena, r, lang};
    html_begin(out, lang, words_text(lang, WORDS_WHATIF_TITLE), chart_style);
    put_contents(out, &t);
    put_table(out, whatif_edits(&t));
    for (uint32_t i = 0; i < r->subject_count; i++)
        if (!r->subjects[i].offer) put_scheme(out, &t, &r->subjects[i], r->subjects + r->subject_count);
    put_stamp(out, &t);
    put_data(out, &t);
    html_end(out);
}
