// Charts that stand on a row of places: lines of points, and columns.
#include "interp/chart/canvas.h"

#define HEIGHT 1400
#define COLUMN_SHARE 8  // of ten parts of a place

struct plot {
    struct text *out;
    const struct chart *chart;
    const struct chart_plot *what;
    int left, right, top, bottom, place;  // place: the width of one
    struct axis axis;
};

static void reach(const struct plot *p, int64_t *low, int64_t *high) {
    *low = INT64_MAX, *high = INT64_MIN;
    for (uint32_t s = 0; s < p->what->series_count; s++)
        for (uint32_t i = 0; i < p->what->count; i++) {
            int64_t value = p->what->series[s].values[i];
            *low = value < *low ? value : *low;
            *high = value > *high ? value : *high;
        }
}

static struct plot lay_out(struct text *out, const struct chart *c, const struct chart_plot *what, bool from_zero) {
    struct plot p = {.out = out, .chart = c, .what = what, .right = CANVAS_WIDTH - CANVAS_GAP};
    int64_t low, high;
    reach(&p, &low, &high);
    axis_fit(&p.axis, from_zero && low > 0 ? 0 : low, from_zero && high < 0 ? 0 : high);
    p.top = canvas_keys_height(c) + (int)what->mark_count * CANVAS_LINE + CANVAS_LINE / 2;
    p.bottom = p.top + HEIGHT;
    p.left = axis_text_width(out, c, &p.axis) + 2 * CANVAS_GAP;
    p.place = (p.right - p.left) / (int)what->count;
    p.axis.from = p.bottom, p.axis.to = p.top;
    return p;
}

static int middle_of(const struct plot *p, uint32_t i) { return p->left + (int)i * p->place + p->place / 2; }

static int widest_label(const struct plot *p) {
    int widest = 1;
    for (uint32_t i = 0; i < p->what->count; i++) {
        int width = canvas_text_width(p->what->labels[i]);
        widest = width > widest ? width : widest;
    }
    return widest;
}

// As many as do not run into one another.
static void put_labels(const struct plot *p) {
    int width = widest_label(p), apart = width + CANVAS_GAP, place = p->place > 0 ? p->place : 1;
    uint32_t every = (uint32_t)((apart + place - 1) / place);
    for (uint32_t i = 0; i < p->what->count; i += every ? every : 1)
        canvas_text(p->out, canvas_middle(middle_of(p, i), width), p->bottom + 180, ANCHOR_MIDDLE, p->what->labels[i],
                    CANVAS_WIDTH);
}

static void begin(const struct plot *p) {
    canvas_begin(p->out, p->chart, p->bottom + CANVAS_LINE + CANVAS_GAP);
    canvas_keys(p->out, p->chart);
    axis_beside(p->out, p->chart, &p->axis, p->left, p->right);
    put_labels(p);
}

// A dashed line through a place, with its words above on a line of their own.
static void put_mark(const struct plot *p, uint32_t i) {
    const struct chart_place_mark *m = &p->what->marks[i];
    int x = middle_of(p, m->place), y = p->top - (int)(p->what->mark_count - i) * CANVAS_LINE + CANVAS_LINE / 2;
    bool right = x < (p->left + p->right) / 2;
    canvas_line(p->out, "mark", x, y - 110, x, p->bottom);
    canvas_text(p->out, right ? x + CANVAS_GAP : x - CANVAS_GAP, y, right ? ANCHOR_START : ANCHOR_END, m->text,
                right ? p->right - x : x);
}

static void put_line(const struct plot *p, const struct chart_series *s) {
    static const char *const kinds[TONE_COUNT] = {"path", "plain path", "good path", "bad path", "open path"};
    for (uint32_t i = 1; i < p->what->count; i++)
        canvas_line(p->out, kinds[s->tone], middle_of(p, i - 1), axis_at(&p->axis, s->values[i - 1]), middle_of(p, i),
                    axis_at(&p->axis, s->values[i]));
    for (uint32_t i = 0; i < p->what->count; i++)
        canvas_dot(p->out, middle_of(p, i), axis_at(&p->axis, s->values[i]), s->tone, s->hollow);
}

void chart_lines(struct text *out, const struct chart *c, const struct chart_plot *what) {
    if (!what->count || !what->series_count) return;
    const struct plot p = lay_out(out, c, what, false);
    begin(&p);
    for (uint32_t i = 0; i < what->mark_count; i++) put_mark(&p, i);
    for (uint32_t s = 0; s < what->series_count; s++) put_line(&p, &what->series[s]);
    canvas_end(out);
}

static void put_columns(const struct plot *p, uint32_t i) {
    int width = p->place * COLUMN_SHARE / 10 / (int)p->what->series_count;
    int x = middle_of(p, i) - width * (int)p->what->series_count / 2, zero = axis_at(&p->axis, 0);
    for (uint32_t s = 0; s < p->what->series_count; s++, x += width) {
        int y = axis_at(&p->axis, p->what->series[s].values[i]);
        if (y != zero)
            canvas_rectangle(p->out, x, y < zero ? y : zero, width, y < zero ? zero - y : y - zero,
                             p->what->series[s].tone);
    }
}

void chart_columns(struct text *out, const struct chart *c, const struct chart_plot *what) {
    if (!what->count || !what->series_count) return;
    const struct plot p = lay_out(out, c, what, true);
    begin(&p);
    for (uint32_t i = 0; i < what->count; i++) put_columns(&p, i);
    for (uint32_t i = 0; i < what->mark_count; i++) put_mark(&p, i);
    canvas_end(out);
}
