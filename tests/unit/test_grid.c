// Tables, for a terminal and for a page.
#include <string.h>

#include "interp/report/grid.h"
#include "tests/unit/check_main.h"

static struct arena arena;
static jmp_buf out_of_memory;

static void set_up(void) { arena_init(&arena, &out_of_memory); }
static void tear_down(void) { arena_free(&arena); }

static struct grid *sample(enum lang lang) {
    struct grid *t = grid_new(&arena, lang, "Changes");
    grid_words_column(t, "rule");
    grid_number_column(t, "records");
    grid_number_column(t, "granted");
    struct figure *cells = grid_add_row(t, ROW_PLAIN);
    cells[0] = figure_text("营业收入");
    cells[1] = figure_of(FIGURE_COUNT, 1234);
    cells[2] = figure_change(FIGURE_MONEY, INT64_C(2000000000));
    cells[2].tone = TONE_GOOD;
    cells[2].level = 3;
    cells = grid_add_row(t, ROW_SUM);
    cells[0] = figure_text("a<b>");
    cells[1] = (struct figure){.kind = FIGURE_FEW, .over = 5};
    return t;
}

static void check_text(struct text *t, const char *wanted) {
    ck_assert_str_eq(text_string(t), wanted);
    text_free(t);
}

START_TEST(aligned_by_columns) {
    struct text t = {0};
    grid_write_text(&t, sample(LANG_EN), 96);
    check_text(&t, "Changes  amounts in yuan\n"
                   "rule      records      granted\n"
                   "------------------------------\n"
                   "营业收入    1,234  +20,000,000\n"
                   "a<b>           <5            –\n");
    grid_write_text(&t, sample(LANG_ZH), 96);
    ck_assert(strstr(text_string(&t), "Changes  金额单位：万元\n"));
    ck_assert(strstr(text_string(&t), "营业收入    1,234   +2,000\n"));
    text_free(&t);
}
END_TEST

// Words give way first, though not to a few characters; then a band of columns goes below.
START_TEST(narrow_lines) {
    struct text t = {0};
    struct grid *table = sample(LANG_EN);
    table->rows[0].cells[0] = figure_text("营业收入同比增长率");
    grid_write_text(&t, table, 35);
    check_text(&t, "Changes  amounts in yuan\n"
                   "rule           records      granted\n"
                   "-----------------------------------\n"
                   "营业收入同比     1,234  +20,000,000\n"
                   "增长率\n"
                   "a<b>                <5            –\n");
    grid_write_text(&t, sample(LANG_EN), 21);
    check_text(&t, "Changes\n"
                   "amounts in yuan\n"
                   "rule      records\n"
                   "-----------------\n"
                   "营业收入    1,234\n"
                   "a<b>           <5\n"
                   "rule          granted\n"
                   "---------------------\n"
                   "营业收入  +20,000,000\n"
                   "a<b>                –\n");
}
END_TEST

// Where bands would be many, or wider than the line, each row is told by itself; of blank cells nothing.
START_TEST(row_by_row) {
    struct text t = {0};
    struct grid *table = grid_new(&arena, LANG_EN, NULL);
    grid_words_column(table, "rule");
    grid_words_column(table, "file");
    grid_number_column(table, "records of people");
    grid_number_column(table, "none");
    struct figure *cells = grid_add_row(table, ROW_PLAIN);
    cells[0] = figure_text("revenue");
    cells[1] = figure_text("a/name/that/is/long.pol:12");
    cells[2] = figure_of(FIGURE_COUNT, 1234);
    grid_write_text(&t, table, 32);
    check_text(&t, "revenue\n"
                   "  file\n"
                   "    a/name/that/is/long.pol:12\n"
                   "  records of people\n"
                   "                    1,234\n");
}
END_TEST

START_TEST(one_column) {
    struct grid *table = grid_new(&arena, LANG_EN, NULL);
    struct text t = {0};
    grid_words_column(table, "only");
    grid_add_row(table, ROW_PLAIN)[0] = figure_text("one");
    table->note = "A note.";
    grid_write_text(&t, table, 96);
    check_text(&t, "only\n----\none\nA note.\n");
}
END_TEST

START_TEST(of_a_page) {
    struct text t = {0};
    struct grid *table = sample(LANG_EN);
    table->note = "1 < 2";
    grid_write_html(&t, table);
    check_text(&t, "<div class=\"scroll\" tabindex=\"0\"><table>\n"
                   "<caption>Changes <span class=\"note\">amounts in yuan</span>\n</caption>\n"
                   "<thead><tr><th scope=\"col\">rule</th><th scope=\"col\" class=\"n\">records</th>"
                   "<th scope=\"col\" class=\"n\">granted</th></tr></thead>\n<tbody>\n"
                   "<tr><th scope=\"row\">营业收入</th><td class=\"n\">1,234</td>"
                   "<td class=\"n good l3\">+20,000,000</td></tr>\n"
                   "<tr class=\"sum\"><th scope=\"row\">a&lt;b&gt;</th><td class=\"n\">&lt;5</td>"
                   "<td class=\"n\">–</td></tr>\n"
                   "</tbody></table></div>\n<p class=\"note\">1 &lt; 2</p>\n");
}
END_TEST

static Suite *table_suite(void) {
    Suite *s = suite_create("table");
    TCase *t = tcase_create("writers");
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, aligned_by_columns);
    tcase_add_test(t, narrow_lines);
    tcase_add_test(t, row_by_row);
    tcase_add_test(t, one_column);
    tcase_add_test(t, of_a_page);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(table_suite); }
