// A table as it is told: columns, rows and figures; and how it is written for a terminal and for a page. Whoever has
// numbers to tell fills one, and whoever writes differs in nothing but the looks.
#ifndef POL_REPORT_GRID_H
#define POL_REPORT_GRID_H
#include "grammar/base/arena.h"
#include "interp/report/figure.h"

struct grid_column {
    const char *title;
    bool is_number;
};

enum grid_row_kind {
    ROW_PLAIN,
    ROW_SUM,    // of the others
    ROW_MARK,   // to be seen among the others
    ROW_UNDER,  // a second line of the one above
    ROW_KIND_COUNT
};
struct grid_row {
    enum grid_row_kind kind;
    struct figure *cells;  // by column
};

struct grid {  // lives in its arena, with all that it points to
    struct arena *arena;
    enum lang lang;
    const char *title;  // NULL: none
    const char *note;   // what has to be known to read it; NULL: none
    struct grid_column *columns;
    uint32_t column_count;
    uint32_t fixed;  // columns that say what a row is of, the first ones: 1, unless its maker says more
    struct grid_row *rows;
    uint32_t row_count;
};

struct grid *grid_new(struct arena *a, enum lang lang, const char *title);
void grid_words_column(struct grid *t, const char *title);
void grid_number_column(struct grid *t, const char *title);
// Cells to be filled, all blank as yet. After all columns.
struct figure *grid_add_row(struct grid *t, enum grid_row_kind kind);
// How its money is written. False: it holds none.
bool grid_unit(const struct grid *t, struct figure_unit *unit);

// In lines of at most `width` columns where words can be broken. Columns that have no room go to a further band, below,
// which begins with the fixed ones again; where these would be many, every row is told by itself, a line a column.
void grid_write_text(struct text *out, const struct grid *t, size_t width);
void grid_write_html(struct text *out, const struct grid *t);
#endif
