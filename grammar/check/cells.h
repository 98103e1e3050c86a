// A decision table laid out as numbers: each cell is the stretches of places, along its column's values, that it holds
// for. Places are whole numbers: a choice's index, a date's day, a text's place among those of its column. From these
// overlaps.c tells which of the rows may hold at once.
#ifndef POL_CHECK_CELLS_H
#define POL_CHECK_CELLS_H
#include "grammar/check/checker.h"
#include "grammar/check/prover.h"

struct stretch {  // both ends included
    int64_t low, high;
};
#define PLACE_LEAST (INT64_MIN / 4)
#define PLACE_MOST (INT64_MAX / 4)

struct column {
    const struct expr *expr;
    struct stretch domain;
    const char **texts;  // of a text column, by place; the last place stands for any other text
    uint32_t text_count;
    bool opaque;   // a cell is
    bool halves;   // a value may lie between two whole ones: places are counted in halves
    int64_t step;  // a place is so many parts: 10000 for a number of two decimals, where all cells are such; else 1
};

struct places {
    struct stretch *items;  // sorted and apart
    uint32_t count;
    bool opaque;  // something in the cell is not written out: it may hold elsewhere too
    // A single comparison with what this names: where it holds is told from that value on, which is 0 here.
    const struct definition *base;
    struct stretch relative[2];
    uint32_t relative_count;
};

#define PARAMS_UNKNOWN (-1)
struct grid {
    struct checker *c;
    const struct decl *decl;
    int32_t date;  // on which params have their values, packed; 0: from the beginning; PARAMS_UNKNOWN: none has one
    struct column *columns;
    struct places *cells;  // by row, then column
    uint32_t row_count;    // without `otherwise`
};

// Whether all of the table has its types, so that it can be laid out.
bool table_is_sound(const struct decl *decl);
bool table_has_otherwise(const struct decl *decl);
struct grid grid_of(struct checker *c, const struct decl *decl, int32_t date);
static inline const struct places *grid_cell(const struct grid *g, uint32_t row, uint32_t column) {
    return &g->cells[(size_t)row * g->decl->column_count + column];
}
// Whether the row says anything about the column.
static inline bool grid_asks(const struct grid *g, uint32_t row, uint32_t column) {
    return g->decl->rows[row].cells[column] != NULL;
}
// Whether some cell is not written out.
bool grid_is_opaque(const struct grid *g);
// Whether some places, one of each column, lie in no row: put to the prover as a table of such places.
void grid_ask_gap(const struct grid *g, struct table_told *told);
// A value for people, of all in a stretch.
int64_t stretch_example(int64_t low, int64_t high);
// "type = growth, revenue = 5000元" of one place for each column, in both languages.
struct diag_arg places_words(const struct grid *g, const int64_t *places);
#endif
