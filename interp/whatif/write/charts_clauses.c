// Charts of an offer's clauses in both worlds: how many are left after each, and how far off they are who miss a
// threshold alone.
#include "interp/chart/chart.h"
#include "interp/funnel/tables.h"
#include "interp/report/html.h"
#include "interp/report/words.h"
#include "interp/whatif/write/charts.h"

#define BARS 10u  // of gaps, and one for all that are farther off

static const char *word(const struct telling *t, enum phrase_id id) { return words_text(t->lang, id); }

static void tick_count(struct text *out, int64_t value, const void *context) {
    (void)context;
    figure_put_decimal(out, value, 1, 0, false);
}

struct both_keys {
    struct chart_key keys[2];
};
static struct both_keys keys_of(const struct telling *t) {
    return (struct both_keys){
        {{TONE_PLAIN, false, word(t, WORDS_WHATIF_BEFORE)}, {TONE_GOOD, false, word(t, WORDS_WHATIF_AFTER)}}};
}

// ---- the funnel

static struct chart_mark mark_of(const struct telling *t, enum tone tone, uint64_t count) {
    return (struct chart_mark){.to = (int64_t)count, .tone = tone, .text = whatif_count_text(t, count)};
}

static uint64_t left_after(const struct tally_rule *r) { return r ? r->reached - r->stopped : 0; }

static struct chart_row funnel_row(const struct telling *t, const char *label, uint64_t before, uint64_t after) {
    return (struct chart_row){
        .label = label, .marks = {mark_of(t, TONE_PLAIN, before), mark_of(t, TONE_GOOD, after)}, .mark_count = 2};
}

static uint64_t asked_of(const struct tally_offer *o) { return o->applies + o->when_unknown; }

void chart_funnel(struct text *out, const struct telling *t, const struct whatif_subject *s, uint32_t version) {
    const struct clause_pair p = whatif_pair(s, version);
    const struct both_keys keys = keys_of(t);
    const struct chart c = {.title = word(t, WORDS_WHATIF_FUNNEL),
                            .description = word(t, WORDS_WHATIF_FUNNEL_NOTE),
                            .keys = keys.keys,
                            .key_count = 2,
                            .tick = tick_count};
    if (!p.offers[0] || !p.offers[1]) return;
    uint32_t count = p.offers[0]->planned->rule_count, n = 0;
    struct chart_row *rows = ARENA_ARRAY(t->arena, struct chart_row, count + 2);
    rows[n++] = funnel_row(t, word(t, WORDS_FUNNEL_REACHED), asked_of(p.offers[0]), asked_of(p.offers[1]));
    for (uint32_t i = 0; i < count; i++) {
        const struct tally_rule *r = &p.offers[0]->rules[i], *after = whatif_rule_like(p.offers[1], r);
        if (after) rows[n++] = funnel_row(t, whatif_rule_name(t, r), left_after(r), left_after(after));
    }
    chart_bars(out, &c, rows, n);
}

// ---- gaps

// The smallest of 1, 2, 5, 10, 20 … that is not below, and that both steps divide.
static int64_t width_for(int64_t least, int64_t step0, int64_t step1) {
    static const int rises[] = {1, 2, 5};
    for (int64_t ten = 1; ten <= INT64_MAX / 10; ten *= 10)
        for (int i = 0; i < 3; i++) {
            int64_t width = ten <= INT64_MAX / 50 ? ten * rises[i] : ten;
            if (width >= least && width % step0 == 0 && width % step1 == 0) return width;
        }
    return 0;
}

// As far as the bars have to reach: to the farthest who is told apart.
static int64_t span_of(const struct tally_gap *g) {
    const struct tally_threshold *t = g->threshold;
    uint32_t bins = TALLY_BINS;
    while (bins && !(g->bins && g->bins[bins - 1])) bins--;
    return t->step <= INT64_MAX / TALLY_BINS ? t->step * bins : t->step;
}

static void gather(const struct tally_gap *g, int64_t width, int64_t values[BARS + 1]) {
    values[BARS] += (int64_t)g->farther;
    for (uint32_t b = 0; g->bins && b < TALLY_BINS; b++) {
        int64_t bar = (int64_t)((__int128)b * g->threshold->step / width);
        values[bar < BARS ? bar : BARS] += (int64_t)g->bins[b];
    }
}

static void put_gap(struct text *out, const struct telling *t, const struct tally_rule *r,
                    const struct tally_gap *gaps[2]) {
    const struct tally_telling telling = {t->arena, t->r->tally, t->lang};
    const struct both_keys keys = keys_of(t);
    int64_t values[2][BARS + 1] = {{0}}, span0 = span_of(gaps[0]), span1 = span_of(gaps[1]);
    int64_t width = width_for(((span0 > span1 ? span0 : span1) - 1) / BARS + 1, gaps[0]->threshold->step,
                              gaps[1]->threshold->step);
    const char *labels[BARS + 1];
    struct text title = {0};
    if (!width || width > INT64_MAX / (BARS + 1) || (!gaps[0]->misses && !gaps[1]->misses)) return;
    for (int w = 0; w < 2; w++) gather(gaps[w], width, values[w]);
    for (uint32_t i = 0; i < BARS; i++)
        labels[i] = tally_distance_text(&telling, gaps[0]->threshold, width * ((int64_t)i + 1));
    labels[BARS] = word(t, WORDS_WHATIF_FARTHER);
    words_put(&title, t->lang, WORDS_WHATIF_GAPS, whatif_threshold(t, r, gaps[0]), NULL);
    struct chart c = {.keys = keys.keys, .key_count = 2, .tick = tick_count};
    c.title = c.description = text_keep(&title, t->arena);
    html_element(out, "p", "note", c.title);
    const struct chart_plot plot = {
        .labels = labels,
        .count = BARS + (values[0][BARS] || values[1][BARS]),
        .series = {{TONE_PLAIN, false, values[0]}, {TONE_GOOD, false, values[1]}},
        .series_count = 2,
    };
    chart_columns(out, &c, &plot);
}

void chart_gaps(struct text *out, const struct telling *t, const struct whatif_subject *s, uint32_t version) {
    const struct clause_pair p = whatif_pair(s, version);
    if (!p.offers[0] || !p.offers[1]) return;
    for (uint32_t i = 0; i < p.offers[0]->planned->rule_count; i++) {
        const struct tally_rule *r = &p.offers[0]->rules[i], *after = whatif_rule_like(p.offers[1], r);
        for (uint32_t k = 0; after && k < r->gap_count && k < after->gap_count; k++)
            put_gap(out, t, r, (const struct tally_gap *[2]){&r->gaps[k], &after->gaps[k]});
    }
}
