// Charts: where things stand, what they say to a listener, and that nothing leaves the canvas.
#include <stdlib.h>
#include <string.h>

#include "interp/chart/canvas.h"
#include "tests/unit/check_main.h"

static void tick(struct text *out, int64_t value, const void *context) { text_int(out, value); }

static const struct chart_key keys[] = {{TONE_PLAIN, false, "before"}, {TONE_GOOD, false, "after"}};
static const struct chart chart = {.title = "T <1>", .description = "D", .keys = keys, .key_count = 2, .tick = tick};

struct fitted {
    int64_t low, high, wanted_low, wanted_high, step;
};
static const struct fitted axes[] = {
    {0, 4, 0, 4, 1}, {0, 37, 0, 40, 10}, {-3, 14, -5, 15, 5}, {188, 197, 185, 200, 5}, {0, 0, 0, 1, 1},
};

START_TEST(axes_are_round) {
    struct axis a = {.from = 100, .to = 1100};
    const struct fitted *f = &axes[_i];
    axis_fit(&a, f->low, f->high);
    ck_assert_int_eq(a.step, f->step);
    ck_assert_int_eq(a.low, f->wanted_low);
    ck_assert_int_eq(a.high, f->wanted_high);
    ck_assert_int_eq(axis_at(&a, a.low), 100);
    ck_assert_int_eq(axis_at(&a, a.high), 1100);
}
END_TEST

START_TEST(largest_numbers) {
    struct axis a = {.from = 0, .to = 1000};
    axis_fit(&a, INT64_MIN, INT64_MAX);
    ck_assert_int_ge(axis_at(&a, INT64_MIN), 0);
    ck_assert_int_le(axis_at(&a, INT64_MAX), 1000);
}
END_TEST

// All places along the canvas, but for what a text takes to its side.
static void check_within(const char *svg) {
    static const char *const names[] = {" x=\"", " x1=\"", " x2=\"", " cx=\""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (const char *at = svg; (at = strstr(at, names[i])); at++) {
            long x = strtol(at + strlen(names[i]), NULL, 10);
            ck_assert_msg(x >= 0 && x <= CANVAS_WIDTH, "%ld in %s", x, svg);
        }
}

static void check_chart(struct text *t) {
    ck_assert(!strncmp(text_string(t), "<svg class=\"chart\" role=\"img\"", 28));
    ck_assert(strstr(text_string(t), "<title>T &lt;1&gt;</title>\n<desc>D</desc>"));
    ck_assert(strstr(text_string(t), "</svg>\n"));
    check_within(text_string(t));
    text_free(t);
}

#define LONG_LABEL "a label that is so long that it stands above its bar and even so has to be cut somewhere"

static const struct chart_row rows[] = {
    {"甲", {{0, 10, TONE_PLAIN, false, "10"}, {0, -20, TONE_BAD, false, "-20"}}, 2},
    {LONG_LABEL, {{0, 0, TONE_PLAIN, true, "0"}, {0, 35, TONE_OPEN, false, "+35"}}, 2},
};

typedef void draw(struct text *, const struct chart *, const struct chart_row *, uint32_t);
static draw *const draws[] = {chart_bars, chart_waterfall, chart_dumbbell};

START_TEST(rows_drawn) {
    struct text t = {0};
    draws[_i](&t, &chart, rows, 0);
    ck_assert_uint_eq(t.length, 0);
    draws[_i](&t, &chart, rows, 1);
    check_chart(&t);
    draws[_i](&t, &chart, rows, 2);
    ck_assert(!strstr(text_string(&t), LONG_LABEL));
    check_chart(&t);
}
END_TEST

START_TEST(signs_beside_bars) {
    struct text t = {0};
    chart_bars(&t, &chart, rows, 2);
    ck_assert(strstr(text_string(&t), ">-20</text>") && strstr(text_string(&t), ">+35</text>"));
    ck_assert(strstr(text_string(&t), "class=\"bad\"") && strstr(text_string(&t), "class=\"open\""));
    text_free(&t);
}
END_TEST

// The text before the lower dot stands right of the label, be the dots at the very left.
START_TEST(labels_of_dumbbells) {
    static const struct chart_row row = {"ab", {{0, 0, TONE_PLAIN, true, "0.0%"}, {0, 9, TONE_GOOD, false, "9.0%"}}, 2};
    struct text t = {0};
    chart_dumbbell(&t, &chart, &row, 1);
    const char *label = strstr(text_string(&t), "text-anchor=\"end\">ab</text>");
    const char *wanted = "<text x=\"216\"";  // two columns and a gap
    ck_assert(label && strstr(text_string(&t), wanted));
    text_free(&t);
}
END_TEST

static size_t count_of(const char *svg, const char *what) {
    size_t count = 0;
    for (const char *at = svg; (at = strstr(at, what)); at++) count++;
    return count;
}

#define PLACES 41
static const char *labels[PLACES];
static int64_t values[2][PLACES];

static struct chart_plot plot_of(uint32_t count) {
    for (uint32_t i = 0; i < PLACES; i++) labels[i] = "100万元", values[0][i] = i * 7, values[1][i] = 12 - (int64_t)i;
    return (struct chart_plot){.labels = labels,
                               .count = count,
                               .series = {{TONE_PLAIN, true, values[0]}, {TONE_GOOD, false, values[1]}},
                               .series_count = 2,
                               .marks = {{0, "at the very left"}, {count ? count - 1 : 0, "and right"}},
                               .mark_count = 2};
}

START_TEST(lines_drawn) {
    struct text t = {0};
    struct chart_plot plot = plot_of(0);
    chart_lines(&t, &chart, &plot);
    ck_assert_uint_eq(t.length, 0);
    plot = plot_of(PLACES);
    chart_lines(&t, &chart, &plot);
    ck_assert_uint_eq(count_of(text_string(&t), " path\""), 2 * (PLACES - 1));
    ck_assert_uint_eq(count_of(text_string(&t), "<circle"), 2 * PLACES);
    ck_assert_uint_eq(count_of(text_string(&t), "\"mark\""), 2);
    // Labels do not run into one another.
    ck_assert_uint_lt(count_of(text_string(&t), ">100万元<"), 9);
    ck_assert(strstr(text_string(&t), "text-anchor=\"end\">and right<"));
    check_chart(&t);
}
END_TEST

// A value of zero has no column; one below zero hangs from it.
START_TEST(columns_drawn) {
    struct text t = {0};
    struct chart_plot plot = plot_of(PLACES);
    chart_columns(&t, &chart, &plot);
    ck_assert_uint_eq(count_of(text_string(&t), "<rect class=\"plain\""), PLACES - 1 + 1);  // and its key
    ck_assert_uint_eq(count_of(text_string(&t), "<rect class=\"good\""), PLACES - 1 + 1);
    check_chart(&t);
    plot = plot_of(1);
    chart_columns(&t, &chart, &plot);
    check_chart(&t);
}
END_TEST

static Suite *chart_suite(void) {
    Suite *s = suite_create("chart");
    TCase *t = tcase_create("charts");
    tcase_add_loop_test(t, axes_are_round, 0, sizeof axes / sizeof *axes);
    tcase_add_test(t, largest_numbers);
    tcase_add_loop_test(t, rows_drawn, 0, sizeof draws / sizeof *draws);
    tcase_add_test(t, signs_beside_bars);
    tcase_add_test(t, labels_of_dumbbells);
    tcase_add_test(t, lines_drawn);
    tcase_add_test(t, columns_drawn);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(chart_suite); }
