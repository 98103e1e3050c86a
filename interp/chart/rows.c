// Charts whose rows lie one below another: bars, waterfalls, dumbbells. A label that is too long to stand beside its
// row stands above it.
#include "interp/chart/canvas.h"

#define LABEL_BESIDE_MOST 1300
#define BAR 140
#define BETWEEN_BARS 20
#define BETWEEN_ROWS 110

struct rows {
    struct text *out;
    const struct chart *chart;
    const struct chart_row *rows;
    uint32_t count;
    bool labels_above;
    int row_height, label_height, bars_height;
    int top;        // of the first row
    int label_end;  // where labels end that stand beside
    struct axis axis;
};

static int larger(int a, int b) { return a > b ? a : b; }

static int widest_label(const struct rows *r) {
    int widest = 0;
    for (uint32_t i = 0; i < r->count; i++) widest = larger(widest, canvas_text_width(r->rows[i].label));
    return widest;
}

// What stands beside bars that go that way.
static int widest_text(const struct rows *r, bool leftwards) {
    int widest = 0;
    for (uint32_t i = 0; i < r->count; i++)
        for (uint32_t m = 0; m < r->rows[i].mark_count; m++) {
            const struct chart_mark *mark = &r->rows[i].marks[m];
            if (mark->text && (mark->to < mark->from) == leftwards)
                widest = larger(widest, canvas_text_width(mark->text) + CANVAS_GAP);
        }
    return widest;
}

static uint32_t most_marks(const struct rows *r) {
    uint32_t most = 1;
    for (uint32_t i = 0; i < r->count; i++)
        if (r->rows[i].mark_count > most) most = r->rows[i].mark_count;
    return most;
}

static void reach_mark(const struct chart_mark *m, int64_t *low, int64_t *high) {
    int64_t less = m->from < m->to ? m->from : m->to, more = m->from < m->to ? m->to : m->from;
    if (less < *low) *low = less;
    if (more > *high) *high = more;
}

static void reach(const struct rows *r, int64_t *low, int64_t *high) {
    for (uint32_t i = 0; i < r->count; i++)
        for (uint32_t m = 0; m < r->rows[i].mark_count; m++) reach_mark(&r->rows[i].marks[m], low, high);
}

static struct rows lay_out(struct text *out, const struct chart *c, const struct chart_row *all, uint32_t count,
                           uint32_t bars) {
    struct rows r = {.out = out, .chart = c, .rows = all, .count = count};
    int label = widest_label(&r);
    int64_t low = 0, high = 0;
    r.labels_above = label > LABEL_BESIDE_MOST;
    r.label_height = r.labels_above ? CANVAS_LINE : 0;
    bars = bars ? bars : most_marks(&r);
    r.bars_height = (int)bars * (BAR + BETWEEN_BARS) - BETWEEN_BARS;
    r.row_height = r.label_height + r.bars_height + BETWEEN_ROWS;
    r.top = canvas_keys_height(c) + BETWEEN_ROWS / 2;
    r.label_end = label + CANVAS_GAP;
    r.axis.from = r.labels_above ? CANVAS_GAP : label + 2 * CANVAS_GAP;
    r.axis.to = CANVAS_WIDTH - CANVAS_GAP;
    reach(&r, &low, &high);
    axis_fit(&r.axis, low, high);
    return r;
}

static void begin(const struct rows *r) {
    int bottom = r->top + (int)r->count * r->row_height;
    canvas_begin(r->out, r->chart, bottom + CANVAS_LINE + CANVAS_GAP / 2);
    canvas_keys(r->out, r->chart);
    axis_below(r->out, r->chart, &r->axis, r->top, bottom);
}

static int bars_top(const struct rows *r, uint32_t row) { return r->top + (int)row * r->row_height + r->label_height; }

