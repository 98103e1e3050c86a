#include "interp/whatif/write/charts.h"

#include <stdlib.h>

#include "interp/chart/chart.h"
#include "interp/report/words.h"

#define ROWS_MOST 64u

static const char *word(const struct telling *t, enum phrase_id id) { return words_text(t->lang, id); }

static void tick_count(struct text *out, int64_t value, const void *context) {
    (void)context;
    figure_put_decimal(out, value, 1, 0, false);
}
static void tick_yuan(struct text *out, int64_t value, const void *context) {
    figure_put_tick(out, (figure_whole)value * 100, ((const struct telling *)context)->lang);
}
static void tick_permille(struct text *out, int64_t value, const void *context) {
    (void)context;
    figure_put_decimal(out, value, 10, 0, false);
    text_char(out, '%');
}

static struct chart chart_of(const struct telling *t, enum phrase_id title, chart_tick *tick) {
    return (struct chart){.title = word(t, title), .description = word(t, title), .tick = tick, .context = t};
}

static int64_t yuan(whatif_fen fen) { return (int64_t)(fen / 100); }

void chart_decisions(struct text *out, const struct telling *t, const struct whatif_subject *s) {
    const struct chart_key keys[] = {{TONE_PLAIN, false, word(t, WORDS_WHATIF_BEFORE)},
                                     {TONE_GOOD, false, word(t, WORDS_WHATIF_AFTER)},
                                     {TONE_OPEN, false, word(t, WORDS_WHATIF_AFTER_OPEN)}};
    struct chart c = chart_of(t, WORDS_WHATIF_DECISIONS, tick_count);
    struct chart_row rows[DECISION_COUNT];
    uint32_t count = 0;
    bool open = s->sides[0].decisions[DECISION_INCOMPLETE] || s->sides[1].decisions[DECISION_INCOMPLETE];
    c.keys = keys, c.key_count = open ? 3 : 2;
    for (int d = 0; d < DECISION_COUNT; d++) {
        uint64_t before = s->sides[WHATIF_BEFORE].decisions[d], after = s->sides[WHATIF_AFTER].decisions[d];
        if (!before && !after) continue;
        rows[count++] = (struct chart_row){
            .label = decision_names[d][t->lang],
            .marks = {{.to = (int64_t)before, .tone = TONE_PLAIN, .text = whatif_count_text(t, before)},
                      {.to = (int64_t)after,
                       .tone = d == DECISION_INCOMPLETE ? TONE_OPEN : TONE_GOOD,
                       .text = whatif_count_text(t, after)}},
            .mark_count = 2};
    }
    chart_bars(out, &c, rows, count);
}

static struct chart_row bridge_row(const struct telling *t, enum phrase_id id, whatif_fen from, whatif_fen by,
                                   bool is_change) {
    enum tone tone = !is_change ? TONE_PLAIN : by < 0 ? TONE_BAD : TONE_GOOD;
    return (struct chart_row){.label = word(t, id),
                              .marks = {{.from = is_change ? yuan(from) : 0,
                                         .to = yuan(from + by),
                                         .tone = tone,
                                         .text = whatif_money_text(t, is_change ? by : from + by, is_change)}},
                              .mark_count = 1};
}

void chart_bridge(struct text *out, const struct telling *t, const struct whatif_subject *s) {
    const struct whatif_bridge *b = &s->bridge;
    whatif_fen entered = b->before + b->entered, larger = entered + b->larger, smaller = larger + b->smaller;
    struct chart c = chart_of(t, WORDS_WHATIF_BRIDGE, tick_yuan);
    if (!b->before && !b->after) return;
    const struct chart_row rows[] = {bridge_row(t, WORDS_WHATIF_BEFORE, 0, b->before, false),
                                     bridge_row(t, WORDS_WHATIF_ENTERED, b->before, b->entered, true),
                                     bridge_row(t, WORDS_WHATIF_LARGER, entered, b->larger, true),
                                     bridge_row(t, WORDS_WHATIF_SMALLER, larger, b->smaller, true),
                                     bridge_row(t, WORDS_WHATIF_LEFT, smaller, b->left, true),
                                     bridge_row(t, WORDS_WHATIF_AFTER, 0, b->after, false)};
    chart_waterfall(out, &c, rows, sizeof rows / sizeof *rows);
}

