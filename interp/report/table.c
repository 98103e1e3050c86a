#include "interp/report/table.h"

struct table *table_new(struct arena *a, enum lang lang, const char *title) {
    struct table *t = ARENA_NEW(a, struct table);
    *t = (struct table){.arena = a, .lang = lang, .title = title};
    return t;
}

static void add_column(struct table *t, struct table_column column) {
    ARENA_PUSH(t->arena, t->columns, t->column_count, column);
}

void table_words_column(struct table *t, const char *title) { add_column(t, (struct table_column){title, false}); }

void table_number_column(struct table *t, const char *title) { add_column(t, (struct table_column){title, true}); }

struct figure *table_add_row(struct table *t, enum table_row_kind kind) {
    struct table_row row = {kind, ARENA_ARRAY(t->arena, struct figure, t->column_count)};
    ARENA_PUSH(t->arena, t->rows, t->row_count, row);
    return row.cells;
}

bool table_unit(const struct table *t, struct figure_unit *unit) {
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