static void put_label(const struct rows *r, uint32_t row) {
    int top = bars_top(r, row);
    if (r->labels_above) canvas_text(r->out, CANVAS_GAP, top - 55, ANCHOR_START, r->rows[row].label, CANVAS_WIDTH);
    else
        canvas_text(r->out, r->label_end, top + r->bars_height / 2 + 50, ANCHOR_END, r->rows[row].label,
                    LABEL_BESIDE_MOST);
}

static void put_bar(const struct rows *r, const struct chart_mark *m, int y) {
    int from = axis_at(&r->axis, m->from), to = axis_at(&r->axis, m->to);
    bool leftwards = m->to < m->from;
    int x = leftwards ? to : from, width = leftwards ? from - to : to - from;
    if (m->to != m->from) canvas_rectangle(r->out, x, y, larger(width, 10), BAR, m->tone);
    if (m->text)
        canvas_text(r->out, leftwards ? to - CANVAS_GAP : to + CANVAS_GAP, y + BAR - 25,
                    leftwards ? ANCHOR_END : ANCHOR_START, m->text, CANVAS_WIDTH);
}

static void put_row(const struct rows *r, uint32_t row) {
    int y = bars_top(r, row);
    put_label(r, row);
    for (uint32_t m = 0; m < r->rows[row].mark_count; m++)
        put_bar(r, &r->rows[row].marks[m], y + (int)m * (BAR + BETWEEN_BARS));
}

// The texts beside the bars take their room from the axis.
static struct rows lay_out_bars(struct text *out, const struct chart *c, const struct chart_row *all, uint32_t count) {
    struct rows r = lay_out(out, c, all, count, 0);
    r.axis.from += widest_text(&r, true);
    r.axis.to -= widest_text(&r, false);
    return r;
}

void chart_bars(struct text *out, const struct chart *c, const struct chart_row *rows, uint32_t count) {
    struct rows r = lay_out_bars(out, c, rows, count);
    if (!count) return;
    begin(&r);
    for (uint32_t i = 0; i < count; i++) put_row(&r, i);
    canvas_end(out);
}

void chart_waterfall(struct text *out, const struct chart *c, const struct chart_row *rows, uint32_t count) {
    struct rows r = lay_out_bars(out, c, rows, count);
    if (!count) return;
    begin(&r);
    for (uint32_t i = 0; i < count; i++) {
        int x = axis_at(&r.axis, rows[i].marks[0].to), y = bars_top(&r, i);
        if (i + 1 < count) canvas_line(out, "link", x, y + BAR, x, bars_top(&r, i + 1));
        put_row(&r, i);
    }
    canvas_end(out);
}

// A text to the left of the lower dot, and one to the right of the other.
static void put_dumbbell(const struct rows *r, uint32_t row) {
    const struct chart_mark *a = &r->rows[row].marks[0], *b = &r->rows[row].marks[1];
    const struct chart_mark *left = a->to <= b->to ? a : b, *right = left == a ? b : a;
    int y = bars_top(r, row) + BAR / 2, x1 = axis_at(&r->axis, left->to), x2 = axis_at(&r->axis, right->to);
    put_label(r, row);
    canvas_line(r->out, "bar", x1, y, x2, y);
    canvas_dot(r->out, axis_at(&r->axis, b->to), y, b->tone, b->hollow);
    canvas_dot(r->out, axis_at(&r->axis, a->to), y, a->tone, a->hollow);
    if (left->text && left->to != right->to) canvas_text(r->out, x1 - 90, y + 50, ANCHOR_END, left->text, CANVAS_WIDTH);
    if (right->text) canvas_text(r->out, x2 + 90, y + 50, ANCHOR_START, right->text, CANVAS_WIDTH);
}

void chart_dumbbell(struct text *out, const struct chart *c, const struct chart_row *rows, uint32_t count) {
    struct rows r = lay_out(out, c, rows, count, 1);
    int room = larger(widest_text(&r, false), widest_text(&r, true)) + 90;
    if (!count) return;
    r.axis.from += room, r.axis.to -= room;
    begin(&r);
    for (uint32_t i = 0; i < count; i++) put_dumbbell(&r, i);
    canvas_end(out);
}
