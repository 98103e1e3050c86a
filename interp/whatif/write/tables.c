// Tables of one scheme or offer: its decisions, its matrix, where its limits went, and why.
#include "interp/whatif/write/tables.h"

#include <string.h>

#include "interp/report/words.h"

static const char *word(const struct telling *t, enum phrase_id id) { return words_text(t->lang, id); }

static const char *phrase(const struct telling *t, enum phrase_id id, const char *one, const char *two) {
    struct text out = {0};
    words_put(&out, t->lang, id, one, two);
    return text_keep(&out, t->arena);
}

static const char *name_of(const struct telling *t, const struct name *n) {
    return name_text(t->r->policy, n, t->lang);
}

const char *whatif_name(const struct telling *t, const struct whatif_subject *s) {
    if (!s->offer) return name_of(t, &s->scheme->def.name);
    return phrase(t, WORDS_WHATIF_OFFER, name_of(t, &s->scheme->def.name), name_of(t, &s->offer->def.name));
}

bool whatif_has_changed(const struct whatif_subject *s) { return s->flip_count > 0; }

bool whatif_is_told(const struct telling *t, const struct whatif_subject *s) {
    return whatif_has_changed(s) || !t->r->edit_count;
}

// ---- the headline

const char *whatif_count_text(const struct telling *t, uint64_t count) {
    struct text out = {0};
    figure_put_decimal(&out, (figure_whole)count, 1, 0, false);
    return text_keep(&out, t->arena);
}

const char *whatif_money_text(const struct telling *t, whatif_fen fen, bool sign) {
    struct text out = {0};
    figure_put_money(&out, fen, t->lang, sign);
    return text_keep(&out, t->arena);
}

static void put_limits(const struct telling *t, const struct whatif_subject *s, struct text *out) {
    whatif_fen before = s->bridge.before, change = s->bridge.after - before;
    struct text share = {0};
    if (!change) return;
    words_put(out, t->lang, WORDS_WHATIF_LIMITS, whatif_money_text(t, change, true), NULL);
    if (before) figure_put_decimal(&share, change * 100, before, 1, true);
    if (share.length) words_put(out, t->lang, WORDS_WHATIF_SHARE, text_string(&share), NULL);
    out->failed |= share.failed;
    text_free(&share);
}

const char *whatif_headline(const struct telling *t, const struct whatif_subject *s) {
    struct text out = {0};
    words_put(&out, t->lang, WORDS_WHATIF_HEADLINE, whatif_name(t, s),
              whatif_count_text(t, t->r->records - t->r->rejected));
    if (!whatif_has_changed(s)) words_put(&out, t->lang, WORDS_WHATIF_UNCHANGED, NULL, NULL);
    else {
        words_put(&out, t->lang, WORDS_WHATIF_MOVED, whatif_count_text(t, s->better), whatif_count_text(t, s->worse));
        put_limits(t, s, &out);
        if (s->unsettled) words_put(&out, t->lang, WORDS_WHATIF_UNSETTLED, whatif_count_text(t, s->unsettled), NULL);
    }
    words_put(&out, t->lang, WORDS_WHATIF_STOP, NULL, NULL);
    return text_keep(&out, t->arena);
}

// ---- decisions

static void decision_row(const struct telling *t, struct grid *table, const struct whatif_subject *s, int decision) {
    uint64_t n = t->r->records - t->r->rejected;
    uint64_t before = s->sides[WHATIF_BEFORE].decisions[decision], after = s->sides[WHATIF_AFTER].decisions[decision];
    struct figure *cells = grid_add_row(table, ROW_PLAIN);
    cells[0] = figure_text(decision_names[decision][t->lang]);
    cells[1] = figure_of(FIGURE_COUNT, before);
    cells[2] = figure_percent(before, n);
    cells[3] = figure_of(FIGURE_COUNT, after);
    cells[4] = figure_percent(after, n);
    cells[5] = figure_change(FIGURE_COUNT, (figure_whole)after - before);
    cells[6] = figure_points(before, n, after, n);
}

