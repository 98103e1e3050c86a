#include "interp/report/grid.h"

struct grid *grid_new(struct arena *a, enum lang lang, const char *title) {
    struct grid *t = ARENA_NEW(a, struct grid);
    *t = (struct grid){.arena = a, .lang = lang, .title = title, .fixed = 1};
    return t;
}

static void add_column(struct grid *t, struct grid_column column) {
    ARENA_PUSH(t->arena, t->columns, t->column_count, column);
}

void grid_words_column(struct grid *t, const char *title) { add_column(t, (struct grid_column){title, false}); }

void grid_number_column(struct grid *t, const char *title) { add_column(t, (struct grid_column){title, true}); }

struct figure *grid_add_row(struct grid *t, enum grid_row_kind kind) {
    struct grid_row row = {kind, ARENA_ARRAY(t->arena, struct figure, t->column_count)};
    ARENA_PUSH(t->arena, t->rows, t->row_count, row);
    return row.cells;
}

bool grid_unit(const struct grid *t, struct figure_unit *unit) {
    figure_whole fen = figure_unit_fen(t->lang);
    bool any = false, whole = true;
    for (uint32_t i = 0; i < t->row_count; i++) {
        for (uint32_t c = 0; c < t->column_count; c++) {
            const struct figure *f = &t->rows[i].cells[c];
            any |= f->kind == FIGURE_MONEY;
            whole &= f->kind != FIGURE_MONEY || f->over % fen == 0;
        }
    }
    *unit = figure_unit_for(t->lang, whole);
    return any;
}
