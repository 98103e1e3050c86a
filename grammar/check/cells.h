// What the cells of one column of a decision table tell apart: a few classes of values, each with an example of it.
// Two values of one class are alike to every cell, so that examples are enough to find gaps and overlaps.
#ifndef POL_CHECK_CELLS_H
#define POL_CHECK_CELLS_H
#include "grammar/check/checker.h"

struct cell_class {
    int64_t example;
    const char *text;  // of a text column; NULL: any other text
};

struct column {
    const struct expr *expr;
    struct cell_class *classes;
    uint32_t class_count;
    bool opaque;  // some cell holds what is not written out: nothing can be told
    bool halves;  // a value may lie between two whole ones: places are counted in halves
};

enum holds { HOLDS_NO, HOLDS_MAYBE, HOLDS_YES };

struct column column_of(struct checker *c, const struct decl *table, uint32_t index);
// For each class, whether the cell (NULL: an empty one) holds: enum holds, into `holds`, which are zero.
void cell_holds(const struct column *column, const struct expr *cell, uint8_t *holds);
// "type = growth", in both languages.
void class_words(struct checker *c, const struct column *column, const struct cell_class *value, struct text *en,
                 struct text *zh);
#endif