static void limit_row(const struct telling *t, struct grid *table, enum phrase_id id, whatif_fen before,
                      whatif_fen after) {
    struct figure *cells = grid_add_row(table, ROW_PLAIN);
    cells[0] = figure_text(word(t, id));
    cells[1] = figure_of(FIGURE_MONEY, before);
    cells[3] = figure_of(FIGURE_MONEY, after);
    cells[5] = figure_change(FIGURE_MONEY, after - before);
}

static void rate_row(const struct telling *t, struct grid *table, const struct whatif_side *b,
                     const struct whatif_side *a) {
    struct figure *cells = grid_add_row(table, ROW_SUM);
    cells[0] = figure_text(word(t, WORDS_WHATIF_RATE));
    cells[2] = figure_percent(b->decisions[DECISION_ELIGIBLE], b->in_scope);
    cells[4] = figure_percent(a->decisions[DECISION_ELIGIBLE], a->in_scope);
    cells[6] = figure_points(b->decisions[DECISION_ELIGIBLE], b->in_scope, a->decisions[DECISION_ELIGIBLE],
                             a->in_scope);
}

static const char *whole_yuan(const struct telling *t, whatif_fen fen, bool sign) {
    whatif_fen half = fen < 0 ? -50 : 50;
    return whatif_money_text(t, (fen + half) / 100 * 100, sign);
}

// Rounded, and a text, so that the others need no fractions.
static void mean_row(const struct telling *t, struct grid *table, whatif_fen before, whatif_fen after) {
    struct figure *cells = grid_add_row(table, ROW_PLAIN);
    cells[0] = figure_text(word(t, WORDS_WHATIF_MEAN));
    cells[1] = figure_text(whole_yuan(t, before, false));
    cells[3] = figure_text(whole_yuan(t, after, false));
    cells[5] = figure_text(whole_yuan(t, after - before, true));
}

static void percentile_rows(const struct telling *t, struct grid *table, const struct whatif_side *b,
                            const struct whatif_side *a) {
    if (!b->has_percentiles || !a->has_percentiles) return;
    mean_row(t, table, b->mean, a->mean);
    limit_row(t, table, WORDS_WHATIF_P10, b->p10, a->p10);
    limit_row(t, table, WORDS_WHATIF_P50, b->p50, a->p50);
    limit_row(t, table, WORDS_WHATIF_P90, b->p90, a->p90);
}

struct grid *whatif_decisions(const struct telling *t, const struct whatif_subject *s) {
    static const enum phrase_id heads[] = {WORDS_WHATIF_BEFORE,  WORDS_WHATIF_PERCENT, WORDS_WHATIF_AFTER,
                                           WORDS_WHATIF_PERCENT, WORDS_WHATIF_CHANGE,  WORDS_WHATIF_POINTS};
    const struct whatif_side *b = &s->sides[WHATIF_BEFORE], *a = &s->sides[WHATIF_AFTER];
    struct grid *table = grid_new(t->arena, t->lang, word(t, WORDS_WHATIF_DECISIONS));
    grid_words_column(table, word(t, WORDS_SHEET_DECISION));
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) grid_number_column(table, word(t, heads[i]));
    for (int d = 0; d < DECISION_COUNT; d++)
        if (b->decisions[d] || a->decisions[d]) decision_row(t, table, s, d);
    rate_row(t, table, b, a);
    limit_row(t, table, WORDS_WHATIF_GRANTED, b->granted, a->granted);
    if (b->refer || a->refer) limit_row(t, table, WORDS_WHATIF_REFERRED, b->refer, a->refer);
    percentile_rows(t, table, b, a);
    return table;
}

// ---- from what to what

static enum tone tone_of(int before, int after) {
    if (before == after) return TONE_PLAIN;
    if (before == DECISION_INCOMPLETE || after == DECISION_INCOMPLETE)
        return after == DECISION_ELIGIBLE ? TONE_GOOD : before == DECISION_ELIGIBLE ? TONE_BAD : TONE_OPEN;
    return after < before ? TONE_GOOD : TONE_BAD;
}

static bool occurs(const struct whatif_subject *s, int decision) {
    return s->sides[WHATIF_BEFORE].decisions[decision] || s->sides[WHATIF_AFTER].decisions[decision];
}

