// Cells of CSV, as results and rejected records have them.
#ifndef POL_WRITE_CSV_CELL_H
#define POL_WRITE_CSV_CELL_H
#include "grammar/base/text.h"

// Quoted where it must be.
void put_csv_cell(struct text *out, const char *text, size_t length);
// Cells behind another, each with the comma before it. None has anything that must be quoted: they are names.
void put_csv_names(struct text *out, const struct text *texts, uint32_t count);
#endif