// In parts of a thousand.
static int64_t rate(uint64_t eligible, uint64_t in_scope) {
    return (int64_t)((eligible * 1000 + in_scope / 2) / in_scope);
}

static struct chart_row group_row(const struct telling *t, const struct whatif_group_row *g) {
    return (struct chart_row){
        .label = g->total     ? word(t, WORDS_WHATIF_TOTAL)
                 : g->unknown ? word(t, WORDS_WHATIF_UNKNOWN)
                              : g->value,
        .marks = {{.to = rate(g->before.eligible, g->in_scope_before), .tone = TONE_PLAIN, .hollow = true},
                  {.to = rate(g->after.eligible, g->in_scope_after), .tone = TONE_GOOD}},
        .mark_count = 2};
}

static bool is_told(const struct whatif_group_row *g) {
    return g->in_scope_before && g->in_scope_after && g->cell == CELL_TOLD;
}

void chart_groups(struct text *out, const struct telling *t, const struct whatif_group *g) {
    const struct chart_key keys[] = {{TONE_PLAIN, true, word(t, WORDS_WHATIF_RATE_BEFORE)},
                                     {TONE_GOOD, false, word(t, WORDS_WHATIF_RATE_AFTER)}};
    struct chart c = chart_of(t, WORDS_WHATIF_RATE, tick_permille);
    struct chart_row rows[ROWS_MOST + 2];
    uint32_t count = 0;
    c.keys = keys, c.key_count = 2;
    for (uint32_t i = 0; i < g->count && count < ROWS_MOST + 2; i++)
        if (is_told(&g->rows[i])) rows[count++] = group_row(t, &g->rows[i]);
    chart_dumbbell(out, &c, rows, count);
}

void chart_attributions(struct text *out, const struct telling *t, const struct whatif_subject *s) {
    struct chart c = chart_of(t, WORDS_WHATIF_FAIR_LIMIT, tick_yuan);
    struct chart_row rows[ROWS_MOST];
    uint32_t count = 0;
    for (uint32_t i = 0; s->edits && i < t->r->edit_count && count < ROWS_MOST; i++) {
        whatif_fen share = s->edits[i].share.granted;
        rows[count++] = (struct chart_row){.label = t->r->edits[i].name,
                                           .marks = {{.to = yuan(share),
                                                      .tone = share < 0 ? TONE_BAD : TONE_GOOD,
                                                      .text = whatif_money_text(t, share, true)}},
                                           .mark_count = 1};
    }
    chart_bars(out, &c, rows, count);
}

static const char *flip_label(const struct telling *t, const struct whatif_flip *f) {
    struct text out = {0};
    words_put(&out, t->lang, WORDS_OF_OFFER, whatif_reasons(t, f), whatif_offers(t, f));
    const char *reasons = text_keep(&out, t->arena);
    out = (struct text){0};
    words_put(&out, t->lang, WORDS_VALUE_SAID, whatif_from_to(t, f->before, f->after), reasons);
    return text_keep(&out, t->arena);
}

void chart_flips(struct text *out, const struct telling *t, const struct whatif_subject *s) {
    struct chart c = chart_of(t, WORDS_WHATIF_FLIPS, tick_count);
    struct chart_row rows[FLIPS_TOLD];
    uint32_t count = 0;
    for (; count < s->flip_count && count < FLIPS_TOLD; count++) {
        const struct whatif_flip *f = &s->flips[count];
        rows[count] = (struct chart_row){.label = flip_label(t, f),
                                         .marks = {{.to = (int64_t)f->records,
                                                    .tone = whatif_flip_tone(f),
                                                    .text = whatif_count_text(t, f->records)}},
                                         .mark_count = 1};
    }
    chart_bars(out, &c, rows, count);
}

void chart_limits(struct text *out, const struct telling *t, const struct whatif_subject *s) {
    const struct chart_key keys[] = {{TONE_PLAIN, false, word(t, WORDS_WHATIF_BEFORE)},
                                     {TONE_GOOD, false, word(t, WORDS_WHATIF_AFTER)}};
    struct chart c = chart_of(t, WORDS_WHATIF_BARS, tick_count);
    struct chart_row *rows = ARENA_ARRAY(t->arena, struct chart_row, s->bar_count + 1);
    c.keys = keys, c.key_count = 2;
    for (uint32_t i = 0; i < s->bar_count; i++) {
        const struct whatif_bar *b = &s->bars[i];
        rows[i] = (struct chart_row){
            .label = whatif_bar_text(t, b),
            .marks = {{.to = (int64_t)b->before, .tone = TONE_PLAIN, .text = whatif_count_text(t, b->before)},
                      {.to = (int64_t)b->after, .tone = TONE_GOOD, .text = whatif_count_text(t, b->after)}},
            .mark_count = 2};
    }
    chart_bars(out, &c, rows, s->bar_count);
}

