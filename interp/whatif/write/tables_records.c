// Tables of limits as they are granted, and of single records.
#include "interp/report/words.h"
#include "interp/whatif/write/tables.h"

static const char *word(const struct telling *t, enum phrase_id id) { return words_text(t->lang, id); }

// ---- limits

// "200,000 yuan", "200,000 yuan..<500,000 yuan"
const char *whatif_bar_text(const struct telling *t, const struct whatif_bar *b) {
    struct text out = {0};
    figure_put_money(&out, b->low, t->lang, false);
    if (!b->exact) {
        text_put(&out, "..<");
        figure_put_money(&out, b->high, t->lang, false);
    }
    return text_keep(&out, t->arena);
}

struct grid *whatif_limits(const struct telling *t, const struct whatif_subject *s) {
    if (!s->bar_count) return NULL;
    struct grid *table = grid_new(t->arena, t->lang, word(t, WORDS_WHATIF_BARS));
    grid_words_column(table, word(t, WORDS_SHEET_LIMIT));
    grid_number_column(table, word(t, WORDS_WHATIF_BEFORE));
    grid_number_column(table, word(t, WORDS_WHATIF_AFTER));
    grid_number_column(table, word(t, WORDS_WHATIF_CHANGE));
    for (uint32_t i = 0; i < s->bar_count; i++) {
        const struct whatif_bar *b = &s->bars[i];
        struct figure *cells = grid_add_row(table, ROW_PLAIN);
        cells[0] = figure_text(whatif_bar_text(t, b));
        cells[1] = figure_of(FIGURE_COUNT, b->before);
        cells[2] = figure_of(FIGURE_COUNT, b->after);
        cells[3] = figure_change(FIGURE_COUNT, (figure_whole)b->after - b->before);
    }
    return table;
}

// ---- records

static const char *fields_of(const struct telling *t, const struct whatif_sampled *s) {
    struct text out = {0};
    text_put(&out, "");
    for (uint32_t i = 0; i < s->field_count; i++)
        text_format(&out, "%s%s", i ? word(t, WORDS_SEMICOLON) : "", s->fields[i]);
    return text_keep(&out, t->arena);
}

static struct figure limit_of(bool has, int64_t fen) { return has ? figure_of(FIGURE_MONEY, fen) : (struct figure){0}; }

static void sample_row(const struct telling *t, struct grid *table, const struct whatif_flip *f,
                       const struct whatif_sampled *s) {
    struct figure *cells = grid_add_row(table, ROW_PLAIN);
    cells[0] = figure_text(s->id);
    cells[1] = figure_text(s->line_before);
    cells[2] = figure_text(s->line_after);
    cells[2].tone = whatif_flip_tone(f), cells[2].level = 1;
    cells[3] = figure_text(whatif_reasons(t, f));
    cells[4] = figure_text(fields_of(t, s));
    cells[5] = limit_of(s->has_before, s->limit_before);
    cells[6] = limit_of(s->has_after, s->limit_after);
}

struct grid *whatif_sample_table(const struct telling *t, const struct whatif_subject *s) {
    static const enum phrase_id heads[] = {WORDS_WHATIF_ID, WORDS_WHATIF_BEFORE, WORDS_WHATIF_AFTER,
                                           WORDS_WHATIF_REASON, WORDS_WHATIF_READ};
    struct grid *table = grid_new(t->arena, t->lang, word(t, WORDS_WHATIF_SAMPLE));
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) grid_words_column(table, word(t, heads[i]));
    grid_number_column(table, word(t, WORDS_WHATIF_ONE_LIMIT_BEFORE));
    grid_number_column(table, word(t, WORDS_WHATIF_ONE_LIMIT_AFTER));
    for (uint32_t i = 0; i < s->flip_count; i++)
        for (uint32_t k = 0; k < s->flips[i].sample_count; k++)
            sample_row(t, table, &s->flips[i], &s->flips[i].sample[k]);
    return table->row_count ? table : NULL;
}
