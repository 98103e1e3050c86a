// What places come to, kind by kind.
#include "interp/cover/told.h"
#include "interp/report/grid.h"

void cover_put_percent(struct text *out, struct cover_sum sum) {
    uint64_t tenths = sum.wanted ? (uint64_t)sum.seen * 1000 / sum.wanted : 1000;
    text_int(out, (int64_t)(tenths / 10));
    text_char(out, '.');
    text_char(out, (char)('0' + tenths % 10));
}

uint32_t places_on_line(const struct cover_report *r, const struct cover_place *const *places, uint32_t count,
                        struct cover_sum *sum) {
    uint32_t n = 0, line = place_location(r, places[0]).line;
    *sum = (struct cover_sum){0};
    for (; n < count && place_location(r, places[n]).line == line; n++) {
        struct cover_sum one = cover_sum_of(places[n]);
        sum->seen += one.seen, sum->wanted += one.wanted;
    }
    return n;
}

static void add_sum(struct grid *t, enum grid_row_kind kind, const char *title, struct cover_sum sum) {
    struct figure *cells = grid_add_row(t, kind);
    struct text percent = {0};
    cover_put_percent(&percent, sum);
    text_char(&percent, '%');
    *cells++ = figure_text(title);
    *cells++ = figure_of(FIGURE_COUNT, sum.seen);
    *cells++ = figure_of(FIGURE_COUNT, sum.wanted);
    *cells++ = figure_text(text_keep(&percent, t->arena));
    *cells = sum.ruled_out ? figure_of(FIGURE_COUNT, sum.ruled_out) : (struct figure){.kind = FIGURE_NONE};
}

struct grid *cover_sums_table(const struct cover_report *r) {
    static const enum phrase_id numbers[] = {WORDS_COVER_SEEN, WORDS_COVER_OF, WORDS_COVER_PERCENT,
                                             WORDS_COVER_RULED_OUT};
    struct grid *t = grid_new(r->arena, r->lang, NULL);
    grid_words_column(t, words_text(r->lang, WORDS_COVER_KIND));
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        grid_number_column(t, words_text(r->lang, numbers[i]));
    for (enum cover_kind kind = 0; kind < COVER_KIND_COUNT; kind++) {
        struct cover_sum sum = cover_sums(r->coverage, kind);
        if (sum.wanted + sum.ruled_out) add_sum(t, ROW_PLAIN, kind_title(kind, r->lang), sum);
    }
    add_sum(t, ROW_SUM, words_text(r->lang, WORDS_COVER_ALL), cover_sums(r->coverage, COVER_KIND_COUNT));
    return t;
}