// Below the records of a decision: by how much their limits change.
static void matrix_limits(const struct telling *t, struct grid *table, const struct whatif_subject *s, int before) {
    struct figure *cells = NULL;
    whatif_fen total = 0;
    uint32_t c = 1;
    for (int after = 0; after < DECISION_COUNT; after++) {
        whatif_fen limit = s->matrix_limit[before][after];
        if (limit && !cells) cells = grid_add_row(table, ROW_UNDER);
        if (limit) cells[c] = figure_change(FIGURE_MONEY, limit);
        total += limit;
        c += occurs(s, after);
    }
    if (!cells) return;
    cells[0] = figure_text(word(t, WORDS_WHATIF_LIMIT_CHANGE));
    cells[c] = figure_change(FIGURE_MONEY, total);
}

static void matrix_row(const struct telling *t, struct grid *table, const struct whatif_subject *s, int before) {
    struct figure *cells = grid_add_row(table, ROW_PLAIN);
    uint32_t c = 0;
    cells[c++] = figure_text(decision_names[before][t->lang]);
    for (int after = 0; after < DECISION_COUNT; after++) {
        if (!occurs(s, after)) continue;
        cells[c] = figure_of(FIGURE_COUNT, s->matrix[before][after]);
        if (s->matrix[before][after]) cells[c].tone = tone_of(before, after), cells[c].level = 2;
        c++;
    }
    cells[c] = figure_of(FIGURE_COUNT, s->sides[WHATIF_BEFORE].decisions[before]);
    matrix_limits(t, table, s, before);
}

struct grid *whatif_matrix(const struct telling *t, const struct whatif_subject *s) {
    struct grid *table = grid_new(t->arena, t->lang, word(t, WORDS_WHATIF_MATRIX));
    grid_words_column(table, word(t, WORDS_WHATIF_BEFORE_DOWN));
    for (int d = 0; d < DECISION_COUNT; d++)
        if (occurs(s, d)) grid_number_column(table, decision_names[d][t->lang]);
    grid_number_column(table, word(t, WORDS_WHATIF_TOTAL));
    for (int d = 0; d < DECISION_COUNT; d++)
        if (occurs(s, d)) matrix_row(t, table, s, d);
    struct figure *cells = grid_add_row(table, ROW_SUM);
    uint32_t c = 0;
    cells[c++] = figure_text(word(t, WORDS_WHATIF_TOTAL));
    for (int d = 0; d < DECISION_COUNT; d++)
        if (occurs(s, d)) cells[c++] = figure_of(FIGURE_COUNT, s->sides[WHATIF_AFTER].decisions[d]);
    cells[c] = figure_of(FIGURE_COUNT, t->r->records - t->r->rejected);
    return table;
}

// ---- where the limits went

static void bridge_row(const struct telling *t, struct grid *table, enum phrase_id id, whatif_fen fen, bool is_change) {
    struct figure *cells = grid_add_row(table, is_change ? ROW_PLAIN : ROW_SUM);
    cells[0] = figure_text(word(t, id));
    cells[1] = is_change ? figure_change(FIGURE_MONEY, fen) : figure_of(FIGURE_MONEY, fen);
}

struct grid *whatif_bridge_table(const struct telling *t, const struct whatif_subject *s) {
    const struct whatif_bridge *b = &s->bridge;
    if (!b->before && !b->after) return NULL;
    struct grid *table = grid_new(t->arena, t->lang, word(t, WORDS_WHATIF_BRIDGE));
    grid_words_column(table, "");
    grid_number_column(table, word(t, WORDS_WHATIF_GRANTED));
    bridge_row(t, table, WORDS_WHATIF_BEFORE, b->before, false);
    bridge_row(t, table, WORDS_WHATIF_ENTERED, b->entered, true);
    bridge_row(t, table, WORDS_WHATIF_LARGER, b->larger, true);
    bridge_row(t, table, WORDS_WHATIF_SMALLER, b->smaller, true);
    bridge_row(t, table, WORDS_WHATIF_LEFT, b->left, true);
    bridge_row(t, table, WORDS_WHATIF_AFTER, b->after, false);
    return table;
}

// ---- why

