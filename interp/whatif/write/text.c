// For a terminal: a sentence a scheme, then the tables of those that change.
#include "interp/report/page.h"
#include "interp/report/words.h"
#include "interp/whatif/write/tables.h"
#include "interp/whatif/write/write.h"

struct writing {
    struct text *out;
    struct telling *t;
    size_t width;
};

static void put_line(const struct writing *w, const char *line) {
    struct page page = {.out = w->out, .width = w->width};
    page_wrap(&page, 2, line);
    page_line(&page);
}

static void put_table(const struct writing *w, const struct grid *table) {
    if (!table) return;
    text_char(w->out, '\n');
    grid_write_text(w->out, table, w->width);
}

static void put_subject(const struct writing *w, const struct whatif_subject *s) {
    const struct telling *t = w->t;
    text_char(w->out, '\n');
    put_line(w, whatif_headline(t, s));
    put_table(w, whatif_decisions(t, s));
    put_table(w, whatif_matrix(t, s));
    put_table(w, whatif_bridge_table(t, s));
    put_table(w, whatif_limits(t, s));
    put_table(w, whatif_flips(t, s));
    put_table(w, whatif_attributions(t, s));
    for (uint32_t i = 0; i < s->group_count; i++) put_table(w, whatif_group_table(t, &s->groups[i]));
    for (uint32_t i = 0; i < s->sweep_count; i++) put_table(w, whatif_sweep_table(t, &s->sweeps[i]));
    put_table(w, whatif_robustness_table(t, s));
    put_table(w, whatif_bounds_table(t, s));
    put_table(w, whatif_sample_table(t, s));
}

// Of an offer that changes its clauses one by one.
static void put_clauses(const struct writing *w, const struct whatif_subject *s) {
    text_char(w->out, '\n');
    put_line(w, whatif_headline(w->t, s));
    for (uint32_t i = 0; i < whatif_versions(s); i++) {
        if (!whatif_is_pair_asked(s, i)) continue;
        put_table(w, whatif_funnel(w->t, s, i));
        put_table(w, whatif_near(w->t, s, i));
    }
}

static void put_head(const struct writing *w) {
    const struct whatif_result *r = w->t->r;
    struct text said = {0}, records = {0}, rejected = {0};
    figure_put_decimal(&records, (figure_whole)r->records, 1, 0, false);
    figure_put_decimal(&rejected, (figure_whole)r->rejected, 1, 0, false);
    words_put(&said, w->t->lang, WORDS_WHATIF_POPULATION, text_string(&records), text_string(&rejected));
    put_line(w, text_string(&said));
    w->out->failed |= said.failed | records.failed | rejected.failed;
    text_free(&said);
    text_free(&records);
    text_free(&rejected);
}

void whatif_write_text(struct text *out, const struct whatif_result *r, enum lang lang, size_t width,
                       struct arena *arena) {
    struct telling t = {arena, r, lang};
    const struct writing w = {out, &t, width};
    put_head(&w);
    for (uint32_t i = 0; i < r->subject_count; i++)
        if (!r->subjects[i].offer) put_line(&w, whatif_headline(&t, &r->subjects[i]));
    put_table(&w, whatif_edits(&t));
    for (uint32_t i = 0; i < r->subject_count; i++) {
        const struct whatif_subject *s = &r->subjects[i];
        if (!s->offer && (whatif_is_told(&t, s) || s->sweep_count)) put_subject(&w, s);
        if (s->offer && whatif_is_told(&t, s)) put_clauses(&w, s);
    }
    put_table(&w, whatif_stamp_table(&t));
}
