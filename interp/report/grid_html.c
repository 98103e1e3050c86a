// A table of a page. Wider than the screen it scrolls by itself, and on paper its head stands on every sheet.
#include "interp/report/grid.h"
#include "interp/report/html.h"
#include "interp/report/words.h"

static void put_caption(struct text *out, const struct grid *t, bool has_money) {
    if (!t->title && !has_money) return;
    html_open(out, "caption", NULL);
    if (t->title) html_text(out, t->title);
    if (has_money) {
        struct text unit = {0};
        words_put(&unit, t->lang, WORDS_TABLE_UNIT, figure_unit_name(t->lang), NULL);
        text_char(out, ' ');
        html_element(out, "span", "note", text_string(&unit));
        out->failed |= unit.failed;
        text_free(&unit);
    }
    html_close(out, "caption");
}

static void put_head(struct text *out, const struct grid *t) {
    text_put(out, "<thead><tr>");
    for (uint32_t c = 0; c < t->column_count; c++) {
        text_put(out, t->columns[c].is_number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
        html_text(out, t->columns[c].title);
        text_put(out, "</th>");
    }
    text_put(out, "</tr></thead>\n<tbody>\n");
}

// Its class: to the right, or shaded by its tone.
static void put_kind(struct text *out, const struct figure *f, bool is_number) {
    if (!is_number && !f->tone) return;
    text_put(out, " class=\"");
    if (is_number) text_put(out, f->tone ? "n " : "n");
    if (f->tone) text_format(out, "%s l%u", tone_names[f->tone], (unsigned)f->level);
    text_char(out, '"');
}

static void put_cell(struct text *out, const struct grid *t, const struct grid_row *row, uint32_t c,
                     const struct figure_unit *unit) {
    struct text shown = {0};
    figure_put(&shown, &row->cells[c], unit);
    text_put(out, c ? "<td" : "<th scope=\"row\"");
    put_kind(out, &row->cells[c], t->columns[c].is_number);
    text_char(out, '>');
    html_text(out, text_string(&shown));
    text_put(out, c ? "</td>" : "</th>");
    out->failed |= shown.failed;
    text_free(&shown);
}

static void put_row(struct text *out, const struct grid *t, const struct grid_row *row,
                    const struct figure_unit *unit) {
    static const char *const kinds[ROW_KIND_COUNT] = {NULL, "sum", "mark", "under"};
    html_open(out, "tr", kinds[row->kind]);
    for (uint32_t c = 0; c < t->column_count; c++) put_cell(out, t, row, c, unit);
    html_close(out, "tr");
}

void grid_write_html(struct text *out, const struct grid *t) {
    struct figure_unit unit;
    bool has_money = grid_unit(t, &unit);
    text_put(out, "<div class=\"scroll\" tabindex=\"0\"><table>\n");
    put_caption(out, t, has_money);
    put_head(out, t);
    for (uint32_t i = 0; i < t->row_count; i++) put_row(out, t, &t->rows[i], &unit);
    text_put(out, "</tbody></table></div>\n");
    if (t->note) html_element(out, "p", "note", t->note);
}
