// Two texts side by side, line by line.
#ifndef POL_REPORT_BESIDE_H
#define POL_REPORT_BESIDE_H
#include "grammar/base/text.h"

#define BESIDE_GAP 3
// Columns for each of two, in lines that may take so many.
static inline size_t beside_width(size_t width) { return width > BESIDE_GAP ? (width - BESIDE_GAP) / 2 : 0; }
// Every line indented; none of the left one's is to take more than `width` columns.
void text_put_beside(struct text *out, size_t indent, size_t width, const char *left, const char *right);
#endif
