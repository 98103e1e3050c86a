// Figures as people and programs read them.
#include "interp/report/figure.h"
#include "tests/unit/check_main.h"

static void check_text(struct text *t, const char *wanted) {
    ck_assert_str_eq(text_string(t), wanted);
    text_free(t);
}

struct decimal {
    int64_t over, under;
    unsigned places;
    bool sign;
    const char *wanted;
};

static const struct decimal decimals[] = {
    {0, 1, 0, true, "0"},
    {999, 1, 0, false, "999"},
    {1000, 1, 0, false, "1,000"},
    {-1234567, 1, 0, false, "-1,234,567"},
    {1234567, 1, 0, true, "+1,234,567"},
    {1, 2, 0, false, "1"},  // half goes away from zero
    {-1, 2, 0, false, "-1"},
    {1, -2, 0, false, "-1"},
    {49, 100, 0, true, "0"},  // and what rounds to nothing has no sign
    {-4, 100, 1, false, "0.0"},
    {1, 3, 2, false, "0.33"},
    {123456, 10, 2, false, "12,345.60"},
    {-5, 100, 1, false, "-0.1"},
};

START_TEST(decimals_round) {
    struct text t = {0};
    const struct decimal *d = &decimals[_i];
    figure_put_decimal(&t, d->over, d->under, d->places, d->sign);
    check_text(&t, d->wanted);
}
END_TEST

struct money {
    int64_t fen;
    bool sign;
    const char *zh, *en, *tick_zh, *tick_en;
};

static const struct money moneys[] = {
    {0, true, "0元", "0 yuan", "0", "0"},
    {INT64_C(93490000000), true, "+9.35亿元", "+934,900,000 yuan", "9.35亿", "934.9M"},
    {-20000000, false, "-20万元", "-200,000 yuan", "-20万", "-200,000"},
    {150000000, false, "150万元", "1,500,000 yuan", "150万", "1.5M"},
    {12345, false, "123.45元", "123.45 yuan", "123.45", "123.45"},
};

START_TEST(money_has_its_unit) {
    const struct money *m = &moneys[_i];
    struct text t = {0};
    figure_put_money(&t, m->fen, LANG_ZH, m->sign);
    check_text(&t, m->zh);
    figure_put_money(&t, m->fen, LANG_EN, m->sign);
    check_text(&t, m->en);
    figure_put_tick(&t, m->fen, LANG_ZH);
    check_text(&t, m->tick_zh);
    figure_put_tick(&t, m->fen, LANG_EN);
    check_text(&t, m->tick_en);
}
END_TEST

struct shown {
    struct figure figure;
    const char *people, *program;
};

START_TEST(figures_shown) {
    const struct shown all[] = {
        {{0}, "–", ""},
        {{.kind = FIGURE_FEW, .over = 5}, "<5", "<5"},
        {figure_text("甲"), "甲", "甲"},
        {figure_of(FIGURE_COUNT, 12345), "12,345", "12345"},
        {figure_change(FIGURE_COUNT, 12345), "+12,345", "12345"},
        {figure_change(FIGURE_MONEY, -1234567), "-1.23", "-12345.67"},
        {figure_percent(1, 3), "33.3%", "33.3333"},
        {figure_percent(1, 0), "–", ""},
        {figure_percent_change(1, 20), "+5.0%", "5.0000"},
        {figure_points(1, 3, 2, 3), "+33.3", "33.3333"},
        {figure_points(1, 2, 1, 4), "-25.0", "-25.0000"},
        {figure_points(1, 2, 1, 0), "–", ""},
    };
    struct figure_unit unit = figure_unit_for(LANG_ZH, false);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct text t = {0};
        figure_put(&t, &all[i].figure, &unit);
        check_text(&t, all[i].people);
        figure_put_plain(&t, &all[i].figure);
        check_text(&t, all[i].program);
    }
}
END_TEST

static Suite *figure_suite(void) {
    Suite *s = suite_create("figure");
    TCase *t = tcase_create("figures");
    tcase_add_loop_test(t, decimals_round, 0, sizeof decimals / sizeof *decimals);
    tcase_add_loop_test(t, money_has_its_unit, 0, sizeof moneys / sizeof *moneys);
    tcase_add_test(t, figures_shown);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(figure_suite); }
