// A table as it is told: columns, rows and figures; and how it is written for a terminal and for a page. Whoever has
// numbers to tell fills one, and whoever writes differs in nothing but the looks.
#ifndef POL_REPORT_TABLE_H
#define POL_REPORT_TABLE_H
#include "grammar/base/arena.h"
#include "interp/report/figure.h"

struct table_column {
    const char *title;
    bool is_number;
};

enum table_row_kind {
    ROW_PLAIN,
    ROW_SUM,    // of the others
    ROW_MARK,   // to be seen among the others
    ROW_UNDER,  // a second line of the one above
    ROW_KIND_COUNT
};
struct table_row {
    enum table_row_kind kind;
    struct figure *cells;  // by column
};

struct table {  // lives in its arena, with all that it points to
    struct arena *arena;
    enum lang lang;
    const char *title;  // NULL: none
    const char *note;   // what has to be known to read it; NULL: none
    struct table_column *columns;
    uint32_t column_count;
    struct table_row *rows;
    uint32_t row_count;
};

struct table *table_new(struct arena *a, enum lang lang, const char *title);
void table_words_column(struct table *t, const char *title);
void table_number_column(struct table *t, const char *title);
// Cells to be filled, all blank as yet. After all columns.
struct figure *table_add_row(struct table *t, enum table_row_kind kind);
// How its money is written. False: it holds none.
bool table_unit(const struct table *t, struct figure_unit *unit);

// In lines of at most `width` columns where words can be broken; columns that have no room go to a further band, below,
// which begins with the first column again.
void table_write_text(struct text *out, const struct table *t, size_t width);
void table_write_html(struct text *out, const struct table *t);
#endif
