// Charts for a page, drawn as SVG: bars (also in pairs, to both sides of zero, and as a waterfall), dumbbells, lines
// and columns. What is drawn is whole numbers; the words beside it come with it, ready to be read. Every chart says
// what it shows to those who listen to a page instead of looking at it, and no colour says what a sign or a word does
// not. A chart of nothing is nothing. Out of memory is remembered in `out`, as in grammar/base/text.h.
#ifndef POL_CHART_CHART_H
#define POL_CHART_CHART_H
#include "interp/report/figure.h"

struct chart_key {  // what a tone stands for
    enum tone tone;
    bool hollow;
    const char *words;
};

// Writes a value at an axis.
typedef void chart_tick(struct text *out, int64_t value, const void *context);

struct chart {
    const char *title, *description;
    const struct chart_key *keys;
    uint32_t key_count;
    chart_tick *tick;
    const void *context;
};

#define CHART_MARKS_MOST 2
struct chart_mark {
    int64_t from, to;  // from is 0 but in a waterfall
    enum tone tone;
    bool hollow;
    const char *text;  // beside it; NULL: none
};
struct chart_row {
    const char *label;
    struct chart_mark marks[CHART_MARKS_MOST];
    uint32_t mark_count;
};

void chart_bars(struct text *out, const struct chart *c, const struct chart_row *rows, uint32_t count);
// Every row begins where the one above ended, which a thin line shows.
void chart_waterfall(struct text *out, const struct chart *c, const struct chart_row *rows, uint32_t count);
// Two dots to a row and what lies between them; marks[0] is before, marks[1] after.
void chart_dumbbell(struct text *out, const struct chart *c, const struct chart_row *rows, uint32_t count);

// A row of places from left to right, each with its label below, as far as there is room for labels.
struct chart_series {
    enum tone tone;
    bool hollow;
    const int64_t *values;  // by place
};
struct chart_place_mark {  // a dashed line, and what it says
    uint32_t place;
    const char *text;
};
struct chart_plot {
    const char *const *labels;
    uint32_t count;
    struct chart_series series[CHART_MARKS_MOST];
    uint32_t series_count;
    struct chart_place_mark marks[CHART_MARKS_MOST];
    uint32_t mark_count;
};
void chart_lines(struct text *out, const struct chart *c, const struct chart_plot *what);
void chart_columns(struct text *out, const struct chart *c, const struct chart_plot *what);
extern const char chart_style[];  // rules for the page that charts stand in
#endif
