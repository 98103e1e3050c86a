#include "interp/funnel/tables.h"

#include "interp/report/words.h"
#include "interp/value/value_text.h"

static const char *word(const struct tally_telling *t, enum phrase_id id) { return words_text(t->lang, id); }

static struct figure count(uint64_t n) { return figure_of(FIGURE_COUNT, (figure_whole)n); }

// ---- rules

void tally_rule_columns(const struct tally_telling *t, struct grid *grid) {
    static const enum phrase_id heads[TALLY_RULE_CELLS] = {
        WORDS_FUNNEL_REACHED, WORDS_FUNNEL_STOPPED, WORDS_FUNNEL_UNKNOWN, WORDS_FUNNEL_LEFT,
        WORDS_FUNNEL_FAILS,   WORDS_FUNNEL_ONLY,    WORDS_FUNNEL_ASKS};
    for (uint32_t i = 0; i < TALLY_RULE_CELLS; i++) grid_number_column(grid, word(t, heads[i]));
}

void tally_rule_cells(struct figure cells[TALLY_RULE_CELLS], const struct tally_rule *r) {
    const uint64_t counts[TALLY_RULE_CELLS] = {r->reached, r->stopped, r->unknown, r->reached - r->stopped,
                                               r->fails,   r->only,    r->asks};
    for (uint32_t i = 0; i < TALLY_RULE_CELLS; i++) cells[i] = count(counts[i]);
}

void tally_left_cells(struct figure cells[TALLY_RULE_CELLS], uint64_t left) { cells[3] = count(left); }

// ---- thresholds

static const char *kept(const struct tally_telling *t, struct text *out) { return text_keep(out, t->arena); }

static const char *value_text(const struct tally_telling *t, const struct tally_threshold *threshold, int64_t value) {
    struct text out = {0};
    value_put_human(&out, t->tally->plan->policy, &threshold->value->type, value, (struct slice){0}, t->lang);
    return kept(t, &out);
}

const char *tally_bound_text(const struct tally_telling *t, const struct tally_threshold *threshold) {
    const struct field *field = tally_field(threshold);
    struct text out = {0};
    if (field) text_format(&out, "%s ", name_text(t->tally->plan->policy, &field->def.name, t->lang));
    text_format(&out, "%s %s", threshold->at_least ? "≥" : "≤", value_text(t, threshold, threshold->bound));
    return kept(t, &out);
}

// Of dates a number of days.
const char *tally_distance_text(const struct tally_telling *t, const struct tally_threshold *threshold, int64_t gap) {
    struct type type = threshold->value->type;
    struct text out = {0};
    if (type.kind == TYPE_DATE) type = (struct type){.kind = TYPE_PERIOD, .unit = UNIT_DAYS};
    if (type.kind == TYPE_MONTH) type = (struct type){.kind = TYPE_PERIOD, .unit = UNIT_MONTHS};
    value_put_human(&out, t->tally->plan->policy, &type, gap, (struct slice){0}, t->lang);
    return kept(t, &out);
}

void tally_gap_columns(const struct tally_telling *t, struct grid *grid) {
    static const enum phrase_id heads[TALLY_GAP_CELLS] = {
        WORDS_FUNNEL_MISSES,  WORDS_FUNNEL_WITHIN_5, WORDS_FUNNEL_WITHIN_10, WORDS_FUNNEL_WITHIN_20,
        WORDS_FUNNEL_NEAREST, WORDS_FUNNEL_MOVED,    WORDS_FUNNEL_ADMITTED,  WORDS_FUNNEL_CLOSE};
    for (uint32_t i = 0; i < TALLY_GAP_CELLS; i++) grid_number_column(grid, word(t, heads[i]));
}

void tally_gap_cells(const struct tally_telling *t, struct figure cells[TALLY_GAP_CELLS], const struct tally_gap *g) {
    int64_t value;
    uint64_t admitted;
    cells[0] = count(g->misses);
    for (uint32_t i = 0; i < TALLY_SHARES; i++) cells[1 + i] = count(g->within[i]);
    if (g->nearest) cells[4] = figure_text(tally_distance_text(t, g->threshold, g->nearest));
    if (tally_next_percent(t->tally, g, &value, &admitted)) {
        cells[5] = figure_text(value_text(t, g->threshold, value));
        cells[6] = count(admitted);
    }
    cells[7] = count(g->close);
}
