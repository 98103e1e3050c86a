// For a terminal: a table an offer, its rules in the notice's order; below it the thresholds that alone exclude
// somebody.
#include "interp/funnel/tables.h"
#include "interp/funnel/tell.h"
#include "interp/report/words.h"
#include "interp/value/value_text.h"

struct teller {
    struct tally_telling telling;
    struct text *out;
    size_t width;
};

static const char *word(const struct teller *to, enum phrase_id id) { return words_text(to->telling.lang, id); }

static const char *name_of(const struct teller *to, const struct name *n) {
    return name_text(to->telling.tally->plan->policy, n, to->telling.lang);
}

static const char *phrase(const struct teller *to, enum phrase_id id, const char *one, const char *two) {
    struct text out = {0};
    words_put(&out, to->telling.lang, id, one, two);
    return text_keep(&out, to->telling.arena);
}

static struct grid *begin(const struct teller *to, const char *title, enum phrase_id first) {
    struct grid *grid = grid_new(to->telling.arena, to->telling.lang, title);
    grid_words_column(grid, word(to, first));
    return grid;
}

static void put_left(struct grid *grid, const char *label, uint64_t left) {
    struct figure *cells = grid_add_row(grid, ROW_SUM);
    cells[0] = figure_text(label);
    tally_left_cells(cells + 1, left);
}

static void put_rules(const struct teller *to, const struct tally_offer *o) {
    const struct name *scheme = &to->telling.tally->plan->schemes[o->scheme].scheme->def.name;
    struct grid *grid = begin(
        to, phrase(to, WORDS_OF_OFFER, name_of(to, scheme), name_of(to, &o->planned->offer->def.name)),
        WORDS_FUNNEL_RULE);
    tally_rule_columns(&to->telling, grid);
    put_left(grid, word(to, WORDS_FUNNEL_APPLIES), o->applies);
    if (o->planned->when) put_left(grid, word(to, WORDS_FUNNEL_MAY_APPLY), o->when_unknown);
    for (uint32_t i = 0; i < o->planned->rule_count; i++) {
        struct figure *cells = grid_add_row(grid, ROW_PLAIN);
        cells[0] = figure_text(name_of(to, &o->rules[i].planned->rule->def.name));
        tally_rule_cells(cells + 1, &o->rules[i]);
    }
    for (int d = 0; d < DECISION_INELIGIBLE; d++) put_left(grid, decision_names[d][to->telling.lang], o->decisions[d]);
    grid_write_text(to->out, grid, to->width);
}

static void add_gap(const struct teller *to, struct grid *grid, const struct tally_rule *r, const struct tally_gap *g) {
    if (!g->misses && !g->close) return;
    struct figure *cells = grid_add_row(grid, ROW_PLAIN);
    cells[0] = figure_text(phrase(to, WORDS_VALUE_SAID, name_of(to, &r->planned->rule->def.name),
                                  tally_bound_text(&to->telling, g->threshold)));
    tally_gap_cells(&to->telling, cells + 1, g);
}

static void put_gaps(const struct teller *to, const struct tally_offer *o) {
    struct grid *grid = begin(to, word(to, WORDS_FUNNEL_NEAR), WORDS_FUNNEL_THRESHOLD);
    tally_gap_columns(&to->telling, grid);
    for (uint32_t i = 0; i < o->planned->rule_count; i++)
        for (uint32_t k = 0; k < o->rules[i].gap_count; k++) add_gap(to, grid, &o->rules[i], &o->rules[i].gaps[k]);
    if (!grid->row_count) return;
    grid->note = phrase(to, WORDS_FUNNEL_CLOSE_NOTE, number_text(to->telling.tally->near_percent).text, NULL);
    text_char(to->out, '\n');
    grid_write_text(to->out, grid, to->width);
}

void tally_put_text(struct text *out, const struct tally *t, enum lang lang, size_t width, struct arena *arena) {
    const struct teller to = {{arena, t, lang}, out, width ? width : TALLY_WIDTH};
    for (uint32_t i = 0; i < t->offer_count; i++) {
        if (i) text_char(out, '\n');
        put_rules(&to, &t->offers[i]);
        put_gaps(&to, &t->offers[i]);
    }
}
