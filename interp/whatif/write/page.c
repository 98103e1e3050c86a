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

// The table's title stands above the chart that draws it. False: there is no such table.
static bool put_title(struct text *out, struct grid *table) {
    if (!table) return false;
    html_element(out, "h3", NULL, table->title);
    table->title = NULL;
    return true;
}

typedef void drawing(struct text *out, const struct telling *t, const struct whatif_subject *s);

// A chart over its table; NULL: it has none.
static void put_part(struct text *out, const struct telling *t, const struct whatif_subject *s, drawing *draw,
                     struct grid *table) {
    if (!put_title(out, table)) return;
    if (draw) draw(out, t, s);
    grid_write_html(out, table);
}

static void put_group(struct text *out, const struct telling *t, const struct whatif_group *g) {
    struct grid *table = whatif_group_table(t, g);
    put_title(out, table);
    chart_groups(out, t, g);
    grid_write_html(out, table);
}

static void put_sweep(struct text *out, const struct telling *t, const struct whatif_sweep *s) {
    struct grid *table = whatif_sweep_table(t, s);
    put_title(out, table);
    chart_sweep(out, t, s);
    grid_write_html(out, table);
}

static void put_clauses(struct text *out, const struct telling *t, const struct whatif_subject *s, uint32_t version) {
    struct grid *funnel = whatif_funnel(t, s, version), *near = whatif_near(t, s, version);
    put_title(out, funnel);
    chart_funnel(out, t, s, version);
    grid_write_html(out, funnel);
    if (!put_title(out, near)) return;
    chart_gaps(out, t, s, version);
    grid_write_html(out, near);
}

static void put_tables(struct text *out, const struct telling *t, const struct whatif_subject *s) {
    put_part(out, t, s, chart_decisions, whatif_decisions(t, s));
    put_part(out, t, s, NULL, whatif_matrix(t, s));
    put_part(out, t, s, chart_bridge, whatif_bridge_table(t, s));
    put_part(out, t, s, chart_limits, whatif_limits(t, s));
    put_part(out, t, s, chart_flips, whatif_flips(t, s));
    put_part(out, t, s, chart_attributions, whatif_attributions(t, s));
    for (uint32_t i = 0; i < s->group_count; i++) put_group(out, t, &s->groups[i]);
    for (uint32_t i = 0; i < s->sweep_count; i++) put_sweep(out, t, &s->sweeps[i]);
    put_part(out, t, s, chart_robustness, whatif_robustness_table(t, s));
    put_part(out, t, s, NULL, whatif_bounds_table(t, s));
    put_part(out, t, s, NULL, whatif_sample_table(t, s));
}

// What the scheme's own tables do not tell: its clauses one by one.
static void put_offer(struct text *out, const struct telling *t, const struct whatif_subject *s) {
    html_open(out, "details", NULL);
    html_element(out, "summary", NULL, whatif_headline(t, s));
    put_part(out, t, s, chart_decisions, whatif_decisions(t, s));
    put_part(out, t, s, chart_bridge, whatif_bridge_table(t, s));
    for (uint32_t i = 0; i < whatif_versions(s); i++)
        if (whatif_is_pair_asked(s, i)) put_clauses(out, t, s, i);
    html_close(out, "details");
}

// A scheme, and the offers behind it.
static void put_scheme(struct text *out, const struct telling *t, const struct whatif_subject *s,
                       const struct whatif_subject *end) {
    html_section(out, 2, whatif_name(t, s), whatif_name(t, s));
    html_element(out, "p", "lead", whatif_headline(t, s));
    if (whatif_is_told(t, s) || s->sweep_count) put_tables(out, t, s);
    for (const struct whatif_subject *o = s + 1; whatif_is_told(t, s) && o < end && o->offer; o++) put_offer(out, t, o);
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
    whatif_write_json(&json, t->r, t->lang, false);
    html_data(out, "numbers", text_string(&json));
    out->failed |= json.failed;
    text_free(&json);
}

void whatif_put_page(struct text *out, const struct whatif_result *r, enum lang lang, struct arena *arena) {
    const struct telling t = {arena, r, lang};
    put_contents(out, &t);
    put_table(out, whatif_edits(&t));
    for (uint32_t i = 0; i < r->subject_count; i++)
        if (!r->subjects[i].offer) put_scheme(out, &t, &r->subjects[i], r->subjects + r->subject_count);
    put_stamp(out, &t);
    put_data(out, &t);
}

void whatif_write_page(struct text *out, const struct whatif_result *r, enum lang lang, struct arena *arena) {
    html_begin(out, lang, words_text(lang, WORDS_WHATIF_TITLE), chart_style);
    whatif_put_page(out, r, lang, arena);
    html_end(out);
}