// By how much the granted limits move when a figure does, the largest first: to both sides of zero.
static whatif_fen reach_of(const struct whatif_robustness *r) {
    whatif_fen down = r->down.granted < 0 ? -r->down.granted : r->down.granted;
    whatif_fen up = r->up.granted < 0 ? -r->up.granted : r->up.granted;
    return down > up ? down : up;
}

static int by_reach(const void *a, const void *b) {
    const struct whatif_robustness *x = *(const struct whatif_robustness *const *)a;
    const struct whatif_robustness *y = *(const struct whatif_robustness *const *)b;
    if (reach_of(x) != reach_of(y)) return reach_of(x) > reach_of(y) ? -1 : 1;
    return x < y ? -1 : x > y;
}

static struct chart_row robustness_row(const struct telling *t, const struct whatif_robustness *r) {
    return (struct chart_row){.label = r->label,
                              .marks = {{.to = yuan(r->down.granted), .tone = TONE_PLAIN, .text = r->low},
                                        {.to = yuan(r->up.granted), .tone = TONE_GOOD, .text = r->high}},
                              .mark_count = 2};
}

void chart_robustness(struct text *out, const struct telling *t, const struct whatif_subject *s) {
    const struct chart_key keys[] = {{TONE_PLAIN, false, word(t, WORDS_WHATIF_DOWN)},
                                     {TONE_GOOD, false, word(t, WORDS_WHATIF_UP)}};
    struct chart c = chart_of(t, WORDS_WHATIF_ROBUSTNESS, tick_yuan);
    const struct whatif_robustness **sorted = ARENA_ARRAY(t->arena, const struct whatif_robustness *,
                                                          s->robustness_count + 1);
    struct chart_row rows[ROWS_MOST];
    uint32_t count = 0;
    c.keys = keys, c.key_count = 2;
    for (uint32_t i = 0; i < s->robustness_count; i++) sorted[i] = &s->robustness[i];
    qsort(sorted, s->robustness_count, sizeof *sorted, by_reach);
    while (count < s->robustness_count && count < ROWS_MOST && reach_of(sorted[count]))
        rows[count] = robustness_row(t, sorted[count]), count++;
    chart_bars(out, &c, rows, count);
}

static void add_mark(struct chart_plot *plot, const struct telling *t, uint32_t place, enum phrase_id id) {
    if (plot->mark_count == CHART_MARKS_MOST) return;
    plot->marks[plot->mark_count++] = (struct chart_place_mark){place, word(t, id)};
}

void chart_sweep(struct text *out, const struct telling *t, const struct whatif_sweep *s) {
    const struct chart_key keys[] = {{TONE_GOOD, false, decision_names[DECISION_ELIGIBLE][t->lang]}};
    struct chart c = chart_of(t, WORDS_WHATIF_SWEEP, tick_count);
    const char **labels = ARENA_ARRAY(t->arena, const char *, s->count + 1);
    int64_t *eligible = ARENA_ARRAY(t->arena, int64_t, s->count + 1);
    struct chart_plot plot = {.labels = labels, .count = s->count, .series_count = 1};
    plot.series[0] = (struct chart_series){TONE_GOOD, false, eligible};
    c.title = c.description = whatif_sweep_title(t, s);
    c.keys = keys, c.key_count = 1;
    for (uint32_t i = 0; i < s->count; i++) {
        const struct whatif_sweep_point *p = &s->points[i];
        labels[i] = p->value, eligible[i] = (int64_t)p->measure.eligible;
        if (p->baseline) add_mark(&plot, t, i, p->scenario ? WORDS_WHATIF_BOTH_HERE : WORDS_WHATIF_BASE_HERE);
        else if (p->scenario) add_mark(&plot, t, i, WORDS_WHATIF_SCENARIO_HERE);
    }
    chart_lines(out, &c, &plot);
}
