// What all charts are drawn with. Lengths are in tenths of the size that a chart has on a wide page.
#ifndef POL_CHART_CANVAS_H
#define POL_CHART_CANVAS_H
#include "interp/chart/chart.h"

#define CANVAS_WIDTH 4600
#define CANVAS_LINE 200  // from one line of text to the next
#define CANVAS_GAP 60    // beside a text

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

int canvas_text_width(const char *text);  // about
int canvas_text_columns(int width);       // that fit there
int canvas_middle(int x, int width);      // of a text about x that stays within the canvas

void canvas_begin(struct text *out, const struct chart *c, int height);
void canvas_end(struct text *out);
// The keys, from the top; how much room they take, which canvas_keys_height tells before.
int canvas_keys_height(const struct chart *c);
void canvas_keys(struct text *out, const struct chart *c);

void canvas_rectangle(struct text *out, int x, int y, int width, int height, enum tone tone);
void canvas_dot(struct text *out, int x, int y, enum tone tone, bool hollow);
void canvas_line(struct text *out, const char *kind, int x1, int y1, int x2, int y2);
// No wider than `room`: what has no room is cut and ends with an ellipsis.
void canvas_text(struct text *out, int x, int y, enum anchor anchor, const char *text, int room);

// An axis of round numbers: 1, 2 or 5 and zeros apart, from where all values are above to where all are below.
struct axis {
    int64_t low, high, step;
    int from, to;  // where these stand
};
void axis_fit(struct axis *a, int64_t low, int64_t high);
int axis_at(const struct axis *a, int64_t value);
// Its numbers below a chart, and a thin line upwards from each.
void axis_below(struct text *out, const struct chart *c, const struct axis *a, int top, int bottom);
// The same upwards: its numbers to the left of `left`, thin lines from there.
void axis_beside(struct text *out, const struct chart *c, const struct axis *a, int left, int right);
// Of its widest number; fails `out` where that can't be told.
int axis_text_width(struct text *out, const struct chart *c, const struct axis *a);
#endif
