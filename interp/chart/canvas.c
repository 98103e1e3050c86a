#include "interp/chart/canvas.h"

#include <string.h>

#include "grammar/base/utf8.h"
#include "interp/report/html.h"

#define COLUMN 78  // of a text, as wide as most digits are
#define SWATCH 130

int canvas_text_width(const char *text) { return (int)utf8_columns(text, strlen(text)) * COLUMN; }

int canvas_text_columns(int width) { return width > 0 ? width / COLUMN : 0; }

int canvas_middle(int x, int width) {
    if (x < width / 2) return width / 2;
    return x > CANVAS_WIDTH - width / 2 ? CANVAS_WIDTH - width / 2 : x;
}

void canvas_begin(struct text *out, const struct chart *c, int height) {
    text_format(out, "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 %d %d\">\n", CANVAS_WIDTH, height);
    html_element(out, "title", NULL, c->title);
    html_element(out, "desc", NULL, c->description);
}

void canvas_end(struct text *out) { text_put(out, "</svg>\n"); }

void canvas_rectangle(struct text *out, int x, int y, int width, int height, enum tone tone) {
    text_format(out, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", tone_names[tone], x, y,
                width, height);
}

void canvas_dot(struct text *out, int x, int y, enum tone tone, bool hollow) {
    text_format(out, "<circle class=\"%s%s\" cx=\"%d\" cy=\"%d\" r=\"55\"/>\n", tone_names[tone],
                hollow ? " hollow" : "", x, y);
}

void canvas_line(struct text *out, const char *kind, int x1, int y1, int x2, int y2) {
    text_format(out, "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", kind, x1, y1, x2, y2);
}

// As many of its bytes as stand in so many columns.
static size_t fitting(const char *text, size_t columns) {
    size_t length = strlen(text), at = 0, taken = 0;
    uint32_t c;
    while (at < length) {
        size_t step = utf8_decode(text + at, length - at, &c);
        taken += (size_t)utf8_width(c);
        if (taken > columns) return at;
        at += step ? step : 1;
    }
    return at;
}

static void put_cut(struct text *out, const char *text, int room) {
    struct text cut = {0};
    size_t columns = (size_t)canvas_text_columns(room);
    bool fits = utf8_columns(text, strlen(text)) <= columns;
    text_add(&cut, text, fits ? strlen(text) : fitting(text, columns ? columns - 1 : 0));
    if (!fits) text_put(&cut, "…");
    html_text(out, text_string(&cut));
    out->failed |= cut.failed;
    text_free(&cut);
}

void canvas_text(struct text *out, int x, int y, enum anchor anchor, const char *text, int room) {
    static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    text_format(out, "<text x=\"%d\" y=\"%d\"%s>", x, y, anchors[anchor]);
    put_cut(out, text, room);
    text_put(out, "</text>\n");
}

struct key_place {
    int x, line;
};

// Where a key stands that comes after one at `at` and has that width; at.x is where it ends.
static struct key_place place_key(struct key_place at, int width) {
    if (at.x && at.x + width > CANVAS_WIDTH) at = (struct key_place){0, at.line + 1};
    return (struct key_place){at.x + width, at.line};
}

static int key_width(const struct chart_key *k) { return SWATCH + 2 * CANVAS_GAP + 100 + canvas_text_width(k->words); }

int canvas_keys_height(const struct chart *c) {
    struct key_place at = {0};
    for (uint32_t i = 0; i < c->key_count; i++) at = place_key(at, key_width(&c->keys[i]));
    return c->key_count ? (at.line + 1) * CANVAS_LINE + CANVAS_GAP : 0;
}

static void put_key(struct text *out, const struct chart_key *k, int x, int y) {
    if (k->hollow) canvas_dot(out, x + SWATCH / 2, y - 50, k->tone, true);
    else canvas_rectangle(out, x, y - 110, SWATCH, 120, k->tone);
    canvas_text(out, x + SWATCH + CANVAS_GAP, y, ANCHOR_START, k->words, CANVAS_WIDTH - SWATCH - CANVAS_GAP);
}

void canvas_keys(struct text *out, const struct chart *c) {
    struct key_place at = {0};
    for (uint32_t i = 0; i < c->key_count; i++) {
        int width = key_width(&c->keys[i]);
        at = place_key(at, width);
        put_key(out, &c->keys[i], at.x - width, at.line * CANVAS_LINE + 150);
    }
}