const char *whatif_reasons(const struct telling *t, const struct whatif_flip *f) {
    struct text out = {0};
    for (uint32_t i = 0; i < f->reason_count; i++) {
        if (i) words_put(&out, t->lang, WORDS_MATCH_COMMA, NULL, NULL);
        whatif_put_reason(&out, t->r->policy, &f->reasons[i], t->lang);
    }
    if (!f->reason_count) words_put(&out, t->lang, WORDS_WHATIF_OTHER_OFFER, NULL, NULL);
    return text_keep(&out, t->arena);
}

static const char *offer_of(const struct telling *t, const struct offer *o) {
    return o ? name_of(t, &o->def.name) : words_text(t->lang, WORDS_WHATIF_NONE);
}

const char *whatif_offers(const struct telling *t, const struct whatif_flip *f) {
    const char *before = offer_of(t, f->offer_before), *after = offer_of(t, f->offer_after);
    return f->offer_before == f->offer_after ? after : phrase(t, WORDS_WHATIF_FROM_TO, before, after);
}

static void flip_numbers(struct figure *cells, uint64_t records, uint64_t all, whatif_fen limit) {
    cells[0] = figure_of(FIGURE_COUNT, records);
    cells[1] = figure_percent(records, all);
    cells[2] = figure_change(FIGURE_MONEY, limit);
}

enum tone whatif_flip_tone(const struct whatif_flip *f) {
    static const enum tone tones[] = {[FLIP_BETTER] = TONE_GOOD,
                                      [FLIP_WORSE] = TONE_BAD,
                                      [FLIP_UNKNOWN] = TONE_OPEN,
                                      [FLIP_LARGER] = TONE_GOOD,
                                      [FLIP_SMALLER] = TONE_BAD};
    return tones[f->kind];
}

const char *whatif_from_to(const struct telling *t, uint8_t before, uint8_t after) {
    return phrase(t, WORDS_WHATIF_FROM_TO, decision_names[before][t->lang], decision_names[after][t->lang]);
}

static void flip_row(const struct telling *t, struct grid *table, const struct whatif_flip *f, uint64_t all) {
    struct figure *cells = grid_add_row(table, ROW_PLAIN);
    cells[0] = figure_text(whatif_from_to(t, f->before, f->after));
    cells[0].tone = whatif_flip_tone(f), cells[0].level = 1;
    cells[1] = figure_text(whatif_reasons(t, f));
    cells[2] = figure_text(whatif_offers(t, f));
    flip_numbers(cells + 3, f->records, all, f->limit);
}

static void flip_rest(const struct telling *t, struct grid *table, const struct whatif_subject *s, uint64_t all) {
    uint64_t records = 0;
    whatif_fen limit = 0;
    for (uint32_t i = FLIPS_TOLD; i < s->flip_count; i++) records += s->flips[i].records, limit += s->flips[i].limit;
    struct figure *cells = grid_add_row(table, ROW_SUM);
    cells[0] = figure_text(word(t, WORDS_WHATIF_REST));
    flip_numbers(cells + 3, records, all, limit);
}

struct grid *whatif_flips(const struct telling *t, const struct whatif_subject *s) {
    uint64_t all = 0;
    if (!s->flip_count) return NULL;
    struct grid *table = grid_new(t->arena, t->lang, word(t, WORDS_WHATIF_FLIPS));
    grid_words_column(table, word(t, WORDS_SHEET_DECISION));
    grid_words_column(table, word(t, WORDS_WHATIF_REASON));
    grid_words_column(table, word(t, WORDS_SHEET_OFFER));
    grid_number_column(table, word(t, WORDS_WHATIF_RECORDS));
    grid_number_column(table, word(t, WORDS_WHATIF_PERCENT));
    grid_number_column(table, word(t, WORDS_WHATIF_LIMIT_CHANGE));
    for (uint32_t i = 0; i < s->flip_count; i++) all += s->flips[i].records;
    for (uint32_t i = 0; i < s->flip_count && i < FLIPS_TOLD; i++) flip_row(t, table, &s->flips[i], all);
    if (s->flip_count > FLIPS_TOLD) flip_rest(t, table, s, all);
    return table;
}
