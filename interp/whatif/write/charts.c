#include "interp/whatif/write/charts.h"

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
                                     {TONE_GOOD, false, word(t, WORDS_WHATIF_AFTER)}};
    struct chart c = chart_of(t, WORDS_WHATIF_DECISIONS, tick_count);
    struct chart_row rows[DECISION_COUNT];
    uint32_t count = 0;
    c.keys = keys, c.key_count = 2;
    for (int d = 0; d < DECISION_COUNT; d++) {
        uint64_t before = s->sides[WHATIF_BEFORE].decisions[d], after = s->sides[WHATIF_AFTER].decisions[d];
        if (!before && !after) continue;
        rows[count++] = (struct chart_row){
            .label = decision_names[d][t->lang],
            .marks = {{.to = (int64_t)before, .tone = TONE_PLAIN, .text = whatif_count_text(t, before)},
                      {.to = (int64_t)after, .tone = TONE_GOOD, .text = whatif_count_text(t, after)}},
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

static bool is_told(const struct telling *t, const struct whatif_group_row *g) {
    return g->in_scope_before && g->in_scope_after && (g->total || g->records >= t->r->min_cell);
}

void chart_groups(struct text *out, const struct telling *t, const struct whatif_group *g) {
    const struct chart_key keys[] = {{TONE_PLAIN, true, word(t, WORDS_WHATIF_RATE_BEFORE)},
                                     {TONE_GOOD, false, word(t, WORDS_WHATIF_RATE_AFTER)}};
    struct chart c = chart_of(t, WORDS_WHATIF_RATE, tick_permille);
    struct chart_row rows[ROWS_MOST + 2];
    uint32_t count = 0;
    c.keys = keys, c.key_count = 2;
    for (uint32_t i = 0; i < g->count && count < ROWS_MOST + 2; i++)
        if (is_told(t, &g->rows[i])) rows[count++] = group_row(t, &g->rows[i]);
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
