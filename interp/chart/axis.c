// Axes of round numbers.
#include "interp/chart/canvas.h"

#define TICKS_MOST 5

// The smallest of 1, 2, 5, 10, 20 … that is not below `least`.
static int64_t round_step(__int128 least) {
    static const int rises[] = {1, 2, 5};
    for (__int128 ten = 1;; ten *= 10)
        for (int i = 0; i < 3; i++)
            if (ten * rises[i] >= least || ten * 10 > INT64_MAX) return (int64_t)(ten * rises[i]);
}

static int64_t round_down(int64_t value, int64_t step) {
    int64_t rest = value % step;
    return value - (rest < 0 ? rest + step : rest);
}

// Nothing is as large as to reach the ends of the numbers: a hundredth of them is kept free.
static int64_t within(int64_t value) {
    const int64_t most = INT64_MAX / 100;
    return value > most ? most : value < -most ? -most : value;
}

void axis_fit(struct axis *a, int64_t low, int64_t high) {
    low = within(low), high = within(high);
    if (low == high) high = low + 1;
    a->step = round_step(((__int128)high - low + TICKS_MOST - 2) / (TICKS_MOST - 1));
    a->low = round_down(low, a->step);
    a->high = -round_down(-high, a->step);
}

int axis_at(const struct axis *a, int64_t value) {
    __int128 part = (__int128)(within(value) - a->low) * (a->to - a->from);
    return a->from + (int)(part / (a->high - a->low));
}

static void put_tick(struct text *out, const struct chart *c, int64_t value) {
    text_clear(out);
    c->tick(out, value, c->context);
}

int axis_text_width(struct text *out, const struct chart *c, const struct axis *a) {
    struct text said = {0};
    int widest = 0;
    for (int64_t value = a->low; value <= a->high; value += a->step) {
        put_tick(&said, c, value);
        int width = canvas_text_width(text_string(&said));
        if (width > widest) widest = width;
    }
    out->failed |= said.failed;
    text_free(&said);
    return widest;
}

// Every how many numbers one is written, lest they run into one another.
static int64_t spacing(const struct axis *a, int width) {
    int64_t count = (a->high - a->low) / a->step, apart = (a->to - a->from) / (count ? count : 1), every = 1;
    while (every <= count && apart * every < width + CANVAS_GAP) every++;
    return every * a->step;
}

static const char *line_kind(int64_t value) { return value ? "grid" : "zero"; }

void axis_below(struct text *out, const struct chart *c, const struct axis *a, int top, int bottom) {
    struct text said = {0};
    int64_t every = spacing(a, axis_text_width(out, c, a));
    for (int64_t value = a->low; value <= a->high; value += a->step) {
        int x = axis_at(a, value);
        canvas_line(out, line_kind(value), x, top, x, bottom);
        if ((value - a->low) % every) continue;
        put_tick(&said, c, value);
        const char *tick = text_string(&said);
        canvas_text(out, canvas_middle(x, canvas_text_width(tick)), bottom + 160, ANCHOR_MIDDLE, tick, CANVAS_WIDTH);
    }
    out->failed |= said.failed;
    text_free(&said);
}

void axis_beside(struct text *out, const struct chart *c, const struct axis *a, int left, int right) {
    struct text said = {0};
    for (int64_t value = a->low; value <= a->high; value += a->step) {
        int y = axis_at(a, value);
        canvas_line(out, line_kind(value), left, y, right, y);
        put_tick(&said, c, value);
        canvas_text(out, left - CANVAS_GAP, y + 50, ANCHOR_END, text_string(&said), CANVAS_WIDTH);
    }
    out->failed |= said.failed;
    text_free(&said);
}
